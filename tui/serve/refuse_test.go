package serve_test

import (
	"bytes"
	"errors"
	"net"
	"os/exec"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"tereze/intake/account"
)

// run is the client without a terminal: what it printed and its exit code.
func (s *served) run(t *testing.T, program string, l login, stdin string) (string, int) {
	t.Helper()
	l.user, l.password = "op1", account.TrainingPassword
	cmd := s.arguments(t, need(t, program, "openssh-client"), l)
	cmd.Stdin = strings.NewReader(stdin)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(30*time.Second, func() { _ = cmd.Process.Kill() })
	defer late.Stop()
	var exit *exec.ExitError
	if err := cmd.Wait(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), cmd.ProcessState.ExitCode()
}

// Whatever SSH can do besides a person at the screens is refused, with a
// sentence where the client shows one.
func TestRefused(t *testing.T) {
	s := open(t)
	kk := []string{"-o", "SendEnv=LC_CTYPE"}
	for _, c := range []struct {
		name, program string
		login         login
		stdin         string
		says          string
	}{
		{"a command", "ssh", login{command: []string{"id"}}, "", "Мұнда команда орындалмайды"},
		{"a command, in Russian", "ssh", login{command: []string{"id"}, options: kk, env: []string{"LC_CTYPE=ru_RU.UTF-8"}}, "", "Команды здесь не выполняются"},
		{"a command, in English", "ssh", login{command: []string{"id"}, options: kk, env: []string{"LC_CTYPE=en_GB.UTF-8"}}, "", "No commands run here"},
		{"a shell without a terminal", "ssh", login{options: []string{"-T"}}, "id\n", "оларға терминал керек"},
		{"files", "sftp", login{}, "ls\n", "Мұнда файл алмасу (sftp, scp) жоқ"},
		{"a subsystem", "ssh", login{options: []string{"-s"}, command: []string{"netconf"}}, "", "Мұнда файл алмасу"},
		{"only forwarding out of the office", "ssh", login{options: []string{"-W", "127.0.0.1:1"}}, "", "port forwarding is not allowed here"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, code := s.run(t, c.program, c.login, c.stdin)
			if code == 0 || !strings.Contains(text, c.says) || strings.Contains(text, "uid=") {
				t.Errorf("exit code %d, want a failure and %q:\n%s", code, c.says, text)
			}
		})
	}
	t.Run("a command with a terminal", func(t *testing.T) {
		c := s.ssh(t, login{user: "op1", password: account.TrainingPassword, options: []string{"-tt"}, command: []string{"id"}})
		if code := c.left(t); code != 1 {
			t.Errorf("exit code %d", code)
		}
		text, _ := c.ended(t)
		if !strings.Contains(text, "Мұнда команда орындалмайды") {
			t.Error(text)
		}
	})
	t.Run("ports there and back, agent, X11", func(t *testing.T) {
		inner, err := net.Listen("tcp", "127.0.0.1:0") // what a forwarded port would reach
		if err != nil {
			t.Fatal(err)
		}
		defer inner.Close()
		reached := make(chan struct{}, 1)
		go func() {
			if c, err := inner.Accept(); err == nil {
				c.Close()
				reached <- struct{}{}
			}
		}()
		at := inner.Addr().String()
		local, dynamic, remote := freePort(t), freePort(t), freePort(t)
		c := s.ssh(t, login{user: "op1", password: account.TrainingPassword, env: []string{"DISPLAY=localhost:99"}, options: []string{
			"-v", "-A", "-X", "-L", local + ":" + at, "-D", dynamic, "-R", remote + ":" + at}})
		c.has(t, "remote port forwarding failed for listen port "+port(remote), "Ахметова")
		for _, p := range []string{local, dynamic} {
			conn, err := net.Dial("tcp", p)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if p == dynamic { // SOCKS 4: connect to the inner port
				n := inner.Addr().(*net.TCPAddr).Port
				_, _ = conn.Write([]byte{4, 1, byte(n >> 8), byte(n), 127, 0, 0, 1, 0})
			}
			_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
			buf := make([]byte, 64)
			n, err := conn.Read(buf)
			if n > 1 && buf[1] == 90 {
				t.Errorf("%s is forwarded", p)
			}
			var late net.Error
			if errors.As(err, &late) && late.Timeout() {
				t.Errorf("%s hangs", p)
			}
		}
		c.has(t, "port forwarding is not allowed here")
		if _, err := net.Dial("tcp", remote); err == nil {
			t.Error("the remote port is open")
		}
		select {
		case <-reached:
			t.Error("the inner port was reached")
		default:
		}
	})
}

func port(addr string) string { _, p, _ := net.SplitHostPort(addr); return p }

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// What no honest client asks, asked of the protocol itself.
func TestRefusedRequests(t *testing.T) {
	s := open(t)
	c := s.password(t, "op1")
	for _, kind := range []string{"direct-tcpip", "direct-streamlocal@openssh.com", "tun@openssh.com", "x11", "auth-agent@openssh.com"} {
		_, _, err := c.OpenChannel(kind, nil)
		var refused *gossh.OpenChannelError
		if !errors.As(err, &refused) || refused.Reason != gossh.Prohibited {
			t.Errorf("channel %s: %v", kind, err)
		}
	}
	for _, kind := range []string{"tcpip-forward", "cancel-tcpip-forward", "streamlocal-forward@openssh.com", "hostkeys-prove-00@openssh.com", "no-such-thing"} {
		if ok, _, err := c.SendRequest(kind, true, gossh.Marshal(&struct {
			Addr string
			Port uint32
		}{"127.0.0.1", 0})); ok || err != nil {
			t.Errorf("request %s: %v, %v", kind, ok, err)
		}
	}
	sess, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"auth-agent-req@openssh.com", "x11-req", "break", "xon-xoff", "window-change", "no-such-thing"} {
		if ok, err := sess.SendRequest(kind, true, nil); ok || err != nil {
			t.Errorf("session request %s: %v, %v", kind, ok, err)
		}
	}
	for name, wanted := range map[string]bool{"LANG": true, "LC_ALL": true, "LC_CTYPE": true, "LC_TIME": false, "PATH": false,
		"LD_PRELOAD": false, "TERM": false, "COLORTERM": false, "TEA_DEBUG": false, "TEA_TRACE": false, "TEREZE_DATA": false, "NO_COLOR": false} {
		ok, err := sess.SendRequest("env", true, gossh.Marshal(&struct{ Name, Value string }{name, "x"}))
		if ok != wanted || err != nil {
			t.Errorf("env %s: %v, %v", name, ok, err)
		}
	}
	if _, err := c.NewSession(); err == nil {
		t.Error("a second session on one connection")
	}
	if err := sess.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := sess.RequestPty("xterm", 24, 80, nil); err == nil {
		t.Error("a second terminal")
	}
}
