package paper

import (
	"strconv"
	"strings"
	"unicode"

	"tereze/intake/trio"
)

// pageLines is the lines of a page of a line printer, less its edges.
const pageLines = 60

// Text is one copy in plain text of width columns, its pages parted by form
// feeds, each with the foot of the form. Lines have no blanks at their end.
func (f *Form) Text(width int) string {
	t := texter{w: max(width, 40)}
	if o := f.Office; o.Name.KK != "" {
		half := (t.w - 3) / 2
		side := func(name, more string) []string {
			return append(wrapText(name, half), wrapText(o.more(more), half)...)
		}
		t.put(sideBySide(side(o.Name.KK, o.Lines.KK), side(o.Name.RU, o.Lines.RU), half, 3)...)
		t.put(strings.Repeat("=", t.w))
	}
	t.blocks(f.Blocks)
	return t.pages(f)
}

// texter gathers groups of lines that stay together.
type texter struct {
	w      int
	groups []group
}

type group struct {
	lines []string
	head  []string // again when the group opens a page
}

func (t *texter) put(ls ...string) {
	if len(ls) > 0 {
		t.groups = append(t.groups, group{lines: ls})
	}
}

// columns is the width of a clean text.
func columns(s string) float64 {
	n := 0
	for _, r := range s {
		if !unicode.Is(unicode.M, r) {
			n++
		}
	}
	return float64(n)
}

func cols(s string) int { return int(columns(s)) }

func wrapText(s string, w int) (out []string) {
	for _, l := range lines(s) {
		out = append(out, wrap(l, float64(w), columns)...)
	}
	return out
}

// twice wraps Kazakh and then Russian; the same words once.
func twice(t trio.Text, w int) []string {
	out := wrapText(t.KK, w)
	if t.RU != t.KK {
		out = append(out, wrapText(t.RU, w)...)
	}
	return out
}

// once is twice in one line where that fits.
func once(t trio.Text, w int) []string {
	if ls := wrapText(beside(t), w); len(ls) == 1 {
		return ls
	}
	return twice(t, w)
}

func pad(s string, w int) string { return s + strings.Repeat(" ", max(0, w-cols(s))) }

func padLeft(s string, w int) string { return strings.Repeat(" ", max(0, w-cols(s))) + s }

func indent(n int, ls []string) []string {
	out := make([]string, len(ls))
	for i, l := range ls {
		out[i] = strings.Repeat(" ", n) + l
	}
	return out
}

func (t *texter) centre(s string, upper bool) {
	for _, l := range wrapText(s, t.w) {
		if upper {
			l = strings.ToUpper(l)
		}
		t.put(padLeft(l, (t.w+cols(l))/2))
	}
}

func (t *texter) blocks(bs []Block) {
	for _, b := range bs {
		t.block(b)
	}
}

func (t *texter) block(b Block) {
	switch b := b.(type) {
	case Title:
		t.put("")
		for _, l := range once(b.Text, t.w) {
			t.centre(l, true)
		}
		for _, l := range once(b.About, t.w) {
			t.centre(l, false)
		}
		t.put("")
	case Heading:
		t.put(append([]string{""}, once(b.Text, t.w)...)...)
	case Big:
		t.big(b)
	case Fields:
		t.fields(b)
	case Para:
		if b.Beside && t.w >= 60 && b.Text.KK != b.Text.RU {
			half := (t.w - 3) / 2
			for _, l := range sideBySide(wrapText(b.Text.KK, half), wrapText(b.Text.RU, half), half, 3) {
				t.put(l)
			}
			return
		}
		for _, l := range twice(b.Text, t.w) {
			if b.Centre {
				l = padLeft(l, (t.w+cols(l))/2)
			}
			t.put(l)
		}
	case List:
		t.put(once(b.Label, t.w)...)
		for i, item := range b.Items {
			mark := "- "
			if b.Numbered {
				mark = strconv.Itoa(i+1) + ". "
			}
			ls := indent(4, twice(item, t.w-4))
			if len(ls) > 0 {
				ls[0] = padLeft(mark, 4) + ls[0][4:]
			}
			t.put(ls...)
		}
	case Table:
		t.table(b)
	case Barcode:
		t.centre("[ "+Grouped(b.Digits)+" ]", false)
	case Signs:
		t.signs(b)
	case Rule:
		t.put(strings.Repeat("-", t.w))
	case Space:
		t.put("")
	case Sides:
		half := (t.w - 3) / 2
		l, r := texter{w: half}, texter{w: half}
		l.blocks(b.Left)
		r.blocks(b.Right)
		t.put(sideBySide(l.flat(), r.flat(), half, 3)...)
	case Labels:
		for _, l := range b.Items {
			ls := []string{clean(l.Number), "[ " + Grouped(l.Digits) + " ]"}
			for _, s := range l.Lines {
				ls = append(ls, wrapText(s, t.w)...)
			}
			t.put(append(ls, "")...)
		}
	}
}

func (t *texter) flat() (out []string) {
	for _, g := range t.groups {
		out = append(out, g.lines...)
	}
	return out
}

func sideBySide(l, r []string, half, space int) (out []string) {
	for i := range max(len(l), len(r)) {
		s := ""
		if i < len(l) {
			s = l[i]
		}
		if i < len(r) {
			s = pad(s, half+space) + r[i]
		}
		out = append(out, s)
	}
	return out
}

func (t *texter) big(b Big) {
	edge := "+" + strings.Repeat("-", t.w-2) + "+"
	ls := []string{edge}
	for _, part := range [][]string{once(b.Label, t.w-4), once(b.Value, t.w-4), twice(b.Note, t.w-4), twice(b.Act, t.w-4)} {
		for _, l := range part {
			ls = append(ls, "| "+pad(l, t.w-4)+" |")
		}
	}
	t.put(append(ls, edge)...)
}

func (t *texter) fields(b Fields) {
	label := min(28, t.w*3/8)
	for _, f := range b.Rows {
		if f.Value.KK == "" && f.Value.RU == "" {
			continue
		}
		t.put(sideBySide(once(f.Label, label), twice(f.Value, t.w-label-2), label, 2)...)
	}
}

func (t *texter) signs(b Signs) {
	half := (t.w - 4) / 2
	if len(b.Places) == 1 {
		half = t.w
	}
	for _, pair := range parts(b.Places, 2) {
		var cells [2][]string
		for i, s := range pair {
			ls := once(s.Who, half)
			ls = append(ls, wrapText(s.Name, half)...)
			ls = append(ls, "", strings.Repeat("_", half))
			for _, l := range s.Lines {
				head := once(l, half*2/3)
				if len(head) == 0 {
					continue
				}
				last := len(head) - 1
				head[last] += " " + strings.Repeat("_", max(4, half-cols(head[last])-1))
				ls = append(ls, head...)
			}
			cells[i] = ls
		}
		t.put(append([]string{""}, sideBySide(cells[0], cells[1], half, 4)...)...)
	}
}

func (t *texter) table(b Table) {
	ws := textWidths(b.Columns, t.w)
	row := func(cells [][]string) (out []string) {
		n := 1
		for _, c := range cells {
			n = max(n, len(c))
		}
		for i := range n {
			s := ""
			for j, c := range cells {
				v := ""
				if i < len(c) {
					v = c[i]
				}
				if b.Columns[j].Right {
					v = padLeft(v, ws[j])
				}
				s += pad(v, ws[j]) + " "
			}
			out = append(out, s)
		}
		return out
	}
	var heads [][]string
	for i, c := range b.Columns {
		heads = append(heads, twice(c.Head, ws[i]))
	}
	head := append([]string{strings.Repeat("-", t.w)}, row(heads)...)
	head = append(head, strings.Repeat("-", t.w))
	cells := func(r []string, codes bool) (out [][]string) {
		for i, c := range b.Columns {
			v := ""
			if i < len(r) {
				v = r[i]
			}
			if c.Code && codes {
				v = Grouped(v)
			}
			out = append(out, wrapText(v, ws[i]))
		}
		return out
	}
	for i, r := range b.Rows {
		g := group{lines: row(cells(r, true)), head: head}
		if i == 0 {
			g = group{lines: append(append([]string{}, head...), g.lines...)}
		}
		t.groups = append(t.groups, g)
	}
	if len(b.Rows) == 0 {
		t.put(head...)
	}
	last := []string{""}
	if b.Totals != nil {
		last = append([]string{strings.Repeat("-", t.w)}, append(row(cells(b.Totals, false)), "")...)
	}
	t.put(last...)
}

// textWidths shares the columns of a line among those of a table.
func textWidths(cs []Column, w int) []int {
	out := make([]int, len(cs))
	left, open := w-len(cs)+1, 0
	for i, c := range cs {
		if c.Text == 0 {
			open++
		}
		out[i] = c.Text
		left -= c.Text
	}
	for i, c := range cs {
		if c.Text == 0 {
			share := max(left/open, 6)
			out[i], left, open = share, left-share, open-1
		}
	}
	return out
}

// pages deals the groups out and gives every page its mark and foot.
func (t *texter) pages(f *Form) string {
	foot := twice(f.Foot, t.w)
	var mark []string
	if f.Mark.KK != "" {
		mark = []string{"*** " + clean(beside(f.Mark)) + " ***"}
	}
	room := pageLines - len(foot) - len(mark) - 2
	var all [][]string
	page := []string{}
	for _, g := range t.groups {
		ls := g.lines
		if len(page) > 0 && len(page)+len(ls) > room {
			all, page = append(all, page), append([]string{}, g.head...)
		}
		for len(page)+len(ls) > room { // alone higher than a page
			n := room - len(page)
			all, page = append(all, append(page, ls[:n]...)), append([]string{}, g.head...)
			ls = ls[n:]
		}
		page = append(page, ls...)
	}
	all = append(all, page)
	var b strings.Builder
	for i, page := range all {
		if i > 0 {
			b.WriteByte('\f')
		}
		end := append([]string{strings.Repeat("-", t.w)}, foot...)
		end = append(end, padLeft(corner(i+1, len(all), 1, 1), t.w))
		for _, part := range [][]string{mark, page, end} {
			for _, l := range part {
				b.WriteString(strings.TrimRight(l, " "))
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}
