package payload

import (
	"time"

	"tereze/intake/egov"
)

// Reply is an answer of ГБД ФЛ as the other side writes it.
type Reply struct {
	ID, Request string // of the answer, of the question
	At          time.Time
	Code        string // the register's own; empty: CodeFound
	People      []egov.Person
}

// WritePerson writes the inside of <data> of ГБД ФЛ's answer, in the order of
// its fields.
func WritePerson(r Reply) []byte {
	if r.Code == "" {
		r.Code = CodeFound
	}
	return fragment(func(w *writer) {
		w.text("messageId", r.ID)
		w.moment("messageDate", r.At)
		w.text("requestId", r.Request)
		w.coded("messageResult", r.Code, "", "")
		w.in("persons", func() {
			for _, p := range r.People {
				w.in("person", func() { w.person(p, r.At) })
			}
		})
	})
}

// coded writes a word of one of the register's dictionaries.
func (w *writer) coded(name, code, ru, kz string) {
	w.in(name, func() {
		w.text("code", code)
		w.some("nameRu", ru)
		w.some("nameKz", kz)
		w.null("changeDate")
	})
}

func (w *writer) null(name string) {
	w.b.WriteString("<" + name + ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>`)
}

func (w *writer) person(p egov.Person, at time.Time) {
	w.text("iin", p.IIN)
	w.text("surname", p.Surname)
	w.text("name", p.Name)
	w.some("patronymic", p.Patronymic)
	w.day("birthDate", p.Born)
	w.day("deathDate", p.Died)
	if p.Sex != "" {
		w.coded("gender", p.Sex, "", "")
	}
	if p.Citizenship != "" {
		w.coded("citizenship", p.Citizenship, "", "")
	}
	if p.Died.IsZero() {
		w.coded("lifeStatus", "0", "Нормальный", "Қалыпты")
	} else {
		w.coded("lifeStatus", "1", "Умерший", "Қайтыс болған")
	}
	if p.Birth != (egov.BirthRecord{}) {
		w.in("birthCertificate", func() {
			w.text("number", p.Birth.Number)
			w.day("beginDate", p.Birth.Date)
		})
	}
	if p.Address != (egov.Address{}) {
		w.in("regAddress", func() { w.address(p.Address) })
	}
	if p.Incapable {
		w.in("personCapableStatus", func() {
			w.coded("capableStatus", "1", "Недееспособен", "Әрекетке қабілетсіз")
			w.day("capableDate", at.AddDate(-1, 0, 0))
			w.text("capableNumber", "1")
		})
	}
	if p.Missing {
		w.in("missingStatus", func() { w.flag("missing", true) })
	}
	w.in("documents", func() {
		for _, d := range p.Documents {
			w.in("document", func() { w.identity(d) })
		}
	})
	w.flag("removed", false)
}

func (w *writer) address(a egov.Address) {
	if a.District != "" {
		w.coded("district", "", a.District, "")
	}
	if a.Region != "" {
		w.coded("region", "", a.Region, "")
	}
	for _, part := range [][2]string{{"city", a.City}, {"street", a.Street}, {"building", a.Building}, {"corpus", a.Corpus}, {"flat", a.Flat}} {
		w.some(part[0], part[1])
	}
}

func (w *writer) identity(d egov.IdentityPaper) {
	w.coded("type", d.Type, "", "")
	w.text("number", d.Number)
	w.day("beginDate", d.Begin)
	w.day("endDate", d.End)
	if d.Issuer != "" {
		w.coded("issueOrganization", "", d.Issuer, "")
	}
	w.coded("status", d.Status, "", "")
}
