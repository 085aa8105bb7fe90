package safe

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Text is text that may be drawn: one row, no control, bidirectional or
// zero-width character in it. The zero Text is empty.
type Text struct{ s string }

// literal lets Const take our own constant words and nothing else.
type literal string

// Const is a word of the program itself; only a constant compiles.
func Const(s literal) Text { return Text{string(s)} }

// Num is a whole number, thousands held apart by a no-break space: 4 817.
func Num(n int) Text {
	s := strconv.Itoa(n)
	head := ""
	if n < 0 {
		head, s = "-", s[1:]
	}
	if len(s) < 4 {
		return Text{head + s}
	}
	var b strings.Builder
	b.WriteString(head)
	for i := range len(s) {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteString("\u00a0")
		}
		b.WriteByte(s[i])
	}
	return Text{b.String()}
}

// Repeat is t n times: rules and bars.
func Repeat(t Text, n int) Text { return Text{strings.Repeat(t.s, max(n, 0))} }

// Spaces is n blank cells.
func Spaces(n int) Text { return Text{strings.Repeat(" ", max(n, 0))} }

// Join puts sep between those parts that are not empty.
func Join(sep Text, parts ...Text) Text {
	var b strings.Builder
	for _, p := range parts {
		if p.s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(sep.s)
		}
		b.WriteString(p.s)
	}
	return Text{b.String()}
}

// String is the text without any style.
func (t Text) String() string { return t.s }

// Empty tells that there is nothing to draw.
func (t Text) Empty() bool { return t.s == "" }

// Width is how many cells t takes.
func (t Text) Width() int { return width(t.s) }

// Plus puts more texts behind t.
func (t Text) Plus(more ...Text) Text {
	n := len(t.s)
	for _, m := range more {
		n += len(m.s)
	}
	var b strings.Builder
	b.Grow(n)
	b.WriteString(t.s)
	for _, m := range more {
		b.WriteString(m.s)
	}
	return Text{b.String()}
}

// Fill puts args in the places {0}, {1} … of a template.
func (t Text) Fill(args ...Text) Text {
	if !strings.Contains(t.s, "{") {
		return t
	}
	var b strings.Builder
	n := len(t.s)
	for _, a := range args {
		n += len(a.s)
	}
	b.Grow(n)
	rest := t.s
	for {
		i := strings.IndexByte(rest, '{')
		if i < 0 {
			break
		}
		b.WriteString(rest[:i])
		rest = rest[i:]
		end := strings.IndexByte(rest, '}')
		no, err := 0, error(strconv.ErrSyntax)
		if end > 1 && rest[1] != '0' || end == 2 { // {01} and {+1} are no places
			no, err = strconv.Atoi(rest[1:end])
		}
		if err != nil || no < 0 || no >= len(args) || rest[1] == '+' {
			b.WriteByte('{')
			rest = rest[1:]
			continue
		}
		b.WriteString(args[no].s)
		rest = rest[end+1:]
	}
	b.WriteString(rest)
	return Text{b.String()}
}

// Cut shortens t to n cells, ending in … when anything was cut.
func (t Text) Cut(n int) Text {
	switch {
	case n <= 0:
		return Text{}
	case width(t.s) <= n:
		return t
	}
	return Text{ansi.Truncate(t.s, n, "…")}
}

// CutWords shortens t to n cells at the end of a word; a first word that is
// itself too long is cut like Cut does.
func (t Text) CutWords(n int) Text {
	if width(t.s) <= n {
		return t
	}
	if w := t.Wrap(n - 1); n > 1 && len(w) > 0 && strings.HasPrefix(t.s, w[0].s) {
		if rest := t.s[len(w[0].s):]; strings.HasPrefix(rest, " ") {
			return Text{w[0].s + "…"}
		}
	}
	return t.Cut(n)
}

// Pad fills t with blanks on the right to n cells.
func (t Text) Pad(n int) Text { return t.Plus(Spaces(n - width(t.s))) }

// PadLeft fills t with blanks on the left to n cells: numbers.
func (t Text) PadLeft(n int) Text { return Spaces(n - width(t.s)).Plus(t) }

// Fit is exactly n cells of t: cut or filled.
func (t Text) Fit(n int) Text { return t.Cut(n).Pad(n) }

// FitLeft is exactly n cells with t at the right edge.
func (t Text) FitLeft(n int) Text { return t.Cut(n).PadLeft(n) }

// Wrap breaks t between words into rows of at most n cells; only a word longer
// than a row is broken inside.
func (t Text) Wrap(n int) []Text {
	if n <= 0 {
		return nil
	}
	if width(t.s) <= n {
		return []Text{t}
	}
	var rows []Text
	row, w := "", 0
	for _, word := range strings.Split(t.s, " ") {
		k := width(word)
		if w > 0 && w+1+k > n {
			rows = append(rows, Text{strings.TrimRight(row, " ")})
			row, w = "", 0
		}
		if w > 0 {
			row, w = row+" ", w+1
		}
		for k > n {
			head := ansi.Truncate(word, n, "")
			if head == "" {
				break // a wide sign in one cell: nothing can be done
			}
			rows = append(rows, Text{head})
			word = word[len(head):]
			k = width(word)
		}
		row, w = row+word, w+k
	}
	if w > 0 || len(rows) == 0 {
		rows = append(rows, Text{strings.TrimRight(row, " ")})
	}
	return rows
}

// width counts cells; the scripts of the counter take the quick way.
func width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r >= 0x20 && r < 0x7f, r >= 0x400 && r < 0x483, r >= 0x48a && r < 0x530,
			r >= 0x2500 && r < 0x25c0, r == 0xa0, r == '…', r == '–', r == '№', r == '«', r == '»', r == '·':
			n++
		default:
			return ansi.StringWidth(s)
		}
	}
	return n
}
