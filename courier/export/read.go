package export

import (
	"bytes"
	"iter"

	"tereze/intake"
	"tereze/store"
)

// pageRows is how many rows one view of the store lives for.
const pageRows = 200

// paged reads records page by page, each in a view of its own. read gives the
// page after a cursor and the cursor of its end; nil when nothing is behind it.
func paged[T any](j *job, read func(tx *store.Tx, after []byte) (some []T, next []byte, err error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		var after []byte
		for {
			if err := j.ctx.Err(); err != nil {
				yield(none, err)
				return
			}
			var some []T
			var next []byte
			err := j.View(j.ctx, func(tx *store.Tx) (err error) {
				some, next, err = read(tx, after)
				next = bytes.Clone(next) // the view's own
				return err
			})
			if err != nil {
				yield(none, err)
				return
			}
			for _, r := range some {
				if !yield(r, nil) {
					return
				}
			}
			if next == nil {
				return
			}
			after = next
		}
	}
}

// entry is a case as it stands in a list.
type entry struct {
	*intake.Case
	due cell
}

// cases reads the cases whose index entries begin with prefix.
func (j *job) cases(x *store.Index[intake.Case], prefix []byte) iter.Seq2[entry, error] {
	return paged(j, func(tx *store.Tx, after []byte) (some []entry, next []byte, err error) {
		hits, err := x.Page(tx, prefix, after, pageRows, false)
		if err != nil {
			return nil, nil, err
		}
		for _, h := range hits {
			c, err := intake.Cases.Get(tx, h.ID)
			if err != nil {
				return nil, nil, err
			}
			some = append(some, entry{Case: c})
		}
		if len(hits) == pageRows {
			next = hits[pageRows-1].Cursor
		}
		return some, next, nil
	})
}

// listed reads a work list, or what of it is one provider's.
func (j *job) listed() iter.Seq2[entry, error] {
	l, provider := j.what.List, j.what.Provider
	return paged(j, func(tx *store.Tx, after []byte) (some []entry, next []byte, err error) {
		page := func() ([]intake.ListRow, error) { return intake.ListPage(tx, l, after, pageRows) }
		if provider != "" && l == intake.ListSector { // the one list that is kept by provider whole
			page = func() ([]intake.ListRow, error) { return intake.ListPageOf(tx, l, provider, after, pageRows) }
		}
		rows, err := page()
		if err != nil {
			return nil, nil, err
		}
		for _, r := range rows {
			if provider != "" && r.Provider != provider {
				continue
			}
			c, err := intake.Cases.Get(tx, r.ID[:])
			if err != nil {
				return nil, nil, err
			}
			some = append(some, entry{c, term(r.Due, r.DueAt)})
		}
		if len(rows) == pageRows {
			next = rows[pageRows-1].Cursor
		}
		return some, next, nil
	})
}

// ofRegistry reads a registry in the order of its numbers, whether its cases
// are still out or back: kind as in intake.RegistryKey.
func (j *job) ofRegistry(kind byte) iter.Seq2[entry, error] {
	out := j.cases(intake.ByRegistry, intake.RegistryKey(kind, j.what.Number, true))
	back := j.cases(intake.ByRegistry, intake.RegistryKey(kind, j.what.Number, false))
	return func(yield func(entry, error) bool) {
		a, stopA := iter.Pull2(out)
		defer stopA()
		b, stopB := iter.Pull2(back)
		defer stopB()
		x, xerr, xok := a()
		y, yerr, yok := b()
		for xok || yok {
			if err := first(xerr, yerr); err != nil {
				yield(entry{}, err)
				return
			}
			if xok && (!yok || x.Number < y.Number) {
				if !yield(x, nil) {
					return
				}
				x, xerr, xok = a()
			} else {
				if !yield(y, nil) {
					return
				}
				y, yerr, yok = b()
			}
		}
	}
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// entries reads the journal up to where it stood when the export began.
func (j *job) entries() iter.Seq2[store.Entry, error] {
	return func(yield func(store.Entry, error) bool) {
		head, err := j.Ledger.Head(j.ctx)
		if err != nil {
			yield(store.Entry{}, err)
			return
		}
		for from := uint64(1); from <= head.Seq; from += pageRows {
			some, err := j.page(from, min(pageRows, head.Seq-from+1))
			if err != nil {
				yield(store.Entry{}, err)
				return
			}
			for _, n := range some {
				if !yield(n, nil) {
					return
				}
			}
		}
	}
}

func (j *job) page(from, n uint64) ([]store.Entry, error) {
	if err := j.ctx.Err(); err != nil {
		return nil, err
	}
	return j.Ledger.Journal(j.ctx, from, int(n))
}
