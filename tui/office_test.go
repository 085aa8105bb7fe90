package tui

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
	"tereze/store/storetest"
	"tereze/tui/tuitest"
)

// clock is the office's and the session's, moved by hand or by a pump.
type clock struct{ *tuitest.Clock }

func (c *clock) Forward(d time.Duration) { c.Clock.Set(c.Now().Add(d)) }
func (c *clock) Set(s string)            { c.Clock.Set(must(time.Parse(time.RFC3339, s))) }

// open drives a session's screens, w × h cells. Nothing wakes them: a pump
// waits for every command's answer. Send Changed{} where a wake would come.
func open(t *testing.T, s *Session, c *clock, w, h int) *tuitest.Pump {
	t.Helper()
	s.Tick = c.Tick
	watchLog(t, s)
	a := Open(s)
	a.cfg.Wake = nil
	return tuitest.New(t, a, c.Clock, w, h)
}

// watchLog reads what the session logs when the test ends: it may hold no name
// of a training person and no IIN.
func watchLog(t *testing.T, s *Session) {
	var log strings.Builder
	s.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	t.Cleanup(func() {
		for _, f := range tuitest.Leaks(log.String(), training.Names()) {
			t.Errorf("the log, line %s", f)
		}
	})
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// newTestOffice is a session on an empty training office in Atyrau, at ten in
// the morning of Monday, 2 March 2015, over a real store that is audited when
// the test ends.
func newTestOffice(t *testing.T, l trio.Lang, role intake.Role) (*Session, *clock) {
	t.Helper()
	c := &clock{tuitest.NewClock(time.Time{})}
	c.Set("2015-03-02T10:00:00+05:00")
	settings := intake.DefaultOffice("042", "atyrau")
	settings.Training = true
	desk := &intake.Desk{
		Ledger: storetest.Open(t, courier.Schema()), Catalogue: catalogue.Embedded(),
		Book: calendar.Embedded(), Office: &settings, Clock: c.Now,
	}
	o := &courier.Office{Desk: desk}
	actors := map[intake.Role]intake.Actor{
		intake.Operator:   {Code: "op1", Name: "А. Ахметова", Role: intake.Operator, Window: 3},
		intake.Sector:     {Code: "sector1", Name: "Б. Нұрланов", Role: intake.Sector},
		intake.Supervisor: {Code: "super1", Name: "Г. Сапарова", Role: intake.Supervisor},
	}
	for _, r := range []intake.Role{intake.Operator, intake.Sector, intake.Supervisor} {
		a := actors[r]
		a.Lang = l
		if err := desk.SaveActor(context.Background(), desk.By(intake.Itself(intake.Administrator)), a); err != nil {
			t.Fatal(err)
		}
	}
	s := NewSession(context.Background(), Options{Office: o, Actor: actors[role], Lang: l})
	return s, c
}
