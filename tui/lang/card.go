package lang

import "tereze/tui/safe"

// Card is the words of a case's card and of the search.
type Card struct {
	Title, Recipient, Agent, Service, Edition, Repealed, Provider, Phone, Queue, IIN, Ground safe.Text
	Papers, Missing, Dates, History, Sheets                                                  safe.Text
	Registry, Return, Incoming, Shelf, SentBack, Come, Keep, Outcome, Handover               safe.Text
	Explain, Undo, Withdraw, Issue, Retrieve                                                 safe.Text
	UndoAsk, UndoDone, WithdrawAsk, WithdrawDone, Reason, RetrieveDone                       safe.Text
	NotReady, Terminal, NoDates                                                              safe.Text
	UndoHelp, WithdrawHelp, ExplainHelp                                                      safe.Text
	Now, Stage, Road                                                                         safe.Text
	At                                                                                       Standing
	OtherOffice, NoCase, NothingOf, Same                                                     safe.Text // {0}
	Help1, Help2                                                                             safe.Text
	Search, Query, QueryHint, Found0, FoundMost, SearchHelp, SearchFind                      safe.Text
	Found                                                                                    Count
}

// Standing says where a case stands, in at most 38 cells: it fits the scan line
// at 80 beside the number.
type Standing struct {
	Refused, Counter, Given, Sector, Registry, Provider, SentBack, Back, Marked safe.Text
	Ready, Overdue, Issued, Archived, Withdrawn, Annulled                       safe.Text
}

func (w Words) card() Card {
	return Card{
		Title: w.say("Іс", "Дело", "Case"),
		At: Standing{
			Refused:   w.say("қабылданбаған, {0}", "отказано в приёме {0}", "refused at the counter {0}"),
			Counter:   w.say("терезеде, секторға берілмеген", "у окна, в сектор не передано", "at the counter, not handed over"),
			Given:     w.say("тапсырылды, сектор әлі алмаған", "передано, сектор ещё не принял", "handed over, not yet received"),
			Sector:    w.say("секторда, тізілім күтеді", "в секторе, ждёт реестра", "with the sector, needs a registry"),
			Registry:  w.say("№ {0} тізілімде", "в реестре № {0}", "in registry No {0}"),
			Provider:  w.say("қызмет берушіде: {0}", "у услугодателя: {0}", "with the provider: {0}"),
			SentBack:  w.say("берушіде, толықтыруды күтеді", "у услугодателя, ждёт дополнения", "with the provider, needs completing"),
			Back:      w.say("беруші қайтарды, белгіленбеген", "услугодатель вернул, не отмечено", "given back, not marked yet"),
			Marked:    w.say("қайтты, инспекторға берілмеген", "вернулось, инспектору не передано", "came back, not forwarded"),
			Ready:     w.say("беруге дайын", "готово к выдаче", "ready to be issued"),
			Overdue:   w.say("дайын, сақтау мерзімі өткен", "готово, срок хранения прошёл", "ready, past its month"),
			Issued:    w.say("берілген, {0}", "выдано {0}", "issued {0}"),
			Archived:  w.say("мұрағатта, тізімдеме {0}", "в архиве, опись {0}", "in the archive, inventory {0}"),
			Withdrawn: w.say("өтініш қайтарып алынған, {0}", "отозвано заявителем {0}", "withdrawn {0}"),
			Annulled:  w.say("тіркеудің күші жойылған", "регистрация аннулирована", "the registration is annulled"),
		},
		OtherOffice: w.say("№ {0} орталықтың ісі, біздікі емес", "дело центра № {0}, не наше", "a case of centre No {0}, not ours"),
		NoCase:      w.say("мұндай іс жоқ, нөмірін тексеріңіз", "такого дела нет, проверьте номер", "no such case, check the number"),
		NothingOf:   w.say("табылмады: {0}", "не найдено: {0}", "not found: {0}"),
		Same:        w.say("осы іс ашық тұр", "это дело и открыто", "this case is open here"),
		Recipient:   w.say("Алушы", "Получатель", "Recipient"),
		Agent:       w.say("Өкілі", "Представитель", "Representative"),
		Service:     w.say("Қызмет", "Услуга", "Service"),
		Edition:     w.say("Регламент", "Регламент", "Regulation"),
		Repealed:    w.say("күші жойылған {0}", "утратил силу {0}", "repealed {0}"),
		Provider:    w.say("Қызмет беруші", "Услугодатель", "Provider"),
		Phone:       w.say("Телефон", "Телефон", "Telephone"),
		IIN:         w.say("ЖСН", "ИИН", "IIN"),
		Ground:      w.say("Негізі", "Основание", "Ground"),
		Queue:       w.say("Кезекте", "В очереди", "In the queue"),
		Road:        w.say("Қағаздары", "Бумаги", "Papers"),
		Now:         w.say("Қазір", "Сейчас", "Now"),
		Stage:       w.say("Күйі", "Состояние", "State"),
		Papers:      w.say("Құжаттар", "Документы", "Documents"),
		Missing:     w.say("Жетіспейді", "Не хватает", "Missing"),
		Dates:       w.say("Мерзімдер", "Сроки", "Dates"),
		History:     w.say("Тарихы", "История", "History"),
		Sheets:      w.say("{0} п.", "{0} л.", "{0} sh."),
		Registry:    w.say("тізілім № {0}", "реестр № {0}", "registry No {0}"),
		Return:      w.say("қайтару тізілімі № {0}", "реестр возврата № {0}", "return registry No {0}"),
		Incoming:    w.say("кіріс № {0}", "входящий № {0}", "incoming No {0}"),
		Shelf:       w.say("мұрағат тізімдемесі {0}", "опись архива {0}", "archive inventory {0}"),
		SentBack:    w.say("Толықтыруға қайтарылған: {0}", "На доработке: {0}", "Sent back: {0}"),
		Come:        w.say("Келу күні", "Прийти", "Come"),
		Keep:        w.say("Сақталады", "Хранится до", "Kept to"),
		Outcome:     w.say("Шешім", "Решение", "Outcome"),
		Handover:    w.say("тапсыру актісі № {0}", "акт передачи № {0}", "handover No {0}"),

		Explain:  w.say("мерзім есебі", "как посчитано", "how counted"),
		Undo:     w.say("қайтару", "отменить", "undo"),
		Withdraw: w.say("өтінішті алу", "отозвать", "withdraw"),
		Issue:    w.say("беру", "выдать", "issue"),
		Retrieve: w.say("мұрағаттан алу", "из архива", "from the archive"),

		UndoAsk:      w.say("Соңғы әрекетті қайтару: {0}, {1}?", "Отменить последнее действие: {0}, {1}?", "Take back the last act: {0}, {1}?"),
		UndoDone:     w.say("Қайтарылды: {0}", "Отменено: {0}", "Taken back: {0}"),
		WithdrawAsk:  w.say("Өтінішті қайтарып алу", "Отзыв заявления", "Withdraw the application"),
		WithdrawDone: w.say("{0}: өтініш қайтарып алынды, құжаттарын қайтарыңыз", "{0}: заявление отозвано, верните документы", "{0}: withdrawn, give the papers back"),
		Reason:       w.say("Себебі", "Причина", "Reason"),
		RetrieveDone: w.say("{0}: мұрағаттан алынды, беруге дайын", "{0}: взято из архива, готово к выдаче", "{0}: back from the archive, ready to be issued"),
		NotReady:     w.say("беруге дайын емес", "не готово к выдаче", "not ready to be issued"),
		Terminal:     w.say("іс аяқталған", "дело закончено", "the case is closed"),
		NoDates:      w.say("мерзімі жоқ: өтініш қабылданбаған", "сроков нет: в приёме отказано", "no dates: it was refused at the counter"),
		UndoHelp:     w.say("соңғы әрекетті жазбамен қайтару", "отменить последнее действие записью", "take the last act back, by an entry"),
		WithdrawHelp: w.say("өтініш беруші өтінішін қайтарып алады", "заявитель отзывает заявление", "the applicant withdraws the application"),
		ExplainHelp:  w.say("әр мерзім қалай есептелген", "как посчитан каждый срок", "how each date was counted"),

		Help1: w.say("Істің бүкіл жолы: не болды, кім, қашан; келесі мерзімдері және олар қалай есептелгені.", "Вся дорога дела: что было, кто и когда; следующие сроки и как они посчитаны.", "The whole road of the case: what happened, who and when; the next dates and how they were counted."),
		Help2: w.say("Қате әрекет өшірілмейді: F7 оны жазбамен кері қайтарады. Бөгде немесе кешегі әрекетті супервайзер себебін жазып қайтарады.", "Ошибка не стирается: F7 отменяет её записью. Чужое или вчерашнее отменяет супервайзер с причиной.", "A mistake is not erased: F7 takes it back by an entry. Others' or yesterday's acts are a supervisor's, with a reason."),

		Search:     w.say("Іздеу", "Поиск", "Search"),
		Query:      w.say("Не іздейміз", "Что ищем", "Look for"),
		QueryHint:  w.say("нөмір, соңғы 5 цифр, ЖСН, телефон, тегі", "номер, последние 5 цифр, ИИН, телефон, фамилия", "number, last 5 digits, IIN, telephone, surname"),
		FoundMost:  w.say("алғашқы {0} іс: нақтылап жазыңыз", "первые {0} дел: уточните", "the first {0} cases: say more"),
		SearchFind: w.say("іздеу", "найти", "find"),
		Found0:     w.say("Ештеңе табылмады. Басқаша жазып көріңіз.", "Ничего не найдено. Попробуйте написать иначе.", "Nothing found. Try writing it another way."),
		SearchHelp: w.say("Нөмірдің кез келген түрі, штрих-код, ЖСН, телефон немесе аты-жөні бойынша. Ә/А, Қ/К, І/И сияқты әріптер бірдей саналады.", "По номеру в любом виде, штрих-коду, ИИН, телефону или имени. Буквы вроде Ә/А, Қ/К, І/И считаются одинаковыми.", "By a number in any form, a barcode, an IIN, a telephone or a name. Letters such as Ә/А, Қ/К, І/И count as the same."),
		Found:      w.count("{0} іс табылды", "найдено {0} дело", "найдено {0} дела", "найдено {0} дел", "{0} case found", "{0} cases found"),
	}
}
