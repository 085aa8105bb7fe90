package lang

import "tereze/tui/safe"

// P5 is the words of the provider's steps.
type P5 struct {
	Title, Provider, Step, Since, Empty                safe.Text
	All, Late, Today, Road                             Count
	AllProviders, LateOnly, OneCase                    safe.Text
	OnRoad, HasLeft, OnReturn, SentBack, ToRefuse      safe.Text // in place of a step; OnReturn {0} its number
	StepIn, StepHead, StepExecutor, StepSign, StepOut  safe.Text // at most nine cells
	Incoming, NoIncoming, AtChancellery, SentBackWhy   safe.Text // {0}
	NotDelivered, AllDone, Returned                    safe.Text // Returned {0} registry, {1} outcome
	Overdue                                            safe.Text
	How, NoLimit                                       safe.Text
	KeyStamp, KeySteps, KeyGive, KeyRefuse, KeyBack    safe.Text
	KeyComplete, KeyUndo, KeyHow, KeyProvider, KeyLate safe.Text
	KeyList, KeyCard                                   safe.Text
	WhyNone, WhyRoad, WhyBack, WhyNotBack, WhyDone     safe.Text
	WhyReturned, WhyNothingDone                        safe.Text
	WhyOtherAct                                        safe.Text // {0} the act
	Marks                                              Count     // {1} how many refusals
	StampTitle, Which, Day, Time, Note                 safe.Text
	BadDay, BadTime, TooEarly, TooLate                 safe.Text // TooEarly {0} since when
	BackTitle, Reason, UndoTitle                       safe.Text
	GiveTitle                                          safe.Text
	GiveAsk                                            Count     // {1} provider, {2} results, {3} refusals
	Stamped                                            Count     // {1} the step
	SentBackDone, Completed, Undone                    safe.Text // {0} number; Undone {1} the act
	Given                                              Count     // {1} registries
	ScanElsewhere, ScanSeveral, ScanNone               safe.Text // {0} number, {1} stage, {2} station
	ScanElsewhereEnd                                   safe.Text // {0} number, {1} stage
	Help1, Help2, Help3                                safe.Text
}

func (w Words) p5() P5 {
	return P5{
		Title:    w.say("Берушілердегі істер", "Дела у услугодателей", "With the providers"),
		Provider: w.say("Беруші", "Адресат", "Provider"),
		Step:     w.say("қадам", "шаг", "step"),
		Since:    w.say("басталды", "начат", "since"),
		Empty:    w.say("Берушілерде де, жолда да іс жоқ", "Ни у услугодателей, ни в пути дел нет", "No case is with a provider or on the road"),
		All:      w.count("барлығы {0}", "всего {0}", "всего {0}", "всего {0}", "{0} in all", "{0} in all"),
		Late:     w.count("кешіккен {0}", "поздно {0}", "поздно {0}", "поздно {0}", "{0} late", "{0} late"),
		Today:    w.count("бүгін бітеді {0}", "сегодня срок {0}", "сегодня срок {0}", "сегодня срок {0}", "{0} end today", "{0} end today"),
		Road:     w.count("жолда {0}", "в пути {0}", "в пути {0}", "в пути {0}", "{0} on the road", "{0} on the road"),

		AllProviders: w.say("барлық беруші", "все услугодатели", "all providers"),
		LateOnly:     w.say("тек кешіккені", "только опоздавшие", "late only"),
		OneCase:      w.say("сканерленген іс", "дело по скану", "the scanned case"),

		OnRoad:   w.say("жолда", "в пути", "on the road"),
		HasLeft:  w.say("шығарылды", "отправлено", "has left"),
		OnReturn: w.say("қайтару № {0}", "возврат № {0}", "return No {0}"),
		SentBack: w.say("толықтыруда", "доработка", "sent back"),
		ToRefuse: w.say("бас тарту", "отказ", "refusal"),

		StepIn:       w.say("кеңсе", "канцел.", "intake"),
		StepHead:     w.say("басшы", "руковод.", "head"),
		StepExecutor: w.say("орындаушы", "исполнит.", "executor"),
		StepSign:     w.say("қол қою", "подпись", "signing"),
		StepOut:      w.say("жіберу", "отправка", "sending"),

		Incoming:      w.say("кіріс № {0}", "вх. № {0}", "incoming No {0}"),
		NoIncoming:    w.say("кіріс нөмірі жоқ", "входящего номера нет", "no incoming number"),
		AtChancellery: w.say("кеңседе: {0}", "в канцелярии: {0}", "at the chancellery: {0}"),
		SentBackWhy:   w.say("Толықтыруға қайтарылған: {0}", "Возвращено на доработку: {0}", "Sent back for completion: {0}"),
		NotDelivered:  w.say("Кеңсеге әлі жеткен жоқ. Жеткізуді 4-бекетте белгілеңіз.", "В канцелярию ещё не доставлено. Доставку отметьте на станции 4.", "Not at the chancellery yet. Record the delivery at station 4."),
		AllDone:       w.say("Беруші бәрін аяқтады: нәтиже жолда.", "Услугодатель всё прошёл: результат в пути.", "The provider is through: the result is on its way."),
		Returned:      w.say("№ {0} қайтару тізілімінде: {1}. Қайтқанын 6-бекетте белгілеңіз.", "В реестре возврата № {0}: {1}. Отметьте возврат на станции 6.", "On return registry No {0}: {1}. Mark it at station 6."),
		Overdue:       w.say("кешікті", "поздно", "late"),
		How:           w.say("Мерзім қалай есептелді", "Как посчитан срок", "How the limit was counted"),
		NoLimit:       w.say("Жүріп жатқан қадам жоқ.", "Шагов в работе нет.", "No step is under way."),

		KeyStamp:    w.say("қадам бітті", "шаг пройден", "step done"),
		KeySteps:    w.say("қадамдары", "шаги", "steps"),
		KeyGive:     w.say("нәтиже қайтты", "отдал результат", "gave back"),
		KeyRefuse:   w.say("бас тарту", "отказ", "refusal"),
		KeyBack:     w.say("толықтыруға", "на доработку", "send back"),
		KeyComplete: w.say("толықтырылды", "дополнено", "completed"),
		KeyUndo:     w.say("кері қайтару", "отменить", "undo"),
		KeyHow:      w.say("қалай есептелді", "как посчитано", "how counted"),
		KeyProvider: w.say("беруші", "услугодатель", "provider"),
		KeyLate:     w.say("кешіккені", "опоздавшие", "late"),
		KeyList:     w.say("тізім", "список", "list"),
		KeyCard:     w.say("карточка", "карточка", "card"),

		WhyNone:        w.say("іс таңдалмаған", "дело не выбрано", "no case is chosen"),
		WhyRoad:        w.say("берушіге әлі жеткен жоқ", "у услугодателя ещё нет", "the provider does not have it yet"),
		WhyBack:        w.say("толықтыруға қайтарылған, F7 – толықтырылды", "на доработке, F7 — дополнено", "it was sent back, F7 when completed"),
		WhyNotBack:     w.say("толықтыруға қайтарылмаған", "на доработку не возвращалось", "it was not sent back"),
		WhyDone:        w.say("қадамдардың бәрі өтті", "все шаги пройдены", "every step is past"),
		WhyReturned:    w.say("қайтару тізілімінде тұр", "уже в реестре возврата", "it is on a return registry"),
		WhyNothingDone: w.say("кері қайтаратын ештеңе жоқ", "отменять нечего", "there is nothing to take back"),
		WhyOtherAct:    w.say("соңғы әрекеті – {0}: ол осы бекетте қайтарылмайды", "последнее действие — {0}: здесь его не отменить", "its last act is “{0}”: it is not taken back here"),

		Marks: w.count("белгіленді {0}, оның ішінде бас тарту {1}", "отмечено {0}, из них отказов {1}", "отмечено {0}, из них отказов {1}", "отмечено {0}, из них отказов {1}", "{0} ticked, {1} of them refusals", "{0} ticked, {1} of them refusals"),

		StampTitle: w.say("Қадам бітті", "Шаг пройден", "A step is done"),
		Which:      w.say("Қадам", "Шаг", "Step"),
		Day:        w.say("Күні", "Дата", "Date"),
		Time:       w.say("Уақыты", "Время", "Time"),
		Note:       w.say("Ескертпе", "Заметка", "Note"),
		BadDay:     w.say("Күнді цифрмен теріңіз: 02032015", "Наберите дату цифрами: 02032015", "Type the date in digits: 02032015"),
		BadTime:    w.say("Уақытты былай теріңіз: 1620", "Наберите время так: 1620", "Type the time so: 1620"),
		TooEarly:   w.say("Қадам {0} басталған: одан ерте бола алмайды", "Шаг начат {0}: раньше нельзя", "The step began {0}: not before that"),
		TooLate:    w.say("Бұл уақыт әлі келген жоқ", "Это время ещё не наступило", "That time has not come yet"),
		BackTitle:  w.say("Толықтыруға қайтарылды", "Возвращено на доработку", "Sent back for completion"),
		Reason:     w.say("Себебі", "Причина", "Reason"),
		UndoTitle:  w.say("Кері қайтару", "Отменить", "Undo"),
		GiveTitle:  w.say("Нәтижелер қайтты", "Результаты отданы", "Results given back"),
		GiveAsk:    w.count("{1}: {0} іс. Нәтиже {2}, дәлелді бас тарту {3}.", "{1}: {0} дело. Результатов {2}, мотивированных отказов {3}.", "{1}: {0} дела. Результатов {2}, мотивированных отказов {3}.", "{1}: {0} дел. Результатов {2}, мотивированных отказов {3}.", "{1}: {0} case. Results {2}, reasoned refusals {3}.", "{1}: {0} cases. Results {2}, reasoned refusals {3}."),

		Stamped:      w.count("{0} іс: {1} – бітті", "{0} дело: {1} — пройден", "{0} дела: {1} — пройден", "{0} дел: {1} — пройден", "{0} case: {1} is done", "{0} cases: {1} is done"),
		SentBackDone: w.say("{0}: толықтыруға қайтарылды", "{0}: возвращено на доработку", "{0}: sent back for completion"),
		Completed:    w.say("{0}: толықтырылды, қадам қайта есептелді", "{0}: дополнено, шаг считается заново", "{0}: completed, the step counts anew"),
		Undone:       w.say("{0}: кері қайтарылды – {1}", "{0}: отменено — {1}", "{0}: taken back: {1}"),
		Given:        w.count("Қайтару тізілімі № {1}: {0} іс", "Реестр возврата № {1}: {0} дело", "Реестр возврата № {1}: {0} дела", "Реестр возврата № {1}: {0} дел", "Return registry No {1}: {0} case", "Return registry No {1}: {0} cases"),

		ScanElsewhere:    w.say("{0}: {1}, {2}-бекет", "{0}: {1}, станция {2}", "{0}: {1}, station {2}"),
		ScanElsewhereEnd: w.say("{0}: {1}", "{0}: {1}", "{0}: {1}"),
		ScanSeveral:      w.say("{0}: бірнеше іс, нөмірді толық теріңіз", "{0}: дел несколько, наберите номер целиком", "{0}: several cases, type the whole number"),
		ScanNone:         w.say("{0}: мұндай іс жоқ", "{0}: такого дела нет", "{0}: no such case"),

		Help1: w.say("Берушідегі әр істің бес қадамы бар: кеңсе, басшы, орындаушы, қол қою, жіберу. Әрқайсысының өз мерзімі бар; мерзімі ең жақын іс бірінші тұр, кешіккенінде ! белгісі бар.",
			"У дела пять шагов услугодателя: канцелярия, руководитель, исполнитель, подпись, отправка. У каждого свой срок; самый близкий срок первым, у опоздавших знак !.",
			"A case has five steps at the provider: chancellery, head, executor, signing, sending. Each has its own limit; the nearest limit comes first, the late ones bear the sign !."),
		Help2: w.say("F9 – шабарман не телефон хабарлаған қадамды белгілеу; Space белгілеген істердің бәріне бірден. F8 – беруші толықтыруға қайтарды, F7 – толықтырылды.",
			"F9 — отметить шаг, о котором сообщил курьер или телефон; для отмеченных Space — сразу всем. F8 — услугодатель вернул на доработку, F7 — дополнено.",
			"F9 stamps the step the courier or the telephone told of, for all rows ticked by Space at once. F8: the provider sent it back, F7: it was completed."),
		Help3: w.say("F6 – беруші нәтижелерді қайтарды: белгіленген істерден қайтару тізілімі жасалады, x – дәлелді бас тарту. Штрих-код сканерленсе, сол істің қадамдары ашылады.",
			"F6 — услугодатель отдал результаты: из отмеченных дел составляется реестр возврата, x — мотивированный отказ. Скан штрих-кода открывает шаги этого дела.",
			"F6: the provider gave results back; the ticked cases make a return registry, x marks a reasoned refusal. A scanned barcode opens the steps of its case."),
	}
}
