package main

import (
	"io"
	"os"
	"strings"

	"tereze/intake"
	"tereze/intake/account"
)

type userKeyCmd struct {
	Add  userKeyAddCmd  `cmd:"" help:"Let an account come in with a public key."`
	Drop userKeyDropCmd `cmd:"" help:"Take a key away."`
}

type userKeyAddCmd struct {
	Code string `arg:"" help:"Login."`
	Key  string `arg:"" help:"The line of the public key, the .pub file, or - for standard input."`
}

// Run adds a key; everybody may add their own.
func (c *userKeyAddCmd) Run(a *app) error {
	line, err := a.keyLine(c.Key)
	if err != nil {
		return err
	}
	return a.keys(c.Code, func(o *place, by intake.By) error {
		k, err := o.House.AddKey(a.ctx, by, c.Code, line)
		if err != nil {
			return err
		}
		v := keyOf(k)
		return a.answer(v, func(s *sheet) { s.line("%s %s %s", v.Print, v.Type, v.Comment) })
	})
}

// keyLine takes the line itself, a file, or standard input.
func (a *app) keyLine(s string) (string, error) {
	const most = 16 << 10
	if s == "-" {
		b, err := io.ReadAll(io.LimitReader(a.in, most))
		return string(b), err
	}
	if strings.ContainsAny(s, " \n") {
		return s, nil
	}
	f, err := os.Open(s)
	if err != nil {
		return "", err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most))
	return string(b), err
}

// keys runs an act on an account's keys, by the person or the administrator.
func (a *app) keys(code string, fn func(*place, intake.By) error) error {
	if account.Fold(a.By) != account.Fold(code) {
		return a.staff(fn)
	}
	return a.office(writing, func(o *place) error {
		by, err := o.act("")
		if err != nil {
			return err
		}
		return fn(o, by)
	})
}

type userKeyDropCmd struct {
	Code  string `arg:"" help:"Login."`
	Print string `arg:"" help:"The key's fingerprint, SHA256:…"`
}

// Run takes a key away.
func (c *userKeyDropCmd) Run(a *app) error {
	return a.keys(c.Code, func(o *place, by intake.By) error {
		if err := o.House.DropKey(a.ctx, by, c.Code, c.Print); err != nil {
			return err
		}
		return a.answer(map[string]string{"dropped": c.Print}, func(s *sheet) { s.line("- %s", c.Print) })
	})
}
