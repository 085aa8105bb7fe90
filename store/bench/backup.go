package main

import (
	"context"
	"os"
	"path/filepath"
)

// backup is what copies Tereze's store while it is in use. As long as it is nil
// the program has no backup to call and the table has no line of it.
var backup func(ctx context.Context, t *tereze, to string) error

// backups measures one writer while the store is copied beside it.
func (r *run) backups(ctx context.Context, engine string, e peer, door *Door, at *figures) error {
	t, ok := e.(*tereze)
	if !ok || backup == nil {
		return nil
	}
	to := filepath.Join(r.work, "backup")
	defer os.RemoveAll(to)
	alone, _, err := r.beside(ctx, e, door, t.plan, func(ctx context.Context) error { return sleep(ctx, r.warm+r.dur/2) })
	if err != nil {
		return err
	}
	w, readP99, err := r.beside(ctx, e, door, t.plan, func(ctx context.Context) error { return backup(ctx, t, to) })
	if err != nil {
		return err
	}
	at.Backup = &Beside{Alone: alone, Beside: w, Seconds: w.Seconds, ReadP99: readP99}
	r.say("%s backup in %.1f s: the writer's p99 %.2f ms (alone %.2f)", engine, w.Seconds, w.P99, alone.P99)
	return nil
}
