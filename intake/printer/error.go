package printer

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"tereze/intake"
)

// The codes of an Error.
const (
	NoLP      = "no-lp"      // the print system is not installed
	NoPrinter = "no-printer" // no such queue or device, or CUPS does not run
	Hangs     = "hangs"      // no answer in time; the paper may be in the queue all the same
	Refused   = "refused"    // the queue or the device does not take it
	NoSpace   = "no-space"   // the disk of the folder is full
	Folder    = "folder"     // the folder cannot be made or written
	// Paused is no Error but a warning, see Done.Paused.
	Paused = "paused"
)

// Codes lists the codes of the Problems of this package; each has words in
// tui/lang.
func Codes() []string {
	var all []string
	for _, c := range []string{NoLP, NoPrinter, Hangs, Refused, NoSpace, Folder, Paused} {
		all = append(all, problem+c)
	}
	return all
}

// problem heads the codes, which share one list with those of other packages.
const problem = "print-"

// Error says why a paper did not leave. Nothing else has happened, and it may
// be printed again.
type Error struct {
	Code  string // one of the codes above
	Where string // the queue, the device or the folder
	Cause error
}

// Error is for a log.
func (e *Error) Error() string {
	s := "printer: " + e.Code
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Problem is the error for an operator; arguments: where, and the printer's own
// words.
func (e *Error) Problem() *intake.Problem {
	cause := ""
	if e.Cause != nil {
		cause = brief(e.Cause.Error(), 60)
	}
	return intake.Refuse(problem+e.Code, "printer", e.Where, cause)
}

// As lets intake.AsProblem find the Problem.
func (e *Error) As(target any) bool {
	p, ok := target.(**intake.Problem)
	if ok {
		*p = e.Problem()
	}
	return ok
}

// filed names a fault of a file or a device; code when it is none of the known.
func filed(code, where string, err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		code = NoSpace
	}
	// The path stands in Where already.
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return &Error{Code: code, Where: where, Cause: err}
}

// brief is the first line of what another program said, fit for one line.
func brief(s string, runes int) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	if r := []rune(s); len(r) > runes {
		s = string(r[:runes-1]) + "…"
	}
	return s
}
