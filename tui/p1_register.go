package tui

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/egov"
	"tereze/intake/iin"
	"tereze/intake/name"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// registers is what the state's systems said of the people on the form
// (process 3 and condition 1 of the State Corporation's road). It is good for
// the numbers and the deed it was asked of, and for no others.
type registers struct {
	check  intake.RegisterCheck // as it was answered
	now    intake.RegisterCheck // as it stands against what is typed now
	of     string               // of whom check is
	asking string               // of whom an answer is awaited; empty: of nobody
	tried  string               // of whom it was asked unbidden: once is enough
	said   map[string]string    // field → the register's word
	far    []intake.Difference  // what is on no field: date of birth, address, deed
	born   calendar.Date
}

// registersMsg is the answer to a question about of.
type registersMsg struct {
	of    string
	asked intake.Asked
}

// askWait is a little longer than the domain waits for a register.
const askWait = intake.AskWithin + intake.AskWithin/4

// hasRegisters says whether there is a gateway to ask through.
func (f *application) hasRegisters() bool {
	return f.Office.Gateway != nil && f.Actor.Role.May(intake.CanAsk)
}

// of is whom the registers would be asked of; empty while there is no number.
func (f *application) of() string {
	whole := func(p *personFields) string {
		if r := iin.Parse(p.iin.Value(), f.Now()); r.Valid || r.Overridable && p.override != "" {
			return p.iin.Value()
		}
		return ""
	}
	parts := []string{whole(f.person)}
	if parts[0] == "" || f.noIIN.On {
		return ""
	}
	if f.agent.On {
		parts = append(parts, f.right.Chosen(), whole(f.proxy))
		if day, ok := f.day(f.deedDate.Value()); ok && f.right.Chosen() == string(intake.ProxyNotary) && f.deed.Value() != "" {
			parts = append(parts, f.deed.Value(), day.String())
		}
	}
	return strings.Join(parts, "\x00")
}

func (f *application) whyNotAsk() safe.Text {
	switch {
	case !f.consent.On:
		return f.say(intake.Refuse(intake.ProblemConsent, "consent"))
	case f.of() == "":
		return f.Words.P1().AskIIN
	case f.reg.asking == f.of():
		return f.Words.P1().Asking
	}
	return safe.Text{}
}

// consult is F3: the differences when there are any, else the question.
func (f *application) consult() tea.Cmd {
	if len(f.differences())+len(f.farther()) > 0 {
		return f.Open(&compare{f: f})
	}
	return f.ask()
}

// auto asks unbidden, once for each person: with consent, when the number is
// whole and the names are still empty, or when the electronic road wants it.
func (f *application) auto() tea.Cmd {
	if !f.hasRegisters() || !f.consent.On {
		return nil
	}
	of := f.of()
	if f.mended() { // put right since: the register's word is wanted anew
		return f.ask()
	}
	if of == "" || of == f.reg.of || of == f.reg.asking || of == f.reg.tried {
		return nil
	}
	empty := func(p *personFields) bool { return p.surname.Value() == "" && p.given.Value() == "" }
	if !empty(f.person) && !(f.agent.On && empty(f.proxy)) && f.road.Chosen() != intake.RoadCentre.String() {
		return nil
	}
	f.reg.tried = of
	return f.ask()
}

// mended says that all that differed is typed as the register has it now.
func (f *application) mended() bool {
	differs := f.reg.now.Person == intake.Differs || f.reg.now.Agent == intake.Differs
	return differs && len(f.reg.said) > 0 && f.reg.asking == "" && f.reg.of == f.of() && len(f.differences())+len(f.reg.far) == 0
}

// ask sends the question off. No answer in time is an answer: paper is taken.
func (f *application) ask() tea.Cmd {
	of, app, by, office := f.of(), f.app(), f.By(), f.Office
	f.reg.asking = of
	f.asides()
	usual := f.Deadline
	f.Deadline = max(usual, askWait)
	defer func() { f.Deadline = usual }()
	return f.Ask(f, "registers", func(ctx context.Context) any {
		asked, err := office.AskRegisters(ctx, by, app)
		switch {
		case errors.Is(err, context.DeadlineExceeded):
			asked.Check = intake.RegisterCheck{Person: intake.Unreachable, PersonAt: by.At}
		case err != nil:
			return err
		}
		return registersMsg{of, asked}
	})
}

// answered fills what is empty and says what is grave. What was typed stays.
func (f *application) answered(m registersMsg) tea.Cmd {
	f.reg.asking = ""
	if m.of != f.of() { // of somebody who is on the form no more
		f.asides()
		return f.auto()
	}
	f.reg = registers{check: m.asked.Check, of: m.of, tried: m.of, said: map[string]string{}}
	moved := false
	for _, p := range []struct {
		fields *personFields
		found  *egov.Person
	}{{f.person, m.asked.Person}, {f.proxy, m.asked.Agent}} {
		if p.found != nil && (p.fields == f.person || f.agent.On) {
			moved = f.registered(p.fields, p.found) || moved
		}
	}
	if p := m.asked.Person; p != nil && !p.Born.IsZero() {
		f.reg.born = calendar.DateOf(p.Born)
	}
	for _, d := range m.asked.Differences {
		if _, shown := f.reg.said[d.Field]; !shown {
			f.reg.far = append(f.reg.far, d)
		}
	}
	save := f.changed()
	f.sayGrave()
	if id := f.wanted(); moved && id != "" {
		return tea.Batch(save, f.form.SetFocus(id))
	}
	return save
}

// registered keeps the register's words of somebody and writes them where
// nothing was typed; true when the focus stood on what is now filled.
func (f *application) registered(p *personFields, found *egov.Person) (moved bool) {
	words := []string{cased(found.Surname), cased(found.Name), cased(found.Patronymic)}
	for i, x := range p.names() {
		f.reg.said[x.ID()] = words[i]
		if x.Value() == "" && words[i] != "" {
			x.SetValue(words[i])
			p.filled[x] = words[i]
			moved = moved || f.form.Focused() == widget.Item(x)
		}
	}
	return moved || f.form.Focused() == widget.Item(p.iin)
}

// sayGrave puts on the message line what nobody may miss.
func (f *application) sayGrave() {
	for _, code := range []string{intake.ProblemDeceased, intake.ProblemIncapable, intake.ProblemPower, intake.ProblemNotFound, intake.ProblemDiffers} {
		for _, p := range f.l.Warnings {
			if p.Code == code {
				f.Say(theme.Trouble, f.say(p))
				return
			}
		}
	}
}

// cased writes a register's capitals as names are written.
func cased(s string) string {
	s = strings.TrimSpace(s)
	if s != strings.ToUpper(s) {
		return s
	}
	begin := true
	return strings.Map(func(r rune) rune {
		was := begin
		begin = r == ' ' || r == '-'
		if was {
			return r
		}
		return []rune(strings.ToLower(string(r)))[0]
	}, s)
}

// difference is a field on which something else is typed than the register has.
type difference struct {
	field *widget.Field
	said  string
}

// sameName compares letter by letter but for capitals, as the domain does: и
// is not і in a name.
func sameName(a, b string) bool {
	for _, s := range []*string{&a, &b} {
		if c, fault, _ := name.Clean(*s); fault == "" {
			*s = c
		}
	}
	return strings.EqualFold(a, b)
}

// differences are those of the moment: what is put right is one no more.
func (f *application) differences() (out []difference) {
	if f.reg.of == "" || f.reg.of != f.of() {
		return nil
	}
	for _, p := range []*personFields{f.person, f.proxy} {
		for _, x := range p.names() {
			said, ok := f.reg.said[x.ID()]
			if ok && x.Value() != "" && !sameName(x.Value(), said) && (p == f.person || f.agent.On) {
				out = append(out, difference{x, said})
			}
		}
	}
	return out
}

// farther are the differences of what is on no field of the form.
func (f *application) farther() []intake.Difference {
	if f.reg.of == "" || f.reg.of != f.of() {
		return nil
	}
	return f.reg.far
}

// forget drops what was said of a number that is typed over, and takes back
// what it filled in.
func (f *application) forget(p *personFields) {
	if f.reg.of == "" && f.reg.asking == "" {
		return
	}
	f.reg = registers{}
	p.fill(nil)
}
