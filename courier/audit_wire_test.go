package courier_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/store"
	"tereze/store/storetest"

	"tereze/courier"
)

// Audit names what no act on the wire could have left behind.
func TestAuditFindsOnTheWire(t *testing.T) {
	request := func(w *wired, tx *store.Tx, c *intake.Case) (*intake.Message, error) {
		all, err := intake.MessagesIn(tx, c.ID)
		if err != nil {
			return nil, err
		}
		for _, m := range all {
			if m.Kind == intake.MessageRequest {
				return m, nil
			}
		}
		return nil, store.ErrNotFound
	}
	change := func(fn func(*intake.Case)) func(*wired, *store.Tx, *intake.Case) error {
		return func(_ *wired, tx *store.Tx, c *intake.Case) error {
			_, err := intake.Change(tx, intake.By{}, c.ID, func(c *intake.Case) error { fn(c); return nil })
			return err
		}
	}
	for _, r := range []struct {
		name, want string
		spoil      func(*wired, *store.Tx, *intake.Case) error
	}{
		{"nothing", "", change(func(*intake.Case) {})},
		{"sent without a request", "sent, but the outbox has no request of it", func(w *wired, tx *store.Tx, c *intake.Case) error {
			m, err := request(w, tx, c)
			if err != nil {
				return err
			}
			return intake.Messages.Drop(tx, m.ID[:])
		}},
		{"two requests", "2 requests of it in the outbox", func(w *wired, tx *store.Tx, c *intake.Case) error {
			return intake.Messages.Put(tx, intake.NewMessage(w.by(op), intake.MessageRequest, c.ID, string(c.Number), []byte("2")))
		}},
		{"a request of what is not sent", "not sent, but the outbox has a request of it", change(func(c *intake.Case) { c.Sent = false })},
		{"a message of a case that is not there", "its case is not there", func(w *wired, tx *store.Tx, _ *intake.Case) error {
			return intake.Messages.Put(tx, intake.NewMessage(w.by(op), intake.MessagePerson, uuid.New(), "?", nil))
		}},
		{"what came for a case that is not there", "inbound in-1: its case is not there", func(_ *wired, tx *store.Tx, _ *intake.Case) error {
			return intake.Inbounds.Put(tx, &intake.Inbound{GatewayID: "in-1", Case: uuid.New()})
		}},
		{"a state nobody knows", "state 9", func(w *wired, tx *store.Tx, c *intake.Case) error {
			m, err := request(w, tx, c)
			if err == nil {
				m.State = 9
				err = intake.Messages.Put(tx, m)
			}
			return err
		}},
		{"handed over, though electronic", "give is not allowed", change(func(c *intake.Case) {
			c.History[1].Act, c.History[1].Process = intake.ActGive, 3
		})},
		{"withdrawn, and a request waits", "withdrawn, but a message request waits", change(func(c *intake.Case) { c.Stage = intake.Withdrawn })},
	} {
		t.Run(r.name, func(t *testing.T) {
			w := wireOn(bare(t, storetest.Open(t, courier.Schema()), "mangystau", "2016-10-03T10:00"))
			c := w.queued()
			if _, err := w.Ledger.Update(t.Context(), w.by(boss).Store(0), func(tx *store.Tx) error {
				tx.Note("broken", "")
				return r.spoil(w, tx, c)
			}); err != nil {
				t.Fatal(err)
			}
			report := ok(w.Audit(t.Context(), nil))(t)
			var found []string
			for _, f := range report.Findings {
				found = append(found, f.String())
			}
			if all := strings.Join(found, "\n"); report.OK() != (r.want == "") || !strings.Contains(all, r.want) {
				t.Errorf("found %q, want %q", all, r.want)
			}
		})
	}
}
