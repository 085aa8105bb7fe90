package widget

import (
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Bar is how much of a whole is done, in w cells, with the two numbers behind
// it: ███████▌░░░░ 11 / 14. A whole of nothing is an empty bar.
func Bar(w int, th theme.Theme, done, whole int) safe.Line {
	numbers := safe.Const("  ").Plus(safe.Num(done), safe.Const(" / "), safe.Num(whole))
	n := w - numbers.Width()
	if n < 4 {
		return numbers.Cut(w).As(th.Plain)
	}
	halves := 0
	if whole > 0 {
		halves = min(max(2*n*done/whole, 0), 2*n)
	}
	full := safe.Repeat(safe.Const("█"), halves/2)
	if halves%2 == 1 {
		full = full.Plus(safe.Const("▌"))
	}
	rest := safe.Repeat(safe.Const("░"), n-full.Width())
	return safe.Row(full.As(th.Bar), rest.As(th.Muted), numbers)
}

// Hints is the band of keys that work now, in w cells: whole hints only, the
// first ones first. A key that cannot work now is shown muted.
func Hints(w int, th theme.Theme, bs []keys.Binding) safe.Line {
	out := []safe.Part{safe.Const(" ")}
	used := 1
	for _, b := range bs {
		if b.Label.Empty() || len(b.Keys) == 0 {
			continue
		}
		name := b.Name()
		n := name.Width() + 1 + b.Label.Width()
		if used > 1 {
			n += 2
		}
		if used+n > w {
			continue
		}
		if used > 1 {
			out = append(out, safe.Const("  "))
		}
		used += n
		ks, ws := th.Key, th.Plain
		if !b.Blocked().Empty() {
			ks, ws = th.Muted, th.Muted
		}
		out = append(out, name.As(ks), safe.Const(" "), b.Label.As(ws))
	}
	return safe.Row(out...)
}
