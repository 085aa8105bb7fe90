package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// conn is a connection with its prepared statements: of the driver itself, or
// of database/sql.
type conn struct {
	c     driver.Conn
	ready map[string]driver.Stmt

	db       *sql.DB // nil: the driver is called
	std      *sql.Conn
	stdReady map[string]*sql.Stmt
}

// always: no transaction of ours is cut off.
var always = context.Background()

func dial(path string, std bool) (*conn, error) {
	k := &conn{ready: map[string]driver.Stmt{}, stdReady: map[string]*sql.Stmt{}}
	name, err := "file:"+path+"?_busy_timeout=10000", error(nil)
	if std {
		if k.db, err = sql.Open("sqlite3", name); err == nil {
			k.std, err = k.db.Conn(always)
		}
	} else {
		k.c, err = (&sqlite3.SQLiteDriver{}).Open(name)
	}
	if err != nil {
		return nil, err
	}
	for _, pragma := range strings.Split(sqliteTuning, ";") {
		if err := k.once(pragma); err != nil {
			return nil, errors.Join(err, k.close())
		}
	}
	return k, nil
}

func (k *conn) close() error {
	var errs []error
	if k.std != nil {
		for _, st := range k.stdReady {
			errs = append(errs, st.Close())
		}
		return errors.Join(append(errs, k.std.Close(), k.db.Close())...)
	}
	for _, st := range k.ready {
		errs = append(errs, st.Close())
	}
	return errors.Join(append(errs, k.c.Close())...)
}

// once runs something that is not asked again.
func (k *conn) once(sql string) (err error) {
	if k.std != nil {
		_, err = k.std.ExecContext(always, sql)
		return err
	}
	_, err = k.c.(driver.ExecerContext).ExecContext(always, sql, nil)
	return err
}

func (k *conn) prepared(sql string) (driver.Stmt, error) {
	if st, ok := k.ready[sql]; ok {
		return st, nil
	}
	st, err := k.c.Prepare(sql)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", sql, err)
	}
	k.ready[sql] = st
	return st, nil
}

func (k *conn) stdPrepared(sql string) (*sql.Stmt, error) {
	if st, ok := k.stdReady[sql]; ok {
		return st, nil
	}
	st, err := k.std.PrepareContext(always, sql)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", sql, err)
	}
	k.stdReady[sql] = st
	return st, nil
}

func (k *conn) exec(sql string, args ...driver.Value) error {
	if k.std != nil {
		st, err := k.stdPrepared(sql)
		if err == nil {
			_, err = st.ExecContext(always, anys(args)...)
		}
		return err
	}
	st, err := k.prepared(sql)
	if err != nil {
		return err
	}
	if _, err = st.(driver.StmtExecContext).ExecContext(always, named(args)); err != nil {
		return fmt.Errorf("%s: %w", sql, err)
	}
	return nil
}

// row is the only row of a question; errNone when there is none.
func (k *conn) row(sql string, columns int, args ...driver.Value) (first []driver.Value, err error) {
	err = k.rows(sql, columns, func(row []driver.Value) { first = append([]driver.Value(nil), row...) }, args...)
	if err == nil && first == nil {
		err = errNone
	}
	return first, err
}

func (k *conn) rows(sql string, columns int, each func(row []driver.Value), args ...driver.Value) error {
	row := make([]driver.Value, columns)
	if k.std != nil {
		return k.stdRows(sql, row, each, args)
	}
	st, err := k.prepared(sql)
	if err != nil {
		return err
	}
	rows, err := st.(driver.StmtQueryContext).QueryContext(always, named(args))
	if err != nil {
		return fmt.Errorf("%s: %w", sql, err)
	}
	defer rows.Close()
	for {
		if err := rows.Next(row); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s: %w", sql, err)
		}
		each(row)
	}
}

func (k *conn) stdRows(sql string, row []driver.Value, each func(row []driver.Value), args []driver.Value) error {
	st, err := k.stdPrepared(sql)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(always, anys(args)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	into := make([]any, len(row))
	for i := range row {
		into[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		each(row)
	}
	return rows.Err()
}

func named(args []driver.Value) []driver.NamedValue {
	all := make([]driver.NamedValue, len(args))
	for i, v := range args {
		all[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return all
}

func anys(args []driver.Value) []any {
	all := make([]any, len(args))
	for i, v := range args {
		all[i] = v
	}
	return all
}
