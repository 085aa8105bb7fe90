package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/iin"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// personFields are what is typed of one person. The ids are the fields that
// problems of the domain name.
type personFields struct {
	iin, surname, given, patronymic, phone *widget.Field
	override                               string
	filled                                 map[*widget.Field]string // what was filled in, not typed
}

func newPersonFields(prefix string) *personFields {
	p := &personFields{
		iin: widget.NewField(prefix+"iin", 12), surname: widget.NewField(prefix+"surname", 120),
		given: widget.NewField(prefix+"given", 120), patronymic: widget.NewField(prefix+"patronymic", 120),
		phone: widget.NewField(prefix+"phone", 20), filled: map[*widget.Field]string{},
	}
	p.iin.Digits, p.iin.Width, p.phone.Digits = true, 12, true
	return p
}

func (p *personFields) all() []*widget.Field {
	return []*widget.Field{p.iin, p.surname, p.given, p.patronymic, p.phone}
}

func (p *personFields) names() []*widget.Field {
	return []*widget.Field{p.surname, p.given, p.patronymic}
}

func (p *personFields) person() intake.Person {
	return intake.Person{
		IIN: p.iin.Value(), Override: p.override, Surname: p.surname.Value(), Given: p.given.Value(),
		Patronymic: p.patronymic.Value(), Phone: p.phone.Value(),
	}
}

func (p *personFields) set(q intake.Person) {
	p.override = q.Override
	for i, v := range []string{q.IIN, q.Surname, q.Given, q.Patronymic, q.Phone} {
		p.all()[i].SetValue(v)
	}
}

// fill writes what is known where nothing was typed; nil takes back what an
// earlier number filled in.
func (p *personFields) fill(q *intake.Person) {
	if q == nil {
		q = &intake.Person{}
	}
	for i, v := range []string{q.Surname, q.Given, q.Patronymic, q.Phone} {
		f := p.all()[i+1]
		was, ours := p.filled[f]
		if f.Value() == "" || ours && f.Value() == was {
			f.SetValue(v)
			p.filled[f] = v
		}
	}
}

// items makes the items of the form for a service.
func (f *application) items(svc *catalogue.Service) {
	f.person, f.proxy = newPersonFields(""), newPersonFields("agent.")
	f.noIIN, f.consent, f.agent = widget.NewCheckbox("no-iin"), widget.NewCheckbox("consent"), widget.NewCheckbox("agent")
	f.right = widget.NewRadio("agent.kind")
	f.deed, f.deedDate, f.notary = widget.NewField("agent.deed", 40), widget.NewField("agent.deed-date", 10), widget.NewField("agent.notary", 120)
	f.deedDate.Width = 10
	f.ground, f.road = widget.NewRadio("ground"), widget.NewRadio("road")
	for _, r := range roads {
		f.road.Options = append(f.road.Options, widget.Option{ID: r.String()})
	}
	f.provider = newProviderPick(f.Session, svc.Provider.Kind)
	f.provider.change = f.changed
	for _, a := range intake.Authorities() {
		f.right.Options = append(f.right.Options, widget.Option{ID: string(a)})
	}
	for _, g := range svc.Grounds {
		f.ground.Options = append(f.ground.Options, widget.Option{ID: g.Code})
	}
	for _, c := range svc.Conditions {
		box := widget.NewCheckbox("condition." + c.Code)
		box.OnChange = f.changed
		f.conditions = append(f.conditions, box)
	}
	f.papers, f.issued = map[string]*paperRow{}, map[string]*widget.Field{}
	for i := range svc.Documents {
		doc := &svc.Documents[i]
		p := newPaperRow(f.Session, doc)
		p.change, p.all = f.changed, f.tickAll
		f.papers[doc.Code] = p
		if p.dated() {
			d := widget.NewField("issued."+doc.Code, 10)
			d.Width = 10
			d.OnChange, d.OnLeave = f.changed, func() tea.Cmd { f.tell("issued." + doc.Code); return nil }
			f.issued[doc.Code] = d
		}
	}
	for _, b := range []*widget.Checkbox{f.noIIN, f.consent, f.agent} {
		b.OnChange = f.changed
	}
	asking := func() tea.Cmd { return tea.Batch(f.changed(), f.auto()) }
	f.right.OnChange, f.ground.OnChange, f.road.OnChange, f.consent.OnChange = asking, f.changed, asking, asking
	for _, x := range append(append(f.person.all(), f.proxy.all()...), f.deed, f.deedDate, f.notary) {
		id := x.ID()
		x.OnChange, x.OnLeave = f.changed, func() tea.Cmd { f.tell(id); return nil }
	}
	for _, x := range append(append(f.person.names(), f.proxy.names()...), f.deed, f.deedDate) {
		id := x.ID()
		x.OnLeave = func() tea.Cmd { f.tell(id); return f.auto() }
	}
	f.person.iin.OnChange = func() tea.Cmd { return tea.Batch(f.changed(), f.numbered(false)) }
	f.proxy.iin.OnChange = func() tea.Cmd { return tea.Batch(f.changed(), f.numbered(true)) }
}

// layout puts on the form what the ticks and choices call for now.
func (f *application) layout() {
	line := widget.Line
	first := line(f.person.iin)
	if f.person.iin.Value() == "" {
		first = line(f.person.iin, f.noIIN)
	}
	f.person.iin.Off = f.noIIN.On
	rows := [][]widget.Item{first, line(f.person.surname, f.person.given), line(f.person.patronymic, f.person.phone)}
	if consent := line(f.consent, f.agent); f.hasRegisters() {
		rows = append([][]widget.Item{consent}, rows...)
	} else {
		rows = append(rows, consent)
	}
	if f.agent.On {
		rows = append(rows, line(f.right), line(f.proxy.iin), line(f.proxy.surname, f.proxy.given), line(f.proxy.patronymic, f.proxy.phone))
		if f.right.Chosen() == string(intake.ProxyNotary) {
			rows = append(rows, line(f.deed, f.deedDate), line(f.notary))
		}
	}
	rows = append(rows, line(f.provider))
	if !f.lodges() && f.Office.NoRoad(f.svc) == nil {
		rows = append(rows, line(f.road))
	}
	if len(f.ground.Options) > 0 {
		rows = append(rows, line(f.ground))
	}
	for _, c := range f.conditions {
		rows = append(rows, line(c))
	}
	rows = append(rows, line(f.paperHead))
	group := map[string]bool{}
	for _, r := range f.required() {
		p := f.papers[r.Document.Code]
		p.or = r.OneOf != "" && group[r.OneOf]
		group[r.OneOf] = true
		rows = append(rows, line(p))
		if d := f.issued[r.Document.Code]; d != nil && p.paper.There {
			rows = append(rows, line(d))
		}
	}
	f.form.SetRows(rows...)
}

// roads are the ways an application begun at the counter can go.
var roads = [...]intake.Road{intake.RoadPaper, intake.RoadCentre}

// required is the checklist that the ground and the conditions produce.
func (f *application) required() []catalogue.Requirement {
	return f.svc.Required(f.ground.Chosen(), f.ticked())
}

func (f *application) ticked() (codes []string) {
	for _, c := range f.conditions {
		if c.On {
			codes = append(codes, strings.TrimPrefix(c.ID(), "condition."))
		}
	}
	return codes
}

// asides says behind the entries what they tell.
func (f *application) asides() {
	f.aside(f.person)
	f.aside(f.proxy)
	for _, d := range f.issued {
		d.Hint = f.Words.P1().DateHint
	}
	f.deedDate.Hint = f.Words.P1().DateHint
}

func (f *application) aside(p *personFields) {
	th, w := f.Theme, f.Words.P1()
	p.iin.Aside = safe.Line{}
	r := iin.Parse(p.iin.Value(), f.Now())
	switch {
	case r.Valid && !r.Born.IsZero():
		sex := w.Female
		if r.Sex == iin.Male {
			sex = w.Male
		}
		p.iin.Aside = safe.Row(safe.Const("✓ ").As(th.Done), f.Words.DayShort(calendar.DateOf(r.Born)).Plus(safe.Const(", "), sex))
	case r.Valid:
		p.iin.Aside = safe.Const("✓").As(th.Done)
	case p.override != "" && r.Overridable:
		p.iin.Aside = safe.Row(safe.Const("! ").As(th.Trouble), w.Overridden.Fill(safe.Clean(p.override)).CutWords(44))
	}
	if said := f.registerAside(p); !said.Empty() {
		p.iin.Aside = p.iin.Aside.Plus(safe.Const(" · ").As(th.Muted), said)
		if f.w < wideFrom {
			return // there is room for one of the two
		}
	}
	if p == f.person && f.known.Person != nil {
		k := f.known.Person
		p.iin.Aside = p.iin.Aside.Plus(safe.Const(" · ").As(th.Muted),
			w.Seen.Fill(f.Words.DayShort(calendar.DateOf(k.Seen.In(f.Office.Office.Zone()))), f.serviceShort(k.SeenFor)).As(th.Accent))
	}
}

// registerAside is what the register of people said, in a few words.
func (f *application) registerAside(p *personFields) safe.Line {
	th, who := f.Theme, f.Of(intake.PersonRegister())
	v := f.reg.now.Person
	if p == f.proxy {
		v = f.reg.now.Agent
	}
	switch said := f.Words.Verdict(v); {
	case f.reg.asking != "" && p == f.person:
		return who.Plus(safe.Const(" …")).As(th.Muted)
	case v == intake.Unasked:
		return safe.Line{}
	case v == intake.Unreachable:
		return who.Plus(safe.Const(": "), f.Words.P1().Later1).As(th.Muted)
	case v == intake.Same:
		return who.Plus(safe.Const(" ✓")).As(th.Done)
	default:
		return who.Plus(safe.Const(" ! "), said).As(th.Trouble)
	}
}

// serviceShort is a service's name for a list as it stands today.
func (s *Session) serviceShort(code string) safe.Text {
	if o, err := s.Office.Catalogue.Find(s.Today(), s.Office.Office.Region, code); err == nil {
		return s.Of(o.Service.Short)
	}
	return safe.Clean(code)
}
