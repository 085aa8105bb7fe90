package intake

import (
	"time"

	"github.com/google/uuid"

	"tereze/intake/trio"
	"tereze/store"
)

// PortalRequest is a request that came from the portal and what became of it:
// a case, or a refusal of process 2, 4 or 6 with its reasons.
type PortalRequest struct {
	Portal    string // the portal's own number of it
	Gateway   string // the gateway's message it came in; empty: from the drop folder
	At        time.Time
	Service   string
	Provider  string
	Condition uint8    // the condition it failed: 1, 2 or 3; 0: it met them all
	Reasons   []string // codes with words
	Case      uuid.UUID
	Name      string // surname and initials, for the list
	Request   [32]byte
	Signature [32]byte
}

// RefusalProcess is the process of the refusal message: 2, 4 or 6.
func (p *PortalRequest) RefusalProcess() uint8 { return p.Condition * 2 }

// PortalRequests are all that ever came, each once.
var PortalRequests = store.NewTable(store.TableSpec[PortalRequest]{
	Name: "portal-request", Version: 1, Personal: true,
	ID:     func(p *PortalRequest) []byte { return []byte(p.Portal) },
	Encode: encodePortalRequest, Decode: decodePortalRequest,
})

// PortalRequestsBy lists them by the moment they came; the tally tells how
// many failed which condition.
var PortalRequestsBy = store.NewIndex(PortalRequests, store.IndexSpec[PortalRequest]{
	Name: "portal-request-at",
	Marks: func(_ func(...string) []byte, p *PortalRequest) []store.Mark {
		return []store.Mark{{Key: append(store.AppendTime(nil, p.At), p.Portal...), Tally: []byte{p.Condition}}}
	},
})

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
}

func decodePortalRequest(d *store.Decoder, _ byte, p *PortalRequest) {
	p.Portal, p.Gateway, p.At, p.Service, p.Provider = d.String(), d.String(), d.Time(), d.String(), d.String()
	p.Condition, p.Reasons, p.Case, p.Name = uint8(d.Uint()), d.Strings(), d.UUID(), d.String()
	copy(p.Request[:], d.Bytes())
	copy(p.Signature[:], d.Bytes())
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
