package main

import (
	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
)

type deskCmd struct {
	List    deskListCmd    `cmd:"" default:"withargs" help:"What waits for the worker's duty, by the minute its step ends; the same as no command."`
	Lodge   deskLodgeCmd   `cmd:"" help:"1, chancellery: register what was brought straight there."`
	Return  deskReturnCmd  `cmd:"" help:"1, chancellery: return an incomplete package at once; recorded, names nobody."`
	TakeIn  deskTakeInCmd  `cmd:"" help:"1, chancellery: incoming number and date, within 15 minutes."`
	Decline deskDeclineCmd `cmd:"" help:"1, chancellery: turn back what does not meet the requirements."`
	Assign  deskAssignCmd  `cmd:"" help:"2, head: name the executor, or another one."`
	Prepare deskPrepareCmd `cmd:"" help:"3, executor: the result, or a refusal with its reasons."`
	Redo    deskRedoCmd    `cmd:"" help:"4, head: back to the executor."`
	Decide  deskDecideCmd  `cmd:"" help:"4, head: decide and sign."`
	LetOut  deskLetOutCmd  `cmd:"" help:"5, chancellery: outgoing number; to the courier, the centre, the portal, or the window."`
	HandOut deskHandOutCmd `cmd:"" help:"5, chancellery: give the result at the window."`
}

// Help is shown by tereze desk --help.
func (deskCmd) Help() string {
	return "The desk of a provider: its chancellery (role provider), its head (provider-head) and its executors (provider-executor), each their own step and their own provider's cases. Without --by the first worker who may does it."
}

type deskListCmd struct {
	Duty  string `enum:",chancellery-in,head,executor,head-sign,chancellery-out,hand-out" default:"" placeholder:"DUTY" help:"Only this: chancellery-in, head, executor, head-sign, chancellery-out or hand-out."`
	Limit int    `default:"200" help:"At most so many."`
}

type deskLodgeCmd struct {
	applicationFlags
	File     string `arg:"" optional:"" help:"The application as JSON; the same as --from."`
	Incoming string `required:"" placeholder:"NUMBER" help:"The chancellery's incoming number."`
}

type deskReturnCmd struct {
	applicationFlags
	File string `arg:"" optional:"" help:"The application as JSON; the same as --from."`
}

type deskTakeInCmd struct {
	Number   string `arg:"" help:"Number, barcode or last five digits."`
	Incoming string `arg:"" help:"The chancellery's incoming number."`
}

type deskDeclineCmd struct {
	Number  string `arg:"" help:"Number, barcode or last five digits."`
	Reasons string `arg:"" help:"What does not meet the requirements."`
}

type deskAssignCmd struct {
	Number   string `arg:"" help:"Number, barcode or last five digits."`
	Executor string `arg:"" help:"Code of the executor."`
}

type deskPrepareCmd struct {
	Number  string `arg:"" help:"Number, barcode or last five digits."`
	File    string `placeholder:"FILE" help:"The result as PDF or XML: needed when it is electronic."`
	Refusal string `placeholder:"REASONS" help:"A reasoned refusal instead of a result."`
}

type deskRedoCmd struct {
	Number string `arg:"" help:"Number, barcode or last five digits."`
	Reason string `arg:"" help:"What is to be done anew."`
}

type deskDecideCmd struct {
	Number    string `arg:"" help:"Number, barcode or last five digits."`
	Signature string `placeholder:"FILE" help:"The head's detached CMS over the result's file (tereze file NUMBER result --out): needed when it is electronic."`
}

type deskLetOutCmd struct {
	Number   string `arg:"" help:"Number, barcode or last five digits."`
	Outgoing string `arg:"" help:"The chancellery's outgoing number."`
}

type deskHandOutCmd struct {
	issueCmd
}

// deskOut is a case at the desk, in JSON.
type deskOut struct {
	caseOut
	Road     string `json:"road"`
	Duty     string `json:"duty,omitempty"` // what it waits for
	Executor string `json:"executor,omitempty"`
	Prepared string `json:"prepared,omitempty"`
	Reasons  string `json:"reasons,omitempty"`
	Decided  bool   `json:"decided,omitempty"`
	Outgoing string `json:"outgoing,omitempty"`
}

// desk is an act of the provider's desk on one case.
func (a *app) desk(may intake.Act, number string, act func(*place, intake.By, *intake.Case) (*intake.Case, error)) error {
	return a.doing(intake.Command(may), func(o *place, by intake.By) error {
		x, err := o.one(number, in(intake.Out))
		if err != nil {
			return err
		}
		if x, err = act(o, by, x); err != nil {
			return err
		}
		return o.tellDesk(x)
	})
}

func (o *place) tellDesk(x *intake.Case) error {
	c, err := o.caseOut(x, false)
	if err != nil {
		return err
	}
	v := deskOut{c, x.Road.String(), string(o.Duty(x)), x.Executor, x.Prepared.String(), x.Reasons, x.Decided, x.Outgoing}
	return o.a.answer(v, func(s *sheet) {
		v.text(s)
		s.pair("Орындаушы", "Исполнитель", "Executor", v.Executor)
		s.pair("Дайындалды", "Подготовлено", "Prepared", x.Prepared.Words().In(s.lang))
		s.pair("Себептері", "Причины", "Reasons", v.Reasons)
		s.pair("Шығыс нөмірі", "Исходящий номер", "Outgoing number", v.Outgoing)
	})
}

// deskRow is a row of a desk's list.
type deskRow struct {
	Number   string `json:"number"`
	Duty     string `json:"duty"`
	Due      string `json:"due"`
	Late     bool   `json:"late,omitempty"`
	Road     string `json:"road"`
	Service  string `json:"service"`
	Name     string `json:"name"`
	Executor string `json:"executor,omitempty"`
}

// Run lists what waits for a duty.
func (c *deskListCmd) Run(a *app) error {
	if c.Limit < 1 || c.Limit > 10_000 {
		return usage("--limit: 1 to 10000")
	}
	return a.doing(deskRight(c.Duty), func(o *place, _ intake.By) error {
		found, _, err := o.DeskList(a.ctx, courier.DeskDuty(c.Duty), intake.Window{Limit: c.Limit})
		if err != nil {
			return err
		}
		list, today := []deskRow{}, o.Today()
		for _, r := range found {
			list = append(list, deskRow{string(r.Number), string(o.DutyOf(r)), r.Due.String() + clockOf(r), r.Due.Before(today),
				r.Road.String(), r.Service, r.Name, r.Executor})
		}
		return rows(a, list, func(s *sheet, r deskRow) {
			s.line("%s  %-15s %-16s %-11s %-16s %s %s", r.Number, r.Duty, r.Due, r.Road, r.Service, r.Name, r.Executor)
		})
	})
}

// deskRight chooses the first worker of a duty; without one, the chancellery.
func deskRight(duty string) intake.Command {
	switch courier.DeskDuty(duty) {
	case courier.DeskHead:
		return intake.Command(intake.ActAssign)
	case courier.DeskExecutor:
		return intake.Command(intake.ActPrepare)
	case courier.DeskSign:
		return intake.Command(intake.ActDecide)
	}
	return intake.Command(intake.ActTakeIn)
}

func clockOf(r intake.ListRow) string {
	if r.DueAt == 0 {
		return ""
	}
	return " " + r.DueAt.String()
}

// brought reads an application for the chancellery's window.
func (o *place) brought(f *applicationFlags, file string, op uuid.UUID) (intake.Application, error) {
	if file != "" {
		if f.From != "" {
			return intake.Application{}, usage("one of: FILE, --from")
		}
		f.From = file
	}
	app, _, err := o.application(f, op)
	return app, err
}

// Run registers at the chancellery.
func (c *deskLodgeCmd) Run(a *app) error {
	return a.doing(intake.Command(intake.ActLodge), func(o *place, by intake.By) error {
		app, err := o.brought(&c.applicationFlags, c.File, by.Op)
		if err != nil {
			return err
		}
		x, err := o.Lodge(a.ctx, by, app, c.Incoming)
		if err != nil {
			return err
		}
		return o.tellDesk(x)
	})
}

// Run returns a package at the chancellery's window.
func (c *deskReturnCmd) Run(a *app) error {
	return a.doing(intake.Command(intake.ActLodge), func(o *place, by intake.By) error {
		app, err := o.brought(&c.applicationFlags, c.File, by.Op)
		if err != nil {
			return err
		}
		t, err := o.SendHome(a.ctx, by, app)
		if err != nil {
			return err
		}
		v := struct {
			Service string `json:"service"`
			Reason  string `json:"reason"`
			Text    string `json:"text"`
		}{t.Service, t.Reason, t.Why().In(a.lang)}
		return a.answer(v, func(s *sheet) { s.line("%s: %s", v.Service, v.Text) })
	})
}
