package courier_test

import (
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/egov"
)

// sentAlready wants the undo of a case's last act refused: it has gone out.
func (w *wired) sentAlready(c *intake.Case) {
	w.Helper()
	w.refused(intake.ProblemSentAlready, func() error { _, err := w.undo(boss, c.ID, "қате"); return err })
}

// A sending is undone until its first try; what the other side said never is.
func TestUndoOfTheWire(t *testing.T) {
	w := wire(t)
	c := w.queued()
	lists := w.lists()
	if c = ok(w.undo(op, c.ID, ""))(t); c.Stage != intake.Accepted || c.Sent || !c.Signed {
		t.Errorf("%+v", c.State)
	}
	if m := w.request(c.ID); m.State != intake.MessageDropped {
		t.Errorf("%s", m.State)
	}
	w.later()
	if done := w.pass(); done.Tried != 0 {
		t.Error("what was undone went")
	}
	if c = ok(w.undo(op, c.ID, ""))(t); c.Signed { // and the signing
		t.Error("still signed")
	}
	w.sign(c.ID)
	c = ok(w.Send(w.ctx(), w.by(op), c.ID))(t)
	if w.lists() != lists {
		t.Errorf("lists\n%s\n%s", w.lists(), lists)
	}
	w.far.after = func(egov.Request) error { return egov.ErrUnreachable }
	w.pass()
	w.sentAlready(c) // it may be there
	w.far.after = nil
	w.later()
	w.pass()
	w.sentAlready(c)
	w.take(w.answer(c, egov.Taken))
	w.sentAlready(c)
	w.take(w.result(c))
	w.sentAlready(c)
	ok(w.Issue(w.ctx(), w.by(issuer), c.ID, intake.Handing{Receipt: true, Identity: intake.IdentityCard}))(t)
	if c = ok(w.undo(issuer, c.ID, ""))(t); c.Stage != intake.Ready { // a worker's own act is
		t.Errorf("%s", c.Stage)
	}
	w.sentAlready(c)
	not := w.gone()
	w.take(w.answer(not, egov.NotTaken))
	w.sentAlready(not)
}

// A register's late answer is nobody's act: the acceptance before it is undone
// all the same, and what waits for the case with it.
func TestUndoPassesOverChecks(t *testing.T) {
	w := wire(t)
	c := w.accept("externat", depart)
	if done := w.pass(); done.Answered != 1 {
		t.Fatalf("%+v", done)
	}
	if c = w.read(c.ID); c.Last().Act != intake.ActCheck || c.Check.Person != intake.NotFound {
		t.Fatalf("%+v", c.Last())
	}
	by := w.two(op)
	c = ok(w.Undo(w.ctx(), by, w.read(c.ID), ""))(t)
	if c.Stage != intake.Annulled {
		t.Errorf("%s", c.Stage)
	}
	w.far.down = true
	c = w.accept("externat", depart)
	w.pass()
	ok(w.Undo(w.ctx(), w.two(op), w.read(c.ID), ""))(t)
	w.far.down = false
	w.later()
	if done := w.pass(); done.Tried != 0 || len(w.far.asked) != 1 {
		t.Errorf("asked about an annulled case: %+v", done)
	}
}

// A withdrawal stops what waits, and tells the provider where it may know.
func TestWithdrawStopsTheWire(t *testing.T) {
	withdraw := func(w *wired, c *intake.Case) *intake.Case {
		w.Helper()
		return ok(w.Withdraw(w.ctx(), w.by(op), c.ID, "өтініш берушінің қалауы"))(w)
	}
	t.Run("before the first try", func(t *testing.T) {
		w := wire(t)
		c := withdraw(w, w.queued())
		if m := w.request(c.ID); m.State != intake.MessageDropped || m.Why != intake.ProblemWithdrawn {
			t.Errorf("%+v", m)
		}
		w.later()
		if done := w.pass(); done.Tried != 0 || len(w.far.came) != 0 || len(w.letters(c.ID, intake.MessageWithdrawal)) != 0 {
			t.Errorf("%+v", done)
		}
		// Withdrawn by mistake: the request waits again.
		c = ok(w.undo(op, c.ID, ""))(t)
		if m := w.request(c.ID); c.Stage != intake.Out || m.State != intake.MessageWaiting {
			t.Errorf("%s, %s", c.Stage, m.State)
		}
		if done := w.pass(); done.Sent != 1 {
			t.Errorf("%+v", done)
		}
	})
	t.Run("after a try whose end nobody knows", func(t *testing.T) {
		w := wire(t)
		w.far.after = func(egov.Request) error { return egov.ErrUnreachable }
		c := w.queued()
		w.pass()
		withdraw(w, c)
		w.far.after = nil
		w.later()
		if done := w.pass(); done.Answered != 1 || w.far.times(egov.KindRequest) != 1 || w.far.times(egov.KindWithdrawal) != 1 {
			t.Errorf("%+v", done)
		}
		w.sentAlready(w.read(c.ID)) // the provider knows of it
		// What it answers to the request comes to nothing.
		w.take(w.answer(c, egov.Taken))
		w.stands(c.ID, intake.Withdrawn)
		if len(w.open()) != 0 {
			t.Errorf("open %v", w.open())
		}
	})
	t.Run("while it is on its way", func(t *testing.T) {
		w := wire(t)
		c := w.queued()
		w.far.before = func(egov.Request) error { w.far.calm(); withdraw(w, c); return nil }
		w.pass()
		m := w.request(c.ID)
		if m.State != intake.MessageDropped || m.Gateway == "" || m.Trying {
			t.Errorf("%+v", m)
		}
		w.later()
		w.pass()
		if got := w.letters(c.ID, intake.MessageWithdrawal); len(got) != 1 || got[0].State != intake.MessageAnswered || w.far.times(egov.KindRequest) != 1 {
			t.Errorf("%+v", got)
		}
	})
	t.Run("once the provider has it", func(t *testing.T) {
		w := wire(t)
		c := w.gone()
		w.take(w.answer(c, egov.Taken))
		withdraw(w, c)
		w.pass()
		if n := w.far.times(egov.KindWithdrawal); n != 1 {
			t.Errorf("told %d times", n)
		}
		w.take(w.result(c))
		w.stands(c.ID, intake.Withdrawn)
	})
	t.Run("questions", func(t *testing.T) {
		w := wire(t)
		c := withdraw(w, w.accept("externat", depart))
		if got := w.letters(c.ID, intake.MessagePerson); len(got) != 1 || got[0].State != intake.MessageDropped {
			t.Errorf("%+v", got)
		}
		w.later()
		w.pass()
		if len(w.far.asked) != 0 {
			t.Errorf("asked %v", w.far.asked)
		}
	})
}

// The claim reads the case again: whatever left a message waiting, it is not
// sent once the case is withdrawn.
func TestClaimReadsTheCase(t *testing.T) {
	w := wire(t)
	c := w.queued()
	by := w.by(op)
	m := intake.NewMessage(by, intake.MessageRequest, c.ID, string(c.Number), []byte("past the rules"))
	ok(w.Withdraw(w.ctx(), w.by(op), c.ID, "?"))(t)
	w.put(m)
	w.later()
	w.pass()
	got := w.letters(c.ID, intake.MessageRequest)
	if len(w.far.came) != 0 || len(got) != 2 || got[1].State != intake.MessageDropped || got[1].Why != intake.ProblemWithdrawn {
		t.Errorf("%d came, %+v", len(w.far.came), got)
	}
}

// What was made first goes first, for one case.
func TestPostKeepsOrder(t *testing.T) {
	w := wire(t)
	c := w.gone()
	w.take(w.answer(c, egov.Taken))
	w.clock.Add(time.Minute)
	first := intake.NewMessage(w.by(op), intake.MessageWithdrawal, c.ID, string(c.Number), []byte("1"))
	w.clock.Add(time.Minute)
	second := intake.NewMessage(w.by(op), intake.MessageResult, c.ID, string(c.Number), []byte("2"))
	first.Next = w.clock.Now().Add(time.Hour) // waits longer than the one behind it
	w.put(first)
	w.put(second)
	w.clock.Add(time.Minute)
	if done := w.pass(); done.Tried != 0 {
		t.Errorf("%+v", done)
	}
	w.later()
	w.pass()
	w.later()
	w.pass()
	n := len(w.far.came)
	if n != 3 || string(w.far.came[1].Body) != "1" || string(w.far.came[2].Body) != "2" {
		t.Errorf("%d came", n)
	}
}
