package courier_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

func TestDeliver(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	no, ids := b.sent(3, school)
	n := numbers(b, ids)
	b.set("2015-03-02T15:00")
	d := b.taken()
	d.At = b.moment("2015-03-02T14:40")
	d.Incoming = map[code.Number]string{n[0]: "12-1/44"}
	r, act, err := b.Deliver(t.Context(), b.by(sector), no, d, nil)
	if err != nil || act != nil {
		t.Fatal(err, act)
	}
	if r.State != courier.Delivered || r.Receiver != "кеңсе" || !r.DeliveredAt.Equal(d.At) || r.DeliveredAt.Location().String() != "UTC+5" || r.Pending {
		t.Errorf("%+v", r)
	}
	for i, id := range ids {
		c := b.stands(id, intake.Out)
		step, in := uint8(1), ""
		if i == 0 { // registered already: the chancellery's step is over
			step, in = 2, "12-1/44"
		}
		if !c.Arrived || c.Step != step || c.Incoming != in || !c.StepSince.Equal(d.At) || c.StepDue.String() != "2015-03-02" || c.StepAt.String() != "14:55" {
			t.Errorf("%+v", c.State)
		}
	}
}

// What was missing goes back to the sector; what did not match makes one act.
func TestDiscrepancy(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	no, ids := b.sent(4, school)
	n := numbers(b, ids)
	d := b.taken()
	d.Missed, d.Extra = []code.Number{n[1], n[1]}, []string{"4870001234567"}
	d.Incoming = map[code.Number]string{n[2]: "7"}
	_, act, err := b.Deliver(t.Context(), b.by(sector), no, d, nil)
	if err != nil {
		t.Fatal(err)
	}
	if act == nil || act.Number != 1 || act.Registry != no || act.By != sector.Code || !slices.Equal(act.Missed, []string{string(n[1])}) || !slices.Equal(act.Extra, d.Extra) {
		t.Fatalf("%+v", act)
	}
	if c := b.stands(ids[1], intake.Handed); c.Registry != 0 || c.Arrived || c.Last().Act != intake.ActMissed {
		t.Errorf("%+v", c.State)
	}
	if c := ok(b.Put(t.Context(), b.by(sector), ids[1]))(t); c.Registry == no {
		t.Error("put into the registry it was missing from")
	}
	if a := ok(b.DiscrepancyOf(t.Context(), no+1))(t); a != nil {
		t.Errorf("%+v", a)
	}
}

func TestDeliverRefusals(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	closed, inside := b.listed(1, other)
	b.set("2015-03-02T16:00")
	no, ids := b.sent(2, school)
	gone := b.read(ids[1]).Number
	ok(b.Withdraw(t.Context(), b.by(op), ids[1], "қажет емес"))(t)
	b.set("2015-03-02T16:30")
	for _, c := range []struct {
		name, want string
		no         uint64
		with       func(*courier.Delivery)
	}{
		{"nobody took it", courier.ProblemReceiver, no, func(d *courier.Delivery) { d.Receiver = "" }},
		{"tomorrow", courier.ProblemDeliveryFuture, no, func(d *courier.Delivery) { d.At = d.At.Add(time.Hour) }},
		{"before it left", courier.ProblemDeliveryEarly, no, func(d *courier.Delivery) { d.At = d.At.Add(-time.Hour) }},
		{"not sent", courier.ProblemRegistryState, closed, func(*courier.Delivery) {}},
		{"no such registry", courier.ProblemNoRegistry, 99, func(*courier.Delivery) {}},
		{"another registry's case", courier.ProblemNotInRegistry, no, func(d *courier.Delivery) { d.Missed = numbers(b, inside) }},
		{"a withdrawn one", courier.ProblemNotInRegistry, no, func(d *courier.Delivery) { d.Missed = []code.Number{gone} }},
		{"an incoming number for another", courier.ProblemNotInRegistry, no, func(d *courier.Delivery) { d.Incoming = map[code.Number]string{gone: "1"} }},
		{"no such case", intake.ProblemNoCase, no, func(d *courier.Delivery) { d.Missed = []code.Number{"042-150302-000999"} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.refused(c.want, func() error {
				d := b.taken()
				c.with(&d)
				_, _, err := b.Deliver(t.Context(), b.by(sector), c.no, d, nil)
				return err
			})
		})
	}
	b.deliver(no)
	b.refused(courier.ProblemRegistryState, func() error {
		_, _, err := b.Deliver(t.Context(), b.by(sector), no, b.taken(), nil)
		return err
	})
	b.stands(ids[1], intake.Withdrawn)
}

// big is a hundred and twenty cases on the road in one registry, three of them
// missing and one too many in the box.
func big(b *bench, provider string) (uint64, []uuid.UUID, courier.Delivery) {
	no, ids := b.sent(120, provider)
	n := numbers(b, ids)
	d := b.taken()
	d.Missed, d.Extra = []code.Number{n[2], n[60], n[119]}, []string{"017-150301-000044"}
	d.Incoming = map[code.Number]string{}
	for i, x := range n {
		if i%2 == 0 && !slices.Contains(d.Missed, x) {
			d.Incoming[x] = fmt.Sprint(i)
		}
	}
	return no, ids, d
}

func (b *bench) settled(no uint64, ids []uuid.UUID, at time.Time) {
	b.Helper()
	for i, id := range ids {
		c := b.read(id)
		missed := i == 2 || i == 60 || i == 119
		switch {
		case missed && (c.Stage != intake.Handed || c.Registry != 0 || c.Arrived):
			b.Errorf("missed one %d: %+v", i, c.State)
		case !missed && (!c.Arrived || c.Registry != no || !c.StepSince.Equal(at) || (c.Incoming != "") != (i%2 == 0)):
			b.Errorf("one %d: %+v", i, c.State)
		case c.Version() != 5: // accepted, given, received, put, delivered or missed: once each
			b.Errorf("one %d has %d acts", i, c.Version())
		}
	}
	if r := b.registry(no); r.Pending {
		b.Errorf("registry %d is still pending", no)
	}
}

// A crash half-way through two deliveries leaves both to be finished when the
// office is opened again, by whoever opens it.
func TestDeliverResumesAfterCrash(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	type half struct {
		no  uint64
		ids []uuid.UUID
		d   courier.Delivery
	}
	var cut []half
	for _, provider := range []string{school, other} {
		no, ids, d := big(b, provider)
		ctx, crash := context.WithCancel(t.Context())
		_, _, err := b.Deliver(ctx, b.by(sector), no, d, func(done, all int) {
			if done >= all/2 {
				crash()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if r := b.registry(no); r.State != courier.Delivered || !r.Pending {
			t.Fatalf("%+v", r)
		}
		cut = append(cut, half{no, ids, d})
	}
	b.audit() // half-way is a lawful state
	b.clock.Add(time.Hour)
	if err := b.Resume(t.Context(), b.by(boss)); err != nil {
		t.Fatal(err)
	}
	for _, h := range cut {
		b.settled(h.no, h.ids, h.d.At)
		if a := ok(b.DiscrepancyOf(t.Context(), h.no))(t); a == nil || len(a.Missed) != 3 {
			t.Errorf("%+v", a)
		}
	}
	before := b.head()
	if err := b.Resume(t.Context(), b.by(boss)); err != nil || b.head() != before {
		t.Errorf("resumed what was whole: %v", err)
	}
}

// The same delivery sent again after a crash goes on where it stopped.
func TestDeliverSentAgain(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	no, ids, d := big(b, school)
	by := b.by(sector)
	ctx, crash := context.WithCancel(t.Context())
	if _, _, err := b.Deliver(ctx, by, no, d, func(done, _ int) {
		if done == 35 {
			crash()
		}
	}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	r, act, err := b.Deliver(t.Context(), by, no, d, nil)
	if err != nil || act == nil || act.Number != 1 || r.Pending {
		t.Fatal(err, act, r)
	}
	b.settled(no, ids, d.At)
}

// A commit whose answer is lost is looked up, not repeated.
func TestDeliverLostAnswers(t *testing.T) {
	engine, err := bolt.Create(filepath.Join(t.TempDir(), "store.db"), bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	flaky := &storetest.Flaky{Engine: engine}
	l := ok(store.OpenLedger(t.Context(), flaky, storetest.Office, storetest.Keys(), courier.Schema()))(t)
	defer l.Close()
	b := bare(t, l, "atyrau", "2015-03-02T10:00")
	defer b.audit()
	no, ids, d := big(b, school)
	flaky.Fail(storetest.Reply, 0, storetest.Lost, storetest.Collision, 0, storetest.Reply)
	_, act, err := b.Deliver(t.Context(), b.by(sector), no, d, nil)
	if err != nil || act.Number != 1 {
		t.Fatal(err, act)
	}
	b.settled(no, ids, d.At)
}
