package scans_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"crypto/sha256"

	"tereze/intake/scans"
)

// tray is a scanner's folder with a clock the test turns.
type tray struct {
	*testing.T
	*scans.Folder
	now time.Time
}

func newTray(t *testing.T) *tray {
	y := &tray{T: t, now: time.Now()}
	y.Folder = scans.Watch(t.TempDir(), func() time.Time { return y.now })
	return y
}

func (y *tray) scan(name string, data []byte) {
	y.Helper()
	path := filepath.Join(y.Dir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		y.Fatal(err)
	}
	if err := os.Chtimes(path, y.now, y.now); err != nil {
		y.Fatal(err)
	}
}

// list is what is listed, "name:pages" or "name:why", and how many wait.
func (y *tray) list() (string, int) {
	y.Helper()
	found, waiting, err := y.List(y.Context())
	if err != nil {
		y.Fatal(err)
	}
	var all []string
	for _, f := range found {
		s := f.Name + ":" + f.Type
		if f.Why != nil {
			s = f.Name + ":" + f.Why.Error()
		}
		all = append(all, s)
	}
	return strings.Join(all, " "), waiting
}

func (y *tray) want(list string, waiting int) {
	y.Helper()
	if got, n := y.list(); got != list || n != waiting {
		y.Errorf("listed %q and %d, want %q and %d", got, n, list, waiting)
	}
}

func (y *tray) later(d time.Duration) { y.now = y.now.Add(d) }

// A file is listed once it stood still: what grows is no scan yet.
func TestStandsStill(t *testing.T) {
	y := newTray(t)
	y.want("", 0)
	whole := aPDF(t, 2)
	y.scan("0001.pdf", whole[:100])
	y.want("", 1)
	y.later(500 * time.Millisecond)
	y.want("", 1) // looked again too soon
	y.scan("0001.pdf", whole[:200])
	y.later(time.Second)
	y.want("", 1) // it grew
	y.now = y.now.Add(-time.Second)
	y.scan("0001.pdf", whole[:300])
	y.later(2 * time.Second)
	y.want("", 1) // it grew, and its time is too coarse to tell
	y.scan("0001.pdf", whole)
	y.later(time.Second)
	y.want("", 1)
	y.later(time.Second)
	y.want("0001.pdf:pdf", 0)
	y.scan("0001.pdf", aPDF(t, 1)) // the scanner writes it anew
	y.want("", 1)
	if err := y.Take(t.Context(), "0001.pdf", func([]byte) error { t.Error("attached"); return nil }); !errors.Is(err, scans.ErrGrowing) {
		t.Errorf("taken: %v", err)
	}
	y.later(time.Second)
	y.want("0001.pdf:pdf", 0)

	y.scan("0002.jpg", aJPEG(t, 9, 9))
	y.later(3 * time.Minute) // of old files one look is enough
	y.want("0001.pdf:pdf 0002.jpg:jpeg", 0)
}

// What is no finished scan is passed over; what cannot be taken is listed with
// its reason and stays.
func TestListed(t *testing.T) {
	y := newTray(t)
	other := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(other, aPDF(t, 1), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".hidden.pdf", "a.pdf.part", "b.TMP", "c.pdf~", "~$d.pdf", "Thumbs.db"} {
		y.scan(name, aPDF(t, 1))
	}
	if err := os.Mkdir(filepath.Join(y.Dir(), "within"), 0o700); err != nil {
		t.Fatal(err)
	}
	y.scan("within/e.pdf", aPDF(t, 1))
	if err := os.Symlink(other, filepath.Join(y.Dir(), "link.pdf")); err != nil {
		t.Skip(err)
	}
	y.scan("good.jpg", aPDF(t, 1)) // its name says nothing
	y.later(time.Second)
	y.scan("letter.pdf", []byte("Өтініш"))
	y.later(time.Second)
	y.scan("cut.pdf", aPDF(t, 1)[:300])
	y.later(time.Hour)
	list, _ := y.list()
	if want := "good.jpg:pdf letter.pdf:" + scans.ErrType.Error() + " cut.pdf:" + scans.ErrBroken.Error(); list != want {
		t.Errorf("listed %q, want %q", list, want)
	}
	for name, want := range map[string]error{"letter.pdf": scans.ErrType, "cut.pdf": scans.ErrBroken, "link.pdf": scans.ErrNoFile, "within": scans.ErrNoFile,
		"within/e.pdf": scans.ErrNoFile, "../x.pdf": scans.ErrNoFile, other: scans.ErrNoFile, "": scans.ErrNoFile, ".hidden.pdf": scans.ErrNoFile, "gone": scans.ErrNoFile} {
		if err := y.Take(t.Context(), name, func([]byte) error { t.Error("attached"); return nil }); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", name, err, want)
		}
	}
	if _, err := os.Stat(filepath.Join(y.Dir(), "letter.pdf")); err != nil {
		t.Error(err)
	}
}

// What was taken is named by its content alone, stands for a week, and goes at
// once when the person is blotted out.
func TestTake(t *testing.T) {
	y := newTray(t)
	data := aPDF(t, 2)
	y.scan("Сериков Дәурен.pdf", data)
	y.later(time.Hour)
	failed := errors.New("no")
	if err := y.Take(t.Context(), "Сериков Дәурен.pdf", func([]byte) error { return failed }); !errors.Is(err, failed) {
		t.Errorf("%v", err)
	}
	y.want("Сериков Дәурен.pdf:pdf", 0)
	take := func() {
		t.Helper()
		err := y.Take(t.Context(), "Сериков Дәурен.pdf", func(got []byte) error {
			if !bytes.Equal(got, data) {
				t.Error("another content")
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	take()
	y.want("", 0)
	sum := sha256.Sum256(data)
	path := filepath.Join(y.Dir(), "taken", hex.EncodeToString(sum[:])+".pdf")
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, data) {
		t.Errorf("taken: %v", err)
	}
	if err := os.WriteFile(filepath.Join(y.Dir(), "taken", "not ours"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	y.later(7*24*time.Hour - time.Minute)
	y.want("", 0)
	if _, err := os.Stat(path); err != nil {
		t.Errorf("gone too early: %v", err)
	}
	y.later(2 * time.Minute)
	y.want("", 0)
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("it stays for ever: %v", err)
	}
	y.scan("Сериков Дәурен.pdf", data)
	y.later(time.Hour)
	take()
	if err := y.Forget([32]byte{1}, sum); err != nil {
		t.Error(err)
	}
	left, err := os.ReadDir(filepath.Join(y.Dir(), "taken"))
	if err != nil || len(left) != 1 || left[0].Name() != "not ours" {
		t.Errorf("left %v %v", left, err)
	}
}

// A folder that is not there yet is empty.
func TestNoFolder(t *testing.T) {
	f := scans.Watch(filepath.Join(t.TempDir(), "none"), time.Now)
	if list, n, err := f.List(t.Context()); len(list)+n != 0 || err != nil {
		t.Errorf("%v %d %v", list, n, err)
	}
}
