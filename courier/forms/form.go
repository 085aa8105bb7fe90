package forms

import (
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/paper"
	"tereze/intake/trio"
)

// Options is what a paper needs besides its subject: who makes it, the
// journal's head just then, whether it is a reprint.
type Options = paper.Options

// start is a form with the office's head, mark and foot. at is the moment of
// the act, which a reprint keeps.
func start(o *courier.Office, opt Options, kind string, size paper.Size, at time.Time) *paper.Form {
	return &paper.Form{
		Kind: kind, Size: size, Copies: 2, Office: paper.HeadOf(o.Desk.Office), Date: at,
		Mark: paper.MarkOf(o.Desk.Office, opt.Copy), Foot: paper.Journal(opt.Head),
	}
}

func say(kk, ru string) trio.Text { return trio.Text{KK: kk, RU: ru} }

// with adds the same to both languages.
func with(t trio.Text, s string) trio.Text { return say(t.KK+s, t.RU+s) }

// stacked is a cell of a table in two languages.
func stacked(t trio.Text) string {
	if t.KK == t.RU || t.RU == "" {
		return t.KK
	}
	return t.KK + "\n" + t.RU
}

func short(d calendar.Date) string { return calendar.Say(d, trio.RU, calendar.Short) }

// moment is "02.03.2015 10:15" of the office; "" when there is none.
func moment(o *courier.Office, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(o.Desk.Office.Zone()).Format("02.01.2006 15:04")
}

func long(d calendar.Date) trio.Text {
	return say(calendar.Say(d, trio.KK, calendar.LongWeekday), calendar.Say(d, trio.RU, calendar.LongWeekday))
}

// byHand is a value, or room to write it.
func byHand(s string) trio.Text {
	if s == "" {
		s = "____________________"
	}
	return paper.Same(s)
}

// providerOf is a provider's name with its address; its code when the office
// no longer knows it.
func providerOf(o *courier.Office, code string) trio.Text {
	p, ok := o.Desk.Office.Provider(code)
	switch {
	case !ok:
		return paper.Same(code)
	case p.Address != "":
		return with(p.Name, ", "+p.Address)
	}
	return p.Name
}

// workerOf is a worker's name as papers print it; the code of one who is not
// on the list.
func workerOf(all []intake.Actor, code string) string {
	for _, a := range all {
		if a.Code == code {
			return a.Name
		}
	}
	return code
}

// signed is the line at a signature for the hour, filled in by hand.
func signed() []trio.Text { return []trio.Text{say("Күні, уақыты", "Дата, время")} }

// legs are the signatures of both legs of a courier's way, all in one row:
// who gave and who took, first here, then there.
func legs(here, there [2]paper.Sign) paper.Sides {
	return paper.Sides{
		Left:  []paper.Block{paper.Signs{Places: here[:]}},
		Right: []paper.Block{paper.Signs{Places: there[:]}},
	}
}

// unfinished adds to the mark that the list may still change.
func unfinished(mark trio.Text) trio.Text {
	if mark.KK != "" {
		mark = with(mark, " – ")
	}
	return say(mark.KK+"ЖОБА, ӘЛІ ЖАБЫЛМАҒАН", mark.RU+"ПРОЕКТ, ЕЩЁ НЕ ЗАКРЫТ")
}

// onTheRoad are the rows about a registry's way, common to it and to its
// discrepancy act.
func onTheRoad(o *courier.Office, r *courier.Registry) []paper.Field {
	return []paper.Field{
		{Label: say("Шабарман", "Курьер"), Value: byHand(r.Courier), Bold: r.Courier != ""},
		{Label: say("Рейс", "Рейс"), Value: byHand(r.Run)},
		{Label: say("Мөр №", "Пломба №"), Value: byHand(r.Seal), Bold: r.Seal != ""},
		{Label: say("Жіберілді", "Отправлено"), Value: paper.Same(moment(o, r.DispatchedAt))},
		{Label: say("Жеткізілді", "Доставлено"), Value: paper.Same(moment(o, r.DeliveredAt))},
		{Label: say("Кеңседе қабылдаған", "Принял в канцелярии"), Value: paper.Same(r.Receiver)},
	}
}
