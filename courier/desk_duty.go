package courier

import (
	"bytes"
	"context"

	"tereze/intake"
	"tereze/intake/catalogue"
)

// DeskDuty is what a provider's worker owes a case: one of its five steps, by
// the catalogue's own code, or the handing out.
type DeskDuty string

// The duties, in the order of the steps (§5 and §8 of the regulations).
const (
	DeskIn       DeskDuty = "chancellery-in"  // 1: take in or turn back
	DeskHead     DeskDuty = "head"            // 2: name the executor
	DeskExecutor DeskDuty = "executor"        // 3: prepare
	DeskSign     DeskDuty = "head-sign"       // 4: decide and sign
	DeskOut      DeskDuty = "chancellery-out" // 5: register and let out
	DeskHandOut  DeskDuty = "hand-out"        // after it, at the chancellery's own window
)

// DeskDuties are a role's, in the order of the steps; nil: it has none.
func DeskDuties(r intake.Role) []DeskDuty {
	switch r {
	case intake.ProviderDesk:
		return []DeskDuty{DeskIn, DeskOut, DeskHandOut}
	case intake.ProviderHead:
		return []DeskDuty{DeskHead, DeskSign}
	case intake.ProviderExecutor:
		return []DeskDuty{DeskExecutor}
	}
	return nil
}

// Duty is what a case that is with its provider waits for; "" for nothing the
// desk does: a package sent back, a result with the courier.
func (o *Office) Duty(c *intake.Case) DeskDuty {
	if c.Stage != intake.Out || !c.Arrived || c.SentBack != "" {
		return ""
	}
	return o.duty(c.Edition, c.Service, c.Step, c.Road)
}

// DutyOf is Duty of a row.
func (o *Office) DutyOf(r intake.ListRow) DeskDuty {
	if r.Stage != intake.Out || !r.Arrived || r.SentBack {
		return ""
	}
	return o.duty(r.Edition, r.Service, r.Step, r.Road)
}

func (o *Office) duty(edition, service string, step uint8, road intake.Road) DeskDuty {
	svc, _, ok := o.ServiceOf(edition, service)
	switch {
	case !ok || step == 0:
		return ""
	case int(step) > len(svc.Steps):
		if road == intake.RoadChancellery {
			return DeskHandOut
		}
		return ""
	}
	switch d := DeskDuty(svc.Steps[step-1].Code); d {
	case DeskIn, DeskHead, DeskExecutor, DeskSign, DeskOut:
		return d
	}
	return "" // of an office's own act: its steps are stamped
}

// ElectronicResult says that the result leaves as a signed file: to the
// personal account always, through the centre where the act knows such a form.
func (o *Office) ElectronicResult(c *intake.Case) bool {
	if c.Road == intake.RoadPortal {
		return true
	}
	svc, _, ok := o.Service(c)
	if !ok || c.Road != intake.RoadCentre {
		return false
	}
	for _, f := range svc.Result.Forms {
		if f == catalogue.Electronic {
			return true
		}
	}
	return false
}

// deskPage is how many rows of a provider's list are read at a time.
const deskPage = 500

// DeskList reads a window of what one duty of the reader's waits for, by the
// minute its step ends, and counts it; "" is all duties of the reader's role.
// An executor has what the head named them for.
func (o *Office) DeskList(ctx context.Context, duty DeskDuty, w intake.Window) (rows []intake.ListRow, n intake.Count, err error) {
	who, ok := o.Reader()
	if !ok || !who.Role.AtProvider() {
		return nil, n, intake.Refuse(intake.ProblemRole, "", string(intake.CanSee))
	}
	mine := map[DeskDuty]bool{}
	for _, d := range DeskDuties(who.Role) {
		mine[d] = duty == "" || duty == d
	}
	today := o.Today()
	var all []intake.ListRow
	for from := []byte(nil); ; {
		page, _, err := o.Own(ctx, intake.Window{From: from, Limit: deskPage})
		if err != nil {
			return nil, n, err
		}
		for _, r := range page {
			if !mine[o.DutyOf(r)] || who.Role == intake.ProviderExecutor && r.Executor != who.Code {
				continue
			}
			all = append(all, r)
			n.All++
			switch {
			case r.Due.Before(today):
				n.Late++
			case r.Due == today:
				n.Today++
			}
		}
		if len(page) < deskPage {
			return windowOf(all, w), n, nil
		}
		from = page[len(page)-1].Cursor
	}
}

// windowOf cuts a window out of rows that were read whole.
func windowOf(all []intake.ListRow, w intake.Window) []intake.ListRow {
	from, to := 0, len(all)
	if w.From != nil {
		at := 0
		for at < len(all) && bytes.Compare(all[at].Cursor, w.From) < 0 {
			at++
		}
		past := at
		if past < len(all) && bytes.Equal(all[past].Cursor, w.From) {
			past++
		}
		switch {
		case w.Back && w.Inclusive:
			to = past
		case w.Back:
			to = at
		case w.Inclusive:
			from = at
		default:
			from = past
		}
	}
	if w.Back {
		return all[max(from, to-w.Limit):to]
	}
	return all[from:min(to, from+w.Limit)]
}
