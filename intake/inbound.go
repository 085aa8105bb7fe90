package intake

import (
	"time"

	"github.com/google/uuid"

	"tereze/store"
)

// Inbound is one message the gateway sent us. It is on the disk before the
// gateway is told that we have it, and it counts once, however often it comes.
// A file and its signature lie in the blob store under their hashes.
type Inbound struct {
	GatewayID string
	Answers   string // the gateway's number of our message it answers
	Kind      string // egov.IncomingKind
	Number    string // our number in it
	Case      uuid.UUID
	Said      time.Time // when the other side said it
	At        time.Time // when it came

	Incoming  string
	Reasons   []string
	Refused   bool
	Paper     bool
	File      [32]byte // zero: none came
	FileType  string
	FileSize  int64
	Signature [32]byte // zero: none came
	State     string   // of a delivery

	Done  bool      // what it says is carried out, or a person put it aside
	Why   string    // why not, as in Message.Why; of one put aside, why it was open
	Tries int       // how often it was tried in vain
	Next  time.Time // not tried before, where trying asks others
	Note  string    // why a person put it aside
	Raw   []byte    // as it came, cut to RawKept
}

// RawKept is how much of a message is kept as it came, in bytes: enough for a
// person to see what it is. Files in it are kept whole, beside it.
const RawKept = 128 << 10

// Inbounds are the messages that came; those not carried out are found first.
var Inbounds = store.NewTable(store.TableSpec[Inbound]{
	Name: "inbound", Version: 1, Personal: true,
	ID:     func(m *Inbound) []byte { return []byte(m.GatewayID) },
	Encode: encodeInbound, Decode: decodeInbound,
})

// The indexes: what is not carried out, oldest first, and what came for a case.
var (
	InboundsBy = store.NewIndex(Inbounds, store.IndexSpec[Inbound]{
		Name: "inbound-open",
		Marks: func(_ func(...string) []byte, m *Inbound) []store.Mark {
			if m.Done {
				return nil
			}
			return []store.Mark{{Key: append(store.AppendTime(nil, m.At), m.GatewayID...), Tally: []byte("open")}}
		},
	})
	InboundsByCase = store.NewIndex(Inbounds, store.IndexSpec[Inbound]{
		Name: "inbound-case",
		Marks: func(_ func(...string) []byte, m *Inbound) []store.Mark {
			if m.Case == uuid.Nil {
				return nil
			}
			return []store.Mark{{Key: append(m.Case[:len(m.Case):len(m.Case)], m.GatewayID...)}}
		},
	})
)

func encodeInbound(e *store.Encoder, m *Inbound) {
	e.String(m.GatewayID)
	e.String(m.Answers)
	e.String(m.Kind)
	e.String(m.Number)
	e.UUID(m.Case)
	e.Time(m.Said)
	e.Time(m.At)
	e.String(m.Incoming)
	e.Strings(m.Reasons)
	e.Bool(m.Refused)
	e.Bool(m.Paper)
	e.Bytes(m.File[:])
	e.String(m.FileType)
	e.Int(m.FileSize)
	e.Bytes(m.Signature[:])
	e.String(m.State)
	e.Bool(m.Done)
	e.String(m.Why)
	e.Int(int64(m.Tries))
	e.Time(m.Next)
	e.String(m.Note)
	e.Bytes(m.Raw)
}

func decodeInbound(d *store.Decoder, _ byte, m *Inbound) {
	m.GatewayID, m.Answers, m.Kind, m.Number, m.Case = d.String(), d.String(), d.String(), d.String(), d.UUID()
	m.Said, m.At, m.Incoming, m.Reasons = d.Time(), d.Time(), d.String(), d.Strings()
	m.Refused, m.Paper = d.Bool(), d.Bool()
	copy(m.File[:], d.Bytes())
	m.FileType, m.FileSize = d.String(), d.Int()
	copy(m.Signature[:], d.Bytes())
	m.State, m.Done, m.Why, m.Tries, m.Next = d.String(), d.Bool(), d.String(), int(d.Int()), d.Time()
	m.Note, m.Raw = d.String(), d.Bytes()
}
