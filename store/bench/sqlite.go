package main

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/mattn/go-sqlite3"
)

// sqliteMaker makes SQLite stores: one transaction an operation, or whatever
// waits as one.
type sqliteMaker struct{ grouped, std bool }

// sqlite has one connection that writes, behind mu or the queue, and one that
// reads.
type sqlite struct {
	dir    string
	plan   *Plan
	mu     sync.Mutex
	w, r   *conn
	readMu sync.Mutex
	q      *queue[func() error]
}

const sqliteFile = "sqlite.db"

// sqliteTuning is what a careful user sets: a large cache and reading by map.
// A thousand pages between checkpoints is SQLite's own choice.
const sqliteTuning = `PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-262144; PRAGMA mmap_size=17179869184; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF`

func (m *sqliteMaker) Open(ctx context.Context, dir string, p *Plan) (peer, error) {
	w, err := dial(filepath.Join(dir, sqliteFile), m.std)
	if err != nil {
		return nil, err
	}
	r, err := dial(filepath.Join(dir, sqliteFile), m.std)
	if err != nil {
		return nil, errors.Join(err, w.close())
	}
	s := &sqlite{dir: dir, plan: p, w: w, r: r}
	if m.grouped {
		s.q = newQueue(func(group []func() error) error {
			return s.transaction(func() error {
				for _, fn := range group {
					if err := fn(); err != nil {
						return err
					}
				}
				return nil
			})
		})
	}
	return s, nil
}

// do runs one operation durably.
func (s *sqlite) do(ctx context.Context, fn func() error) error {
	if s.q != nil {
		return s.q.do(ctx, fn)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.transaction(fn)
}

func (s *sqlite) transaction(fn func() error) error {
	if err := s.w.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err := fn(); err != nil {
		return errors.Join(err, s.w.exec("ROLLBACK"))
	}
	return s.w.exec("COMMIT")
}

// Promise implements peer.
func (s *sqlite) Promise(context.Context) (string, error) {
	mode, err := s.w.row("PRAGMA journal_mode", 1)
	if err != nil {
		return "", err
	}
	sync, err := s.w.row("PRAGMA synchronous", 1)
	if err != nil {
		return "", err
	}
	version, _, _ := sqlite3.Version()
	if text(mode[0]) != "wal" || sync[0] != int64(2) {
		return "", fmt.Errorf("sqlite: journal_mode %v, synchronous %v", mode[0], sync[0])
	}
	return fmt.Sprintf("SQLite %s, journal_mode wal, synchronous 2 (FULL)", version), nil
}

// Held implements peer.
func (s *sqlite) Held(context.Context) (int64, error) {
	s.readMu.Lock()
	defer s.readMu.Unlock()
	row, err := s.r.row("SELECT count(*) FROM cases", 1)
	if err != nil {
		return 0, err
	}
	return row[0].(int64), nil
}

// Written implements writer.
func (s *sqlite) Written() (int64, error) { return deviceWrites(s.dir) }

// Size implements peer.
func (s *sqlite) Size(context.Context) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.w.row("PRAGMA wal_checkpoint(TRUNCATE)", 3); err != nil {
		return 0, err
	}
	return onDisk(s.dir)
}

// Close implements writer.
func (s *sqlite) Close() error {
	if s.q != nil {
		s.q.close()
	}
	return errors.Join(s.r.close(), s.w.close())
}

func text(v driver.Value) string {
	switch v := v.(type) {
	case []byte:
		return string(v)
	case string:
		return v
	}
	return fmt.Sprint(v)
}

// madeOnce removes what an interrupted filling left.
func madeOnce(dir string) error { return errors.Join(os.RemoveAll(dir), os.MkdirAll(dir, 0o700)) }
