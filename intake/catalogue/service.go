package catalogue

import (
	"slices"

	"tereze/intake/calendar"
	"tereze/intake/trio"
)

// Channel is a place where a service is asked for.
type Channel string

// The channels. The State Corporation is the CSC of the acts since 2016.
const (
	Chancellery Channel = "chancellery"
	CSC         Channel = "csc"
	Portal      Channel = "portal"
)

// Form is the form of a service or of its result.
type Form string

// The forms.
const (
	Paper      Form = "paper"
	Electronic Form = "electronic"
)

// Values of Service.From, Document.When, Document.Kinds and Window.Closed.
const (
	FromAcceptance = "acceptance" // the steps run from the day of acceptance at the centre
	FromDelivery   = "delivery"   // the steps run from the delivery to the provider

	Always   = "always" // the document is always required
	If       = "if"     // when its condition is ticked
	OnGround = "ground" // when one of its grounds is chosen

	Original  = "original"
	Copy      = "copy"
	Notarised = "notarised" // a copy certified by a notary

	Warn   = "warn"   // outside its window an application is taken with a warning
	Refuse = "refuse" // outside its window an application is not taken
)

// Service is one public service as one edition of a regulation has it.
type Service struct {
	Code        string    // "duplicate"
	Name        trio.Text // as in the regulation
	Short       trio.Text // at most 14 columns, for lists
	Channels    []Channel
	Forms       []Form
	Provider    Provider
	Result      Result
	QueueNumber bool              // the receipt bears a queue number
	Grounds     []Ground          // one must be chosen when there are any
	Conditions  []Condition       // any may be ticked
	Documents   []Document        // paragraph 9 of the Standard
	Steps       []Step            // the provider's, process 5, in order
	Windows     []Window          // none: open all year
	Roads       []Road            // electronic ones; none: the service goes on paper
	Limits      Limits            // the centre's own
	From        string            // FromAcceptance or FromDelivery: where the steps start when the promise is computed
	Return      calendar.Term     // provider → centre after the last step; amount 0 = the same day
	Whole       calendar.Term     // the whole service, where the act limits it; no unit = it does not
	Paragraphs  string            // the part of the act: "annex 3"
	Sources     map[string]string // TOML key → the paragraph it comes from
	Marks       []Mark            // what is assumed or derived in it, said in words
	Derived     bool              // a mark says that some wording was carried over from another edition
}

// Has says whether the service is offered through the channel.
func (s *Service) Has(c Channel) bool { return slices.Contains(s.Channels, c) }

// Provider is who decides: kind "school", "executive" (district and city
// executive bodies, akims) or "preschool".
type Provider struct {
	Kind string
	Name trio.Text
}

// Result is what the recipient gets.
type Result struct {
	Name  trio.Text
	Forms []Form
	Kinds []Kind // kinds of document told apart on the shelf; may be empty
}

// Kind is a kind of result, for marking what came back.
type Kind struct {
	Code string
	Name trio.Text
}

// Ground is a reason to ask for the service; each brings its own papers.
type Ground struct {
	Code    string
	Name    trio.Text
	Default bool // chosen until the operator chooses another
	Assumed bool
	Source  string
}

// Condition is a circumstance of the recipient that brings papers with it.
type Condition struct {
	Code    string
	Name    trio.Text
	Assumed bool
	Source  string
}

// Document is one line of paragraph 9.
type Document struct {
	Code      string
	Name      trio.Text
	When      string        // Always, If or OnGround
	Condition string        // for If
	Grounds   []string      // for OnGround: any one of them
	Kinds     []string      // the kinds that are taken: Original, Copy, Notarised
	Shown     bool          // shown and returned at once; otherwise sent on
	Valid     calendar.Term // from its date of issue; no unit = for ever
	Dated     bool          // its date of issue is asked for
	OneOf     string        // of a group, e.g. "identity", one document suffices
	Register  string        // RegisterIdentity or RegisterBirth: a state system may stand for it
	Assumed   bool
	Source    string
}

// Step is one of the provider's acts.
type Step struct {
	Code   string // "chancellery-in", "head", "executor", "head-sign", "chancellery-out"
	Who    trio.Text
	Act    trio.Text
	Limit  calendar.Term
	Source string // paragraph
}

// Window is the part of the year in which applications are taken, both days
// included. It may run over the new year.
type Window struct {
	Code      string
	Name      trio.Text
	FromMonth int
	FromDay   int
	ToMonth   int
	ToDay     int
	Wraps     bool   // From is after To: it runs over the new year
	Closed    string // Warn or Refuse
	Condition string // only when it is ticked; empty: for all
	Assumed   bool   // a boundary is not in the act
	Note      trio.Text
	Source    string
}

// Limits are the centre's own.
type Limits struct {
	Counter   calendar.Term // processes 1 and 2: minutes
	Dispatch  calendar.Term // process 4: working days from acceptance
	Forward   calendar.Term // process 6: amount 0, "working-day" = by the close of the same working day
	Unclaimed calendar.Term // process 7: a calendar month from readiness to the archive
}

// Mark says that something in a service is not read from its act.
type Mark struct {
	Kind string // "assumed" (nothing readable says it) or "derived" (computed or carried from elsewhere)
	On   string // the TOML key it speaks of: "limits", "steps"
	Text trio.Text
}

// Words is the channel in words.
func (c Channel) Words() trio.Text {
	switch c {
	case Chancellery:
		return trio.Text{KK: "берушінің кеңсесі", RU: "канцелярия услугодателя", EN: "the provider's chancellery"}
	case CSC:
		return trio.Text{KK: "ХҚКО", RU: "ЦОН", EN: "the centre"}
	case Portal:
		return trio.Text{KK: "egov.kz порталы", RU: "портал egov.kz", EN: "the portal egov.kz"}
	}
	return trio.Text{KK: string(c), RU: string(c), EN: string(c)}
}
