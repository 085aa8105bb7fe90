package lang

import (
	"tereze/intake/trio"
	"tereze/tui/safe"
)

// Words speaks one language. It is a small value: pass it on.
type Words struct{ Lang trio.Lang }

// New is the words of a language; an unknown one speaks Kazakh.
func New(l trio.Lang) Words { return Words{l} }

// Of is a text of the regulations or the calendar in this language.
func (w Words) Of(t trio.Text) safe.Text { return safe.Clean(t.In(w.Lang)) }

// say is our own words, the three languages side by side.
func (w Words) say(kk, ru, en string) safe.Text {
	return safe.Clean(trio.Text{KK: kk, RU: ru, EN: en}.In(w.Lang))
}

// Count is words that change with a number, {0} standing for it.
type Count struct{ one, few, many, rule safe.Text }

// count is words around a number: Kazakh needs one form, Russian three
// (1 дело, 2 дела, 5 дел), English two.
func (w Words) count(kk, ruOne, ruFew, ruMany, enOne, enMany string) Count {
	return Count{
		one:  w.say(kk, ruOne, enOne),
		few:  w.say(kk, ruFew, enMany),
		many: w.say(kk, ruMany, enMany),
		rule: safe.Clean(string(w.Lang)),
	}
}

// Of is the words for n, the number in its place; more arguments fill {1} ….
func (c Count) Of(n int, more ...safe.Text) safe.Text {
	form := c.many
	switch c.rule.String() {
	case string(trio.RU):
		form = [3]safe.Text{c.one, c.few, c.many}[russian(n)]
	case string(trio.EN):
		if n == 1 || n == -1 {
			form = c.one
		}
	}
	return form.Fill(append([]safe.Text{safe.Num(n)}, more...)...)
}

// russian is 0 for one, 1 for a few, 2 for many.
func russian(n int) int {
	if n < 0 {
		n = -n
	}
	switch d, h := n%10, n%100; {
	case d == 1 && h != 11:
		return 0
	case d >= 2 && d <= 4 && (h < 12 || h > 14):
		return 1
	}
	return 2
}
