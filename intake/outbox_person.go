package intake

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"tereze/store"
)

// What a person decides of the outbox and of what came.

// Resend sends a message that is in doubt, or waits, now and under its own
// number: the other side counts it once.
//
// Problems: ProblemMessage when nothing is to be sent; ProblemNoCase.
func (d *Desk) Resend(ctx context.Context, by By, id uuid.UUID) (*Message, error) {
	return d.message(ctx, by, id, "egov-resend", func(m *Message) error {
		if m.State != MessageDoubtful && m.State != MessageWaiting {
			return Refuse(ProblemMessage, "", m.State)
		}
		m.State, m.Next, m.Why = MessageWaiting, by.At, ""
		return nil
	})
}

// DropMessage puts a message aside that need not be sent. A request is put
// aside only when it is in doubt: the sending can then be undone and done
// again; otherwise the application is withdrawn.
func (d *Desk) DropMessage(ctx context.Context, by By, id uuid.UUID, reason string) (*Message, error) {
	if err := by.May(CanOutbox); err != nil {
		return nil, err
	}
	if blank(reason) {
		return nil, Refuse(ProblemReason, "reason")
	}
	return d.message(ctx, by, id, "egov-drop", func(m *Message) error {
		if m.State != MessageDoubtful && (m.State != MessageWaiting || m.Kind == MessageRequest) {
			return Refuse(ProblemMessage, "", m.State)
		}
		m.Drop(by.At, ProblemPersonDropped)
		m.Note = reason
		return nil
	})
}

func (d *Desk) message(ctx context.Context, by By, id uuid.UUID, act string, fn func(*Message) error) (out *Message, err error) {
	_, err = d.Write(ctx, by, CanOutbox, 5, func(tx *store.Tx) error {
		m, err := Messages.Get(tx, id[:])
		if errors.Is(err, store.ErrNotFound) {
			return Refuse(ProblemNoCase, "message")
		} else if err != nil {
			return err
		}
		if err := fn(m); err != nil {
			return err
		}
		tx.Note(act, m.Number, string(m.Kind)) // a reason may name somebody: it stays with the message
		return Messages.Put(tx, m)
	})
	if err != nil {
		return nil, err
	}
	err = d.View(ctx, func(tx *store.Tx) error {
		out, err = Messages.Get(tx, id[:])
		return err
	})
	if err != nil {
		return nil, err
	}
	return d.messageHere(out), nil
}

// Inbox reads what came and is not carried out, oldest first.
func (d *Desk) Inbox(ctx context.Context, after []byte, limit int) (some []Inbound, next []byte, err error) {
	err = d.View(ctx, func(tx *store.Tx) error {
		some, next = nil, nil
		hits, err := InboundsBy.Page(tx, nil, after, limit, false)
		if err != nil {
			return err
		}
		for _, h := range hits {
			m, err := Inbounds.Get(tx, h.ID)
			if err != nil {
				return err
			}
			d.zone(&m.Said, &m.At, &m.Next)
			some = append(some, *m)
		}
		if len(hits) == limit {
			next = hits[limit-1].Cursor
		}
		return nil
	})
	return some, next, err
}

// DropInbound puts aside what came and cannot be carried out.
func (d *Desk) DropInbound(ctx context.Context, by By, gatewayID, reason string) error {
	if err := by.May(CanOutbox); err != nil {
		return err
	}
	if blank(reason) {
		return Refuse(ProblemReason, "reason")
	}
	_, err := d.Write(ctx, by, CanOutbox, 5, func(tx *store.Tx) error {
		m, err := Inbounds.Get(tx, []byte(gatewayID))
		switch {
		case errors.Is(err, store.ErrNotFound):
			return Refuse(ProblemNoCase, "message")
		case err != nil:
			return err
		case m.Done:
			return Refuse(ProblemMessage, "", MessageAnswered)
		}
		m.Done, m.Note = true, reason
		tx.Note("egov-aside", m.Number, m.Kind)
		return Inbounds.Put(tx, m)
	})
	return err
}

// blotMessages takes a person out of what was sent and came for a case, and
// names the records. What their personal account still waits for must go
// first; a question nobody has answered is not asked any more.
func blotMessages(tx *store.Tx, by By, of uuid.UUID) (ids [][]byte, err error) {
	all, err := MessagesIn(tx, of)
	if err != nil {
		return nil, err
	}
	for _, m := range all {
		switch {
		case m.Over() || m.Kind == MessageWithdrawal:
		case m.Kind == MessageResult || m.Kind == MessageRefusal:
			return nil, Refuse(ProblemMessage, "number", m.State)
		default:
			m.Drop(by.At, "")
		}
		m.Raw, m.Note = nil, ""
		if m.Kind != MessageWithdrawal { // which names nobody, and may still have to go
			m.Body = nil
		}
		if err := Messages.Put(tx, m); err != nil {
			return nil, err
		}
		ids = append(ids, bytes.Clone(m.ID[:]))
	}
	hits, err := InboundsByCase.Page(tx, of[:], nil, 100, false)
	if err != nil {
		return nil, err
	}
	for _, h := range hits {
		m, err := Inbounds.Get(tx, h.ID)
		if err != nil {
			return nil, err
		}
		m.Reasons, m.Raw, m.Note, m.File, m.Signature, m.Done = nil, nil, "", [32]byte{}, [32]byte{}, true
		if err := Inbounds.Put(tx, m); err != nil {
			return nil, err
		}
		ids = append(ids, []byte(m.GatewayID))
	}
	return ids, nil
}

func sortMessages(all []*Message) {
	slices.SortStableFunc(all, func(a, b *Message) int { return a.Made.Compare(b.Made) })
}

// messageHere puts a message's times into the office's zone.
func (d *Desk) messageHere(m *Message) *Message {
	d.zone(&m.Made, &m.Next, &m.Tried, &m.Done)
	return m
}

func (d *Desk) zone(times ...*time.Time) {
	for _, t := range times {
		if !t.IsZero() {
			*t = t.In(d.Office.Zone())
		}
	}
}
