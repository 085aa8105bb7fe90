package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// application is the form of process 1: who, on which ground, with which
// papers. It computes whether the package is complete at every change, keeps
// the draft, and ends in a receipt (F9), a refusal receipt (F8) or later (Esc).
type application struct {
	*Session
	w, h int

	id      uuid.UUID
	started time.Time
	svc     *catalogue.Service
	offer   catalogue.Offer

	form                   *widget.Form
	person, proxy          *personFields
	noIIN, consent, agent  *widget.Checkbox
	right, ground, road    *widget.Radio
	deed, deedDate, notary *widget.Field
	provider               *providerPick
	conditions             []*widget.Checkbox
	papers                 map[string]*paperRow
	issued                 map[string]*widget.Field
	paperHead              *widget.Note
	l                      intake.Checklist
	plan                   intake.Plan // when accepted now; for the wide screen
	known                  intake.Known
	reg                    registers    // what the state's registers said
	here, whose            company      // who else has the draft open, and a form for the same person
	second                 intake.Actor // who vouched for an override; in memory only
	draft                  saver
	savedAt                time.Time
	unsaved                bool // the last write of the draft failed
	touched                bool
	tried                  *intake.By // the act that got no answer: sent again as it was
	over                   bool       // registered: what comes late is not for this form
}

type (
	accepted struct {
		c    *intake.Case
		head headAt
	}
	refused accepted
)

// newApplication opens the form on an application: a blank one, a draft, or
// one taken back. quiet: it was filled in before, so nothing is filled in.
func newApplication(s *Session, app intake.Application, quiet bool) (Screen, error) {
	offer, err := s.Office.Catalogue.Find(s.Today(), s.Office.Office.Region, app.Service)
	if err != nil {
		return nil, intake.Refuse(intake.ProblemServiceUnknown, "service", app.Service)
	}
	f := &application{Session: s, svc: offer.Service, offer: offer, form: widget.NewForm(), touched: quiet}
	f.paperHead = widget.NewNote(f.head)
	f.items(offer.Service)
	f.show(app)
	if f.lodges() {
		f.provider.only(s.Actor.Provider)
	} else if f.provider.chosen == "" {
		if code := s.recent.provider[f.svc.Provider.Kind]; code != "" {
			f.provider.choose(code)
			f.provider.before = true
		}
	}
	f.layout()
	f.judge()
	return f, nil
}

// Init asks about the person of a draft again: a warning may be new.
func (f *application) Init() tea.Cmd {
	f.form.SetFocus(f.person.iin.ID())
	if f.hasRegisters() && !f.consent.On { // nothing is asked of anybody before
		f.form.SetFocus(f.consent.ID())
	}
	cmd := f.here.enter(f.Session, f.id)
	if !f.touched {
		return cmd
	}
	if id := f.wanted(); id != "" {
		f.form.SetFocus(id)
	}
	return tea.Batch(cmd, f.recall(false, true), f.auto())
}

// Leave says that the draft and its person are open here no more.
func (f *application) Leave() {
	f.here.Leave()
	f.whose.Leave()
}

// changed follows every change of a field: what is asked for, what is missing,
// the draft.
func (f *application) changed() tea.Cmd {
	f.touched, f.tried = true, nil
	f.layout()
	f.judge()
	for _, x := range f.fields() { // what was put right elsewhere is wrong no more
		if !x.Fault().Empty() {
			f.told(x)
		}
	}
	return f.draft.save(f.Session, f, f.app())
}

// judge checks the application as it stands: process 1.
func (f *application) judge() {
	a := f.app()
	f.l = f.Office.Check(&a)
	f.reg.now = a.Check
	for i := range f.l.Rows {
		r := f.l.Rows[i]
		if p := f.papers[r.Document.Code]; p != nil {
			p.row = r
		}
	}
	if f.w >= wideFrom {
		f.preview(a)
	}
	f.asides()
}

func (f *application) preview(a intake.Application) {
	f.plan = intake.Plan{}
	if f.lodges() { // its dates are not the window's
		return
	}
	if p, ok := f.Office.Office.Provider(a.Provider); ok {
		f.plan, _ = f.Office.Plan(f.svc, f.Now(), p)
	}
}

// Update takes what no binding took.
func (f *application) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case recalled:
		return f.remembered(m)
	case registersMsg:
		return f.answered(m)
	case draftMsg:
		f.savedAt, f.unsaved = m.at, false
		return nil
	case accepted:
		f.over = true
		return f.Replace(newReceipt(f.Session, m.c, m.head))
	case refused:
		f.over = true
		return f.Replace(newRefusal(f.Session, m.c, m.head))
	case sentHome:
		return f.home(m)
	case caseScanned:
		return f.Answer(theme.Same, f.Words.P1().CaseScanned.Fill(safe.Clean(m.c.Number.String()), f.Words.Stage(m.c.Stage)))
	case Confirmed:
		switch {
		case m.ID == "refuse" && m.Value == true:
			return f.refuse()
		case m.ID == "send-home" && m.Value == true:
			return f.sendHome()
		}
		return nil
	case Failed:
		return f.failed(m)
	case Changed, Shown, LangChanged:
		return nil
	case Second:
		if f.unsaved && m.Now.Second()%5 == 0 {
			return f.draft.save(f.Session, f, f.app())
		}
		return nil
	}
	if m, ok := msg.(tea.KeyPressMsg); ok && f.atConsent() && digit(m.Text) >= 0 && m.Mod&(tea.ModCtrl|tea.ModAlt) == 0 {
		f.form.SetFocus(f.person.iin.ID()) // a number can only be meant for its field
	}
	cmd, _ := f.form.Update(msg)
	return cmd
}

// atConsent says that the tick of the consent has the focus.
func (f *application) atConsent() bool { return f.form.Focused() == widget.Item(f.consent) }

// Resize takes the cells; a wide screen shows the dates too.
func (f *application) Resize(w, h int) {
	f.w, f.h = w, h
	f.judge()
}

// Relabel says the labels in the language of the session.
func (f *application) Relabel() {
	w := f.Words.P1()
	for i, t := range []safe.Text{w.IIN, w.Surname, w.Given, w.Patronymic, w.Phone} {
		f.person.all()[i].Label, f.proxy.all()[i].Label = t, t
	}
	f.proxy.iin.Label = w.AgentIIN
	f.noIIN.Label, f.consent.Label, f.agent.Label = w.NoIIN, w.Consent, w.Agent
	f.right.Label, f.ground.Label, f.road.Label = w.AgentKind, w.Ground, w.Road
	for i, r := range roads {
		f.road.Options[i].Label = f.Words.Road(r)
	}
	f.deed.Label, f.deedDate.Label, f.notary.Label = w.Deed, w.DeedDate, w.Notary
	for i, a := range intake.Authorities() {
		f.right.Options[i].Label = f.Words.Authority(a)
	}
	for i, g := range f.svc.Grounds {
		f.ground.Options[i].Label = f.Of(g.Name)
	}
	for i, c := range f.svc.Conditions {
		f.conditions[i].Label = f.Of(c.Name)
	}
	for _, d := range f.issued {
		d.Label = w.Issued
	}
	for _, x := range f.fields() {
		if !x.Fault().Empty() {
			x.Refuse(f.fault(x.ID()))
		}
	}
	f.asides()
}

// Typing tells that characters belong to a field.
func (f *application) Typing() bool { return f.form.Typing() || f.hasRegisters() && f.atConsent() }

// Dirty tells that a draft is open.
func (f *application) Dirty() bool { return f.touched && !f.over }

// Station is the check.
func (f *application) Station() int { return 1 }

// Title is the process and the service; at a chancellery it is no station.
func (f *application) Title() safe.Text {
	if f.lodges() {
		return safe.Join(safe.Const(" · "), f.Words.Desk().Lodging, f.Of(f.svc.Name))
	}
	return safe.Join(safe.Const(" · "), safe.Const("1 ").Plus(f.Words.Process(1)), f.Of(f.svc.Name))
}

// Help says what the form is for.
func (f *application) Help() []safe.Text {
	w := f.Words.P1()
	if f.lodges() {
		return []safe.Text{f.Words.Desk().HelpForm, w.Help2, w.Help3}
	}
	return []safe.Text{w.Help1, w.Help2, w.Help3}
}
