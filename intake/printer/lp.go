package printer

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

// toQueue hands data to CUPS. It goes through a pipe, so that no copy of the
// paper is left on our disk; there is no shell to misread anything.
func (p *Printer) toQueue(ctx context.Context, data []byte, args ...string) (Done, error) {
	limited, cancel := context.WithTimeout(ctx, p.wait)
	defer cancel()
	out, fault, err := run(limited, data, "lp", append([]string{"-d", p.queue}, args...)...)
	switch {
	case err == nil:
	case errors.Is(err, exec.ErrNotFound):
		return Done{}, &Error{Code: NoLP, Where: p.queue, Cause: err}
	case ctx.Err() != nil:
		return Done{}, ctx.Err()
	case limited.Err() != nil:
		return Done{}, &Error{Code: Hangs, Where: p.queue, Cause: limited.Err()}
	default:
		return Done{}, &Error{Code: refusal(fault), Where: p.queue, Cause: said(fault, err)}
	}
	done := Done{Where: p.queue}
	if id := requestID.FindStringSubmatch(out); id != nil {
		done.Where += " " + id[1]
	}
	done.Paused = paused(ctx, p.queue)
	return done, nil
}

// requestID reads "request id is okno3-12 (1 file(s))".
var requestID = regexp.MustCompile(`request id is (\S+)`)

// refusal tells a printer that is not there from one that does not want.
func refusal(fault string) string {
	for _, s := range []string{
		"does not exist", "No such file", "not responding", "nable to connect", "onnection refused",
		"Bad file descriptor", "not known", "scheduler",
	} {
		if strings.Contains(fault, s) {
			return NoPrinter
		}
	}
	return Refused
}

// said is the cause in lp's own words, or how it ended if it said nothing.
func said(fault string, err error) error {
	if b := brief(ownName.ReplaceAllString(fault, ""), 200); b != "" {
		return errors.New(b)
	}
	return err
}

// ownName is how lp begins to speak: "/usr/bin/lp: Error - ".
var ownName = regexp.MustCompile(`^\S*lp: (Error - )?`)

// paused asks whether the queue's printer has been stopped, as CUPS does by
// itself when a printer fails: lp takes jobs all the same. No answer counts as
// no.
func paused(ctx context.Context, queue string) bool {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	queue, _, _ = strings.Cut(queue, "/")
	out, _, err := run(ctx, nil, "lpstat", "-p", queue)
	return err == nil && strings.Contains(out, " disabled since ")
}

// run starts a program with data as its input and its own words in English. It
// has no terminal to ask for a password on, which would hang behind our screen;
// at the end of ctx it dies with all it has started.
func run(ctx context.Context, data []byte, name string, args ...string) (out, fault string, err error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return "", "", err
	}
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C", "LANGUAGE=C")
	cmd.Stdin = bytes.NewReader(data)
	var o, e head
	cmd.Stdout, cmd.Stderr = &o, &e
	cmd.WaitDelay = time.Second
	alone(cmd)
	if err = cmd.Run(); errors.Is(err, exec.ErrWaitDelay) {
		err = nil // it ended well; something it left behind holds the pipe
	}
	return o.String(), e.String(), err
}

// head keeps the first 4 KB written to it.
type head struct{ bytes.Buffer }

// Write implements io.Writer; it takes everything.
func (h *head) Write(b []byte) (int, error) {
	h.Buffer.Write(b[:min(len(b), max(0, 4096-h.Len()))])
	return len(b), nil
}
