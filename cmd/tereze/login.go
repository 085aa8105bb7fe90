package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"golang.org/x/term"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/trio"
	"tereze/store"
)

// prove asks for the worker's password, as the screens' door does. In a
// training office nobody is asked. A log-in is written down, so the store must
// be open for writing.
func (o *place) prove(w intake.Actor) error {
	if o.Desk.Office.Training {
		return nil
	}
	password, err := o.a.password(o.a.PasswordFile, "--password-file", w.Code)
	if err != nil {
		return err
	}
	e, err := o.House.Login(o.a.ctx, w.Code, password, "")
	if err != nil {
		return err
	}
	if e.MustChange {
		return refusal{{"must-change", "password", fmt.Sprintf(say(o.a.lang, "Бұл – бір реттік код. Алдымен құпиясөз таңдаңыз: tereze user password %s",
			"Это одноразовый код. Сначала выберите пароль: tereze user password %s",
			"This is a one-time code. Choose a password first: tereze user password %s"), w.Code)}}
	}
	return nil
}

// proveSecond is the second pair of eyes beside by: in a training office by
// name, elsewhere by a password of their own.
func (o *place) proveSecond(by intake.By, code string) (intake.Actor, error) {
	if o.Desk.Office.Training {
		w, err := o.Worker(o.a.ctx, account.Fold(code))
		if err != nil {
			return intake.Actor{}, err
		}
		return *w, nil
	}
	password, err := o.a.password(o.a.SecondPasswordFile, "--second-password-file", code)
	if err != nil {
		return intake.Actor{}, err
	}
	return o.House.Vouch(o.a.ctx, by, code, password, "")
}

// password reads a secret from the first line of a file only its owner may
// read, or asks for it on the terminal, without showing it.
func (a *app) password(file, flag, whose string) (string, error) {
	if file != "" {
		return readSecret(file)
	}
	in, ok := a.in.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return "", usage(say(a.lang, "%s: құпиясөз керек, бірақ терминал жоқ. %s FILE беріңіз.",
			"%s: нужен пароль, а терминала нет. Укажите %s FILE.",
			"%s: a password is needed and there is no terminal. Give %s FILE."), whose, flag)
	}
	fmt.Fprint(a.err, clean(fmt.Sprintf(say(a.lang, "%s, құпиясөз: ", "%s, пароль: ", "%s, password: "), whose)))
	b, err := term.ReadPassword(int(in.Fd()))
	fmt.Fprintln(a.err)
	return string(b), err
}

// readSecret is the first line of a file. Others than its owner must not be
// able to read it.
func readSecret(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	if runtime.GOOS != "windows" && info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 {
		return "", &trouble{code: "password-file", field: "password-file", cause: store.ErrExposed, text: trio.Text{
			KK: "Құпиясөз файлын басқалар да оқи алады. Құқықтарын 0600 етіңіз: " + path,
			RU: "Файл пароля могут читать и другие. Поставьте права 0600: " + path,
			EN: "Others may read the password file. Make its mode 0600: " + path,
		}}
	}
	line, err := bufio.NewReader(io.LimitReader(f, 4*account.MostBytes)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}
