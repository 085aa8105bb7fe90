package tui

import (
	tea "charm.land/bubbletea/v2"

	"tereze/courier/papers"
	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/tui/keys"
	"tereze/tui/safe"
)

// refusal is the refusal receipt on the screen: what is missing and why, and
// the two ways on. It cannot be taken back, so there is no such key.
type refusal struct {
	*Session
	c    *intake.Case
	head headAt
	out  bool // has been printed
	code []safe.Line
	w, h int
}

func newRefusal(s *Session, c *intake.Case, head headAt) Screen {
	return &refusal{Session: s, c: c, head: head, code: qrRows(c.Number.Barcode(), s.Theme.Code)}
}

// Init has nothing to read.
func (r *refusal) Init() tea.Cmd { return nil }

// Update takes nothing.
func (r *refusal) Update(tea.Msg) tea.Cmd { return nil }

// Resize takes the cells.
func (r *refusal) Resize(w, h int) { r.w, r.h = w, h }

// Station is the check.
func (r *refusal) Station() int { return 1 }

// Title is the process and its end.
func (r *refusal) Title() safe.Text {
	return safe.Join(safe.Const(" · "), safe.Const("1 ").Plus(r.Words.Process(1)), r.Words.P2().Refused)
}

// Help says what a refusal is good for.
func (r *refusal) Help() []safe.Text {
	w := r.Words.P2()
	return []safe.Text{w.HelpRefused, w.NextHelp, w.AgainHelp}
}

// Keys are the two ways on.
func (r *refusal) Keys() []keys.Binding {
	w := r.Words.P2()
	return []keys.Binding{
		{ID: "next", Keys: []string{"enter"}, Label: w.Next, Do: func() tea.Cmd { return openBlank(r.Session, r.c.Service) }},
		{ID: "print", Keys: []string{"p"}, Label: r.Words.Print().Key, Help: r.Words.Print().KeyHelp, Do: r.print},
		{ID: "again", Keys: []string{"a"}, Label: w.Again, Do: r.again},
		{ID: "home", Keys: []string{"esc"}, Label: w.Home, Do: r.Home},
	}
}

// print shows the refusal receipt, which goes to both sides.
func (r *refusal) print() tea.Cmd {
	want := papers.Want{Kind: papers.Refusal, Case: r.c.ID, Head: r.head, Copy: r.out}
	return r.showPaper(r, want, func() { r.out = true })
}

// again opens the form on what was missing.
func (r *refusal) again() tea.Cmd {
	app, err := r.Office.Blank(r.c.Service)
	if err != nil {
		return r.Fail(err)
	}
	s, err := newApplication(r.Session, app, false)
	if err != nil {
		return r.Fail(err)
	}
	f := s.(*application)
	f.person.set(r.c.Recipient)
	f.noIIN.On = r.c.Recipient.IIN == ""
	f.known = intake.Known{Person: &r.c.Recipient, Refused: r.c}
	f.restore()
	f.layout()
	f.judge()
	f.touched = true
	return r.Replace(f)
}

// View is the receipt with the code at the right edge where it fits.
func (r *refusal) View() Frame {
	th := r.Theme
	head := safe.Row(safe.Const(" "), r.Title().As(th.Title))
	j := r.Words.P2().Journal.Fill(safe.Num(int(r.head.Seq)), safe.Clean(r.head.Short())).As(th.Muted)
	h := max(r.h-1, 1)
	return Frame{
		Head: []safe.Line{safe.Ends(head, j.Plus(safe.Const(" ")), r.w)},
		Body: atRight(func(w int) []safe.Line { return r.rows(w, h) }, r.code, r.w, h, 44),
	}
}

func (r *refusal) rows(w, h int) []safe.Line {
	th, p2 := r.Theme, r.Words.P2()
	var out []safe.Line
	wrap := func(t safe.Text, st safe.Style, most int) {
		for _, row := range atMost(most, t, max(w-3, 1)) {
			out = append(out, safe.Row(safe.Const("  "), row.As(st)).Cut(w))
		}
	}
	wrap(safe.Clean(r.c.Number.String()), th.Accent, 1)
	wrap(r.ServiceName(r.c.Edition, r.c.Service), safe.Style{}, 2)
	wrap(safe.Clean(r.c.Recipient.FullName()), th.Title, 1)
	out = append(out, safe.Line{})
	wrap(p2.MissingHead, th.Head, 1)
	svc, _, _ := r.Office.Service(r.c)
	for i, m := range r.c.Missing {
		lead := safe.Num(i + 1).Plus(safe.Const(". "))
		for _, row := range r.missingOf(svc, m).Wrap(max(w-8, 1)) {
			out = append(out, safe.Row(safe.Const("    "), lead.As(th.Trouble), row).Cut(w))
			lead = safe.Const("   ")
		}
	}
	out = append(out, safe.Line{})
	wrap(p2.NextHelp, safe.Style{}, 4)
	out = append(out, safe.Line{})
	wrap(p2.AgainHelp, safe.Style{}, 4)
	if len(out)+3 <= h { // the law's own ground stands on the paper in any case
		out = append(out, safe.Line{})
		wrap(p2.Ground, th.Muted, 2)
	}
	return squeezed(out, h)
}

// missingOf names a missing document and why it counts as missing.
func (s *Session) missingOf(svc *catalogue.Service, m intake.Missing) safe.Text {
	name := safe.Clean(m.Code)
	if d, ok := svcDocument(svc, m.Code); ok {
		name = s.Of(d.Name)
	}
	return name.Plus(safe.Const(" — "), s.Words.Missing(m))
}
