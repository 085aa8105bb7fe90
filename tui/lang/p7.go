package lang

import "tereze/tui/safe"

// P7 is the words of the issue and the archive.
type P7 struct {
	Title, ArchiveTitle, InArchive, Empty, ArchiveEmpty, ArchivedEmpty safe.Text
	Give, Archive, Sweep, Show, Retrieve                               safe.Text
	Issuing, Receipt, NoReceipt, Identity, Agent, Authority, Result    safe.Text
	Issued, NotReady, AlreadyIssued, NothingDue, SweepAsk, SweepDone   safe.Text
	Ready, Due, Shelf, Outcome, Progress, InArchiveSay, Checked        safe.Text
	Total                                                              Count
	Help1, Help2, HelpArchive                                          safe.Text
}

// P7 says them.
func (w Words) P7() P7 {
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
		Show:          w.say("мерзімі өткен / мұрағат", "просроченные / архив", "due / archived"),
		Retrieve:      w.say("мұрағаттан алу", "взять из архива", "take from the archive"),
		Issuing:       w.say("7 Беру · тексеру", "7 Выдача · проверка", "7 Issue · what to check"),
		Receipt:       w.say("Қолхат көрсетілді", "Расписка предъявлена", "The receipt was shown"),
		NoReceipt:     w.say("Неге жоқ", "Почему нет", "Why not"),
		Identity:      w.say("Жеке басы", "Личность", "Identity"),
		Agent:         w.say("Өкілі алады", "Получает представитель", "A representative takes it"),
		Authority:     w.say("Өкілеттік құжаты", "Документ полномочий", "Paper of authority"),
		Result:        w.say("Берілетіні", "Выдаётся", "To be given"),
		Issued:        w.say("{0}: берілді", "{0}: выдано", "{0}: issued"),
		NotReady:      w.say("{0}: беруге дайын емес – {1}", "{0}: не готово к выдаче — {1}", "{0}: not ready to be issued: {1}"),
		AlreadyIssued: w.say("{0}: бұрын берілген", "{0}: уже выдано", "{0}: was issued already"),
		NothingDue:    w.say("мерзімі өткен іс жоқ", "просроченных нет", "nothing is past its month"),
		SweepAsk:      w.say("Талап етілмеген {0} іс мұрағатқа, тізімдемесімен жіберілсін бе?", "Отправить в архив невостребованные дела ({0}) с описью?", "Send {0} unclaimed cases to the archive, with an inventory?"),
		SweepDone:     w.say("Мұрағатқа жіберілді: {0}. Тізімдеме {1}", "В архив отправлено: {0}. Опись {1}", "Sent to the archive: {0}. Inventory {1}"),
		Ready:         w.say("дайын болған", "готово с", "ready since"),
		Due:           w.say("сақталған", "хранить до", "kept to"),
		Shelf:         w.say("тізімдеме", "опись", "inventory"),
		Outcome:       w.say("шешім", "решение", "outcome"),
		Progress:      w.say("Жіберілуде: {0} / {1}", "Отправляю: {0} / {1}", "Sending: {0} / {1}"),
		InArchiveSay:  w.say("{0}: мұрағатта. F9 – мұрағаттан алу", "{0}: в архиве. F9 — взять из архива", "{0}: in the archive. F9 takes it out"),
		Checked:       w.say("Құжаттың иесін суретімен салыстырыңыз.", "Сверьте лицо с фотографией в документе.", "Compare the person with the photograph in the paper."),
		Total:         w.count("{0} іс", "{0} дело", "{0} дела", "{0} дел", "{0} case", "{0} cases"),

		Help1:       w.say("Қолхатты сканерлеңіз немесе / арқылы ЖСН-мен табыңыз. Алдымен қолхат пен жеке басы тексеріледі, содан кейін F9.", "Отсканируйте расписку или найдите по ИИН через /. Сначала проверяются расписка и личность, затем F9.", "Scan the receipt, or find the case by IIN with /. The receipt and the identity are checked first, then F9."),
		Help2:       w.say("Дәлелді бас тарту да – нәтиже: ол да осылай беріледі.", "Мотивированный отказ — тоже результат: выдаётся так же.", "A reasoned refusal is a result too and is issued in the same way."),
		HelpArchive: w.say("Дайын болғаннан кейін бір ай ішінде алынбағандар. F9 бәрін бір тізімдемемен жібереді; үзіліп қалса, келесіде жалғасады. Tab – мұрағаттағылар: кеш келген адамға қайтарып беруге болады.", "Не забранное за месяц со дня готовности. F9 отправляет всё одной описью; прерванное продолжится в следующий раз. Tab — уже в архиве: опоздавшему можно вернуть.", "What was not collected within a month. F9 sends it all under one inventory; a sweep cut off goes on next time. Tab shows what is in the archive: a person who comes late can have it back."),
	}
}
