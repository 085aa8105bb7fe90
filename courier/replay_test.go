package courier_test

import (
	"encoding/json"
	"testing"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
)

// Every act sent twice with the same By is done once and answered alike: an
// answer may be lost on its way.
func TestSentTwice(t *testing.T) {
	type answer struct {
		Any any
		Two any
	}
	one := func(v any, err error) (answer, error) { return answer{v, nil}, err }
	handing := intake.Handing{Receipt: true, Identity: intake.Passport}
	for _, c := range []struct {
		name string
		act  func(b *bench) func(by intake.By) (answer, error)
	}{
		{"give", func(b *bench) func(intake.By) (answer, error) {
			ids := b.duplicates(12, school)
			return func(by intake.By) (answer, error) { return one(b.Give(b.ctx(), by, ids, "sector1", nil)) }
		}},
		{"receive", func(b *bench) func(intake.By) (answer, error) {
			id := b.duplicates(1, school)[0]
			return func(by intake.By) (answer, error) { return one(b.Receive(b.ctx(), by, id)) }
		}},
		{"confirm", func(b *bench) func(intake.By) (answer, error) {
			id := b.duplicates(1, school)[0]
			ok(b.Receive(b.ctx(), b.by(sector), id))(b)
			return func(by intake.By) (answer, error) { return one(b.Confirm(b.ctx(), by, id)) }
		}},
		{"open a registry", func(b *bench) func(intake.By) (answer, error) {
			return func(by intake.By) (answer, error) { return one(b.OpenRegistry(b.ctx(), by, school)) }
		}},
		{"put", func(b *bench) func(intake.By) (answer, error) {
			id := b.handed(1, school)[0]
			return func(by intake.By) (answer, error) { return one(b.Put(b.ctx(), by, id)) }
		}},
		{"add", func(b *bench) func(intake.By) (answer, error) {
			id := b.handed(1, school)[0]
			no := ok(b.OpenRegistry(b.ctx(), b.by(sector), school))(b).Number
			return func(by intake.By) (answer, error) { return one(b.Add(b.ctx(), by, no, id)) }
		}},
		{"put all", func(b *bench) func(intake.By) (answer, error) {
			b.handed(12, school)
			return func(by intake.By) (answer, error) { return one(b.PutAll(b.ctx(), by, school, nil)) }
		}},
		{"take out", func(b *bench) func(intake.By) (answer, error) {
			id := b.handed(1, school)[0]
			ok(b.Put(b.ctx(), b.by(sector), id))(b)
			return func(by intake.By) (answer, error) { return one(b.TakeOut(b.ctx(), by, id)) }
		}},
		{"close", func(b *bench) func(intake.By) (answer, error) {
			b.handed(2, school)
			ok(b.PutAll(b.ctx(), b.by(sector), school, nil))(b)
			return func(by intake.By) (answer, error) { return one(b.CloseRegistry(b.ctx(), by, 1)) }
		}},
		{"reopen", func(b *bench) func(intake.By) (answer, error) {
			no, _ := b.listed(1, school)
			return func(by intake.By) (answer, error) { return one(b.Reopen(b.ctx(), by, no)) }
		}},
		{"dispatch", func(b *bench) func(intake.By) (answer, error) {
			no, _ := b.listed(1, school)
			two, _ := b.listed(1, other)
			return func(by intake.By) (answer, error) {
				return one(b.Dispatch(b.ctx(), by, []uint64{no, two}, "М. Тәжін", "1", "П-1"))
			}
		}},
		{"recall", func(b *bench) func(intake.By) (answer, error) {
			no, _ := b.sent(1, school)
			return func(by intake.By) (answer, error) { return one(b.Recall(b.ctx(), by, no)) }
		}},
		{"deliver", func(b *bench) func(intake.By) (answer, error) {
			no, ids := b.sent(12, school)
			d := b.taken()
			d.Missed, d.Extra, d.Incoming = numbers(b, ids[:1]), []string{"x"}, map[code.Number]string{numbers(b, ids[2:3])[0]: "7"}
			return func(by intake.By) (answer, error) {
				r, a, err := b.Deliver(b.ctx(), by, no, d, nil)
				return answer{r, a}, err
			}
		}},
		{"stamp", func(b *bench) func(intake.By) (answer, error) {
			c, at := b.arrived("duplicate", school), b.Now()
			return func(by intake.By) (answer, error) { return one(b.Stamp(b.ctx(), by, c.ID, 2, at, "телефон")) }
		}},
		{"send back", func(b *bench) func(intake.By) (answer, error) {
			c := b.arrived("duplicate", school)
			return func(by intake.By) (answer, error) { return one(b.SendBack(b.ctx(), by, c.ID, "қол жоқ")) }
		}},
		{"complete", func(b *bench) func(intake.By) (answer, error) {
			c, at := b.arrived("duplicate", school), b.Now()
			ok(b.SendBack(b.ctx(), b.by(sector), c.ID, "қол жоқ"))(b)
			return func(by intake.By) (answer, error) { return one(b.Complete(b.ctx(), by, c.ID, at)) }
		}},
		{"give back", func(b *bench) func(intake.By) (answer, error) {
			_, ids := b.delivered(12, school)
			all := map[uuid.UUID]intake.Outcome{}
			for _, id := range ids {
				all[id] = intake.Result
			}
			return func(by intake.By) (answer, error) { return one(b.GiveBack(b.ctx(), by, school, all, nil)) }
		}},
		{"open a return registry", func(b *bench) func(intake.By) (answer, error) {
			return func(by intake.By) (answer, error) { return one(b.OpenReturn(b.ctx(), by, school, 3)) }
		}},
		{"mark", func(b *bench) func(intake.By) (answer, error) {
			ret, ids := b.back(1, school)
			n := b.read(ids[0]).Number.Barcode()
			return func(by intake.By) (answer, error) {
				return one(b.Mark(b.ctx(), by, ret.Number, n, intake.ReasonedRefusal))
			}
		}},
		{"mark a stray", func(b *bench) func(intake.By) (answer, error) {
			ret, _ := b.back(1, school)
			n := ok(code.Make("017", b.Now(), 44))(b).Barcode()
			return func(by intake.By) (answer, error) { return one(b.Mark(b.ctx(), by, ret.Number, n, intake.NoOutcome)) }
		}},
		{"forward some", func(b *bench) func(intake.By) (answer, error) {
			ids := b.marked(12, school)
			return func(by intake.By) (answer, error) { return one(b.Forward(b.ctx(), by, ids, nil)) }
		}},
		{"forward all", func(b *bench) func(intake.By) (answer, error) {
			b.marked(12, school)
			return func(by intake.By) (answer, error) { return one(b.Forward(b.ctx(), by, nil, nil)) }
		}},
		{"issue", func(b *bench) func(intake.By) (answer, error) {
			ids := b.marked(1, school)
			ok(b.Forward(b.ctx(), b.by(sector), nil, nil))(b)
			return func(by intake.By) (answer, error) { return one(b.Issue(b.ctx(), by, ids[0], handing)) }
		}},
		{"undo", func(b *bench) func(intake.By) (answer, error) {
			c := b.arrived("duplicate", school)
			c = ok(b.SendBack(b.ctx(), b.by(sector), c.ID, "қол жоқ"))(b)
			return func(by intake.By) (answer, error) { return one(b.Undo(b.ctx(), by, c, "қате")) }
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, "atyrau", "2015-03-02T10:00")
			act := c.act(b)
			by := b.by(boss)
			before := b.head()
			first := ok(act(by))(t)
			done := b.head()
			if done == before {
				t.Fatal("nothing was done")
			}
			again := ok(act(by))(t)
			if b.head() != done {
				t.Error("sent again, something more was written")
			}
			if a, z := jsonOf(t, first), jsonOf(t, again); a != z {
				t.Errorf("answers differ:\n%s\n%s", a, z)
			}
		})
	}
}

// The answer to a mark holds when the case has gone on since.
func TestMarkAnsweredLater(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ret, ids := b.back(1, school)
	by, n := b.by(sector), b.read(ids[0]).Number.Barcode()
	ok(b.Mark(t.Context(), by, ret.Number, n, intake.NoOutcome))(t)
	ok(b.Forward(t.Context(), b.by(sector), nil, nil))(t)
	if s := ok(b.Mark(t.Context(), by, ret.Number, n, intake.NoOutcome))(t); s.Verdict != courier.OnList {
		t.Errorf("%s", s.Verdict)
	}
}

func jsonOf(t *testing.T, v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
