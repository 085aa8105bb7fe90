package lang

import (
	"tereze/intake"
	"tereze/intake/egov"
	"tereze/tui/safe"
)

// ERoad is the words of the electronic road: scans, signature, outbox, portal.
type ERoad struct {
	Title, Key, KeyHelp                                       safe.Text
	Tabs                                                      [5]safe.Text // to sign, sent, outbox, not carried out, portal
	Empty                                                     [5]safe.Text
	Scans, Signature, State, Kind, Tries, Next, Came, Number  safe.Text
	Portal, Verdict, Met, Why, At                             safe.Text
	Signed, NotSigned, NoScans, AllScans                      safe.Text
	Attach, Sign, Send, WriteOut, ReadIn, Resend, Drop        safe.Text
	Signing, SignedDone, SentDone, WroteOut                   safe.Text
	ResendDone, DropDone, DropAsk, NoFolder                   safe.Text
	OnlyDoubtful, OnlyHere, NoCase, Waits                     safe.Text
	SetAside, AsideAsk, AsideDone, Reason, Condition, Lacking safe.Text
	ToSign, OnRoad, Doubtful                                  Count
	Help1, Help2, Help3                                       safe.Text

	// The scans of one case.
	AttachTitle, Documents, Folder, FolderEmpty, NoScan, ByPath, PathLabel safe.Text
	AttachHere, Detach, OpenFile, NextDocument, Attached, Detached         safe.Text
	Pages                                                                  Count
	Opened                                                                 safe.Text
	HelpAttach, DetachSay                                                  safe.Text
}

// Message is what a message asks or tells, in a list.
func (w Words) Message(k intake.MessageKind) safe.Text {
	switch k {
	case intake.MessagePerson:
		return w.say("ЖТ МДҚ: алушы", "ГБД ФЛ: получатель", "register: recipient")
	case intake.MessageAgent:
		return w.say("ЖТ МДҚ: өкіл", "ГБД ФЛ: представитель", "register: agent")
	case intake.MessagePower:
		return w.say("БНАЖ: сенімхат", "ЕНИС: доверенность", "notaries: power")
	case intake.MessageRequest:
		return w.say("сауал", "запрос", "request")
	case intake.MessageWithdrawal:
		return w.say("қайтарып алу", "отзыв", "withdrawal")
	case intake.MessageResult:
		return w.say("нәтиже порталға", "результат на портал", "result to the portal")
	case intake.MessageRefusal:
		return w.say("бас тарту порталға", "отказ на портал", "refusal to the portal")
	}
	return safe.Clean(string(k))
}

// MessageState is how far a message has come.
func (w Words) MessageState(s intake.MessageState) safe.Text {
	switch s {
	case intake.MessageWaiting:
		return w.say("күтуде", "ждёт", "waiting")
	case intake.MessageSent:
		return w.say("жолданды", "отправлено", "sent")
	case intake.MessageAnswered:
		return w.say("жауап келді", "отвечено", "answered")
	case intake.MessageDoubtful:
		return w.say("күмәнді", "сомнение", "doubtful")
	case intake.MessageDropped:
		return w.say("жолданбайды", "не шлём", "dropped")
	}
	return safe.Clean(s.String())
}

// ERoad is the words of the electronic road.
func (w Words) ERoad() ERoad {
	return ERoad{
		Title:   w.say("Электрондық жол", "Электронный путь", "Electronic road"),
		Key:     w.say("электр. жол", "эл. путь", "e-road"),
		KeyHelp: w.say("электрондық жол: скандар, қолтаңба, шығыс хабарламалар, портал", "электронный путь: сканы, подпись, исходящие, портал", "the electronic road: scans, signature, outbox, portal"),
		Tabs: [5]safe.Text{
			w.say("қол қоюға", "на подпись", "to sign"), w.say("жауап күтуде", "ждут ответа", "unanswered"),
			w.say("шығыс", "исходящие", "outbox"), w.say("анық емес", "неясные", "unclear"), w.say("портал", "портал", "portal"),
		},
		Empty: [5]safe.Text{
			w.say("Қол қойып жолдайтын іс жоқ", "Подписывать и отправлять нечего", "Nothing to sign and send"),
			w.say("Жауап күтіп тұрған іс жоқ", "Ответа никто не ждёт", "Nothing waits for an answer"),
			w.say("Шығыс хабарлама жоқ", "Исходящих сообщений нет", "The outbox is empty"),
			w.say("Анық емес хабарлама жоқ", "Неясных сообщений нет", "Nothing is unclear"),
			w.say("Порталдан сауал келген жоқ", "С портала запросов не было", "Nothing came from the portal"),
		},
		Scans:     w.say("скан", "сканы", "scans"),
		Signature: w.say("қолтаңба", "подпись", "signature"),
		State:     w.say("күйі", "состояние", "state"),
		Kind:      w.say("не туралы", "о чём", "about"),
		Tries:     w.say("рет", "раз", "tries"),
		Next:      w.say("келесі", "следующий", "next"),
		Came:      w.say("келді", "пришло", "came"),
		Number:    w.say("нөмірі", "номер", "number"),
		Portal:    w.say("портал нөмірі", "номер портала", "portal's number"),
		Verdict:   w.say("шешім", "решение", "verdict"),
		Met:       w.say("қабылданды", "принято", "accepted"),
		Why:       w.say("себебі", "причина", "why"),
		At:        w.say("уақыты", "время", "time"),
		Signed:    w.say("✓ бар", "✓ есть", "✓ signed"),
		NotSigned: w.say("– жоқ", "– нет", "– none"),
		NoScans:   w.say("! {0} жоқ", "! нет {0}", "! {0} lacking"),
		AllScans:  w.say("✓ бәрі бар", "✓ все", "✓ all"),
		Attach:    w.say("скандар", "сканы", "scans"),
		Sign:      w.say("қол қою", "подписать", "sign"),
		Send:      w.say("қол қойып жолдау", "подписать и отправить", "sign and send"),
		WriteOut:  w.say("қол қоюға файлға шығару", "вывести в файл для подписи", "write out for signing elsewhere"),
		ReadIn:    w.say("қол қойылған файлды оқу", "прочитать подпись из файла", "read the signature back"),
		Resend:    w.say("қайта жолдау", "отправить снова", "send again"),
		Drop:      w.say("жолдамау", "не отправлять", "do not send"),

		Signing:    w.say("Өз компьютеріңізде қол қойыңыз…", "Подпишите на своём компьютере…", "Sign on your own machine…"),
		SignedDone: w.say("{0}: қол қойылды. F9 – жолдау", "{0}: подписано. F9 — отправить", "{0}: signed. F9 sends it"),
		SentDone:   w.say("{0}: шығысқа салынды, өзі кетеді", "{0}: в исходящих, уйдёт само", "{0}: in the outbox, goes by itself"),
		WroteOut:   w.say("Жазылды: {0}. Қол қойып, .p7s файлын осы қапшыққа салыңыз, сосын r", "Записано: {0}. Подпишите, положите .p7s в ту же папку, затем r", "Written: {0}. Sign it, lay the .p7s beside it, then r"),
		ResendDone: w.say("{0}: қайта жолданады", "{0}: уйдёт снова", "{0}: goes again"),
		DropDone:   w.say("{0}: енді жолданбайды", "{0}: больше не отправляется", "{0}: is not sent any more"),
		DropAsk:    w.say("Неге жолданбайды?", "Почему не отправлять?", "Why is it not to be sent?"),
		SetAside:   w.say("шетке қою", "отложить", "lay aside"),
		AsideAsk:   w.say("Неге орындалмайды?", "Почему не исполнять?", "Why is it not to be carried out?"),
		AsideDone:  w.say("{0}: шетке қойылды", "{0}: отложено", "{0}: laid aside"),
		Condition:  w.say("{0}-шарт", "условие {0}", "condition {0}"),
		Lacking:    w.say("Сканы жоқ: {0}", "Нет скана: {0}", "No scan of: {0}"),
		Reason:     w.say("Себебі", "Причина", "Reason"),
		NoFolder:   w.say("Бұл жерде файл жазылмайды", "Здесь файлы не пишутся", "No files can be written here"),

		OnlyDoubtful: w.say("бұл хабарлама күмәнді емес", "это сообщение не сомнительно", "this message is not in doubt"),
		OnlyHere:     w.say("файл осы компьютерде ғана ашылады", "файл открывается только на этой машине", "files open on this machine only"),
		NoCase:       w.say("бұл жолда іс жоқ", "в этой строке нет дела", "no case in this row"),
		Waits:        w.say("тексеруді күтуде", "ждёт проверки", "waits to be verified"),

		ToSign:   w.count("электр. {0}", "электронно {0}", "электронно {0}", "электронно {0}", "{0} electronic", "{0} electronic"),
		OnRoad:   w.count("ЭҮШ-те {0}", "в ШЭП {0}", "в ШЭП {0}", "в ШЭП {0}", "{0} by wire", "{0} by wire"),
		Doubtful: w.count("күмәнді хабарлама {0}", "{0} сомнительное сообщение", "{0} сомнительных сообщения", "{0} сомнительных сообщений", "{0} doubtful message", "{0} doubtful messages"),

		Help1: w.say("Tab бетті ауыстырады. «Қол қоюға»: a – скандар, F9 – қол қойып жолдау. Қолтаңба өз компьютеріңізде қойылады: NCALayer не tereze sign-agent; болмаса w мен r – файл арқылы.", "Tab переключает лист. «На подпись»: a — сканы, F9 — подписать и отправить. Подпись ставится на вашем компьютере: NCALayer или tereze sign-agent; иначе w и r — через файл.", "Tab turns the page. To sign: a shows the scans, F9 signs and sends. You sign on your own machine: NCALayer or tereze sign-agent; otherwise w and r go by file."),
		Help2: w.say("Шығыс хабарламалар өзі кетеді, үзіліп қалса қайталанады. Күмәндісін адам шешеді: r – қайта жолдау, x – жолдамау.", "Исходящие уходят сами и повторяются после обрыва. Сомнительное решает человек: r — снова, x — не отправлять.", "The outbox sends by itself and tries again after a cut. What is in doubt a person decides: r again, x not at all."),
		Help3: w.say("Портал: үш шарт бірінен соң бірі тексеріледі; бас тарту себебі хабарламамен кетеді.", "Портал: три условия проверяются по порядку; причина отказа уходит сообщением.", "Portal: three conditions are held one after another; the reason of a refusal goes out as a message."),

		AttachTitle:  w.say("Скандар", "Сканы", "Scans"),
		Documents:    w.say("Құжаттар", "Документы", "Documents"),
		Folder:       w.say("Сканер қапшығы", "Папка сканера", "The scanner's folder"),
		FolderEmpty:  w.say("Қапшық бос: сканерлеңіз не o – файл жолы", "Папка пуста: отсканируйте или o — путь к файлу", "The folder is empty: scan, or o for a path"),
		NoScan:       w.say("сканы жоқ", "нет скана", "no scan"),
		ByPath:       w.say("файл жолы", "путь к файлу", "path to a file"),
		PathLabel:    w.say("Файл", "Файл", "File"),
		AttachHere:   w.say("тіркеу", "приложить", "attach"),
		Detach:       w.say("алып тастау", "убрать", "detach"),
		OpenFile:     w.say("файлды ашу", "открыть файл", "open the file"),
		NextDocument: w.say("құжат", "документ", "document"),
		Attached:     w.say("Тіркелді: {0}", "Приложено: {0}", "Attached: {0}"),
		Detached:     w.say("Алынды: {0}", "Убрано: {0}", "Detached: {0}"),
		Pages:        w.count("{0} бет", "{0} стр.", "{0} стр.", "{0} стр.", "{0} page", "{0} pages"),
		Opened:       w.say("Ашылды: {0}", "Открыто: {0}", "Opened: {0}"),
		DetachSay:    w.say("Файл істен алынады, сканер қапшығына қайтпайды.", "Файл уйдёт из дела и в папку сканера не вернётся.", "The file leaves the case and does not come back to the scanner's folder."),
		HelpAttach:   w.say("Жоғарыда істің құжаттары, төменде сканер салған файлдар. ←→ құжатты, ↑↓ файлды таңдайды, Enter тіркейді. Қол қойылған соң ештеңе қосылмайды.", "Сверху документы дела, ниже файлы от сканера. ←→ выбирает документ, ↑↓ файл, Enter прикладывает. После подписи ничего не добавить.", "Above are the case's documents, below what the scanner left. ←→ chooses the document, ↑↓ the file, Enter attaches. After the signature nothing is added."),
	}
}

// Incoming is what a message that came says, by its kind.
func (w Words) Incoming(kind string) safe.Text {
	switch egov.IncomingKind(kind) {
	case egov.Taken:
		return w.say("беруші алды", "услугодатель принял", "taken")
	case egov.NotTaken:
		return w.say("беруші алмады", "услугодатель не принял", "not taken")
	case egov.Decided:
		return w.say("шешім", "решение", "decision")
	case egov.PortalRequest:
		return w.say("портал сауалы", "запрос портала", "portal request")
	case egov.Delivery:
		return w.say("жеткізу белгісі", "отметка о доставке", "delivery note")
	}
	return safe.Clean(kind)
}
