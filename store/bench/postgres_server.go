package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

var errNotInstalled = errors.New("postgres: not installed; it is in Debian's package postgresql-15")

// server is a PostgreSQL of our own: its data in our folder, reached by a socket
// there only, everything as it comes but a larger cache.
type server struct {
	bin  string
	data string
	sock string              // folder of the socket: its path may not be long
	who  *syscall.Credential // the server refuses to be root
	pid  int
}

// findPostgres is the folder of PostgreSQL's programs.
func findPostgres() (string, error) {
	for _, bin := range []string{"/usr/lib/postgresql/15/bin", "/usr/pgsql-15/bin"} {
		if _, err := os.Stat(filepath.Join(bin, "pg_ctl")); err == nil {
			return bin, nil
		}
	}
	return "", errNotInstalled
}

// newServer gives dir to the user the server runs as.
func newServer(dir string) (*server, error) {
	bin, err := findPostgres()
	if err != nil {
		return nil, err
	}
	s := &server{bin: bin, data: filepath.Join(dir, "data")}
	if os.Getuid() == 0 {
		u, err := user.Lookup("postgres")
		if err != nil {
			return nil, fmt.Errorf("postgres: the server does not run as root, and there is no user for it: %w", err)
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		s.who = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	if s.sock, err = os.MkdirTemp("", "bench-pg-"); err != nil {
		return nil, err
	}
	return s, errors.Join(s.own(dir), s.own(s.sock))
}

func (s *server) own(dir string) error {
	if s.who == nil {
		return nil
	}
	return os.Chown(dir, int(s.who.Uid), int(s.who.Gid))
}

func (s *server) call(program string, args ...string) error {
	cmd := exec.Command(filepath.Join(s.bin, program), args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.who}
	cmd.Dir = "/"
	// A file and not a pipe: the server would keep a pipe open.
	out, err := os.CreateTemp("", "bench-pg-out-")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		text, _ := os.ReadFile(out.Name())
		return fmt.Errorf("%s: %w: %s", program, err, text)
	}
	return nil
}

func (s *server) initialise() error {
	return s.call("initdb", "-D", s.data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C")
}

func (s *server) start() error {
	settings := "-c listen_addresses= -c unix_socket_directories=" + s.sock + " -c shared_buffers=512MB"
	if err := s.call("pg_ctl", "-D", s.data, "-w", "-t", "120", "-l", filepath.Join(s.data, "log"), "-o", settings, "start"); err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(s.data, "postmaster.pid"))
	if err != nil {
		return err
	}
	line, _, _ := strings.Cut(string(text), "\n")
	s.pid, err = strconv.Atoi(line)
	return err
}

func (s *server) stop() error {
	return errors.Join(s.call("pg_ctl", "-D", s.data, "-w", "-t", "120", "-m", "fast", "stop"), os.RemoveAll(s.sock))
}

func (s *server) url() string { return "host=" + s.sock + " user=bench dbname=postgres" }
