package intake

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"tereze/intake/code"
	"tereze/intake/iin"
	"tereze/store"
)

// Look is the trace that somebody was shown a person's card: a case's, or what
// the office knows of an IIN. A row of a list is no card.
type Look struct {
	ID     uuid.UUID // of the act
	At     time.Time
	Actor  string // the worker's code
	Window int    // 0: none
	Case   uuid.UUID
	Number code.Number // of the case; by an IIN, of the person's newest one
	Person uuid.UUID
	ByIIN  bool // the person was shown, no case: Case is uuid.Nil
}

// Seen is who was shown a card, newest first.
type Seen struct {
	Looks []Look
	All   int64 // how often it was shown; Looks are the newest of them
}

// ErrUnseen comes with what was asked for: it is there to be shown, but the
// store can keep no trace of it now (opened for reading only, or full).
var ErrUnseen = errors.New("the look could not be kept")

// The words of looks in the journal.
const (
	actSee   = "see"
	actLooks = "looks"
)

// mostLooks is how many looks one answer lists.
const mostLooks = 500

// Look reads a case for somebody who is shown its card, and keeps the trace of
// it, in one transaction. With ErrUnseen comes the case all the same.
func (d *Desk) Look(ctx context.Context, by By, id uuid.UUID) (*Case, error) {
	if err := by.May(CanSee); err != nil {
		return nil, err
	}
	var c *Case
	err := d.trace(ctx, by, func(tx *store.Tx) (err error) {
		c, err = Cases.Get(tx, id[:])
		if errors.Is(err, store.ErrNotFound) || err == nil && !by.Actor.sees(c) {
			return Refuse(ProblemNoCase, "number")
		} else if err != nil {
			return err
		}
		tx.Note(actSee, string(c.Number))
		return Looks.Put(tx, &Look{ID: by.Op, At: by.At, Actor: by.Actor.Code, Window: by.Actor.Window,
			Case: c.ID, Number: c.Number, Person: c.RecipientID})
	})
	switch {
	case err != nil && !errors.Is(err, ErrUnseen):
		return nil, err
	case c == nil: // this very look was kept before
		return d.Case(ctx, id)
	}
	return d.local(c), err
}

// RecallSeen is Recall for a screen that shows the person: it keeps the trace
// when somebody is found. With ErrUnseen comes the answer all the same.
func (d *Desk) RecallSeen(ctx context.Context, by By, number string) (Known, error) {
	k, err := d.Recall(ctx, number)
	if err != nil || k.Person == nil {
		return k, err
	}
	return k, d.trace(ctx, by, func(tx *store.Tx) error {
		newest, err := newestOf(tx, k.Person.ID)
		if err != nil {
			return err
		}
		tx.Note(actSee, string(newest))
		return Looks.Put(tx, &Look{ID: by.Op, At: by.At, Actor: by.Actor.Code, Window: by.Actor.Window,
			Number: newest, Person: k.Person.ID, ByIIN: true})
	})
}

// newestOf is the number of a person's newest case; empty when there is none.
func newestOf(tx *store.Tx, person uuid.UUID) (code.Number, error) {
	hits, err := ByPerson.Page(tx, person[:], nil, 1, true)
	if err != nil || len(hits) == 0 {
		return "", err
	}
	return code.Number(hits[0].Key[len(hits[0].Key)-numberLen:]), nil
}

// trace writes what one look leaves. Where the store cannot, fn has run all the
// same and the answer is ErrUnseen.
func (d *Desk) trace(ctx context.Context, by By, fn func(*store.Tx) error) error {
	_, err := d.Ledger.Update(ctx, by.Store(0), fn)
	if errors.Is(err, store.ErrReadOnly) || errors.Is(err, store.ErrFull) {
		return ErrUnseen
	}
	return err
}

// WhoSaw lists who was shown the card of a case. The question itself goes into
// the journal.
func (d *Desk) WhoSaw(ctx context.Context, by By, id uuid.UUID) (Seen, error) {
	return d.whoSaw(ctx, by, func(tx *store.Tx) ([]byte, code.Number, error) {
		c, err := Cases.Get(tx, id[:])
		if errors.Is(err, store.ErrNotFound) {
			return nil, "", Refuse(ProblemNoCase, "number")
		} else if err != nil {
			return nil, "", err
		}
		return append([]byte("c"), id[:]...), c.Number, nil
	})
}

// WhoSawIIN lists who was shown any card of a person. Of somebody who has never
// been here it is empty.
func (d *Desk) WhoSawIIN(ctx context.Context, by By, number string) (Seen, error) {
	return d.whoSaw(ctx, by, func(tx *store.Tx) ([]byte, code.Number, error) {
		p, err := personByIIN(tx, iin.Fold(number))
		if err != nil || p == nil {
			return nil, "", err
		}
		newest, err := newestOf(tx, p.ID)
		return append([]byte("p"), p.ID[:]...), newest, err
	})
}

// whoSaw reads the looks under the key that of finds, and says in the journal
// that somebody asked; of gives no key for nobody.
func (d *Desk) whoSaw(ctx context.Context, by By, of func(*store.Tx) ([]byte, code.Number, error)) (s Seen, err error) {
	if err := by.May(CanLooks); err != nil {
		return s, err
	}
	err = d.trace(ctx, by, func(tx *store.Tx) error {
		s = Seen{}
		key, number, err := of(tx)
		if err != nil {
			return err
		}
		tx.Note(actLooks, string(number))
		if key == nil {
			return nil
		}
		if s.All, err = LooksBy.Tally(tx, key); err != nil {
			return err
		}
		hits, err := LooksBy.Page(tx, key, nil, mostLooks, true)
		if err != nil {
			return err
		}
		for _, h := range hits {
			l, err := Looks.Get(tx, h.ID)
			if err != nil {
				return err
			}
			l.At = l.At.In(d.Office.Zone())
			s.Looks = append(s.Looks, *l)
		}
		return nil
	})
	return s, err
}

func encodeLook(e *store.Encoder, l *Look) {
	e.UUID(l.ID)
	e.Time(l.At)
	e.String(l.Actor)
	e.Int(int64(l.Window))
	e.UUID(l.Case)
	e.String(string(l.Number))
	e.UUID(l.Person)
	e.Bool(l.ByIIN)
}

func decodeLook(d *store.Decoder, _ byte, l *Look) {
	l.ID, l.At, l.Actor, l.Window = d.UUID(), d.Time(), d.String(), int(d.Int())
	l.Case, l.Number, l.Person, l.ByIIN = d.UUID(), code.Number(d.String()), d.UUID(), d.Bool()
}
