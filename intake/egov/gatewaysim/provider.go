package gatewaysim

import (
	"fmt"
	"slices"
	"time"

	"tereze/intake/egov"
)

// Reply is whether the provider takes requests by itself (condition 2).
type Reply string

// The replies.
const (
	ReplyNone     Reply = ""          // by call only: Take, NotTake
	ReplyTaken    Reply = "taken"     // at the next pass
	ReplyNotTaken Reply = "not-taken" // at the next pass, with Policy.Reasons
)

// Decision is how the provider decides by itself what it took (process 7).
type Decision string

// The decisions.
const (
	DecisionNone    Decision = ""        // by call only: Decide
	DecisionFile    Decision = "file"    // a result, as a file that a head signed
	DecisionRefusal Decision = "refusal" // a reasoned refusal, as a signed file, with Policy.Reasons
	DecisionPaper   Decision = "paper"   // the result comes by courier
)

// Policy is what the provider does by itself, pass by pass.
type Policy struct {
	Reply   Reply
	Reasons []string
	Decide  Decision
	Choose  func(Request) Decision // nil: Decide, for all; must not call the Sim
	Passes  int                    // decided so many passes after it was taken…
	After   time.Duration          // …and not before so long, by the clock handed in
}

// result is what a decision says.
func (g *region) result(number string, d Decision, reasons []string) (egov.Incoming, error) {
	in := egov.Incoming{Kind: egov.Decided, Paper: d == DecisionPaper, Refused: d == DecisionRefusal}
	if in.Refused {
		in.Reasons = reasons
	}
	if d == DecisionFile || d == DecisionRefusal {
		var err error
		if in.File, in.Signature, in.FileType, err = g.fileOf(number); err != nil {
			return in, err
		}
	}
	return in, nil
}

// pass does what the policy has due; made is how many answers came of it.
func (g *region) pass() (made int, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.clock()
	for _, key := range g.order {
		r := g.requests[key]
		if r.Kind != egov.KindRequest || r.Withdrawn {
			continue
		}
		if len(r.Said) == 0 {
			switch g.policy.Reply {
			case ReplyTaken:
				g.say(r, egov.Incoming{Kind: egov.Taken})
				made++
			case ReplyNotTaken:
				g.say(r, egov.Incoming{Kind: egov.NotTaken, Reasons: g.policy.Reasons})
				made++
			}
		} else if slices.Contains(r.Said, egov.Taken) {
			r.passes++
		}
		decide := g.policy.Decide
		if g.policy.Choose != nil {
			decide = g.policy.Choose(r.Request)
		}
		if decide == DecisionNone || !slices.Contains(r.Said, egov.Taken) || slices.Contains(r.Said, egov.Decided) ||
			r.passes < g.policy.Passes || now.Before(r.takenAt.Add(g.policy.After)) {
			continue
		}
		in, err := g.result(r.Number, decide, g.policy.Reasons)
		if err != nil {
			return made, err
		}
		g.say(r, in)
		made++
	}
	return made, nil
}

// answer says something of a request by call.
func (g *region) answer(number string, what func() (egov.Incoming, error)) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	r, ok := g.requests[keyOf(egov.KindRequest, number)]
	if !ok {
		return fmt.Errorf("gatewaysim: no request %q", number)
	}
	in, err := what()
	if err != nil {
		return err
	}
	g.say(r, in)
	return nil
}

// SetPolicy says what the provider does by itself from now on.
func (s *Sim) SetPolicy(p Policy) {
	s.region.mu.Lock()
	defer s.region.mu.Unlock()
	s.region.policy = p
}

// Take says that the provider took a request, under its own incoming number;
// an empty one is given by the stand-in.
func (s *Sim) Take(number, incoming string) error {
	return s.region.answer(number, func() (egov.Incoming, error) {
		return egov.Incoming{Kind: egov.Taken, Incoming: incoming}, nil
	})
}

// NotTake says that condition 2 does not hold, and why.
func (s *Sim) NotTake(number string, reasons ...string) error {
	return s.region.answer(number, func() (egov.Incoming, error) {
		return egov.Incoming{Kind: egov.NotTaken, Reasons: reasons}, nil
	})
}

// Decide says what the provider decided; reasons are for a refusal.
func (s *Sim) Decide(number string, d Decision, reasons ...string) error {
	return s.region.answer(number, func() (egov.Incoming, error) { return s.region.result(number, d, reasons) })
}

// Requests are the messages of the office that were let through, as they came.
func (s *Sim) Requests() []Request {
	s.region.mu.Lock()
	defer s.region.mu.Unlock()
	var list []Request
	for _, key := range s.region.order {
		r := s.region.requests[key].Request
		r.Said, r.Body = slices.Clone(r.Said), slices.Clone(r.Body)
		list = append(list, r)
	}
	return list
}

// Request finds one of them.
func (s *Sim) Request(kind egov.RequestKind, number string) (Request, bool) {
	for _, r := range s.Requests() {
		if r.Kind == kind && r.Number == number {
			return r, true
		}
	}
	return Request{}, false
}

// Processed is how often the request of a case was acted upon: once, however
// often it came.
func (s *Sim) Processed(number string) int {
	r, _ := s.Request(egov.KindRequest, number)
	return r.Processed
}

// Waiting is how many messages the office has not confirmed.
func (s *Sim) Waiting() int { return len(s.region.waiting()) }
