package main

import (
	"strconv"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
)

type stepCmd struct {
	Number    string `arg:"" help:"Number or barcode."`
	Step      string `arg:"" optional:"" help:"The step that ended: its number or code (executor). Without it the steps are listed."`
	At        string `placeholder:"TIME" help:"When, as 2015-03-02T16:30 (default: now)."`
	Note      string `placeholder:"TEXT" help:"What the courier or the telephone brought."`
	SendBack  string `placeholder:"REASON" help:"The provider wants the package completed."`
	Completed bool   `help:"A package sent back is with the provider again."`
}

// stepOut is one of the provider's steps.
type stepOut struct {
	Step  int        `json:"step"`
	Code  string     `json:"code"`
	Who   string     `json:"who"`
	Limit string     `json:"limit"`
	Since *time.Time `json:"since,omitempty"`
	Due   string     `json:"due,omitempty"` // of the step under way
	Done  *time.Time `json:"done,omitempty"`
	Late  bool       `json:"late,omitempty"`
}

// Run stamps a step, or lists them.
func (c *stepCmd) Run(a *app) error {
	acts := 0
	for _, given := range []bool{c.Step != "", c.SendBack != "", c.Completed} {
		if given {
			acts++
		}
	}
	if acts > 1 {
		return usage("one of: a step, --send-back, --completed")
	}
	if acts == 0 {
		return a.seeing(func(o *place) error {
			x, err := o.one(c.Number, in(intake.Out))
			if err != nil {
				return err
			}
			return o.tellSteps(x)
		})
	}
	return a.doing(intake.Command(intake.ActStep), func(o *place, by intake.By) error {
		x, err := o.one(c.Number, in(intake.Out))
		if err != nil {
			return err
		}
		at, err := momentFlag("at", c.At, by.At)
		if err != nil {
			return err
		}
		switch {
		case c.SendBack != "":
			x, err = o.SendBack(a.ctx, by, x.ID, c.SendBack)
		case c.Completed:
			x, err = o.Complete(a.ctx, by, x.ID, at)
		default:
			var no int
			if no, err = stepNumber(o.Steps(x), c.Step); err == nil {
				x, err = o.Stamp(a.ctx, by, x.ID, no, at, c.Note)
			}
		}
		if err != nil {
			return err
		}
		v, err := o.caseOut(x, false)
		if err != nil {
			return err
		}
		return a.answer(v, v.text)
	})
}

func stepNumber(steps []catalogue.Step, text string) (int, error) {
	if n, err := strconv.Atoi(text); err == nil {
		return n, nil
	}
	for i, s := range steps {
		if s.Code == text {
			return i + 1, nil
		}
	}
	return 0, usage("step: %q is neither a number nor one of the provider's steps", text)
}

// stepDone says that an act ends one of the provider's steps: stamped, or done
// at its desk.
func stepDone(act intake.Act) bool {
	switch act {
	case intake.ActStep, intake.ActTakeIn, intake.ActAssign, intake.ActPrepare, intake.ActDecide, intake.ActLetOut:
		return true
	}
	return false
}

// tellSteps lists the steps of a case: who, since when, by when, late or not.
func (o *place) tellSteps(c *intake.Case) error {
	now := calendar.MomentOf(o.Now())
	list := []stepOut{}
	for i, s := range o.Steps(c) {
		v := stepOut{Step: i + 1, Code: s.Code, Who: s.Who.In(o.a.lang), Limit: s.Limit.Say(o.a.lang)}
		for _, h := range c.History {
			if stepDone(h.Act) && int(h.Step) == v.Step {
				v.Done = o.when(h.At)
			}
		}
		if c.Arrived && int(c.Step) == v.Step {
			due := calendar.Moment{Date: c.StepDue, At: c.StepAt, Whole: c.StepAt == 0}
			v.Since, v.Due = o.when(c.StepSince), due.String()
			v.Late = c.StepDue.Before(now.Date) || c.StepDue == now.Date && c.StepAt != 0 && c.StepAt < now.At
		}
		list = append(list, v)
	}
	return rows(o.a, list, func(s *sheet, v stepOut) {
		mark := " "
		if v.Done != nil {
			mark = "x"
		} else if v.Since != nil {
			mark = ">"
		}
		late := ""
		if v.Late {
			late = say(o.a.lang, "кешікті", "просрочено", "late")
		}
		s.line("%s %d. %s (%s) %s %s", mark, v.Step, v.Who, v.Limit, v.Due, late)
	})
}
