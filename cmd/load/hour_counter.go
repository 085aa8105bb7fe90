package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"tereze/courier/training"
	"tereze/intake"
)

// counter is a round of an operator: a person comes, now and then the papers
// go to the sector.
func (b *belt) counter(ctx context.Context, t *terminal) error {
	if t.dice.IntN(5) == 0 {
		if err := b.give(ctx, t); err != nil {
			return err
		}
	}
	p := training.Newcomer(b.person())
	if err := t.blank(ctx); err != nil {
		return err
	}
	if err := t.types(ctx, p.IIN); err != nil {
		return err
	}
	if err := t.field(ctx, "Surname"); err != nil {
		return err
	}
	letters := []rune(p.Surname)
	half := len(letters) / 2
	if err := t.types(ctx, string(letters[:half])); err != nil {
		return err
	}
	b.count("begun", 1)
	if t.dice.IntN(6) == 0 {
		if err := t.cutIn(ctx, p.IIN, string(letters[:half])); err != nil {
			return err
		}
		b.count("drafts offered after a cut", 1)
	}
	if err := t.types(ctx, string(letters[half:])); err != nil {
		return err
	}
	if err := t.press(ctx, "tab"); err != nil {
		return err
	}
	if err := t.types(ctx, p.Given); err != nil {
		return err
	}
	if t.dice.IntN(8) == 0 {
		return b.refuse(ctx, t)
	}
	return b.accept(ctx, t)
}

// blank opens an empty application for a duplicate.
func (t *terminal) blank(ctx context.Context) error {
	if err := t.station(ctx, "1", "1 Check"); err != nil {
		return err
	}
	if err := t.until(ctx, "station 1", func(s string) bool {
		return strings.Contains(s, "Unfinished applications") || strings.Contains(s, "Which service?")
	}); err != nil {
		return err
	}
	if t.shows("Unfinished applications") {
		if err := t.press(ctx, "n"); err != nil {
			return err
		}
	}
	if err := t.sees(ctx, "Which service?", " 3  Duplicate"); err != nil {
		return err
	}
	if err := t.press(ctx, "3"); err != nil {
		return err
	}
	return t.sees(ctx, "Surname", "Patronymic", "▸IIN")
}

// field goes down the form to a field.
func (t *terminal) field(ctx context.Context, label string) error {
	for range 20 {
		if t.settled(ctx, func(s string) bool { return cursorIn(s, label) }) {
			return nil
		}
		if err := t.press(ctx, "tab"); err != nil {
			return err
		}
	}
	return fmt.Errorf("%s: no cursor in %q:\n%s", t.code, label, t.scr.Text())
}

// settled waits a moment for a screen that will do.
func (t *terminal) settled(ctx context.Context, good func(string) bool) bool {
	wait, stop := context.WithTimeout(ctx, 700*time.Millisecond)
	defer stop()
	return t.scr.Until(wait.Done(), good)
}

// cutIn cuts the line in the middle of a form and goes on with it: every
// letter must be there.
func (t *terminal) cutIn(ctx context.Context, typed ...string) error {
	if err := t.cut(ctx); err != nil {
		return err
	}
	if err := t.station(ctx, "1", "Unfinished applications"); err != nil {
		return err
	}
	if err := t.press(ctx, "enter"); err != nil {
		return err
	}
	if err := t.sees(ctx, append(typed, "Patronymic")...); err != nil {
		return fmt.Errorf("after a cut line: %w", err)
	}
	if err := t.field(ctx, "Surname"); err != nil {
		return err
	}
	return t.press(ctx, "end")
}

var numbers = regexp.MustCompile(`042-\d{6}-\d{6}`)

// accept ticks all papers and registers; where the form leads to a field it is
// filled in.
func (b *belt) accept(ctx context.Context, t *terminal) error {
	if err := t.press(ctx, "f4"); err != nil {
		return err
	}
	accepted := func(s string) bool { return strings.Contains(s, "2 Accept · accepted") }
	chosen := false // what stays in focus afterwards, too, says nothing
	for range 8 {
		if err := t.press(ctx, "f9"); err != nil {
			return err
		}
		switch {
		case t.settled(ctx, accepted) || chosen && t.until(ctx, "the receipt", accepted) == nil:
			n, err := t.shown(ctx, "2 Accept · accepted")
			if err != nil {
				return err
			}
			b.count("accepted", 1)
			b.put("counter", n, intake.Accepted)
			return nil
		case t.shows("▸[ ] Consent"):
			if err := t.press(ctx, "space"); err != nil {
				return err
			}
		case t.shows("▸Provider"):
			chosen = true
			if err := t.press(ctx, []string{"3", "7"}[t.dice.IntN(2)]); err != nil {
				return err
			}
		}
	}
	return fmt.Errorf("%s cannot accept:\n%s", t.code, t.scr.Text())
}

// refuse turns the package back: no paper is on the counter.
func (b *belt) refuse(ctx context.Context, t *terminal) error {
	for range 4 {
		if err := t.press(ctx, "f8"); err != nil {
			return err
		}
		if t.settled(ctx, func(s string) bool { return strings.Contains(s, "· refused") }) {
			n, err := t.shown(ctx, "· refused")
			if err != nil {
				return err
			}
			b.count("refused", 1)
			b.put("refused", n, intake.Refused)
			return nil
		}
	}
	return fmt.Errorf("%s cannot refuse:\n%s", t.code, t.scr.Text())
}

// shown is the number on a receipt's screen.
func (t *terminal) shown(ctx context.Context, title string) (string, error) {
	var n string
	err := t.until(ctx, "a number under "+title, func(s string) bool {
		_, under, ok := strings.Cut(s, title)
		n = numbers.FindString(under)
		return ok && n != ""
	})
	return n, err
}

// give hands over what lies at the counter.
func (b *belt) give(ctx context.Context, t *terminal) error {
	mine := b.all("counter")
	if err := t.station(ctx, "3", "3 Hand over"); err != nil {
		return err
	}
	if !t.settled(ctx, func(s string) bool { return strings.Contains(s, "[ ]") }) {
		for _, n := range mine { // another operator was first
			b.put("given", n, intake.Accepted)
		}
		return t.home(ctx)
	}
	if err := t.press(ctx, "f9"); err != nil {
		return err
	}
	if err := t.confirms(ctx, "─ Hand over to the sector"); err != nil {
		return err
	}
	// The other operator's F9 may have come first: then there is nothing left.
	if err := t.until(ctx, "the act", func(s string) bool {
		return strings.Contains(s, "the sector has to receive") || strings.Contains(s, "Hand over 0") || strings.Contains(s, " ! ")
	}); err != nil {
		return err
	}
	for _, n := range mine {
		b.put("given", n, intake.Accepted)
	}
	b.count("handed over in an act", len(mine))
	return t.home(ctx)
}
