package courier_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/egov"
	"tereze/store"
)

// A gateway that is down costs nothing but time: the same message, with the
// same number, body and moment, until it is there; the pauses grow.
func TestPostTriesAgain(t *testing.T) {
	w := wire(t)
	c := w.queued()
	lost := 0
	w.far.after = func(egov.Request) error { // it got there, its answer did not
		if lost++; lost <= 9 {
			return egov.ErrUnreachable
		}
		return nil
	}
	var pauses []time.Duration
	for n := 1; n <= 9; n++ {
		if done := w.pass(); done.Tried != 1 || done.Sent != 0 {
			t.Fatalf("try %d: %+v", n, done)
		}
		m := w.request(c.ID)
		if m.State != intake.MessageWaiting || m.Attempts != n || m.Why != intake.ProblemUnreachable || m.Trying {
			t.Fatalf("try %d: %+v", n, m)
		}
		pauses = append(pauses, m.Next.Sub(m.Tried))
		if done := w.pass(); done.Tried != 0 {
			t.Errorf("try %d: again at once", n)
		}
		w.later()
	}
	for i, want := range []time.Duration{10 * time.Second, 30 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, time.Hour} {
		if p := pauses[i]; p < want*8/10 || p > want*12/10 {
			t.Errorf("pause %d is %s, want about %s", i+1, p, want)
		}
	}
	if done := w.pass(); done.Sent != 1 {
		t.Errorf("%+v", done)
	}
	first := w.far.came[0]
	for _, r := range w.far.came {
		if r.MessageID != first.MessageID || !r.At.Equal(first.At) || string(r.Body) != string(first.Body) || r.Number != string(c.Number) || r.Kind != egov.KindRequest {
			t.Errorf("another message: %s %s", r.Kind, r.MessageID)
		}
	}
	if m := w.request(c.ID); m.Gateway != "gw-"+first.MessageID || m.Why != "" || m.State != intake.MessageSent {
		t.Errorf("%+v", m)
	}
	w.later()
	if done := w.pass(); done.Tried != 0 {
		t.Error("what is sent was sent again")
	}
}

// What came back and what is made of it.
func TestPostHears(t *testing.T) {
	for _, r := range []struct {
		name  string
		err   error
		state intake.MessageState
		why   string
		raw   string
	}{
		{"unreachable", fmt.Errorf("%w: refused", egov.ErrUnreachable), intake.MessageWaiting, "egov-unreachable", ""},
		{"an answer not to be believed", egov.ErrAnswer, intake.MessageWaiting, "egov-answer", ""},
		{"a deadline", context.DeadlineExceeded, intake.MessageWaiting, "egov-unreachable", ""},
		{"a fault nobody thought of", errors.New("?"), intake.MessageWaiting, "egov-unreachable", ""},
		{"no service for it", egov.ErrOff, intake.MessageWaiting, "no-gateway", ""},
		{"refused", &egov.Refusal{Code: "VAL-R-004", Text: "нет поля"}, intake.MessageDoubtful, "egov-refused VAL-R-004", "нет поля"},
		{"an unknown code", &egov.UnknownCode{Code: "X-1", Raw: []byte("<a/>")}, intake.MessageDoubtful, "egov-code-unknown X-1", "<a/>"},
	} {
		t.Run(r.name, func(t *testing.T) {
			w := wire(t)
			c := w.queued()
			w.far.before = func(egov.Request) error { return r.err }
			w.pass()
			m := w.request(c.ID)
			if m.State != r.state || m.Why != r.why || string(m.Raw) != r.raw || m.Trying || m.Attempts != 1 {
				t.Fatalf("%+v", m)
			}
			n, _, err := w.OutboxCounts(t.Context())
			if err != nil || n[r.state] != 1 {
				t.Errorf("%v, %v", n, err)
			}
			w.far.before = nil
			w.later()
			done := w.pass()
			if r.state == intake.MessageWaiting {
				if done.Sent != 1 {
					t.Errorf("%+v", done)
				}
				return
			}
			if done.Tried != 0 {
				t.Fatal("what is in doubt went by itself")
			}
			w.refused(intake.ProblemRole, func() error { _, err := w.Resend(t.Context(), w.by(op), m.ID); return err })
			if m, err = w.Resend(t.Context(), w.by(sector), m.ID); err != nil || m.State != intake.MessageWaiting {
				t.Fatalf("%+v, %v", m, err)
			}
			if done = w.pass(); done.Sent != 1 {
				t.Errorf("%+v", done)
			}
			w.refused(intake.ProblemMessage, func() error { _, err := w.Resend(t.Context(), w.by(sector), m.ID); return err })
			if _, ok := w.far.first(egov.KindRequest, string(c.Number)); !ok {
				t.Error("it did not get there")
			}
		})
	}
}

// A request that the gateway refuses for what is in it: put aside, undone,
// signed anew and sent anew; the other side has one request by its number.
func TestDropAndSendAnew(t *testing.T) {
	w := wire(t)
	c := w.queued()
	w.far.before = func(egov.Request) error { return &egov.Refusal{Code: "VAL"} }
	w.refused(intake.ProblemMessage, func() error { // what waits is undone or withdrawn, not put aside
		_, err := w.DropMessage(t.Context(), w.by(sector), w.request(c.ID).ID, "?")
		return err
	})
	w.pass()
	_, err := w.undo(op, c.ID, "")
	if p, is := intake.AsProblem(err); !is || p.Code != intake.ProblemSentAlready {
		t.Errorf("undone while in doubt: %v", err)
	}
	w.refused(intake.ProblemReason, func() error {
		_, err := w.DropMessage(t.Context(), w.by(sector), w.request(c.ID).ID, " ")
		return err
	})
	m := ok(w.DropMessage(t.Context(), w.by(sector), w.request(c.ID).ID, "бланк не тот"))(t)
	if m.State != intake.MessageDropped || m.Note != "бланк не тот" || m.Problem().Code != intake.ProblemPersonDropped {
		t.Errorf("%+v", m)
	}
	if c = ok(w.undo(op, c.ID, ""))(t); c.Stage != intake.Accepted || c.Sent || !c.Signed {
		t.Errorf("%+v", c.State)
	}
	w.far.before = nil
	w.sign(c.ID)
	ok(w.Send(w.ctx(), w.by(op), c.ID))(t)
	w.later()
	if done := w.pass(); done.Sent != 1 || w.far.times(egov.KindRequest) != 1 {
		t.Errorf("%+v", done)
	}
}

// A gateway that is down is asked once a pass, not once for every message.
func TestPostRestsAWire(t *testing.T) {
	w := wire(t)
	for range 5 {
		w.queued()
	}
	var tries atomic.Int32
	w.far.before = func(egov.Request) error { tries.Add(1); return egov.ErrUnreachable }
	if done := w.pass(); done.Tried > 4 || tries.Load() > 4 { // as many as go at the same time
		t.Errorf("%+v, %d tries", done, tries.Load())
	}
	before := tries.Load()
	if done := w.pass(); done.Tried != 0 || tries.Load() != before {
		t.Errorf("%+v", done)
	}
	w.far.before = nil
	w.later()
	w.pass()
	if n := w.far.times(egov.KindRequest); n != 5 {
		t.Errorf("%d got there", n)
	}
}

// Panics of the gateway's code, and of a pass, lose nothing.
func TestPostSurvivesPanics(t *testing.T) {
	w := wire(t)
	c := w.queued()
	w.far.before = func(egov.Request) error { panic("a fault") }
	w.pass()
	if m := w.request(c.ID); m.State != intake.MessageWaiting || m.Why != intake.ProblemUnreachable || m.Trying {
		t.Errorf("%+v", m)
	}
	w.far.before = nil
	w.later()
	if done := w.pass(); done.Sent != 1 {
		t.Errorf("%+v", done)
	}
}

// The program dies between the claim and the network, between the network and
// the settling, and between keeping and carrying out an answer: nothing is
// lost, nothing is done twice.
func TestCrashes(t *testing.T) {
	t.Run("claimed", func(t *testing.T) {
		w := wire(t)
		c := w.queued()
		w.far.before = func(egov.Request) error { w.cut.Store(true); return egov.ErrUnreachable }
		w.dies(func() error { _, err := w.post.Pass(w.ctx()); return err })
		m := w.request(c.ID)
		if !m.Trying || m.State != intake.MessageWaiting || m.Attempts != 1 {
			t.Fatalf("%+v", m)
		}
		if _, there := w.far.first(egov.KindRequest, m.Number); there {
			t.Fatal("it got there")
		}
		w.far.before = nil
		w.later()
		if done := w.pass(); done.Sent != 1 || w.request(c.ID).Trying || w.far.times(egov.KindRequest) != 1 {
			t.Errorf("%+v", done)
		}
	})
	t.Run("sent", func(t *testing.T) {
		w := wire(t)
		c := w.queued()
		w.far.after = func(egov.Request) error { w.cut.Store(true); return nil }
		w.dies(func() error { _, err := w.post.Pass(w.ctx()); return err })
		if m := w.request(c.ID); !m.Trying || m.State != intake.MessageWaiting || m.Gateway != "" {
			t.Fatalf("%+v", m)
		}
		w.far.after = nil
		// The answer comes before the second try: it is heard.
		w.take(w.answer(c, egov.Taken))
		if c = w.stands(c.ID, intake.Out); !c.Arrived {
			t.Error("not heard")
		}
		w.later()
		if done := w.pass(); done.Tried != 0 || w.far.times(egov.KindRequest) != 1 {
			t.Errorf("sent again although answered: %+v", done)
		}
		c = w.queued()
		w.far.after = func(egov.Request) error { w.cut.Store(true); return nil }
		w.dies(func() error { _, err := w.post.Pass(w.ctx()); return err })
		w.far.after = nil
		w.later()
		w.pass()
		if m := w.request(c.ID); m.State != intake.MessageSent || m.Attempts != 2 || len(w.far.processed) != 2 {
			t.Errorf("%+v", m)
		}
	})
	t.Run("answered", func(t *testing.T) {
		w := wire(t)
		c := w.gone()
		in := w.result(c)
		w.take(w.answer(c, egov.Taken))
		looks := 0
		w.Desk.Verifier = verify(func() { // after it is kept, before it is carried out
			if looks++; looks == 1 {
				w.cut.Store(true)
			}
		})
		w.far.says(in)
		w.dies(func() error { _, err := w.post.Pass(w.ctx()); return err })
		w.stands(c.ID, intake.Out)
		if len(w.open()) != 1 || len(w.far.out) != 1 {
			t.Fatalf("open %v, unconfirmed %d", w.open(), len(w.far.out))
		}
		w.pass() // comes again, is confirmed, is carried out once
		w.stands(c.ID, intake.Ready)
		if len(w.open()) != 0 || len(w.far.out) != 0 {
			t.Errorf("open %v, unconfirmed %d", w.open(), len(w.far.out))
		}
	})
}

// Each try and each answer is in the journal, without a person's data.
func TestPostJournal(t *testing.T) {
	w := wire(t)
	from := w.head()
	c := w.gone()
	w.take(w.answer(c, egov.Taken))
	var acts []string
	for _, e := range w.entries(from) {
		acts = append(acts, e.Act)
		if slices.Contains(e.Args, c.Recipient.IIN) || slices.Contains(e.Args, c.Recipient.Surname) || e.Subject == c.Recipient.IIN {
			t.Errorf("%s names a person: %v", e.Act, e.Args)
		}
	}
	for _, want := range []string{"send", "egov-try", "egov-answer", "egov-came", "egov-incoming"} {
		if !slices.Contains(acts, want) {
			t.Errorf("no %s in %v", want, acts)
		}
	}
}

// Run passes at once, when the office writes, and when the time has come; it
// ends with its context.
func TestPostRun(t *testing.T) {
	w := wire(t)
	ctx, stop := context.WithCancel(t.Context())
	ticks := make(chan time.Time)
	sent := make(chan string, 10)
	w.far.after = func(r egov.Request) error { sent <- r.Number; return nil }
	w.post = &courier.Post{Office: w.Office, After: func(time.Duration) <-chan time.Time { return ticks }}
	first := w.queued()
	done := make(chan struct{})
	go func() { w.post.Run(ctx); close(done) }()
	if got := <-sent; got != string(first.Number) {
		t.Errorf("%s went", got)
	}
	second := w.queued() // its commit wakes the post
	if got := <-sent; got != string(second.Number) {
		t.Errorf("%s went", got)
	}
	stop()
	<-done
	stop()
	// A pass that breaks off does not end it.
	ctx, stop = context.WithCancel(t.Context())
	w.cut.Store(true)
	done = make(chan struct{})
	post := &courier.Post{Office: w.Office, After: func(time.Duration) <-chan time.Time { return ticks }}
	go func() {
		defer close(done)
		defer func() {
			if r := recover(); r != nil {
				t.Errorf("a panic came out: %v", r)
			}
		}()
		post.Run(ctx)
	}()
	stop()
	<-done
	w.cut.Store(false)
}

// Nothing is written when nothing is to be done: a post that passes every few
// seconds does not fill the journal.
func TestPostIsQuiet(t *testing.T) {
	w := wire(t)
	c := w.gone()
	w.take(w.result(c)) // ahead of its taken: open
	w.take(egov.Incoming{GatewayID: "in-x", Kind: egov.Taken, Number: "042-161003-999999", At: w.clock.Now()})
	w.pass()
	before := w.head()
	for range 20 {
		w.pass()
		w.clock.Add(time.Minute)
	}
	if w.head() != before {
		t.Errorf("%d entries of nothing", w.head().Seq-before.Seq)
	}
	if n := len(w.open()); n != 2 {
		t.Errorf("%d open", n)
	}
}

// The heaviest transactions of the wire fit with room to spare.
func TestWireFits(t *testing.T) {
	w := wire(t)
	app := w.app("externat", depart)
	app.Agent = &intake.Representative{Kind: intake.ProxyNotary, DeedNumber: "15", DeedDate: w.Today().Add(-30), Person: intake.Person{IIN: "900101300017", Surname: "Сериков", Given: "Дәурен"}}
	from := w.head()
	c := ok(w.Accept(w.ctx(), w.by(op), app))(t)
	if n := len(ok(w.MessagesOf(w.ctx(), c.ID))(t)); n != 3 {
		t.Errorf("%d questions", n)
	}
	w.far.people[app.Recipient.IIN] = egov.Person{IIN: app.Recipient.IIN, Surname: "Другой"}
	w.pass()
	ok(w.Withdraw(w.ctx(), w.by(op), c.ID, "?"))(t)
	for _, e := range w.entries(from) {
		if n := len(e.Changes); n > store.MaxKeys/2 {
			t.Errorf("%s: %d changes", e.Act, n)
		}
	}
}
