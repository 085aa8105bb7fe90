package widget_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// table is a list that counts what is read of it.
type table struct {
	keys  []int
	reads int
	most  int
	err   error
}

func (s *table) Page(_ context.Context, w widget.Want) (widget.Page, error) {
	if s.err != nil {
		return widget.Page{}, s.err
	}
	s.reads++
	s.most = max(s.most, w.Limit)
	from, to := 0, len(s.keys)
	if w.From != "" {
		var k int
		fmt.Sscan(strings.TrimLeft(w.From, "k0")+"", &k)
		i, found := slices.BinarySearch(s.keys, k)
		after := i
		if found {
			after++
		}
		switch {
		case w.Back:
			to = i
		case w.Inclusive:
			from = i
		default:
			from = after
		}
	}
	n := to - from
	p := widget.Page{More: n > w.Limit}
	if p.More && w.Back {
		from = to - w.Limit
	} else if p.More {
		to = from + w.Limit
	}
	for _, k := range s.keys[from:to] {
		p.Rows = append(p.Rows, widget.Row{ID: fmt.Sprint("id", k), Key: fmt.Sprintf("k%09d", k),
			Cells: []safe.Text{safe.Clean(fmt.Sprint("row ", k)), safe.Const("Жүсіпова Әлия"), safe.Num(k)}})
	}
	return p, nil
}

func numbers(n int) *table {
	s := &table{}
	for i := range n {
		s.keys = append(s.keys, i+1)
	}
	return s
}

// bench drives a grid: questions are answered at once unless they are held.
type bench struct {
	*widget.Grid
	held []func() any
	hold bool
	out  []any
}

func newBench(s widget.Source, h int) *bench {
	b := &bench{}
	ask := func(_ string, fn func(context.Context) any) tea.Cmd {
		answer := func() any { return fn(context.Background()) }
		if b.hold {
			b.held = append(b.held, answer)
		} else {
			b.out = append(b.out, answer())
		}
		return nil
	}
	b.Grid = widget.NewGrid("t", ask, s,
		widget.Column{Title: safe.Const("Нөмірі"), Min: 12, Max: 20},
		widget.Column{Title: safe.Const("Аты-жөні"), Min: 10},
		widget.Column{Title: safe.Const("Парақ"), Min: 7, Max: 9, Right: true})
	b.Resize(h)
	b.Load()
	b.settle()
	return b
}

func (b *bench) settle() {
	for len(b.out) > 0 {
		m := b.out[0]
		b.out = b.out[1:]
		b.Update(m)
	}
}

func (b *bench) press(codes ...rune) {
	for _, c := range codes {
		m := tea.KeyPressMsg{Code: c}
		if c == ' ' {
			m.Text = " "
		}
		b.Update(m)
		b.settle()
	}
}

func (b *bench) id() string { r, _ := b.Selected(); return r.ID }

func TestGridWalksAMillionRowsInThreePages(t *testing.T) {
	src := numbers(1_000_000)
	b := newBench(src, 21)
	for i := range 3000 {
		if got, want := b.id(), fmt.Sprint("id", i+1); got != want {
			t.Fatalf("step %d: %s", i, got)
		}
		b.press(tea.KeyDown)
		if b.Len() > 60 {
			t.Fatalf("%d rows held", b.Len())
		}
	}
	for range 3000 {
		b.press(tea.KeyUp)
	}
	if b.id() != "id1" {
		t.Errorf("back at %s", b.id())
	}
	b.press(tea.KeyEnd)
	if b.id() != "id1000000" {
		t.Errorf("End is %s", b.id())
	}
	b.press(tea.KeyUp, tea.KeyPgUp)
	if b.id() != "id999979" {
		t.Errorf("a page up is %s", b.id())
	}
	b.press(tea.KeyHome)
	if b.id() != "id1" {
		t.Errorf("Home is %s", b.id())
	}
	if src.most > 60 {
		t.Errorf("%d rows were asked for at once", src.most)
	}
}

func TestGridKeepsTheSelectionByID(t *testing.T) {
	src := numbers(500)
	b := newBench(src, 11)
	for range 120 {
		b.press(tea.KeyDown)
	}
	want := b.id()
	line := slices.IndexFunc(b.Draw(60, 11, theme.Mono()), func(l safe.Line) bool { return strings.Contains(l.Plain(), "▸") })
	// Rows before it go away and others come behind.
	src.keys = slices.DeleteFunc(src.keys, func(k int) bool { return k%3 == 0 && k < 115 })
	b.Reload()
	b.settle()
	if b.id() != want {
		t.Errorf("selected %s, was %s", b.id(), want)
	}
	if now := slices.IndexFunc(b.Draw(60, 11, theme.Mono()), func(l safe.Line) bool { return strings.Contains(l.Plain(), "▸") }); now != line {
		t.Errorf("it jumped from line %d to %d", line, now)
	}
	// The selected row itself goes: its neighbour is selected.
	src.keys = slices.DeleteFunc(src.keys, func(k int) bool { return k == 121 })
	b.Reload()
	b.settle()
	if b.id() != "id122" {
		t.Errorf("beside the row that went: %s", b.id())
	}
	// All go.
	src.keys = nil
	b.Reload()
	b.settle()
	if _, ok := b.Selected(); ok || b.Len() != 0 {
		t.Error("rows that are gone are still there")
	}
	src.keys = []int{7}
	b.Reload()
	b.settle()
	if b.id() != "id7" {
		t.Errorf("the row that came: %q", b.id())
	}
}

func TestGridFillsUpWhenTheEndGoesAway(t *testing.T) {
	src := numbers(500)
	b := newBench(src, 11)
	b.press(tea.KeyEnd)
	src.keys = src.keys[:450]
	b.Reload()
	b.settle()
	if rows := b.Draw(60, 11, theme.Mono()); len(rows) != 11 {
		t.Errorf("%d rows drawn of 11", len(rows))
	}
}

func TestGridTakesMovesMadeWhileItReads(t *testing.T) {
	b := newBench(numbers(1000), 11)
	b.hold = true
	for range 60 {
		b.press(tea.KeyDown)
	}
	for len(b.held) > 0 {
		h := b.held[0]
		b.held = b.held[1:]
		b.Update(h())
	}
	if b.id() != "id61" {
		t.Errorf("after sixty steps: %s", b.id())
	}
}

func TestGridMarks(t *testing.T) {
	b := newBench(numbers(50), 11)
	b.Multi = true
	b.press(' ', ' ', tea.KeyDown, ' ')
	var ids []string
	for _, r := range b.Marked() {
		ids = append(ids, r.ID)
	}
	slices.Sort(ids)
	if fmt.Sprint(ids) != "[id1 id2 id4]" {
		t.Errorf("ticked %v", ids)
	}
	b.press(tea.KeyUp, ' ')
	if len(b.Marked()) != 2 {
		t.Error("a second Space does not clear the tick")
	}
	if got := b.Draw(60, 11, theme.Mono())[1].Plain(); !strings.Contains(got, "[x] row 1") {
		t.Errorf("a ticked row reads %q", got)
	}
}

func TestGridSaysErrors(t *testing.T) {
	src := numbers(50)
	b := newBench(src, 11)
	var said error
	b.Fail = func(err error) tea.Cmd { said = err; return nil }
	src.err = errors.New("broken")
	b.Reload()
	b.settle()
	if said == nil || b.id() != "id1" {
		t.Errorf("said %v, selected %q", said, b.id())
	}
	src.err = nil
	b.press(tea.KeyDown)
	if b.id() != "id2" {
		t.Error("an error locks the list")
	}
}

func TestGridSelectsWhatIsAskedFor(t *testing.T) {
	b := newBench(numbers(50), 11)
	var told []string
	b.Select = func(r widget.Row) tea.Cmd { told = append(told, r.ID); return nil }
	b.SelectID("id20")
	if b.id() != "id20" {
		t.Errorf("selected %s", b.id())
	}
	b.press(tea.KeyDown, tea.KeyDown)
	if fmt.Sprint(told) != "[id21 id22]" {
		t.Errorf("told %v", told)
	}
}

func TestGridFitsEveryWidth(t *testing.T) {
	b := newBench(numbers(50), 11)
	for w := range 140 {
		for _, multi := range []bool{false, true} {
			b.Multi = multi
			rows := b.Draw(w, 11, theme.Colour())
			if len(rows) > 11 {
				t.Fatalf("%d rows", len(rows))
			}
			for _, r := range rows {
				if r.Width() > w {
					t.Fatalf("width %d: a row of %d: %q", w, r.Width(), r.Plain())
				}
			}
		}
	}
	if got := b.Draw(80, 11, theme.Mono())[1].Plain(); !strings.Contains(got, " 1 ") {
		t.Errorf("the number column: %q", got)
	}
}

func TestRowsSource(t *testing.T) {
	var rows []widget.Row
	for i := range 10 {
		rows = append(rows, widget.Row{ID: fmt.Sprint(i)})
	}
	src := widget.Rows(rows)
	ids := func(w widget.Want) string {
		p, _ := src.Page(context.Background(), w)
		out := fmt.Sprint(p.More)
		for _, r := range p.Rows {
			out += r.ID
		}
		return out
	}
	for _, c := range []struct {
		w    widget.Want
		want string
	}{
		{widget.Want{Limit: 3}, "true012"},
		{widget.Want{Limit: 3, From: "2"}, "true345"},
		{widget.Want{Limit: 3, From: "2", Inclusive: true}, "true234"},
		{widget.Want{Limit: 3, From: "6"}, "false789"},
		{widget.Want{Limit: 3, Back: true}, "true789"},
		{widget.Want{Limit: 3, Back: true, From: "2"}, "false01"},
	} {
		if got := ids(c.w); got != c.want {
			t.Errorf("%+v: %s, want %s", c.w, got, c.want)
		}
	}
}

// The promise is 0.3 ms a draw, whatever the length of the list.
func BenchmarkGridDraw(b *testing.B) {
	for _, n := range []int{10, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g := newBench(numbers(n), 40)
			th := theme.Colour()
			b.ReportAllocs()
			for b.Loop() {
				g.Update(tea.KeyPressMsg{Code: tea.KeyDown})
				g.settle()
				_ = safe.Render(g.Draw(132, 40, th))
			}
		})
	}
}
