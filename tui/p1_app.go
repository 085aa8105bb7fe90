package tui

import (
	"strconv"
	"strings"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/iin"
)

// app is the application as it stands on the form.
func (f *application) app() intake.Application {
	a := intake.Application{
		ID: f.id, Service: f.svc.Code, StartedAt: f.started, Provider: f.provider.chosen,
		Recipient: f.person.person(), Consent: f.consent.On, Ground: f.ground.Chosen(), Conditions: f.ticked(),
		Check: f.reg.check,
	}
	switch {
	case f.lodges():
		a.Road = intake.RoadChancellery
	case f.road.Chosen() == intake.RoadCentre.String():
		a.Road = intake.RoadCentre
	}
	a.Recipient.NoIIN = f.noIIN.On
	if k := f.known.Person; k != nil && k.IIN == a.Recipient.IIN {
		a.Recipient.Born, a.Recipient.Address = k.Born, k.Address
	}
	if a.Recipient.Born.IsZero() {
		a.Recipient.Born = f.reg.born
	}
	if f.agent.On {
		a.Agent = &intake.Representative{Person: f.proxy.person(), Kind: intake.Authority(f.right.Chosen())}
		if a.Agent.Kind == intake.ProxyNotary {
			a.Agent.DeedNumber, a.Agent.Notary = f.deed.Value(), f.notary.Value()
			a.Agent.DeedDate, _ = f.day(f.deedDate.Value())
		}
	}
	for _, r := range f.required() {
		p := f.papers[r.Document.Code].paper
		if d := f.issued[r.Document.Code]; d != nil {
			p.Issued, _ = f.day(d.Value())
		}
		a.Papers = append(a.Papers, p)
	}
	return a
}

// show fills the form with an application.
func (f *application) show(a intake.Application) {
	f.id, f.started = a.ID, a.StartedAt
	f.person.set(a.Recipient)
	f.noIIN.On, f.consent.On, f.agent.On = a.Recipient.NoIIN && a.Recipient.IIN == "", a.Consent, a.Agent != nil
	if g := a.Agent; g != nil {
		f.showAgent(g)
	}
	f.provider.choose(a.Provider)
	f.ground.Choose(a.Ground)
	for _, c := range f.conditions {
		for _, code := range a.Conditions {
			c.On = c.On || c.ID() == "condition."+code
		}
	}
	f.showPapers(a.Papers)
	f.road.Choose(a.Road.String())
	if f.reg = (registers{check: a.Check}); a.Check.Person != intake.Unasked {
		f.reg.of = f.of()
	}
}

func (f *application) showAgent(g *intake.Representative) {
	f.proxy.set(g.Person)
	f.right.Choose(string(g.Kind))
	f.deed.SetValue(g.DeedNumber)
	f.notary.SetValue(g.Notary)
	f.deedDate.SetValue(f.Words.DayShort(g.DeedDate).String())
}

func (f *application) showPapers(papers []intake.Paper) {
	for _, p := range papers {
		if row := f.papers[p.Code]; row != nil {
			row.paper = p
			if d := f.issued[p.Code]; d != nil {
				d.SetValue(f.Words.DayShort(p.Issued).String())
			}
		}
	}
}

// day reads a date as an operator types it: 02.03.2015, 2015-03-02, 02032015,
// 2.3.15 of this century; on the Kazakh layout the digits arrive as letters.
func (f *application) day(s string) (calendar.Date, bool) {
	if d, err := calendar.ParseDate(s); err == nil {
		return d, true
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(".,/- ", r) })
	if len(parts) != 3 {
		all := iin.Fold(s)
		if len(all) != 8 {
			return calendar.Date{}, false
		}
		parts = []string{all[:2], all[2:4], all[4:]}
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(iin.Fold(p))
		if err != nil {
			return calendar.Date{}, false
		}
		n[i] = v
	}
	if n[2] < 100 {
		n[2] += f.Today().Year / 100 * 100
	}
	d, err := calendar.ParseDate(strconv.Itoa(n[2]) + "-" + two(n[1]) + "-" + two(n[0]))
	return d, err == nil
}

func two(n int) string {
	if n < 10 && n >= 0 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
