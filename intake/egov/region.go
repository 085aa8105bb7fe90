package egov

import "time"

// RequestKind is what a message to АРМ РШЭП is for.
type RequestKind string

// The kinds. Their payloads are our assumption: no schema of АРМ РШЭП is public.
const (
	KindRequest    RequestKind = "request"        // process 5: a signed request for a service
	KindWithdrawal RequestKind = "withdrawal"     // the recipient took the application back
	KindResult     RequestKind = "portal-result"  // portal, process 7: to the personal account
	KindRefusal    RequestKind = "portal-refusal" // portal, processes 2, 4 and 6
)

// Request is one message to АРМ РШЭП. Number is ours and tells doubles apart:
// the case's number, or the portal's own number of its request. Answer names
// the gateway's message this one answers; empty for a first one.
type Request struct {
	Kind      RequestKind
	Number    string
	MessageID string // ours, the same at each try
	Answer    string
	At        time.Time
	Body      []byte // the payload, made once: the signature covers it
}

// IncomingKind is what a message from АРМ РШЭП says.
type IncomingKind string

// The kinds.
const (
	Taken         IncomingKind = "taken"          // condition 2 holds: the provider has it, with its incoming number
	NotTaken      IncomingKind = "not-taken"      // condition 2 does not: reasons; leads to process 6
	Decided       IncomingKind = "decided"        // process 7: result or reasoned refusal
	PortalRequest IncomingKind = "portal-request" // the portal's processes 3 and 5
	Delivery      IncomingKind = "delivery"       // the gateway's own word on a message of ours
)

// Incoming is one message from АРМ РШЭП. A message may come twice, late, or
// before an earlier one.
type Incoming struct {
	GatewayID string // the gateway's number of this message: doubles have the same
	Answers   string // the gateway's number of the message it answers; empty for a first one
	Number    string // our number in it
	Kind      IncomingKind
	At        time.Time
	Incoming  string   // Taken: the provider's incoming number
	Reasons   []string // NotTaken, Decided with Refused
	Refused   bool     // Decided: a reasoned refusal
	Paper     bool     // Decided: the result itself comes by courier
	File      []byte   // Decided: the result as a file
	FileType  string   // "pdf", "xml"
	Signature []byte   // detached CMS over File
	State     string   // Delivery: ON_DELIVERY, DELIVERED, NOT_DELIVERED, DELIVERY_STOPPED
	Portal    []byte   // PortalRequest: the request as it came, with its signature
	Raw       []byte
}
