package courier_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/egov"
	"tereze/intake/egov/sign"
)

// verify is a verifier that finds all good, after fn.
type verify func()

func (v verify) Verify(context.Context, []byte, []byte, sign.Want) (sign.Verdict, error) {
	v()
	return sign.Verdict{}, nil
}

// A message that comes twice, under the same number or another, counts once.
func TestTakeTwice(t *testing.T) {
	w := wire(t)
	c := w.gone()
	taken, result := w.answer(c, egov.Taken), w.result(c)
	for range 3 {
		w.take(taken)
	}
	again := taken
	again.GatewayID = "in-other"
	w.take(again)
	for range 3 {
		w.take(result)
	}
	again = result
	again.GatewayID = "in-other-2"
	w.take(again)
	c = w.stands(c.ID, intake.Ready)
	acts := 0
	for _, h := range c.History {
		if h.Act == intake.ActDeliver || h.Act == intake.ActResult {
			acts++
		}
	}
	if acts != 2 || len(w.open()) != 0 {
		t.Errorf("%d acts, open %v", acts, w.open())
	}
	files := 0
	for _, f := range c.Files {
		if f.Document == intake.FileResult {
			files++
		}
	}
	if files != 1 {
		t.Errorf("%d results", files)
	}
}

// Answers that come before the ones they follow wait for them.
func TestTakeOutOfOrder(t *testing.T) {
	w := wire(t)
	c := w.gone()
	w.take(w.result(c))
	if why := w.open(); len(why) != 1 || !strings.HasPrefix(why[0], intake.ProblemNotNow) {
		t.Fatalf("open %v", why)
	}
	w.stands(c.ID, intake.Out)
	w.take(w.answer(c, egov.Taken))
	w.stands(c.ID, intake.Ready)
	if len(w.open()) != 0 {
		t.Errorf("open %v", w.open())
	}
}

// What cannot be carried out stays open with its reason, until a person puts
// it aside; the case is as it was.
func TestTakeDoubtful(t *testing.T) {
	for _, r := range []struct {
		name string
		make func(*wired, *intake.Case) egov.Incoming
		why  string
	}{
		{"an unknown number", func(w *wired, c *intake.Case) egov.Incoming {
			in := w.answer(c, egov.Taken)
			in.Number = "042-161003-999999"
			return in
		}, "no-case"},
		{"no number", func(w *wired, c *intake.Case) egov.Incoming {
			in := w.answer(c, egov.Taken)
			in.Number = ""
			return in
		}, "no-case"},
		{"the answer to another's message", func(w *wired, c *intake.Case) egov.Incoming {
			other := w.gone()
			in := w.answer(c, egov.Taken)
			in.Answers = w.request(other.ID).Gateway
			return in
		}, "egov-wrong-answer"},
		{"a paper case", func(w *wired, _ *intake.Case) egov.Incoming {
			app := w.app("externat", depart)
			app.Road = intake.RoadPaper
			return w.answer(ok(w.Accept(w.ctx(), w.by(op), app))(w), egov.Taken)
		}, "not-now"},
		{"a case that was not sent", func(w *wired, _ *intake.Case) egov.Incoming { return w.answer(w.externat(), egov.Taken) }, "not-now"},
		{"not taken after taken", func(w *wired, c *intake.Case) egov.Incoming {
			w.take(w.answer(c, egov.Taken))
			return w.answer(c, egov.NotTaken)
		}, "not-now"},
		{"a result without its file", func(w *wired, c *intake.Case) egov.Incoming {
			w.take(w.answer(c, egov.Taken))
			return w.answer(c, egov.Decided)
		}, "result-file-missing"},
		{"a result without a signature", func(w *wired, c *intake.Case) egov.Incoming {
			w.take(w.answer(c, egov.Taken))
			in := w.result(c)
			in.Signature = nil
			return in
		}, "signature broken"},
		{"a result whose bytes were changed", func(w *wired, c *intake.Case) egov.Incoming {
			w.take(w.answer(c, egov.Taken))
			in := w.result(c)
			in.File = []byte("%PDF something else")
			return in
		}, "signature broken"},
		{"a revoked certificate", func(w *wired, c *intake.Case) egov.Incoming {
			w.take(w.answer(c, egov.Taken))
			w.judge.fault = sign.Revoked
			return w.result(c)
		}, "signature revoked"},
		{"a kind nobody knows", func(w *wired, c *intake.Case) egov.Incoming { return w.answer(c, "surprise") }, "egov-code-unknown"},
	} {
		t.Run(r.name, func(t *testing.T) {
			w := wire(t)
			c := w.gone()
			in := r.make(w, c)
			before := w.read(c.ID)
			w.take(in)
			w.take(in)
			w.later()
			w.pass()
			all, _, err := w.Inbox(t.Context(), nil, 10)
			if err != nil || len(all) != 1 || !strings.HasPrefix(all[0].Why, r.why) {
				t.Fatalf("%+v, %v", all, err)
			}
			if after := w.read(c.ID); after.Version() != before.Version() {
				t.Errorf("something was done: %s", after.Last().Act)
			}
			_, open, _ := w.OutboxCounts(t.Context())
			if open != 1 {
				t.Errorf("%d open", open)
			}
			w.refused(intake.ProblemReason, func() error { return w.DropInbound(t.Context(), w.by(sector), in.GatewayID, "") })
			w.refused(intake.ProblemRole, func() error { return w.DropInbound(t.Context(), w.by(op), in.GatewayID, "ошибка") })
			if err := w.DropInbound(t.Context(), w.by(sector), in.GatewayID, "ошибка"); err != nil {
				t.Error(err)
			}
			w.take(in) // and does not come back
			if len(w.open()) != 0 {
				t.Errorf("open %v", w.open())
			}
		})
	}
}

// Who can verify nothing keeps the result, and says so; that is no pass.
func TestTakeUnverified(t *testing.T) {
	for name, blind := range map[string]func(*wired){
		"no verifier":          func(w *wired) { w.Desk.Verifier = nil },
		"GOST and no NCANode":  func(w *wired) { w.judge.fault = sign.CannotHere },
		"verified, as a check": func(*wired) {},
	} {
		w := wire(t)
		c := w.gone()
		w.take(w.answer(c, egov.Taken))
		blind(w)
		w.take(w.result(c))
		c = w.stands(c.ID, intake.Ready)
		f, there := c.File(intake.FileSigned)
		if !there || f.Unverified != (name != "verified, as a check") {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

// Revocation that could not be checked is checked again by itself.
func TestTakeNoStatus(t *testing.T) {
	w := wire(t)
	c := w.gone()
	w.take(w.answer(c, egov.Taken))
	for _, away := range []func(){func() { w.judge.fault = sign.NoStatus }, func() { w.judge.fault, w.judge.err = "", errors.New("away") }} {
		away()
		w.take(w.result(c))
		w.later()
		w.pass()
		w.stands(c.ID, intake.Out)
		if why := w.open(); len(why) == 0 || why[0] != "signature no-status" {
			t.Fatalf("open %v", why)
		}
	}
	before := w.judge.asked
	w.pass()
	if w.judge.asked != before {
		t.Error("asked again at once")
	}
	w.judge.fault, w.judge.err = "", nil
	w.later()
	w.pass()
	w.stands(c.ID, intake.Ready)
	w.later()
	w.pass()
	if len(w.open()) != 0 {
		t.Errorf("open %v", w.open())
	}
}

// A reasoned refusal is a result like any other, with its file or as reasons
// alone.
func TestTakeRefusal(t *testing.T) {
	w := wire(t)
	for _, file := range []bool{true, false} {
		c := w.gone()
		w.take(w.answer(c, egov.Taken))
		in := w.answer(c, egov.Decided)
		if file {
			in = w.result(c)
		}
		in.Refused, in.Reasons = true, []string{"нет основания"}
		w.take(in)
		c = w.stands(c.ID, intake.Ready)
		if c.Outcome != intake.ReasonedRefusal || c.Reasons != "нет основания" || c.KeepTo.IsZero() {
			t.Errorf("%+v", c.State)
		}
		ok(w.Issue(w.ctx(), w.by(issuer), c.ID, intake.Handing{Receipt: true, Identity: intake.IdentityCard}))(t)
	}
}

// The gateway's word on a message: one it could not deliver is for a person.
func TestDelivery(t *testing.T) {
	w := wire(t)
	c := w.gone()
	gw := w.request(c.ID).Gateway
	word := func(id, of, state string) {
		w.take(egov.Incoming{GatewayID: id, Answers: of, Kind: egov.Delivery, State: state, At: w.clock.Now()})
	}
	word("d1", gw, "DELIVERED")
	if m := w.request(c.ID); m.State != intake.MessageSent || m.Code != "DELIVERED" {
		t.Errorf("%+v", m)
	}
	word("d2", gw, "NOT_DELIVERED")
	if m := w.request(c.ID); m.State != intake.MessageDoubtful || m.Why != "egov-undelivered NOT_DELIVERED" {
		t.Errorf("%+v", m)
	}
	word("d3", "gw-of-nobody", "DELIVERED") // a double of ours, perhaps: nothing to be done
	if len(w.open()) != 0 {
		t.Errorf("open %v", w.open())
	}
	word("d4", "gw-of-nobody", "DELIVERY_STOPPED")
	if why := w.open(); !slices.Equal(why, []string{"egov-undelivered DELIVERY_STOPPED"}) {
		t.Errorf("open %v", why)
	}
	// Its answer settles what was in doubt.
	w.take(w.answer(c, egov.Taken))
	if m := w.request(c.ID); m.State != intake.MessageAnswered {
		t.Errorf("%+v", m)
	}
}

// The provider's clock may be off: a step neither begins before the sending
// nor in the future.
func TestTakenAt(t *testing.T) {
	w := wire(t)
	for _, off := range []time.Duration{-48 * time.Hour, 48 * time.Hour} {
		c := w.gone()
		in := w.answer(c, egov.Taken)
		in.At = in.At.Add(off)
		w.take(in)
		if c = w.read(c.ID); !c.StepSince.Equal(w.Now()) {
			t.Errorf("since %s, now %s", c.StepSince, w.Now())
		}
	}
	c := w.gone()
	in := w.answer(c, egov.Taken)
	w.clock.Add(30 * time.Minute)
	w.take(in)
	if c = w.read(c.ID); !c.StepSince.Equal(in.At.Truncate(time.Millisecond)) {
		t.Errorf("since %s, said %s", c.StepSince, in.At)
	}
}

// Without a blob store a file is not taken, and comes again.
func TestTakeNeedsItsStore(t *testing.T) {
	w := wire(t)
	c := w.gone()
	w.take(w.answer(c, egov.Taken))
	blobs := w.Desk.Blobs
	w.Desk.Blobs = nil
	if err := w.Take(t.Context(), w.result(c)); err == nil {
		t.Fatal("a file was taken and is nowhere")
	}
	w.Desk.Blobs = blobs
	w.take(w.result(c))
	w.stands(c.ID, intake.Ready)
}
