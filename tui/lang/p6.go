package lang

import "tereze/tui/safe"

// P6 is the words of the scan loop.
type P6 struct {
	Ask, Back                                        safe.Text
	Return, NoList, NoListAny                        safe.Text // {0} number
	What, Waits, GivenOn                             safe.Text // heads
	Expect, Have                                     Count
	Empty                                            safe.Text
	Result, Refusal, NotListed, OtherProvider, Twice safe.Text // Twice {0} ago; OtherProvider {0}
	Same, NotGone, InRegistry, Elsewhere             safe.Text // Same {0} ago; NotGone {0} stage; InRegistry {0}
	OtherOffice, OtherOfficeDo                       safe.Text // {0}
	Foreign, ForeignDo, Unreadable, UnreadableDo     safe.Text
	Unknown, UnknownDo, Several, SeveralDo           safe.Text
	NotWritten, Working, Undone, Forwarded           safe.Text
	Missing                                          Count
	AllBack, NothingAwaited                          safe.Text
	ToForward                                        Count
	NothingToForward                                 safe.Text
	Old                                              Count
	NextResult, NextRefusal                          safe.Text
	Strays                                           Count
	KeyForward, KeyOutcome, KeyUndo, KeyCorrect      safe.Text
	KeyMissing, KeyTable, KeyPick                    safe.Text
	WhyNothing, WhyNoLine, WhyJust, WhyNoList        safe.Text
	WhyForwarded                                     safe.Text
	ForwardedAll, ForwardedSome                      Count     // {1} how many are missing
	UndoDone, Corrected                              safe.Text // {0} number, {1} outcome
	MissingTitle                                     safe.Text
	Help1, Help2, Help3                              safe.Text
}

func (w Words) p6() P6 {
	return P6{
		Ask:       w.say("Не қайтты?", "Что вернулось?", "What came back?"),
		Back:      w.say("қайтқаны", "вернулось", "came back"),
		Return:    w.say("№ {0} қайтару тізілімі", "реестр возврата № {0}", "return registry No {0}"),
		NoList:    w.say("тізімсіз", "без списка", "no list"),
		NoListAny: w.say("тізімсіз, кез келген берушіден", "без списка, от любого", "no list, from any provider"),
		What:      w.say("Тізім", "Список", "List"),
		Waits:     w.say("күтеміз", "ждём", "awaited"),
		GivenOn:   w.say("берілген күні", "отдан", "given on"),
		Expect:    w.count("күтеміз {0}", "ждём {0}", "ждём {0}", "ждём {0}", "{0} expected", "{0} expected"),
		Have:      w.count("келді {0}", "есть {0}", "есть {0}", "есть {0}", "{0} here", "{0} here"),
		Empty:     w.say("Сканерлей беріңіз: әр скан бір жол, ең жаңасы жоғарыда.", "Сканируйте подряд: один скан — одна строка, новые сверху.", "Scan on: one line a scan, the newest on top."),

		Result:        w.say("нәтиже қайтты", "вернулось: результат", "back: a result"),
		Refusal:       w.say("дәлелді бас тарту", "мотивированный отказ", "reasoned refusal"),
		NotListed:     w.say("тізімсіз, белгіленді", "не по списку, отмечено", "off the list, marked"),
		OtherProvider: w.say("{0}: басқа беруші", "{0}: другой адресат", "{0}: other provider"),
		Twice:         w.say("белгіленген, {0}", "уже отмечено {0}", "marked already {0}"),
		Same:          w.say("сол скан, {0}", "тот же скан, {0}", "the same scan, {0}"),
		NotGone:       w.say("кетпеген: {0}", "не уходило: {0}", "had not left: {0}"),
		InRegistry:    w.say("№ {0} тізілімде, кетпеген", "в реестре № {0}, не ушло", "in registry No {0} here"),
		Elsewhere:     w.say("күйі: {0}", "состояние: {0}", "it is: {0}"),
		OtherOffice:   w.say("бөтен ХҚКО № {0}", "чужой ЦОН № {0}", "another centre {0}"),
		OtherOfficeDo: w.say("бөлек қойыңыз, акт", "отложить, акт", "put aside, act"),
		Foreign:       w.say("біздің код емес", "не наш код", "not our code"),
		ForeignDo:     w.say("бөлек қойыңыз", "отложить", "put aside"),
		Unreadable:    w.say("код толық емес", "код неполный", "half a code"),
		UnreadableDo:  w.say("қайта сканерлеңіз", "сканируйте ещё раз", "scan it again"),
		Unknown:       w.say("мұндай іс жоқ", "такого дела нет", "no such case"),
		UnknownDo:     w.say("бөлек қойыңыз, акт", "отложить, акт", "put aside, act"),
		Several:       w.say("бірнеше іс", "дел несколько", "several cases"),
		SeveralDo:     w.say("нөмірді толық теріңіз", "наберите номер целиком", "type the whole number"),
		NotWritten:    w.say("жазылмады: қайталаңыз", "не записано: повторите", "not recorded: repeat"),
		Working:       w.say("жазылуда", "записываю", "recording"),
		Undone:        w.say("кері қайтарылды", "отменено", "taken back"),
		Forwarded:     w.say("инспекторда", "у инспектора", "with the inspector"),

		Missing:          w.count("Жетіспейді {0}:", "Не хватает {0}:", "Не хватает {0}:", "Не хватает {0}:", "{0} missing:", "{0} missing:"),
		AllBack:          w.say("Бәрі қайтты", "Вернулось всё", "Everything is back"),
		NothingAwaited:   w.say("Тізім жоқ: не келсе, сол белгіленеді", "Списка нет: отмечается всё, что пришло", "No list: whatever comes is marked"),
		ToForward:        w.count("Инспекторға бүгін берілетіні: {0}", "Передать инспектору сегодня: {0}", "Передать инспектору сегодня: {0}", "Передать инспектору сегодня: {0}", "To the inspector today: {0}", "To the inspector today: {0}"),
		NothingToForward: w.say("Инспекторға берілмегені жоқ", "Непереданных инспектору нет", "Nothing waits to be forwarded"),
		Old:              w.count("бұрын қайтып, берілмегені: {0}", "с прошлых дней не передано: {0}", "с прошлых дней не передано: {0}", "с прошлых дней не передано: {0}", "left from earlier days: {0}", "left from earlier days: {0}"),
		NextResult:       w.say("Келесі скан: нәтиже", "Следующий скан: результат", "Next scan: a result"),
		NextRefusal:      w.say("Келесі скан: дәлелді бас тарту", "Следующий скан: мотивированный отказ", "Next scan: a reasoned refusal"),
		Strays:           w.count("бөлек қойылды: {0}", "отложено: {0}", "отложено: {0}", "отложено: {0}", "put aside: {0}", "put aside: {0}"),

		KeyForward: w.say("инспекторға беру", "передать", "forward"),
		KeyOutcome: w.say("бас тарту/нәтиже", "отказ/результат", "refusal/result"),
		KeyUndo:    w.say("соңғысын қайтару", "отменить последний", "undo the last"),
		KeyCorrect: w.say("соңғысын түзету", "исправить последний", "correct the last"),
		KeyMissing: w.say("жетіспейтіні", "чего не хватает", "what is missing"),
		KeyTable:   w.say("басқа тізім", "другой список", "another list"),
		KeyPick:    w.say("таңдау", "выбрать", "choose"),

		WhyNothing:   w.say("берілетін іс жоқ", "передавать нечего", "nothing is marked"),
		WhyNoLine:    w.say("әлі ештеңе белгіленбеген", "ещё ничего не отмечено", "nothing is marked yet"),
		WhyJust:      w.say("скан жаңа ғана келді, бір секунд күтіңіз", "скан только что пришёл, подождите секунду", "a scan came just now, wait a second"),
		WhyNoList:    w.say("тізім таңдалмаған", "список не выбран", "no list is chosen"),
		WhyForwarded: w.say("соңғысы инспекторға берілген", "последний уже у инспектора", "the last one is with the inspector"),

		ForwardedAll:  w.count("Инспекторға берілді: {0}", "Передано инспектору: {0}", "Передано инспектору: {0}", "Передано инспектору: {0}", "Forwarded to the inspector: {0}", "Forwarded to the inspector: {0}"),
		ForwardedSome: w.count("Инспекторға берілді: {0}; тізімнен әлі келмегені: {1}", "Передано инспектору: {0}; по списку ещё нет: {1}", "Передано инспектору: {0}; по списку ещё нет: {1}", "Передано инспектору: {0}; по списку ещё нет: {1}", "Forwarded to the inspector: {0}; still missing: {1}", "Forwarded to the inspector: {0}; still missing: {1}"),
		UndoDone:      w.say("{0}: белгі кері қайтарылды", "{0}: отметка отменена", "{0}: the mark was taken back"),
		Corrected:     w.say("{0}: түзетілді – {1}", "{0}: исправлено — {1}", "{0}: corrected to {1}"),
		MissingTitle:  w.say("Жетіспейтін істер", "Чего не хватает", "What is missing"),

		Help1: w.say("Қайтқан қағаздарды бірінен соң бірін сканерлеңіз: әр скан бір жол, ештеңе сұралмайды. ✓ белгіленді, = бұрын белгіленген, ! назар керек, ? танылмады.",
			"Сканируйте вернувшиеся бумаги подряд: один скан — одна строка, вопросов нет. ✓ отмечено, = уже было, ! нужно внимание, ? не распознано.",
			"Scan what came back one after another: one line a scan, no questions. ✓ marked, = was so already, ! needs attention, ? not understood."),
		Help2: w.say("r – келесі скандар дәлелді бас тарту не қайтадан нәтиже. Enter соңғы жолдың нәтижесін ауыстырады, u соңғы белгіні кері қайтарады. Нөмірді F3 арқылы теруге болады: соңғы бес цифры жетеді.",
			"r — следующие сканы отказ или снова результат. Enter меняет исход последней строки, u отменяет последнюю отметку. Номер можно набрать по F3: хватит последних пяти цифр.",
			"r makes the next scans refusals, or results again. Enter changes the outcome of the last line, u takes the last mark back. F3 takes a typed number: the last five digits will do."),
		Help3: w.say("F9 белгіленгеннің бәрін инспекторға сол күні береді; тізімнен келмегендері қала береді. l – жетіспейтінінің бәрі, F5 – басқа тізім.",
			"F9 передаёт инспектору всё отмеченное в тот же день; недостающее остаётся в списке. l — всё, чего не хватает, F5 — другой список.",
			"F9 forwards everything marked to the inspector the same day; what is missing stays on the list. l shows all that is missing, F5 another list."),
	}
}
