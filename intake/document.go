package intake

import (
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
)

// Kind of a paper as it was laid on the counter.
type Kind string

// The kinds.
const (
	Original  Kind = "original"
	Copy      Kind = "copy"
	Notarised Kind = "notarised"
)

// Paper is one document of the package.
type Paper struct {
	Code   string // catalogue code of the document
	There  bool
	Kind   Kind
	Shown  bool // shown and returned at once, not sent on
	Sheets int  // 0 for a shown paper
	Issued calendar.Date
}

// Why a required paper counts as missing.
const (
	MissingAbsent  = "absent"
	MissingExpired = "expired" // its validity ended before the day of the application
	MissingKind    = "kind"    // a copy where the original is wanted
	MissingShown   = "shown"   // only shown, where it must be sent on
)

// Missing is a document the package lacks, and why.
type Missing struct {
	Code    string
	Why     string
	Expired calendar.Date // the last day an expired paper was good
}

// judge says whether a required document is there and good on a day.
func judge(doc *catalogue.Document, p *Paper, on calendar.Date, cal *calendar.Calendar) (miss *Missing, problem *Problem) {
	if p == nil || !p.There {
		return &Missing{Code: doc.Code, Why: MissingAbsent}, nil
	}
	field := "papers." + doc.Code
	if !allowedKind(doc, p.Kind) {
		return &Missing{Code: doc.Code, Why: MissingKind}, nil
	}
	if p.Shown && !doc.Shown {
		return &Missing{Code: doc.Code, Why: MissingShown}, nil
	}
	if p.Issued != (calendar.Date{}) && on.Before(p.Issued) {
		return nil, Refuse(ProblemDocumentFuture, field)
	}
	if doc.Valid.Unit != "" {
		if p.Issued == (calendar.Date{}) {
			return nil, Refuse(ProblemDocumentDate, field)
		}
		due, err := cal.Due(calendar.Moment{Date: p.Issued, Whole: true}, doc.Valid)
		if err == nil && due.Date.Before(on) {
			return &Missing{Code: doc.Code, Why: MissingExpired, Expired: due.Date}, nil
		}
	}
	if !p.Shown && p.Sheets < 1 || p.Sheets < 0 || p.Sheets > 9999 {
		return nil, Refuse(ProblemSheets, field)
	}
	return nil, nil
}

func allowedKind(doc *catalogue.Document, k Kind) bool {
	if len(doc.Kinds) == 0 {
		return true
	}
	for _, a := range doc.Kinds {
		if Kind(a) == k {
			return true
		}
	}
	return false
}
