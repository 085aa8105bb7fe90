package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// server is the program under load, a process of its own.
type server struct {
	Addr string
	cmd  *exec.Cmd
	said *said
	done chan error
}

// said keeps the last of what the server says, for when it fails.
type said struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *said) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.b.Len() > 1<<22 {
		s.b.Reset()
	}
	return s.b.Write(b)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// build makes the program in a folder and gives its path.
func build(ctx context.Context, dir string) (string, error) {
	path := filepath.Join(dir, "tereze")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", path, "tereze/cmd/tereze")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
}

// free is an address of this machine nobody listens on.
func free() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// start runs a program that serves on addr and waits until it takes
// connections.
func start(ctx context.Context, addr, path string, args ...string) (*server, error) {
	s := &server{Addr: addr, cmd: exec.Command(path, args...), said: &said{}, done: make(chan error, 1)}
	s.cmd.Stdout, s.cmd.Stderr = s.said, s.said
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	go func() { s.done <- s.cmd.Wait() }()
	ctx, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()
	for {
		c, err := net.DialTimeout("tcp", addr, time.Second)
		if err == nil {
			return s, c.Close()
		}
		select {
		case err := <-s.done:
			return nil, fmt.Errorf("the server ended: %w\n%s", errors.Join(err, errEnded), s.said)
		case <-ctx.Done():
			_ = s.cmd.Process.Kill()
			return nil, fmt.Errorf("the server takes no connection: %w\n%s", err, s.said)
		case <-time.After(30 * time.Millisecond):
		}
	}
}

var errEnded = errors.New("before it served")

// stop ends the server as its office would: everybody is told, drafts are
// saved.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case err := <-s.done:
		if err != nil {
			return fmt.Errorf("the server: %w\n%s", err, s.said)
		}
		return nil
	case <-time.After(time.Minute):
		_ = s.cmd.Process.Kill()
		return errors.New("the server did not stop within a minute\n" + s.said.String())
	}
}

// usage is what a process has taken so far.
type usage struct {
	CPU  time.Duration
	Anon int64 // bytes of its own; the mapped store is not counted
}

// taken reads a process's usage from /proc; zero where there is none, and of a
// server that is not ours.
func (s *server) taken() (u usage) {
	if s == nil {
		return u
	}
	dir := "/proc/" + strconv.Itoa(s.cmd.Process.Pid)
	stat, err := os.ReadFile(dir + "/stat")
	if err != nil {
		return u
	}
	// The name in brackets may hold anything; what follows is numbers.
	f := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	if len(f) > 12 {
		user, _ := strconv.ParseInt(f[11], 10, 64)
		system, _ := strconv.ParseInt(f[12], 10, 64)
		u.CPU = time.Duration(user+system) * time.Second / 100 // ticks: 100 a second on Linux
	}
	status, _ := os.ReadFile(dir + "/status")
	for line := range strings.SplitSeq(string(status), "\n") {
		if rest, ok := strings.CutPrefix(line, "RssAnon:"); ok {
			kb, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			u.Anon = kb << 10
		}
	}
	return u
}
