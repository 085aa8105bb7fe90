package courier

import (
	"bytes"
	"context"
	"fmt"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/code"
	"tereze/store"
)

// checkWire holds a case against the outbox: what is sent has its one request
// there, and what is not sent has none.
func checkWire(tx *store.Tx, c *intake.Case, found func(code.Number, string, ...any)) error {
	if c.Road != intake.RoadCentre {
		return nil
	}
	all, err := intake.MessagesIn(tx, c.ID)
	if err != nil {
		return err
	}
	requests, live := 0, 0
	for _, m := range all {
		if m.Kind != intake.MessageRequest {
			continue
		}
		if requests++; m.State != intake.MessageDropped {
			live++
		}
	}
	switch {
	case c.Sent && requests == 0:
		found(c.Number, "sent, but the outbox has no request of it")
	case !c.Sent && live > 0:
		found(c.Number, "not sent, but the outbox has a request of it")
	case live > 1:
		found(c.Number, "%d requests of it in the outbox", live)
	}
	if c.Stage == intake.Withdrawn {
		for _, m := range all {
			if m.State == intake.MessageWaiting && m.Kind != intake.MessageWithdrawal {
				found(c.Number, "withdrawn, but a message %s waits", m.Kind)
			}
		}
	}
	return nil
}

// auditWire holds the messages against the cases they name.
func (o *Office) auditWire(ctx context.Context) (all []store.Finding, err error) {
	found := func(what, id string, of uuid.UUID, tx *store.Tx) error {
		if of == uuid.Nil {
			return nil
		}
		ok, err := intake.Cases.Has(tx, of[:])
		if err == nil && !ok {
			all = append(all, store.Finding{Where: what + " " + id, What: "its case is not there"})
		}
		return err
	}
	const page = 500
	var after []byte
	for n := page; n == page; {
		err = o.View(ctx, func(tx *store.Tx) error {
			n = 0
			for m, err := range intake.Messages.Scan(tx, after, nil, false) {
				if err != nil {
					return err
				}
				if n++; n > page {
					n = page
					return nil
				}
				after = append(bytes.Clone(m.ID[:]), 0)
				if m.State < intake.MessageWaiting || m.State > intake.MessageDropped {
					all = append(all, store.Finding{Where: "message " + m.ID.String(), What: fmt.Sprintf("state %d", m.State)})
				}
				if m.Trying && m.State == intake.MessageSent {
					all = append(all, store.Finding{Where: "message " + m.ID.String(), What: "sent, and yet a try is under way"})
				}
				if err := found("message", m.ID.String(), m.Case, tx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return all, err
		}
	}
	after = nil
	for n := page; n == page; {
		err = o.View(ctx, func(tx *store.Tx) error {
			n = 0
			for m, err := range intake.Inbounds.Scan(tx, after, nil, false) {
				if err != nil {
					return err
				}
				if n++; n > page {
					n = page
					return nil
				}
				after = append([]byte(m.GatewayID), 0)
				if err := found("inbound", m.GatewayID, m.Case, tx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return all, err
		}
	}
	return all, nil
}
