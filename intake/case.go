package intake

import (
	"time"

	"github.com/google/uuid"

	"tereze/intake/calendar"
	"tereze/intake/code"
)

// Case is one application, from the counter and back to it.
// What was agreed at the counter never changes afterwards; what moves is State.
type Case struct {
	ID       uuid.UUID   // fixed before the transaction; time-ordered
	Number   code.Number // 042-150302-000174; the barcode carries the same digits
	Service  string      // catalogue code
	Edition  string      // the regulation's edition the case keeps for life
	Repealed bool        // no edition was in force: accepted on the last one
	Road     Road

	RecipientID uuid.UUID
	Recipient   Person // as it stood when the application was made
	Agent       *Representative
	Consent     bool // to use data protected by law

	Ground     string
	Conditions []string
	Papers     []Paper   // what was laid on the counter
	Missing    []Missing // what was not: only a refused case has these

	Provider   string    // code in the office's list
	Queue      uint64    // number in the preschool queue; 0 for other services
	StartedAt  time.Time // when the counter began; zero in old records
	AcceptedAt time.Time
	Window     int
	Dispatch   calendar.Date // must have left by the close of this day (process 4)
	Deadline   calendar.Date // the provider's last day (process 5)
	Come       calendar.Date // the day told to the recipient
	Uncertain  bool          // a date lies past the last year the calendar knows

	Check  RegisterCheck // what the state's systems said
	Files  []File        // scans, the signed request, the result
	Origin string        // portal: the portal's own number of the request

	State
	History []Event
}

// State is the part of a case that moves. Undo puts an earlier one back.
type State struct {
	Stage    Stage
	Handover uint64 // act of process 3; 0 before it
	Given    bool   // the counter said it handed the papers over
	Received bool   // the sector said it holds them
	Registry uint64 // registry of process 4; 0 before it
	Late     bool   // was put in a registry after its day

	Arrived   bool           // with the provider's chancellery
	Incoming  string         // the chancellery's incoming number
	Step      uint8          // the provider's step under way, 1…; 0 before arrival
	StepSince time.Time      // since when
	StepDue   calendar.Date  // last day of the step under way
	StepAt    calendar.Clock // and the minute of it; 0 when only the day is meant
	SentBack  string         // why the provider wants it completed; "" when not
	Return    uint64         // return registry; 0 before it

	Signed   bool    // electronic: the filled request is signed (process 4)
	Sent     bool    // electronic: it stands in the outbox or beyond (process 5)
	Executor string  // provider's desk: whom the head named
	Prepared Outcome // provider's desk: what the executor proposes
	Reasons  string  // of a refusal: the executor's, the provider's of condition 2, the portal's
	Decided  bool    // provider's desk: the head signed
	Outgoing string  // provider's desk: the chancellery's outgoing number

	Outcome Outcome
	ReadyAt time.Time     // when it was marked
	ReadyOn calendar.Date // the office's date of that: the store keeps no zones
	KeepTo  calendar.Date // unclaimed after this day: to the archive
	Shelf   string        // where in the archive
}

// Outcome is what the provider decided.
type Outcome uint8

// The outcomes. A reasoned refusal is a result like any other: it is issued.
const (
	NoOutcome Outcome = iota
	Result
	ReasonedRefusal
	Unaccepted // electronic, condition 2: the provider did not take the request (process 6)
)

// String is the outcome's name in scripts.
func (o Outcome) String() string {
	return [...]string{"", "result", "refusal", "unaccepted"}[min(int(o), 3)]
}

// Event is one act in the life of a case.
type Event struct {
	Act     Act
	Process uint8
	At      time.Time
	By      string // operator's code
	Second  string // the second pair of eyes, where four were needed
	Window  int
	Step    uint8  // process 5: which of the provider's steps
	Note    string // a reason, an incoming number, a shelf: what the act needed said
	Was     State  // what undo restores
}

// Version counts the acts; a stale screen shows an older one.
func (c *Case) Version() int { return len(c.History) }

// Last is the newest act.
func (c *Case) Last() Event { return c.History[len(c.History)-1] }

// Move applies an act to the case or says why the rules forbid it.
func (c *Case) Move(by By, act Act, note string, change func(*State)) error {
	to, ok := act.Allows(c.Stage)
	if !ok || !act.Keeps(c.Road) {
		return Refuse(ProblemNotNow, "", string(act), c.Stage.String(), string(c.Number))
	}
	c.record(by, act, act.Process(), note)
	c.Stage = to
	if change != nil {
		change(&c.State)
	}
	if act == ActMark {
		c.ReadyOn = calendar.DateOf(by.At)
	}
	return nil
}

func (c *Case) record(by By, act Act, process uint8, note string) {
	c.History = append(c.History, Event{
		Act: act, Process: process, At: by.At, By: by.Actor.Code, Second: by.Second.Code, Window: by.Actor.Window,
		Step: c.Step, Note: note, Was: c.State,
	})
}
