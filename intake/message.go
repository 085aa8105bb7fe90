package intake

import (
	"time"

	"github.com/google/uuid"

	"tereze/store"
)

// MessageState is how far a message of the outbox has come.
type MessageState uint8

// The states. The numbers are stored: never reuse one.
const (
	MessageWaiting  MessageState = 1 + iota // to be sent at Next
	MessageSent                             // the gateway has it; the answer is awaited
	MessageAnswered                         // done
	MessageDoubtful                         // a person must look: unknown code, refused by the gateway
	MessageDropped                          // not to be sent: the application was withdrawn, or a person said so
)

var messageNames = [...]string{"", "waiting", "sent", "answered", "doubtful", "dropped"}

// String is the state's name in scripts.
func (s MessageState) String() string { return messageNames[min(int(s), len(messageNames)-1)] }

// MessageKind is what a message asks or tells.
type MessageKind string

// The kinds: those of egov.RequestKind, and questions to the registers about a
// case that was accepted unchecked.
const (
	MessagePerson     MessageKind = "person"
	MessageAgent      MessageKind = "agent"
	MessagePower      MessageKind = "power"
	MessageRequest    MessageKind = "request"
	MessageWithdrawal MessageKind = "withdrawal"
	MessageResult     MessageKind = "portal-result"
	MessageRefusal    MessageKind = "portal-refusal"
)

// Message is one message of the outbox: made in the transaction that needs it,
// sent at least once afterwards, counted once by its ID and Number.
type Message struct {
	ID       uuid.UUID // the message's own number at the gateway, the same at each try
	Kind     MessageKind
	Case     uuid.UUID // zero: no case, a portal's refusal
	Number   string    // case number, or the portal's number of its request
	State    MessageState
	Made     time.Time
	Next     time.Time // not sent before
	Tried    time.Time // the last try
	Attempts int
	Trying   bool   // a try began and its end is not recorded: it may have been sent
	Gateway  string // the gateway's number for it, once it has one
	Answers  string // the gateway's number of what it answers
	Body     []byte // the payload; empty for questions, which are made of the case
	Code     string // the last status code, as it came
	Why      string // why it waits, is in doubt or was dropped: a problem's code and its arguments, with spaces between
	Raw      []byte // an answer a person must read
	Done     time.Time
	Note     string // why a person dropped it
}

// Messages is the outbox. What a case waits for is found by it, what is due by
// the state and the time.
var Messages = store.NewTable(store.TableSpec[Message]{
	Name: "message", Version: 1, Personal: true,
	ID:     func(m *Message) []byte { return m.ID[:] },
	Encode: encodeMessage, Decode: decodeMessage,
})

// The indexes of the outbox.
var (
	MessagesByState = store.NewIndex(Messages, store.IndexSpec[Message]{
		Name: "message-state",
		Marks: func(_ func(...string) []byte, m *Message) []store.Mark {
			key := []byte{byte(m.State)}
			at := m.Next
			if m.State != MessageWaiting {
				at = m.Made
			}
			return []store.Mark{{Key: append(store.AppendTime(key[:1:1], at), m.ID[:]...), Tally: key}}
		},
	})
	MessagesByCase = store.NewIndex(Messages, store.IndexSpec[Message]{
		Name: "message-case",
		Marks: func(_ func(...string) []byte, m *Message) []store.Mark {
			if m.Case == uuid.Nil {
				return nil
			}
			return []store.Mark{{Key: append(m.Case[:len(m.Case):len(m.Case)], m.ID[:]...)}}
		},
	})
	MessagesByGateway = store.NewIndex(Messages, store.IndexSpec[Message]{
		Name: "message-gateway",
		Marks: func(_ func(...string) []byte, m *Message) []store.Mark {
			if m.Gateway == "" {
				return nil
			}
			return []store.Mark{{Key: []byte(m.Gateway)}}
		},
	})
)

func encodeMessage(e *store.Encoder, m *Message) {
	e.UUID(m.ID)
	e.String(string(m.Kind))
	e.UUID(m.Case)
	e.String(m.Number)
	e.Uint(uint64(m.State))
	e.Time(m.Made)
	e.Time(m.Next)
	e.Time(m.Tried)
	e.Int(int64(m.Attempts))
	e.Bool(m.Trying)
	e.String(m.Gateway)
	e.String(m.Answers)
	e.Bytes(m.Body)
	e.String(m.Code)
	e.String(m.Why)
	e.Bytes(m.Raw)
	e.Time(m.Done)
	e.String(m.Note)
}

func decodeMessage(d *store.Decoder, _ byte, m *Message) {
	m.ID, m.Kind, m.Case, m.Number = d.UUID(), MessageKind(d.String()), d.UUID(), d.String()
	m.State, m.Made, m.Next, m.Tried = MessageState(d.Uint()), d.Time(), d.Time(), d.Time()
	m.Attempts, m.Trying, m.Gateway, m.Answers = int(d.Int()), d.Bool(), d.String(), d.String()
	m.Body, m.Code, m.Why, m.Raw, m.Done = d.Bytes(), d.String(), d.String(), d.Bytes(), d.Time()
	m.Note = d.String()
}
