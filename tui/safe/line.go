package safe

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Part is what a row is made of: a Text or a Line. Nothing else can be one.
type Part interface{ part() }

type span struct {
	t  Text
	st Style
}

// Line is one styled row. Its methods return new lines.
type Line struct{ of []span }

func (Text) part() {}
func (Line) part() {}

// As is t in a style of the theme.
func (t Text) As(st Style) Line { return Line{[]span{{t, st}}} }

// Row puts parts side by side.
func Row(parts ...Part) Line { return Line{with(nil, parts)} }

// with is spans and the spans of parts in one new slice: rows are put together
// at every key, and cost what they allocate.
func with(of []span, parts []Part) []span {
	n := len(of)
	for _, p := range parts {
		if l, ok := p.(Line); ok {
			n += len(l.of)
		} else {
			n++
		}
	}
	out := append(make([]span, 0, n), of...)
	for _, p := range parts {
		switch p := p.(type) {
		case Text:
			out = append(out, span{t: p})
		case Line:
			out = append(out, p.of...)
		}
	}
	return out
}

// Rows makes one line of every text, all in one style.
func Rows(st Style, texts ...Text) []Line {
	out := make([]Line, len(texts))
	for i, t := range texts {
		out[i] = t.As(st)
	}
	return out
}

// Width is how many cells l takes.
func (l Line) Width() int {
	n := 0
	for _, s := range l.of {
		n += s.t.Width()
	}
	return n
}

// Empty tells that nothing is drawn.
func (l Line) Empty() bool { return l.Width() == 0 }

// Plus puts more parts behind l.
func (l Line) Plus(more ...Part) Line {
	return Line{with(l.of, more)}
}

// Cut shortens l to n cells, ending in … when anything was cut.
func (l Line) Cut(n int) Line {
	if l.Width() <= n {
		return l
	}
	if n <= 0 {
		return Line{}
	}
	var of []span
	left := n
	for i, s := range l.of {
		w := s.t.Width()
		rest := Line{l.of[i+1:]}
		if w < left || w == left && rest.Empty() {
			of = append(of, s)
			left -= w
			continue
		}
		// The cut falls into this span or right behind it: room for … here.
		t := s.t.Cut(left)
		if w == left {
			t = s.t.Plus(Const("…")).Cut(left)
		}
		of = append(of, span{t, s.st})
		break
	}
	return Line{of}
}

// Slice is the cells from (inclusive) to (exclusive) of l, nothing marked as cut.
func (l Line) Slice(from, to int) Line {
	var of []span
	at := 0
	for _, s := range l.of {
		w := s.t.Width()
		a, b := max(from-at, 0), min(to-at, w)
		if a < b {
			t := s.t
			if a > 0 || b < w {
				t = Text{ansi.Cut(t.s, a, b)}
			}
			of = append(of, span{t, s.st})
		}
		at += w
	}
	return Line{of}
}

// Pad fills l with blanks to n cells.
func (l Line) Pad(n int) Line {
	if w := l.Width(); w < n {
		return l.Plus(Spaces(n - w))
	}
	return l
}

// Fit is exactly n cells of l.
func (l Line) Fit(n int) Line { return l.Cut(n).Pad(n) }

// Ends is left at the left edge and right at the right edge of n cells; the
// left side is cut when both do not fit.
func Ends(left, right Part, n int) Line {
	l, r := Row(left), Row(right).Cut(n)
	w := r.Width()
	if w == 0 {
		return l.Cut(n)
	}
	room := n - w
	if lw := l.Width(); lw >= room {
		l = l.Cut(max(room-1, 0))
	}
	return l.Pad(room).Plus(r)
}

// Over is the whole of l in one style: a selected row.
func (l Line) Over(st Style) Line { return Text{l.Plain()}.As(st) }

// Plain is l without its styles.
func (l Line) Plain() string {
	var b strings.Builder
	for _, s := range l.of {
		b.WriteString(s.t.s)
	}
	return b.String()
}

// String is l with its escape codes, for the terminal.
func (l Line) String() string {
	var b strings.Builder
	l.write(&b)
	return b.String()
}

func (l Line) write(b *strings.Builder) {
	for _, s := range l.of {
		if s.t.s == "" {
			continue
		}
		b.WriteString(s.st.on)
		b.WriteString(s.t.s)
		b.WriteString(s.st.off)
	}
}

// Render joins rows with newlines: the last step before the terminal.
func Render(rows []Line) string {
	var b strings.Builder
	n := 0
	for _, r := range rows {
		n++
		for _, s := range r.of {
			n += len(s.st.on) + len(s.t.s) + len(s.st.off)
		}
	}
	b.Grow(n)
	for i, r := range rows {
		if i > 0 {
			b.WriteByte('\n')
		}
		r.write(&b)
	}
	return b.String()
}
