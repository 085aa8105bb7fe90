package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Erase is Update with a fn that blots subjects out: fn puts in their place
// what may stay of them, or drops them, and names their ids. In the same
// transaction everything else of theirs is written once more, and when it is
// committed the keys are destroyed under which the log keeps what was before.
// fn may end without ids; then it is an Update.
//
// In the transaction keys are prepared (one file written and flushed), so that
// what is written from then on does not depend on the secret that goes. A
// crash at any step ends well: Settle, called by whoever opens the ledger for
// writing, carries through what was committed and takes back what was not.
//
// What was read before may still be in memory and in bbolt's free pages.
func (s *Shred) Erase(ctx context.Context, l *Ledger, by By, fn func(*Tx) (ids [][]byte, err error)) (Head, error) {
	s.ending.Lock()
	defer s.ending.Unlock()
	if err := s.settle(ctx, l); err != nil {
		return Head{}, err
	}
	head, err := l.Update(ctx, by, func(tx *Tx) error {
		ids, err := fn(tx)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			for _, t := range s.tables {
				if err := t.again(tx, id); err != nil {
					return err
				}
			}
		}
		return s.begin(tx, by.Op, ids)
	})
	if err != nil {
		return head, err
	}
	return head, s.finish(by.Op)
}

// Settle ends the erasures that were begun and did not come to their end.
func (s *Shred) Settle(ctx context.Context, l *Ledger) error {
	s.ending.Lock()
	defer s.ending.Unlock()
	return s.settle(ctx, l)
}

func (s *Shred) settle(ctx context.Context, l *Ledger) error {
	for _, p := range s.state.Load().pending {
		_, err := l.HeadOf(ctx, p.op)
		switch {
		case errors.Is(err, ErrNotFound):
			err = s.release(p.op)
		case err == nil:
			err = s.finish(p.op)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// begin prepares the end of the ids' keys. It runs in the transaction of op,
// while nobody else of the ledger hides anything: what stands in a bucket is
// seen whole, and what comes later is hidden under the new secret.
func (s *Shred) begin(tx *Tx, op uuid.UUID, ids [][]byte) error {
	s.changing.Lock()
	defer s.changing.Unlock()
	st := s.state.Load()
	if slices.ContainsFunc(st.pending, func(p erasing) bool { return p.op == op }) {
		return nil // fn runs for the second time
	}
	next := st.clone()
	p := erasing{op: op}
	groups := map[uint64][]string{}
	for _, id := range ids {
		p.ids = append(p.ids, string(id))
		n := bucketOf(id)
		groups[n] = append(groups[n], string(id))
	}
	next.pending = append(next.pending, p)
	for n, some := range groups {
		b := st.buckets[n]
		if b == nil {
			continue // nothing was ever hidden there
		}
		b = &bucket{gen: b.gen, secret: b.secret, kept: slices.Clone(b.kept)}
		broken := false // some of them have values under the bucket's own secret
		for _, id := range some {
			if k := b.current([]byte(id)); k != nil {
				k.moved = true
			} else {
				broken = true
			}
		}
		if broken {
			if err := s.renew(tx, n, b, some); err != nil {
				return err
			}
		}
		next.buckets[n] = b
	}
	return s.change(next)
}

// renew gives a bucket another secret and keeps the keys of all that stand in
// it; those of gone are kept until they are finished.
func (s *Shred) renew(tx *Tx, n uint64, b *bucket, gone []string) error {
	standing, err := s.standing(tx, n)
	if err != nil {
		return err
	}
	for _, id := range gone {
		standing[id] = true
	}
	old := *b
	for id := range standing {
		if old.current([]byte(id)) != nil {
			continue // its values are under a key of its own
		}
		if k := old.find([]byte(id), old.gen); k != nil {
			continue
		}
		b.kept = append(b.kept, keptKey{id: id, gen: old.gen, key: old.derive([]byte(id)), moved: slices.Contains(gone, id)})
	}
	slices.SortFunc(b.kept, byIDAndGen)
	fresh, err := freshBucket(old.gen + 1)
	if err != nil {
		return err
	}
	b.gen, b.secret = fresh.gen, fresh.secret
	return nil
}

// standing are the ids of a bucket that records have, before the transaction
// or in it: it may yet fail.
func (s *Shred) standing(tx *Tx, n uint64) (map[string]bool, error) {
	found := map[string]bool{}
	from, to := bucketRange(n)
	for _, t := range s.tables {
		prefix := tx.l.y.table(t.tableName())
		low, high, _ := bounds(prefix, from, to, false)
		add := func(key string) {
			if id := []byte(key[len(prefix):]); bucketOf(id) == n {
				found[string(id)] = true
			}
		}
		for p, err := range tx.snap.Scan(low, high, false) {
			if err != nil {
				return nil, err
			}
			add(string(p.Key))
		}
		for _, key := range tx.over.keys {
			if strings.HasPrefix(key, string(prefix)) && key >= string(low) && bytes.Compare([]byte(key), high) < 0 {
				add(key)
			}
		}
	}
	return found, nil
}

// finish destroys the keys of an erasure that was committed.
func (s *Shred) finish(op uuid.UUID) error {
	return s.end(op, func(next *shredState, p erasing) {
		next.erasures++
		for _, id := range p.ids {
			n := bucketOf([]byte(id))
			b := next.buckets[n]
			if b == nil {
				continue
			}
			next.buckets[n] = &bucket{gen: b.gen, secret: b.secret,
				kept: slices.DeleteFunc(slices.Clone(b.kept), func(k keptKey) bool { return k.id == id && k.moved })}
		}
	})
}

// release lets an erasure go that came to nothing. Its keys stay, moved: new
// values of the ids are under the bucket's secret.
func (s *Shred) release(op uuid.UUID) error {
	return s.end(op, func(*shredState, erasing) {})
}

func (s *Shred) end(op uuid.UUID, how func(*shredState, erasing)) error {
	s.changing.Lock()
	defer s.changing.Unlock()
	st := s.state.Load()
	i := slices.IndexFunc(st.pending, func(p erasing) bool { return p.op == op })
	if i < 0 {
		return nil // done before
	}
	next := st.clone()
	next.pending = slices.Delete(next.pending, i, i+1)
	how(next, st.pending[i])
	if err := s.change(next); err != nil {
		return fmt.Errorf("the keys are not destroyed yet: %w", err)
	}
	return nil
}

func (t *Table[T]) personal() bool { return t.spec.Personal }

// again leaves out rows without content: they are not hidden.
func (t *Table[T]) again(tx *Tx, id []byte) error {
	rec, err := t.Get(tx, id)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	for key, row := range t.derive(tx.l, id, rec, nil).rows {
		if len(row) > 0 {
			tx.over.set(key, pending{plain: row, again: true})
		}
	}
	tx.over.set(string(tx.l.y.record(t.spec.Name, id)), pending{plain: t.encode(rec), again: true})
	return nil
}
