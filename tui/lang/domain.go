package lang

import (
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/tui/safe"
)

// The codes of the domain in words: the same word on screens and papers.

// Stage is a case's stage.
func (w Words) Stage(s intake.Stage) safe.Text {
	switch s {
	case intake.Refused:
		return w.say("қабылданбады", "отказано в приёме", "refused")
	case intake.Accepted:
		return w.say("қабылданды", "принято", "accepted")
	case intake.Handed:
		return w.say("секторда", "в секторе", "with the sector")
	case intake.Out:
		return w.say("тізілімде", "в реестре", "in a registry")
	case intake.Marked:
		return w.say("қайтты", "вернулось", "came back")
	case intake.Ready:
		return w.say("беруге дайын", "готово к выдаче", "ready")
	case intake.Issued:
		return w.say("берілді", "выдано", "issued")
	case intake.Archived:
		return w.say("мұрағатта", "в архиве", "in the archive")
	case intake.Withdrawn:
		return w.say("қайтарып алынды", "отозвано", "withdrawn")
	case intake.Annulled:
		return w.say("күші жойылды", "аннулировано", "annulled")
	}
	return safe.Clean(s.String())
}

// Act is one act of a case's history.
func (w Words) Act(a intake.Act) safe.Text {
	switch a {
	case intake.ActRefuse:
		return w.say("қабылдаудан бас тартылды", "отказано в приёме", "refused at the counter")
	case intake.ActAccept:
		return w.say("қабылданды", "принято", "accepted")
	case intake.ActGive:
		return w.say("секторға берілді", "передано в сектор", "handed to the sector")
	case intake.ActReceive:
		return w.say("сектор қабылдады", "принято сектором", "received by the sector")
	case intake.ActAdd:
		return w.say("тізілімге салынды", "положено в реестр", "put in a registry")
	case intake.ActTakeOut:
		return w.say("тізілімнен алынды", "вынуто из реестра", "taken out of the registry")
	case intake.ActDeliver:
		return w.say("кеңсеге жеткізілді", "доставлено в канцелярию", "delivered to the chancellery")
	case intake.ActMissed:
		return w.say("қорапта болмады", "не оказалось в коробе", "was not in the box")
	case intake.ActStep:
		return w.say("берушінің қадамы", "шаг услугодателя", "step of the provider")
	case intake.ActSendBack:
		return w.say("толықтыруға қайтарылды", "возвращено на доработку", "sent back for completion")
	case intake.ActComplete:
		return w.say("толықтырылды", "дополнено", "completed")
	case intake.ActReturn:
		return w.say("беруші нәтижені берді", "услугодатель отдал результат", "result given back")
	case intake.ActMark:
		return w.say("сканермен белгіленді", "отмечено сканером", "marked by scanner")
	case intake.ActForward:
		return w.say("инспекторға берілді", "передано инспектору", "forwarded to the inspector")
	case intake.ActIssue:
		return w.say("берілді", "выдано", "issued")
	case intake.ActArchive:
		return w.say("мұрағатқа жіберілді", "в архив", "archived")
	case intake.ActRetrieve:
		return w.say("мұрағаттан алынды", "взято из архива", "back from the archive")
	case intake.ActWithdraw:
		return w.say("өтініш қайтарып алынды", "отозвано заявителем", "withdrawn")
	case intake.ActUndo:
		return w.say("кері қайтарылды", "отменено", "taken back")
	}
	return safe.Clean(string(a))
}

// ProcessShort is a process in at most seven cells, for the conveyor at 80.
func (w Words) ProcessShort(n int) safe.Text {
	switch n {
	case 1:
		return w.say("Тексеру", "Сверка", "Check")
	case 2:
		return w.say("Тіркеу", "Приём", "Accept")
	case 3:
		return w.say("Тапсыру", "Сектор", "Sector")
	case 4:
		return w.say("Жолдау", "Курьер", "Courier")
	case 5:
		return w.say("Беруші", "Услуга", "Provide")
	case 6:
		return w.say("Белгі", "Отметка", "Mark")
	case 7:
		return w.say("Беру", "Выдача", "Issue")
	}
	return safe.Text{}
}

// Process is the name of a process, 1 to 7.
func (w Words) Process(n int) safe.Text {
	switch n {
	case 1:
		return w.say("Тексеру", "Проверка", "Check")
	case 2:
		return w.say("Қабылдау", "Приём", "Accept")
	case 3:
		return w.say("Тапсыру", "Передача", "Hand over")
	case 4:
		return w.say("Шабарман", "Курьер", "Dispatch")
	case 5:
		return w.say("Беруші", "Услугодатель", "Provide")
	case 6:
		return w.say("Белгілеу", "Отметка", "Mark")
	case 7:
		return w.say("Беру", "Выдача", "Issue")
	}
	return safe.Text{}
}

// Outcome is what the provider decided.
func (w Words) Outcome(o intake.Outcome) safe.Text {
	switch o {
	case intake.Result:
		return w.say("нәтиже", "результат", "result")
	case intake.ReasonedRefusal:
		return w.say("дәлелді бас тарту", "мотивированный отказ", "reasoned refusal")
	}
	return safe.Text{}
}

// Kind is a paper's kind.
func (w Words) Kind(k intake.Kind) safe.Text {
	switch k {
	case intake.Original:
		return w.say("түпнұсқа", "подлинник", "original")
	case intake.Copy:
		return w.say("көшірме", "копия", "copy")
	case intake.Notarised:
		return w.say("нот. көшірме", "нотар. копия", "notarised")
	}
	return safe.Text{}
}

// Shown is a paper shown and returned at once.
func (w Words) Shown() safe.Text { return w.say("көрсетілді", "показан", "shown") }

// Missing says why a paper counts as missing.
func (w Words) Missing(m intake.Missing) safe.Text {
	switch m.Why {
	case intake.MissingExpired:
		return w.say("мерзімі {0} өткен", "срок истёк {0}", "expired on {0}").Fill(w.DayShort(m.Expired))
	case intake.MissingKind:
		return w.say("түпнұсқа емес", "не подлинник", "not the original")
	case intake.MissingShown:
		return w.say("тапсырылмады", "не сдан", "not handed in")
	}
	return w.say("жоқ", "нет", "absent")
}

// Authority is by what right a representative acts.
func (w Words) Authority(a intake.Authority) safe.Text {
	switch a {
	case intake.Parent:
		return w.say("ата-ана", "родитель", "parent")
	case intake.Guardian:
		return w.say("қамқоршы", "опекун", "guardian")
	case intake.ProxyNotary:
		return w.say("нотариалды сенімхат", "нотариальная доверенность", "notarised proxy")
	case intake.ProxyOther:
		return w.say("өзге сенімхат", "иная доверенность", "other proxy")
	}
	return safe.Clean(string(a))
}

// Identity is a document of identity.
func (w Words) Identity(code string) safe.Text {
	switch code {
	case intake.IdentityCard:
		return w.say("жеке куәлік", "удостоверение личности", "identity card")
	case intake.Passport:
		return w.say("паспорт", "паспорт", "passport")
	case intake.BirthPaper:
		return w.say("туу туралы куәлік", "свидетельство о рождении", "birth certificate")
	case intake.DigitalCard:
		return w.say("цифрлық құжат", "цифровой документ", "digital document")
	}
	return safe.Clean(code)
}

// Role is a worker's role.
func (w Words) Role(r intake.Role) safe.Text {
	switch r {
	case intake.Operator:
		return w.say("оператор", "оператор", "operator")
	case intake.Sector:
		return w.say("жинақтаушы сектор", "накопительный сектор", "accumulating sector")
	case intake.Supervisor:
		return w.say("супервайзер", "супервайзер", "supervisor")
	}
	return safe.Clean(string(r))
}

// Channel is where a service is asked for.
func (w Words) Channel(c catalogue.Channel) safe.Text {
	switch c {
	case catalogue.Chancellery:
		return w.say("берушінің кеңсесі", "канцелярия услугодателя", "the provider's chancellery")
	case catalogue.CSC:
		return w.say("ХҚКО", "ЦОН", "the centre")
	case catalogue.Portal:
		return w.say("egov.kz порталы", "портал egov.kz", "the portal egov.kz")
	}
	return safe.Clean(string(c))
}

// State is where a registry is.
func (w Words) State(s courier.State) safe.Text {
	switch s {
	case courier.Open:
		return w.say("ашық", "открыт", "open")
	case courier.Closed:
		return w.say("жабық", "закрыт", "closed")
	case courier.Dispatched:
		return w.say("жолда", "в пути", "on the road")
	case courier.Delivered:
		return w.say("жеткізілді", "доставлен", "delivered")
	}
	return safe.Clean(s.String())
}

// DayShort is a day in digits, 01.04.2015; empty for no day.
func (w Words) DayShort(d calendar.Date) safe.Text {
	if d.IsZero() {
		return safe.Text{}
	}
	return safe.Clean(calendar.Say(d, w.Lang, calendar.Short))
}

// DayFull is a day in words with its weekday.
func (w Words) DayFull(d calendar.Date) safe.Text {
	if d.IsZero() {
		return safe.Text{}
	}
	return safe.Clean(calendar.Say(d, w.Lang, calendar.LongWeekday))
}

// Due is a day, with its hour when at is not 0, as seen from now.
func (w Words) Due(d calendar.Date, at calendar.Clock, now time.Time) safe.Text {
	if d.IsZero() {
		return safe.Text{}
	}
	return safe.Clean(calendar.SayMoment(calendar.Moment{Date: d, At: at, Whole: at == 0}, calendar.DateOf(now), w.Lang))
}
