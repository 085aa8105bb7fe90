package payload

import (
	"strings"
	"time"

	"tereze/intake/egov"
)

// GBDFL is the namespace of ГБД ФЛ's types. Its elements have none.
const GBDFL = "http://message.persistence.interactive.nat"

// CodeFound is the register's own status code for an answered question.
const CodeFound = "00000"

// Question is a question to ГБД ФЛ.
type Question struct {
	ID     string // of the message
	At     time.Time
	Sender string // our code in the gateway's register of systems
	IIN    string
}

// PersonRequest writes a question to ГБД ФЛ: the inside of <data>.
func PersonRequest(q Question) []byte {
	return fragment(func(w *writer) {
		w.text("messageId", q.ID)
		w.moment("messageDate", q.At)
		w.text("senderCode", q.Sender)
		w.text("iin", q.IIN)
	})
}

// ReadPersonRequest reads what PersonRequest wrote.
func ReadPersonRequest(data []byte) (Question, error) {
	e, err := readFragment(data, mostAnswer)
	if err != nil {
		return Question{}, err
	}
	q := Question{ID: e.must("messageId"), At: e.moment("messageDate"), Sender: e.value("senderCode"), IIN: strings.TrimSpace(e.must("iin"))}
	return q, *e.fault
}

// ReadPerson reads the inside of <data> of ГБД ФЛ's answer. on tells the day
// on which what it says of a person must stand, in its own zone. Of several people the first is
// read. A code other than CodeFound is no error here: the caller maps it.
func ReadPerson(data []byte, on time.Time) (egov.PersonAnswer, error) {
	e, err := readFragment(data, mostAnswer)
	if err != nil {
		return egov.PersonAnswer{}, err
	}
	e, on = e.unwrapped("messageResult", "persons"), dayOf(on)
	a := egov.PersonAnswer{Code: strings.TrimSpace(e.child("messageResult").word("code")), Raw: data}
	if a.Code == "" {
		e.fail("messageResult", "missing")
	}
	if people := e.child("persons").all("person"); len(people) > 0 {
		a.Found = true
		a.Person = people[0].person(on)
		if a.Person.IIN == "" {
			e.fail("iin", "missing")
		}
	}
	return a, *e.fault
}

// dayOf is a moment's day at midnight UTC, as days are kept.
func dayOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// unwrapped goes down into elements that hold nothing but another one, as some
// services wrap their answers, until one of the names is met.
func (e *element) unwrapped(names ...string) *element {
	for len(e.kids) == 1 && len(e.kids[0].kids) > 0 {
		for _, n := range names {
			if e.kids[0].name == n {
				return e
			}
		}
		e = e.kids[0]
	}
	return e
}
