package lang

import "tereze/tui/safe"

// Registry is the words of registries: their list, their contents, the road
// and the delivery.
type Registry struct {
	Title, Name                                        safe.Text // {0} its number in Name
	No, Cases, When, Courier, Receiver, Run, Seal, Box safe.Text // heads
	EmptyList, EmptyBox                                safe.Text

	OpenKey, CloseKey, ReopenKey, SendKey, RecallKey, DeliverKey, OutKey, MarkKey, TabKey safe.Text

	CloseTitle, ReopenTitle, RecallTitle safe.Text
	CloseAsk                             Count     // {0} cases, {1} registry
	ReopenAsk, RecallAsk                 safe.Text // {0} registry
	Closed                               Count     // {0} cases, {1} registry
	Reopened, Recalled                   safe.Text // {0} registry
	TakenOut                             safe.Text // {0} case, {1} registry
	Moved                                Count     // {0} cases, {1} registry, {2} state
	Sent                                 Count     // {0} registries, {1} act
	Opened, SentAt, DeliveredAt          safe.Text // {0} when, {1} …
	NoneMarked, NotClosed                safe.Text

	SendTitle, SendThese, SealHint safe.Text // {0} numbers

	DeliverTitle, Day, Hour, WhoTook, Further safe.Text
	BadDay, BadHour                           safe.Text
	Incoming, Missed, Extra, ExtraNone        safe.Text // {0}
	InBox, NotOnList, TwiceInBox              safe.Text
	NumberKey, MissKey, GoOnKey, DropKey      safe.Text
	BackKey                                   safe.Text
	DeliverAsk                                Count // {0} cases, {1} registry
	DeliverNumbers, DeliverMissed             safe.Text
	DeliverExtra, DeliverRuns                 safe.Text
	Delivered                                 Count     // {0} cases, {1} registry
	Act                                       safe.Text // {0} act, {1} missed, {2} extra
	ActMissed, ActExtra                       safe.Text // {0} numbers
	PadKept                                   safe.Text
	NothingToGoOn, NoExtra                    safe.Text

	HelpList, HelpContents, HelpDeliver safe.Text
}

func (w Words) registry() Registry {
	return Registry{
		Title:     w.say("Тізілімдер", "Реестры", "Registries"),
		Name:      w.say("№ {0} тізілім", "Реестр № {0}", "Registry No {0}"),
		No:        w.say("№", "№", "No"),
		Cases:     w.say("Іс", "Дел", "Cases"),
		When:      w.say("Қашан", "Когда", "When"),
		Courier:   w.say("Шабарман", "Курьер", "Courier"),
		Receiver:  w.say("Қабылдаған", "Принял", "Received by"),
		Run:       w.say("Рейс", "Рейс", "Run"),
		Seal:      w.say("Пломба", "Пломба", "Seal"),
		Box:       w.say("Кіріс нөмірі", "Входящий номер", "Incoming number"),
		EmptyList: w.say("Мұндай тізілім жоқ", "Таких реестров нет", "There are no such registries"),
		EmptyBox:  w.say("Тізілім бос: істі сканерлеңіз", "Реестр пуст: сканируйте дела", "The registry is empty: scan cases"),

		OpenKey:    w.say("ашу", "открыть", "open"),
		CloseKey:   w.say("жабу", "закрыть", "close"),
		ReopenKey:  w.say("қайта ашу", "снова открыть", "reopen"),
		SendKey:    w.say("шабарманға", "курьеру", "dispatch"),
		RecallKey:  w.say("жолдан қайтару", "вернуть с дороги", "recall"),
		DeliverKey: w.say("жеткізілді", "доставлено", "delivered"),
		OutKey:     w.say("алып тастау", "вынуть", "take out"),
		MarkKey:    w.say("белгілеу", "отметить", "tick"),
		TabKey:     w.say("күйі", "состояние", "state"),

		CloseTitle:  w.say("Тізілімді жабу", "Закрыть реестр", "Close the registry"),
		ReopenTitle: w.say("Тізілімді қайта ашу", "Снова открыть реестр", "Reopen the registry"),
		RecallTitle: w.say("Жолдан қайтару", "Вернуть с дороги", "Recall"),
		CloseAsk: w.count("№ {1} тізілім {0} іспен жабылады. Кешіккен іс келесі тізілімге түседі.",
			"Реестр № {1} закроется: {0} дело. Опоздавшее пойдёт в следующий.", "Реестр № {1} закроется: {0} дела. Опоздавшее пойдёт в следующий.", "Реестр № {1} закроется: {0} дел. Опоздавшее пойдёт в следующий.",
			"Registry No {1} closes with {0} case. Late ones go to the next.", "Registry No {1} closes with {0} cases. Late ones go to the next."),
		ReopenAsk: w.say("№ {0} тізілім қайта ашыла ма? Басып шығарылған тізімі жарамсыз болады.", "Открыть реестр № {0} снова? Напечатанный список станет недействителен.", "Reopen registry No {0}? Its printed list is void then."),
		RecallAsk: w.say("№ {0} тізілім жолға шықпаған ба? Ол жабық тізілімдерге қайтады.", "Реестр № {0} не уехал? Он вернётся к закрытым.", "Has registry No {0} not left? It goes back to the closed ones."),
		Closed:    w.count("№ {1} тізілім жабылды: {0} іс", "Реестр № {1} закрыт: {0} дело", "Реестр № {1} закрыт: {0} дела", "Реестр № {1} закрыт: {0} дел", "Registry No {1} is closed: {0} case", "Registry No {1} is closed: {0} cases"),
		Reopened:  w.say("№ {0} тізілім қайта ашылды", "Реестр № {0} снова открыт", "Registry No {0} is open again"),
		Recalled:  w.say("№ {0} тізілім жолдан қайтарылды", "Реестр № {0} возвращён с дороги", "Registry No {0} is recalled"),
		TakenOut:  w.say("{0} № {1} тізілімнен алынды", "{0} вынуто из реестра № {1}", "{0} is taken out of registry No {1}"),
		Moved: w.count("№ {1} тізілім осы арада өзгерді: {2}, {0} іс. Қарап, қайталаңыз.",
			"Реестр № {1} тем временем изменился: {2}, {0} дело. Посмотрите и повторите.", "Реестр № {1} тем временем изменился: {2}, {0} дела. Посмотрите и повторите.", "Реестр № {1} тем временем изменился: {2}, {0} дел. Посмотрите и повторите.",
			"Registry No {1} has changed meanwhile: {2}, {0} case. Look and repeat.", "Registry No {1} has changed meanwhile: {2}, {0} cases. Look and repeat."),
		Sent: w.count("№ {1} акт: шабарманға {0} тізілім берілді", "Акт № {1}: курьеру отдан {0} реестр", "Акт № {1}: курьеру отданы {0} реестра", "Акт № {1}: курьеру отдано {0} реестров",
			"Act No {1}: {0} registry is with the courier", "Act No {1}: {0} registries are with the courier"),
		Opened:      w.say("Ашылған: {0}", "Открыт: {0}", "Opened: {0}"),
		SentAt:      w.say("Жолда: {0} · № {4} акт · пломба {3} · рейс {2} · {1}", "В пути: {0} · акт № {4} · пломба {3} · рейс {2} · {1}", "On the road: {0} · act No {4} · seal {3} · run {2} · {1}"),
		DeliveredAt: w.say("Жеткізілген: {0} · қабылдаған {1}", "Доставлен: {0} · принял {1}", "Delivered: {0} · received by {1}"),
		NoneMarked:  w.say("тізілім таңдалмаған", "реестр не выбран", "no registry is chosen"),
		NotClosed:   w.say("алдымен тізілімді жабыңыз", "сначала закройте реестр", "close the registry first"),

		SendTitle: w.say("Шабарманға беру", "Передача курьеру", "Dispatch"),
		SendThese: w.say("Бір актімен кетеді: {0}", "Уходят одним актом: {0}", "They leave with one act: {0}"),
		SealHint:  w.say("қораптың пломба нөмірі", "номер пломбы короба", "the number on the box's seal"),

		DeliverTitle: w.say("Жеткізу", "Доставка", "Delivery"),
		Day:          w.say("Күні", "Дата", "Date"),
		Hour:         w.say("Уақыты", "Время", "Time"),
		WhoTook:      w.say("Кеңседе қабылдаған", "Принял в канцелярии", "Received at the chancellery by"),
		Further:      w.say("әрі", "дальше", "go on"),
		BadDay:       w.say("Күнін былай жазыңыз: 02.03.2015", "Дату пишите так: 02.03.2015", "Write the date as 02.03.2015"),
		BadHour:      w.say("Уақытты былай жазыңыз: 15:30", "Время пишите так: 15:30", "Write the time as 15:30"),
		Incoming:     w.say("Кіріс нөмірі", "Входящий номер", "Incoming number"),
		Missed:       w.say("қорапта жоқ", "нет в коробе", "not in the box"),
		Extra:        w.say("Қораптағы артығы: {0}", "Лишнее в коробе: {0}", "Extra in the box: {0}"),
		ExtraNone:    w.say("Артығы болса, сканерлеңіз", "Лишнее — отсканируйте", "Scan what is extra"),
		InBox:        w.say("тізімде бар", "есть в списке", "on the list"),
		NotOnList:    w.say("тізімде жоқ, актіге жазылады", "нет в списке, пойдёт в акт", "not on the list, goes into the act"),
		TwiceInBox:   w.say("саналып қойған", "уже отмечено", "counted already"),
		NumberKey:    w.say("кіріс нөмірі", "входящий", "number"),
		MissKey:      w.say("қорапта жоқ", "нет в коробе", "not in the box"),
		GoOnKey:      w.say("ретімен жалғау", "дальше подряд", "number on"),
		DropKey:      w.say("артығын өшіру", "убрать лишнее", "drop extra"),
		BackKey:      w.say("артқа", "назад", "back"),
		DeliverAsk: w.count("№ {1} тізілім жеткізілді ме? Тізімде {0} іс.", "Реестр № {1} доставлен? В списке {0} дело.", "Реестр № {1} доставлен? В списке {0} дела.", "Реестр № {1} доставлен? В списке {0} дел.",
			"Was registry No {1} delivered? {0} case on the list.", "Was registry No {1} delivered? {0} cases on the list."),
		DeliverNumbers: w.say("Кіріс нөмірі жазылғаны: {0}", "Со входящим номером: {0}", "With an incoming number: {0}"),
		DeliverMissed:  w.say("Қорапта жоғы: {0} – секторға қайтады", "Нет в коробе: {0} – вернутся в сектор", "Not in the box: {0} – they return to the sector"),
		DeliverExtra:   w.say("Артығы: {0} – сәйкессіздік актісі жасалады", "Лишнее: {0} – будет акт о расхождении", "Extra: {0} – a discrepancy act is made"),
		DeliverRuns:    w.say("Жазылуда", "Записываю", "Recording"),
		Delivered: w.count("№ {1} тізілім жеткізілді: {0} іс берушіде", "Реестр № {1} доставлен: {0} дело у услугодателя", "Реестр № {1} доставлен: {0} дела у услугодателя", "Реестр № {1} доставлен: {0} дел у услугодателя",
			"Registry No {1} is delivered: {0} case with the provider", "Registry No {1} is delivered: {0} cases with the provider"),
		Act:           w.say("№ {0} сәйкессіздік актісі: қорапта жоғы {1}, артығы {2}", "Акт о расхождении № {0}: нет в коробе {1}, лишнее {2}", "Discrepancy act No {0}: not in the box {1}, extra {2}"),
		ActMissed:     w.say("қорапта жоғы: {0}", "нет в коробе: {0}", "not in the box: {0}"),
		ActExtra:      w.say("артығы: {0}", "лишнее: {0}", "extra: {0}"),
		PadKept:       w.say("Терілгені сақталды: келесіде осы жерден жалғасады.", "Набранное сохранено: в следующий раз продолжите с этого места.", "What was typed is kept: it goes on from here next time."),
		NothingToGoOn: w.say("алдымен осы жолға нөмір жазыңыз", "сначала дайте номер этой строке", "give this row a number first"),
		NoExtra:       w.say("артығы жоқ", "лишнего нет", "nothing is extra"),

		HelpList: w.say("Тізілім ашық тұрғанда толады, жабылғанда тізімі бекиді, шабарманға бірнешеуі бір актімен беріледі, жолдағысы жеткізілгенде белгіленеді. ←→ күйін ауыстырады.",
			"Открытый реестр наполняется, у закрытого список готов, курьеру отдаются сразу несколько одним актом, доставка отмечается у того, что в пути. ←→ меняет состояние.",
			"An open registry is filled, a closed one has its list fixed, several go to the courier with one act, and delivery is recorded for those on the road. ←→ changes the state."),
		HelpContents: w.say("Скан ашық тізілімге салады. Жабық тізілімге кешіккен іс түспейді: ол келесісіне салынады, экран нөмірін айтады.",
			"Скан кладёт в открытый реестр. В закрытый опоздавшее не попадает: оно идёт в следующий, экран называет его номер.",
			"A scan puts a case into an open registry. Nothing late enters a closed one: it goes to the next, whose number the screen says."),
		HelpDeliver: w.say("Enter жолға кіріс нөмірін жазады, F6 келесі жолдарға ретімен жалғайды. Space – қорапта жоқ. Тізімде жоқ қағазды сканерлеңіз: сәйкессіздік актісіне түседі.",
			"Enter даёт строке входящий номер, F6 нумерует следующие подряд. Space — нет в коробе. Чего нет в списке — отсканируйте: попадёт в акт о расхождении.",
			"Enter gives a row its incoming number, F6 numbers those below in a row. Space: not in the box. Scan what is not on the list: it goes into the discrepancy act."),
	}
}
