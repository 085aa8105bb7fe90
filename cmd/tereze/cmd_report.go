package main

import (
	"encoding/hex"
	"fmt"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
	"tereze/tui/lang"
	"tereze/tui/safe"
)

type reportCmd struct {
	Day string `placeholder:"DATE" help:"The day (default: today)."`
}

// journalAt is a place in the journal.
type journalAt struct {
	Entry uint64 `json:"entry"`
	Hash  string `json:"hash"`
}

func atHead(h store.Head) journalAt { return journalAt{h.Seq, hex.EncodeToString(h.Hash[:])} }

// endOut is the closing of a day.
type endOut struct {
	Day     calendar.Date `json:"day"`
	By      string        `json:"by"`
	At      time.Time     `json:"at"`
	Journal journalAt     `json:"journal"` // before the closing's own entry
}

// reportOut is the report of a day in JSON: the figures of the screen and of
// the paper, by their own names.
type reportOut struct {
	Office string `json:"office"`
	*courier.Day
	Acts     *courier.Acts   `json:"acts"`
	Drafts   int64           `json:"drafts"`
	Owed     courier.Duties  `json:"owed"`
	Closed   *endOut         `json:"closed"`
	LeftOpen []calendar.Date `json:"leftOpen"` // days before, of which nobody said that nothing hangs
	Journal  journalAt       `json:"journal"`
}

func (o *place) endOut(e *courier.DayEnd) *endOut {
	if e == nil {
		return nil
	}
	return &endOut{e.On, e.By, o.local(e.At), atHead(e.Head)}
}

// Run tells a day's figures.
func (c *reportCmd) Run(a *app) error {
	return a.doing(intake.CanCloseDay, func(o *place, _ intake.By) error {
		day, err := dateFlag("day", c.Day, o.Today())
		if err != nil {
			return err
		}
		r, err := o.Report(a.ctx, day, store.Head{})
		if err != nil {
			return err
		}
		left, err := o.LeftOpen(a.ctx, day)
		if err != nil {
			return err
		}
		if left == nil {
			left = []calendar.Date{}
		}
		v := reportOut{o.Desk.Office.Number, r.Day, r.Acts, r.Now.Drafts, r.Duties, o.endOut(r.Closed), left, atHead(r.Head)}
		return a.answer(v, v.text)
	})
}

// text is the report for a terminal.
func (v reportOut) text(s *sheet) {
	words := lang.New(s.lang)
	w := words.Wall()
	s.line("%s  %s", v.Office, v.On)
	s.line("%s", w.Served.Fill(safe.Num(v.Total.Accepted), safe.Num(v.Total.Refused), safe.Num(v.Total.Elsewhere), safe.Num(v.Total.Issued)))
	s.line("%s", w.TimeKnown.Fill(safe.Num(v.Total.Timed), safe.Num(v.Total.Accepted+v.Total.Refused), mean(words, v.Total.Times), safe.Num(v.Total.Over)))
	for _, t := range v.Operators {
		s.line("  %-12s %4d %4d %4d %4d  %5s %3d", t.Code, t.Accepted, t.Refused, t.Elsewhere, t.Issued, mean(words, t.Times), t.Over)
	}
	for _, t := range v.Services {
		s.line("  %-20s %4d %4d %4d %4d  %5s %3d", t.Code, t.Accepted, t.Refused, t.Elsewhere, t.Issued, mean(words, t.Times), t.Over)
	}
	for _, h := range v.Hours {
		s.line("  %02d:00 %4d  %5s %3d", h.Hour, h.Served, mean(words, h.Times), h.Over)
	}
	for _, r := range append(v.Refusals, v.TurnAways...) {
		s.line("  %4d  %s", r.N, r.Name.In(s.lang))
	}
	for _, d := range v.Owed {
		if d.N > 0 {
			mark := " "
			if d.Stops {
				mark = "!"
			}
			s.line("%s %4d  %s", mark, d.N, words.Duty(d.Kind))
		}
	}
	for _, d := range v.LeftOpen {
		s.line("! %s  %s", d, w.NotClosed)
	}
	if v.Closed != nil {
		s.line("%s %s %s", w.ClosedBy, v.Closed.By, v.Closed.At.Format("02.01.2006 15:04"))
	}
	s.line("%s %d  %s", w.Journal, v.Journal.Entry, v.Journal.Hash)
}

// mean is the mean minutes, a dash where no time is known.
func mean(w lang.Words, t courier.Times) safe.Text {
	if t.Timed == 0 {
		return safe.Const("–")
	}
	return w.InMinutes(t.Mean)
}

type dayCmd struct {
	Close dayCloseCmd `cmd:"" help:"End a day: refused while something of it hangs, which is then named."`
	Hangs dayHangsCmd `cmd:"" help:"What a day owes as things stand now; what hinders its closing is marked."`
}

type dayCloseCmd struct {
	Date string `arg:"" help:"The day, as 2015-03-02."`
}

type dayHangsCmd struct {
	Date string `arg:"" optional:"" help:"The day (default: today)."`
}

// Run closes a day.
func (c *dayCloseCmd) Run(a *app) error {
	return a.doing(intake.CanCloseDay, func(o *place, by intake.By) error {
		day, err := dateFlag("date", c.Date, o.Today())
		if err != nil {
			return err
		}
		e, err := o.CloseDay(a.ctx, by, day)
		if p, refused := intake.AsProblem(err); refused && p.Code == courier.ProblemDayHangs {
			return o.hangs(day, p)
		} else if err != nil {
			return err
		}
		v := o.endOut(e)
		return a.answer(v, func(s *sheet) {
			w := lang.New(s.lang).Wall()
			s.line("%s  %s  %s %d  %s", v.Day, w.Closed, w.Journal, v.Journal.Entry, v.Journal.Hash)
		})
	})
}

// hangs is the refusal with each hindrance by itself.
func (o *place) hangs(day calendar.Date, p *intake.Problem) error {
	a := o.a
	all, err := o.Hangs(a.ctx, day)
	if err != nil {
		return err
	}
	out := refusal(a.problemsOut([]*intake.Problem{p}))
	for _, d := range all.Hang() {
		out = append(out, problemOut{p.Code, string(d.Kind), fmt.Sprintf("%4d  %s", d.N, lang.New(a.lang).Duty(d.Kind))})
	}
	return out
}

// Run names what hangs.
func (c *dayHangsCmd) Run(a *app) error {
	return a.doing(intake.CanCloseDay, func(o *place, _ intake.By) error {
		day, err := dateFlag("date", c.Date, o.Today())
		if err != nil {
			return err
		}
		all, err := o.Hangs(a.ctx, day)
		if err != nil {
			return err
		}
		return rows(a, all, func(s *sheet, d courier.Duty) {
			mark := " "
			if d.Stops && d.N > 0 {
				mark = "!"
			}
			s.line("%s %4d  %s", mark, d.N, lang.New(s.lang).Duty(d.Kind))
		})
	})
}
