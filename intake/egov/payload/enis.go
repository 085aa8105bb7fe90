package payload

import (
	"cmp"
	"strings"
	"time"

	"tereze/intake/egov"
)

// PowerQuestion is a question to ЕНИС. Its form is our assumption: nothing
// public describes the exchange. names renames the elements of both question
// and answer (egov.PowerFields) to what a real service calls them.
type PowerQuestion struct {
	ID     string // of the message
	At     time.Time
	Sender string
	egov.PowerQuestion
}

// PowerRequest writes a question to ЕНИС: the inside of <data>.
func PowerRequest(q PowerQuestion, names map[string]string) []byte {
	n := renamed(names)
	return fragment(func(w *writer) {
		w.text("messageId", q.ID)
		w.moment("messageDate", q.At)
		w.text("senderCode", q.Sender)
		w.text(n("number"), q.Number)
		w.day(n("date"), q.Date)
		w.text(n("principal"), q.Principal)
		w.text(n("trustee"), q.Trustee)
	})
}

// renamed looks a field's element up.
func renamed(names map[string]string) func(string) string {
	return func(field string) string { return cmp.Or(names[field], field) }
}

// ReadPowerRequest reads what PowerRequest wrote.
func ReadPowerRequest(data []byte, names map[string]string) (PowerQuestion, error) {
	e, err := readFragment(data, mostAnswer)
	if err != nil {
		return PowerQuestion{}, err
	}
	n := renamed(names)
	q := PowerQuestion{ID: e.must("messageId"), At: e.moment("messageDate"), Sender: e.value("senderCode")}
	q.Number, q.Date = e.must(n("number")), e.day(n("date"))
	q.Principal, q.Trustee = strings.TrimSpace(e.value(n("principal"))), strings.TrimSpace(e.value(n("trustee")))
	return q, *e.fault
}

// WritePower writes an answer of ЕНИС: the inside of <data>.
func WritePower(a egov.PowerAnswer, names map[string]string) []byte {
	n := renamed(names)
	return fragment(func(w *writer) {
		w.flag(n("found"), a.Found)
		if !a.Found {
			return
		}
		w.flag(n("valid"), a.Valid)
		w.day(n("issued"), a.Issued)
		w.day(n("expires"), a.Expires)
		w.day(n("revoked"), a.Revoked)
		w.some(n("notary"), a.Notary)
	})
}

// ReadPower reads what WritePower wrote. A power of attorney that is revoked
// or has ended before the day on is not valid, whatever the answer says.
func ReadPower(data []byte, on time.Time, names map[string]string) (egov.PowerAnswer, error) {
	e, err := readFragment(data, mostAnswer)
	if err != nil {
		return egov.PowerAnswer{}, err
	}
	n := renamed(names)
	e = e.unwrapped(n("found"))
	a := egov.PowerAnswer{Found: e.flag(n("found")), Raw: data}
	if a.Found {
		a.Valid = e.flag(n("valid"))
		a.Issued, a.Expires, a.Revoked = e.day(n("issued")), e.day(n("expires")), e.day(n("revoked"))
		a.Notary = strings.TrimSpace(e.value(n("notary")))
		a.Valid = a.Valid && a.Revoked.IsZero() && (a.Expires.IsZero() || !a.Expires.Before(dayOf(on)))
	}
	return a, *e.fault
}
