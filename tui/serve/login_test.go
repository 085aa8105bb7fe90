package serve_test

import (
	"context"
	"io"
	"os"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"tereze/intake"
	"tereze/intake/account"
)

// give puts a public key on an account.
func (s *served) give(t *testing.T, code, line string) {
	t.Helper()
	admin := must(s.office.Worker(t.Context(), "admin1"))
	if _, err := s.house.AddKey(t.Context(), s.office.By(*admin), code, line); err != nil {
		t.Fatal(err)
	}
}

// last is the last log-in of an account.
func (s *served) last(t *testing.T, code string) account.Login {
	t.Helper()
	admin := must(s.office.Worker(t.Context(), "admin1"))
	for _, l := range must(s.house.List(t.Context(), s.office.By(*admin))) {
		if l.Actor.Code == code {
			return l.Last
		}
	}
	t.Fatalf("no account %s", code)
	return account.Login{}
}

func TestLogin(t *testing.T) {
	s := open(t)
	t.Run("by password", func(t *testing.T) {
		c := s.in(t, "op1", "Ахметова")
		c.has(t, "Атырау ХҚКО № 042", "ЦОН № 042 Атырау") // the banner, in both
		c.send(t, "\x03")
		if code := c.left(t); code != 0 {
			t.Errorf("exit code %d", code)
		}
		_, raw := c.ended(t)
		for _, back := range []string{"\x1b[?1049l", "\x1b[?25h", "\x1b[?2004l"} {
			if !strings.Contains(raw, back) {
				t.Errorf("the terminal did not get %q back", back)
			}
		}
		if l := s.last(t, "op1"); l.From != "127.0.0.1" || l.Key != "" {
			t.Errorf("last login %+v", l)
		}
	})
	t.Run("by key", func(t *testing.T) {
		file, line, _ := identity(t, "the key of window 4")
		s.give(t, "op2", line)
		c := s.ssh(t, login{user: "op2", key: file, options: []string{"-o", "PreferredAuthentications=publickey"}})
		c.has(t, "В. Ли")
		if l := s.last(t, "op2"); !strings.Contains(l.Key, "window 4") {
			t.Errorf("last login %+v", l)
		}
	})
	t.Run("wrong password thrice", func(t *testing.T) {
		c := s.ssh(t, login{user: "op3", password: "not the password"})
		if code := c.left(t); code != 255 {
			t.Errorf("exit code %d", code)
		}
		text, _ := c.ended(t)
		if strings.Contains(text, "Оспанов") {
			t.Error("let in")
		}
	})
	t.Run("no credentials", func(t *testing.T) {
		c := s.ssh(t, login{user: "op1", options: []string{"-o", "PreferredAuthentications=none"}})
		if code := c.left(t); code != 255 {
			t.Errorf("exit code %d", code)
		}
		c.ended(t)
		if text, _, _, _ := c.look(); !strings.Contains(text, "Permission denied (password,publickey)") {
			t.Error(text)
		}
	})
	t.Run("nobody of that name", func(t *testing.T) {
		c := s.ssh(t, login{user: "nobody", password: account.TrainingPassword})
		if code := c.left(t); code != 255 {
			t.Errorf("exit code %d", code)
		}
	})
}

// meta is a connection before its authentication ended.
type meta struct {
	gossh.ConnMetadata
	user string
}

func (m meta) User() string { return m.user }

// CVE-2024-45337: what a client offered on its way in proves nothing; only the
// key and the name whose signature was verified do.
func TestOnlyTheFinishedAuthenticationTells(t *testing.T) {
	s := open(t)
	fileA, lineA, keyA := identity(t, "A, of the sector")
	fileB, lineB, keyB := identity(t, "B, of window 3")
	s.give(t, "sector1", lineA)
	s.give(t, "op1", lineB)

	t.Run("callbacks", func(t *testing.T) {
		c := s.Config(t.Context())
		if _, err := c.PublicKeyCallback(meta{user: "sector1"}, keyA.PublicKey()); err != nil {
			t.Fatal(err)
		}
		perms, err := c.PublicKeyCallback(meta{user: "op1"}, keyB.PublicKey())
		if err != nil || len(perms.ExtraData)+len(perms.Extensions) > 0 {
			t.Fatalf("an offered key makes %+v, %v", perms, err)
		}
	})
	t.Run("offers A, then B", func(t *testing.T) {
		c, err := s.dial("op1", gossh.PublicKeys(keyA, keyB))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		screen := shell(t, c)
		screen.has(t, "Ахметова")
		if l := s.last(t, "op1"); !strings.Contains(l.Key, "B, of window 3") {
			t.Errorf("last login %+v", l)
		}
		if l := s.last(t, "sector1"); !l.At.IsZero() {
			t.Errorf("the other account was logged in: %+v", l)
		}
	})
	// OpenSSH asks whether A would do, is told so, cannot sign with it and
	// goes on to B.
	t.Run("asks for A, signs with B", func(t *testing.T) {
		_, lineC, _ := identity(t, "C, without its private half")
		s.give(t, "op1", lineC)
		public := t.TempDir() + "/c.pub"
		if err := os.WriteFile(public, []byte(lineC), 0o600); err != nil {
			t.Fatal(err)
		}
		c := s.ssh(t, login{user: "op1", key: public, options: []string{"-i", fileB, "-o", "PreferredAuthentications=publickey"}})
		c.has(t, "Ахметова")
		if l := s.last(t, "op1"); !strings.Contains(l.Key, "B, of window 3") {
			t.Errorf("last login %+v", l)
		}
	})
	t.Run("another's key", func(t *testing.T) {
		c := s.ssh(t, login{user: "op1", key: fileA, options: []string{"-o", "PreferredAuthentications=publickey"}})
		if code := c.left(t); code != 255 {
			t.Errorf("exit code %d", code)
		}
	})
	t.Run("an account that was closed while its key was checked", func(t *testing.T) {
		c, err := s.dial("op1", gossh.PublicKeys(keyB))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		admin := must(s.office.Worker(t.Context(), "admin1"))
		if err := s.house.Disable(t.Context(), s.office.By(*admin), "op1", true); err != nil {
			t.Fatal(err)
		}
		text, _ := shell(t, c).ended(t)
		if strings.Contains(text, "Ахметова") {
			t.Errorf("let in:\n%s", text)
		}
	})
}

// Nobody comes in without credentials, whatever is set by mistake.
func TestNobodyWithoutCredentials(t *testing.T) {
	s := open(t)
	c := s.Config(t.Context())
	if c.NoClientAuth || c.PasswordCallback == nil || c.PublicKeyCallback == nil || c.MaxAuthTries != 3 {
		t.Errorf("%+v", c)
	}
	if p, err := c.NoClientAuthCallback(meta{user: "op1"}); err == nil || p != nil {
		t.Errorf("none lets in: %v", p)
	}
	if _, err := s.dial("op1"); err == nil {
		t.Error("let in without anything")
	}
	if _, err := s.dial("op1", gossh.Password("")); err == nil {
		t.Error("let in by an empty password")
	}
	if _, err := s.dial("op1", gossh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) {
		return []string{account.TrainingPassword}, nil
	})); err == nil {
		t.Error("a third way in")
	}
	if _, err := s.house.Login(context.Background(), "op1", account.TrainingPassword, "10.0.0.9"); err != nil {
		if _, waits := intake.AsProblem(err); !waits {
			t.Error(err)
		}
	}
}

// shell opens the screens in a terminal of 80×24.
func shell(t *testing.T, c *gossh.Client) *typed {
	t.Helper()
	sess, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	in, out := must(sess.StdinPipe()), must(sess.StdoutPipe())
	if err := sess.RequestPty("xterm-256color", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := sess.Shell(); err != nil {
		t.Fatal(err)
	}
	return &typed{newStream(out), in, sess}
}

// typed is a session of the Go client.
type typed struct {
	*stream
	io.Writer
	sess *gossh.Session
}
