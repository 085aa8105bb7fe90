package courier_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/trio"
)

func TestOneOpenRegistryAProvider(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	first := ok(b.OpenRegistry(ctx, b.by(sector), school))(t)
	if again := ok(b.OpenRegistry(ctx, b.by(sector), school))(t); again.Number != first.Number {
		t.Errorf("two open registries: %d and %d", first.Number, again.Number)
	}
	if second := ok(b.OpenRegistry(ctx, b.by(sector), other))(t); second.Number != 2 || second.Provider != other {
		t.Errorf("%+v", second)
	}
	if first.State != courier.Open || first.OpenedBy != sector.Code || first.OpenedAt.Format("15:04") != "10:00" {
		t.Errorf("%+v", first)
	}
	b.refused(intake.ProblemProviderUnknown, func() error { _, err := b.OpenRegistry(ctx, b.by(sector), "nobody"); return err })
	b.refused(courier.ProblemNoRegistry, func() error { _, err := b.Registry(ctx, 77); return err })
}

// What comes after the closing goes with the next registry.
func TestLateAdditionsGoToTheNext(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	no, _ := b.listed(3, school)
	late := b.handed(2, school)
	b.refused(courier.ProblemRegistryClosed, func() error { _, err := b.Add(ctx, b.by(sector), no, late[0]); return err })
	c := ok(b.Put(ctx, b.by(sector), late[0]))(t)
	if c.Registry != no+1 || c.Stage != intake.Out || c.Late {
		t.Errorf("%+v", c.State)
	}
	if c = ok(b.Add(ctx, b.by(sector), no+1, late[1]))(t); c.Registry != no+1 {
		t.Errorf("%+v", c.State)
	}
	if r := b.registry(no); r.Cases != 3 || r.State != courier.Closed || r.ClosedAt.IsZero() {
		t.Errorf("%+v", r)
	}
}

// A case put in after its day says so, and so does the pile before it is put.
func TestPutLate(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ids := b.handed(3, school)
	for i, c := range []struct {
		at   string
		late bool
	}{{"2015-03-02T18:00", false}, {"2015-03-03T19:59", false}, {"2015-03-04T09:01", true}} {
		b.set(c.at)
		if n := b.count(intake.ListSector); (n.Late > 0) != c.late {
			t.Errorf("%s: %+v", c.at, n)
		}
		if got := ok(b.Put(t.Context(), b.by(sector), ids[i]))(t); got.Late != c.late {
			t.Errorf("%s: late %v", c.at, got.Late)
		}
	}
	if c := ok(b.TakeOut(t.Context(), b.by(sector), ids[2]))(t); c.Late || c.Registry != 0 || c.Stage != intake.Handed {
		t.Errorf("taken out: %+v", c.State)
	}
}

func TestPutAll(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	b.handed(23, school)
	b.handed(2, other)
	var told []int
	n := ok(b.PutAll(t.Context(), b.by(sector), school, func(done, all int) { told = append(told, done, all) }))(t)
	if n != 23 || !slices.Equal(told[len(told)-2:], []int{23, 23}) {
		t.Errorf("%d put, progress %v", n, told)
	}
	if left := b.only(intake.ListSector); len(left) != 2 || left[0].Provider != other {
		t.Errorf("left: %+v", left)
	}
	if rows := ok(b.Contents(t.Context(), 1, nil, 100))(t); len(rows) != 23 || rows[0].Stage != intake.Out || rows[0].Registry != 1 {
		t.Errorf("%d rows", len(rows))
	}
	if n := ok(b.PutAll(t.Context(), b.by(sector), school, nil))(t); n != 0 {
		t.Errorf("put %d of nothing", n)
	}
}

func TestRegistryRefusals(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	b.handed(1, other)
	closed := b.list(other)
	empty := ok(b.OpenRegistry(ctx, b.by(sector), school))(t).Number
	fresh, waiting := b.duplicates(1, school)[0], b.handed(2, school)
	inside := ok(b.Put(ctx, b.by(sector), waiting[0]))(t)
	stray := b.handed(1, other)[0]
	sent, away := b.sent(1, "school-7")
	only := ok(b.OpenRegistry(ctx, b.by(sector), depart))(t).Number
	act := func(fn func(by intake.By) error) func() error { return func() error { return fn(b.by(sector)) } }
	add := func(no uint64, id uuid.UUID) func() error {
		return act(func(by intake.By) error { _, err := b.Add(ctx, by, no, id); return err })
	}
	put := func(id uuid.UUID) func() error {
		return act(func(by intake.By) error { _, err := b.Put(ctx, by, id); return err })
	}
	out := func(id uuid.UUID) func() error {
		return act(func(by intake.By) error { _, err := b.TakeOut(ctx, by, id); return err })
	}
	on := func(fn func(intake.By, uint64) (*courier.Registry, error), no uint64) func() error {
		return act(func(by intake.By) error { _, err := fn(by, no); return err })
	}
	shut := func(by intake.By, no uint64) (*courier.Registry, error) { return b.CloseRegistry(ctx, by, no) }
	reopen := func(by intake.By, no uint64) (*courier.Registry, error) { return b.Reopen(ctx, by, no) }
	recall := func(by intake.By, no uint64) (*courier.Registry, error) { return b.Recall(ctx, by, no) }
	send := func(nos []uint64, who, seal string) func() error {
		return act(func(by intake.By) error { _, err := b.Dispatch(ctx, by, nos, who, "1", seal); return err })
	}
	for _, c := range []struct {
		name, want string
		act        func() error
	}{
		{"not with the sector yet", intake.ProblemNotNow, put(fresh)},
		{"no such case", intake.ProblemNoCase, put(uuid.New())},
		{"in a registry already", courier.ProblemInRegistry, put(waiting[0])},
		{"no such registry", courier.ProblemNoRegistry, add(99, waiting[1])},
		{"another provider's", courier.ProblemOtherProvider, add(inside.Registry, stray)},
		{"a closed one", courier.ProblemRegistryClosed, add(closed, stray)},
		{"one on the road", courier.ProblemRegistryClosed, add(sent, waiting[1])},
		{"taken out of none", intake.ProblemNotNow, out(waiting[1])},
		{"taken out on the road", courier.ProblemRegistryState, out(away[0])},
		{"closing an empty one", courier.ProblemRegistryEmpty, on(shut, only)},
		{"closing twice", courier.ProblemRegistryState, on(shut, closed)},
		{"closing none", courier.ProblemNoRegistry, on(shut, 99)},
		{"reopening an open one", courier.ProblemRegistryState, on(reopen, empty)},
		{"reopening on the road", courier.ProblemRegistryState, on(reopen, sent)},
		{"recalling what is here", courier.ProblemRegistryState, on(recall, closed)},
		{"no registry to send", courier.ProblemNothing, send(nil, "М. Тәжін", "П-1")},
		{"nobody to carry it", courier.ProblemCourier, send([]uint64{closed}, "", "П-1")},
		{"no seal", courier.ProblemSeal, send([]uint64{closed}, "М. Тәжін", "")},
		{"an open one among them", courier.ProblemRegistryState, send([]uint64{closed, empty}, "М. Тәжін", "П-1")},
		{"one on the road among them", courier.ProblemRegistryState, send([]uint64{closed, sent}, "М. Тәжін", "П-1")},
		{"none such among them", courier.ProblemNoRegistry, send([]uint64{closed, 99}, "М. Тәжін", "П-1")},
	} {
		t.Run(c.name, func(t *testing.T) { b.refused(c.want, c.act) })
	}
	if r := b.registry(closed); r.State != courier.Closed || r.Batch != 0 {
		t.Errorf("%+v", r)
	}
}

func TestReopenAndRecall(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	no, ids := b.sent(3, school)
	if r := ok(b.Recall(ctx, b.by(sector), no))(t); r.State != courier.Closed || r.Batch != 0 || r.Courier != "" || !r.DispatchedAt.IsZero() {
		t.Errorf("%+v", r)
	}
	if r := ok(b.Reopen(ctx, b.by(sector), no))(t); r.State != courier.Open || r.Cases != 0 || !r.ClosedAt.IsZero() {
		t.Errorf("%+v", r)
	}
	ok(b.TakeOut(ctx, b.by(sector), ids[0]))(t)
	if r := ok(b.CloseRegistry(ctx, b.by(sector), no))(t); r.Cases != 2 {
		t.Errorf("%+v", r)
	}
	ok(b.Put(ctx, b.by(sector), ids[0]))(t) // opens the next
	b.refused(courier.ProblemRegistryState, func() error { _, err := b.Reopen(ctx, b.by(sector), no); return err })
}

// Dispatching writes one record a registry, whatever it holds, and the act is
// one for the batch.
func TestDispatchWritesOneRecordARegistry(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	first, _ := b.listed(40, school)
	second, ids := b.listed(12, other)
	before := b.head()
	sent := ok(b.Dispatch(t.Context(), b.by(sector), []uint64{first, second, first}, "М. Тәжін", "2", "П-17"))(t)
	made := b.entries(before)
	if len(made) != 1 || made[0].Act != "dispatch" || made[0].Process != 4 || !slices.Equal(made[0].Args, []string{"1", "2"}) {
		t.Fatalf("%+v", made)
	}
	records := map[string]int{}
	for _, c := range made[0].Changes {
		records[c.Table]++
	}
	if records["registry"] != 2 || records["case"] != 0 || len(made[0].Changes) != 3 { // and the batch's number
		t.Errorf("%v", records)
	}
	if len(sent) != 2 {
		t.Fatalf("%d sent", len(sent))
	}
	for _, r := range sent {
		if r.Batch != 1 || r.State != courier.Dispatched || r.Courier != "М. Тәжін" || r.Run != "2" || r.Seal != "П-17" || r.DispatchedAt.IsZero() {
			t.Errorf("%+v", r)
		}
	}
	if c := b.stands(ids[3], intake.Out); c.Arrived || c.Version() != 4 {
		t.Errorf("a case was touched: %+v", c.State)
	}
}

// More registries than one transaction may write still leave with one act.
func TestDispatchManyRegistries(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	const many = 60
	var nos []uint64
	for i := range many {
		p := fmt.Sprintf("school-%d", 100+i)
		b.Office.Office.Providers = append(b.Office.Office.Providers, intake.Provider{
			Code: p, Kind: "school", Week: calendar.SixDays, Hours: calendar.DefaultHours(), Name: trio.Text{KK: p, RU: p, EN: p},
		})
		no, _ := b.listed(1, p)
		nos = append(nos, no)
	}
	open := ok(b.OpenRegistry(t.Context(), b.by(sector), school))(t).Number
	b.refused(courier.ProblemRegistryState, func() error {
		_, err := b.Dispatch(t.Context(), b.by(sector), append(nos[:many:many], open), "М. Тәжін", "1", "П-1")
		return err
	})
	by := b.by(sector)
	sent := ok(b.Dispatch(t.Context(), by, nos, "М. Тәжін", "1", "П-1"))(t)
	if len(sent) != many {
		t.Fatalf("%d sent", len(sent))
	}
	for _, r := range sent {
		if r.Batch != 1 || r.State != courier.Dispatched || !r.DispatchedAt.Equal(by.At) {
			t.Errorf("%+v", r)
		}
	}
	if one, _ := b.sent(1, other); b.registry(one).Batch != 2 {
		t.Errorf("the next batch is %d", b.registry(one).Batch)
	}
}

func TestLeaveBy(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	monday, saturday := b.Today(), b.Today().Add(5)
	if at := b.LeaveBy(monday); at != calendar.At(16, 0) {
		t.Errorf("with runs: %s", at)
	}
	b.Office.Office.Courier = nil
	if at := b.LeaveBy(monday); at != calendar.At(20, 0) {
		t.Errorf("without: %s", at)
	}
	if at := b.LeaveBy(saturday); at != calendar.At(13, 0) {
		t.Errorf("on Saturday: %s", at)
	}
}
