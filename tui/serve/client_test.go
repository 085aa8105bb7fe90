package serve_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"
	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"tereze/intake/account"
)

// stream is what a terminal was sent, to wait for text in.
type stream struct {
	mu    sync.Mutex
	b     []byte
	from  int           // what was looked at before does not count
	fresh chan struct{} // closed at the next bytes, or the end
	end   bool
}

func newStream(r io.Reader) *stream {
	s := &stream{fresh: make(chan struct{})}
	go func() {
		buf := make([]byte, 32<<10)
		for {
			n, err := r.Read(buf)
			s.mu.Lock()
			s.b = append(s.b, buf[:n]...)
			s.end = err != nil
			close(s.fresh)
			s.fresh = make(chan struct{})
			s.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	return s
}

func (s *stream) look() (text, raw string, fresh <-chan struct{}, end bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	raw = string(s.b[s.from:])
	return ansi.Strip(raw), raw, s.fresh, s.end
}

// forget leaves out what came until now.
func (s *stream) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.from = len(s.b)
}

// has waits until all the texts came, cells being cells: what a frame skips
// over is not there.
func (s *stream) has(t *testing.T, texts ...string) {
	t.Helper()
	late := time.NewTimer(15 * time.Second)
	defer late.Stop()
	for {
		text, raw, fresh, end := s.look()
		missing := ""
		for _, x := range texts {
			if !strings.Contains(text, x) {
				missing = x
			}
		}
		if missing == "" {
			return
		}
		if end {
			t.Fatalf("the line ended without %q:\n%s", missing, text)
		}
		select {
		case <-fresh:
		case <-late.C:
			t.Fatalf("no %q in:\n%s\n%q", missing, text, raw)
		}
	}
}

// ended waits for the end and gives all that came.
func (s *stream) ended(t *testing.T) (text, raw string) {
	t.Helper()
	late := time.NewTimer(30 * time.Second)
	defer late.Stop()
	for {
		text, raw, fresh, end := s.look()
		if end {
			return text, raw
		}
		select {
		case <-fresh:
		case <-late.C:
			t.Fatalf("it did not end:\n%s", text)
		}
	}
}

// openssh is the real client in a pseudo-terminal.
type openssh struct {
	*stream
	cmd *exec.Cmd
	tty *os.File
}

// login says how somebody comes in.
type login struct {
	user     string
	password string // empty: none is typed
	key      string // identity file; empty: none
	options  []string
	command  []string // after the host
	env      []string
	w, h     uint16 // 0: 80×24
}

// need skips a test that needs an outside program; in CI it must be there.
func need(t *testing.T, program, pkg string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err == nil {
		return path
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is missing: apt-get install %s", program, pkg)
	}
	t.Skipf("%s is missing: apt-get install %s", program, pkg)
	return ""
}

// arguments is ssh's line up to the host, and its environment.
func (s *served) arguments(t *testing.T, program string, l login) *exec.Cmd {
	t.Helper()
	home := t.TempDir()
	known := filepath.Join(home, "known_hosts")
	line := knownhosts.Line([]string{knownhosts.Normalize(s.addr)}, s.host)
	ask := filepath.Join(home, "ask")
	for path, text := range map[string]string{known: line + "\n", ask: "#!/bin/sh\nprintf '%s\\n' \"$ANSWER\"\n"} {
		if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	host, port, _ := strings.Cut(s.addr, ":")
	args := []string{"-F", "/dev/null", "-o", "Port=" + port, "-o", "UserKnownHostsFile=" + known, "-o", "StrictHostKeyChecking=yes",
		"-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "User=" + l.user}
	if l.key != "" {
		args = append(args, "-i", l.key)
	} else {
		args = append(args, "-o", "PubkeyAuthentication=no")
	}
	args = append(append(append(args, l.options...), host), l.command...)
	cmd := exec.Command(program, args...)
	cmd.Env = append([]string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "LC_ALL=C.UTF-8",
		"SSH_ASKPASS=" + ask, "SSH_ASKPASS_REQUIRE=force", "ANSWER=" + l.password}, l.env...)
	return cmd
}

// ssh starts OpenSSH's client in a terminal.
func (s *served) ssh(t *testing.T, l login) *openssh {
	t.Helper()
	cmd := s.arguments(t, need(t, "ssh", "openssh-client"), l)
	if l.w == 0 {
		l.w, l.h = 80, 24
	}
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: l.w, Rows: l.h})
	if err != nil {
		t.Fatal(err)
	}
	c := &openssh{newStream(tty), cmd, tty}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		tty.Close()
	})
	return c
}

// in is somebody who came in by password and sees the conveyor.
func (s *served) in(t *testing.T, user, name string) *openssh {
	t.Helper()
	c := s.ssh(t, login{user: user, password: account.TrainingPassword})
	c.has(t, name)
	return c
}

func (c *openssh) send(t *testing.T, keys string) {
	t.Helper()
	if _, err := io.WriteString(c.tty, keys); err != nil {
		t.Fatal(err)
	}
}

// left waits for the end of the client and gives its exit code.
func (c *openssh) left(t *testing.T) int {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); _ = c.cmd.Wait() }()
	select {
	case <-done:
	case <-time.After(30 * time.Second):
		t.Fatal("ssh does not end")
	}
	return c.cmd.ProcessState.ExitCode()
}

// identity makes a key pair and writes it into files; the line is what an
// account takes.
func identity(t *testing.T, comment string) (file, line string, key gossh.Signer) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "id")
	out, err := exec.Command(need(t, "ssh-keygen", "openssh-client"), "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	key = must(gossh.ParsePrivateKey(must(os.ReadFile(file))))
	return file, string(must(os.ReadFile(file + ".pub"))), key
}
