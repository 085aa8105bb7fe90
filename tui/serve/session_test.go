package serve_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// An invented person; the check digit of the number holds.
const manIIN = "900101300017"

// Kazakh letters come through as they are typed, a window that changes is drawn
// anew, and a line cut in the middle of the form loses nothing.
func TestAFormOverACutLine(t *testing.T) {
	s := open(t)
	c := s.in(t, "op1", "Ахметова")
	c.send(t, "1")
	c.has(t, "Телнұсқа")
	c.send(t, "3")
	c.has(t, "Тегі")
	c.send(t, manIIN)
	c.has(t, manIIN)
	c.types(t, "Әлиұғлы")
	c.send(t, "\t")
	c.types(t, "Құндызай")
	c.forget()
	if err := pty.Setsize(c.tty, &pty.Winsize{Cols: 132, Rows: 43}); err != nil {
		t.Fatal(err)
	}
	c.has(t, "Әлиұғлы", "Құндызай", strings.Repeat("─", 132))
	until(t, "the first session to be the only one", func() bool { return s.Sessions() == 1 })
	if err := c.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	until(t, "the server to notice", func() bool { return s.Sessions() == 0 })

	c = s.in(t, "op1", "Ахметова")
	c.send(t, "1")
	c.has(t, "Аяқталмаған өтініштер", "Әлиұғлы", "Құндызай") // what lies between may be skipped over
}

// types sends a word as fingers do, letter by letter, each seen before the next
// one: faster would be a scanner's pace.
func (c *openssh) types(t *testing.T, word string) {
	t.Helper()
	for _, r := range word {
		c.forget()
		c.send(t, string(r))
		c.has(t, string(r))
	}
}

// The log of a day of sessions names workers by their code alone, and the
// folder holds nothing that others may read.
func TestLogAndFolder(t *testing.T) {
	s := open(t)
	c := s.in(t, "op1", "Ахметова")
	c.send(t, "1")
	c.has(t, "Телнұсқа")
	c.send(t, "3")
	c.has(t, "Тегі")
	c.send(t, manIIN+"Серіков")
	c.has(t, manIIN)
	_ = c.cmd.Process.Kill()
	until(t, "the session to end", func() bool { return s.Sessions() == 0 })
	if log := s.log.String(); strings.Contains(log, "Ахметова") || strings.Contains(log, manIIN) || !strings.Contains(log, "worker=op1") {
		t.Errorf("the log:\n%s", log)
	}
	err := filepath.Walk(s.dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 {
			err = errors.New(path + " may be read by others")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
