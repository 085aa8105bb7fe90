package main

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"

	"tereze/intake"
)

// The exit codes.
const (
	exitDone    = 0
	exitRefused = 1 // by a rule
	exitUsage   = 2
	exitTrouble = 3 // the store, the folder, the program
)

// usageError is a line that cannot be obeyed.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func usage(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// silent is an outcome that was already said on standard output.
type silent int

func (s silent) Error() string { return "" }

// refusal is a rule's answer with all that stands in the way, the first first.
type refusal []problemOut

func (r refusal) Error() string { return r[0].Code }

// problemOut is a problem in JSON.
type problemOut struct {
	Code  string `json:"code"`
	Field string `json:"field"`
	Text  string `json:"text"`
}

// problemsOut says problems.
func (a *app) problemsOut(ps []*intake.Problem) []problemOut {
	out := []problemOut{}
	for _, p := range ps {
		out = append(out, problemOut{p.Code, p.Field, problemText(p, a.lang)})
	}
	return out
}

// fail tells an error on standard error and gives its exit code.
func (a *app) fail(err error) int {
	var u *usageError
	var quiet silent
	var many refusal
	var t *trouble
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &quiet):
		return int(quiet)
	case errors.As(err, &u):
		a.complain(problemOut{"usage", "", u.text})
		return exitUsage
	case errors.As(err, &t):
		a.complain(t.out(a.lang))
		return exitTrouble
	case errors.As(err, &many):
		a.complain(many...)
		return exitRefused
	}
	if p, ok := intake.AsProblem(err); ok {
		a.complain(a.problemsOut([]*intake.Problem{p})...)
		if p.StoreTrouble() {
			return exitTrouble
		}
		return exitRefused
	}
	if t := storeTrouble(err, a.By); t != nil {
		a.note(slog.LevelWarn, t.code, err)
		a.complain(t.out(a.lang))
		return exitTrouble
	}
	if errors.Is(err, context.Canceled) {
		a.complain(problemOut{"interrupted", "", say(a.lang, "Үзілді.", "Прервано.", "Interrupted.")})
		return exitTrouble
	}
	return a.internal("error", err)
}

// complain says what stands in the way: a sentence a line, or one object with
// the first problem and, when there are more, all of them.
func (a *app) complain(ps ...problemOut) {
	if !a.JSON {
		for _, p := range ps {
			fmt.Fprintln(a.err, clean(p.Text))
		}
		return
	}
	v := struct {
		Problem  problemOut   `json:"problem"`
		Problems []problemOut `json:"problems,omitempty"`
	}{Problem: ps[0]}
	if len(ps) > 1 {
		v.Problems = ps
	}
	_ = writeJSON(a.err, v)
}

// crashed is internal for a panic.
func (a *app) crashed(p any) int {
	err, ok := p.(error)
	if !ok {
		err = fmt.Errorf("panic of %T", p) // its text might hold somebody's data
	}
	return a.internal("panic", err, slog.String("stack", string(debug.Stack())))
}

// internal keeps the cause in the log and gives the user a short number for it.
func (a *app) internal(what string, err error, more ...any) int {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails
	no := fmt.Sprintf("%06d", binary.BigEndian.Uint32(b[:])%1_000_000)
	text := fmt.Sprintf(say(a.lang, "Ішкі қате № %s. Себебі журнал файлында: %s", "Внутренняя ошибка № %s. Причина в журнале: %s",
		"Internal error No %s. Its cause is in the log: %s"), no, a.logFile())
	if !a.note(slog.LevelError, what, err, append(more, "number", no)...) {
		text = fmt.Sprintf(say(a.lang, "Ішкі қате № %s; журнал файлына жазу мүмкін болмады. Себебі: %T", "Внутренняя ошибка № %s; записать в журнал не удалось. Причина: %T",
			"Internal error No %s; the log could not be written. Its kind: %T"), no, err)
	}
	a.complain(problemOut{"internal", no, text})
	return exitTrouble
}

func (a *app) logFile() string { return filepath.Join(a.folder(), "log", "tereze.log") }

// note writes a line to the folder's log, when the folder is there.
func (a *app) note(level slog.Level, what string, err error, more ...any) bool {
	if _, e := os.Stat(a.folder()); e != nil {
		return false
	}
	log, done, e := openLog(a.logFile())
	if e != nil {
		return false
	}
	defer done()
	log.Log(context.Background(), level, what, append([]any{"cause", err.Error()}, more...)...)
	return true
}

// openLog opens the log for appending, readable by its owner only.
func openLog(path string) (*slog.Logger, func(), error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, nil, err
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, err
	}
	return slog.New(slog.NewTextHandler(f, nil)), func() { _ = f.Close() }, nil
}
