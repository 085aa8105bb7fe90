package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// terminal is a person of the hour at a terminal: keys at a person's pace, and
// eyes on the screen between them.
type terminal struct {
	code string
	addr string
	dice *rand.Rand
	pace time.Duration // between two keys
	line *Line
	scr  *Screen
	cuts int // lines cut under this person
}

// in logs in and waits for the first screen.
func (t *terminal) in(ctx context.Context) error {
	t.scr = NewScreen(80, 24)
	line, err := Dial(ctx, t.addr, t.code, password, Size{80, 24}, t.scr)
	if err != nil {
		return err
	}
	t.line = line
	return t.sees(ctx, "scan or number")
}

// out leaves in good order.
func (t *terminal) out(ctx context.Context) error {
	if err := t.line.Send(key("ctrl+q")); err != nil {
		return err
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		select {
		case <-t.line.Ended():
			t.line.Close()
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-late.C:
			return fmt.Errorf("%s cannot leave:\n%s", t.code, t.scr.Text())
		case <-time.After(500 * time.Millisecond):
			if strings.Contains(t.scr.Text(), "Enter OK") { // asks whether to leave a draft
				_ = t.line.Send(key("right"))
				_ = t.line.Send(key("enter"))
			}
		}
	}
}

// cut drops the line and comes in again.
func (t *terminal) cut(ctx context.Context) error {
	t.cuts++
	return t.start(ctx)
}

// start comes in anew, from wherever a script lost its way.
func (t *terminal) start(ctx context.Context) error {
	t.line.Cut()
	<-t.line.Ended()
	return t.in(ctx)
}

// press presses keys by name at the pace.
func (t *terminal) press(ctx context.Context, names ...string) error {
	for _, n := range names {
		if err := t.line.Send(key(n)); err != nil {
			return fmt.Errorf("%s: %w", t.code, err)
		}
		if err := sleep(ctx, t.pace+time.Duration(t.dice.IntN(60))*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// types types text letter by letter.
func (t *terminal) types(ctx context.Context, text string) error {
	for _, r := range text {
		if err := t.press(ctx, string(r)); err != nil {
			return err
		}
	}
	return nil
}

// scans sends a code as a scanner does.
func (t *terminal) scans(ctx context.Context, digits string) error {
	for _, r := range digits {
		if err := t.line.Send(string(r)); err != nil {
			return err
		}
		if err := sleep(ctx, scannerPace); err != nil {
			return err
		}
	}
	return t.press(ctx, "enter")
}

// sees waits for a screen that says all of these.
func (t *terminal) sees(ctx context.Context, texts ...string) error {
	return t.until(ctx, fmt.Sprintf("%q", texts), func(s string) bool {
		for _, text := range texts {
			if !strings.Contains(s, text) {
				return false
			}
		}
		return true
	})
}

func (t *terminal) until(ctx context.Context, what string, good func(string) bool) error {
	wait, stop := context.WithTimeout(ctx, patience)
	defer stop()
	if t.scr.Until(wait.Done(), good) {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return fmt.Errorf("%s waits for %s and sees:\n%s", t.code, what, t.scr.Text())
}

// shows says whether the screen says a text now.
func (t *terminal) shows(text string) bool { return strings.Contains(t.scr.Text(), text) }

// station goes to one of the seven, from wherever.
func (t *terminal) station(ctx context.Context, n string, title string) error {
	if err := t.home(ctx); err != nil {
		return err
	}
	if err := t.press(ctx, n); err != nil {
		return err
	}
	return t.sees(ctx, title)
}

// home goes back to the conveyor.
func (t *terminal) home(ctx context.Context) error {
	for range 8 {
		if t.shows("F1 help") && t.shows("1 Check ") && t.shows("7 Issue") && t.shows("6 Mark ") {
			return nil
		}
		if err := t.press(ctx, "esc"); err != nil {
			return err
		}
		if err := sleep(ctx, 150*time.Millisecond); err != nil {
			return err
		}
	}
	return fmt.Errorf("%s finds no way home:\n%s", t.code, t.scr.Text())
}

// number types a case's number on the scan line and gives what it answers.
func (t *terminal) number(ctx context.Context, n string) (string, error) {
	if err := t.press(ctx, "f3"); err != nil {
		return "", err
	}
	if err := t.types(ctx, n); err != nil {
		return "", err
	}
	if err := t.press(ctx, "enter"); err != nil {
		return "", err
	}
	return t.answer(ctx, n)
}

// answer waits until the scan line answers for a number.
func (t *terminal) answer(ctx context.Context, n string) (string, error) {
	tail := "…" + n[len(n)-6:]
	var said string
	err := t.until(ctx, "an answer for "+tail, func(s string) bool {
		rows := strings.Split(s, "\n")
		if len(rows) < 22 {
			return false
		}
		_, after, ok := strings.Cut(rows[21], tail)
		said = strings.TrimSpace(after)
		return ok
	})
	return said, err
}

// confirms answers a question with its key: a question rests a moment before
// it takes one.
func (t *terminal) confirms(ctx context.Context, question string) error {
	if err := t.sees(ctx, question); err != nil {
		return err
	}
	for range 10 {
		if err := t.press(ctx, "f9"); err != nil {
			return err
		}
		if t.settled(ctx, func(s string) bool { return !strings.Contains(s, question) }) {
			return nil
		}
	}
	return fmt.Errorf("%s gets no answer to %q:\n%s", t.code, question, t.scr.Text())
}
