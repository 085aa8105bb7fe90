package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/iin"
	"tereze/intake/trio"
	"tereze/store"
)

// Every kind of error has its exit code, a code for scripts and, in each
// language, a sentence.
func TestFail(t *testing.T) {
	for _, x := range []struct {
		err  error
		exit int
		code string
	}{
		{nil, 0, ""},
		{silent(exitTrouble), 3, ""},
		{usage("no such day"), 2, "usage"},
		{intake.Refuse(intake.ProblemReason, "reason"), 1, "reason-missing"},
		{fmt.Errorf("deep: %w", intake.Refuse(intake.ProblemReason, "reason")), 1, "reason-missing"},
		{refusal{{"consent-missing", "consent", "Consent is missing."}, {"provider-missing", "provider", "Choose."}}, 1, "consent-missing"},
		{noOffice("somewhere"), 3, "no-office"},
		{&store.LockedError{Path: "x", PID: 7, Host: "desk", User: "op"}, 3, "store-locked"},
		{&store.LockedError{Path: "x"}, 3, "store-locked"},
		{&store.DamagedError{Where: "x", What: "cut"}, 3, "store-damaged"},
		{&store.DamagedError{Where: "x/tereze.db", What: "the file is gone, tereze.db.id is still there"}, 3, "store-gone"},
		{fmt.Errorf("%w (%w)", &store.DamagedError{Where: "x/tereze.db", What: "gone"}, store.ErrMissing), 3, "store-gone"},
		{&store.DamagedError{Where: "x/tereze.db.id", What: "missing"}, 3, "store-damaged"},
		{&store.DamagedError{Where: "x/tereze.db.log", What: "missing"}, 3, "journal-gone"},
		{&store.DamagedError{Where: "x/tereze.db.log/00000001.seg", What: "torn"}, 3, "journal-gone"},
		{&store.DamagedError{Where: "x/tereze.db", What: "it is older than its last known commit", Back: 3}, 3, "store-older"},
		{&store.OwnerError{Path: "x", Owner: "op", Us: "root"}, 3, "owner"},
		{fmt.Errorf("x: %w (NFS)", store.ErrNetwork), 3, "network-disk"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EROFS}, 3, "read-only"},
		{store.ErrReadOnly, 3, "read-only"},
		{intake.Refuse(intake.ProblemReadOnly, ""), 3, "read-only"},
		{intake.Refuse(intake.ProblemDiskLow, "", 17), 3, "disk-low"},
		{keyMissing("x", store.ErrMissing), 3, "key-missing"},
		{store.ErrWrongKey, 3, "store-key"},
		{store.ErrKeyFile, 3, "key-file"},
		{store.ErrExposed, 3, "exposed"},
		{store.ErrForeign, 3, "store-foreign"},
		{store.ErrExists, 3, "store-exists"},
		{store.ErrMissing, 3, "store-missing"},
		{store.ErrFull, 3, "disk-full"},
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, 3, "disk-full"},
		{store.ErrUnknownOutcome, 3, "store-doubt"},
		{store.ErrNotWritten, 3, "store-not-written"},
		{fs.ErrPermission, 3, "no-permission"},
		{&fs.PathError{Op: "mkdir", Path: "x", Err: syscall.ENOTDIR}, 3, "folder"},
		{context.Canceled, 3, "interrupted"},
		{errors.New("nobody knows"), 3, "internal"},
	} {
		for _, l := range trio.Langs() {
			var out, errs bytes.Buffer
			a := &app{out: &out, err: &errs, lang: l, globals: globals{JSON: true, Data: filepath.Join(t.TempDir(), "none")}}
			if got := a.fail(x.err); got != x.exit {
				t.Errorf("%v: exit code %d, want %d", x.err, got, x.exit)
			}
			if out.Len() > 0 {
				t.Errorf("%v: standard output has %q", x.err, out.String())
			}
			if x.code == "" {
				if errs.Len() > 0 {
					t.Errorf("%v: standard error has %q", x.err, errs.String())
				}
				continue
			}
			var v struct{ Problem problemOut }
			if err := json.Unmarshal(errs.Bytes(), &v); err != nil {
				t.Fatalf("%v: %v in %q", x.err, err, errs.String())
			}
			if v.Problem.Code != x.code || len(v.Problem.Text) < 10 {
				t.Errorf("%v in %s: problem %+v, want code %s and a sentence", x.err, l, v.Problem, x.code)
			}
		}
	}
}

// An internal error leaves its cause in the log, readable by the owner alone,
// and a number on the screen; a panic's text, which may hold a name, goes
// nowhere.
func TestInternal(t *testing.T) {
	dir := t.TempDir()
	var errs bytes.Buffer
	a := &app{err: &errs, lang: trio.EN, globals: globals{Data: dir}}
	if got := a.crashed("Сериков Дәурен"); got != exitTrouble {
		t.Errorf("exit code %d", got)
	}
	log, err := os.ReadFile(filepath.Join(dir, "log", "tereze.log"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(log), "Сериков") || !strings.Contains(string(log), "panic of string") {
		t.Errorf("log: %s", log)
	}
	number := strings.Fields(strings.SplitAfter(errs.String(), "No ")[1])[0]
	if number = strings.Trim(number, "."); len(number) != 6 || !strings.Contains(string(log), "number="+number) {
		t.Errorf("number %q of %q is not in the log", number, errs.String())
	}
	info, err := os.Stat(filepath.Join(dir, "log", "tereze.log"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("log: %v, %v", info.Mode(), err)
	}
}

// The sentences of the command line name no key of the screens and hold what
// they were given.
func TestLineWords(t *testing.T) {
	for _, p := range []*intake.Problem{
		intake.Refuse(intake.ProblemIIN, "iin", iin.FaultCheck), intake.Refuse(intake.ProblemIncomplete, "papers", 3),
		intake.Refuse(intake.ProblemComplete, "papers"), intake.Refuse(intake.ProblemNoCase, "number", "x"),
		intake.Refuse(courier.ProblemNothing, "cases"), intake.Refuse(courier.ProblemRegistryClosed, "registry", 12),
	} {
		words, ok := lineWords(p)
		if !ok || len(words.Missing()) > 0 {
			t.Errorf("%s: %v, missing in %v", p.Code, ok, words.Missing())
		}
		for _, l := range trio.Langs() {
			s := problemText(p, l)
			for _, key := range []string{"Space", "F6", "F8", "F9", " / "} {
				if strings.Contains(s, key) {
					t.Errorf("%s in %s names a key: %s", p.Code, l, s)
				}
			}
		}
	}
	if s := problemText(intake.Refuse(intake.ProblemIncomplete, "papers", 3), trio.EN); !strings.Contains(s, "missing: 3") {
		t.Errorf("incomplete: %s", s)
	}
}

// What a file or the store holds cannot move the cursor of a terminal.
func TestCleanText(t *testing.T) {
	s := &sheet{lang: trio.EN}
	s.line("%s", "Сериков\x1b[2J\rДәурен\u202e")
	if got := s.b.String(); strings.ContainsAny(got, "\x1b\r\u202e") {
		t.Errorf("%q", got)
	}
}

// Long work is quiet unless a person looks at a terminal.
func TestProgressQuiet(t *testing.T) {
	var errs bytes.Buffer
	a := &app{err: &errs, lang: trio.EN}
	step, done := progress[int](a, "", "", "Working")
	for i := range 1000 {
		step(i, 1000)
	}
	done()
	if errs.Len() > 0 {
		t.Errorf("a pipe got %q", errs.String())
	}
}

// The screens' clock runs on from --now.
func TestRunning(t *testing.T) {
	began := time.Now()
	from := time.Date(2015, 3, 2, 10, 0, 0, 0, time.UTC)
	later := func() time.Time { return began.Add(90 * time.Second) }
	if got := running(later, began, from)(); !got.Equal(from.Add(90 * time.Second)) {
		t.Errorf("%v", got)
	}
}
