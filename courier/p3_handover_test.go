package courier_test

import (
	"testing"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/store"
)

// One act of handing over names both sides and holds all its cases.
func TestGiveAndReceive(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ids := b.duplicates(13, school)
	h := ok(b.Give(t.Context(), b.by(op), append(ids, ids[0], ids[12]), sector.Code, nil))(t)
	if h.Number != 1 || h.From != op.Code || h.To != sector.Code || h.Cases != 13 {
		t.Fatalf("%+v", h)
	}
	if got := ok(b.Handover(t.Context(), 1))(t); got.Op != h.Op || got.Cases != 13 || !got.At.Equal(h.At) || got.At.Location().String() != "UTC+5" {
		t.Errorf("read back: %+v", got)
	}
	if p := ok(b.CountPiles(t.Context(), b.Today()))(t); p.Counter.All != 13 || p.Unsettled.All != 13 {
		t.Errorf("given, not received: %+v", p)
	}
	for i, id := range ids {
		if c := b.stands(id, intake.Accepted); !c.Given || c.Handover != 1 {
			t.Errorf("%+v", c.State)
		}
		c := ok(b.Receive(t.Context(), b.by(sector), id))(t)
		if c.Stage != intake.Handed || !c.Received || c.Last().By != sector.Code || c.Last().Process != 3 {
			t.Errorf("%+v", c.State)
		}
		p := ok(b.CountPiles(t.Context(), b.Today()))(t)
		if left := int64(12 - i); p.Counter.All != left || p.Unsettled.All != left {
			t.Errorf("after %d: %+v", i+1, p)
		}
	}
}

// Papers the sector got without the counter's word stay unsettled until the
// counter agrees, by confirming or with an act.
func TestReceivedNotGiven(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ids := b.duplicates(2, school)
	for _, id := range ids {
		ok(b.Receive(t.Context(), b.by(sector), id))(t)
	}
	if p := ok(b.CountPiles(t.Context(), b.Today()))(t); p.Counter.All != 0 || p.Unsettled.All != 2 {
		t.Fatalf("%+v", p)
	}
	if c := ok(b.Confirm(t.Context(), b.by(op), ids[0]))(t); !c.Given || c.Stage != intake.Handed {
		t.Errorf("%+v", c.State)
	}
	ok(b.Give(t.Context(), b.by(op), ids[1:], sector.Code, nil))(t)
	if p := ok(b.CountPiles(t.Context(), b.Today()))(t); p.Unsettled.All != 0 {
		t.Errorf("still unsettled: %+v", p)
	}
}

// Unsettled papers stay so when they travel on, and are late with their day.
func TestUnsettledTravels(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	id := b.duplicates(1, school)[0]
	ok(b.Receive(t.Context(), b.by(sector), id))(t)
	no := b.list(school)
	b.dispatch(no)
	for day, late := range map[string]int64{"2015-03-02T19:00": 0, "2015-03-03T19:00": 0, "2015-03-04T09:00": 1} {
		b.set(day)
		if n := b.count(intake.ListUnsettled); n.All != 1 || n.Late != late {
			t.Errorf("%s: %+v", day, n)
		}
	}
	b.set("2015-03-04T10:00")
	b.refused(intake.ProblemNotNow, func() error { _, err := b.Confirm(t.Context(), b.by(op), id); return err })
}

func TestHandoverRefusals(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	ids := b.duplicates(8, school)
	given := ids[7:]
	ok(b.Give(ctx, b.by(op), given, sector.Code, nil))(t)
	away, gone := b.handed(1, other)[0], b.duplicates(1, other)[0]
	b.list(other)
	ok(b.Withdraw(ctx, b.by(op), gone, "қажет емес"))(t)
	give := func(to string, ids ...uuid.UUID) func() error {
		return func() error { _, err := b.Give(ctx, b.by(op), ids, to, nil); return err }
	}
	b.refused(courier.ProblemNobodyToGive, give("", ids...))
	b.refused(courier.ProblemNothing, give(sector.Code))
	// The one that does not fit is the last of eight: nothing is given, no act numbered.
	b.refused(courier.ProblemAlreadyGiven, give(sector.Code, ids...))
	b.refused(intake.ProblemNotNow, give(sector.Code, append(ids[:7:7], gone)...))
	b.refused(intake.ProblemNoCase, give(sector.Code, append(ids[:7:7], uuid.New())...))
	for _, id := range ids[:7] {
		if c := b.stands(id, intake.Accepted); c.Given || c.Handover != 0 {
			t.Errorf("half a handover: %+v", c.State)
		}
	}
	ok(b.Receive(ctx, b.by(sector), given[0]))(t)
	b.refused(courier.ProblemAlreadyReceived, func() error { _, err := b.Receive(ctx, b.by(sector), given[0]); return err })
	b.refused(intake.ProblemNotNow, func() error { _, err := b.Receive(ctx, b.by(sector), away); return err })
	b.refused(courier.ProblemAlreadyGiven, func() error { _, err := b.Confirm(ctx, b.by(op), given[0]); return err })
	b.refused(intake.ProblemNotNow, func() error { _, err := b.Confirm(ctx, b.by(op), ids[0]); return err })
	b.refused(intake.ProblemNoCase, func() error { _, err := b.Handover(ctx, 99); return err })
	if h := ok(b.Give(ctx, b.by(op), ids[:7], sector.Code, nil))(t); h.Number != 3 {
		t.Errorf("a refused act took a number: %d", h.Number)
	}
}

// A handover lists its own cases, whatever became of them.
func TestHandoverIndex(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	first, second := b.handed(3, school), b.handed(2, school)
	ok(b.Withdraw(t.Context(), b.by(op), first[0], "қажет емес"))(t)
	err := b.Ledger.View(t.Context(), func(tx *store.Tx) error {
		for no, want := range map[uint64]int{1: len(first), 2: len(second), 3: 0} {
			n, err := intake.ByHandover.Tally(tx, store.AppendUint64(nil, no))
			if err != nil {
				return err
			}
			if int(n) != want {
				t.Errorf("act %d holds %d, want %d", no, n, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Lateness at the counter is the dispatch day's: one working day.
func TestCounterLate(t *testing.T) {
	for _, c := range []struct {
		accepted, looked string
		late, today      int64
	}{
		{"2015-03-02T10:00", "2015-03-02T19:00", 0, 0},
		{"2015-03-02T10:00", "2015-03-03T19:59", 0, 1},
		{"2015-03-02T10:00", "2015-03-04T09:00", 1, 0},
		{"2015-03-06T10:00", "2015-03-07T12:00", 0, 1}, // Friday: a six-day office has Saturday
		{"2015-03-07T10:00", "2015-03-10T09:00", 0, 1}, // Saturday, then 8 March and its observed Monday
		{"2015-03-07T10:00", "2015-03-11T09:00", 1, 0},
		{"2015-03-20T10:00", "2015-03-25T09:00", 0, 1}, // Nauryz 21–23, the 22nd observed on the 24th
	} {
		b := open(t, "atyrau", c.accepted)
		b.accept("duplicate", school)
		b.set(c.looked)
		for _, list := range []intake.List{intake.ListCounter, intake.ListSector} {
			if n := b.count(list); n.All != 1 || n.Late != c.late || n.Today != c.today {
				t.Errorf("%s looked at %s: %+v", c.accepted, c.looked, n)
			}
			if list == intake.ListCounter {
				b.clock.Add(-1)
				rows := b.only(list)
				ok(b.Receive(t.Context(), b.by(sector), rows[0].ID))(t)
			}
		}
	}
}
