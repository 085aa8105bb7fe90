package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// shower draws the frame it is sent.
type shower struct{ frame string }

func (s *shower) Init() tea.Cmd { return nil }
func (s *shower) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	if f, ok := m.(string); ok {
		s.frame = f
	}
	return s, nil
}
func (s *shower) View() tea.View {
	v := tea.NewView(s.frame)
	v.AltScreen = true
	return v
}

// pty stands in for the terminal's line discipline: a line feed returns too.
type pty struct{ io.Writer }

func (p pty) Write(b []byte) (int, error) {
	_, err := p.Writer.Write(bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")))
	return len(b), err
}

// What bubbletea's renderer sends to turn one golden frame into another leaves
// that frame on the screen.
func TestScreenFollowsTheRenderer(t *testing.T) {
	files, err := filepath.Glob("../../tui/testdata/frames/*.80x24.txt")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d golden frames: %v", len(files), err)
	}
	dice := rand.New(rand.NewPCG(1, 2))
	dice.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
	s := NewScreen(80, 24)
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	p := tea.NewProgram(&shower{}, tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(pty{s}), tea.WithFPS(120),
		tea.WithEnvironment([]string{"TERM=xterm-256color", "CLICOLOR_FORCE=1"}), tea.WithWindowSize(80, 24))
	ended := make(chan struct{})
	go func() { defer close(ended); _, _ = p.Run() }()
	for _, f := range files[:min(60, len(files))] {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		rows := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
		frames := [][]string{rows, moved(rows, 7, 18, -1), moved(rows, 7, 18, 3), painted(dice, rows)}
		for i, rows := range frames {
			p.Send(strings.Join(rows, "\n"))
			want := plain(rows)
			if !s.Until(ctx.Done(), func(got string) bool { return got == want }) {
				t.Fatalf("%s, %d: got\n%s\nwant\n%s", f, i, s.Text(), want)
			}
		}
	}
	if !s.Alt() {
		t.Error("not on the full screen")
	}
	p.Quit()
	<-ended
	if s.Alt() {
		t.Error("still on the full screen after the end")
	}
}

// moved turns the rows from a to before b round by n, as a list scrolls.
func moved(rows []string, a, b, n int) []string {
	out := append([]string(nil), rows...)
	for i := a; i < b && b <= len(rows); i++ {
		out[i] = rows[a+((i-a+n)%(b-a)+b-a)%(b-a)]
	}
	return out
}

// painted gives some rows a colour.
func painted(dice *rand.Rand, rows []string) []string {
	out := append([]string(nil), rows...)
	for i, r := range out {
		if dice.IntN(3) == 0 {
			out[i] = fmt.Sprintf("\x1b[1;38;5;%dm%s\x1b[m", dice.IntN(256), r)
		}
	}
	return out
}

func plain(rows []string) string {
	out := make([]string, 24)
	for i, r := range rows {
		if from := strings.LastIndex(r, "m"); strings.HasPrefix(r, "\x1b") && from > 0 {
			r = strings.TrimSuffix(r[strings.Index(r, "m")+1:], "\x1b[m")
		}
		out[i] = strings.TrimRight(r, " ")
	}
	return strings.Join(out, "\n")
}

func TestScreenSequences(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"абв\b\bX", "аXв"},
		{"12345678901234567890ab", "12345678901234567890\nab"},
		{"12345678901234567890\x1b[5DX", "12345678901234X67890"},
		{"one\r\ntwo\x1b[1;2HX", "oXe\ntwo"},
		{"a\x1b[5b", "aaaaaa"},
		{"abcdef\x1b[3G\x1b[2P", "abef"},
		{"abcdef\x1b[3G\x1b[2@", "ab  cdef"},
		{"abcdef\x1b[3G\x1b[2X", "ab  ef"},
		{"abcdef\x1b[3G\x1b[K", "ab"},
		{"abcdef\x1b[3G\x1b[1K", "   def"},
		{"1\r\n2\r\n3\r\n4\r\n5", "2\n3\n4\n5"},
		{"1\r\n2\r\n3\r\n4\x1b[H\x1bM", "\n1\n2\n3"},
		{"1\r\n2\r\n3\r\n4\x1b[2;3r\x1b[3;1H\n", "1\n3\n\n4"},
		{"1\r\n2\r\n3\r\n4\x1b[2H\x1b[L", "1\n\n2\n3"},
		{"1\r\n2\r\n3\r\n4\x1b[2H\x1b[M", "1\n3\n4"},
		{"1\r\n2\x1b[?1049h3\x1b[?1049l", ""},
		{"a\tb\x1b[Zc", "a       c"},
		{"a\x1b[3dx", "a\n\n x"},
		{"и\u0306x", "и\u0306x"},
	} {
		whole, cut := NewScreen(20, 4), NewScreen(20, 4)
		_, _ = whole.Write([]byte(c.in))
		for i := range len(c.in) {
			_, _ = cut.Write([]byte(c.in[i : i+1]))
		}
		want := c.want + strings.Repeat("\n", 3-strings.Count(c.want, "\n"))
		if whole.Text() != want || cut.Text() != want {
			t.Errorf("%q: %q, cut %q, want %q", c.in, whole.Text(), cut.Text(), want)
		}
	}
}
