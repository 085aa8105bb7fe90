package gatewaysim

import (
	"slices"
	"sync"
)

// Channel is one way messages go.
type Channel string

// The channels; "" in a rule is any.
const (
	ChannelSync     Channel = "sync"     // questions to the registers
	ChannelAsync    Channel = "async"    // what the office sends and asks for
	ChannelCallback Channel = "callback" // what is pushed to the office
)

// Fault is what goes wrong with one message.
type Fault string

// The faults. Those of the last eight are in the answer (or in what is pushed)
// and leave what was asked for undone, unless said otherwise.
const (
	Delay            Fault = "delay"             // done; the answer is held until Release or the client goes
	LoseBefore       Fault = "lose-before"       // the connection is cut, nothing was done
	LoseAfter        Fault = "lose-after"        // done, and then cut
	Double           Fault = "double"            // done twice, or pushed twice
	OutOfOrder       Fault = "out-of-order"      // the decision goes before "taken"; a list goes backwards; a question gets the answer before its own
	WrongCorrelation Fault = "wrong-correlation" // done; the answer says it answers another
	SOAPFault        Fault = "soap-fault"        // refused with an error code
	UnknownCode      Fault = "unknown-code"      // answered with a code no table knows
	CutXML           Fault = "cut-xml"           // done; the answer ends in its middle
	Big              Fault = "big"               // done; the answer has five megabytes
	WrongCharset     Fault = "wrong-charset"     // done; the answer is not in UTF-8
	BadSignature     Fault = "bad-signature"     // done; the answer was altered after it was signed
	ExpiredSigner    Fault = "expired-signer"    // done; signed with a certificate that is past
	RevokedSigner    Fault = "revoked-signer"    // done; signed with a certificate that was taken away
	StatusRefused    Fault = "status-refused"    // a question is refused by its status; a message is told to be undeliverable
)

// Faults lists them.
func Faults() []Fault {
	return []Fault{
		Delay, LoseBefore, LoseAfter, Double, OutOfOrder, WrongCorrelation, SOAPFault, UnknownCode, CutXML, Big,
		WrongCharset, BadSignature, ExpiredSigner, RevokedSigner, StatusRefused,
	}
}

// The codes the stand-in answers with.
const (
	CodeOK      = "SCSS001"  // done
	CodeNone    = "SCSE001"  // nothing found
	CodeRefused = "SBF-AD-1" // the question is wrong
	CodeBusy    = "FAULT015" // ask again
	CodeUnknown = "ZZZ-999"  // in no table
)

// Rule makes one kind of message go wrong. Empty fields match anything.
type Rule struct {
	Channel   Channel
	Operation string // SendMessage; sendMessage, getMessages, getMessageStatus, sendDeliveryNotification; changeMassageStatusNotification
	Kind      string // person, power; request, withdrawal, portal-result, portal-refusal; taken, not-taken, decided, portal-request
	Nth       int    // from which matching message on, from 1; 0: the first
	Times     int    // how often; 0: once; -1: always
	Fault     Fault
}

// Fired is a fault that happened.
type Fired struct {
	Channel   Channel
	Operation string
	Kind      string
	Fault     Fault
}

// script decides message by message what goes wrong.
type script struct {
	mu    sync.Mutex
	rules []running
	fired []Fired
}

type running struct {
	Rule
	seen, times int
}

func (s *script) set(rules []Rule) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = nil
	for _, r := range rules {
		s.rules = append(s.rules, running{Rule: r})
	}
}

// next counts a message under every rule that matches it and gives the fault
// of the first one that is due; "" when it goes well.
func (s *script) next(ch Channel, operation, kind string) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	var due Fault
	for i := range s.rules {
		r := &s.rules[i]
		if r.Channel != "" && r.Channel != ch || r.Operation != "" && r.Operation != operation || r.Kind != "" && r.Kind != kind {
			continue
		}
		r.seen++
		if due == "" && r.seen >= max(1, r.Nth) && (r.Times < 0 || r.times < max(1, r.Times)) {
			r.times++
			due = r.Fault
		}
	}
	if due != "" {
		s.fired = append(s.fired, Fired{ch, operation, kind, due})
	}
	return due
}

func (s *script) happened() []Fired {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.fired)
}
