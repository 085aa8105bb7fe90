package intake

import (
	"errors"
	"fmt"
	"strings"
)

// Problem is what the operator can put right: a code, the field it stands in,
// and what the sentence needs to be said. It never holds a name or an IIN;
// its words, in three languages, belong to the screens.
type Problem struct {
	Code  string
	Field string
	Args  []string
}

// Error gives the code for a log; it is not what an operator reads.
func (p *Problem) Error() string {
	s := p.Code
	if p.Field != "" {
		s += " (" + p.Field + ")"
	}
	if len(p.Args) > 0 {
		s += ": " + strings.Join(p.Args, ", ")
	}
	return s
}

// Refuse makes a Problem of a rule.
func Refuse(code, field string, args ...any) *Problem {
	p := &Problem{Code: code, Field: field}
	for _, a := range args {
		p.Args = append(p.Args, fmt.Sprint(a))
	}
	return p
}

// AsProblem finds the Problem in an error, if a rule refused.
func AsProblem(err error) (*Problem, bool) {
	var p *Problem
	ok := errors.As(err, &p)
	return p, ok
}

// The codes of the counter. Each has words in three languages; a test in
// tui/lang holds the two lists together.
const (
	ProblemServiceUnknown  = "service-unknown"
	ProblemNotAtCentre     = "not-at-centre"     // args: channels
	ProblemWindowClosed    = "window-closed"     // args: from, to
	ProblemWindowWarn      = "window-warn"       // args: from, to
	ProblemRepealed        = "edition-repealed"  // args: edition, date
	ProblemIncomplete      = "incomplete"        // args: how many documents are missing
	ProblemComplete        = "complete"          // refusal asked of a complete package
	ProblemGroundMissing   = "ground-missing"    // a ground must be chosen
	ProblemGroundUnknown   = "ground-unknown"    // args: code
	ProblemConditionOther  = "condition-unknown" // args: code
	ProblemDocumentUnknown = "document-unknown"  // args: code
	ProblemDocumentKind    = "document-kind"     // args: document, kind
	ProblemDocumentDate    = "document-date"     // a paper with a validity needs its date
	ProblemDocumentFuture  = "document-future"
	ProblemSheets          = "sheets"
	ProblemConsent         = "consent-missing"
	ProblemProvider        = "provider-missing"
	ProblemProviderUnknown = "provider-unknown"
	ProblemProviderKind    = "provider-kind" // the provider does not render this service
	ProblemSurname         = "surname-missing"
	ProblemGiven           = "given-missing"
	ProblemName            = "name"         // args: code of package name
	ProblemNameLatin       = "name-latin"   // warning
	ProblemIIN             = "iin"          // args: code of package iin
	ProblemIINMissing      = "iin-missing"  // neither number nor "none yet"
	ProblemIINWarning      = "iin-warning"  // args: code of package iin
	ProblemOverride        = "iin-override" // an override needs a reason
	ProblemPhone           = "phone"
	ProblemAgent           = "agent"          // representative named without kind or name
	ProblemAgentDeed       = "agent-deed"     // notarised: number, date needed
	ProblemAgentNoDeed     = "agent-no-deed"  // not notarised: its data are not filled in
	ProblemDuplicateOpen   = "duplicate-open" // warning; args: number of the open case
	ProblemNoCase          = "no-case"
	ProblemNotNow          = "not-now"           // args: act, stage: the rules do not allow this move
	ProblemChanged         = "changed-meanwhile" // the case moved since it was read; args: act, worker, time, number, or none
	ProblemRole            = "role"              // args: command
	ProblemSecond          = "second-missing"    // four eyes: a second person must log in
	ProblemSecondSame      = "second-same"       // the second is the first
	ProblemSecondRole      = "second-role"       // the second may not be one
	ProblemUndoNothing     = "undo-nothing"
	ProblemUndoOther       = "undo-other-shift"
	ProblemUndoLater       = "undo-later" // args: what must be undone first
	ProblemReason          = "reason-missing"
	ProblemIdentity        = "identity-missing"
	ProblemReceipt         = "receipt-missing"
	ProblemAuthority       = "authority-missing"
	ProblemClockBack       = "clock-back"
	ProblemDiskLow         = "disk-low"         // args: megabytes left; no new case begins
	ProblemReadOnly        = "read-only"        // the disk cannot be written
	ProblemCalendarUnknown = "calendar-unknown" // warning; args: year
	ProblemNoDraft         = "no-draft"
	ProblemOperator        = "operator-missing"
	ProblemOffice          = "office" // args: field of the set-up that cannot stand
)
