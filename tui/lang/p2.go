package lang

import "tereze/tui/safe"

// P2 is the words of the two receipts and of the day's acceptances.
type P2 struct {
	Accepted, Refused, Annulled, Today                safe.Text
	Come, Keep, Hours                                 safe.Text // Hours: {0}–{1}
	Counted, ToCourier, ToGateway, AtProvider, Back   safe.Text
	Taken, ShownOne, None                             safe.Text
	Sheets                                            Count
	Queue, Repealed, Uncertain, Journal               safe.Text
	Next, Home, How, Undo, UndoAsk, UndoText, UndoYes safe.Text
	UndoNo, Undone                                    safe.Text // {0} the number
	MissingHead, Again, AgainHelp, NextHelp           safe.Text
	Ground                                            safe.Text
	ColTime, ColStage, Empty, ShowReceipt             safe.Text
	Count                                             Count
	HelpReceipt, HelpRefused, HelpToday               safe.Text
}

func (w Words) p2() P2 {
	return P2{
		Accepted: w.say("қабылданды", "принято", "accepted"),
		Refused:  w.say("қабылдаудан бас тартылды", "отказано в приёме", "refused"),
		Annulled: w.say("күші жойылды: бұл нөмір енді қолданылмайды", "аннулировано: этот номер больше не используется", "annulled: this number is not used again"),
		Today:    w.say("бүгін қабылданғандар", "принятые сегодня", "accepted today"),

		Come:       w.say("Нәтижеге келу", "Прийти", "Come on"),
		Keep:       w.say("Сақталады", "Хранится до", "Kept until"),
		Hours:      w.say("сағат {0}–{1}", "с {0} до {1}", "{0}–{1}"),
		Counted:    w.say("Қалай есептелді", "Как посчитано", "How it was counted"),
		ToGateway:  w.say("ЭҮШ-ке", "в ШЭП до", "gateway by"),
		ToCourier:  w.say("шабарманға", "курьеру до", "courier by"),
		AtProvider: w.say("берушіде", "услугодатель", "provider"),
		Back:       w.say("қайтуы", "обратно", "back on"),
		Taken:      w.say("Алынды", "Взято", "Taken"),
		ShownOne:   w.say("көрсетілді", "показан", "shown"),
		None:       w.say("ештеңе", "ничего", "nothing"),
		Sheets:     w.count("{0} парақ", "{0} л.", "{0} л.", "{0} л.", "{0} sheet", "{0} sheets"),
		Queue:      w.say("Кезектегі нөмірі", "Номер в очереди", "Queue number"),
		Repealed:   w.say("регламенттің күші {0} жойылған", "регламент утратил силу {0}", "the regulation was repealed on {0}"),
		Uncertain:  w.say("күнтізбеде жоқ жыл: күнді тексеріңіз", "год не в календаре: проверьте дату", "the calendar does not know the year: check"),
		Journal:    w.say("Журнал {0} · {1}", "Журнал {0} · {1}", "Journal {0} · {1}"),

		Next:     w.say("келесі адам", "следующий человек", "next person"),
		Home:     w.say("басты бет", "домой", "home"),
		How:      w.say("қалай есептелді", "как посчитано", "how counted"),
		Undo:     w.say("қайтарып алу", "отменить", "take back"),
		UndoAsk:  w.say("Тіркеуді қайтарып алу", "Отменить приём", "Take the acceptance back"),
		UndoText: w.say("{0} нөмірі күшін жояды және қайта берілмейді. Қолхатты адамнан алып қойыңыз. Өтініш толтырылған күйінде қайта ашылады.", "Номер {0} будет аннулирован и больше не выдаётся. Заберите расписку у человека. Заявление откроется заполненным.", "Number {0} is annulled and never given again. Take the receipt from the person. The application opens again as it was filled in."),
		UndoYes:  w.say("Қайтарып алу", "Отменить приём", "Take it back"),
		UndoNo:   w.say("Қалдыру", "Оставить", "Keep it"),
		Undone:   w.say("{0}: күші жойылды, өтініш қайта ашылды", "{0} аннулирован, заявление открыто снова", "{0} is annulled, the application is open again"),

		MissingHead: w.say("Жетіспейді", "Не хватает", "Missing"),
		Again:       w.say("осы адам әкелді", "этот же человек принёс", "the same person brought it"),
		AgainHelp:   w.say("Жетіспегенін әкелсе: a басыңыз немесе ЖСН-ін енгізіңіз – терезе осы құжаттардан ашылады.", "Принесёт недостающее: a или его ИИН — экран откроется на этих документах.", "When the missing papers are brought: a, or the IIN, opens the screen on them."),
		NextHelp:    w.say("Құжаттарды түгел қайтарып, қолхаттың бір данасын адамға беріңіз. Enter – келесі адам.", "Верните все документы и отдайте один экземпляр расписки. Enter — следующий человек.", "Give all the papers back with one copy of the receipt. Enter: the next person."),
		Ground:      w.say("Негіз: 15.04.2013 «Мемлекеттік көрсетілетін қызметтер туралы» Заңның 20-бабы 2-тармағы", "Основание: пункт 2 статьи 20 Закона от 15.04.2013 «О государственных услугах»", "Ground: article 20(2) of the Law of 15.04.2013 “On public services”"),

		ColTime:     w.say("сағат", "время", "time"),
		ColStage:    w.say("күйі", "состояние", "stage"),
		Empty:       w.say("Бүгін әлі ештеңе қабылданған жоқ. 1 – жаңа өтініш", "Сегодня ещё ничего не принято. 1 — новое заявление", "Nothing was accepted today. 1 starts an application"),
		ShowReceipt: w.say("қолхат", "расписка", "receipt"),
		Count:       w.count("{0} өтініш", "{0} заявление", "{0} заявления", "{0} заявлений", "{0} application", "{0} applications"),

		HelpReceipt: w.say("Нөмірді, келетін күнді айтыңыз. Оң жақтағы код телефонға нөмірді береді. d әр күннің қалай есептелгенін түгел айтады.", "Назовите номер и день. Код справа передаёт номер на телефон. d говорит, как посчитана каждая дата.", "Tell the number and the day. The code at the right gives the number to a telephone. d tells how every date was counted."),
		HelpRefused: w.say("Бас тарту – із қалдыратын қағаз: нені әкелу керегі жазылған. Қайта келгенде ештеңе қайта терілмейді.", "Отказ — бумага со следом: в ней сказано, что принести. При возвращении ничего не набирают заново.", "A refusal is a paper with a trace: it says what to bring. On the return nothing is typed again."),
		HelpToday:   w.say("Бүгін қабылданған өтініштер, соңғысы жоғарыда. Enter – карточка, k – қолхат.", "Принятые сегодня заявления, последние сверху. Enter — карточка, k — расписка.", "The applications accepted today, the newest on top. Enter opens the card, k the receipt."),
	}
}
