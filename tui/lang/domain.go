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
func (w Words) Stage(s intake.Stage) safe.Text { return w.Of(s.Words()) }

// Act is one act of a case's history.
func (w Words) Act(a intake.Act) safe.Text { return w.Of(a.Words()) }

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
func (w Words) Process(n int) safe.Text { return w.Of(intake.ProcessWords(n)) }

// Outcome is what the provider decided.
func (w Words) Outcome(o intake.Outcome) safe.Text { return w.Of(o.Words()) }

// Kind is a paper's kind.
func (w Words) Kind(k intake.Kind) safe.Text { return w.Of(k.Words()) }

// Shown is a paper shown and returned at once.
func (w Words) Shown() safe.Text { return w.Of(intake.ShownWords()) }

// Missing says why a document counts as missing.
func (w Words) Missing(m intake.Missing) safe.Text { return w.Of(m.Words()) }

// Authority is by what right a representative acts.
func (w Words) Authority(a intake.Authority) safe.Text { return w.Of(a.Words()) }

// Identity is a document of identity.
func (w Words) Identity(code string) safe.Text { return w.Of(intake.IdentityWords(code)) }

// Role is a worker's role.
func (w Words) Role(r intake.Role) safe.Text { return w.Of(r.Words()) }

// Channel is where a service is asked for.
func (w Words) Channel(c catalogue.Channel) safe.Text { return w.Of(c.Words()) }

// State is where a registry is.
func (w Words) State(s courier.State) safe.Text { return w.Of(s.Words()) }

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
