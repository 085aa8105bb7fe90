package courier_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
)

// back is n duplicates on a return registry.
func (b *bench) back(n int, provider string) (*courier.Return, []uuid.UUID) {
	b.Helper()
	_, ids := b.delivered(n, provider)
	all := map[uuid.UUID]intake.Outcome{}
	for _, id := range ids {
		all[id] = intake.Result
	}
	return ok(b.GiveBack(b.ctx(), b.by(sector), provider, all, nil))(b), ids
}

func TestVerdicts(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	ret, ids := b.back(2, school)
	_, others := b.delivered(2, other)
	_, road := b.sent(1, "school-7")
	here, inside := b.handed(1, "school-12")[0], b.duplicates(1, "school-12")[0]
	b.pass(inside)
	ok(b.Put(ctx, b.by(sector), inside))(t)
	_, shut := b.listed(1, "school-21")
	gone := b.duplicates(1, school)[0]
	ok(b.Withdraw(ctx, b.by(op), gone, "қажет емес"))(t)
	barcode := func(id uuid.UUID) string { return b.read(id).Number.Barcode() }
	elsewhere := ok(code.Make("017", b.Now(), 44))(t)
	nobody := ok(code.Make("042", b.Now(), 999))(t)
	listed := barcode(ids[0])
	wrong := []byte(listed)
	wrong[8] = '0' + (wrong[8]-'0'+1)%10
	kazakh := map[rune]rune{'1': '"', '2': 'ә', '3': 'і', '4': 'ң', '5': 'ғ', '6': ',', '7': '.', '8': 'ү', '9': 'ұ', '0': 'қ'}
	garbled := []rune(barcode(ids[1]))
	for i, r := range garbled {
		garbled[i] = kazakh[r]
	}
	for _, c := range []struct {
		name, scanned string
		ret           uint64
		want          courier.Verdict
		stage         intake.Stage // 0: not ours
	}{
		{"on the list", listed, ret.Number, courier.OnList, intake.Marked},
		{"twice", listed, ret.Number, courier.Twice, intake.Marked},
		{"under the Kazakh layout", string(garbled), ret.Number, courier.OnList, intake.Marked},
		{"another provider's", barcode(others[0]), ret.Number, courier.OffList, intake.Marked},
		{"without a list, before its day", string(b.read(others[1]).Number), 0, courier.OnList, intake.Marked}, // its 15 minutes end today
		{"told of no delivery", barcode(road[0]), 0, courier.OffList, intake.Marked},
		{"with the sector", barcode(here), ret.Number, courier.NotOut, intake.Handed},
		{"in an open registry", barcode(inside), 0, courier.NotOut, intake.Out},
		{"in a closed registry", barcode(shut[0]), 0, courier.NotOut, intake.Out},
		{"withdrawn", barcode(gone), 0, courier.NotOut, intake.Withdrawn},
		{"another office's", elsewhere.Barcode(), ret.Number, courier.OtherOffice, 0},
		{"another office's, no list", elsewhere.Barcode(), 0, courier.OtherOffice, 0},
		{"no such case", nobody.Barcode(), ret.Number, courier.Unknown, 0},
		{"goods", "4607123456781", ret.Number, courier.Foreign, 0},
		{"a wrong digit", string(wrong), ret.Number, courier.Unreadable, 0},
		{"half a code", listed[:9], ret.Number, courier.Unreadable, 0},
		{"two run together", listed + listed, ret.Number, courier.Unreadable, 0},
		{"nothing", "", ret.Number, courier.Unreadable, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			was := b.Now()
			s := b.scan(c.ret, c.scanned)
			if s.Verdict != c.want || s.Code != c.scanned || s.At.Before(was) {
				t.Fatalf("%+v, want %s", s, c.want)
			}
			switch {
			case c.stage == 0 && s.Case != nil:
				t.Errorf("a case: %s", s.Case.Number)
			case c.stage != 0 && (s.Case == nil || s.Case.Stage != c.stage):
				t.Errorf("%+v", s.Case)
			case c.want == courier.OnList || c.want == courier.OffList:
				if s.Case.Last().Note != string(c.want) || s.Case.ReadyAt.IsZero() || s.Case.Outcome != intake.Result || c.ret != 0 && s.Case.Return != c.ret {
					t.Errorf("%+v", s.Case.State)
				}
			}
			if (c.want == courier.Twice) == s.Before.IsZero() {
				t.Errorf("before: %v", s.Before)
			}
		})
	}
	r := ok(b.ReturnRegistry(ctx, ret.Number))(t)
	if want := []string{string(elsewhere), string(nobody)}; !slices.Equal(r.Strays, want) {
		t.Errorf("strays %v, want %v", r.Strays, want)
	}
}

// Twice, not out and foreign change nothing; a stray is kept once.
func TestScansThatChangeNothing(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ret, ids := b.back(1, school)
	n := b.read(ids[0]).Number.Barcode()
	here := b.read(b.handed(1, other)[0]).Number.Barcode()
	b.scan(ret.Number, n)
	marked := b.stands(ids[0], intake.Marked).ReadyAt
	before := b.head()
	b.clock.Add(time.Minute)
	for _, s := range []string{n, here, "4607123456781", "12"} {
		b.scan(ret.Number, s)
	}
	if b.head() != before {
		t.Error("something was written")
	}
	if s := b.scan(ret.Number, n); !s.Before.Equal(marked) || s.Before.Location().String() != "UTC+5" {
		t.Errorf("%v, marked at %v", s.Before, marked)
	}
	stray := ok(code.Make("017", b.Now(), 44))(t).Barcode()
	b.scan(ret.Number, stray)
	b.scan(ret.Number, stray)
	if r := ok(b.ReturnRegistry(t.Context(), ret.Number))(t); len(r.Strays) != 1 {
		t.Errorf("%v", r.Strays)
	}
}

func TestMarkRefusals(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	_, ids := b.back(1, school)
	for name, scanned := range map[string]string{
		"a case of ours": b.read(ids[0]).Number.Barcode(), "a stray": ok(code.Make("017", b.Now(), 44))(t).Barcode(),
	} {
		t.Run(name, func(t *testing.T) {
			b.refused(courier.ProblemNoReturn, func() error {
				_, err := b.Mark(t.Context(), b.by(sector), 99, scanned, intake.NoOutcome)
				return err
			})
		})
	}
	b.refused(courier.ProblemNoReturn, func() error { _, err := b.ReturnRegistry(t.Context(), 99); return err })
	b.refused(courier.ProblemNothing, func() error { _, err := b.Forward(t.Context(), b.by(sector), nil, nil); return err })
	b.refused(courier.ProblemNothing, func() error { _, err := b.Forward(t.Context(), b.by(sector), []uuid.UUID{}, nil); return err })
	b.refused(intake.ProblemNotNow, func() error { _, err := b.Forward(t.Context(), b.by(sector), ids, nil); return err })
}

// What the scanner is told goes before what the list said.
func TestMarkOutcome(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ret, ids := b.back(2, school)
	s := ok(b.Mark(t.Context(), b.by(sector), ret.Number, b.read(ids[0]).Number.Barcode(), intake.ReasonedRefusal))(t)
	if s.Case.Outcome != intake.ReasonedRefusal {
		t.Errorf("%+v", s.Case.State)
	}
	_, none := b.delivered(1, other)
	if s := b.scan(0, b.read(none[0]).Number.Barcode()); s.Case.Outcome != intake.Result {
		t.Errorf("%+v", s.Case.State)
	}
}

// Without a return registry the day decides: what the provider should have
// given back is on the list.
func TestMarkByTheDay(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	_, ids := b.delivered(2, school)
	for _, id := range ids {
		ok(b.Stamp(t.Context(), b.by(sector), id, 2, b.Now(), ""))(t) // the executor has to 31 March
	}
	b.set("2015-03-30T10:00")
	if e := ok(b.Expects(t.Context(), 0, school, b.Today()))(t); e.Waiting != 0 {
		t.Errorf("%+v", e)
	}
	if s := b.scan(0, b.read(ids[0]).Number.Barcode()); s.Verdict != courier.OffList {
		t.Errorf("%s", s.Verdict)
	}
	b.set("2015-03-31T10:00")
	if e := ok(b.Expects(t.Context(), 0, school, b.Today()))(t); e.Waiting != 1 {
		t.Errorf("%+v", e)
	}
	if s := b.scan(0, b.read(ids[1]).Number.Barcode()); s.Verdict != courier.OnList {
		t.Errorf("%s", s.Verdict)
	}
}

// Each scan counts a return registry down; what is awaited is named.
func TestReturnRegistryCountsDown(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ret, ids := b.back(7, school)
	for i, id := range ids {
		e := ok(b.Expects(t.Context(), ret.Number, school, b.Today()))(t)
		rows := ok(b.Awaited(t.Context(), ret.Number, nil, 50))(t)
		if e.Waiting != int64(7-i) || e.Back != int64(i) || len(rows) != 7-i || rows[0].ID != id {
			t.Errorf("before scan %d: %+v, %d awaited", i+1, e, len(rows))
		}
		b.scan(ret.Number, b.read(id).Number.Barcode())
	}
	if e := ok(b.Expects(t.Context(), ret.Number, school, b.Today()))(t); e != (courier.Expected{Back: 7}) {
		t.Errorf("%+v", e)
	}
}

// The inspector gets results the same day; what was not passed is late.
func TestForwardTheSameDay(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ids := b.marked(12, school)
	if n := b.count(intake.ListMarked); n != (intake.Count{All: 12, Today: 12}) {
		t.Errorf("%+v", n)
	}
	if n := ok(b.Forward(t.Context(), b.by(sector), []uuid.UUID{ids[0], ids[1], ids[0]}, nil))(t); n != 2 {
		t.Errorf("%d forwarded", n)
	}
	b.set("2015-03-03T09:00")
	if n := b.count(intake.ListMarked); n != (intake.Count{All: 10, Late: 10}) {
		t.Errorf("%+v", n)
	}
	b.refused(intake.ProblemNotNow, func() error { _, err := b.Forward(t.Context(), b.by(sector), append(ids[2:], ids[0]), nil); return err })
	if n := ok(b.Forward(t.Context(), b.by(sector), nil, nil))(t); n != 10 {
		t.Errorf("%d forwarded", n)
	}
	for _, id := range ids { // a month from the day it was marked, not forwarded
		if c := b.stands(id, intake.Ready); c.KeepTo.String() != "2015-04-02" || c.ReadyOn.String() != "2015-03-02" {
			t.Errorf("%+v", c.State)
		}
	}
}

// The month ends on the same date, on the month's last day, or after days off.
func TestKeepTo(t *testing.T) {
	for marked, want := range map[string]string{
		"2015-03-31T10:00": "2015-04-30", "2015-02-28T10:00": "2015-03-28", // Saturday: a six-day office works
		"2015-02-07T10:00": "2015-03-07", "2015-02-21T10:00": "2015-03-25", "2015-04-01T10:00": "2015-05-02", // Nauryz; 1 May
		"2014-12-31T10:00": "2015-01-31",
	} {
		b := open(t, "atyrau", marked)
		ids := b.marked(1, school)
		ok(b.Forward(t.Context(), b.by(sector), nil, nil))(t)
		if c := b.stands(ids[0], intake.Ready); c.KeepTo.String() != want {
			t.Errorf("marked %s: to %s, want %s", marked, c.KeepTo, want)
		}
	}
}
