package tui

import (
	"context"
	"strconv"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"

	"github.com/google/uuid"
)

func uitoa(n uint64) string { return strconv.FormatUint(n, 10) }

// stepLine is one of the provider's steps in the life of a case.
type stepLine struct {
	catalogue.Step
	since time.Time // began; zero when nothing has told
	ended time.Time // by the provider's clock; zero: not ended
	by    string    // who stamped it
	due   calendar.Due
	known bool // due was computed
	now   bool // under way
	late  bool
}

// stepView is a case with its provider, read anew each time.
type stepView struct {
	c     *intake.Case
	lines []stepLine
	here  time.Time // with the chancellery since
}

func readSteps(ctx context.Context, office *courier.Office, id uuid.UUID) (*stepView, error) {
	c, err := office.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	workers, err := office.Workers(ctx)
	if err != nil {
		return nil, err
	}
	v := stepsOf(office, c)
	for i := range v.lines {
		for _, a := range workers {
			if a.Code == v.lines[i].by {
				v.lines[i].by = a.Name
			}
		}
	}
	return v, nil
}

// stepsOf tells the steps from the history: a stamp ends its step and those
// before it, what was taken back counts for nothing.
func stepsOf(office *courier.Office, c *intake.Case) *stepView {
	v := &stepView{c: c}
	for _, s := range office.Steps(c) {
		v.lines = append(v.lines, stepLine{Step: s})
	}
	zone, n := office.Office.Zone(), len(v.lines)
	end := func(from, to int, at time.Time, by string) {
		for k := max(from, 1); k <= min(to, n); k++ {
			v.lines[k-1].ended, v.lines[k-1].by = at, by
			if k < n {
				v.lines[k].since = at
			}
		}
	}
	for _, i := range standing(c.History) {
		h, after := c.History[i], c.State
		if i+1 < len(c.History) {
			after = c.History[i+1].Was
		}
		at := after.StepSince.In(zone)
		switch h.Act {
		case intake.ActDeliver:
			for k := range v.lines {
				v.lines[k] = stepLine{Step: v.lines[k].Step}
			}
			v.here = at
			if n > 0 {
				v.lines[0].since = at
			}
			end(1, int(after.Step)-1, at, h.By)
		case intake.ActStep:
			end(int(h.Was.Step), int(h.Step), at, h.By)
		case intake.ActReturn:
			end(int(h.Was.Step), n, h.At, h.By)
		case intake.ActComplete:
			if k := int(after.Step); k >= 1 && k <= n {
				v.lines[k-1].since = at
			}
		}
	}
	now := office.Now()
	for k := range v.lines {
		l := &v.lines[k]
		l.now = c.Stage == intake.Out && c.Arrived && int(c.Step) == k+1
		if l.since.IsZero() {
			continue
		}
		due, err := office.StepDue(c, k+1, l.since)
		if err != nil {
			continue
		}
		l.due, l.known = due, true
		at := due.At
		if due.Whole {
			at = 0
		}
		switch {
		case !l.ended.IsZero():
			l.late = isLate(due.Date, at, l.ended)
		case l.now:
			l.late = isLate(due.Date, at, now)
		}
	}
	return v
}

// standing is which acts of a history were not taken back, in their order.
func standing(history []intake.Event) []int {
	var out []int
	for i, h := range history {
		if h.Act != intake.ActUndo {
			out = append(out, i)
		} else if len(out) > 0 {
			out = out[:len(out)-1]
		}
	}
	return out
}

// underWay is the step that runs now; false when none does.
func (v *stepView) underWay() (stepLine, bool) {
	for _, l := range v.lines {
		if l.now {
			return l, true
		}
	}
	return stepLine{}, false
}
