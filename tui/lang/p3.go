package lang

import "tereze/tui/safe"

// P3 is the words of process 3: the counter hands papers over to the sector.
type P3 struct {
	Give, Receive, Unsettled           safe.Text // the three lists
	To                                 safe.Text // {0} who receives
	Waiting                            safe.Text // {0} to me, {1} to anybody
	Gap                                safe.Text // what the unsettled list is
	Giver, When, ActNo, What, Who      safe.Text // heads
	GivenNotReceived, ReceivedNotGiven safe.Text

	HandKey, ReceiverKey, TakeKey, TakeAllKey, ConfirmKey safe.Text
	SettleKey, CardKey, UndoKey, ListKey, PaneKey         safe.Text

	HandTitle, HandAll, TakeTitle, UndoTitle safe.Text
	HandAsk                                  Count // {0} cases, {1} receiver
	TakeAsk, UndoAsk                         Count
	Handed                                   Count     // {0} cases, {1} act
	Taken, Undone, UndoLeft                  Count     // {0}
	Confirmed                                safe.Text // {0} number

	NoSector, NoneMarked, NoneWaiting, NoneSelected, NothingToUndo, NotTaken safe.Text
	EmptyGive, EmptyReceive, EmptyUnsettled                                  safe.Text
	HandRuns, TakeRuns, UndoRuns                                             safe.Text

	Received, Untold, MarkedNow, MarkedBefore, GivenBefore safe.Text // answers to a scan
	ReceivedBefore                                         safe.Text // {0} when
	WrongStage                                             safe.Text // {0} stage
	NoCase                                                 safe.Text
	OtherOffice                                            safe.Text // {0} its number
	NotDone                                                safe.Text
	Changed                                                safe.Text // {0} number, {1} act, {2} who, {3} when

	Help [3]safe.Text
}

func (w Words) p3() P3 {
	return P3{
		Give:      w.say("Тапсыру", "Передать", "Hand over"),
		Receive:   w.say("Қабылдап алу", "Принять", "Receive"),
		Unsettled: w.say("Шешілмеген", "Не сошлось", "Unsettled"),
		To:        w.say("Қабылдаушы: {0}", "Принимает: {0}", "Receiver: {0}"),
		Waiting:   w.say("Сізге тапсырылған: {0} · барлығы: {1}", "Передано вам: {0} · всего: {1}", "Given to you: {0} · in all: {1}"),
		Gap: w.say("Бір жағы айтқан, екінші жағы әлі айтпаған істер", "Одна сторона сказала, другая ещё нет",
			"One side has said so, the other has not yet"),
		Giver: w.say("Тапсырған", "Передал", "Given by"),
		When:  w.say("Қашан", "Когда", "When"),
		ActNo: w.say("Акт", "Акт", "Act"),
		What:  w.say("Жағдайы", "Что не сошлось", "What is open"),
		Who:   w.say("Кім", "Кто", "Who"),

		GivenNotReceived: w.say("берілді, алынбады", "передано, не принято", "given, not received"),
		ReceivedNotGiven: w.say("алынды, берілмеген", "принято, не передано", "received, not given"),

		HandKey:     w.say("тапсыру", "передать", "hand over"),
		ReceiverKey: w.say("қабылдаушы", "кто примет", "receiver"),
		TakeKey:     w.say("қабылдау", "принять", "receive"),
		TakeAllKey:  w.say("маған берілгеннің бәрі", "всё, что мне", "all given to me"),
		ConfirmKey:  w.say("растау", "подтвердить", "confirm"),
		SettleKey:   w.say("шешу", "уладить", "settle"),
		CardKey:     w.say("карточка", "карточка", "card"),
		UndoKey:     w.say("қайтару", "отменить", "undo"),
		ListKey:     w.say("шешілмеген", "не сошлось", "unsettled"),
		PaneKey:     w.say("бет", "лист", "pane"),

		HandTitle: w.say("Секторға тапсыру", "Передача в сектор", "Hand over to the sector"),
		HandAll:   w.say("Ештеңе белгіленбеген: тізімдегінің бәрі кетеді.", "Ничего не отмечено: уйдёт весь список.", "Nothing is ticked: the whole list goes."),
		TakeTitle: w.say("Қабылдап алу", "Приём сектором", "Receive"),
		UndoTitle: w.say("Кері қайтару", "Отмена", "Undo"),
		HandAsk: w.count("{0} іс бір актімен тапсырылады. Қабылдаушы: {1}.",
			"{0} дело передаётся одним актом. Принимает: {1}.", "{0} дела передаются одним актом. Принимает: {1}.", "{0} дел передаётся одним актом. Принимает: {1}.",
			"{0} case goes with one act. Receiver: {1}.", "{0} cases go with one act. Receiver: {1}."),
		TakeAsk: w.count("Сізге тапсырылған {0} іс қолыңызда ма?",
			"{0} дело, переданное вам, у вас в руках?", "{0} дела, переданные вам, у вас в руках?", "{0} дел, переданных вам, у вас в руках?",
			"Do you hold the {0} case given to you?", "Do you hold the {0} cases given to you?"),
		UndoAsk: w.count("{0} іс бойынша соңғы әрекет кері қайтарылады.",
			"Последнее действие по {0} делу будет отменено.", "Последнее действие по {0} делам будет отменено.", "Последнее действие по {0} делам будет отменено.",
			"The last act on {0} case is taken back.", "The last act on {0} cases is taken back."),
		Handed: w.count("№ {1} акт: {0} іс тапсырылды, сектор қабылдауын күтеді",
			"Акт № {1}: передано {0} дело, ждёт сектора", "Акт № {1}: передано {0} дела, ждут сектора", "Акт № {1}: передано {0} дел, ждут сектора",
			"Act No {1}: {0} case handed over, the sector has to receive it", "Act No {1}: {0} cases handed over, the sector has to receive them"),
		Taken: w.count("{0} іс қабылданды", "принято {0} дело", "принято {0} дела", "принято {0} дел", "{0} case received", "{0} cases received"),
		Undone: w.count("{0} іс кері қайтарылды", "отменено по {0} делу", "отменено по {0} делам", "отменено по {0} делам",
			"taken back for {0} case", "taken back for {0} cases"),
		UndoLeft: w.count("{0} іс әрі жылжып кеткен: солай қалды", "{0} дело ушло дальше: осталось как есть", "{0} дела ушли дальше: остались как есть", "{0} дел ушли дальше: остались как есть",
			"{0} case has moved on: left as it is", "{0} cases have moved on: left as they are"),
		Confirmed: w.say("{0}: тапсырылғаны расталды", "{0}: передача подтверждена", "{0}: the handover is confirmed"),

		NoSector:      w.say("секторда қызметкер жоқ, оны қосыңыз", "в секторе нет работников, добавьте", "the sector has no worker, add one"),
		NoneMarked:    w.say("терезеде тапсыратын іс жоқ", "у окна нечего передавать", "nothing to hand over"),
		NoneWaiting:   w.say("сізге тапсырылған іс жоқ", "вам ничего не передано", "nothing is given to you"),
		NoneSelected:  w.say("іс таңдалмаған", "дело не выбрано", "no case is chosen"),
		NothingToUndo: w.say("қайтаратын әрекет жоқ", "отменять нечего", "nothing to take back"),
		NotTaken:      w.say("сектор бұл істі алмаған", "сектор этого дела не брал", "the sector has not taken this case"),

		EmptyGive:      w.say("Терезеде тапсыратын іс жоқ", "У окна нечего передавать", "Nothing at the counter to hand over"),
		EmptyReceive:   w.say("Тапсырылған іс жоқ. Қолда болса, сканерлеңіз", "Ничего не передано. Если дело в руках — сканируйте", "Nothing is given. If you hold a case, scan it"),
		EmptyUnsettled: w.say("Екі жақ келісті: шешілмеген іс жоқ", "Обе стороны согласны: всё сошлось", "Both sides agree: nothing is unsettled"),
		HandRuns:       w.say("Тапсырылуда", "Передаю", "Handing over"),
		TakeRuns:       w.say("Қабылдануда", "Принимаю", "Receiving"),
		UndoRuns:       w.say("Қайтарылуда", "Отменяю", "Taking back"),

		Received:       w.say("қабылданды", "принято", "received"),
		Untold:         w.say("тапсырылмаған, бірақ алынды", "не передавали, но принято", "not handed over, but taken"),
		MarkedNow:      w.say("белгіленді", "отмечено", "ticked"),
		MarkedBefore:   w.say("белгіленіп қойған", "уже отмечено", "ticked already"),
		GivenBefore:    w.say("тапсырылған, секторды күтеді", "уже передано, ждёт сектора", "handed over, waits for the sector"),
		ReceivedBefore: w.say("қабылданған, {0}", "уже принято, {0}", "received already, {0}"),
		WrongStage:     w.say("бұл жерде емес: {0}", "не здесь: {0}", "not here: {0}"),
		NoCase:         w.say("мұндай іс жоқ", "такого дела нет", "no such case"),
		OtherOffice:    w.say("№ {0} орталықтікі, бөлек қойыңыз", "центра № {0}, отложите", "of centre No {0}, put it aside"),
		NotDone:        w.say("жазылмады, қайталаңыз", "не записано, повторите", "not recorded, repeat"),
		Changed: w.say("{0} осы арада өзгерді: {1} ({2}, {3}). Қарап, қайталаңыз.",
			"{0} тем временем изменилось: {1} ({2}, {3}). Посмотрите и повторите.",
			"{0} has changed meanwhile: {1} ({2}, {3}). Look and repeat."),

		Help: [3]safe.Text{
			w.say("Терезе белгілеп (Space немесе скан) F9 басады: бүкіл топқа бір акт жасалады, екі жақ та аталады. Ештеңе белгіленбесе, тізімнің бәрі кетеді.",
				"Окно отмечает дела (Space или скан) и нажимает F9: на всю пачку один акт, названы обе стороны. Если не отмечено ничего, уходит весь список.",
				"The counter ticks cases (Space or a scan) and presses F9: one act for the pile, both sides named. With nothing ticked the whole list goes."),
			w.say("Сектор әр қағазды сканерлейді немесе Enter басады. Тапсырылмаған қағаз да алынады, бірақ терезе растағанша шешілмеген болып тұрады.",
				"Сектор сканирует каждое дело или нажимает Enter. Что не передавали, тоже берётся, но висит, пока окно не подтвердит.",
				"The sector scans each case or presses Enter. What nobody handed over is taken too, and stays unsettled until the counter confirms."),
			w.say("Шешілмеген – бір жағы ғана айтқан істер. Терезе c басып растайды, сектор Enter басып қабылдайды.",
				"Не сошлось — то, что сказала лишь одна сторона. Окно подтверждает клавишей c, сектор принимает клавишей Enter.",
				"Unsettled is what only one side has said. The counter confirms with c, the sector receives with Enter."),
		},
	}
}
