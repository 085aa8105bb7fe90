package courier_test

import (
	"bytes"
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/egov/sign"
)

// Each act waits for its own step: at every station of the desk every other
// act is refused and writes nothing.
func TestDeskOrder(t *testing.T) {
	for _, road := range []intake.Road{intake.RoadPaper, intake.RoadPortal, intake.RoadChancellery} {
		t.Run(road.String(), func(t *testing.T) {
			w := deskBench(t, "atyrau", "2015-03-02T10:00")
			service := map[intake.Road]string{intake.RoadPaper: "duplicate", intake.RoadPortal: "school-enrolment", intake.RoadChancellery: "school-enrolment"}[road]
			who := w.provider(school)
			var c *intake.Case
			switch road {
			case intake.RoadPaper:
				c = w.arrived(service, school)
			case intake.RoadPortal:
				c = w.ported(service, school)
			default:
				c = w.lodged(service, who)
			}
			stations := []courier.DeskDuty{courier.DeskIn, courier.DeskHead, courier.DeskExecutor, courier.DeskSign, courier.DeskOut, courier.DeskHandOut}
			for _, at := range stations {
				if road == intake.RoadChancellery && at == courier.DeskIn || road != intake.RoadChancellery && at == courier.DeskHandOut {
					continue
				}
				c = w.walkTo(c.ID, who, at)
				for _, act := range stations {
					if act == at || at == courier.DeskExecutor && act == courier.DeskHead { // another executor may be named
						continue
					}
					want := intake.ProblemDeskStep
					if act == courier.DeskHandOut && road != intake.RoadChancellery && c.Outgoing != "" {
						want = intake.ProblemNotNow
					}
					w.refused(want, func() error { _, err := w.next(w.read(c.ID), act, who); return err })
				}
				for name, act := range map[string]func() error{
					"decline": func() error { _, err := w.Decline(w.ctx(), w.by(who.desk), c.ID, "қате"); return err },
					"redo":    func() error { _, err := w.Redo(w.ctx(), w.by(who.head), c.ID, "қате"); return err },
				} {
					if name == "decline" && at == courier.DeskIn || name == "redo" && at == courier.DeskSign {
						continue
					}
					w.refused(intake.ProblemDeskStep, act)
				}
			}
		})
	}
}

// A provider's worker acts on the provider's own cases; an executor on what
// the head named them for.
func TestDeskOwn(t *testing.T) {
	w := deskBench(t, "atyrau", "2015-03-02T10:00")
	ours, strangers := w.provider(school), w.provider(other)
	id := w.lodged("school-enrolment", ours).ID
	for at, act := range map[string]func() error{
		"assign": func() error {
			_, err := w.Assign(w.ctx(), w.by(strangers.head), id, strangers.executor.Code)
			return err
		},
		"prepare": func() error {
			_, err := w.Prepare(w.ctx(), w.by(strangers.executor), id, intake.Result, "", nil)
			return err
		},
		"decide":  func() error { _, err := w.Decide(w.ctx(), w.by(strangers.head), id, nil); return err },
		"let out": func() error { _, err := w.LetOut(w.ctx(), w.by(strangers.desk), id, "1"); return err },
		"hand out": func() error {
			_, err := w.HandOut(w.ctx(), w.by(strangers.desk), id, intake.Handing{Receipt: true, Identity: intake.Passport})
			return err
		},
		"take in": func() error { _, err := w.TakeIn(w.ctx(), w.by(strangers.desk), id, "1"); return err },
		"decline": func() error { _, err := w.Decline(w.ctx(), w.by(strangers.desk), id, "1"); return err },
		"redo":    func() error { _, err := w.Redo(w.ctx(), w.by(strangers.head), id, "1"); return err },
	} {
		t.Run(at, func(t *testing.T) { w.refused(intake.ProblemNoCase, act) })
	}
	for _, nobody := range []string{"", "none", strangers.executor.Code, ours.head.Code, ours.desk.Code} {
		w.refused(intake.ProblemExecutor, func() error { _, err := w.Assign(w.ctx(), w.by(ours.head), id, nobody); return err })
	}
	ok(w.Assign(w.ctx(), w.by(ours.head), id, ours.executor.Code))(t)
	w.refused(intake.ProblemNotAssigned, func() error {
		_, err := w.Prepare(w.ctx(), w.by(ours.second), id, intake.Result, "", nil)
		return err
	})
	list := func(a intake.Actor) (n int64) {
		t.Helper()
		_, all, err := w.For(a).DeskList(w.ctx(), "", intake.Window{Limit: 9})
		if err != nil {
			t.Fatal(err)
		}
		return all.All
	}
	if list(ours.executor) != 1 || list(ours.second) != 0 || list(ours.head) != 0 || list(ours.desk) != 0 || list(strangers.executor) != 0 {
		t.Error("it is on another list than its executor's")
	}
	// Another executor, and the clock runs on.
	was := w.read(id)
	w.clock.Add(time.Minute)
	c := ok(w.Assign(w.ctx(), w.by(ours.head), id, ours.second.Code))(t)
	if !c.StepSince.Equal(was.StepSince) || c.Step != 3 || list(ours.executor) != 0 || list(ours.second) != 1 {
		t.Errorf("named anew: since %s", c.StepSince)
	}
	if some := ok(w.Executors(w.ctx(), school))(t); len(some) != 2 || some[0].Code != ours.second.Code && some[1].Code != ours.second.Code {
		t.Errorf("to choose from: %+v", some)
	}
}

// What the desk wants said: numbers, reasons, outcomes, files, signatures.
func TestDeskWants(t *testing.T) {
	w := deskBench(t, "atyrau", "2015-03-02T10:00")
	who, ctx := w.provider(school), w.ctx()
	c := w.ported("school-enrolment", school)
	prepare := func(o intake.Outcome, reasons string, file []byte) func() error {
		return func() error { _, err := w.Prepare(ctx, w.by(who.executor), c.ID, o, reasons, file); return err }
	}
	decide := func(cms []byte) func() error {
		return func() error { _, err := w.Decide(ctx, w.by(who.head), c.ID, cms); return err }
	}
	w.refused(intake.ProblemIncomingNumber, func() error { _, err := w.TakeIn(ctx, w.by(who.desk), c.ID, "  "); return err })
	w.refused(intake.ProblemReason, func() error { _, err := w.Decline(ctx, w.by(who.desk), c.ID, "  "); return err })
	w.walkTo(c.ID, who, courier.DeskExecutor)
	w.refused(courier.ProblemOutcome, prepare(intake.NoOutcome, "", order(c)))
	w.refused(courier.ProblemOutcome, prepare(intake.Unaccepted, "", order(c)))
	w.refused(intake.ProblemReason, prepare(intake.ReasonedRefusal, " ", order(c)))
	w.refused(intake.ProblemResultFile, prepare(intake.Result, "", nil))
	w.refused(intake.ProblemFileType, prepare(intake.Result, "", []byte("MZ")))
	w.refused(intake.ProblemFileBig, prepare(intake.Result, "", append(order(c), make([]byte, courier.PortalFile)...)))
	w.walkTo(c.ID, who, courier.DeskSign)
	w.refused(intake.ProblemNotSigned, decide(nil))
	w.refused(intake.ProblemSignature, decide([]byte("another's")))
	for _, f := range []sign.Fault{sign.Revoked, sign.NoStatus, sign.CannotHere} {
		w.judge.fault = f
		w.refused(intake.ProblemSignature, decide(seal(order(c))))
	}
	w.judge.fault = ""
	w.refused(intake.ProblemReason, func() error { _, err := w.Redo(ctx, w.by(who.head), c.ID, " "); return err })
	w.walkTo(c.ID, who, courier.DeskOut)
	if want := w.judge.want; want.IIN != "" || !slices.Equal(want.Purpose, []string{"1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.2"}) {
		t.Errorf("wanted of the head: %+v", want)
	}
	w.refused(intake.ProblemOutgoing, func() error { _, err := w.LetOut(ctx, w.by(who.desk), c.ID, " "); return err })

	x := w.lodged("school-enrolment", who)
	w.walkTo(x.ID, who, courier.DeskHandOut)
	for want, h := range map[string]intake.Handing{
		intake.ProblemReceipt:   {Identity: intake.Passport},
		intake.ProblemIdentity:  {Receipt: true},
		intake.ProblemAuthority: {Receipt: true, Identity: intake.Passport, Agent: true},
	} {
		w.refused(want, func() error { _, err := w.HandOut(ctx, w.by(who.desk), x.ID, h); return err })
	}
}

// The head gives it back: the executor's step counts anew, the next file takes
// the place of the first, and what was signed is what is let out.
func TestDeskRedo(t *testing.T) {
	w := deskBench(t, "atyrau", "2015-03-02T10:00")
	who, ctx := w.provider(school), w.ctx()
	c := w.ported("school-enrolment", school)
	w.walkTo(c.ID, who, courier.DeskExecutor)
	ok(w.Prepare(ctx, w.by(who.executor), c.ID, intake.Result, "", leaf("first")))(t)
	w.set("2015-03-02T10:20")
	c = ok(w.Redo(ctx, w.by(who.head), c.ID, "мөрі жоқ"))(t)
	if c.Step != 3 || c.Prepared != intake.NoOutcome || c.Executor != who.executor.Code || due(c) != "2015-03-02 10:25" || c.Last().Note != "мөрі жоқ" {
		t.Errorf("step %d by %s: %+v", c.Step, due(c), c.State)
	}
	second := order(c)
	ok(w.Prepare(ctx, w.by(who.executor), c.ID, intake.Result, "", second))(t)
	w.refused(intake.ProblemSignature, func() error { _, err := w.Decide(ctx, w.by(who.head), c.ID, seal(leaf("first"))); return err })
	c = ok(w.Decide(ctx, w.by(who.head), c.ID, seal(second)))(t)
	n := 0
	for _, f := range c.Files {
		if f.Document == intake.FileResult || f.Document == intake.FileSigned {
			n++
		}
	}
	f, _ := c.File(intake.FileResult)
	if n != 2 || !bytes.Equal(ok(w.Blobs.Get(ctx, f.Hash))(t), second) {
		t.Errorf("%d files of the result", n)
	}
}

// A file put in while the head's signature was being verified is not signed.
func TestDeskSignedAnother(t *testing.T) {
	w := deskBench(t, "atyrau", "2015-03-02T10:00")
	who, ctx := w.provider(school), w.ctx()
	c := w.ported("school-enrolment", school)
	w.walkTo(c.ID, who, courier.DeskSign)
	by := w.by(who.head)
	w.Desk.Verifier = slow{w.judge, func() {
		ok(w.Redo(ctx, w.by(who.head), c.ID, "қате"))(t)
		ok(w.Prepare(ctx, w.by(who.executor), c.ID, intake.Result, "", leaf("put in meanwhile")))(t)
	}}
	if _, err := w.Decide(ctx, by, c.ID, seal(order(c))); !is(err, intake.ProblemChanged) {
		t.Errorf("decided: %v", err)
	}
	if w.read(c.ID).Decided {
		t.Error("decided on a file nobody signed")
	}
}

func is(err error, code string) bool {
	p, some := intake.AsProblem(err)
	return some && p.Code == code
}

// slow does something while it verifies.
type slow struct {
	*judge
	meanwhile func()
}

func (s slow) Verify(ctx context.Context, cms, content []byte, want sign.Want) (sign.Verdict, error) {
	s.meanwhile()
	return s.judge.Verify(ctx, cms, content, want)
}

// Without a verifier a decision is kept with its signature marked; what goes
// to the personal account is never unverified.
func TestDeskWithoutVerifier(t *testing.T) {
	w := deskBench(t, "atyrau", "2015-03-02T10:00")
	who, ctx := w.provider(school), w.ctx()
	c := w.ported("school-enrolment", school)
	w.walkTo(c.ID, who, courier.DeskSign)
	w.Desk.Verifier = nil
	w.refused(intake.ProblemNotSigned, func() error { _, err := w.Decide(ctx, w.by(who.head), c.ID, nil); return err })
	c = ok(w.Decide(ctx, w.by(who.head), c.ID, seal(order(c))))(t)
	if f, has := c.File(intake.FileSigned); !has || !f.Unverified {
		t.Errorf("kept as %+v", f)
	}
	w.refused(intake.ProblemNotSigned, func() error { _, err := w.LetOut(ctx, w.by(who.desk), c.ID, "1"); return err })
}

// Telephone and desk do not contradict each other.
func TestDeskAndTelephone(t *testing.T) {
	w := deskBench(t, "atyrau", "2015-03-02T10:00")
	who, ctx := w.provider(school), w.ctx()
	stamp := func(id uuid.UUID, step int) func() error {
		return func() error { by := w.by(sector); _, err := w.Stamp(ctx, by, id, step, by.At, ""); return err }
	}
	give := func(id uuid.UUID) func() error {
		return func() error {
			_, err := w.GiveBack(ctx, w.by(sector), school, map[uuid.UUID]intake.Outcome{id: intake.ReasonedRefusal}, nil)
			return err
		}
	}
	// Taken in at the desk: the telephone cannot end that step again, but may go on.
	c := w.arrived("duplicate", school)
	ok(w.TakeIn(ctx, w.by(who.desk), c.ID, "15-1"))(t)
	w.refused(courier.ProblemStepOrder, stamp(c.ID, 1))
	// With an executor the desk alone goes on.
	ok(w.Assign(ctx, w.by(who.head), c.ID, who.executor.Code))(t)
	w.refused(intake.ProblemDeskStep, stamp(c.ID, 3))
	w.refused(intake.ProblemDeskStep, give(c.ID))
	// By telephone to the end: nothing was decided at the desk, GiveBack tells what comes.
	x := w.arrived("duplicate", school)
	if err := stamp(x.ID, 4)(); err != nil {
		t.Fatal(err)
	}
	w.refused(courier.ProblemOutcome, func() error { _, err := w.LetOut(ctx, w.by(who.desk), x.ID, "1"); return err })
	if err := give(x.ID)(); err != nil {
		t.Error(err)
	}
	// By telephone up to the head: the desk may not sign what nobody prepared.
	y := w.arrived("duplicate", school)
	if err := stamp(y.ID, 3)(); err != nil {
		t.Fatal(err)
	}
	w.refused(courier.ProblemOutcome, func() error { _, err := w.Decide(ctx, w.by(who.head), y.ID, nil); return err })
	// What never was with a courier is no business of the telephone or the scanner.
	p := w.ported("school-enrolment", school)
	w.refused(intake.ProblemNotNow, stamp(p.ID, 1))
	w.refused(intake.ProblemNotNow, give(p.ID))
	w.refused(intake.ProblemNotNow, func() error { _, err := w.SendBack(ctx, w.by(sector), p.ID, "қате"); return err })
	if s := w.scan(0, p.Number.Barcode()); s.Verdict != courier.NotOut {
		t.Errorf("the scanner says %s", s.Verdict)
	}
	// Papers declined by the chancellery wait for completion, and come again.
	z := w.arrived("duplicate", school)
	z = ok(w.Decline(ctx, w.by(who.desk), z.ID, "қолы жоқ"))(t)
	if z.SentBack != "қолы жоқ" || z.Last().Act != intake.ActSendBack {
		t.Errorf("%+v", z.State)
	}
	w.refused(courier.ProblemSentBack, func() error { _, err := w.TakeIn(ctx, w.by(who.desk), z.ID, "1"); return err })
	by := w.by(sector)
	ok(w.Complete(ctx, by, z.ID, by.At))(t)
	ok(w.TakeIn(ctx, w.by(who.desk), z.ID, "1"))(t)
}

// One return registry a day carries what a provider's desk lets out.
func TestDeskReturnOfDay(t *testing.T) {
	w := deskBench(t, "atyrau", "2015-03-02T10:00")
	mine, strangers := w.provider(school), w.provider(other)
	out := func(who theirs) uint64 {
		c := w.arrived("duplicate", who.desk.Provider)
		w.walkTo(c.ID, who, courier.DeskOut)
		return ok(w.LetOut(w.ctx(), w.by(who.desk), c.ID, "1"))(t).Return
	}
	a, b, c := out(mine), out(mine), out(strangers)
	w.set("2015-03-03T10:00")
	d := out(mine)
	if a != b || a == c || d == a || a == 0 {
		t.Errorf("on %d, %d, %d and %d", a, b, c, d)
	}
	r := ok(w.ReturnRegistry(w.ctx(), a))(t)
	if e := ok(w.Expects(w.ctx(), a, "", w.Today()))(t); r.Cases != 2 || e.Waiting != 2 || r.Provider != school {
		t.Errorf("%+v waits for %+v", r, e)
	}
}

// The list of a desk in windows, by the minute each step ends.
func TestDeskListWindows(t *testing.T) {
	w := deskBench(t, "atyrau", "2015-03-02T10:00")
	who := w.provider(school)
	var want []uuid.UUID
	for range 5 {
		w.clock.Add(2 * time.Minute)
		want = append(want, w.ported("school-enrolment", school).ID)
		w.lodged("school-enrolment", who) // of the head
	}
	desk := w.For(who.desk)
	page := func(win intake.Window) (ids []uuid.UUID, rows []intake.ListRow) {
		t.Helper()
		rows, n, err := desk.DeskList(w.ctx(), courier.DeskIn, win)
		if err != nil || n != (intake.Count{All: 5, Today: 5}) {
			t.Fatalf("%+v, %v", n, err)
		}
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
		return ids, rows
	}
	first, rows := page(intake.Window{Limit: 2})
	then, more := page(intake.Window{Limit: 2, From: rows[1].Cursor})
	back, _ := page(intake.Window{Limit: 3, From: more[1].Cursor, Back: true})
	held, _ := page(intake.Window{Limit: 2, From: more[1].Cursor, Inclusive: true})
	last, _ := page(intake.Window{Limit: 2, Back: true})
	for name, got := range map[string][2][]uuid.UUID{"first": {first, want[:2]}, "then": {then, want[2:4]}, "back": {back, want[:3]}, "held": {held, want[3:5]}, "last": {last, want[3:5]}} {
		if !slices.Equal(got[0], got[1]) {
			t.Errorf("%s: %v, want %v", name, got[0], got[1])
		}
	}
	if _, _, err := w.For(op).DeskList(w.ctx(), "", intake.Window{Limit: 1}); !is(err, intake.ProblemRole) {
		t.Errorf("the counter reads a desk: %v", err)
	}
	if rows, n, err := desk.DeskList(w.ctx(), courier.DeskHead, intake.Window{Limit: 9}); err != nil || len(rows) != 0 || n.All != 0 {
		t.Errorf("another's duty: %v %+v %v", rows, n, err)
	}
}

// Taking back: whoever did it, the same day, while nothing went out.
func TestDeskUndo(t *testing.T) {
	w := deskBench(t, "atyrau", "2015-03-02T10:00")
	who := w.provider(school)
	c := w.ported("school-enrolment", school)
	undo := func(a intake.Actor) func() error {
		return func() error { _, err := w.undo(a, c.ID, "қате"); return err }
	}
	w.refused(intake.ProblemUndoNothing, undo(boss)) // its number is the portal's too
	for _, at := range []struct {
		duty       courier.DeskDuty
		did, other intake.Actor
	}{{courier.DeskIn, who.desk, who.head}, {courier.DeskHead, who.head, who.desk}, {courier.DeskExecutor, who.executor, who.second}, {courier.DeskSign, who.head, who.executor}} {
		was := w.read(c.ID)
		ok(w.next(was, at.duty, who))(t)
		w.refused(intake.ProblemUndoOther, undo(at.other))
		w.refused(intake.ProblemRole, undo(boss)) // who may not do it may not take it back
		back := ok(w.undo(at.did, c.ID, ""))(t)
		if !same(back.State, was.State) {
			t.Errorf("%s: %+v, was %+v", at.duty, back.State, was.State)
		}
		ok(w.next(back, at.duty, who))(t)
	}
	w.set("2015-03-03T10:00")
	w.refused(intake.ProblemUndoOther, undo(who.head)) // another day
	w.walkTo(c.ID, who, courier.DeskOut)
	ok(w.LetOut(w.ctx(), w.by(who.desk), c.ID, "1"))(t)
	w.refused(intake.ProblemSentAlready, undo(boss))
	w.refused(intake.ProblemNoCase, undo(who.desk))

	d := w.ported("school-enrolment", school)
	ok(w.Decline(w.ctx(), w.by(who.desk), d.ID, "қате"))(t)
	if _, err := w.undo(boss, d.ID, "қате"); !is(err, intake.ProblemSentAlready) {
		t.Errorf("declined and taken back: %v", err)
	}
	// A registration taken back annuls the number and takes four eyes.
	x := w.lodged("school-enrolment", who)
	if _, err := w.undo(who.desk, x.ID, ""); !is(err, intake.ProblemSecond) {
		t.Errorf("with two eyes: %v", err)
	}
	x = ok(w.Undo(w.ctx(), w.two(who.desk), x, ""))(t)
	if x.Stage != intake.Annulled {
		t.Errorf("%s", x.Stage)
	}
	if next := w.lodged("school-enrolment", who); next.Number <= x.Number {
		t.Errorf("%s after %s", next.Number, x.Number)
	}
}

// Acts sent again after a lost answer are done once, and answered.
func TestDeskAgain(t *testing.T) {
	w := deskBench(t, "atyrau", "2015-03-02T10:00")
	who, ctx := w.provider(school), w.ctx()
	c := w.ported("school-enrolment", school)
	twice := func(a intake.Actor, act func(intake.By) (*intake.Case, error)) {
		t.Helper()
		by := w.by(a)
		first := ok(act(by))(t)
		second := ok(act(by))(t)
		if first.Version() != second.Version() || second.Stage != first.Stage {
			t.Errorf("%s: %d acts, then %d", first.Last().Act, first.Version(), second.Version())
		}
	}
	twice(who.desk, func(by intake.By) (*intake.Case, error) { return w.TakeIn(ctx, by, c.ID, "1") })
	twice(who.head, func(by intake.By) (*intake.Case, error) { return w.Assign(ctx, by, c.ID, who.executor.Code) })
	twice(who.executor, func(by intake.By) (*intake.Case, error) {
		return w.Prepare(ctx, by, c.ID, intake.Result, "", order(c))
	})
	twice(who.head, func(by intake.By) (*intake.Case, error) { return w.Decide(ctx, by, c.ID, seal(order(c))) })
	twice(who.desk, func(by intake.By) (*intake.Case, error) { return w.LetOut(ctx, by, c.ID, "1") })
	if len(w.told(c.Origin)) != 1 {
		t.Error("told twice")
	}
	x := w.lodged("school-enrolment", who)
	w.walkTo(x.ID, who, courier.DeskHandOut)
	twice(who.desk, func(by intake.By) (*intake.Case, error) {
		return w.HandOut(ctx, by, x.ID, intake.Handing{Receipt: true, Identity: intake.Passport})
	})
	// Through the worker's own view too, though the case has left it.
	y := w.lodged("school-enrolment", who)
	w.walkTo(y.ID, who, courier.DeskHandOut)
	if got := ok(w.For(who.desk).HandOut(ctx, w.by(who.desk), y.ID, intake.Handing{Receipt: true, Identity: intake.Passport}))(t); got.Stage != intake.Issued {
		t.Errorf("%s", got.Stage)
	}
	if _, err := w.For(who.desk).Case(ctx, y.ID); !is(err, intake.ProblemNoCase) {
		t.Errorf("and it is still seen: %v", err)
	}
}
