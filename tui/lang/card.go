package lang

import "tereze/tui/safe"

// Card is the words of a case's card and of the search.
type Card struct {
	Title, Recipient, Agent, Service, Edition, Repealed, Provider, Phone, Queue, IIN, Ground safe.Text
	Papers, Missing, Dates, History, Sheets                                                  safe.Text
	Registry, Return, Incoming, Shelf, SentBack, Come, Keep, Outcome, Handover               safe.Text
	Explain, Undo, Withdraw, Issue, Retrieve, Go                                             safe.Text
	UndoAsk, UndoDone, WithdrawAsk, WithdrawDone, Reason, RetrieveDone                       safe.Text
	NotReady, Terminal, NotArchived                                                          safe.Text
	Process                                                                                  safe.Text // {0}
	Help1, Help2                                                                             safe.Text
	Search, Query, QueryHint, Found0, SearchHelp                                             safe.Text
	Found                                                                                    Count
}

// Card says them.
func (w Words) Card() Card {
	return Card{
		Title:     w.say("Іс", "Дело", "Case"),
		Recipient: w.say("Алушы", "Получатель", "Recipient"),
		Agent:     w.say("Өкілі", "Представитель", "Representative"),
		Service:   w.say("Қызмет", "Услуга", "Service"),
		Edition:   w.say("Регламент", "Регламент", "Regulation"),
		Repealed:  w.say("күші жойылған {0}", "утратил силу {0}", "repealed {0}"),
		Provider:  w.say("Қызмет беруші", "Услугодатель", "Provider"),
		Phone:     w.say("Телефон", "Телефон", "Telephone"),
		IIN:       w.say("ЖСН", "ИИН", "IIN"),
		Ground:    w.say("Негізі", "Основание", "Ground"),
		Queue:     w.say("Кезектілік нөмірі", "Номер очередности", "Queue number"),
		Papers:    w.say("Құжаттар", "Документы", "Documents"),
		Missing:   w.say("Жетіспейді", "Не хватает", "Missing"),
		Dates:     w.say("Мерзімдер", "Сроки", "Dates"),
		History:   w.say("Тарихы", "История", "History"),
		Sheets:    w.say("{0} п.", "{0} л.", "{0} sh."),
		Registry:  w.say("Тізілім № {0}", "Реестр № {0}", "Registry No {0}"),
		Return:    w.say("Қайтару тізілімі № {0}", "Реестр возврата № {0}", "Return registry No {0}"),
		Incoming:  w.say("Кіріс нөмірі {0}", "Входящий № {0}", "Incoming No {0}"),
		Shelf:     w.say("Мұрағат тізімдемесі {0}", "Опись архива {0}", "Archive inventory {0}"),
		SentBack:  w.say("Толықтыруға қайтарылған: {0}", "На доработке: {0}", "Sent back: {0}"),
		Come:      w.say("Келу күні", "Прийти", "Come"),
		Keep:      w.say("Сақталады", "Хранится до", "Kept to"),
		Outcome:   w.say("Шешім", "Решение", "Outcome"),
		Handover:  w.say("Тапсыру актісі № {0}", "Акт передачи № {0}", "Act of handing over No {0}"),

		Explain:  w.say("мерзім есебі", "как посчитано", "how counted"),
		Undo:     w.say("қайтару", "отменить", "undo"),
		Withdraw: w.say("кері алу", "отозвать", "withdraw"),
		Issue:    w.say("беру", "выдать", "issue"),
		Retrieve: w.say("мұрағаттан алу", "из архива", "from the archive"),
		Go:       w.say("іске көшу", "к делу", "act"),

		UndoAsk:      w.say("Соңғы әрекетті қайтару: {0}, {1}?", "Отменить последнее действие: {0}, {1}?", "Take back the last act: {0}, {1}?"),
		UndoDone:     w.say("Қайтарылды: {0}", "Отменено: {0}", "Taken back: {0}"),
		WithdrawAsk:  w.say("Өтінішті кері алу", "Отзыв заявления", "Withdraw the application"),
		WithdrawDone: w.say("Өтініш кері алынды", "Заявление отозвано", "The application is withdrawn"),
		Reason:       w.say("Себебі", "Причина", "Reason"),
		RetrieveDone: w.say("Мұрағаттан алынды, беруге дайын", "Взято из архива, готово к выдаче", "Back from the archive, ready to be issued"),
		NotReady:     w.say("беруге дайын емес", "не готово к выдаче", "not ready to be issued"),
		Terminal:     w.say("іс аяқталған", "дело закончено", "the case is closed"),
		NotArchived:  w.say("мұрағатта емес", "не в архиве", "not in the archive"),
		Process:      w.say("{0}-процесс", "процесс {0}", "process {0}"),

		Help1: w.say("Істің бүкіл жолы: не болды, кім, қашан; келесі мерзімдері және олар қалай есептелгені.", "Вся дорога дела: что было, кто и когда; следующие сроки и как они посчитаны.", "The whole road of the case: what happened, who and when; the next dates and how they were counted."),
		Help2: w.say("Қате әрекет өшірілмейді: u оны жазбамен кері қайтарады. Бөгде немесе кешегі әрекетті супервайзер себебін жазып қайтарады.", "Ошибка не стирается: u отменяет её записью. Чужое или вчерашнее отменяет супервайзер с причиной.", "A mistake is not erased: u takes it back by an entry. Others' or yesterday's acts are a supervisor's, with a reason."),

		Search:     w.say("Іздеу", "Поиск", "Search"),
		Query:      w.say("Не іздейміз", "Что ищем", "Look for"),
		QueryHint:  w.say("нөмір, соңғы 5 цифр, ЖСН, телефон, тегі", "номер, последние 5 цифр, ИИН, телефон, фамилия", "number, last 5 digits, IIN, telephone, surname"),
		Found0:     w.say("Ештеңе табылмады. Басқаша жазып көріңіз.", "Ничего не найдено. Попробуйте написать иначе.", "Nothing found. Try writing it another way."),
		SearchHelp: w.say("Нөмірдің кез келген түрі, штрих-код, ЖСН, телефон немесе аты-жөні бойынша. Ә/А, Қ/К, І/И сияқты әріптер бірдей саналады.", "По номеру в любом виде, штрих-коду, ИИН, телефону или имени. Буквы вроде Ә/А, Қ/К, І/И считаются одинаковыми.", "By a number in any form, a barcode, an IIN, a telephone or a name. Letters such as Ә/А, Қ/К, І/И count as the same."),
		Found:      w.count("{0} іс табылды", "найдено {0} дело", "найдено {0} дела", "найдено {0} дел", "{0} case found", "{0} cases found"),
	}
}
