package main

import (
	"tereze/intake"
	"tereze/intake/account"
)

type userPasswordCmd struct {
	Code string `arg:"" optional:"" help:"Login (default: --by)."`
	New  string `name:"new-password-file" placeholder:"FILE" help:"File with the new password, mode 0600 (default: asked twice)."`
}

// Run changes one's own password. It asks for the present one itself, in a
// training office too.
func (c *userPasswordCmd) Run(a *app) error {
	code := c.Code
	if code == "" {
		code = a.By
	}
	if code == "" {
		return usage("%s", say(a.lang, "Логинді жазыңыз: tereze user password CODE", "Укажите логин: tereze user password CODE",
			"Give the login: tereze user password CODE"))
	}
	return a.office(writing, func(o *place) error {
		old, err := a.password(a.PasswordFile, "--password-file", account.Fold(code))
		if err != nil {
			return err
		}
		fresh, err := a.fresh(c.New)
		if err != nil {
			return err
		}
		// Whether there is such a worker must not be told: the password's check
		// refuses a name nobody has like a wrong password.
		w := intake.Actor{Code: account.Fold(code)}
		if known, err := o.Worker(a.ctx, w.Code); err == nil {
			w = *known
		}
		if err := o.House.Change(a.ctx, o.By(w), old, fresh); err != nil {
			return err
		}
		return a.answer(map[string]string{"changed": w.Code}, func(s *sheet) {
			s.line("%s", say(a.lang, "Құпиясөз өзгертілді.", "Пароль изменён.", "The password is changed."))
		})
	})
}

// fresh is a new password: from a file, or asked twice.
func (a *app) fresh(file string) (string, error) {
	what := say(a.lang, "жаңа", "новый", "new")
	first, err := a.password(file, "--new-password-file", what)
	if err != nil || file != "" {
		return first, err
	}
	again, err := a.password("", "", say(a.lang, "тағы бір рет", "ещё раз", "once more"))
	if err == nil && again != first {
		return "", usage("%s", say(a.lang, "Екеуі бірдей емес.", "Они не совпали.", "The two differ."))
	}
	return first, err
}
