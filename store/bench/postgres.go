package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// postgresMaker makes PostgreSQL stores: one transaction an operation, or
// whatever waits as one.
type postgresMaker struct{ grouped bool }

func newPostgresMaker(grouped bool) (maker, error) {
	if _, err := findPostgres(); err != nil {
		return nil, err
	}
	return &postgresMaker{grouped}, nil
}

// postgres is a server and connections to it: one for each who waits.
type postgres struct {
	dir    string
	plan   *Plan
	server *server
	pool   *pgxpool.Pool
	q      *queue[call]
}

// call is a question to the server.
type call struct {
	sql  string
	args []any
}

const mostConnections = 80

func (m *postgresMaker) Open(ctx context.Context, dir string, p *Plan) (peer, error) {
	s, err := newServer(dir)
	if err != nil {
		return nil, err
	}
	if err := s.start(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(s.sock))
	}
	g := &postgres{dir: dir, plan: p, server: s}
	if g.pool, err = pgxpool.New(ctx, fmt.Sprintf("%s pool_max_conns=%d", s.url(), mostConnections)); err != nil {
		return nil, errors.Join(err, s.stop())
	}
	if m.grouped {
		g.q = newQueue(func(group []call) error {
			// The questions of a batch are one transaction.
			b := &pgx.Batch{}
			for _, c := range group {
				b.Queue(c.sql, c.args...)
			}
			return g.pool.SendBatch(context.WithoutCancel(ctx), b).Close()
		})
	}
	return g, nil
}

// do asks and waits until it is durable.
func (g *postgres) do(ctx context.Context, sql string, args ...any) error {
	if g.q != nil {
		return g.q.do(ctx, call{sql, args})
	}
	_, err := g.pool.Exec(ctx, sql, args...)
	return err
}

// Promise implements peer.
func (g *postgres) Promise(ctx context.Context) (string, error) {
	var said []string
	for _, name := range []string{"server_version", "fsync", "synchronous_commit", "full_page_writes", "wal_sync_method", "shared_buffers"} {
		var v string
		if err := g.pool.QueryRow(ctx, "SHOW "+name).Scan(&v); err != nil {
			return "", err
		}
		if (name == "fsync" || name == "synchronous_commit") && v != "on" {
			return "", fmt.Errorf("postgres: %s is %s", name, v)
		}
		said = append(said, name+" "+v)
	}
	return "PostgreSQL, " + strings.Join(said, ", "), nil
}

// Held implements peer.
func (g *postgres) Held(ctx context.Context) (n int64, err error) {
	err = g.pool.QueryRow(ctx, "SELECT count(*) FROM cases").Scan(&n)
	return n, err
}

// ByNumber implements peer.
func (g *postgres) ByNumber(ctx context.Context, number string) error {
	return g.one(ctx, "SELECT id, body FROM cases WHERE number=$1", number)
}

// ByIIN implements peer.
func (g *postgres) ByIIN(ctx context.Context, iin string) error {
	return g.one(ctx, "SELECT id, body FROM people WHERE iin=$1", iin)
}

func (g *postgres) one(ctx context.Context, sql, key string) error {
	var id, body []byte
	err := g.pool.QueryRow(ctx, sql, key).Scan(&id, &body)
	if errors.Is(err, pgx.ErrNoRows) {
		return errNone
	}
	return err
}

// Page implements peer.
func (g *postgres) Page(ctx context.Context) (n int, err error) {
	rows, err := g.pool.Query(ctx, `SELECT id, "row" FROM cases WHERE list=$1 ORDER BY due, minute, number LIMIT 50`, int64('o'))
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, row []byte
		if err := rows.Scan(&id, &row); err != nil {
			return n, err
		}
		n++
	}
	return n, rows.Err()
}

// Written implements writer.
func (g *postgres) Written() (int64, error) { return deviceWrites(g.dir) }

// Size implements peer: the database without its log.
func (g *postgres) Size(ctx context.Context) (n int64, err error) {
	err = g.pool.QueryRow(ctx, "SELECT pg_database_size(current_database())").Scan(&n)
	return n, err
}

// Close implements writer.
func (g *postgres) Close() error {
	if g.q != nil {
		g.q.close()
	}
	g.pool.Close()
	return g.server.stop()
}
