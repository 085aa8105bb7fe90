package intake_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tereze/courier"
	"tereze/intake"
	"tereze/store/storetest"
)

// modelCase is what the model believes of a case: the stages it went through,
// the newest last.
type modelCase struct {
	c    *intake.Case
	acts []intake.Act   // that stand
	were []intake.State // before each
}

// Any sequence of acts leaves every case where the law of motion leads, every
// number given once and in its order, and a store that audits clean.
func TestAnySequence(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := openOn(t, storetest.Open(t, courier.Schema()), "atyrau", "2015-03-02T10:00")
		acts, law := lawOf(t)
		var all []*modelCase
		next := map[string]uint64{}
		check := func(m *modelCase, got *intake.Case, err error) {
			if err != nil {
				rt.Fatal(err)
			}
			m.c = got
		}
		pick := func() *modelCase { return all[rapid.IntRange(0, len(all)-1).Draw(rt, "case")] }
		begin := func(got *intake.Case, err error) {
			if err != nil {
				rt.Fatal(err)
			}
			day := b.Today().String()
			next[day]++
			want := fmt.Sprintf("042-%s-%06d", b.Now().Format("060102"), next[day])
			if string(got.Number) != want {
				rt.Fatalf("number %s, want %s", got.Number, want)
			}
			all = append(all, &modelCase{c: got})
		}
		begin(b.Accept(t.Context(), b.By(op1), b.duplicate(0)))
		rt.Repeat(map[string]func(*rapid.T){
			"accept": func(*rapid.T) {
				begin(b.Accept(t.Context(), b.By(op1), b.duplicate(rapid.IntRange(0, 5).Draw(rt, "person"))))
			},
			"refuse": func(*rapid.T) {
				a := b.duplicate(rapid.IntRange(0, 5).Draw(rt, "person"))
				a.Papers = nil
				begin(b.Refuse(t.Context(), b.By(op1), a))
			},
			"act": func(*rapid.T) {
				m := pick()
				act := rapid.SampledFrom(acts).Draw(rt, "act")
				was := m.c.State
				got, err := b.Do(t.Context(), b.By(hands(act)), m.c.ID, act, "", b.sector(act))
				want := law[m.c.Stage][act]
				if want == 0 {
					if problem(err) != intake.ProblemNotNow {
						rt.Fatalf("%s in %s: %v", act, m.c.Stage, err)
					}
					return
				}
				check(m, got, err)
				if got.Stage != want {
					rt.Fatalf("%s led to %s, not %s", act, got.Stage, want)
				}
				m.acts, m.were = append(m.acts, act), append(m.were, was)
			},
			"undo": func(*rapid.T) {
				m := pick()
				got, err := b.Undo(t.Context(), b.two(boss), m.c.ID, "қате", nil)
				n := len(m.acts)
				switch {
				case n > 0:
					check(m, got, err)
					if state(got.State) != state(m.were[n-1]) {
						rt.Fatalf("undo of %s did not restore", m.acts[n-1])
					}
					m.acts, m.were = m.acts[:n-1], m.were[:n-1]
				case m.c.Stage == intake.Accepted || m.c.Stage == intake.Refused:
					check(m, got, err)
					if got.Stage != intake.Annulled {
						rt.Fatalf("registration undone: %s", got.Stage)
					}
				case err == nil:
					rt.Fatalf("undone in %s", m.c.Stage)
				}
			},
			"archive": func(*rapid.T) {
				inv, err := b.Archive(t.Context(), b.By(iss1), nil)
				if err != nil {
					rt.Fatal(err)
				}
				put := uint64(0)
				for _, m := range all {
					if m.c.Stage != intake.Ready || !m.c.KeepTo.Before(b.Today()) {
						continue
					}
					put++
					m.acts, m.were = append(m.acts, intake.ActArchive), append(m.were, m.c.State)
					if m.c, err = b.Case(t.Context(), m.c.ID); err != nil || m.c.Stage != intake.Archived || m.c.Shelf != inv.Key() {
						rt.Fatalf("%s on shelf %q, %v", m.c.Stage, m.c.Shelf, err)
					}
				}
				if inv.Cases != put {
					rt.Fatalf("the inventory counts %d, the model %d", inv.Cases, put)
				}
			},
			"time": func(*rapid.T) {
				b.later(time.Duration(rapid.IntRange(1, 40*24).Draw(rt, "hours")) * time.Hour)
			},
			"": func(*rapid.T) {
				report, err := (&courier.Office{Desk: b.Desk}).Audit(t.Context(), nil)
				if err != nil || !report.OK() {
					rt.Fatalf("audit: %v, %v", report.Findings, err)
				}
			},
		})
	})
}
