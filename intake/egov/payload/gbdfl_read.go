package payload

import (
	"strings"
	"time"

	"tereze/intake/egov"
)

// word is a child's text without its margins; of a coded child (code, nameRu,
// nameKz) its code.
func (e *element) word(name string) string { return e.coded(name, "code") }

// said is a coded child in the register's words.
func (e *element) said(name string) string {
	if v := e.coded(name, "nameRu"); v != "" {
		return v
	}
	return e.coded(name, "nameKz")
}

func (e *element) coded(name, part string) string {
	if k := e.child(name); k != nil && len(k.kids) > 0 {
		return strings.TrimSpace(k.value(part))
	}
	return strings.TrimSpace(e.value(name))
}

// person reads one person.
func (e *element) person(on time.Time) egov.Person {
	p := egov.Person{
		IIN: e.word("iin"), Surname: e.word("surname"), Name: e.word("name"), Patronymic: e.word("patronymic"),
		Born: e.day("birthDate"), Sex: e.word("gender"), Citizenship: e.word("citizenship"),
		Died: e.died(on), Incapable: e.child("personCapableStatus").incapable(on),
	}
	for _, name := range []string{"missingStatus", "disappearStatus", "excludeStatus", "removed"} {
		p.Missing = p.Missing || e.child(name).stands(on)
	}
	if a := e.child("regAddress"); a != nil { // children may have none
		p.Address = egov.Address{District: a.said("district"), Region: a.said("region"), City: a.said("city"),
			Street: a.said("street"), Building: a.said("building"), Corpus: a.said("corpus"), Flat: a.said("flat")}
	}
	for _, d := range e.child("documents").all("document") {
		p.Documents = append(p.Documents, egov.IdentityPaper{Type: d.word("type"), Number: d.word("number"),
			Status: d.word("status"), Issuer: d.said("issueOrganization"), Begin: d.day("beginDate"), End: d.day("endDate")})
	}
	if b := e.child("birthCertificate"); b != nil {
		p.Birth = egov.BirthRecord{Number: b.word("number"), Date: b.day("beginDate")}
	}
	return p
}

// died is the day of death: told, or of the certificate. Where only the
// status says that the person is dead, the day it was put down.
func (e *element) died(on time.Time) time.Time {
	if t := e.day("deathDate"); !t.IsZero() {
		return t
	}
	if c := e.child("deathCertificate"); c != nil {
		if t := c.day("beginDate"); !t.IsZero() {
			return t
		}
	}
	if !says(e.child("lifeStatus"), "умер", "смерт", "қайтыс", "өлген") {
		return time.Time{}
	}
	if t := e.child("lifeStatus").day("changeDate"); !t.IsZero() {
		return t
	}
	return on
}

// says looks for the beginning of a word in all an element tells. The codes of
// these dictionaries are not public, their words are.
func says(e *element, words ...string) bool {
	if e == nil {
		return false
	}
	text := strings.ToLower(e.text.String())
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	for _, k := range e.kids {
		if says(k, words...) {
			return true
		}
	}
	return false
}

// incapable says whether a court's word that the person is incapable stands.
// Where the status has no words at all, a court's decision with a day counts:
// the operator is warned once too often rather than once too little.
func (e *element) incapable(on time.Time) bool {
	if e == nil || e.null {
		return false
	}
	if end := e.day("capableEndDate"); !end.IsZero() && end.Before(on) {
		return false
	}
	status := e.child("capableStatus")
	switch {
	case says(status, "недееспособ", "қабілетсіз"):
		return true
	case says(status, "дееспособ", "қабілетті"):
		return false
	}
	code := e.word("capableStatus")
	return code != "" && code != "0" && code != "false" && !e.day("capableDate").IsZero()
}

// stands says whether a mark such as missingStatus is set and not ended: it
// holds something, no "false" at its own name, and no end that is past.
func (e *element) stands(on time.Time) bool {
	if e == nil || e.null {
		return false
	}
	if len(e.kids) == 0 {
		v := strings.TrimSpace(e.own())
		return v != "" && v != "0" && v != "false"
	}
	told := false
	for _, k := range e.kids {
		v := strings.TrimSpace(k.text.String())
		switch {
		case k.null:
		case len(k.kids) == 0 && (v == "false" || v == "0") && strings.HasPrefix(e.name, k.name):
			return false
		case strings.HasSuffix(k.name, "EndDate") && v != "":
			if end := e.day(k.name); !end.IsZero() && end.Before(on) {
				return false
			}
		case v != "" || k.stands(on):
			told = true
		}
	}
	return told
}
