package courier

import (
	"context"
	"log/slog"
	"time"

	"tereze/intake"
	"tereze/intake/egov"
)

// Run passes until ctx ends: when a message is due, when the office wrote
// something, and every now and then to ask the gateway for answers. A panic
// ends its pass, not the post.
func (p *Post) Run(ctx context.Context) {
	after, every := p.After, p.Every
	if after == nil {
		after = time.After
	}
	if every <= 0 {
		every = 15 * time.Second
	}
	wake := p.Office.Ledger.Wake(ctx)
	for {
		wait := p.safely(ctx, every)
		select {
		case <-ctx.Done():
			return
		case _, open := <-wake:
			if !open {
				return
			}
		case <-after(wait):
		}
	}
}

// safely is a pass that comes back whatever happens, with how long to wait for
// the next one.
func (p *Post) safely(ctx context.Context, every time.Duration) (wait time.Duration) {
	wait = every
	defer func() {
		if r := recover(); r != nil {
			p.tell(slog.LevelError, "post: a pass broke off", slog.Any("panic", r))
		}
	}()
	fetch := p.asked.IsZero() || !p.Office.Now().Before(p.asked.Add(every))
	_, next, err := p.pass(ctx, fetch)
	if err != nil && ctx.Err() == nil {
		p.tell(slog.LevelError, "post: a pass failed", slog.String("trouble", err.Error()))
	}
	if !next.IsZero() {
		wait = min(max(next.Sub(p.Office.Now()), time.Second), every)
	}
	return wait
}

func (p *Post) tell(level slog.Level, what string, attrs ...slog.Attr) {
	if p.Log != nil {
		p.Log.LogAttrs(context.Background(), level, what, attrs...)
	}
}

// fetch asks the gateway for what it did not push. What is safe with us is
// confirmed; what is not comes again.
func (p *Post) fetch(ctx context.Context, done *Passed) error {
	o := p.Office
	for range 10 {
		some, err := p.ask(ctx)
		p.heard(fetching, err == nil, o.Now())
		if err != nil {
			p.tell(slog.LevelWarn, "egov", slog.String("kind", "fetch"), slog.String("trouble", err.Error()))
			return nil
		}
		fresh := false
		for _, in := range some {
			taken, err := o.take(ctx, in)
			if err != nil {
				p.tell(slog.LevelError, "egov", slog.String("kind", string(in.Kind)), slog.String("trouble", err.Error()))
				continue
			}
			fresh = fresh || taken.fresh
			done.Taken += taken.done
			if err := p.confirm(ctx, in.GatewayID); err != nil {
				p.tell(slog.LevelWarn, "egov", slog.String("kind", "confirm"), slog.String("trouble", err.Error()))
			}
		}
		if len(some) < perFetch || !fresh {
			return nil
		}
	}
	return nil
}

func (p *Post) ask(ctx context.Context) ([]egov.Incoming, error) {
	ctx, cancel := context.WithTimeout(ctx, intake.AskWithin)
	defer cancel()
	return p.Office.Gateway.Fetch(ctx, perFetch)
}

func (p *Post) confirm(ctx context.Context, gatewayID string) error {
	ctx, cancel := context.WithTimeout(ctx, intake.AskWithin)
	defer cancel()
	return p.Office.Gateway.Confirm(ctx, gatewayID, true)
}
