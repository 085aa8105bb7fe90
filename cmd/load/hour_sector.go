package main

import (
	"context"
	"fmt"
	"strings"

	"tereze/intake"
)

// changed is what a stale act is told.
const changed = "The case has changed meanwhile"

// dispatch is a round of the sector: receive, put into registries, close, send
// and deliver every one of them.
func (b *belt) dispatch(ctx context.Context, t *terminal) error {
	given := b.all("given")
	if err := t.receive(ctx); err != nil {
		return err
	}
	if err := t.pack(ctx); err != nil {
		return err
	}
	if err := b.roads(ctx, t); err != nil {
		return err
	}
	for _, n := range given {
		b.put("away", n, intake.Out)
	}
	return t.home(ctx)
}

// receive takes all that was handed over.
func (t *terminal) receive(ctx context.Context) error {
	if err := t.station(ctx, "3", "3 Hand over"); err != nil {
		return err
	}
	if !t.settled(ctx, func(s string) bool { return strings.Contains(s, "▐Receive") }) {
		if err := t.press(ctx, "tab"); err != nil {
			return err
		}
	}
	if err := t.sees(ctx, "▐Receive"); err != nil {
		return err
	}
	for range 20 {
		if t.settled(ctx, func(s string) bool { return strings.Contains(s, "▐Receive 0") }) {
			return nil
		}
		if err := t.press(ctx, "f9"); err != nil {
			return err
		}
		if t.settled(ctx, func(s string) bool { return strings.Contains(s, "Enter OK") }) {
			if err := t.confirms(ctx, "Enter OK"); err != nil {
				return err
			}
		}
	}
	return fmt.Errorf("%s cannot receive all:\n%s", t.code, t.scr.Text())
}

// pack puts everything into the registries of its providers.
func (t *terminal) pack(ctx context.Context) error {
	if err := t.station(ctx, "4", "4 Dispatch"); err != nil {
		return err
	}
	for range 30 {
		if t.settled(ctx, func(s string) bool { return strings.Contains(s, "▐All 0▌") || strings.Contains(s, "▐All▌") }) {
			return nil
		}
		if err := t.press(ctx, "f9"); err != nil {
			return err
		}
		if t.settled(ctx, func(s string) bool { return strings.Contains(s, "Into the registry") }) {
			if err := t.confirms(ctx, "Into the registry"); err != nil {
				return err
			}
		}
	}
	return fmt.Errorf("%s cannot put all:\n%s", t.code, t.scr.Text())
}

// roads closes, sends and delivers every registry that has not arrived.
func (b *belt) roads(ctx context.Context, t *terminal) error {
	for range 20 {
		if err := t.station(ctx, "4", "4 Dispatch"); err != nil {
			return err
		}
		if err := t.press(ctx, "f8"); err != nil {
			return err
		}
		if err := t.sees(ctx, "4 Registries", "open "); err != nil {
			return err
		}
		if !t.settled(ctx, func(s string) bool { return strings.Contains(s, "▐open 1") || strings.Contains(s, "▐open 2") }) {
			return nil
		}
		if err := t.road(ctx); err != nil {
			return err
		}
		b.count("registries delivered", 1)
	}
	return fmt.Errorf("%s: registries without end:\n%s", t.code, t.scr.Text())
}

// road is the way of one registry.
func (t *terminal) road(ctx context.Context) error {
	if err := t.press(ctx, "enter"); err != nil {
		return err
	}
	if err := t.sees(ctx, "F9 close"); err != nil {
		return err
	}
	if err := t.press(ctx, "f9"); err != nil {
		return err
	}
	if err := t.confirms(ctx, "─ Close the registry"); err != nil {
		return err
	}
	if err := t.sees(ctx, "F9 dispatch"); err != nil {
		return err
	}
	if err := t.press(ctx, "f9"); err != nil {
		return err
	}
	if err := t.sees(ctx, "They leave with one act"); err != nil {
		return err
	}
	if t.shows("Courier  _") {
		if err := t.types(ctx, "Т. Бек"); err != nil {
			return err
		}
	}
	if err := t.press(ctx, "enter", "enter"); err != nil {
		return err
	}
	if err := t.types(ctx, fmt.Sprintf("P-%d", 100+t.dice.IntN(900))); err != nil {
		return err
	}
	if err := t.press(ctx, "f9"); err != nil {
		return err
	}
	if err := t.sees(ctx, "F7 delivered"); err != nil {
		return err
	}
	if err := t.press(ctx, "f7"); err != nil {
		return err
	}
	if err := t.sees(ctx, "4 Delivery", "▸Received at"); err != nil {
		return err
	}
	for _, row := range strings.Split(t.scr.Text(), "\n") {
		if strings.HasPrefix(row, "▸Received at") && strings.HasSuffix(strings.TrimSpace(row), "  _") {
			if err := t.types(ctx, "К. Сейіт"); err != nil {
				return err
			}
		}
	}
	if err := t.press(ctx, "f9"); err != nil {
		return err
	}
	if err := t.sees(ctx, "Incoming number"); err != nil {
		return err
	}
	if err := t.press(ctx, "f9"); err != nil {
		return err
	}
	if err := t.confirms(ctx, "Was registry"); err != nil {
		return err
	}
	return t.sees(ctx, "delivered · ")
}

// marks is a round of the sector's second worker: some of what is away goes a
// step on or comes back, what came back is marked by scanner and forwarded.
func (b *belt) marks(ctx context.Context, t *terminal) error {
	if t.dice.IntN(3) == 0 {
		if err := b.returned(ctx, t); err != nil {
			return err
		}
	}
	n := b.take("away", t.dice)
	if n == "" {
		return t.idle(ctx)
	}
	if err := t.station(ctx, "5", "5 With the providers"); err != nil {
		return err
	}
	if t.shows(changed) { // said of the case before: it goes with the next key after a while
		b.put("away", n, intake.Accepted)
		return t.idle(ctx)
	}
	said, err := t.number(ctx, n)
	if err != nil {
		return err
	}
	if strings.Contains(said, "return No") { // on its way back already
		b.put("back", n, intake.Out)
		return nil
	}
	if !strings.HasSuffix(said, "✓") || strings.Contains(said, "on the road") {
		b.put("away", n, intake.Accepted) // not there yet
		b.count("not yet with a provider", 1)
		return nil
	}
	if t.dice.IntN(3) == 0 { // a step is done
		if err := t.press(ctx, "f9"); err != nil {
			return err
		}
		if err := t.confirms(ctx, "─ A step is done"); err != nil {
			return err
		}
		if err := t.until(ctx, "the step", func(s string) bool {
			return strings.Contains(s, "is done") || strings.Contains(s, changed)
		}); err != nil {
			return err
		}
		if t.shows(changed) { // the school was first
			b.put("away", n, intake.Out)
			b.count("refused as stale", 1)
			return nil
		}
		b.count("steps", 1)
	}
	if err := t.press(ctx, "f6"); err != nil {
		return err
	}
	if err := t.confirms(ctx, "Enter OK"); err != nil {
		return err
	}
	if err := t.until(ctx, "the return registry", func(s string) bool {
		return strings.Contains(s, "✓ Return registry") || strings.Contains(s, changed)
	}); err != nil {
		return err
	}
	if t.shows(changed) { // look again
		b.put("away", n, intake.Out)
		b.count("refused as stale", 1)
		return nil
	}
	b.put("back", n, intake.Out)
	return nil
}

// returned marks what came back, by scanner, and forwards it.
func (b *belt) returned(ctx context.Context, t *terminal) error {
	back := b.all("back")
	if len(back) == 0 {
		return nil
	}
	if err := t.station(ctx, "6", "6 Mark"); err != nil {
		return err
	}
	for _, n := range back {
		if err := t.scans(ctx, barcode(n)); err != nil {
			return err
		}
		if _, err := t.answer(ctx, n); err != nil {
			return err
		}
	}
	if t.dice.IntN(2) == 0 { // the same paper under the scanner twice
		if err := t.scans(ctx, barcode(back[0])); err != nil {
			return err
		}
	}
	if err := t.forward(ctx); err != nil {
		return err
	}
	for _, n := range back {
		b.put("ready", n, intake.Ready)
	}
	b.count("marked and forwarded", len(back))
	return t.home(ctx)
}
