package tui

import (
	"context"
	"strings"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/scan"
)

// wanted is the case a scan means: by its whole number, or by the last digits
// that somebody typed.
type wanted struct {
	number code.Number
	tail   string
}

// shown is what was wanted, for the list of scans.
func (n wanted) shown() safe.Text {
	if n.number != "" {
		return safe.Clean(string(n.number))
	}
	return safe.Clean(n.tail)
}

// fits tells the cases of a list. It is used in commands: it must not look at
// the screen.
type fits func(*intake.Case) bool

// scanNumber reads the case number of a scan. no is the answer when the scan
// is none of this office's numbers; taken is false when somebody typed a word
// that is for the search.
func (s *Session) scanNumber(sc scan.Scan) (n wanted, no saying, taken bool) {
	var fault string
	switch sc.Kind {
	case scan.Code:
		n.number, fault = code.ParseBarcode(sc.Digits)
	case scan.Typed:
		if isTail(sc.Digits) {
			return wanted{tail: sc.Digits}, nil, true
		}
		if n.number, fault = code.ParseNumber(sc.Digits); fault != "" {
			return wanted{}, nil, false
		}
	case scan.Foreign:
		return wanted{}, func(w lang.Words) safe.Text { return w.Scan().Foreign }, true
	case scan.Half:
		return wanted{}, func(w lang.Words) safe.Text { return w.Scan().Half }, true
	default:
		return wanted{}, func(w lang.Words) safe.Text { return w.Scan().Garbled }, true
	}
	switch office := n.number.Office(); {
	case fault != "":
		return wanted{}, func(w lang.Words) safe.Text { return w.Scan().Half }, true
	case office != s.Office.Office.Number:
		return wanted{}, func(w lang.Words) safe.Text { return w.P3().OtherOffice.Fill(safe.Clean(office)) }, true
	}
	return n, nil, true
}

// find reads the case that is meant. Last digits are looked for on the lists
// given, the one in front first, and then everywhere; no says why it is none.
func (n wanted) find(ctx context.Context, office *courier.Office, lists ...fits) (c *intake.Case, no saying, err error) {
	if n.tail == "" {
		c, err = office.CaseByNumber(ctx, n.number)
		if noSuchCase(err) {
			return nil, sayNoCase, nil
		}
		return c, nil, err
	}
	found, err := findCase(ctx, office, n.tail, lists...)
	switch {
	case err != nil:
		return nil, nil, err
	case len(found) == 0:
		return nil, sayNoCase, nil
	case len(found) > 1:
		return nil, saySeveral, nil
	}
	return found[0], nil, nil
}

func sayNoCase(w lang.Words) safe.Text { return w.P3().NoCase }

func saySeveral(w lang.Words) safe.Text {
	return safe.Join(safe.Const(", "), w.P6().Several, w.P6().SeveralDo)
}

// isTail tells the end of a number: up to six digits, the day's own count.
func isTail(digits string) bool {
	return len(digits) > 0 && len(digits) <= 6 && strings.Trim(digits, "0123456789") == ""
}

// endsWith tells that a number ends with digits somebody typed: with fewer than
// five of them zeros stand before.
func endsWith(n code.Number, tail string) bool {
	if len(tail) < 5 {
		tail = strings.Repeat("0", 5-len(tail)) + tail
	}
	return strings.HasSuffix(string(n), tail)
}

// findCase finds what a scanned or typed number means. Of several cases of the
// same last digits it is the only one on the first list that has any.
func findCase(ctx context.Context, office *courier.Office, digits string, lists ...fits) ([]*intake.Case, error) {
	query := digits
	if isTail(digits) { // the store knows the last five
		query = strings.Repeat("0", max(5-len(digits), 0)) + digits[max(len(digits)-5, 0):]
	}
	all, err := office.Find(ctx, query, 500)
	if err != nil {
		return nil, err
	}
	found := all
	if isTail(digits) {
		found = only(all, func(c *intake.Case) bool { return endsWith(c.Number, digits) })
	}
	for _, list := range lists {
		if some := only(found, list); len(some) == 1 {
			return some, nil
		} else if len(some) > 1 {
			break
		}
	}
	return found, nil
}

func only(cs []*intake.Case, list fits) []*intake.Case {
	var out []*intake.Case
	for _, c := range cs {
		if list(c) {
			out = append(out, c)
		}
	}
	return out
}

// inStage is the list of all cases in a stage.
func inStage(s intake.Stage) fits {
	return func(c *intake.Case) bool { return c.Stage == s }
}
