package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/iin"
	"tereze/intake/name"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// providerPick is the choice of one provider among the office's: ←→ go through
// them, what is typed jumps to the one whose name has such a word.
type providerPick struct {
	s      *Session
	among  []*intake.Provider
	chosen string
	before bool   // chosen for the person before, nobody has looked at it yet
	typed  string // what was typed since it got the focus
	fault  safe.Text
	change func() tea.Cmd
}

func newProviderPick(s *Session, kind string) *providerPick {
	return &providerPick{s: s, among: s.Office.Office.ProvidersOf(kind)}
}

// ID is the field a problem of the domain names.
func (p *providerPick) ID() string { return "provider" }

// Focus begins a new search.
func (p *providerPick) Focus() { p.typed = "" }

// Blur has nothing to check before the form is sent.
func (p *providerPick) Blur() tea.Cmd { return nil }

// Check is true; the domain judges the whole.
func (p *providerPick) Check() bool { return true }

// Typing keeps the digits of a school's number from leading to a station.
func (p *providerPick) Typing() bool { return true }

// Skip when there is nothing to choose among.
func (p *providerPick) Skip() bool {
	return len(p.among) == 0 || len(p.among) == 1 && p.chosen == p.among[0].Code
}

// LabelWidth is how many cells the label would like.
func (p *providerPick) LabelWidth() int { return p.s.Words.P1().Provider.Width() }

// Refuse puts a reason under the choice.
func (p *providerPick) Refuse(why safe.Text) { p.fault = why }

// Fault is what is wrong with it.
func (p *providerPick) Fault() safe.Text { return p.fault }

// only leaves one provider to choose: a chancellery takes what is its own.
func (p *providerPick) only(code string) {
	if own, ok := p.s.Office.Office.Provider(code); ok {
		p.among = []*intake.Provider{own}
		p.choose(code)
	}
}

func (p *providerPick) choose(code string) { p.chosen, p.fault, p.before = code, safe.Text{}, false }

func (p *providerPick) index() int {
	return slices.IndexFunc(p.among, func(o *intake.Provider) bool { return o.Code == p.chosen })
}

// Update moves the choice or searches.
func (p *providerPick) Update(msg tea.Msg) (tea.Cmd, bool) {
	m, ok := msg.(tea.KeyPressMsg)
	n := len(p.among)
	if !ok || n == 0 || m.Mod&(tea.ModCtrl|tea.ModAlt) != 0 {
		return nil, false
	}
	i := p.index()
	switch {
	case m.Code == tea.KeyRight, m.Text == " ":
		i = (i + 1) % n
		p.typed = ""
	case m.Code == tea.KeyLeft && i < 0:
		i = n - 1
	case m.Code == tea.KeyLeft:
		i = (i + n - 1) % n
		p.typed = ""
	case m.Code == tea.KeyBackspace:
		p.typed = ""
		return nil, true
	case keys.Printable(m):
		if i = p.find(m.Text); i < 0 {
			return nil, true
		}
	default:
		return nil, false
	}
	if p.among[i].Code == p.chosen && !p.before {
		return nil, true
	}
	p.choose(p.among[i].Code)
	return p.change(), true
}

// find is the provider that what was typed so far means, else what was typed
// last alone, else -1.
func (p *providerPick) find(text string) int {
	for _, q := range []string{p.typed + text, text} {
		if i := p.match(q); i >= 0 {
			p.typed = q
			return i
		}
	}
	return -1
}

// match looks for a word that is the query, then for one that begins with it;
// as letters first, then as the digits of another layout.
func (p *providerPick) match(q string) int {
	queries := []string{name.Fold(q)}
	if d := iin.Fold(q); d != q {
		queries = append(queries, d)
	}
	for _, q := range queries {
		for _, has := range []func(string) bool{
			func(w string) bool { return w == q },
			func(w string) bool { return q != "" && strings.HasPrefix(w, q) },
		} {
			for i, o := range p.among {
				words := name.Words(o.Short + " " + o.Name.In(p.s.Lang))
				if slices.ContainsFunc(words, has) {
					return i
				}
			}
		}
	}
	return -1
}

// Draw is the choice in one row, and what is wrong with it below.
func (p *providerPick) Draw(w int, look widget.Look) []safe.Line {
	th, words := look.Theme, p.s.Words.P1()
	pointer, lab, val := safe.Row(safe.Const(" ")), th.Label, th.Field
	if look.Focused {
		pointer, lab, val = safe.Const("▸").As(th.Accent), th.Title, th.Selected
	}
	row := safe.Row(pointer, words.Provider.Fit(look.Label).As(lab), safe.Const("  "))
	named := safe.Const("—")
	if p.chosen != "" {
		named = p.s.ProviderName(p.chosen)
	}
	row = row.Plus(safe.Const("‹ ").As(th.Muted), named.CutWords(w-row.Width()-5).As(val), safe.Const(" ›").As(th.Muted))
	hint := safe.Text{}
	switch {
	case p.before:
		hint = words.AsBefore
	case !p.Skip() && (look.Focused || p.chosen == ""):
		hint = words.ProviderHint
	}
	if room := w - row.Width() - 3; hint.Width() <= room {
		row = row.Plus(safe.Const("  "), hint.As(th.Muted))
	}
	rows := []safe.Line{row.Cut(w)}
	if p.fault.Empty() {
		return rows
	}
	for i, t := range p.fault.Wrap(max(w-look.Label-8, 20)) {
		lead := safe.Const("    ")
		if i == 0 {
			lead = safe.Const("└ ! ")
		}
		rows = append(rows, safe.Row(safe.Spaces(look.Label+3), lead.Plus(t).As(th.Error)).Cut(w))
	}
	return rows
}
