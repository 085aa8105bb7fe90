package courier_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
)

func (b *bench) undo(a intake.Actor, id uuid.UUID, reason string) (*intake.Case, error) {
	b.Helper()
	by := b.by(a)
	if a == boss {
		by.Second = vice // where it takes four eyes
	}
	return b.Undo(b.ctx(), by, b.read(id), reason)
}

// lists is every list's count, to see that an undo leaves no trace in them.
func (b *bench) lists() string {
	s := ""
	for _, l := range []intake.List{
		intake.ListCounter, intake.ListUnsettled, intake.ListSector, intake.ListOut,
		intake.ListMarked, intake.ListReady, intake.ListArchive,
	} {
		s += fmt.Sprintf("%c%+v ", l, b.count(l))
	}
	return s
}

// step is an act of the road and what the case was before it.
type step struct {
	act   intake.Act
	was   intake.State
	lists string
}

// walk does acts one after another, keeping what was before each.
func (b *bench) walk(id uuid.UUID, acts ...func() error) (done []step) {
	b.Helper()
	for _, act := range acts {
		was, lists := b.read(id).State, b.lists()
		if err := act(); err != nil {
			b.Fatal(err)
		}
		done = append(done, step{b.read(id).Last().Act, was, lists})
	}
	return done
}

func same(a, b intake.State) bool {
	return a.ReadyAt.Equal(b.ReadyAt) && a.StepSince.Equal(b.StepSince) && func() bool {
		a.ReadyAt, b.ReadyAt, a.StepSince, b.StepSince = time.Time{}, time.Time{}, time.Time{}, time.Time{}
		return a == b
	}()
}

// unwalk undoes a walk, newest first: state, dates and lists return.
func (b *bench) unwalk(id uuid.UUID, done []step) {
	b.Helper()
	for i := len(done) - 1; i >= 0; i-- {
		acts := b.read(id).Version()
		c, err := b.undo(boss, id, "қате")
		if err != nil {
			b.Fatalf("undoing %s: %v", done[i].act, err)
		}
		if !same(c.State, done[i].was) || b.lists() != done[i].lists {
			b.Errorf("undoing %s: %+v, was %+v\n%s\n%s", done[i].act, c.State, done[i].was, b.lists(), done[i].lists)
		}
		if c.Version() != acts+1 || c.Last().Act != intake.ActUndo || c.Last().Note != "қате" || c.Last().By != boss.Code {
			b.Errorf("undoing %s: %+v", done[i].act, c.Last())
		}
		b.audit()
	}
}

// The whole road, and all of it back.
func TestUndoTheRoad(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	id := b.accept("duplicate", school).ID
	done := b.walk(id,
		func() error { _, err := b.Give(ctx, b.by(op), []uuid.UUID{id}, sector.Code, nil); return err },
		func() error { _, err := b.Receive(ctx, b.by(sector), id); return err },
		func() error { _, err := b.Put(ctx, b.by(sector), id); return err },
		func() error { _, err := b.TakeOut(ctx, b.by(sector), id); return err },
		func() error { _, err := b.Put(ctx, b.by(sector), id); return err },
		func() error { _, err := b.Withdraw(ctx, b.by(op), id, "қажет емес"); return err },
	)
	b.unwalk(id, done)
	c := ok(b.Undo(ctx, b.two(op), b.read(id), ""))(t) // the acceptance itself, on one's own day
	if c.Stage != intake.Annulled {
		t.Errorf("%+v", c.State)
	}
	b.refused(intake.ProblemUndoNothing, func() error { _, err := b.undo(boss, id, "қате"); return err })
	if next := b.accept("duplicate", school); next.Number.Seq() != c.Number.Seq()+1 {
		t.Errorf("%s after %s", next.Number, c.Number)
	}
}

func TestUndoAfterDelivery(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	c := b.arrived("duplicate", school)
	id := c.ID
	done := b.walk(id,
		func() error { _, err := b.Stamp(ctx, b.by(sector), id, 2, b.Now(), ""); return err },
		func() error {
			b.set("2015-03-05T10:00")
			_, err := b.SendBack(ctx, b.by(sector), id, "қол жоқ")
			return err
		},
		func() error { _, err := b.Complete(ctx, b.by(sector), id, b.Now()); return err },
		func() error {
			_, err := b.GiveBack(ctx, b.by(sector), school, map[uuid.UUID]intake.Outcome{id: intake.ReasonedRefusal}, nil)
			return err
		},
		func() error { _, err := b.Mark(ctx, b.by(sector), 1, string(c.Number), intake.NoOutcome); return err },
		func() error { _, err := b.Forward(ctx, b.by(sector), nil, nil); return err },
		func() error { b.set("2015-04-07T10:00"); _, err := b.Archive(ctx, b.by(issuer), nil); return err },
		func() error { _, err := b.Retrieve(ctx, b.two(issuer), id); return err },
		func() error {
			_, err := b.Issue(ctx, b.by(op), id, intake.Handing{Receipt: true, Identity: intake.IdentityCard})
			return err
		},
	)
	for i := len(done) - 1; i >= 0; i-- {
		c := ok(b.undo(boss, id, "қате"))(t)
		if !same(c.State, done[i].was) {
			t.Errorf("undoing %s: %+v, was %+v", done[i].act, c.State, done[i].was)
		}
		b.audit()
	}
	// The arrival is the registry's: it is never undone by itself.
	b.refused(courier.ProblemUndoRegistry, func() error { _, err := b.undo(boss, id, "қате"); return err })
}

func TestUndoWhose(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T18:00")
	id := b.handed(1, school)[0]
	ok(b.Put(t.Context(), b.by(sector), id))(t)
	b.refused(intake.ProblemUndoOther, func() error { _, err := b.undo(op, id, "қате"); return err })
	b.refused(intake.ProblemReason, func() error { _, err := b.undo(boss, id, ""); return err })
	old := b.read(id)
	b.set("2015-03-03T00:01")
	b.refused(intake.ProblemUndoOther, func() error { _, err := b.undo(sector, id, "қате"); return err })
	ok(b.undo(boss, id, "қате"))(t)
	b.refused(intake.ProblemChanged, func() error { _, err := b.Undo(t.Context(), b.by(boss), old, "қате"); return err })
	b.refused(intake.ProblemNoCase, func() error {
		_, err := b.Undo(t.Context(), b.by(boss), &intake.Case{ID: uuid.New()}, "қате")
		return err
	})
}

// An addition or a withdrawal is undone only while the registry is where it
// was; one that left with the case in it may take it back on the road.
func TestUndoAgainstTheRegistry(t *testing.T) {
	type act func(b *bench, no uint64, id uuid.UUID)
	closing := func(b *bench, no uint64, _ uuid.UUID) { ok(b.CloseRegistry(b.ctx(), b.by(sector), no))(b) }
	reopening := func(b *bench, no uint64, _ uuid.UUID) { ok(b.Reopen(b.ctx(), b.by(sector), no))(b) }
	sending := func(b *bench, no uint64, _ uuid.UUID) { b.dispatch(no) }
	arriving := func(b *bench, no uint64, _ uuid.UUID) { b.deliver(no) }
	taking := func(b *bench, _ uint64, id uuid.UUID) { ok(b.TakeOut(b.ctx(), b.by(sector), id))(b) }
	leaving := func(b *bench, _ uint64, id uuid.UUID) {
		ok(b.Withdraw(b.ctx(), b.by(op), id, "қажет емес"))(b)
	}
	scanning := func(b *bench, _ uint64, id uuid.UUID) { b.scan(0, string(b.read(id).Number)) }
	for _, c := range []struct {
		name string
		acts []act
		want string // problem; "" when it is undone
	}{
		{"added, open", nil, ""},
		{"added, closed", []act{closing}, courier.ProblemUndoRegistry},
		{"added, reopened", []act{closing, reopening}, ""},
		{"added, sent", []act{closing, sending}, courier.ProblemUndoRegistry},
		{"taken out, open", []act{taking}, ""},
		{"taken out, closed", []act{taking, closing}, courier.ProblemUndoRegistry},
		{"taken out, delivered", []act{taking, closing, sending, arriving}, courier.ProblemUndoRegistry},
		{"withdrawn, open", []act{leaving}, ""},
		{"withdrawn, then closed without it", []act{leaving, closing}, courier.ProblemUndoRegistry},
		{"withdrawn from a closed one", []act{closing, leaving}, ""},
		{"withdrawn, and sent with it", []act{closing, leaving, sending}, ""},
		{"withdrawn on the road", []act{closing, sending, leaving}, ""},
		{"withdrawn, then delivered without it", []act{closing, sending, leaving, arriving}, courier.ProblemUndoRegistry},
		{"withdrawn at the provider's", []act{closing, sending, arriving, leaving}, ""},
		{"marked before it was said to be delivered", []act{closing, sending, scanning}, ""},
		{"marked, then delivered without it", []act{closing, sending, scanning, arriving}, courier.ProblemUndoRegistry},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, "atyrau", "2015-03-02T10:00")
			ids := b.handed(2, school) // the second keeps the registry from being empty
			no := ok(b.Put(t.Context(), b.by(sector), ids[1]))(t).Registry
			ok(b.Put(t.Context(), b.by(sector), ids[0]))(t)
			for _, do := range c.acts {
				do(b, no, ids[0])
			}
			was := b.read(ids[0]).Last().Was
			if c.want != "" {
				b.refused(c.want, func() error { _, err := b.undo(boss, ids[0], "қате"); return err })
				return
			}
			if x := ok(b.undo(boss, ids[0], "қате"))(t); !same(x.State, was) {
				t.Errorf("%+v, was %+v", x.State, was)
			}
		})
	}
}

// What was missing from the box is not put back into a delivered registry.
func TestUndoMissed(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	no, ids := b.sent(2, school)
	d := b.taken()
	d.Missed = numbers(b, ids[:1])
	if _, _, err := b.Deliver(t.Context(), b.by(sector), no, d, nil); err != nil {
		t.Fatal(err)
	}
	b.refused(courier.ProblemUndoRegistry, func() error { _, err := b.undo(boss, ids[0], "қате"); return err })
}
