package serve_test

import (
	"context"
	"io"
	"os/exec"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"tereze/intake/account"
	"tereze/intake/egov/agent"
	"tereze/tui/serve"
)

// stamped is a Signer that puts a stamp on.
type stamped string

func (s stamped) Sign(_ context.Context, data []byte) ([]byte, error) {
	return append([]byte(s), data...), nil
}

// signing is OpenSSH's client with an agent behind it.
type signing struct {
	cmd  *exec.Cmd
	errs *stream
	left chan error // what the agent returned
	up   chan struct{}
}

// ends are the two pipes of a process.
type ends struct {
	io.Reader
	io.WriteCloser
}

// sign starts an agent over a real SSH connection.
func (s *served) sign(t *testing.T, l login, with agent.Signer) *signing {
	t.Helper()
	l.options, l.command = append(l.options, "-T"), []string{agent.Command}
	cmd := s.arguments(t, need(t, "ssh", "openssh-client"), l)
	in, out, errs := must(cmd.StdinPipe()), must(cmd.StdoutPipe()), must(cmd.StderrPipe())
	a := &signing{cmd: cmd, errs: newStream(errs), left: make(chan error, 1), up: make(chan struct{})}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		work := agent.Agent{Signer: with, Up: func() { close(a.up) }}
		a.left <- work.Serve(t.Context(), ends{out, in})
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return a
}

// stands waits until the office has taken the agent on.
func (a *signing) stands(t *testing.T) *signing {
	t.Helper()
	select {
	case <-a.up:
	case err := <-a.left:
		text, _, _, _ := a.errs.look()
		t.Fatalf("%v: %s", err, text)
	case <-time.After(20 * time.Second):
		t.Fatal("the agent does not come to stand")
	}
	return a
}

// ended waits for the end of the client, and gives its exit code and what was
// said.
func (a *signing) ended(t *testing.T) (string, int) {
	t.Helper()
	text, _ := a.errs.ended(t)
	select {
	case <-a.left:
	case <-time.After(20 * time.Second):
		t.Fatal("the agent does not end")
	}
	_ = a.cmd.Wait()
	return text, a.cmd.ProcessState.ExitCode()
}

func op(user string) login { return login{user: user, password: account.TrainingPassword} }

// agents serves an office that takes agents.
func agents(t *testing.T, change ...func(*serve.Options)) (*served, *agent.Hub) {
	t.Helper()
	h := &agent.Hub{}
	s := open(t, append([]func(*serve.Options){func(o *serve.Options) { o.Agents = h }}, change...)...)
	return s, h
}

func signed(t *testing.T, h *agent.Hub, worker string) string {
	t.Helper()
	s, ok := h.Signer(worker)
	if !ok {
		return "nobody"
	}
	cms, err := s.Sign(t.Context(), []byte("form"))
	if err != nil {
		return err.Error()
	}
	return string(cms)
}

// A worker's own machine signs over that worker's SSH connection, beside the
// screens; each worker's signs for that one alone.
func TestAgent(t *testing.T) {
	s, h := agents(t)
	one, other := s.sign(t, op("op1"), stamped("1 ")), s.sign(t, op("op2"), stamped("2 "))
	one.stands(t)
	other.stands(t)
	s.in(t, "op1", "Ахметова") // on another connection
	for worker, want := range map[string]string{"op1": "1 form", "op2": "2 form", "op3": "nobody"} {
		if got := signed(t, h, worker); got != want {
			t.Errorf("%s: %q", worker, got)
		}
	}
	if n, _, waiting := s.Counts(); n != 3 || waiting != 0 {
		t.Errorf("%d connections, %d waiting", n, waiting)
	}
	// The newest of a worker is the one.
	s.sign(t, op("op1"), stamped("newer ")).stands(t)
	if text, code := one.ended(t); code != 1 || !strings.Contains(text, "басқа жерде қосылды") {
		t.Errorf("%d, %s", code, text)
	}
	if got := signed(t, h, "op1"); got != "newer form" {
		t.Error(got)
	}
	_ = other.cmd.Process.Kill()
	until(t, "the agent to be gone", func() bool { _, ok := h.Signer("op2"); return !ok })
	if log := s.log.String(); strings.Contains(log, "Ахметова") || !strings.Contains(log, "agent begins") {
		t.Error(log)
	}
}

// Nothing else than the agent may be run, and it only as it is.
func TestAgentRefused(t *testing.T) {
	s, h := agents(t)
	for _, command := range [][]string{{"id"}, {"sign-agent;", "id"}, {"sign-agent", "-x"}, {"sign-agent "}, {" sign-agent"}, {"SIGN-AGENT"}, {"sign-agent\n"}} {
		if text, code := s.run(t, "ssh", login{command: command}, ""); code != 1 || !strings.Contains(text, "Мұнда команда орындалмайды") {
			t.Errorf("%q: %d, %s", command, code, text)
		}
	}
	c := s.ssh(t, login{user: "op1", password: account.TrainingPassword, options: []string{"-tt"}, command: []string{agent.Command}})
	if code := c.left(t); code != 1 {
		t.Errorf("with a terminal: exit code %d", code)
	}
	if text, _ := c.ended(t); !strings.Contains(text, "Мұнда команда орындалмайды") {
		t.Error(text)
	}
	if _, ok := h.Signer("op1"); ok {
		t.Error("somebody signs")
	}
	without := open(t)
	if text, code := without.run(t, "ssh", login{command: []string{agent.Command}}, ""); code != 1 || !strings.Contains(text, "Мұнда команда орындалмайды") {
		t.Errorf("an office without agents: %d, %s", code, text)
	}

	// Beside the agent the channel takes nothing more, and the connection no
	// second one.
	conn := s.password(t, "op1")
	sess := must(conn.NewSession())
	in := must(sess.StdinPipe())
	if err := sess.Start(agent.Command); err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(in, `{"hello":1}`+"\n")
	until(t, "the agent", func() bool { _, ok := h.Signer("op1"); return ok })
	for _, kind := range []string{"shell", "pty-req", "subsystem", "exec", "signal"} {
		if ok, err := sess.SendRequest(kind, true, gossh.Marshal(&struct{ S string }{agent.Command})); ok || err != nil {
			t.Errorf("%s: %v, %v", kind, ok, err)
		}
	}
	if _, err := conn.NewSession(); err == nil {
		t.Error("a second session on one connection")
	}
}

// Whose account is shut loses the agent; who has only a one-time code gets
// none; no session is longer than the longest.
func TestAgentRules(t *testing.T) {
	s, h := agents(t, func(o *serve.Options) { o.Alive = 20 * time.Millisecond })
	admin := must(s.office.Worker(t.Context(), "admin1"))
	a := s.sign(t, op("op1"), stamped("1 ")).stands(t)
	if err := s.house.Disable(t.Context(), s.office.By(*admin), "op1", true); err != nil {
		t.Fatal(err)
	}
	if text, code := a.ended(t); code != 1 || !strings.Contains(text, "Есептік жазба өшірілді") {
		t.Errorf("%d, %s", code, text)
	}
	if _, ok := h.Signer("op1"); ok {
		t.Error("a shut account signs")
	}
	once := must(s.house.Reset(t.Context(), s.office.By(*admin), "op2"))
	if text, code := s.sign(t, login{user: "op2", password: once}, stamped("2 ")).ended(t); code != 1 || !strings.Contains(text, "С одноразовым кодом подписывать нельзя") {
		t.Errorf("%d, %s", code, text)
	}
	if text, code := s.sign(t, login{user: "op3", password: "not the password"}, stamped("3 ")).ended(t); code != 255 {
		t.Errorf("%d, %s", code, text)
	}
	short, _ := agents(t, func(o *serve.Options) { o.Most = 300 * time.Millisecond })
	if text, code := short.sign(t, op("op1"), stamped("1 ")).ended(t); code != 1 || !strings.Contains(text, "Сеанс шегіне жетті") {
		t.Errorf("%d, %s", code, text)
	}
}

// An agent that says what nobody asked for, or nothing at all, is cut; the
// office that closes does not wait for any.
func TestAgentBounds(t *testing.T) {
	s, h := agents(t)
	start := func(hello string) (*gossh.Client, io.WriteCloser) {
		conn := s.password(t, "op1")
		sess := must(conn.NewSession())
		in := must(sess.StdinPipe())
		if err := sess.Start(agent.Command); err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(in, hello)
		return conn, in
	}
	conn, in := start(`{"hello":1}` + "\n")
	until(t, "the agent", func() bool { _, ok := h.Signer("op1"); return ok })
	sent, err := 0, error(nil)
	for line := strings.Repeat("x", 32<<10); err == nil && sent < 64<<20; sent += len(line) {
		_, err = io.WriteString(in, line)
	}
	if err == nil {
		t.Errorf("%d bytes were taken", sent)
	}
	_ = conn.Wait()
	if _, ok := h.Signer("op1"); ok {
		t.Error("it is still there")
	}
	h.Every = 20 * time.Millisecond
	conn, _ = start("")
	_ = conn.Wait()
	h.Every = 0

	s.sign(t, op("op1"), stamped("1 ")).stands(t)
	s.stop()
	s.over()
	if n, _, _ := s.Counts(); n != 0 {
		t.Errorf("%d lines are left", n)
	}
}
