package intake

import (
	"time"

	"github.com/google/uuid"

	"tereze/store"
)

// Inbound is one message the gateway sent us. It is on the disk before the
// gateway is told that we have it, and it counts once, however often it comes.
type Inbound struct {
	GatewayID string
	Kind      string // egov.IncomingKind
	Number    string // our number in it
	Case      uuid.UUID
	At        time.Time // when it came
	Done      bool      // what it says is carried out
	Why       string    // why not: a code with words
	Raw       []byte
}

// Inbounds are the messages that came; those not carried out are found first.
var Inbounds = store.NewTable(store.TableSpec[Inbound]{
	Name: "inbound", Version: 1, Personal: true,
	ID:     func(m *Inbound) []byte { return []byte(m.GatewayID) },
	Encode: encodeInbound, Decode: decodeInbound,
})

// InboundsBy leads to what is not carried out, oldest first.
var InboundsBy = store.NewIndex(Inbounds, store.IndexSpec[Inbound]{
	Name: "inbound-open",
	Marks: func(_ func(...string) []byte, m *Inbound) []store.Mark {
		if m.Done {
			return nil
		}
		return []store.Mark{{Key: append(store.AppendTime(nil, m.At), m.GatewayID...), Tally: []byte("open")}}
	},
})

func encodeInbound(e *store.Encoder, m *Inbound) {
	e.String(m.GatewayID)
	e.String(m.Kind)
	e.String(m.Number)
	e.UUID(m.Case)
	e.Time(m.At)
	e.Bool(m.Done)
	e.String(m.Why)
	e.Bytes(m.Raw)
}

func decodeInbound(d *store.Decoder, _ byte, m *Inbound) {
	m.GatewayID, m.Kind, m.Number, m.Case = d.String(), d.String(), d.String(), d.UUID()
	m.At, m.Done, m.Why, m.Raw = d.Time(), d.Bool(), d.String(), d.Bytes()
}
