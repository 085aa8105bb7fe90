package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tereze/intake"
	"tereze/intake/code"
)

func barcode(n string) string { return code.Number(n).Barcode() }

// idle is a person who waits for work.
func (t *terminal) idle(ctx context.Context) error { return sleep(ctx, 2*time.Second) }

// forward passes to the inspector all that is marked.
func (t *terminal) forward(ctx context.Context) error {
	if err := t.press(ctx, "f9"); err != nil {
		return err
	}
	if t.settled(ctx, func(s string) bool { return strings.Contains(s, "Enter OK") }) {
		if err := t.confirms(ctx, "Enter OK"); err != nil {
			return err
		}
	}
	return t.until(ctx, "forwarded", func(s string) bool {
		return strings.Contains(s, "with the inspector") || strings.Contains(s, "forwarded") || strings.Contains(s, "nothing to forward")
	})
}

// forward, in the evening, leaves nothing marked behind.
func (b *belt) forward(ctx context.Context, t *terminal) error { return b.returned(ctx, t) }

// issues is a round of the inspector.
func (b *belt) issues(ctx context.Context, t *terminal) error {
	n := b.take("ready", t.dice)
	if n == "" {
		return t.idle(ctx)
	}
	if err := t.station(ctx, "7", "7 Issue"); err != nil {
		return err
	}
	said, err := t.number(ctx, n)
	if err != nil {
		return err
	}
	if !strings.HasSuffix(said, "✓") {
		return fmt.Errorf("%s: %s cannot be issued: %s\n%s", t.code, n, said, t.scr.Text())
	}
	if err := t.press(ctx, "f9"); err != nil {
		return err
	}
	if err := t.sees(ctx, n+": issued"); err != nil {
		return err
	}
	b.count("issued", 1)
	b.put("issued", n, intake.Issued)
	return t.home(ctx)
}

// wall opens the supervisor's wall, from wherever.
func (t *terminal) wall(ctx context.Context) error {
	if err := t.home(ctx); err != nil {
		return err
	}
	if err := t.press(ctx, "f7"); err != nil {
		return err
	}
	return t.sees(ctx, "Supervisor's wall")
}

// looks is a round of the supervisor: the wall, and a card now and then.
func (b *belt) looks(ctx context.Context, t *terminal) error {
	if err := t.wall(ctx); err != nil {
		return err
	}
	if err := t.press(ctx, "tab", "down", "down", "up", "tab", "left", "right"); err != nil {
		return err
	}
	if n := b.take("issued", t.dice); n != "" {
		b.put("issued", n, intake.Issued)
		if err := t.home(ctx); err != nil {
			return err
		}
		if _, err := t.number(ctx, n); err != nil {
			return err
		}
		if err := t.sees(ctx, n+" · issued"); err != nil {
			return err
		}
		b.count("cards looked at", 1)
	}
	b.count("looks at the wall", 1)
	return t.idle(ctx)
}

// accounts is a round of the administrator, who sees no case.
func (b *belt) accounts(ctx context.Context, t *terminal) error {
	for range 8 {
		if err := t.press(ctx, []string{"down", "up", "pgdown", "home"}[t.dice.IntN(4)]); err != nil {
			return err
		}
	}
	if s := t.scr.Text(); strings.Contains(s, "1 Check ") || numbers.MatchString(s) {
		return fmt.Errorf("an administrator sees cases:\n%s", s)
	}
	b.count("rounds of the administrator", 1)
	return t.idle(ctx)
}

// journal is a round of the auditor.
func (b *belt) journal(ctx context.Context, t *terminal) error {
	if err := t.press(ctx, "down", "down", "pgdown", "enter"); err != nil {
		return err
	}
	if err := t.press(ctx, "esc", "home"); err != nil {
		return err
	}
	if !t.settled(ctx, func(s string) bool { return strings.Contains(s, "Journal") }) {
		return fmt.Errorf("an auditor sees no journal:\n%s", t.scr.Text())
	}
	b.count("rounds of the auditor", 1)
	return t.idle(ctx)
}

// provides is a round of the school's desk: a step on its own list.
func (b *belt) provides(ctx context.Context, t *terminal) error {
	if !t.settled(ctx, numbers.MatchString) {
		return t.idle(ctx)
	}
	if err := t.press(ctx, []string{"down", "up", "home"}[t.dice.IntN(3)]); err != nil {
		return err
	}
	b.count("rounds of the school", 1)
	if t.dice.IntN(3) > 0 {
		return t.idle(ctx)
	}
	if err := t.press(ctx, "f9"); err != nil {
		return err
	}
	if !t.settled(ctx, func(s string) bool { return strings.Contains(s, "─ A step is done") }) {
		return t.idle(ctx) // the case in focus takes no step now, and the screen says why
	}
	if err := t.confirms(ctx, "─ A step is done"); err != nil {
		return err
	}
	if t.settled(ctx, func(s string) bool { return strings.Contains(s, "is done") }) {
		b.count("steps by the school", 1)
	}
	return t.idle(ctx)
}

// close ends the day on the wall.
func (b *belt) close(ctx context.Context, t *terminal) error {
	if err := t.wall(ctx); err != nil {
		return err
	}
	if err := t.press(ctx, "f9"); err != nil {
		return err
	}
	if err := t.sees(ctx, "Close the day 02.03.2015?"); err != nil {
		return err
	}
	if err := sleep(ctx, time.Second); err != nil { // a question rests before it takes a key
		return err
	}
	if err := t.press(ctx, "right", "enter"); err != nil {
		return err
	}
	if err := t.until(ctx, "the day closed", func(s string) bool { return !strings.Contains(s, "Close the day 02.03.2015?") }); err != nil {
		return err
	}
	if err := t.sees(ctx, "02.03.2015 is closed"); err != nil {
		return err
	}
	fmt.Println(t.scr.Text())
	b.count("days closed", 1)
	return t.home(ctx)
}
