package serve_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/creack/pty"
	gossh "golang.org/x/crypto/ssh"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/store"
	"tereze/tui"
	"tereze/tui/serve"
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
	c.send(t, "Әлиұғлы")
	c.send(t, "\t")
	c.send(t, "Құндызай")
	c.forget()
	if err := pty.Setsize(c.tty, &pty.Winsize{Cols: 132, Rows: 43}); err != nil {
		t.Fatal(err)
	}
	c.has(t, "Әлиұғлы", "Құндызай", strings.Repeat("─", 100))
	until(t, "the first session to be the only one", func() bool { return s.Sessions() == 1 })
	if err := c.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	until(t, "the server to notice", func() bool { return s.Sessions() == 0 })

	c = s.in(t, "op1", "Ахметова")
	c.send(t, "1")
	c.has(t, "Аяқталмаған өтініштер", "Әлиұғлы Құндызай")
}

// probe is a screen that tells what it was given, and panics on demand.
type probe struct {
	*atomic.Int32
	o    tui.DoorOptions
	env  []string
	w, h int
	sent string
}

type blow struct{ name string }

func (p *probe) Init() tea.Cmd { return nil }

func (p *probe) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	burst := func() tea.Msg { panic(blow{"Серіков Дәурен"}) }
	switch m := msg.(type) {
	case tea.EnvMsg:
		p.env = m
	case tea.WindowSizeMsg:
		p.w, p.h = m.Width, m.Height
	case tui.Closing:
		return p, tea.Quit
	case tea.KeyPressMsg:
		switch p.sent += m.Text; m.Text {
		case "q":
			return p, tea.Quit
		case "u":
			panic(blow{"Серіков Дәурен"})
		case "c":
			return p, burst
		case "b":
			return p, tea.Batch(nil, tea.Batch(burst, tea.ClearScreen))
		case "s":
			return p, tea.Sequence(tea.ClearScreen, tea.Batch(burst, burst))
		case "z":
			return p, tea.Suspend
		}
	}
	return p, nil
}

func (p *probe) View() tea.View {
	if strings.HasSuffix(p.sent, "v") {
		panic(fmt.Sprintf("no view of %s", "Серіков Дәурен"))
	}
	v := tea.NewView(fmt.Sprintf("%s %s|%d×%d|%s|%s|", p.o.Entry.Actor.Code, p.o.Lang, p.w, p.h, strings.Join(p.env, ","), p.sent))
	v.AltScreen = true
	return v
}

func (p *probe) Flush(context.Context) error {
	p.Add(1)
	if strings.HasSuffix(p.sent, "f") {
		panic(blow{"Серіков Дәурен"})
	}
	return nil
}

// probes serves probes in the place of the door; the number is of those flushed.
func probes(t *testing.T, change ...func(*serve.Options)) (*served, *atomic.Int32) {
	t.Helper()
	flushed := new(atomic.Int32)
	s := open(t, change...)
	s.SetModel(func(_ context.Context, o tui.DoorOptions) serve.Model { return &probe{Int32: flushed, o: o} })
	return s, flushed
}

// A screen that panics, wherever it does, ends its own session with a number;
// the person's data stay out of the log and off the screen, and others go on.
func TestAPanicEndsOneSession(t *testing.T) {
	s, flushed := probes(t)
	other := shell(t, s.password(t, "sector1"))
	other.has(t, "sector1")
	number := regexp.MustCompile(`Ішкі қате № (\d{6})`)
	for i, key := range []string{"u", "c", "b", "s", "v"} {
		c := s.ssh(t, login{user: "op1", password: account.TrainingPassword})
		c.has(t, "op1 kk|")
		c.send(t, key)
		if code := c.left(t); code != 1 {
			t.Errorf("%s: exit code %d", key, code)
		}
		text, raw := c.ended(t)
		m := number.FindStringSubmatch(text)
		if m == nil || !strings.Contains(s.log.String(), "number="+m[1]) {
			t.Errorf("%s: no number that stands in the log too:\n%s", key, text)
		}
		back := strings.LastIndex(raw, "\x1b[?1049l")
		if back < 0 || strings.Contains(raw[back:], "\x1b[?1049h") || !strings.Contains(raw, "\x1b[?25h") {
			t.Errorf("%s: the terminal is not restored: %q", key, raw)
		}
		if strings.Contains(text, "Серіков") || strings.Contains(text, "goroutine") {
			t.Errorf("%s: the cause is on the screen:\n%s", key, text)
		}
		until(t, "the flush", func() bool { return flushed.Load() == int32(i+1) })
	}
	if log := s.log.String(); strings.Contains(log, "Серіков") || !strings.Contains(log, "panic of serve_test.blow") {
		t.Errorf("the log:\n%s", log)
	}
	_, _ = other.Write([]byte("x"))
	other.has(t, "x")
	_, _ = other.Write([]byte("f")) // one that breaks when it is over
	_, _ = other.Write([]byte("q"))
	other.ended(t)
	shell(t, s.password(t, "op2")).has(t, "op2")
}

// The client's surroundings count for nothing but the language and the
// terminal's name; a window no terminal has is cut to size.
func TestSurroundings(t *testing.T) {
	s, _ := probes(t)
	for _, c := range []struct {
		name, term string
		w, h       int
		env        map[string]string
		user       string
		want       []string
	}{
		{"as it is", "xterm-256color", 80, 24, nil, "admin1", []string{"admin1 ", "|80×24|TERM=xterm-256color,SSH_TTY=ssh|"}},
		{"hostile variables", "xterm", 80, 24, map[string]string{"LD_PRELOAD": "/x.so", "COLORTERM": "truecolor", "TEA_DEBUG": "1"}, "op2",
			[]string{"op2 ru|80×24|TERM=xterm,SSH_TTY=ssh|"}},
		{"a terminal's name that is none", "../../etc/passwd", 80, 24, nil, "op1", []string{"TERM=xterm,"}},
		{"a long name", strings.Repeat("a", 4000), 80, 24, nil, "op1", []string{"TERM=" + strings.Repeat("a", 32) + ","}},
		{"no window at all", "xterm", 0, 0, nil, "op1", []string{"|1×1|"}},
		{"an absurd window", "xterm", 1 << 31, 1<<32 - 1, nil, "op1", []string{"|500×300|"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			sess, err := s.password(t, c.user).NewSession()
			if err != nil {
				t.Fatal(err)
			}
			in, out := must(sess.StdinPipe()), must(sess.StdoutPipe())
			for k, v := range c.env {
				_ = sess.Setenv(k, v)
			}
			if err := sess.RequestPty(c.term, c.h, c.w, gossh.TerminalModes{gossh.ECHO: 1}); err != nil {
				t.Fatal(err)
			}
			if err := sess.Shell(); err != nil {
				t.Fatal(err)
			}
			screen := &typed{newStream(out), in, sess}
			if c.w == 0 {
				_ = sess.WindowChange(24, 80) // one cell shows nothing
				c.want = []string{"|80×24|"}
			}
			screen.has(t, c.want...)
			_ = sess.WindowChange(1<<31, 1<<31)
			_ = sess.WindowChange(30, 100)
			screen.has(t, "100×30")
			// What only the terminal of the server's own machine may say.
			_, _ = in.Write([]byte("\x1b[48;60000;60000;1;1tok\x1b[8;9999;9999t"))
			screen.has(t, "ok")
			if text, _, _, _ := screen.look(); strings.Contains(text, "60000") || strings.Contains(text, "9999") {
				t.Errorf("a size out of the input: %s", text)
			}
			_, _ = in.Write([]byte("z!")) // Ctrl+Z of the program would stop the server
			screen.has(t, "!")
		})
	}
}

// The first language is the client's, unless the worker has one.
func TestLanguageOfTheClient(t *testing.T) {
	s, _ := probes(t)
	old := *must(s.office.Worker(t.Context(), "sector1")) // of a time when workers had no language
	old.Lang = ""
	if _, err := s.office.Ledger.Update(t.Context(), s.office.By(old).Store(0), func(tx *store.Tx) error {
		tx.Note("worker", old.Code)
		return intake.Actors.Put(tx, &old)
	}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, value, user, want string }{
		{"LANG", "ru_RU.UTF-8", "sector1", "sector1 ru|"},
		{"LC_ALL", "en_US.UTF-8", "sector1", "sector1 en|"},
		{"LC_CTYPE", "ru", "sector1", "sector1 ru|"},
		{"LANG", "de_DE.UTF-8", "sector1", "sector1 kk|"},
		{"LANG", "C.UTF-8", "sector1", "sector1 kk|"},
		{"LANG", "ru_RU.UTF-8", "op1", "op1 kk|"},
	} {
		l := login{user: c.user, password: account.TrainingPassword, options: []string{"-o", "SetEnv=" + c.name + "=" + c.value}}
		s.ssh(t, l).has(t, c.want)
	}
}

// When the office closes everybody is told, saves and leaves; who does not is
// cut; Serve comes back after the last of them was flushed.
func TestGracefulStop(t *testing.T) {
	s, flushed := probes(t, func(o *serve.Options) { o.Leave = 5 * time.Second })
	var all []*openssh
	for range 3 {
		c := s.ssh(t, login{user: "op1", password: account.TrainingPassword})
		c.has(t, "op1 kk|")
		all = append(all, c)
	}
	waiting := s.silent(t)
	if !greeted(t, waiting) {
		t.Fatal("not greeted")
	}
	s.stop()
	for _, c := range all {
		if code := c.left(t); code != 0 {
			t.Errorf("exit code %d", code)
		}
		text, raw := c.ended(t)
		if !strings.Contains(text, "Кеңсе сервері тоқтатылды") || !strings.Contains(raw, "\x1b[?1049l") {
			t.Errorf("not told: %q", raw)
		}
	}
	err := <-s.ended
	s.ended <- err
	if n := flushed.Load(); n != 3 {
		t.Errorf("%d sessions were flushed", n)
	}
	if n, _, _ := s.Counts(); n != 0 {
		t.Errorf("%d lines are left", n)
	}
	if c, err := net.Dial("tcp", s.addr); err == nil {
		c.Close()
		t.Error("still listening")
	}
}

// deaf is a screen that does not hear that the office closes.
type deaf struct{ *probe }

func (d deaf) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tui.Closing); !ok {
		d.probe.Update(msg)
	}
	return d, nil
}

func TestAStopThatIsNotHeard(t *testing.T) {
	s, flushed := probes(t, func(o *serve.Options) { o.Leave = 200 * time.Millisecond })
	s.SetModel(func(_ context.Context, o tui.DoorOptions) serve.Model { return deaf{&probe{Int32: flushed, o: o}} })
	c := shell(t, s.password(t, "op1"))
	c.has(t, "op1 kk|")
	s.stop()
	c.ended(t)
	err := <-s.ended
	s.ended <- err
	if flushed.Load() != 1 {
		t.Error("what was typed is lost")
	}
}

// A client that takes nothing more, and a line that has gone dead without a
// word, hold nobody and are noticed.
func TestASlowClientAndADeadLine(t *testing.T) {
	s, flushed := probes(t, func(o *serve.Options) { o.Alive, o.Stall = 100*time.Millisecond, 300*time.Millisecond })
	relay := newRelay(t, s.addr)
	c, err := gossh.Dial("tcp", relay.addr, &gossh.ClientConfig{User: "op1",
		Auth: []gossh.AuthMethod{gossh.Password(account.TrainingPassword)}, HostKeyCallback: gossh.FixedHostKey(s.host)})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	shell(t, c).has(t, "op1 kk|")
	relay.dead.Store(true)
	until(t, "the dead line to be noticed", func() bool { return s.Sessions() == 0 && flushed.Load() == 1 })
	if n, _, _ := s.Counts(); n != 0 {
		t.Errorf("%d lines are left", n)
	}

	sess := must(s.password(t, "op2").NewSession())
	in := must(sess.StdinPipe()) // its output is never read: the window fills
	stuck := must(sess.StdoutPipe())
	_ = stuck
	if err := sess.RequestPty("xterm", 300, 500, nil); err != nil {
		t.Fatal(err)
	}
	if err := sess.Shell(); err != nil {
		t.Fatal(err)
	}
	go func() {
		for i := 0; ; i++ { // every size is a whole frame
			if _, err := in.Write([]byte("x")); err != nil {
				return
			}
			if err := sess.WindowChange(100+i%2*200, 200+i%3*100); err != nil {
				return
			}
		}
	}()
	other := shell(t, s.password(t, "sector1"))
	other.has(t, "sector1")
	_, _ = other.Write([]byte("y"))
	other.has(t, "y")
	until(t, "the slow client to be cut", func() bool { return flushed.Load() == 2 })
}

// relay passes bytes on until the line goes dead.
type relay struct {
	addr string
	dead atomic.Bool
}

func newRelay(t *testing.T, to string) *relay {
	t.Helper()
	l := must(net.Listen("tcp", "127.0.0.1:0"))
	t.Cleanup(func() { l.Close() })
	r := &relay{addr: l.Addr().String()}
	pass := func(from, to net.Conn) {
		buf := make([]byte, 32<<10)
		for {
			n, err := from.Read(buf)
			if err != nil {
				return
			}
			if !r.dead.Load() {
				_, _ = to.Write(buf[:n])
			}
		}
	}
	go func() {
		a, err := l.Accept()
		if err != nil {
			return
		}
		b := must(net.Dial("tcp", to))
		t.Cleanup(func() { a.Close(); b.Close() })
		go pass(a, b)
		pass(b, a)
	}()
	return r
}

// Input without an end fills no memory: that session ends.
func TestEndlessInput(t *testing.T) {
	s, flushed := probes(t)
	c := shell(t, s.password(t, "op1"))
	c.has(t, "op1 kk|")
	_, _ = c.Write([]byte("\x1b[200~"))
	chunk := []byte(strings.Repeat("ә", 16<<10))
	for range 64 {
		if _, err := c.Write(chunk); err != nil {
			break
		}
	}
	until(t, "the session to end", func() bool { return flushed.Load() == 1 && s.Sessions() == 0 })
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
