package faulttest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long anything may take before the test is given up.
const patience = time.Minute

// child is a process that works on the store.
type child struct {
	t      testing.TB
	b      *book
	cmd    *exec.Cmd
	in     io.WriteCloser
	events chan string // words of a line each; closed at the end of its output
	errs   []string    // what it said went wrong; this and the next two are read after end
	last   string      // the last line
	count  map[string]int
	stderr strings.Builder
	waited bool
}

// start runs this test's binary again with a job; wrap is put before the
// command: strace and its arguments.
func start(t testing.TB, b *book, j job, wrap ...string) *child {
	t.Helper()
	text, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	args := append(wrap[:len(wrap):len(wrap)], self)
	c := &child{t: t, b: b, cmd: exec.Command(args[0], args[1:]...), events: make(chan string, 1<<16), count: make(map[string]int)}
	c.cmd.Env = append(os.Environ(), jobVar+"="+string(text))
	c.cmd.Stderr = &c.stderr
	out, err := c.cmd.StdoutPipe()
	if err == nil {
		c.in, err = c.cmd.StdinPipe()
	}
	if err == nil {
		err = c.cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(c.events)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			word, rest, _ := strings.Cut(lines.Text(), " ")
			if word == "err" {
				c.errs = append(c.errs, rest)
			}
			c.last = lines.Text()
			c.count[word]++
			b.hear(word, rest)
			c.events <- word
		}
	}()
	t.Cleanup(func() {
		if !c.waited {
			c.kill()
		}
	})
	return c
}

// until waits for the n-th line that begins with one of the words, from now on;
// false: the child ended first.
func (c *child) until(n int, words ...string) bool {
	c.t.Helper()
	late := time.After(patience)
	for {
		select {
		case e, ok := <-c.events:
			if !ok {
				return false
			}
			for _, w := range words {
				if w == e {
					n--
				}
			}
			if n <= 0 {
				return true
			}
		case <-late:
			c.t.Errorf("no %v from the child in %v", words, patience)
			c.kill()
			return false
		}
	}
}

// kill ends the child with SIGKILL and reads what it had told.
func (c *child) kill() {
	_ = c.cmd.Process.Kill()
	c.end()
}

// end waits for the child's own end and reads the rest of what it tells.
func (c *child) end() error {
	late := time.AfterFunc(patience, func() {
		c.t.Errorf("the child did not end in %v", patience)
		_ = c.cmd.Process.Signal(syscall.SIGQUIT) // it says where it stands, and ends
	})
	for range c.events {
	}
	late.Stop()
	c.waited = true
	err := c.cmd.Wait()
	if text := c.stderr.String(); strings.Contains(text, "SIGQUIT") || strings.Contains(text, "panic") || strings.Contains(text, "fatal error") || strings.Contains(text, "DATA RACE") {
		c.t.Errorf("the child broke down: %s", text)
	}
	return err
}

// chooser gives the random choices of a test and says how to have them again.
func chooser(t testing.TB) *rand.Rand {
	seed := *chance
	if seed == 0 {
		seed = time.Now().UnixNano()
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the random choices again: -seed %d", seed)
		}
	})
	return rand.New(rand.NewPCG(uint64(seed), 5))
}

// moment passes up to limit, so that the fault comes at no particular place.
func moment(r *rand.Rand, limit time.Duration) {
	<-time.After(time.Duration(r.Int64N(int64(limit))))
}

// need skips the test where something is missing; in CI that is a failure.
func need(t testing.TB, format string, args ...any) {
	t.Helper()
	what := fmt.Sprintf(format, args...)
	if os.Getenv("CI") != "" {
		t.Fatalf("CI must not leave this out: %s", what)
	}
	t.Skip(what)
}
