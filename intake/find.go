package intake

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/google/uuid"

	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/intake/iin"
	"tereze/intake/name"
	"tereze/store"
)

// Case reads one case by its id.
func (d *Desk) Case(ctx context.Context, id uuid.UUID) (c *Case, err error) {
	err = d.view(ctx, func(tx *store.Tx) error {
		c, err = Cases.Get(tx, id[:])
		return err
	})
	if errors.Is(err, store.ErrNotFound) || err == nil && !d.shows(c) {
		return nil, Refuse(ProblemNoCase, "number")
	}
	return d.local(c), err
}

// CaseByNumber reads one case by its number.
func (d *Desk) CaseByNumber(ctx context.Context, n code.Number) (c *Case, err error) {
	err = d.view(ctx, func(tx *store.Tx) error {
		c, err = CaseNumbered(tx, n)
		return err
	})
	if err == nil && !d.shows(c) {
		return nil, Refuse(ProblemNoCase, "number", string(n))
	}
	return d.local(c), err
}

// CaseNumbered is CaseByNumber inside a transaction.
func CaseNumbered(tx *store.Tx, n code.Number) (*Case, error) {
	key := append([]byte("n"), n...)
	hits, err := ByNumber.Page(tx, key, nil, 1, false)
	if err != nil {
		return nil, err
	}
	if len(hits) == 0 || !bytes.Equal(hits[0].Key, key) { // the beginning of a number is none
		return nil, Refuse(ProblemNoCase, "number", string(n))
	}
	return Cases.Get(tx, hits[0].ID)
}

// local puts a case's times into the office's zone: the store keeps instants.
func (d *Desk) local(c *Case) *Case {
	if c == nil {
		return nil
	}
	z := d.Office.Zone()
	c.AcceptedAt = c.AcceptedAt.In(z)
	if !c.ReadyAt.IsZero() {
		c.ReadyAt = c.ReadyAt.In(z)
	}
	if !c.StepSince.IsZero() {
		c.StepSince = c.StepSince.In(z)
	}
	for i := range c.History {
		c.History[i].At = c.History[i].At.In(z)
	}
	return c
}

// personByIIN finds a recipient who has been here before; nil when nobody.
func personByIIN(tx *store.Tx, number string) (*Person, error) {
	if number == "" {
		return nil, nil
	}
	hits, err := PeopleBy.Page(tx, tx.Blind("iin", number), nil, 1, false)
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	return People.Get(tx, hits[0].ID)
}

// Known is what the office already knows of an IIN: the person, the open
// cases, and the last refusal, so that a return starts from what was missing.
type Known struct {
	Person  *Person
	Open    []*Case
	Refused *Case // the newest case, when it was refused
}

// Recall looks a recipient up by IIN. Person is nil for a newcomer.
func (d *Desk) Recall(ctx context.Context, number string) (k Known, err error) {
	err = d.View(ctx, func(tx *store.Tx) error {
		k = Known{}
		if k.Person, err = personByIIN(tx, iin.Fold(number)); err != nil || k.Person == nil {
			return err
		}
		hits, err := ByPerson.Page(tx, k.Person.ID[:], nil, 50, true)
		if err != nil {
			return err
		}
		for i, h := range hits {
			c, err := Cases.Get(tx, h.ID)
			if err != nil {
				return err
			}
			if c.Stage.Open() {
				k.Open = append(k.Open, d.local(c))
			}
			if i == 0 && c.Stage == Refused {
				k.Refused = d.local(c)
			}
		}
		return nil
	})
	return k, err
}

// Duplicate is the warning that the person has an open case of the service
// already; nil when there is none.
func (k Known) Duplicate(service string) *Problem {
	for _, c := range k.Open {
		if c.Service == service {
			return Refuse(ProblemDuplicateOpen, "service", string(c.Number))
		}
	}
	return nil
}

// Find searches by anything a person at the window can say: a number, its
// last five digits, a barcode, an IIN, a telephone, or a name. Newest first.
func (d *Desk) Find(ctx context.Context, query string, limit int) (found []*Case, err error) {
	err = d.view(ctx, func(tx *store.Tx) error {
		found = nil
		ids, err := findIDs(tx, strings.TrimSpace(query), limit)
		if err != nil {
			return err
		}
		for _, id := range ids {
			c, err := Cases.Get(tx, id)
			if err != nil {
				return err
			}
			if d.shows(c) {
				found = append(found, d.local(c))
			}
		}
		return nil
	})
	return found, err
}

func findIDs(tx *store.Tx, query string, limit int) ([][]byte, error) {
	digits := iin.Fold(query)
	if n, fault := code.ParseNumber(query); fault == "" {
		return pageIDs(ByNumber.Page(tx, append([]byte("n"), n...), nil, limit, true))
	}
	if n, fault := code.ParseBarcode(digits); fault == "" {
		return pageIDs(ByNumber.Page(tx, append([]byte("n"), n...), nil, limit, true))
	}
	if len(digits) == 5 && digitsOnly(digits) {
		return pageIDs(ByNumber.Page(tx, append([]byte("t"), digits...), nil, limit, true))
	}
	people, err := peopleFor(tx, query, digits, limit)
	if err != nil {
		return nil, err
	}
	var hits []store.Hit
	for _, p := range people {
		some, err := ByPerson.Page(tx, p, nil, limit, true)
		if err != nil {
			return nil, err
		}
		hits = append(hits, some...)
	}
	number := func(h store.Hit) []byte { return h.Key[len(h.Key)-numberLen:] }
	slices.SortStableFunc(hits, func(a, b store.Hit) int { return bytes.Compare(number(b), number(a)) })
	return pageIDs(hits[:min(len(hits), limit)], nil)
}

// numberLen is the length of a case's number, with which ByPerson's keys end.
const numberLen = len("042-150302-000174")

func peopleFor(tx *store.Tx, query, digits string, limit int) ([][]byte, error) {
	if len(digits) == 12 && digitsOnly(digits) {
		return pageIDs(PeopleBy.Page(tx, tx.Blind("iin", digits), nil, limit, false))
	}
	if number, ok := phone(query); ok {
		return pageIDs(PeopleBy.Page(tx, tx.Blind("phone", number), nil, limit, false))
	}
	return peopleNamed(tx, query, limit)
}

// Bounds of a search by name: how many people one key may lead to, and how
// many of those who have every key are looked at.
const (
	maxNamed = 20_000
	perRow   = 20
)

// peopleNamed finds the people whose name has every word of the query, or a
// word that begins with it: those whom each word's key leads to, read in the
// index alone, and of them those whose names hold the words in full.
func peopleNamed(tx *store.Tx, query string, limit int) ([][]byte, error) {
	keys, words := name.Seek(query), name.Words(query)
	var ids [][]byte
	for i, k := range keys {
		some, err := pageIDs(PeopleBy.Page(tx, tx.Blind("name", k), nil, maxNamed, false))
		if err != nil {
			return nil, err
		}
		if i > 0 {
			some = both(ids, some)
		}
		if ids = some; len(ids) == 0 {
			return nil, nil
		}
	}
	var found [][]byte
	for _, id := range ids[:min(len(ids), perRow*limit)] {
		p, err := People.Get(tx, id)
		if err != nil {
			return nil, err
		}
		if hasWords(name.Words(p.FullName()), words) {
			found = append(found, id)
		}
	}
	return found, nil
}

// both is what stands in both lists; an index gives ids in their order.
func both(a, b [][]byte) (out [][]byte) {
	for len(a) > 0 && len(b) > 0 {
		switch c := bytes.Compare(a[0], b[0]); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			out, a, b = append(out, a[0]), a[1:], b[1:]
		}
	}
	return out
}

// hasWords says whether each word sought begins one of the words there are.
func hasWords(there, sought []string) bool {
	for _, s := range sought {
		if !slices.ContainsFunc(there, func(w string) bool { return strings.HasPrefix(w, s) }) {
			return false
		}
	}
	return true
}

func pageIDs(hits []store.Hit, err error) ([][]byte, error) {
	var ids [][]byte
	for _, h := range hits {
		ids = append(ids, h.ID)
	}
	return ids, err
}

// AcceptedOn counts the day's acceptances and refusals.
func AcceptedOn(tx *store.Tx, day calendar.Date) (accepted, refused int64, err error) {
	if accepted, err = ByDay.Tally(tx, dateKey([]byte{'a'}, day)); err != nil {
		return
	}
	refused, err = ByDay.Tally(tx, dateKey([]byte{'r'}, day))
	return
}
