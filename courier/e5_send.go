package courier

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
	"tereze/store/blob"
)

// Send puts a signed request into the outbox for the provider's workplace at
// the gateway (process 5): with the act the message is on the disk, and it
// goes when the gateway answers. A gateway that is down is no hindrance.
//
// Problems: those of Desk.Signing; ProblemNotSigned when nothing was signed or
// something changed since; ProblemFileMissing when a file of the case cannot
// be read; ProblemSentAlready when a request of the case is on its way.
func (o *Office) Send(ctx context.Context, by intake.By, id uuid.UUID) (*intake.Case, error) {
	if err := by.May(intake.Command(intake.ActSend)); err != nil {
		return nil, err
	}
	c, err := o.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	if _, err := o.Ledger.HeadOf(ctx, by.Op); err == nil {
		return c, nil // sent by this very act, its answer was lost
	}
	if err := o.sendable(c); err != nil {
		return nil, err
	}
	body, err := o.requestBody(ctx, c, by.At)
	if errors.Is(err, blob.ErrMissing) || errors.Is(err, blob.ErrDamaged) {
		return nil, intake.Refuse(intake.ProblemFileMissing, "")
	} else if err != nil {
		return nil, err
	}
	signed, _ := c.File(intake.FileRequest)
	_, err = o.Write(ctx, by, intake.Command(intake.ActSend), intake.ActSend.Process(), func(tx *store.Tx) error {
		c, err := intake.Change(tx, by, id, func(c *intake.Case) error {
			if err := o.sendable(c); err != nil {
				return err
			}
			if now, _ := c.File(intake.FileRequest); now.Hash != signed.Hash { // signed anew while the body was made
				return intake.Refuse(intake.ProblemNotSigned, "", string(c.Number))
			}
			return c.Move(by, intake.ActSend, "", func(s *intake.State) {
				s.Sent, s.Late = true, c.Dispatch.Before(calendar.DateOf(by.At))
			})
		})
		if err != nil {
			return err
		}
		m, err := request(tx, c.ID)
		if err != nil {
			return err
		}
		if m != nil {
			return intake.Refuse(intake.ProblemSentAlready, "", string(c.Number))
		}
		tx.Note(string(intake.ActSend), string(c.Number))
		return intake.Messages.Put(tx, intake.NewMessage(by, intake.MessageRequest, c.ID, string(c.Number), body))
	})
	if err != nil {
		return nil, err
	}
	return o.Case(ctx, id)
}

func (o *Office) sendable(c *intake.Case) error {
	if err := o.Signing(c, intake.ActSend); err != nil {
		return err
	}
	if !o.RequestSigned(c) {
		return intake.Refuse(intake.ProblemNotSigned, "", string(c.Number))
	}
	return nil
}

// request is the message that carries a case's request, dropped ones apart;
// nil: there is none.
func request(tx *store.Tx, of uuid.UUID) (*intake.Message, error) {
	all, err := intake.MessagesIn(tx, of)
	for _, m := range all {
		if m.Kind == intake.MessageRequest && m.State != intake.MessageDropped {
			return m, nil
		}
	}
	return nil, err
}
