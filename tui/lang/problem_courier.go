package lang

import "tereze/courier"

// sectorProblems is what the rules of processes 3 to 6 refuse.
func (w Words) sectorProblems() Problems {
	return Problems{
		courier.ProblemNoRegistry:      w.say("№ {0} тізілім жоқ.", "Реестра № {0} нет.", "There is no registry No {0}."),
		courier.ProblemRegistryState:   w.say("№ {0} тізілім: қазір болмайды, күйі – {1}.", "Реестр № {0}: сейчас нельзя, он {1}.", "Registry No {0}: not now, it is {1}."),
		courier.ProblemRegistryClosed:  w.say("№ {0} тізілім жабылған: іс келесісіне түседі. Space – салу.", "Реестр № {0} закрыт: дело идёт в следующий. Space — положить.", "Registry No {0} is closed: the case goes to the next. Space puts it there."),
		courier.ProblemRegistryEmpty:   w.say("№ {0} тізілім бос: алдымен іс салыңыз.", "Реестр № {0} пуст: сначала положите дела.", "Registry No {0} is empty: put cases in first."),
		courier.ProblemOtherProvider:   w.say("{0}: басқа берушінің ісі ({1}).", "{0}: дело другого услугодателя ({1}).", "{0}: belongs to another provider ({1})."),
		courier.ProblemInRegistry:      w.say("{0} № {1} тізілімде тұр.", "{0} уже в реестре № {1}.", "{0} is already in registry No {1}."),
		courier.ProblemNotInRegistry:   w.say("{0} № {1} тізілімде жоқ.", "{0} нет в реестре № {1}.", "{0} is not in registry No {1}."),
		courier.ProblemCourier:         w.say("Шабарманның атын жазыңыз.", "Укажите курьера.", "Name the courier."),
		courier.ProblemSeal:            w.say("Мөр (пломба) нөмірін жазыңыз.", "Укажите номер пломбы.", "Give the seal number."),
		courier.ProblemReceiver:        w.say("Кеңседе кім қабылдағанын жазыңыз.", "Укажите, кто принял в канцелярии.", "Say who received it at the chancellery."),
		courier.ProblemDeliveryEarly:   w.say("Жеткізу уақыты жөнелтуден бұрын. Уақытын тексеріңіз.", "Доставка раньше отправки. Проверьте время.", "Delivered before it left. Check the time."),
		courier.ProblemDeliveryFuture:  w.say("Жеткізу уақыты болашақта. Уақытын тексеріңіз.", "Время доставки в будущем. Проверьте время.", "Delivered in the future. Check the time."),
		courier.ProblemNotArrived:      w.say("{0}: берушіге әлі жеткен жоқ. Алдымен жеткізуді белгілеңіз (4).", "{0}: у услугодателя ещё нет. Сначала отметьте доставку (4).", "{0}: the provider does not have it yet. Record the delivery first (4)."),
		courier.ProblemStepOrder:       w.say("{0}-қадам өтіп кеткен: қазір {1}-қадам.", "Шаг {0} уже пройден: сейчас шаг {1}.", "Step {0} is past: step {1} is under way."),
		courier.ProblemStepTime:        w.say("Қадам уақыты сәйкес емес: басталғаннан кейін, қазірден бұрын болсын.", "Время шага не подходит: после его начала и не позже текущего.", "The step's time does not fit: after its start, not after now."),
		courier.ProblemSentBack:        w.say("{0}: толықтыруға қайтарылған. Алдымен толықтырылғанын белгілеңіз.", "{0}: возвращено на доработку. Сначала отметьте, что дополнено.", "{0}: was sent back for completion. Record its completion first."),
		courier.ProblemNotSentBack:     w.say("{0}: толықтыруға қайтарылмаған.", "{0}: на доработку не возвращалось.", "{0}: was not sent back."),
		courier.ProblemOutcome:         w.say("Нәтиже ме, дәлелді бас тарту ма – таңдаңыз.", "Укажите: результат или мотивированный отказ.", "Say: a result or a reasoned refusal."),
		courier.ProblemNoReturn:        w.say("№ {0} қайтару тізілімі жоқ.", "Реестра возврата № {0} нет.", "There is no return registry No {0}."),
		courier.ProblemAlreadyGiven:    w.say("{0}: берілген.", "{0}: уже передано.", "{0}: was handed over already."),
		courier.ProblemAlreadyReceived: w.say("{0}: қабылданған.", "{0}: уже принято.", "{0}: was received already."),
		courier.ProblemNobodyToGive:    w.say("Кімге берілетінін таңдаңыз.", "Укажите, кому передаёте.", "Say to whom it is handed."),
		courier.ProblemNothing:         w.say("Ештеңе таңдалмаған. Space – белгілеу.", "Ничего не выбрано. Space — отметить.", "Nothing is chosen. Space ticks a row."),
		courier.ProblemDayAhead:        w.say("{0} әлі келген жоқ: жабуға болмайды.", "{0} ещё не наступило: закрыть нельзя.", "{0} has not come yet: it cannot be closed."),
		courier.ProblemDayClosed:       w.say("{0} күні жабылған: {1}, {2}.", "День {0} уже закрыт: {1}, {2}.", "The day {0} was closed already: {1}, {2}."),
		courier.ProblemDayHangs:        w.say("{0} жабылмайды: кетпеген – {1}, келісілмеген – {2}, берілмеген – {3}, мұрағатқа – {4}.", "{0} не закрыть: не ушло – {1}, не сошлось – {2}, не передано – {3}, в архив – {4}.", "{0} cannot be closed: not left {1}, unsettled {2}, not forwarded {3}, to archive {4}."),
		courier.ProblemUndoRegistry:    w.say("№ {0} тізілім кетіп қалған: бұдан әрі қайтаруға болмайды.", "Реестр № {0} уже ушёл: отменить нельзя.", "Registry No {0} has left: this cannot be taken back."),
	}
}
