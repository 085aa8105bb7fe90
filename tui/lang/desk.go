package lang

import (
	"tereze/courier"
	"tereze/tui/safe"
)

// Desk is the words of the provider's desk.
type Desk struct {
	Title, Empty, Step, Road, Due, Executor                      safe.Text
	TakeIn, Incoming, Decline, Reasons, Lodge                    safe.Text
	Assign, NoExecutors, Prepare, Result, Refusal, Outcome       safe.Text
	File, FileHint, Decide, DecideAsk, Redo, LetOut, Outgoing    safe.Text
	HandOut, HandingOut, Steps                                   safe.Text
	TookIn, Declined, Assigned, Prepared, Redone, Decided, Out   safe.Text
	Lodged, HandedOut, DeclineAsk, RedoAsk, OpenResult, NoResult safe.Text
	FileFar, Asked                                               safe.Text
	Lodging, Register, Return, ReturnAsk, Returned               safe.Text
	NoServices, HelpForm, Kept                                   safe.Text
	Drafts                                                       Count
	Total                                                        Count
	Help1, Help2, Help3, HelpLodge                               safe.Text
}

// DeskDuty is whose turn a case is, as a sheet of the desk.
func (w Words) DeskDuty(d courier.DeskDuty) safe.Text {
	switch d {
	case courier.DeskIn:
		return w.say("тіркеуге", "на регистрацию", "to register")
	case courier.DeskHead:
		return w.say("орындаушыға", "на исполнителя", "to assign")
	case courier.DeskExecutor:
		return w.say("дайындауға", "на подготовку", "to prepare")
	case courier.DeskSign:
		return w.say("шешімге", "на решение", "to decide")
	case courier.DeskOut:
		return w.say("шығаруға", "на отправку", "to let out")
	case courier.DeskHandOut:
		return w.say("қолға беруге", "на выдачу", "to hand out")
	}
	return w.say("бәрі", "все", "all")
}

// Desk is the words of the provider's desk.
func (w Words) Desk() Desk {
	return Desk{
		Title:       w.say("Көрсетілетін қызметті беруші", "Услугодатель", "The provider's desk"),
		Empty:       w.say("Қазір сіздің кезегіңізде іс жоқ", "Сейчас ваших дел нет", "Nothing waits for you now"),
		Step:        w.say("қадам", "шаг", "step"),
		Road:        w.say("жолы", "путь", "road"),
		Due:         w.say("дейін", "до", "by"),
		Executor:    w.say("орындаушы", "исполнитель", "executor"),
		TakeIn:      w.say("кіріс нөмірі", "входящий номер", "incoming number"),
		Incoming:    w.say("Кіріс нөмірі", "Входящий номер", "Incoming number"),
		Decline:     w.say("қайтару", "вернуть", "send back"),
		Reasons:     w.say("Себебі", "Причина", "Reason"),
		Lodge:       w.say("кеңсеге жаңа өтініш", "новое заявление в канцелярию", "new application at the chancellery"),
		Assign:      w.say("орындаушы белгілеу", "назначить исполнителя", "name the executor"),
		NoExecutors: w.say("Бұл берушіде орындаушы тіркелмеген. Әкімшіні шақырыңыз.", "У этого услугодателя нет исполнителей. Позовите администратора.", "This provider has no executors. Call the administrator."),
		Prepare:     w.say("дайын", "подготовлено", "prepared"),
		Result:      w.say("нәтиже", "результат", "result"),
		Refusal:     w.say("дәлелді бас тарту", "мотивированный отказ", "reasoned refusal"),
		Outcome:     w.say("Шешімнің жобасы", "Проект решения", "Proposed"),
		File:        w.say("Нәтиже файлы", "Файл результата", "File of the result"),
		FileHint:    w.say("PDF немесе XML жолы", "путь к PDF или XML", "path to a PDF or XML"),
		Lodging:     w.say("Кеңсеге өтініш", "Заявление в канцелярию", "At the chancellery"),
		Register:    w.say("тіркеу", "зарегистрировать", "register"),
		Return:      w.say("қайтару", "вернуть", "return"),
		ReturnAsk:   w.say("Құжаттарды бірден қайтару", "Вернуть документы сразу", "Return the papers at once"),
		Returned:    w.say("Құжаттар қайтарылды, журналға жазылды", "Документы возвращены, в журнале отмечено", "The papers went back; the journal has it"),
		Kept:        w.say("Жоба сақталды: n – жалғастыру", "Черновик сохранён: n — продолжить", "The draft is kept: n goes on"),
		Drafts:      w.count("{0} жоба: n → жалғастыру", "{0} черновик: n → продолжить", "{0} черновика: n → продолжить", "{0} черновиков: n → продолжить", "{0} draft: n → go on", "{0} drafts: n → go on"),
		NoServices:  w.say("Бұл ұйымның кеңсесі арқылы алынатын қызмет жоқ.", "Через канцелярию этой организации услуг нет.", "This organisation takes no application at its chancellery."),
		HelpForm:    w.say("Құжаттар толық болса, F9 кіріс нөмірін сұрап тіркейді. Толық болмаса, F8 бірден қайтарады: журналда адамның аты қалмайды.", "Полный пакет F9 регистрирует под входящим номером. Неполный F8 возвращает сразу: имени в журнале не остаётся.", "F9 registers a complete package under an incoming number. F8 returns an incomplete one at once: the journal names nobody."),
		FileFar:     w.say("сканер қапшығындағы файл аты", "имя файла в папке сканера", "a name in the scanner's folder"),
		Asked:       w.say("Басшы қайтарды: {0}", "Руководитель вернул: {0}", "The head asks: {0}"),
		Decide:      w.say("қол қою", "подписать", "sign"),
		DecideAsk:   w.say("{0}: {1}. Қол қоясыз ба?", "{0}: {1}. Подписать?", "{0}: {1}. Sign it?"),
		Redo:        w.say("орындаушыға қайтару", "вернуть исполнителю", "back to the executor"),
		LetOut:      w.say("шығару", "отправить", "let out"),
		Outgoing:    w.say("Шығыс нөмірі", "Исходящий номер", "Outgoing number"),
		HandOut:     w.say("қолға беру", "выдать", "hand out"),
		HandingOut:  w.say("Кеңседе беру · тексеру", "Выдача в канцелярии · проверка", "Handing out at the chancellery · what to check"),
		Steps:       w.say("қадамдар", "шаги", "steps"),
		TookIn:      w.say("{0}: тіркелді", "{0}: зарегистрировано", "{0}: registered"),
		Declined:    w.say("{0}: қайтарылды", "{0}: возвращено", "{0}: sent back"),
		Assigned:    w.say("{0}: орындаушыға берілді", "{0}: передано исполнителю", "{0}: goes to the executor"),
		Prepared:    w.say("{0}: басшының қолына берілді", "{0}: передано руководителю", "{0}: goes to the head"),
		Redone:      w.say("{0}: орындаушыға қайтты", "{0}: вернулось исполнителю", "{0}: back with the executor"),
		Decided:     w.say("{0}: қол қойылды, кеңседе", "{0}: подписано, в канцелярии", "{0}: signed, with the chancellery"),
		Out:         w.say("{0}: шығарылды", "{0}: отправлено", "{0}: let out"),
		Lodged:      w.say("{0}: тіркелді", "{0}: зарегистрировано", "{0}: registered"),
		HandedOut:   w.say("{0}: берілді", "{0}: выдано", "{0}: handed out"),
		DeclineAsk:  w.say("Құжаттар неге қайтарылады?", "Почему документы возвращаются?", "Why do the papers go back?"),
		RedoAsk:     w.say("Орындаушы нені түзетсін?", "Что исполнителю исправить?", "What is the executor to mend?"),
		OpenResult:  w.say("нәтижені ашу", "открыть результат", "open the result"),
		NoResult:    w.say("нәтиже файлы жоқ", "файла результата нет", "there is no file of the result"),
		Total:       w.count("{0} іс", "{0} дело", "{0} дела", "{0} дел", "{0} case", "{0} cases"),
		Help1:       w.say("Мұнда тек өз ұйымыңыздың, өз кезегіңіздің істері. F9 – келесі қадам, Enter – карта, Tab – басқа бет.", "Здесь дела только вашей организации, чей шаг ваш. F9 — следующий шаг, Enter — карточка, Tab — другой лист.", "Here are only your own organisation's cases whose step is yours. F9 does the step, Enter opens the card, Tab turns the page."),
		Help2:       w.say("Кеңсенің 15 минуты іс келген сәттен жүреді: кіріс нөмірін беріңіз не себебімен қайтарыңыз.", "15 минут канцелярии идут с прихода дела: дайте входящий номер или верните с причиной.", "The chancellery's 15 minutes run from the arrival: give the incoming number, or send it back with the reason."),
		Help3:       w.say("Электрондық нәтижеге басшы өз компьютерінде қол қояды: NCALayer не tereze sign-agent.", "Электронный результат руководитель подписывает на своём компьютере: NCALayer или tereze sign-agent.", "An electronic result is signed by the head on their own machine: NCALayer or tereze sign-agent."),
		HelpLodge:   w.say("Кеңсеге тікелей келген адам: n – өтініш.", "Пришли прямо в канцелярию: n — заявление.", "A person came straight to the chancellery: n begins the application."),
	}
}
