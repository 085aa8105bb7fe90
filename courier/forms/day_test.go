package forms_test

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"tereze/courier"
	"tereze/courier/forms"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/intake/paper"
	"tereze/store"
)

// figures are the numbers of a day's tables by their Russian words.
func figures(t testing.TB, f *paper.Form) map[string]int {
	t.Helper()
	all := map[string]int{}
	for _, b := range f.Blocks {
		table, ok := b.(paper.Table)
		if !ok || len(table.Columns) > 4 {
			continue
		}
		last := len(table.Columns) - 1
		for _, r := range table.Rows {
			all[r[last-1]] += must(strconv.Atoi(r[last]))(t)
		}
	}
	return all
}

func TestDayCounts(t *testing.T) {
	all := life(t)
	for _, c := range []struct {
		name string
		want map[string]int
	}{
		{"day", map[string]int{
			"направлено в другое место": 2, "отказано в приёме": 2, "принято": 8, "передано в сектор": 8, "принято сектором": 8,
			"отправлено с курьером: реестров": 2, "доставлено услугодателю: реестров": 0, "дел в них": 8,
			"Дубликат": 6, "Очередь в сад": 2, "Документ, удостоверяющий личность – нет": 2, "услуга не оказывается через центр": 2,
			"Должно уйти с курьером сегодня, ни в одном реестре": 0,
		}},
		{"day-next", map[string]int{
			"принято": 1, "передано в сектор": 0, "отправлено с курьером: реестров": 0, "доставлено услугодателю: реестров": 2,
			"дел в них": 7, "актов о расхождении": 1, "В реестрах, которые ещё не ушли": 1, "направлено в другое место": 0,
		}},
	} {
		got := figures(t, all[c.name])
		for words, n := range c.want {
			if have, ok := got[words]; !ok || have != n {
				t.Errorf("%s: %q is %d (%v), want %d", c.name, words, have, ok, n)
			}
		}
	}
}

// Of an act over many cases each case counts, of a recalled dispatch nothing;
// what was undone is counted apart. A report of a day gone by still says it.
func TestDayOfManyActs(t *testing.T) {
	b := open(t)
	ids := b.accept(12, "duplicate", school)
	no := b.send(school, ids...)
	must(b.Recall(ctx(), b.by(sector), no))(t)
	b.set("2015-03-03T10:00")
	must(b.Dispatch(ctx(), b.by(sector), []uint64{no}, "М. Тәжін", "11:00", "П-1"))(t)
	b.deliver(no, courier.Delivery{})
	ret := b.giveBack(school, ids, 2)
	for _, id := range ids {
		b.scan(ret, b.number(id).Barcode())
	}
	must(b.Undo(ctx(), b.by(sector), must(b.Case(ctx(), ids[0]))(t), "қате"))(t)
	must(b.Forward(ctx(), b.by(sector), ids[1:], nil))(t)
	must(b.Issue(ctx(), b.by(op), ids[1], intake.Handing{Receipt: true, Identity: intake.IdentityCard}))(t)
	b.set("2015-03-05T10:00")
	b.accept(1, "duplicate", school)
	for day, want := range map[int]map[string]int{
		2: {"принято": 12, "передано в сектор": 12, "отправлено с курьером: реестров": 0},
		3: {"принято": 0, "отправлено с курьером: реестров": 1, "доставлено услугодателю: реестров": 1, "дел в них": 24,
			"услугодатель отдал результат": 12, "отмечено сканером": 12, "передано инспектору": 11, "выдано": 1,
			"отменённых действий (выше сосчитаны)": 1},
		4: {"принято": 0, "отмечено сканером": 0},
		5: {"принято": 1, "Должно уйти с курьером сегодня, ни в одном реестре": 0},
	} {
		f := must(forms.Day(ctx(), b.Office, calendar.Date{Year: 2015, Month: 3, Day: day}, forms.Options{Worker: op.Name}))(t)
		got := figures(t, f)
		for words, n := range want {
			if have, ok := got[words]; !ok || have != n {
				t.Errorf("%d March: %q is %d (%v), want %d", day, words, have, ok, n)
			}
		}
		if f.Foot != paper.Journal(must(b.Ledger.Head(ctx()))(t)) {
			t.Errorf("%d March: the foot %q is not the journal's head", day, f.Foot.KK)
		}
	}
}

func TestUnknownSubjects(t *testing.T) {
	b := open(t)
	problem := func(code string, _ *paper.Form, err error) {
		t.Helper()
		if p, ok := intake.AsProblem(err); !ok || p.Code != code {
			t.Errorf("got %v, want the problem %s", err, code)
		}
	}
	is := func(want error, _ *paper.Form, err error) {
		t.Helper()
		if !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
	f, err := forms.Registry(ctx(), b.Office, 9, opts())
	problem(courier.ProblemNoRegistry, f, err)
	f, err = forms.Return(ctx(), b.Office, 9, opts())
	problem(courier.ProblemNoReturn, f, err)
	f, err = forms.Discrepancy(ctx(), b.Office, 9, opts())
	problem(courier.ProblemNoRegistry, f, err)
	f, err = forms.Inventory(ctx(), b.Office, "2015/9", opts())
	is(store.ErrNotFound, f, err)
	f, err = forms.Day(ctx(), b.Office, calendar.Date{}, opts())
	is(code.ErrDay, f, err)
	no := b.send(school, b.accept(1, "duplicate", school)...)
	b.deliver(no, courier.Delivery{})
	f, err = forms.Discrepancy(ctx(), b.Office, no, opts())
	is(store.ErrNotFound, f, err)
}

// A registry just opened can be looked at too.
func TestEmptyRegistry(t *testing.T) {
	b := open(t)
	no := must(b.OpenRegistry(ctx(), b.by(sector), school))(t).Number
	f := must(forms.Registry(ctx(), b.Office, no, opts()))(t)
	text := f.Text(80)
	for _, want := range []string{"ПРОЕКТ, ЕЩЁ НЕ ЗАКРЫТ", "дел: 0, листов: 0", "№ 1 орта мектеп"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if err := f.PDF(io.Discard); err != nil {
		t.Error(err)
	}
}
