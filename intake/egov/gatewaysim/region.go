package gatewaysim

import (
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/google/uuid"

	"tereze/intake/egov"
)

// Request is a message of the office as АРМ РШЭП has it.
type Request struct {
	Kind      egov.RequestKind
	Number    string // the office's number: with the kind, it tells doubles apart
	GatewayID string // the gateway's number, the same however often it came
	Answers   string // the gateway's number of what it answers
	At        time.Time
	Body      []byte
	Received  int // how often it came
	Processed int // how often it was acted upon
	Withdrawn bool
	Said      []egov.IncomingKind // what was answered, in the order it was made
}

type request struct {
	Request
	passes  int       // since it was taken
	takenAt time.Time //
	reverse bool      // "taken" is told after the decision
}

// outgoing is one message to the office.
type outgoing struct {
	egov.Incoming
	over bool // the office has it, or never will
}

// region is АРМ РШЭП and what lies with the gateway for the office. Nothing
// happens in it by itself.
type region struct {
	clock func() time.Time
	start int64 // tells the numbers of this stand-in from those of one before it

	mu       sync.Mutex
	count    int64
	policy   Policy
	incoming int
	requests map[string]*request
	order    []string // keys of requests, as they came
	queue    []*outgoing
	state    map[string]string // gateway's number → delivery state
	fileOf   func(number string) (file, signature []byte, kind string, err error)
}

func newRegion(clock func() time.Time) *region {
	return &region{clock: clock, start: clock().UnixNano(), requests: map[string]*request{}, state: map[string]string{}}
}

// id is a fresh number: no two alike, and none drawn by chance.
func (g *region) id() string {
	g.count++
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(fmt.Sprintf("urn:tereze:stand-in:%d:%d", g.start, g.count))).String()
}

// fresh is id for those who do not hold the region.
func (g *region) fresh() string { g.mu.Lock(); defer g.mu.Unlock(); return g.id() }

// turn makes "taken" of a request come after its decision.
func (g *region) turn(number string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if r, ok := g.requests[keyOf(egov.KindRequest, number)]; ok {
		r.reverse = true
	}
}

// kindOf is the kind of a message the gateway gave a number.
func (g *region) kindOf(id string) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, r := range g.requests {
		if r.GatewayID == id {
			return string(r.Kind)
		}
	}
	return string(egov.KindRequest) // nobody's, or one that was refused
}

func keyOf(kind egov.RequestKind, number string) string { return string(kind) + "/" + number }

// receive takes a message; one that came before is the same one. times is how
// often the gateway hands it over.
func (g *region) receive(r Request, times int, reverse bool) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	key := keyOf(r.Kind, r.Number)
	for range max(1, times) {
		if was, ok := g.requests[key]; ok {
			was.Received++
			was.reverse = was.reverse || reverse
			continue
		}
		r.GatewayID, r.At, r.Received, r.Processed = g.id(), g.clock(), 1, 1
		g.requests[key] = &request{Request: r, reverse: reverse}
		g.order = append(g.order, key)
		g.state[r.GatewayID] = "DELIVERED"
		if r.Kind == egov.KindWithdrawal {
			if of, ok := g.requests[keyOf(egov.KindRequest, r.Number)]; ok {
				of.Withdrawn = true
			}
		}
	}
	return g.requests[key].GatewayID
}

// refuse gives a message a number and tells the office that it cannot be
// delivered; it is as if it had never come.
func (g *region) refuse(number string) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	id := g.id()
	g.state[id] = "NOT_DELIVERED"
	g.queue = append(g.queue, &outgoing{Incoming: egov.Incoming{
		GatewayID: g.id(), Answers: id, Number: number, Kind: egov.Delivery, At: g.clock(), State: "NOT_DELIVERED",
	}})
	return id
}

// say puts an answer to a request where the office will find it.
func (g *region) say(r *request, in egov.Incoming) {
	in.GatewayID, in.Answers, in.Number, in.At = g.id(), r.GatewayID, r.Number, g.clock()
	r.Said = append(r.Said, in.Kind)
	if (in.Kind == egov.NotTaken || in.Refused) && len(in.Reasons) == 0 {
		in.Reasons = []string{"СЫНАҚ: себебі айтылмады"} // a refusal without one cannot be read
	}
	if in.Kind == egov.Taken {
		r.takenAt = in.At
		g.incoming++
		if in.Incoming == "" {
			in.Incoming = "СЫНАҚ-" + strconv.Itoa(g.incoming)
		}
	}
	g.queue = append(g.queue, &outgoing{Incoming: in})
}

// waiting is what the office has not confirmed, in the order it is handed over.
func (g *region) waiting() []outgoing {
	g.mu.Lock()
	defer g.mu.Unlock()
	var list []outgoing
	for _, m := range g.queue {
		if m.over {
			continue
		}
		r := g.requests[keyOf(egov.KindRequest, m.Number)]
		if r == nil || !r.reverse || m.Kind != egov.Taken {
			list = append(list, *m)
		}
		// Of a reversed request, "taken" follows the decision at once.
		if r != nil && r.reverse && m.Kind == egov.Decided {
			for _, t := range g.queue {
				if t.Kind == egov.Taken && t.Number == m.Number && !t.over {
					list = append(list, *t)
				}
			}
		}
	}
	return append(list, g.stranded(list)...)
}

// stranded is each "taken" of a reversed request whose decision is already
// with the office.
func (g *region) stranded(list []outgoing) (late []outgoing) {
	for _, m := range g.queue {
		r := g.requests[keyOf(egov.KindRequest, m.Number)]
		if m.over || m.Kind != egov.Taken || r == nil || !r.reverse || !slices.Contains(r.Said, egov.Decided) {
			continue
		}
		if !slices.ContainsFunc(list, func(o outgoing) bool { return o.GatewayID == m.GatewayID }) {
			late = append(late, *m)
		}
	}
	return late
}

// confirm ends the handing over of a message; false: there is none such.
func (g *region) confirm(id string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, m := range g.queue {
		if m.GatewayID == id {
			m.over = true
			return true
		}
	}
	return false
}

// stateOf is a delivery state; "" for a number nobody gave.
func (g *region) stateOf(id string) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.state[id]
}
