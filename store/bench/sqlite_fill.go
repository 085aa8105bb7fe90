package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"github.com/google/uuid"
)

// Fill implements maker: one unflushed transaction in the order of the tables,
// then the indexes, then everything is flushed.
func (m *sqliteMaker) Fill(ctx context.Context, dir string, p *Plan) error {
	if err := madeOnce(dir); err != nil {
		return err
	}
	k, err := dial(filepath.Join(dir, sqliteFile), false)
	if err != nil {
		return err
	}
	err = k.all("PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; " + sqliteTables + "; BEGIN")
	if err == nil {
		err = fillSQLite(ctx, k, p)
	}
	if err == nil {
		err = k.all("COMMIT; " + sqliteIndexes + "; ANALYZE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_checkpoint(TRUNCATE)")
	}
	return errors.Join(err, k.close())
}

func (k *conn) all(sql string) error {
	for _, one := range strings.Split(sql, ";") {
		if err := k.once(one); err != nil {
			return err
		}
	}
	return nil
}

func fillSQLite(ctx context.Context, k *conn, p *Plan) error {
	for i := range p.Cases {
		if err := k.exec(sqliteInsertCase, values(p.Row(i).columns())...); err != nil {
			return err
		}
		if i%perPerson == 0 {
			c := p.Models.Names.Person(p.Person(i))
			c.ID, c.Seen, c.SeenFor = p.PersonID(p.Person(i)), p.At(i), p.Model(i).App.Service
			if err := k.exec(sqliteInsertPerson, c.ID[:], c.IIN, c.Phone, personBody(&c)); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	for key, n := range p.tallies() {
		if err := k.exec("INSERT INTO tallies(key,n) VALUES(?,?)", []byte(key), n); err != nil {
			return err
		}
	}
	for name, n := range p.sequences() {
		if err := k.exec("INSERT INTO sequences(name,n) VALUES(?,?)", name, n); err != nil {
			return err
		}
	}
	return errors.Join(
		p.words(func(key []byte, person uuid.UUID) error {
			return k.exec("INSERT INTO words(key,person) VALUES(?,?)", key, person[:])
		}),
		p.registries(func(no int64) error {
			return k.exec("INSERT INTO registries(no,state,body) VALUES(?,4,?)", no, registryBody)
		}),
		p.history(func(seq int64, op uuid.UUID, body, hash []byte) error {
			return errors.Join(k.exec("INSERT INTO journal(seq,hash,body) VALUES(?,?,?)", seq, hash, body),
				k.exec("INSERT INTO ops(op,seq) VALUES(?,?)", op[:], seq))
		}))
}
