package intake

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"tereze/intake/calendar"
	"tereze/intake/iin"
	"tereze/intake/name"
)

// Person is a recipient of services or somebody acting for one.
type Person struct {
	ID         uuid.UUID
	IIN        string // 12 digits; "" when there is none yet
	NoIIN      bool   // none yet: a newborn
	Override   string // why a number with a wrong check digit was taken
	Surname    string
	Given      string
	Patronymic string
	Born       calendar.Date // from the IIN unless the papers say otherwise
	Phone      string        // digits, with the country code
	Address    string
	Seen       time.Time // the last visit
	SeenFor    string    // service of the last visit
}

// FullName is surname, given name and patronymic.
func (p *Person) FullName() string {
	s := p.Surname
	for _, part := range []string{p.Given, p.Patronymic} {
		if part != "" {
			s += " " + part
		}
	}
	return s
}

// ShortName fits a list: "Сериков Д. Б.".
func (p *Person) ShortName() string { return name.Initials(p.Surname, p.Given, p.Patronymic) }

// Authority is by what right a representative acts.
type Authority string

// The kinds of authority.
const (
	Parent      Authority = "parent"
	Guardian    Authority = "guardian"
	ProxyNotary Authority = "proxy-notarised" // its data are filled in
	ProxyOther  Authority = "proxy-other"     // its data are not
)

// Authorities lists the kinds in the order of the screens.
func Authorities() []Authority { return []Authority{Parent, Guardian, ProxyNotary, ProxyOther} }

// Representative acts for the recipient. The power of attorney's data are
// kept only when it is notarised (seed 001, externat §10(2)).
type Representative struct {
	Person     Person
	Kind       Authority
	DeedNumber string
	DeedDate   calendar.Date
	Notary     string
}

// checkPerson names what is wrong with a person's data, field by field, and
// what is only odd. prefix tells the recipient from the representative.
func checkPerson(p *Person, prefix string, today time.Time) (problems, warnings []*Problem) {
	bad := func(code, field string, args ...any) {
		problems = append(problems, Refuse(code, prefix+field, args...))
	}
	switch {
	case p.IIN == "" && !p.NoIIN:
		bad(ProblemIINMissing, "iin")
	case p.IIN != "":
		r := iin.Parse(p.IIN, today)
		if r.Digits != "" {
			p.IIN = r.Digits // typed with spaces or on another layout: one person, one number
		}
		p.NoIIN = false
		if r.Valid {
			p.Override = "" // of the number typed before
		}
		if !r.Valid && !(r.Overridable && !blank(p.Override)) {
			bad(ProblemIIN, "iin", r.Fault)
		}
		for _, w := range append(r.Warnings, iin.Compare(r, born(p), iin.Unsaid)...) {
			warnings = append(warnings, Refuse(ProblemIINWarning, prefix+"iin", w))
		}
	}
	for _, f := range []struct {
		field string
		text  *string
		must  string
	}{{"surname", &p.Surname, ProblemSurname}, {"given", &p.Given, ProblemGiven}, {"patronymic", &p.Patronymic, ""}} {
		clean, fault, warns := name.Clean(*f.text)
		switch {
		case *f.text == "" || (fault == "" && clean == ""):
			if f.must != "" {
				bad(f.must, f.field)
			}
			continue
		case fault != "":
			bad(ProblemName, f.field, fault)
			continue
		}
		*f.text = clean
		for _, w := range warns {
			warnings = append(warnings, Refuse(ProblemNameLatin, prefix+f.field, w))
		}
	}
	if p.Phone != "" {
		if digits, ok := phone(p.Phone); ok {
			p.Phone = digits
		} else {
			bad(ProblemPhone, "phone")
		}
	}
	return problems, warnings
}

// born is what the papers say; the zero time when nothing.
func born(p *Person) time.Time {
	if p.Born.IsZero() {
		return time.Time{}
	}
	return p.Born.In(time.UTC)
}

// phone makes one number of its spellings: +7 (701) 123-45-67, 8 701 123 45 67
// and 701 123 45 67 are 77011234567. Others have 10 to 15 digits.
func phone(s string) (string, bool) {
	s = strings.Map(func(r rune) rune {
		if r == '+' || r == '(' || r == ')' {
			return -1
		}
		return r
	}, iin.Fold(s))
	switch {
	case !digitsOnly(s) || len(s) < 10 || len(s) > 15:
		return s, false
	case len(s) == 10 && s[0] == '7':
		s = "7" + s
	case len(s) == 11 && s[0] == '8':
		s = "7" + s[1:]
	}
	return s, true
}

// checkAgent asks for a representative's kind, name and, if notarised, deed.
func checkAgent(a *Representative, today time.Time) (problems, warnings []*Problem) {
	known := false
	for _, k := range Authorities() {
		known = known || a.Kind == k
	}
	if !known {
		problems = append(problems, Refuse(ProblemAgent, "agent.kind"))
	}
	p, w := checkPerson(&a.Person, "agent.", today)
	problems, warnings = append(problems, p...), append(warnings, w...)
	deed := a.DeedNumber != "" || a.DeedDate != (calendar.Date{}) || a.Notary != ""
	switch {
	case a.Kind == ProxyNotary && (a.DeedNumber == "" || a.DeedDate == (calendar.Date{})):
		problems = append(problems, Refuse(ProblemAgentDeed, "agent.deed"))
	case a.Kind != ProxyNotary && deed:
		problems = append(problems, Refuse(ProblemAgentNoDeed, "agent.deed"))
	}
	return problems, warnings
}
