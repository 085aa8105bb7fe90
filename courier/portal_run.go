package courier

import (
	"context"
	"log/slog"
	"time"

	"tereze/intake"
)

// Drop looks into the portal's drop folder again and again.
type Drop struct {
	Office *Office
	Dir    string
	Log    *slog.Logger
	Every  time.Duration                        // 0: 10 s
	After  func(time.Duration) <-chan time.Time // nil: time.After
}

// Run takes what is dropped until ctx ends. A panic or an error ends one look,
// not the others.
func (d *Drop) Run(ctx context.Context) {
	after, every := d.After, d.Every
	if after == nil {
		after = time.After
	}
	if every <= 0 {
		every = 10 * time.Second
	}
	for {
		d.look(ctx)
		select {
		case <-ctx.Done():
			return
		case <-after(every):
		}
	}
}

func (d *Drop) look(ctx context.Context) {
	defer func() {
		if r := recover(); r != nil && d.Log != nil {
			d.Log.Error("portal: a look into the drop folder broke off", "panic", r)
		}
	}()
	n, err := d.Office.PortalDrop(ctx, d.Office.By(intake.Itself(intake.Sector)), d.Dir)
	switch {
	case d.Log == nil || ctx.Err() != nil:
	case err != nil:
		d.Log.Error("portal: the drop folder", "trouble", err.Error())
	case n != Dropped{}:
		d.Log.Info("portal: dropped", "taken", n.Taken, "refused", n.Refused, "waiting", n.Waiting, "bad", n.Bad)
	}
}
