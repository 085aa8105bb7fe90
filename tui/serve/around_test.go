package serve_test

import (
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/store"
)

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
			screen.has(t, "k|") // each key is drawn at once
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
