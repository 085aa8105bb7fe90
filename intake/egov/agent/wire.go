package agent

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"sync"

	"tereze/intake/egov/ncalayer"
)

// Command is what an SSH client asks the office to run.
const Command = "sign-agent"

// Bounds of lines.
const (
	MostData = ncalayer.MostData // bytes to sign
	mostCMS  = 512 << 10
	mostLine = MostData/3*4 + 4096 // base64 and the rest
	fewLine  = 1024                // of what nobody asked for
	mostText = 200                 // letters of a failure, a service, a number
)

// Errors of the line itself; those of a signature are ncalayer's.
var (
	ErrReplaced = errors.New("agent: a newer one of the same worker came")
	ErrLine     = errors.New("agent: the line is cut")
	ErrProtocol = errors.New("agent: the other side says what it should not")
)

// Signer gives the detached CMS of data. Errors: ncalayer's.
type Signer interface {
	Sign(ctx context.Context, data []byte) (cms []byte, err error)
}

// What is what a signature is for: shown to the person who signs.
type What struct{ Service, Number string }

type whatKey struct{}

// About hands on what the signature is for.
func About(ctx context.Context, w What) context.Context { return context.WithValue(ctx, whatKey{}, w) }

// Of is what About handed on.
func Of(ctx context.Context) What {
	w, _ := ctx.Value(whatKey{}).(What)
	return w
}

// message is a line of either direction.
type message struct {
	Hello   int    `json:"hello,omitempty"`
	Ping    uint64 `json:"ping,omitempty"`
	Pong    uint64 `json:"pong,omitempty"`
	Bye     string `json:"bye,omitempty"`
	ID      string `json:"id,omitempty"`
	Data    []byte `json:"data,omitempty"`
	Service string `json:"service,omitempty"`
	Number  string `json:"number,omitempty"`
	Cancel  bool   `json:"cancel,omitempty"`
	CMS     []byte `json:"cms,omitempty"`
	Error   string `json:"error,omitempty"`
	Text    string `json:"text,omitempty"`
}

// What goes wrong, by the name it has on the wire.
const (
	saysCanceled = "canceled"
	saysToken    = "token"
	saysAway     = "away"
	saysFailure  = "failure"
)

// named is an error as a message says it.
func named(err error) (code, text string) {
	var f *ncalayer.Failure
	switch {
	case errors.Is(err, ncalayer.ErrCanceled), errors.Is(err, context.Canceled):
		return saysCanceled, ""
	case errors.Is(err, ncalayer.ErrToken):
		return saysToken, ""
	case errors.Is(err, ncalayer.ErrAway):
		return saysAway, ""
	case errors.As(err, &f):
		return saysFailure, short(f.Text)
	}
	return saysFailure, ""
}

// meant is the error a message says.
func meant(code, text string) error {
	switch code {
	case saysCanceled:
		return ncalayer.ErrCanceled
	case saysToken:
		return ncalayer.ErrToken
	case saysAway:
		return ncalayer.ErrAway
	}
	return &ncalayer.Failure{Text: short(text)}
}

func short(s string) string {
	if r := []rune(s); len(r) > mostText {
		return string(r[:mostText])
	}
	return s
}

// writer writes whole lines, one at a time.
type writer struct {
	mu sync.Mutex
	w  io.Writer
}

func (w *writer) say(m message) error {
	b, err := json.Marshal(m)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	_, err = w.w.Write(append(b, '\n'))
	return err
}

// reader reads lines no longer than what is expected then.
type reader struct{ r *bufio.Reader }

func newReader(r io.Reader) *reader { return &reader{bufio.NewReaderSize(r, 4096)} }

// next reads a line of at most so many bytes. Errors: ErrLine, ErrProtocol.
func (r *reader) next(most func() int) (m message, err error) {
	var line []byte
	for {
		part, err := r.r.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > most() {
			return m, ErrProtocol
		}
		if err == nil {
			break
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return m, ErrLine
		}
	}
	if json.Unmarshal(line, &m) != nil {
		return m, ErrProtocol
	}
	return m, nil
}
