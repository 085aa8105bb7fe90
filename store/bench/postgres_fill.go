package main

import (
	"context"
	"errors"
	"os"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Fill implements maker: everything is copied in, then the indexes are made.
func (m *postgresMaker) Fill(ctx context.Context, dir string, p *Plan) error {
	if err := madeOnce(dir); err != nil {
		return err
	}
	s, err := newServer(dir)
	if err != nil {
		return err
	}
	if err = s.initialise(); err == nil {
		err = s.start()
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(s.sock))
	}
	c, err := pgx.Connect(ctx, s.url())
	if err != nil {
		return errors.Join(err, s.stop())
	}
	return errors.Join(fillPostgres(ctx, c, p), c.Close(ctx), s.stop())
}

func fillPostgres(ctx context.Context, c *pgx.Conn, p *Plan) error {
	if _, err := c.Exec(ctx, "SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; "+postgresTables+"; "+postgresFunctions); err != nil {
		return err
	}
	for _, t := range []struct {
		name    string
		columns []string
		rows    func(put func(...any) error) error
	}{
		{"cases", caseColumns, func(put func(...any) error) error {
			for i := range p.Cases {
				if err := put(p.Row(i).columns()...); err != nil {
					return err
				}
			}
			return nil
		}},
		{"people", []string{"id", "iin", "phone", "body"}, func(put func(...any) error) error {
			for k := range p.People() {
				c, i := p.Models.Names.Person(k), k*perPerson
				c.ID, c.Seen, c.SeenFor = p.PersonID(k), p.At(i), p.Model(i).App.Service
				if err := put(c.ID[:], c.IIN, c.Phone, personBody(&c)); err != nil {
					return err
				}
			}
			return nil
		}},
		{"words", []string{"key", "person"}, func(put func(...any) error) error {
			return p.words(func(key []byte, person uuid.UUID) error { return put(key, person[:]) })
		}},
		{"tallies", []string{"key", "n"}, func(put func(...any) error) error {
			for k, n := range p.tallies() {
				if err := put([]byte(k), n); err != nil {
					return err
				}
			}
			return nil
		}},
		{"sequences", []string{"name", "n"}, func(put func(...any) error) error {
			for k, n := range p.sequences() {
				if err := put(k, n); err != nil {
					return err
				}
			}
			return nil
		}},
		{"registries", []string{"no", "state", "body"}, func(put func(...any) error) error {
			return p.registries(func(no int64) error { return put(no, int64(4), registryBody) })
		}},
		{"journal", []string{"seq", "hash", "body"}, func(put func(...any) error) error {
			return p.history(func(seq int64, _ uuid.UUID, body, hash []byte) error { return put(seq, hash, body) })
		}},
		{"ops", []string{"op", "seq"}, func(put func(...any) error) error {
			return p.history(func(seq int64, op uuid.UUID, _, _ []byte) error { return put(op[:], seq) })
		}},
	} {
		if err := copyIn(ctx, c, t.name, t.columns, t.rows); err != nil {
			return err
		}
	}
	if _, err := c.Exec(ctx, postgresIndexes); err != nil {
		return err
	}
	if _, err := c.Exec(ctx, "VACUUM ANALYZE"); err != nil {
		return err
	}
	_, err := c.Exec(ctx, "CHECKPOINT")
	return err
}

// copyIn turns a loop that puts rows into what the copying asks for.
func copyIn(ctx context.Context, c *pgx.Conn, table string, columns []string, rows func(put func(...any) error) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	feed, failed := make(chan []any, 256), make(chan error, 1)
	go func() {
		failed <- rows(func(row ...any) error {
			select {
			case feed <- row:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
		close(feed)
	}()
	_, err := c.CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromFunc(func() ([]any, error) { return <-feed, nil }))
	if err != nil {
		return err
	}
	return <-failed
}
