package main

import (
	"fmt"
	"strings"
	"time"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/tui/lang"
)

type userCmd struct {
	List     userListCmd     `cmd:"" help:"Every worker and how they come in."`
	Add      userAddCmd      `cmd:"" help:"A new worker; prints a one-time code, which is shown once."`
	Disable  userDisableCmd  `cmd:"" help:"Shut an account; who is in is sent out."`
	Enable   userEnableCmd   `cmd:"" help:"Open it again."`
	Role     userRoleCmd     `cmd:"" help:"Another role; who is in is sent out."`
	Reset    userResetCmd    `cmd:"" help:"The password is void; prints a one-time code, which is shown once."`
	Key      userKeyCmd      `cmd:"" help:"Public keys for SSH."`
	Password userPasswordCmd `cmd:"" help:"Choose a password of one's own; the present one or the one-time code is asked first."`
	First    userFirstCmd    `cmd:"" help:"The first administrator of an office where none can come in; prints a one-time code."`
}

// Help is shown by tereze user --help.
func (userCmd) Help() string {
	return "Roles: operator, sector, issuer, supervisor, admin, auditor, and at a provider provider (its chancellery), provider-head, provider-executor. The administrator never learns a password: a one-time code is good for 72 hours and for one password."
}

// staff runs an administrator's act.
func (a *app) staff(fn func(*place, intake.By) error) error {
	return a.office(writing, func(o *place) error {
		by, err := o.act(intake.CanUsers)
		if err != nil {
			return err
		}
		return fn(o, by)
	})
}

// userOut is an account in JSON.
type userOut struct {
	Code     string     `json:"code"`
	Name     string     `json:"name"`
	Role     string     `json:"role"`
	Window   int        `json:"window,omitempty"`
	Provider string     `json:"provider,omitempty"`
	State    string     `json:"state"` // active, pending, disabled, none
	Until    *time.Time `json:"until,omitempty"`
	Last     *time.Time `json:"last,omitempty"`
	From     string     `json:"from,omitempty"`
	Failed   int        `json:"failed"`
	Keys     []keyOut   `json:"keys"`
}

type keyOut struct {
	Print   string `json:"print"`
	Type    string `json:"type"`
	Comment string `json:"comment,omitempty"`
}

func keyOf(k account.Key) keyOut { return keyOut{k.Print, k.Type, k.Comment} }

func (o *place) userOut(l account.Listed) userOut {
	u := userOut{Code: l.Actor.Code, Name: l.Actor.Name, Role: string(l.Actor.Role), Window: l.Actor.Window,
		Provider: l.Actor.Provider, State: "active", From: l.Last.From, Failed: l.Failed, Keys: []keyOut{}}
	at := func(t time.Time) *time.Time { t = o.local(t); return &t }
	switch {
	case l.Disabled:
		u.State = "disabled"
	case l.None:
		u.State = "none"
	case l.Pending:
		u.State, u.Until = "pending", at(l.Until)
	}
	if !l.Last.At.IsZero() {
		u.Last = at(l.Last.At)
	}
	for _, k := range l.Keys {
		u.Keys = append(u.Keys, keyOf(k))
	}
	return u
}

type userListCmd struct{}

// Run lists the accounts.
func (userListCmd) Run(a *app) error {
	return a.staff(func(o *place, by intake.By) error {
		all, err := o.House.List(a.ctx, by)
		if err != nil {
			return err
		}
		var list []userOut
		for _, l := range all {
			list = append(list, o.userOut(l))
		}
		return rows(a, list, func(s *sheet, u userOut) { userLine(s, a, u) })
	})
}

func userLine(s *sheet, a *app, u userOut) {
	state := map[string]string{
		"active":   "",
		"pending":  say(a.lang, "бір реттік код", "одноразовый код", "one-time code"),
		"disabled": say(a.lang, "өшірілген", "отключена", "disabled"),
		"none":     say(a.lang, "есептік жазбасы жоқ", "учётной записи нет", "no account"),
	}[u.State]
	last := "—"
	if u.Last != nil {
		last = u.Last.Format("02.01.2006 15:04")
	}
	role := lang.New(a.lang).Role(intake.Role(u.Role)).String()
	s.line("%s", strings.TrimRight(fmt.Sprintf("%-12s %-26s %-20s %-17s %s", u.Code, u.Name, role, last, state), " "))
	for _, k := range u.Keys {
		s.line("             %s %s", k.Print, k.Comment)
	}
}

// onceOut is a one-time code as it is shown, once.
type onceOut struct {
	Code  string    `json:"code"`
	Once  string    `json:"once"`
	Until time.Time `json:"until"`
}

func (o *place) giveOnce(code, once string) error {
	v := onceOut{account.Fold(code), once, o.local(o.House.Clock().Add(account.OnceLife))}
	return o.a.answer(v, func(s *sheet) { s.onceLines(v) })
}

func (s *sheet) onceLines(v onceOut) {
	s.line("%s  %s", v.Code, v.Once)
	s.line("%s", fmt.Sprintf(say(s.lang, "Бұл код бір рет көрсетіледі, %s дейін жарамды. Онымен кірген адам құпиясөзін өзі таңдайды.",
		"Код показан один раз и действует до %s. Войдя с ним, человек сам выберет пароль.",
		"This code is shown once and is good until %s. Who comes in with it chooses a password."), v.Until.Format("15:04 02.01.2006")))
}

type userAddCmd struct {
	Code     string `arg:"" help:"Login: a Latin letter first, then letters, digits, . _ -"`
	Name     string `required:"" help:"Name as papers print it."`
	Role     string `required:"" placeholder:"operator" help:"Role."`
	Window   int    `help:"Counter window."`
	Provider string `placeholder:"CODE" help:"Provider the worker is at; for provider, provider-head and provider-executor."`
}

// Run adds a worker.
func (c *userAddCmd) Run(a *app) error {
	return a.staff(func(o *place, by intake.By) error {
		w := intake.Actor{Code: c.Code, Name: c.Name, Role: intake.Role(c.Role), Window: c.Window, Provider: c.Provider}
		once, err := o.House.Add(a.ctx, by, w)
		if err != nil {
			return err
		}
		return o.giveOnce(c.Code, once)
	})
}

type userResetCmd struct {
	Code string `arg:"" help:"Login."`
}

// Run voids a password.
func (c *userResetCmd) Run(a *app) error {
	return a.staff(func(o *place, by intake.By) error {
		once, err := o.House.Reset(a.ctx, by, c.Code)
		if err != nil {
			return err
		}
		return o.giveOnce(c.Code, once)
	})
}

type userDisableCmd struct {
	Code string `arg:"" help:"Login."`
}

// Run shuts an account.
func (c *userDisableCmd) Run(a *app) error { return a.shut(c.Code, true) }

type userEnableCmd struct {
	Code string `arg:"" help:"Login."`
}

// Run opens it again.
func (c *userEnableCmd) Run(a *app) error { return a.shut(c.Code, false) }

func (a *app) shut(code string, disabled bool) error {
	return a.staff(func(o *place, by intake.By) error {
		if err := o.House.Disable(a.ctx, by, code, disabled); err != nil {
			return err
		}
		return o.showUser(by, code)
	})
}

// showUser answers an account as it now is.
func (o *place) showUser(by intake.By, code string) error {
	all, err := o.House.List(o.a.ctx, by)
	if err != nil {
		return err
	}
	for _, l := range all {
		if l.Actor.Code == account.Fold(code) {
			u := o.userOut(l)
			return o.a.answer(u, func(s *sheet) { userLine(s, o.a, u) })
		}
	}
	return intake.Refuse(account.ProblemAccountNone, "code", code)
}

type userRoleCmd struct {
	Code     string `arg:"" help:"Login."`
	Role     string `arg:"" help:"The new role."`
	Provider string `placeholder:"CODE" help:"Provider the worker is at; for provider, provider-head and provider-executor."`
	Window   int    `default:"-1" help:"Counter window (default: as it is)."`
	Name     string `help:"Another name."`
}

// Run changes a worker.
func (c *userRoleCmd) Run(a *app) error {
	return a.staff(func(o *place, by intake.By) error {
		w, err := o.Worker(a.ctx, account.Fold(c.Code))
		if err != nil {
			return err
		}
		w.Role, w.Provider = intake.Role(c.Role), c.Provider
		if c.Window >= 0 {
			w.Window = c.Window
		}
		if c.Name != "" {
			w.Name = c.Name
		}
		if err := o.House.Edit(a.ctx, by, *w); err != nil {
			return err
		}
		return o.showUser(by, c.Code)
	})
}

type userFirstCmd struct {
	Code string `arg:"" default:"admin" help:"Login."`
	Name string `default:"Администратор" help:"Name."`
}

// Run makes the first administrator of an office made by an older program, or
// of one whose first code ran out.
func (c *userFirstCmd) Run(a *app) error {
	return a.office(writing, func(o *place) error {
		once, err := o.House.FirstOnce(a.ctx, o.By(intake.Actor{Code: "setup"}),
			intake.Actor{Code: c.Code, Name: c.Name, Role: intake.Administrator})
		if err != nil {
			return err
		}
		return o.giveOnce(c.Code, once)
	})
}
