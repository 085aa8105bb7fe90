package catalogue

import "tereze/intake/trio"

// shorts are the points of the two roads in a few words, for a screen: the
// act's own text stands in Text.
var shorts = map[Channel]map[PointKind][]trio.Text{
	CSC: {
		PointProcess: {
			{KK: "жұмыс орнына кіру", RU: "вход на рабочее место", EN: "log-in"},
			{KK: "сауал нысаны", RU: "форма запроса", EN: "request form"},
			{KK: "ЖТ МДҚ мен БНАЖ-ға сауал", RU: "запрос в ГБД ФЛ и ЕНИС", EN: "registers asked"},
			{KK: "сканерлеу және қол қою", RU: "сканы и подпись", EN: "scans and signature"},
			{KK: "ЭҮӨШ АЖО-ға жолдау", RU: "направление в АРМ РШЭП", EN: "sent to the provider"},
			{KK: "бас тарту қолхаты", RU: "расписка об отказе", EN: "refusal receipt"},
			{KK: "нәтижені беру", RU: "выдача результата", EN: "result given"},
		},
		PointCondition: {
			{KK: "деректер бар ма", RU: "есть ли данные", EN: "data found"},
			{KK: "берушінің тексеруі", RU: "проверка услугодателем", EN: "checked by the provider"},
		},
	},
	Portal: {
		PointProcess: {
			{KK: "порталға кіру", RU: "вход на портал", EN: "log-in on the portal"},
			{KK: "кіруден бас тарту", RU: "отказ в авторизации", EN: "log-in refused"},
			{KK: "сауал, көшірмелер, ЭЦҚ", RU: "запрос, копии, ЭЦП", EN: "request, copies, signature"},
			{KK: "бас тарту: ЭЦҚ", RU: "отказ: ЭЦП", EN: "refused: signature"},
			{KK: "ЭҮШ арқылы жолдау", RU: "направление через ШЭП", EN: "sent through the gateway"},
			{KK: "бас тарту: құжаттар", RU: "отказ: документы", EN: "refused: documents"},
			{KK: "нәтиже жеке кабинетке", RU: "результат в личный кабинет", EN: "result to the account"},
		},
		PointCondition: {
			{KK: "кірген адам түпнұсқа ма", RU: "подлинность входа", EN: "log-in authentic"},
			{KK: "ЭЦҚ куәлігі мен ЖСН", RU: "свидетельство ЭЦП и ИИН", EN: "certificate and IIN"},
			{KK: "құжаттар Стандартқа сай ма", RU: "документы по Стандарту", EN: "documents meet the Standard"},
		},
	},
}

// Short is a point of a road in a few words.
func (p Point) Short(c Channel) trio.Text {
	words := shorts[c][p.Kind]
	if p.Number < 1 || p.Number > len(words) {
		return p.Text
	}
	return words[p.Number-1]
}
