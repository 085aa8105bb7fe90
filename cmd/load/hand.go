package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// patience is how long a key may go unanswered before it counts as lost, and a
// screen may take to appear.
const patience = 20 * time.Second

// hand presses keys on a line and takes the time until the first byte of what
// the server draws after each. While it sits down it reads whole screens; then
// only bytes, so that fifty hands cost little.
type hand struct {
	line *Line

	mu    sync.Mutex
	seen  *Screen // while sitting down
	want  string  // the frame that answers has this in it; empty: any
	tail  []byte  // of the chunk before, where want may begin
	asked bool
	came  chan time.Time
}

func newHand() *hand {
	return &hand{seen: NewScreen(80, 24), came: make(chan time.Time, 1)}
}

// Write takes what the server draws.
func (h *hand) Write(b []byte) (int, error) {
	now := time.Now()
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.seen != nil {
		return h.seen.Write(b)
	}
	if !h.asked {
		return len(b), nil
	}
	if h.want != "" {
		h.tail = append(h.tail, b...)
		if !bytes.Contains(h.tail, []byte(h.want)) {
			h.tail = append(h.tail[:0], h.tail[max(len(h.tail)-len(h.want), 0):]...)
			return len(b), nil
		}
	}
	h.asked = false
	h.came <- now
	return len(b), nil
}

var errLost = errors.New("a key was not answered")

// press sends keys and waits for the answer: the time from the last of them
// having to be pressed to the first byte.
func (h *hand) press(ctx context.Context, due time.Time, keys, want string) (time.Duration, error) {
	h.mu.Lock()
	h.asked, h.want, h.tail = true, want, h.tail[:0]
	h.mu.Unlock()
	from := time.Now()
	// Who was kept waiting by the key before would have pressed when it was due.
	if late := from.Sub(due); late > 5*time.Millisecond {
		from = due
	}
	if err := h.line.Send(keys); err != nil {
		return 0, err
	}
	lost := time.NewTimer(patience)
	defer lost.Stop()
	select {
	case at := <-h.came:
		return at.Sub(from), nil
	case <-h.line.Ended():
		return 0, io.EOF
	case <-ctx.Done():
	case <-lost.C:
		h.mu.Lock()
		defer h.mu.Unlock()
		if h.asked {
			h.asked = false
			if ctx.Err() != nil {
				return 0, ctx.Err()
			}
			return 0, errLost
		}
		return (<-h.came).Sub(from), nil
	}
	h.mu.Lock()
	h.asked = false
	h.mu.Unlock()
	return 0, ctx.Err()
}

// see waits, while sitting down, for a screen that says all of these.
func (h *hand) see(ctx context.Context, texts ...string) error {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	good := func(s string) bool {
		for _, t := range texts {
			if !strings.Contains(s, t) {
				return false
			}
		}
		return true
	}
	if h.seen.Until(ctx.Done(), good) {
		return nil
	}
	return fmt.Errorf("the screen does not say %q:\n%s", texts, h.seen.Text())
}

// either waits for a screen that says one of two things, and tells whether it
// is the first.
func (h *hand) either(ctx context.Context, a, b string) (bool, error) {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	if h.seen.Until(ctx.Done(), func(s string) bool { return strings.Contains(s, a) || strings.Contains(s, b) }) {
		return strings.Contains(h.seen.Text(), a), nil
	}
	return false, fmt.Errorf("the screen says neither %q nor %q:\n%s", a, b, h.seen.Text())
}

// settle ends the sitting down.
func (h *hand) settle() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seen = nil
}
