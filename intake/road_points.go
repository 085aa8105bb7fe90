package intake

import (
	"slices"
	"time"

	"tereze/intake/calendar"
	"tereze/intake/catalogue"
)

// PointState is one process or condition of an electronic road and how far a
// case has come with it. None of the three marks: it is still to come.
type PointState struct {
	catalogue.Point
	Done    bool      // carried out; a condition: it holds
	Failed  bool      // a condition does not hold
	Skipped bool      // not for this case, or nobody could be asked
	At      time.Time // of what ended it; zero: not known
	By      string    // worker's code; empty: not a worker of ours
	Note    string    // a Verdict's name, "unverified" of a signature, the provider's number or reasons
}

// Points is where a case stands on its electronic road, point by point in the
// act's order, computed from what is recorded of it. It is nil for a case that
// goes on paper.
func (d *Desk) Points(c *Case) []PointState {
	svc, _, ok := d.Service(c)
	if !ok {
		return nil
	}
	channel, tell := catalogue.CSC, (*Case).centrePoint
	switch c.Road {
	case RoadCentre:
	case RoadPortal:
		channel, tell = catalogue.Portal, (*Case).portalPoint
	default:
		return nil
	}
	road, ok := svc.Road(channel)
	if !ok {
		return nil
	}
	over := c.Stage == Refused || c.Stage == Issued || c.Stage == Withdrawn || c.Stage == Annulled
	out := make([]PointState, 0, len(road.Points))
	for _, p := range road.Points {
		s := PointState{Point: p}
		tell(c, &s)
		s.Skipped = s.Skipped || over && !s.Done && !s.Failed // what has ended goes no further
		out = append(out, s)
	}
	return out
}

// PortalPoints is Points for a request of the portal: one that became no case
// failed a condition, and the refusal after it is as far as it came.
func (d *Desk) PortalPoints(p *PortalRequest) []PointState {
	offer, err := d.Catalogue.Find(calendar.DateOf(p.At.In(d.Office.Zone())), d.Office.Region, p.Service)
	if err != nil {
		return nil
	}
	road, ok := offer.Service.Road(catalogue.Portal)
	if !ok {
		return nil
	}
	failed, over := int(p.Condition), false
	var out []PointState
	for _, x := range road.Points {
		s := PointState{Point: x, At: p.At}
		refusal := x.Kind == catalogue.PointProcess && (x.Number == 2 || x.Number == 4 || x.Number == 6)
		switch {
		case over, refusal && x.Number != 2*failed:
			s.Skipped, s.At = true, time.Time{}
		case x.Kind == catalogue.PointCondition && x.Number == failed:
			s.Failed = true
		case refusal:
			s.Done, over = true, true
		case x.Kind == catalogue.PointProcess && x.Number == 7: // its case tells
			s.At = time.Time{}
		default:
			s.Done = true
		}
		out = append(out, s)
	}
	return out
}

// did finds the newest of some acts; false when none was.
func (c *Case) did(acts ...Act) (Event, bool) {
	for i := len(c.History) - 1; i >= 0; i-- {
		for _, a := range acts {
			if c.History[i].Act == a {
				return c.History[i], true
			}
		}
	}
	return Event{}, false
}

// ended marks a point as done by an act.
func (s *PointState) ended(e Event) { s.Done, s.At, s.By = true, e.At, e.By }

// centrePoint is the State Corporation's road: seed 001, externat and
// duplicates §10.
func (c *Case) centrePoint(s *PointState) {
	begun, _ := c.did(ActAccept, ActRefuse)
	if s.Kind == catalogue.PointCondition {
		c.centreCondition(s)
		return
	}
	switch s.Number {
	case 1: // who is logged in at the window
		s.ended(begun)
		if !c.StartedAt.IsZero() {
			s.At = c.StartedAt
		}
	case 2:
		s.ended(begun)
	case 3:
		v, at := c.asked()
		s.At, s.By, s.Note = at, begun.By, v.String()
		if later, ok := c.did(ActCheck); ok {
			s.By = later.By
		}
		if s.Done = v.Checked(); !s.Done {
			s.Skipped = true
		}
	case 4:
		if e, ok := c.did(ActSign); ok && c.Signed {
			s.ended(e)
			if f, ok := c.File(FileSignature); ok && f.Unverified {
				s.Note = "unverified"
			}
		}
	case 5:
		if e, ok := c.did(ActSend); ok && c.Sent {
			s.ended(e)
		}
	case 6:
		if e, ok := c.did(ActTurnBack); ok && c.Stage == Refused {
			s.ended(e)
		}
		s.Skipped = c.taken()
	case 7:
		if e, ok := c.did(ActIssue); ok && c.Stage == Issued {
			s.ended(e)
		}
		s.Skipped = c.Outcome == Unaccepted
	}
}

func (c *Case) centreCondition(s *PointState) {
	if s.Number == 1 {
		v, at := c.asked()
		s.At, s.Note = at, v.String()
		switch guarded := c.Agent != nil && (c.Agent.Kind == Guardian || c.Agent.Kind == Parent); {
		case !v.Checked():
			s.Skipped = true
		case v == Same, v == Differs, v == Incapable && guarded:
			s.Done = true
		default:
			s.Failed = true
		}
		return
	}
	if c.Outcome == Unaccepted {
		e, _ := c.did(ActNotTaken)
		s.Failed, s.At, s.By, s.Note = true, e.At, e.By, c.Reasons
	} else if c.taken() {
		e, _ := c.did(ActDeliver, ActTakeIn, ActResult)
		s.ended(e)
		s.Note = c.Incoming
	}
}

// portalPoint is the portal's road: seed 001 enrolment §9 and externat §11,
// seed 000 annexes 1 and 5. A case begins where the conditions hold.
func (c *Case) portalPoint(s *PointState) {
	came, _ := c.did(ActPortal)
	refused, no := c.did(ActDecline)
	no = no && c.Outcome == Unaccepted
	if s.Kind == catalogue.PointCondition {
		if s.ended(came); s.Number == 3 && no { // the chancellery looked again
			*s = PointState{Point: s.Point, Failed: true, At: refused.At, By: refused.By, Note: c.Reasons}
		}
		return
	}
	switch s.Number {
	case 1, 3, 5: // the recipient's and the portal's own: when it came is all we know
		s.Done, s.At = true, came.At
		if s.Number == 5 {
			s.Note = c.Origin
		}
	case 6:
		if no {
			s.ended(refused)
			break
		}
		s.Skipped = true
	case 7:
		if e, ok := c.did(ActPost); ok && c.Stage == Issued {
			s.ended(e)
		}
		s.Skipped = no
	default:
		s.Skipped = true
	}
}

// taken says that the provider has it: condition 2 holds.
func (c *Case) taken() bool {
	return c.Outcome != Unaccepted && (c.Arrived || c.Outcome != NoOutcome)
}

// asked puts together what the registers said: of the recipient, of a
// representative, of a notarised power of attorney. The gravest counts; one
// that did not answer comes before all good news.
func (c *Case) asked() (v Verdict, at time.Time) {
	v = c.Check.Person
	all := []Verdict{v}
	if at = c.Check.PersonAt; c.Agent != nil {
		all = append(all, c.Check.Agent)
		if c.Agent.Kind == ProxyNotary {
			all = append(all, c.Check.Power)
			if c.Check.PowerAt.After(at) {
				at = c.Check.PowerAt
			}
		}
	}
	for _, x := range all {
		if slices.Index(gravity[:], x) > slices.Index(gravity[:], v) {
			v = x
		}
	}
	return v, at
}

// gravity is the verdicts from the lightest to the gravest.
var gravity = [...]Verdict{Same, Differs, Unasked, Unreachable, Incapable, NotFound, Invalid, Deceased}
