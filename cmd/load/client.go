package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
)

// Line is one terminal on the office's server: an SSH session with a shell.
type Line struct {
	tcp    net.Conn
	client *ssh.Client
	sess   *ssh.Session
	in     io.WriteCloser
	once   sync.Once
	ended  chan struct{}
}

// Size is a terminal's.
type Size struct{ W, H int }

// Dial opens a terminal of a size for a login; what the server draws goes to
// out. The host's key is not checked: the people and their data are invented.
func Dial(ctx context.Context, addr, login, password string, size Size, out io.Writer) (*Line, error) {
	l := &Line{ended: make(chan struct{})}
	var err error
	if l.tcp, err = (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, "tcp", addr); err != nil {
		return nil, err
	}
	// A login waits for its turn at the hashes; nobody waits for ever.
	_ = l.tcp.SetDeadline(time.Now().Add(2 * time.Minute))
	conn, chans, reqs, err := ssh.NewClientConn(l.tcp, addr, &ssh.ClientConfig{
		User: login, Auth: []ssh.AuthMethod{ssh.Password(password)}, HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
	if err != nil {
		_ = l.tcp.Close()
		return nil, fmt.Errorf("%s: %w", login, err)
	}
	_ = l.tcp.SetDeadline(time.Time{})
	l.client = ssh.NewClient(conn, chans, reqs)
	if err := l.shell(size, out); err != nil {
		_ = l.client.Close()
		return nil, fmt.Errorf("%s: %w", login, err)
	}
	go func() {
		_ = l.sess.Wait()
		close(l.ended)
	}()
	return l, nil
}

func (l *Line) shell(size Size, out io.Writer) (err error) {
	if l.sess, err = l.client.NewSession(); err != nil {
		return err
	}
	_ = l.sess.Setenv("LANG", "en_US.UTF-8") // a server may leave it
	if err := l.sess.RequestPty("xterm-256color", size.H, size.W, ssh.TerminalModes{}); err != nil {
		return err
	}
	l.sess.Stdout, l.sess.Stderr = out, io.Discard
	if l.in, err = l.sess.StdinPipe(); err != nil {
		return err
	}
	return l.sess.Shell()
}

// Send presses keys.
func (l *Line) Send(keys string) error {
	_, err := io.WriteString(l.in, keys)
	return err
}

// Ended is closed when the session is over, whoever ended it.
func (l *Line) Ended() <-chan struct{} { return l.ended }

// Cut drops the connection without a word, as a pulled cable does not quite but
// a dying laptop does.
func (l *Line) Cut() {
	if t, ok := l.tcp.(*net.TCPConn); ok {
		_ = t.SetLinger(0)
	}
	_ = l.tcp.Close()
}

// Close hangs up in good order.
func (l *Line) Close() { l.once.Do(func() { _ = l.client.Close() }) }

// keyBytes is what an xterm sends for the keys by the names of the README.
var keyBytes = map[string]string{
	"enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
	"pgup": "\x1b[5~", "pgdown": "\x1b[6~", "delete": "\x1b[3~",
	"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
	"f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~", "ctrl+q": "\x11", "ctrl+c": "\x03",
}

// key is the bytes of a key by name, or the text itself.
func key(name string) string {
	if b, ok := keyBytes[name]; ok {
		return b
	}
	return name
}
