package intake

import (
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	"tereze/intake/trio"
	"tereze/store"
)

// PortalRequest is a request that came from the portal and what became of it:
// a case, or a refusal of process 2, 4 or 6 with its reasons. What was signed
// and the signature lie in the blob store under their sums.
type PortalRequest struct {
	Portal    string // the portal's own number of it
	Gateway   string // the gateway's message it came in; empty: from the drop folder
	At        time.Time
	Service   string
	Provider  string
	Condition uint8     // the condition it failed: 1, 2 or 3; 0: it met them all
	Reasons   []string  // codes with words: Desk.PortalReason
	Case      uuid.UUID // zero: none was made
	Name      string    // surname and initials, for the list
	Request   [32]byte
	Signature [32]byte // zero: it came without one
	// Waiting is why condition 2 cannot be judged here and now, as WhyOf writes
	// it; empty: the request is decided. It is tried again at each pass.
	Waiting string
}

// RefusalProcess is the process of the refusal message: 2, 4 or 6.
func (p *PortalRequest) RefusalProcess() uint8 { return p.Condition * 2 }

// PortalState is where a portal request stands, for lists and counts.
type PortalState string

// The states.
const (
	PortalAccepted PortalState = "accepted"
	PortalRefused1 PortalState = "refused-1" // by the condition
	PortalRefused2 PortalState = "refused-2"
	PortalRefused3 PortalState = "refused-3"
	PortalWaiting  PortalState = "waiting" // cannot be verified here now
)

// PortalStates lists them.
func PortalStates() []PortalState {
	return []PortalState{PortalAccepted, PortalRefused1, PortalRefused2, PortalRefused3, PortalWaiting}
}

// State is where the request stands.
func (p *PortalRequest) State() PortalState {
	if p.Waiting != "" {
		return PortalWaiting
	}
	return PortalStates()[min(p.Condition, 3)]
}

// PortalRequests are all that ever came, each once.
var PortalRequests = store.NewTable(store.TableSpec[PortalRequest]{
	Name: "portal-request", Version: 1, Personal: true,
	ID:     func(p *PortalRequest) []byte { return []byte(p.Portal) },
	Encode: encodePortalRequest, Decode: decodePortalRequest,
})

// PortalRequestsBy lists them by the moment they came, all and each provider's;
// the tallies tell how many stand where, provider by provider.
var PortalRequestsBy = store.NewIndex(PortalRequests, store.IndexSpec[PortalRequest]{
	Name: "portal-request-at",
	Marks: func(_ func(...string) []byte, p *PortalRequest) []store.Mark {
		all, theirs := PortalKey("", false), PortalKey(p.Provider, true)
		marks := []store.Mark{
			{Key: append(store.AppendTime(all, p.At), p.Portal...)},
			{Key: append(store.AppendTime(theirs, p.At), p.Portal...), Tally: append(PortalKey(p.Provider, true), p.State()...)},
		}
		if p.Waiting != "" {
			marks = append(marks, store.Mark{Key: append([]byte("w"), p.Portal...)})
		}
		return marks
	},
})

// PortalKey is the prefix of the list of all requests, or of one provider's.
func PortalKey(provider string, one bool) []byte {
	if !one {
		return []byte("a")
	}
	return store.AppendString([]byte("p"), provider)
}

func encodePortalRequest(e *store.Encoder, p *PortalRequest) {
	e.String(p.Portal)
	e.String(p.Gateway)
	e.Time(p.At)
	e.String(p.Service)
	e.String(p.Provider)
	e.Uint(uint64(p.Condition))
	e.Strings(p.Reasons)
	e.UUID(p.Case)
	e.String(p.Name)
	e.Bytes(p.Request[:])
	e.Bytes(p.Signature[:])
	e.String(p.Waiting)
}

func decodePortalRequest(d *store.Decoder, _ byte, p *PortalRequest) {
	p.Portal, p.Gateway, p.At, p.Service, p.Provider = d.String(), d.String(), d.Time(), d.String(), d.String()
	p.Condition, p.Reasons, p.Case, p.Name = uint8(d.Uint()), d.Strings(), d.UUID(), d.String()
	copy(p.Request[:], d.Bytes())
	copy(p.Signature[:], d.Bytes())
	p.Waiting = d.String()
}

// blotPortal takes the person's name from the request a case was made of, and
// the request itself, and names its record.
func blotPortal(tx *store.Tx, c *Case) (ids [][]byte, err error) {
	if c.Road != RoadPortal {
		return nil, nil
	}
	r, err := PortalRequests.Get(tx, []byte(c.Origin))
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	r.Name, r.Request, r.Signature = "", [32]byte{}, [32]byte{}
	for i, reason := range r.Reasons {
		if strings.HasPrefix(reason, PortalFree) {
			r.Reasons[i] = PortalFree
		}
	}
	return [][]byte{[]byte(r.Portal)}, PortalRequests.Put(tx, r)
}

// PortalConditionWords is a condition of the portal's road in words.
func PortalConditionWords(n uint8) trio.Text {
	switch n {
	case 1:
		return trio.Text{KK: "1-шарт: кіру деректерінің түпнұсқалығы", RU: "условие 1: подлинность данных входа", EN: "condition 1: authentic log-in"}
	case 2:
		return trio.Text{KK: "2-шарт: ЭЦҚ куәлігі мен ЖСН", RU: "условие 2: свидетельство ЭЦП и ИИН", EN: "condition 2: certificate and IIN"}
	case 3:
		return trio.Text{KK: "3-шарт: құжаттар мен негіз", RU: "условие 3: документы и основание", EN: "condition 3: documents and ground"}
	}
	return trio.Text{}
}

// Words is the state in words.
func (s PortalState) Words() trio.Text {
	switch s {
	case PortalAccepted:
		return trio.Text{KK: "қабылданды", RU: "принято", EN: "accepted"}
	case PortalRefused1:
		return trio.Text{KK: "2-процесс: бас тартылды", RU: "процесс 2: отказано", EN: "process 2: refused"}
	case PortalRefused2:
		return trio.Text{KK: "4-процесс: бас тартылды", RU: "процесс 4: отказано", EN: "process 4: refused"}
	case PortalRefused3:
		return trio.Text{KK: "6-процесс: бас тартылды", RU: "процесс 6: отказано", EN: "process 6: refused"}
	case PortalWaiting:
		return trio.Text{KK: "мұнда тексерілмеді, күтуде", RU: "здесь не проверить, ждёт", EN: "cannot be verified here, waits"}
	}
	return same(string(s))
}
