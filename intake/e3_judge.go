package intake

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"strings"
	"time"

	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/egov"
	"tereze/intake/name"
)

// Verdict is what was said to one kind of question.
func (r *RegisterCheck) Verdict(k MessageKind) Verdict {
	switch k {
	case MessagePerson:
		return r.Person
	case MessageAgent:
		return r.Agent
	case MessagePower:
		return r.Power
	}
	return Unasked
}

func (r *RegisterCheck) set(k MessageKind, v Verdict, at time.Time) {
	switch k {
	case MessagePerson:
		r.Person, r.PersonAt = v, at
	case MessageAgent:
		r.Agent = v
	case MessagePower:
		r.Power, r.PowerAt = v, at
	}
}

// unanswered keeps that nothing was said: where no register is configured it
// was not asked, anything else is asked again later.
func (r *RegisterCheck) unanswered(k MessageKind, at time.Time, err error) {
	if v := Unreachable; !errors.Is(err, egov.ErrOff) {
		r.set(k, v, at)
	}
}

// Learn holds an answer against what was typed and keeps the verdict. It
// returns what is typed otherwise; it changes nothing that was typed.
//
// A field left empty differs from nothing: the register's word fills it. A
// registered address is shown beside the typed one and makes no difference to
// the verdict: people do not always live where they are registered.
func (r *RegisterCheck) Learn(a Answer, of *Person, g *Representative, at time.Time) (all []Difference) {
	today := calendar.DateOf(at)
	switch a.Kind {
	case MessagePerson:
		v, diff, named := judgePerson(a.Person, of, "")
		r.set(a.Kind, v, at)
		r.Named, r.Identity, r.Birth = named, false, calendar.Date{}
		if v == Same || v == Incapable {
			p := &a.Person.Person
			for _, paper := range p.Documents {
				r.Identity = r.Identity || paper.Valid(today.In(time.UTC))
			}
			if p.Birth.Number != "" && p.Birth.Date.Year() > bornBefore {
				r.Birth = calendar.DateOf(p.Birth.Date)
			}
		}
		return diff
	case MessageAgent:
		if g == nil {
			return nil
		}
		v, diff, named := judgePerson(a.Person, &g.Person, "agent.")
		r.set(a.Kind, v, at)
		r.AgentNamed = named
		return diff
	case MessagePower:
		if g == nil {
			return nil
		}
		v, diff := judgePower(a.Power, g, today)
		r.set(a.Kind, v, at)
		return diff
	}
	return nil
}

// bornBefore is the last year whose births are proved on paper. "После 2008
// года" (seed 001, externat and duplicates §9) is read as it is written: from
// 1 January 2009.
const bornBefore = 2008

func judgePerson(a *egov.PersonAnswer, typed *Person, prefix string) (Verdict, []Difference, uint64) {
	if !a.Found {
		return NotFound, nil, 0
	}
	p := &a.Person
	var all []Difference
	differs := func(field, typed, register string) bool {
		if typed == "" || sameWord(typed, register) {
			return false
		}
		all = append(all, Difference{prefix + field, typed, register})
		return true
	}
	v := Same
	for _, f := range [][3]string{{"surname", typed.Surname, p.Surname}, {"given", typed.Given, p.Name}, {"patronymic", typed.Patronymic, p.Patronymic}} {
		if differs(f[0], f[1], f[2]) {
			v = Differs
		}
	}
	if !typed.Born.IsZero() && !p.Born.IsZero() && typed.Born != calendar.DateOf(p.Born) {
		all = append(all, Difference{prefix + "born", typed.Born.String(), calendar.DateOf(p.Born).String()})
		v = Differs
	}
	if typed.Address != "" && !addressIn(&p.Address, typed.Address) {
		all = append(all, Difference{prefix + "address", typed.Address, addressText(&p.Address)})
	}
	switch {
	case !p.Died.IsZero():
		v = Deceased
	case p.Incapable:
		v = Incapable
	}
	return v, all, namesSum(p.Surname, p.Name, p.Patronymic)
}

// judgePower says whether a power of attorney stands on a day.
func judgePower(a *egov.PowerAnswer, g *Representative, today calendar.Date) (Verdict, []Difference) {
	past := func(t time.Time) bool { return !t.IsZero() && calendar.DateOf(t).Before(today) }
	switch {
	case !a.Found:
		return NotFound, nil
	case !a.Valid, past(a.Expires), !a.Revoked.IsZero():
		return Invalid, nil
	case !a.Issued.IsZero() && !g.DeedDate.IsZero() && calendar.DateOf(a.Issued) != g.DeedDate:
		return Differs, []Difference{{"agent.deed", g.DeedDate.String(), calendar.DateOf(a.Issued).String()}}
	}
	return Same, nil
}

func sameWord(a, b string) bool { return strings.EqualFold(cleanWord(a), cleanWord(b)) }

func cleanWord(s string) string {
	if clean, fault, _ := name.Clean(s); fault == "" {
		return clean
	}
	return strings.TrimSpace(s)
}

// sum tells data apart without keeping them.
func sum(parts ...string) uint64 {
	h := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return binary.BigEndian.Uint64(h[:]) | 1 // never 0, which says that nothing is told
}

func namesSum(surname, given, patronymic string) uint64 {
	up := func(s string) string { return strings.ToUpper(cleanWord(s)) }
	return sum(up(surname), up(given), up(patronymic))
}

// checkedOf is of whom the registers were asked.
func checkedOf(r *Person, g *Representative) uint64 {
	parts := []string{r.IIN}
	if g != nil {
		parts = append(parts, string(g.Kind), g.Person.IIN, g.DeedNumber, g.DeedDate.String())
	}
	return sum(parts...)
}

// hold keeps a check to the data it was made of: with another number or deed
// nothing is checked, and names typed since may agree now or no more.
func (r *RegisterCheck) hold(of *Person, g *Representative) {
	if r.Of == 0 {
		return
	}
	if r.Of != checkedOf(of, g) {
		*r = RegisterCheck{}
		return
	}
	r.Person = renamed(r.Person, r.Named, of)
	if g != nil {
		r.Agent = renamed(r.Agent, r.AgentNamed, &g.Person)
	}
}

func renamed(v Verdict, named uint64, p *Person) Verdict {
	if v != Same || named == 0 || p.Surname == "" || namesSum(p.Surname, p.Given, p.Patronymic) == named {
		return v
	}
	return Differs
}

// stands says whether a state system's word takes a document's place.
func (r *RegisterCheck) stands(doc *catalogue.Document) bool {
	if r.Person == Differs || r.Person == Deceased || r.Person == NotFound {
		return false
	}
	switch doc.Register {
	case catalogue.RegisterIdentity:
		return r.Identity
	case catalogue.RegisterBirth:
		return r.Birth.Year > bornBefore
	}
	return false
}

// Warnings are what the operator should know of the registers' answers; none
// of them turns anybody away.
func (r *RegisterCheck) Warnings() (all []*Problem) {
	tell := func(v Verdict, field string) {
		switch v {
		case Unreachable:
			all = append(all, Refuse(ProblemUnchecked, field))
		case Differs:
			all = append(all, Refuse(ProblemDiffers, field))
		case NotFound:
			all = append(all, Refuse(ProblemNotFound, field))
		case Deceased:
			all = append(all, Refuse(ProblemDeceased, field))
		case Incapable:
			all = append(all, Refuse(ProblemIncapable, field))
		}
	}
	tell(r.Person, "iin")
	tell(r.Agent, "agent.iin")
	switch {
	case r.Power == Unreachable && r.Person != Unreachable && r.Agent != Unreachable:
		all = append(all, Refuse(ProblemUnchecked, "agent.deed"))
	case r.Power > Same:
		all = append(all, Refuse(ProblemPower, "agent.deed", r.Power))
	}
	return all
}

// addressText is a registered address on one line.
func addressText(a *egov.Address) string {
	var parts []string
	for _, s := range []string{a.Region, a.District, a.City, a.Street, a.Building, a.Corpus, a.Flat} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// addressIn says whether what was typed names the street, the house and the
// flat of a registered address; one that has none is nowhere else.
func addressIn(a *egov.Address, typed string) bool {
	words := map[string]bool{}
	for _, w := range name.Words(typed) {
		words[w] = true
	}
	for _, w := range name.Words(a.Street + " " + a.Building + " " + a.Corpus + " " + a.Flat) {
		if !words[w] {
			return false
		}
	}
	return true
}
