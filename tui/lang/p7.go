package lang

import (
	"tereze/intake"
	"tereze/tui/safe"
)

// P7 is the words of the issue and the archive.
type P7 struct {
	Title, ArchiveTitle, InArchive, Empty, ArchiveEmpty, ArchivedEmpty safe.Text
	Give, Archive, Sweep, ShowKept, ShowDue, Retrieve                  safe.Text
	Issuing, Receipt, NoReceipt, Identity, Agent, Authority, Result    safe.Text
	Issued, MovedOn, NothingDue, SweepAsk, SweepDone                   safe.Text
	CheckNow, InArchiveSay, ReceiptFits, FirstThis                     safe.Text // on the scan line, at most 38 cells
	Outcome, Sending, Checked, DryRun, KeptFoot                        safe.Text
	ResultShort, RefusalShort, UnacceptedShort                         safe.Text // at most ten cells
	TurnBack, TurnedBack                                               safe.Text
	Total, Overdue                                                     Count
	Help1, Help2, HelpArchive                                          safe.Text
}

// Short is an outcome in a list.
func (p P7) Short(o intake.Outcome) safe.Text {
	switch o {
	case intake.Result:
		return p.ResultShort
	case intake.ReasonedRefusal:
		return p.RefusalShort
	case intake.Unaccepted:
		return p.UnacceptedShort
	}
	return safe.Text{}
}

func (w Words) p7() P7 {
	return P7{
		Title:         w.say("7 Беру · алушысын күтіп тұр", "7 Выдача · ждут получателя", "7 Issue · waiting for their recipients"),
		ArchiveTitle:  w.say("7 Мұрағат · мерзімі өткендер", "7 Архив · срок хранения прошёл", "7 Archive · past their month"),
		InArchive:     w.say("7 Мұрағат · сақтаудағы істер", "7 Архив · дела на хранении", "7 Archive · kept cases"),
		Empty:         w.say("Беретін ештеңе жоқ", "Выдавать нечего", "Nothing to issue"),
		ArchiveEmpty:  w.say("Мұрағатқа жіберетін ештеңе жоқ", "В архив отправлять нечего", "Nothing is due for the archive"),
		ArchivedEmpty: w.say("Мұрағат бос", "Архив пуст", "The archive is empty"),
		Give:          w.say("беру", "выдать", "issue"),
		Archive:       w.say("мұрағат", "архив", "archive"),
		Sweep:         w.say("мұрағатқа жіберу", "отправить в архив", "send to the archive"),
		ShowKept:      w.say("мұрағаттағылар", "архив", "kept"),
		ShowDue:       w.say("мерзімі өткендер", "просроченные", "due"),
		Retrieve:      w.say("мұрағаттан алу", "взять из архива", "take out"),
		Issuing:       w.say("7 Беру · тексеру", "7 Выдача · проверка", "7 Issue · what to check"),
		Receipt:       w.say("Қолхат көрсетілді", "Расписка предъявлена", "The receipt was shown"),
		NoReceipt:     w.say("Неге жоқ", "Почему нет", "Why not"),
		Identity:      w.say("Жеке басы", "Личность", "Identity"),
		Agent:         w.say("Өкілі алады", "Получает представитель", "A representative takes it"),
		Authority:     w.say("Өкілеттік құжаты", "Документ полномочий", "Paper of authority"),
		Result:        w.say("Берілетіні", "Выдаётся", "To be given"),
		Issued:        w.say("{0}: берілді", "{0}: выдано", "{0}: issued"),
		NothingDue:    w.say("мерзімі өткен іс жоқ", "просроченных нет", "nothing is past its month"),
		SweepAsk:      w.say("Талап етілмеген {0} іс мұрағатқа, тізімдемесімен жіберілсін бе?", "Отправить в архив невостребованные дела ({0}) с описью?", "Send {0} unclaimed cases to the archive, with an inventory?"),
		SweepDone:     w.say("Мұрағатқа жіберілді: {0}. Тізімдеме {1}", "В архив отправлено: {0}. Опись {1}", "Sent to the archive: {0}. Inventory {1}"),
		Outcome:       w.say("шешім", "решение", "outcome"),
		InArchiveSay:  w.say("мұрағатта: F9 – беруге алу", "в архиве: F9 — взять оттуда", "in the archive: F9 takes it out"),
		CheckNow:      w.say("дайын: тексеріп, F9 басыңыз", "готово: проверьте и F9", "ready: check, then F9"),
		ReceiptFits:   w.say("қолхаты сәйкес келді", "расписка совпала", "the receipt fits"),
		FirstThis:     w.say("алдымен {0} беріңіз: F9 не Esc", "сначала выдайте {0}: F9 или Esc", "first finish {0}: F9 or Esc"),
		MovedOn:       w.say("{0} басқа терезеде өзгерді: {1}", "{0} изменено за другим окном: {1}", "{0} was moved at another window: {1}"),
		DryRun:        w.say("Әзірге ештеңе жіберілген жоқ. F9 бәрін бір тізімдемемен жібереді.", "Пока ничего не отправлено. F9 отправит всё одной описью.", "Nothing is sent yet. F9 sends it all under one inventory."),
		KeptFoot:      w.say("Кеш келген адамға: F9 істі мұрағаттан алады, содан кейін беріледі.", "Опоздавшему: F9 берёт дело из архива, потом оно выдаётся.", "For a person who comes late: F9 takes it out, then it is issued."),
		ResultShort:   w.say("нәтиже", "результат", "result"),
		RefusalShort:  w.say("бас тарту", "отказ", "refusal"),

		UnacceptedShort: w.say("алынбады", "не принято", "not taken"),
		TurnBack:        w.say("бас тарту қолхаты", "расписка об отказе", "refusal receipt"),
		TurnedBack:      w.say("{0}: бас тарту қолхаты берілді", "{0}: выдана расписка об отказе", "{0}: refusal receipt given"),

		Sending: w.say("Жіберілуде", "Отправляю", "Sending"),
		Overdue: w.count("{0} істі мұрағатқа жіберу керек: F7", "{0} дело пора отправить в архив: F7", "{0} дела пора отправить в архив: F7", "{0} дел пора отправить в архив: F7", "{0} case is due for the archive: F7", "{0} cases are due for the archive: F7"),
		Checked: w.say("Құжаттың иесін суретімен салыстырыңыз.", "Сверьте лицо с фотографией в документе.", "Compare the person with the photograph in the paper."),
		Total:   w.count("{0} іс", "{0} дело", "{0} дела", "{0} дел", "{0} case", "{0} cases"),

		Help1:       w.say("Қолхатты сканерлеңіз немесе / арқылы ЖСН-мен табыңыз. Алдымен қолхат пен жеке басы тексеріледі, содан кейін F9.", "Отсканируйте расписку или найдите по ИИН через /. Сначала проверяются расписка и личность, затем F9.", "Scan the receipt, or find the case by IIN with /. The receipt and the identity are checked first, then F9."),
		Help2:       w.say("Дәлелді бас тарту да – нәтиже: ол да осылай беріледі.", "Мотивированный отказ — тоже результат: выдаётся так же.", "A reasoned refusal is a result too and is issued in the same way."),
		HelpArchive: w.say("Дайын болғаннан кейін бір ай ішінде алынбағандар. F9 бәрін бір тізімдемемен жібереді; үзіліп қалса, келесіде жалғасады. Tab – мұрағаттағылар: кеш келген адамға қайтарып беруге болады.", "Не забранное за месяц со дня готовности. F9 отправляет всё одной описью; прерванное продолжится в следующий раз. Tab — уже в архиве: опоздавшему можно вернуть.", "What was not collected within a month. F9 sends it all under one inventory; a sweep cut off goes on next time. Tab shows what is in the archive: a person who comes late can have it back."),
	}
}
