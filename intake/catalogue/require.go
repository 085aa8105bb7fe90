package catalogue

import (
	"slices"

	"tereze/intake/calendar"
	"tereze/intake/trio"
)

// Requirement is one line of the checklist of process 1.
type Requirement struct {
	Document *Document
	When     string    // why: Always, If or OnGround
	Because  string    // code of the condition or ground; empty for Always
	Why      trio.Text // why, in words
	OneOf    string    // one document of the group is enough; empty: this very one
}

// Required is the checklist that a chosen ground and the ticked conditions
// produce, in the order of the regulation. Codes the service does not know
// bring nothing.
func (s *Service) Required(ground string, conds []string) []Requirement {
	var out []Requirement
	for i := range s.Documents {
		d := &s.Documents[i]
		r := Requirement{Document: d, When: d.When, OneOf: d.OneOf}
		switch d.When {
		case Always:
			r.Why = trio.Text{
				KK: "әрқашан талап етіледі",
				RU: "требуется всегда",
				EN: "always required",
			}
		case If:
			c, ok := s.ConditionByCode(d.Condition)
			if !ok || !slices.Contains(conds, d.Condition) {
				continue
			}
			r.Because, r.Why = c.Code, because(c.Name)
		case OnGround:
			g, ok := s.GroundByCode(ground)
			if !ok || !slices.Contains(d.Grounds, ground) {
				continue
			}
			r.Because, r.Why = g.Code, because(g.Name)
		default:
			continue
		}
		out = append(out, r)
	}
	return out
}

func because(n trio.Text) trio.Text {
	return trio.Text{KK: "себебі: " + n.KK, RU: "потому что: " + n.RU, EN: "because: " + n.EN}
}

// GroundByCode returns the ground with the code.
func (s *Service) GroundByCode(code string) (Ground, bool) {
	i := slices.IndexFunc(s.Grounds, func(g Ground) bool { return g.Code == code })
	if i < 0 {
		return Ground{}, false
	}
	return s.Grounds[i], true
}

// DefaultGround is the code of the ground chosen until another is: empty when
// the operator must choose, or when the service has no grounds.
func (s *Service) DefaultGround() string {
	for _, g := range s.Grounds {
		if g.Default {
			return g.Code
		}
	}
	return ""
}

// ConditionByCode returns the condition with the code.
func (s *Service) ConditionByCode(code string) (Condition, bool) {
	i := slices.IndexFunc(s.Conditions, func(c Condition) bool { return c.Code == code })
	if i < 0 {
		return Condition{}, false
	}
	return s.Conditions[i], true
}

// DocumentByCode returns the document with the code.
func (s *Service) DocumentByCode(code string) (*Document, bool) {
	for i := range s.Documents {
		if s.Documents[i].Code == code {
			return &s.Documents[i], true
		}
	}
	return nil, false
}

// WindowOn returns the submission window that governs an application on the
// day, and whether it is open. Windows of a ticked condition go before the
// general ones. A service without windows is open all year: Window is zero.
func (s *Service) WindowOn(d calendar.Date, conds []string) (w Window, open bool) {
	special := false
	for _, x := range s.Windows {
		special = special || x.Condition != "" && slices.Contains(conds, x.Condition)
	}
	found := false
	for _, x := range s.Windows {
		if special != (x.Condition != "") || special && !slices.Contains(conds, x.Condition) {
			continue
		}
		if x.Contains(d) {
			return x, true
		}
		if !found {
			w, found = x, true
		}
	}
	return w, !found
}

// Contains says whether the day is in the window, both ends included.
func (w Window) Contains(d calendar.Date) bool {
	day := int(d.Month)*100 + int(d.Day)
	from, to := w.FromMonth*100+w.FromDay, w.ToMonth*100+w.ToDay
	if from <= to {
		return from <= day && day <= to
	}
	return day >= from || day <= to
}
