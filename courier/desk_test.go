package courier_test

import (
	"testing"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
)

// kinder is a preschool: the default office sends nothing to any.
const kinder = "kinder-2"

// deskBench is an office with a preschool, files and a verifier, and no gateway.
func deskBench(t testing.TB, region, at string) *wired {
	t.Helper()
	w := wireOn(open(t, region, at))
	o := w.Office.Office
	o.Egov.Sync, o.Egov.Async = "", ""
	w.Desk.Gateway = nil
	p := *o.ProvidersOf("school")[0]
	p.Code, p.Kind, p.Short = kinder, "preschool", "№ 2"
	o.Providers = append(o.Providers, p)
	return w
}

// brought is an application for the chancellery's window.
func (b *bench) brought(service, provider string) intake.Application {
	b.Helper()
	for {
		if app := b.app(service, provider); len(app.Conditions) == 0 && (app.Recipient.IIN != "" || app.Recipient.NoIIN) {
			return app
		}
	}
}

func (b *bench) lodged(service string, who theirs) *intake.Case {
	b.Helper()
	return ok(b.Lodge(b.ctx(), b.by(who.desk), b.brought(service, who.desk.Provider), "15-1"))(b)
}

// The provider's steps of every regulation, line by line, by every road the
// service has: what each does, whom it passes the case to, and its limit. All
// acts fall into the minute of the arrival.
func TestDeskLines(t *testing.T) {
	const spring, autumn = "2015-03-02T10:00", "2018-09-03T10:00"
	for _, r := range []struct {
		seed, region, at, service, provider string
		roads                               []intake.Road
		due                                 [5]string // the limits of steps 1 to 5, begun at once
	}{
		{"000 annex 1 §5", "atyrau", spring, "preschool-queue", depart, []intake.Road{intake.RoadPaper, intake.RoadPortal, intake.RoadChancellery},
			[5]string{"10:15", "10:05", "10:05", "10:03", "10:02"}},
		{"000 annex 2 §5", "atyrau", spring, "preschool-enrolment", kinder, []intake.Road{intake.RoadChancellery},
			[5]string{"10:15", "10:02", "10:05", "10:03", "10:05"}},
		{"000 annex 3 §5", "atyrau", spring, "duplicate", school, []intake.Road{intake.RoadPaper, intake.RoadChancellery},
			[5]string{"10:15", "10:15", "2015-03-31", "10:15", "2015-03-03"}},
		{"000 annex 4 §5", "atyrau", spring, "externat", depart, []intake.Road{intake.RoadChancellery},
			[5]string{"10:15", "10:15", "2015-03-26", "10:15", "10:15"}},
		{"000 annex 5 §5", "atyrau", spring, "school-enrolment", school, []intake.Road{intake.RoadPortal, intake.RoadChancellery},
			[5]string{"10:15", "10:05", "10:05", "10:15", "10:15"}},
		{"001 school-enrolment §5 §8", "mangystau", autumn, "school-enrolment", school, []intake.Road{intake.RoadPortal, intake.RoadChancellery},
			[5]string{"10:15", "2018-09-04", "2018-09-06", "2018-09-04", "10:15"}},
		{"001 externat §5 §8", "mangystau", autumn, "externat", depart, []intake.Road{intake.RoadPaper, intake.RoadPortal},
			[5]string{"10:15", "2018-09-04", "2018-09-20", "2018-09-04", "10:15"}},
		{"001 duplicates §5 §8", "mangystau", autumn, "duplicate", school, []intake.Road{intake.RoadPaper, intake.RoadChancellery},
			[5]string{"10:15", "2018-09-04", "2018-09-18", "2018-09-04", "10:15"}},
	} {
		for _, road := range r.roads {
			t.Run(r.seed+" "+road.String(), func(t *testing.T) {
				w := deskBench(t, r.region, r.at)
				who := w.provider(r.provider)
				stands := func(line string, c *intake.Case, step uint8, duty courier.DeskDuty) {
					t.Helper()
					want := ""
					if int(step) <= len(r.due) {
						if want = r.due[step-1]; len(want) == 5 {
							want = r.at[:10] + " " + want
						}
					} else {
						want = r.at[:10] // the way back: the same day
					}
					if c.Stage != intake.Out || c.Step != step || w.Duty(c) != duty || due(c) != want {
						t.Errorf("%s: %s, step %d for %q by %s, want step %d for %q by %s", line, c.Stage, c.Step, w.Duty(c), due(c), step, duty, want)
					}
				}
				var c *intake.Case
				switch road {
				case intake.RoadPaper:
					c = w.arrived(r.service, r.provider)
				case intake.RoadPortal:
					c = w.ported(r.service, r.provider)
				case intake.RoadChancellery:
					c = w.lodged(r.service, who)
				}
				if road != intake.RoadChancellery { // there taking in is the registration itself
					stands("arrived", c, 1, courier.DeskIn)
					c = ok(w.TakeIn(w.ctx(), w.by(who.desk), c.ID, "15-1"))(t)
				}
				stands("(1)", c, 2, courier.DeskHead)
				if c.Incoming != "15-1" || c.Last().Step > 1 || calendar.DateOf(c.Last().At).String() != r.at[:10] {
					t.Errorf("(1): incoming %q, %+v", c.Incoming, c.Last())
				}
				c = ok(w.Assign(w.ctx(), w.by(who.head), c.ID, who.executor.Code))(t)
				stands("(2)", c, 3, courier.DeskExecutor)
				if c.Executor != who.executor.Code || c.Last().Step != 2 {
					t.Errorf("(2): executor %q", c.Executor)
				}
				c = ok(w.next(c, courier.DeskExecutor, who))(t)
				stands("(3)", c, 4, courier.DeskSign)
				if c.Prepared != intake.Result || c.Outcome != intake.NoOutcome || c.Last().Step != 3 {
					t.Errorf("(3): %+v", c.State)
				}
				c = ok(w.next(c, courier.DeskSign, who))(t)
				stands("(4)", c, 5, courier.DeskOut)
				if !c.Decided || c.Last().Step != 4 {
					t.Errorf("(4): %+v", c.State)
				}
				c = ok(w.LetOut(w.ctx(), w.by(who.desk), c.ID, "О-3"))(t)
				if c.Outgoing != "О-3" || c.Outcome != intake.Result {
					t.Errorf("(5): %+v", c.State)
				}
				switch road {
				case intake.RoadPaper: // to the courier
					stands("(5)", c, 6, "")
					if c.Return == 0 || c.Last().Act != intake.ActReturn {
						t.Errorf("(5): on return registry %d", c.Return)
					}
					if s := w.scan(c.Return, c.Number.Barcode()); s.Verdict != courier.OnList {
						t.Errorf("(5): the scanner says %s", s.Verdict)
					}
				case intake.RoadPortal:
					if c.Stage != intake.Issued {
						t.Errorf("(5): %s", c.Stage)
					}
				case intake.RoadChancellery: // at the window
					stands("(5)", c, 6, courier.DeskHandOut)
					c = ok(w.next(c, courier.DeskHandOut, who))(t)
					if c.Stage != intake.Issued || c.Last().Note != "identity-card, receipt" {
						t.Errorf("(5): %s, %q", c.Stage, c.Last().Note)
					}
				}
			})
		}
	}
}

// What is brought straight to the chancellery, and what it may not take.
func TestLodge(t *testing.T) {
	w := deskBench(t, "atyrau", "2015-03-02T10:00")
	who, ctx := w.provider(school), w.ctx()
	lodge := func(app intake.Application, incoming string) func() error {
		return func() error { _, err := w.Lodge(ctx, w.by(who.desk), app, incoming); return err }
	}
	app := w.brought("school-enrolment", school)
	w.refused(intake.ProblemIncomingNumber, lodge(app, " "))
	short := app
	short.Papers = short.Papers[1:]
	w.refused(intake.ProblemIncomplete, lodge(short, "1"))
	silent := app
	silent.Consent = false
	w.refused(intake.ProblemConsent, lodge(silent, "1"))

	by := w.by(who.desk)
	foreign := app
	foreign.Provider = other // the worker's own provider counts
	c := ok(w.Lodge(ctx, by, foreign, "15-1"))(t)
	if c.Provider != school || c.Road != intake.RoadChancellery || c.Number != "042-150302-000001" || c.Deadline.IsZero() {
		t.Errorf("%+v", c)
	}
	again := ok(w.Lodge(ctx, by, foreign, "15-1"))(t)
	if again.Version() != 1 || w.cases() != 1 {
		t.Error("sent again it is another case")
	}
	w.refused(intake.ProblemNotNow, lodge(app, "15-2"))

	queue := w.provider(depart)
	q := ok(w.Lodge(ctx, w.by(queue.desk), w.brought("preschool-queue", depart), "7"))(t)
	if q.Queue != 1 {
		t.Errorf("queue number %d", q.Queue)
	}
	w.refused(intake.ProblemProviderKind, func() error {
		_, err := w.Lodge(ctx, w.by(who.desk), w.brought("externat", depart), "1")
		return err
	})

	m := deskBench(t, "mangystau", "2016-10-03T10:00")
	there := m.provider(depart)
	m.refused(intake.ProblemNotChancellery, func() error {
		_, err := m.Lodge(ctx, m.by(there.desk), m.brought("externat", depart), "1")
		return err
	})
}

// An incomplete package goes back over the window at once, with a trace that
// names nobody.
func TestSendHome(t *testing.T) {
	w := deskBench(t, "atyrau", "2015-03-02T10:00")
	who := w.provider(school)
	app := w.brought("school-enrolment", school)
	w.refused(intake.ProblemComplete, func() error { _, err := w.SendHome(w.ctx(), w.by(who.desk), app); return err })
	w.refused(intake.ProblemRole, func() error { _, err := w.SendHome(w.ctx(), w.by(op), app); return err })
	app.Papers = app.Papers[:1]
	before := w.head()
	turned := ok(w.SendHome(w.ctx(), w.by(who.desk), app))(t)
	if turned.Reason != intake.ProblemIncomplete || turned.Service != "school-enrolment" || turned.Why().KK == turned.Reason || w.cases() != 0 {
		t.Errorf("%+v", turned)
	}
	if e := w.entries(before); len(e) != 1 || e[0].Act != "turn-away" {
		t.Errorf("journal: %+v", e)
	}
	m := deskBench(t, "mangystau", "2016-10-03T10:00")
	there := m.provider(depart)
	if turned := ok(m.SendHome(m.ctx(), m.by(there.desk), m.brought("externat", depart)))(t); turned.Reason != intake.ProblemNotChancellery || turned.Why().RU == turned.Reason {
		t.Errorf("%+v", turned)
	}
}
