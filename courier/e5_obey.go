package courier

import (
	"strings"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/intake/egov"
	"tereze/intake/egov/sign"
	"tereze/store"
)

// obey does what a message of АРМ РШЭП says, in one transaction. A problem
// says why it cannot be done now; the case is then as it was.
func (o *Office) obey(tx *store.Tx, by intake.By, m *intake.Inbound, worth sign.Verdict) error {
	if m.Kind == string(egov.Delivery) {
		return delivered(tx, by, m)
	}
	c, err := intake.CaseNumbered(tx, code.Number(m.Number))
	if err != nil {
		return err
	}
	m.Case = c.ID
	if other, err := byGateway(tx, m.Answers); err != nil {
		return err
	} else if other != nil && other.Case != c.ID {
		return intake.Refuse(intake.ProblemWrongAnswer, "")
	}
	letter, err := request(tx, c.ID)
	if err != nil {
		return err
	}
	if c.Stage == intake.Withdrawn || c.Stage == intake.Annulled {
		return answered(tx, by, letter) // nothing comes of it
	}
	if c.Road != intake.RoadCentre || letter == nil {
		return intake.Refuse(intake.ProblemNotNow, "", m.Kind, c.Stage.String(), string(c.Number))
	}
	if said(c, m) {
		return nil
	}
	if _, err := intake.Change(tx, by, c.ID, func(c *intake.Case) error { return o.hear(by, c, m, worth) }); err != nil {
		return err
	}
	return answered(tx, by, letter)
}

// said says whether a case has heard a message's word before, under another
// number of the gateway.
func said(c *intake.Case, m *intake.Inbound) bool {
	past := c.Stage > intake.Out || c.Stage == intake.Refused
	switch egov.IncomingKind(m.Kind) {
	case egov.Taken:
		return c.Arrived || past
	case egov.NotTaken:
		return past && c.Outcome == intake.Unaccepted
	case egov.Decided:
		f, ok := c.File(intake.FileResult)
		return past && c.Outcome == outcomeOf(m) && (m.Paper && !ok || !m.Paper && ok && f.Hash == m.File)
	}
	return false
}

// hear is the rule of each kind of message.
func (o *Office) hear(by intake.By, c *intake.Case, m *intake.Inbound, worth sign.Verdict) error {
	notNow := intake.Refuse(intake.ProblemNotNow, "", m.Kind, c.Stage.String(), string(c.Number))
	switch egov.IncomingKind(m.Kind) {
	case egov.Taken: // condition 2 holds
		return o.arrive(by, c, notBefore(m.Said, sentAt(c), by.At), m.Incoming)
	case egov.NotTaken: // it does not: process 6
		if c.Arrived {
			return notNow
		}
		return o.readyByWire(by, c, intake.ActNotTaken, intake.Unaccepted, m)
	case egov.Decided: // process 7
		switch {
		case c.Stage != intake.Out || !c.Arrived:
			return notNow
		case m.Paper:
			return o.decidedOnPaper(by, c, m)
		case m.File == [32]byte{} && !(m.Refused && len(m.Reasons) > 0): // a refusal may be its reasons alone
			return intake.Refuse(intake.ProblemResultFile, "")
		case !worth.Good() && worth.Fault != sign.CannotHere:
			return intake.Refuse(intake.ProblemSignature, "", worth.Fault)
		}
		if err := o.readyByWire(by, c, intake.ActResult, outcomeOf(m), m); err != nil || m.File == [32]byte{} {
			return err
		}
		c.Files = append(c.Files,
			intake.File{Hash: m.File, Document: intake.FileResult, Type: m.FileType, Size: m.FileSize, At: by.At, By: by.Actor.Code})
		if m.Signature != [32]byte{} {
			c.Files = append(c.Files, intake.File{Hash: m.Signature, Document: intake.FileSigned, Type: "cms", At: by.At,
				By: by.Actor.Code, Unverified: !worth.Good()})
		}
		return nil
	}
	return intake.Refuse(intake.ProblemCodeUnknown, "", strings.Join(strings.Fields(m.Kind), "-"))
}

func outcomeOf(m *intake.Inbound) intake.Outcome {
	if m.Refused {
		return intake.ReasonedRefusal
	}
	return intake.Result
}

// readyByWire brings a case to the inspector without papers: there it waits as any
// result does, by the regulation's own term.
func (o *Office) readyByWire(by intake.By, c *intake.Case, act intake.Act, outcome intake.Outcome, m *intake.Inbound) error {
	if err := c.Move(by, act, "", func(s *intake.State) {
		s.Outcome, s.Reasons, s.SentBack = outcome, strings.Join(m.Reasons, "\n"), ""
		s.ReadyAt, s.ReadyOn = by.At, calendar.DateOf(by.At)
		if s.Step > 0 {
			s.Step = uint8(len(o.Steps(c)) + 1)
		}
	}); err != nil {
		return err
	}
	due, err := o.Keep(c, c.ReadyOn)
	c.KeepTo = due.Date
	return err
}

// decidedOnPaper ends the provider's steps: the result itself comes by courier
// and under the scanner, as on paper.
func (o *Office) decidedOnPaper(by intake.By, c *intake.Case, m *intake.Inbound) error {
	last := uint8(len(o.Steps(c)))
	if c.Step > last {
		return nil // ended before
	}
	if err := c.Move(by, intake.ActStep, "", func(s *intake.State) {
		s.Outcome, s.Reasons, s.SentBack, s.Step = outcomeOf(m), strings.Join(m.Reasons, "\n"), "", last+1
	}); err != nil {
		return err
	}
	c.History[len(c.History)-1].Step = last
	return o.startStep(c, notBefore(m.Said, c.StepSince, by.At))
}

// sentAt is when the request was put into the outbox.
func sentAt(c *intake.Case) (at time.Time) {
	for _, h := range c.History {
		if h.Act == intake.ActSend {
			at = h.At
		}
	}
	return at
}

// answered ends the wait for a request's answer.
func answered(tx *store.Tx, by intake.By, m *intake.Message) error {
	if m == nil || m.State == intake.MessageAnswered {
		return nil
	}
	m.State, m.Why, m.Done, m.Trying = intake.MessageAnswered, "", by.At, false // however its last try ended
	return intake.Messages.Put(tx, m)
}

// byGateway finds a message by the gateway's number for it; nil: none.
func byGateway(tx *store.Tx, id string) (*intake.Message, error) {
	if id == "" {
		return nil, nil
	}
	hits, err := intake.MessagesByGateway.Page(tx, []byte(id), nil, 16, false)
	if err != nil {
		return nil, err
	}
	for _, h := range hits {
		if string(h.Key) == id {
			return intake.Messages.Get(tx, h.ID)
		}
	}
	return nil, nil
}

// delivered keeps the gateway's own word on a message of ours. That it did not
// deliver one is for a person; all else is only kept.
func delivered(tx *store.Tx, by intake.By, in *intake.Inbound) error {
	m, err := byGateway(tx, in.Answers)
	if err != nil {
		return err
	}
	bad := in.State == "NOT_DELIVERED" || in.State == "DELIVERY_STOPPED"
	switch {
	case m == nil && bad:
		return intake.Refuse(intake.ProblemNotDelivered, "", in.State)
	case m == nil || m.State == intake.MessageDropped:
		return nil
	}
	in.Case = m.Case
	m.Code = in.State
	if bad && m.State == intake.MessageSent {
		m.State, m.Why = intake.MessageDoubtful, intake.WhyOf(intake.Refuse(intake.ProblemNotDelivered, "", in.State))
	}
	return intake.Messages.Put(tx, m)
}
