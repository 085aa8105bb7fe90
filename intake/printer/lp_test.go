//go:build unix

package printer

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tereze/intake"
)

// fake puts a program of ours into the PATH. A script finds its own folder in
// $D and leaves there what it was given.
func fake(t *testing.T, scripts map[string]string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, body := range scripts {
		text := "#!/bin/sh\nD='" + dir + "'\n" + body + "\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":/bin:/usr/bin")
	return dir
}

// takes is an lp that takes everything and writes it down.
const takes = `printf '%s\n' "$@" >"$D/args"; env >"$D/env"; cat >"$D/data"
echo "request id is okno3-12 (1 file(s))"`

func read(t *testing.T, path ...string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func built(t *testing.T, s intake.PrinterSettings) *Printer {
	t.Helper()
	p, err := New(s, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// page is a job whose PDF is the given bytes.
func page(pdf string) Job {
	return Job{Name: "receipt-042-150302-000174", PDF: func(w io.Writer) error {
		_, err := io.WriteString(w, pdf)
		return err
	}}
}

// wants checks the code of an error, and that screens will find its Problem.
func wants(t *testing.T, err error, code, where string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Code != code || e.Where != where {
		t.Fatalf("error %v (%#v), want %s at %s", err, err, code, where)
	}
	p, ok := intake.AsProblem(err)
	if !ok || p.Code != "print-"+code || len(p.Args) != 2 || p.Args[0] != where {
		t.Errorf("problem %v, want print-%s", p, code)
	}
}

func TestPrintsThroughCUPS(t *testing.T) {
	dir := fake(t, map[string]string{"lp": takes, "lpstat": `echo "printer okno3 is idle.  enabled since Mon"`})
	t.Setenv("LC_ALL", "ru_RU.UTF-8")
	job := page("%PDF one page")
	job.Copies, job.Media = 2, "A5"
	done, err := built(t, intake.PrinterSettings{Queue: "okno3"}).Print(t.Context(), job)
	if err != nil || done != (Done{Where: "okno3 okno3-12"}) {
		t.Fatalf("%+v, %v", done, err)
	}
	want := "-d\nokno3\n-t\nreceipt-042-150302-000174\n-n\n2\n-o\nmedia=A5\n"
	if got := read(t, dir, "args"); got != want {
		t.Errorf("lp was asked\n%s, want\n%s", got, want)
	}
	if got := read(t, dir, "data"); got != "%PDF one page" {
		t.Errorf("lp was given %q", got)
	}
	if env := read(t, dir, "env"); !strings.Contains(env, "\nLC_ALL=C\n") {
		t.Error("lp does not speak English")
	}
}

// CUPS stops a printer that fails and goes on taking jobs: that must be seen.
func TestSaysThatThePrinterStands(t *testing.T) {
	for name, stands := range map[string]bool{
		`echo "printer okno3 disabled since Mon 02 Mar 2015 10:47:00 -"; echo "	Paused"`: true,
		`echo "printer okno3 is idle.  enabled since Mon 02 Mar 2015 10:47:00"`:          false,
		`echo "lpstat: no such thing" >&2; exit 1`:                                       false,
	} {
		fake(t, map[string]string{"lp": takes, "lpstat": name})
		done, err := built(t, intake.PrinterSettings{Queue: "okno3"}).Print(t.Context(), page("x"))
		if err != nil || done.Paused != stands {
			t.Errorf("%s: %+v, %v", name, done, err)
		}
	}
}

func TestRefusalsOfCUPS(t *testing.T) {
	for _, c := range []struct{ script, code, cause string }{
		{`echo "$0: Error - The printer or class does not exist." >&2; exit 1`, NoPrinter, "The printer or class does not exist."},
		{`echo "$0: Error - scheduler not responding." >&2; exit 1`, NoPrinter, "scheduler not responding."},
		{`echo "$0: Unable to connect to server" >&2; exit 1`, NoPrinter, "Unable to connect to server"},
		{`echo "$0: Destination \"okno3\" is not accepting jobs." >&2; exit 1`, Refused, `Destination "okno3" is not accepting jobs.`},
		{`printf '/usr/bin/lp: Forbidden\033[2J\nmore' >&2; exit 1`, Refused, "Forbidden[2J"},
		{`exit 7`, Refused, "exit status 7"},
	} {
		fake(t, map[string]string{"lp": c.script})
		_, err := built(t, intake.PrinterSettings{Queue: "okno3"}).Print(t.Context(), page("x"))
		wants(t, err, c.code, "okno3")
		if p, _ := intake.AsProblem(err); p.Args[1] != c.cause {
			t.Errorf("%s: cause %q", c.script, p.Args[1])
		}
	}
}

func TestNoCUPSAtAll(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := built(t, intake.PrinterSettings{Queue: "okno3"}).Print(t.Context(), page("x"))
	wants(t, err, NoLP, "okno3")
}

// A queue that hangs is left, and what it started does not stay behind: its end
// of the pipe closes only when the last of them is dead.
func TestHangingPrinterIsKilled(t *testing.T) {
	dir := fake(t, map[string]string{"lp": `sleep 600 3>"$D/alive" & wait`})
	alive := filepath.Join(dir, "alive")
	pipe(t, alive)
	closed := make(chan error, 1)
	go func() {
		_, err := os.ReadFile(alive)
		closed <- err
	}()
	p := built(t, intake.PrinterSettings{Queue: "okno3"})
	p.wait = 300 * time.Millisecond
	_, err := p.Print(t.Context(), page("x"))
	wants(t, err, Hangs, "okno3")
	select {
	case err := <-closed:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("what hung is still there")
	}
}

// Without a session of its own lp would ask for a password on our screen.
func TestLPHasNoTerminal(t *testing.T) {
	if _, err := os.Stat("/proc/self/stat"); err != nil {
		t.Skip("no /proc here to see sessions in")
	}
	dir := fake(t, map[string]string{"lp": `cut -d' ' -f1,6 /proc/$$/stat >"$D/session"; cat >/dev/null`})
	if _, err := built(t, intake.PrinterSettings{Queue: "okno3"}).Print(t.Context(), page("x")); err != nil {
		t.Fatal(err)
	}
	if f := strings.Fields(read(t, dir, "session")); len(f) != 2 || f[0] != f[1] {
		t.Errorf("process and session: %v", f)
	}
}

func TestGivingUpIsNoFaultOfThePrinter(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	dir := fake(t, map[string]string{"lp": `echo >"$D/alive"; sleep 600`})
	alive := filepath.Join(dir, "alive")
	pipe(t, alive)
	go func() {
		_, _ = os.ReadFile(alive) // lp has begun
		cancel()
	}()
	_, err := built(t, intake.PrinterSettings{Queue: "okno3"}).Print(ctx, page("x"))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// A paper that cannot be drawn sends nothing.
func TestNothingHalfDrawnLeaves(t *testing.T) {
	dir := fake(t, map[string]string{"lp": takes})
	torn := errors.New("torn")
	job := Job{Name: "receipt-1", PDF: func(w io.Writer) error { _, _ = io.WriteString(w, "half"); return torn }}
	if _, err := built(t, intake.PrinterSettings{Queue: "okno3"}).Print(t.Context(), job); !errors.Is(err, torn) {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "args")); err == nil {
		t.Error("lp was called")
	}
}

func TestNamesAreGenerated(t *testing.T) {
	p := built(t, intake.PrinterSettings{})
	for _, name := range []string{"", "../x", "a/b", "-d", "Ахметова", "a b", "A", strings.Repeat("a", 101)} {
		job := page("x")
		job.Name = name
		if done, err := p.Print(t.Context(), job); err == nil {
			t.Errorf("%q was printed to %s", name, done.Where)
		}
	}
}

func TestSettingsThatCannotStand(t *testing.T) {
	for _, s := range []intake.PrinterSettings{
		{Kind: "laser"}, {Queue: "-o"}, {Queue: "a b"}, {Queue: "a#b"}, {Queue: "a\nb"}, {Width: 100}, {Width: -1},
		{Queue: "/dev/usb/lp0"}, {Queue: "file:/x", Kind: "pdf"}, {Queue: "file:", Kind: "escpos"},
	} {
		if _, err := New(s, "/data"); err == nil {
			t.Errorf("%+v stands", s)
		} else if p, ok := intake.AsProblem(err); !ok || p.Code != intake.ProblemOffice {
			t.Errorf("%+v: %v", s, err)
		}
	}
	for s, target := range map[intake.PrinterSettings]string{
		{}:                                "/data/papers",
		{Folder: "out"}:                   "/data/out",
		{Folder: "/srv/out"}:              "/srv/out",
		{Queue: "Терезе_3/a5"}:            "Терезе_3/a5",
		{Queue: "/dev/x", Kind: "escpos"}: "/dev/x",
	} {
		if p, err := New(s, "/data"); err != nil || p.Target() != target {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

// The words of CUPS go into a line of 80 columns.
func TestBrief(t *testing.T) {
	if got := brief(strings.Repeat("ә", 70), 60); len([]rune(got)) != 60 || !strings.HasSuffix(got, "…") {
		t.Errorf("%q", got)
	}
	var h head
	if n, err := h.Write(bytes.Repeat([]byte("x"), 9000)); n != 9000 || err != nil || h.Len() != 4096 {
		t.Errorf("%d, %v, kept %d", n, err, h.Len())
	}
}
