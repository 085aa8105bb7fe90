package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"

	copies "tereze/store/bolt/backup"
)

// backup is what tereze backup does: all of the log, encrypted to one
// recipient, at its usual pace, read back.
func backup(ctx context.Context, t *tereze, to string) error {
	who, err := age.GenerateX25519Identity()
	if err != nil {
		return err
	}
	_, err = copies.Make(ctx, filepath.Join(t.dir, storeFile), to, copies.Options{Recipients: []string{who.Recipient().String()}, Now: time.Now})
	return err
}

// backups measures one writer while the store is copied beside it.
func (r *run) backups(ctx context.Context, engine string, e peer, door *Door, at *figures) error {
	t, ok := e.(*tereze)
	if !ok {
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
