package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
)

// short keeps the audit's memory small: a sum of the key instead of the key.
func (a *audit) short(key []byte) [16]byte {
	sum := sha256.Sum256(key)
	return [16]byte(sum[:16])
}

// vouched compares a value with what the journal says last of it and crosses
// it off.
func (a *audit) vouched(key, plain []byte) {
	id := a.short(key)
	c, ok := a.last[id]
	delete(a.last, id)
	sum := a.l.keys.sumOf(key, plain)
	switch {
	case !ok:
		a.finding(a.l.y.place(key), "the journal does not know it")
	case c.dropped:
		a.finding(a.l.y.place(key), fmt.Sprintf("journal %d says it was dropped", c.seq))
	case c.sum != [16]byte(sum[:16]):
		a.finding(a.l.y.place(key), fmt.Sprintf("is not what journal %d says", c.seq))
	}
}

func (a *audit) sequences() error {
	return a.each(kindSequence, func(key, plain []byte) error {
		a.vouched(key, plain)
		return nil
	})
}

// records checks each record and what must stand beside it.
func (a *audit) records() error {
	l := a.l
	return a.raw(kindRecord, func(key, value []byte) error {
		a.report.Records++
		plain, err := l.open(key, value)
		if err != nil {
			delete(a.last, a.short(key)) // found already, not missing
			return a.trouble(key, err)
		}
		a.vouched(key, plain)
		name, id, ok := l.y.change(key)
		t := l.known[name]
		if !ok || t == nil {
			a.finding(l.y.place(key), "belongs to no known table")
			return nil
		}
		d, err := t.audited(l, id, plain, nil)
		if errors.Is(err, errCheck) {
			a.finding(l.y.place(key), err.Error())
		} else if err != nil {
			return a.trouble(key, err)
		}
		for k, n := range d.counts {
			a.counts[k] += n
		}
		for k, row := range d.rows {
			if err := a.entry([]byte(k), row); err != nil {
				return err
			}
		}
		return nil
	})
}

func (a *audit) entry(key, row []byte) error {
	stored, err := a.l.read(a.snap, key)
	if errors.Is(err, ErrNotFound) {
		a.finding(a.l.y.place(key), "is missing")
		return nil
	}
	a.rows++
	if err != nil {
		return a.trouble(key, err)
	}
	if !bytes.Equal(stored, row) {
		a.finding(a.l.y.place(key), "its row is not what the record says")
	}
	return nil
}

// missing names what the journal knows and nobody has seen.
func (a *audit) missing() error {
	for k, c := range a.last {
		if c.dropped {
			delete(a.last, k)
		}
	}
	if len(a.last) == 0 {
		return nil
	}
	l := a.l
	for p, err := range a.snap.Scan(l.y.kind(kindJournal), l.y.kind(kindJournal+1), false) {
		if err != nil {
			return err
		}
		n, _, err := l.entry(p.Key, p.Value)
		if err != nil {
			continue // found before
		}
		for _, c := range n.Changes {
			key := l.y.changed(c)
			if last, ok := a.last[a.short(key)]; ok && last.seq == n.Seq {
				a.finding(l.y.place(key), fmt.Sprintf("is missing; journal %d put it", n.Seq))
			}
		}
	}
	return a.ctx.Err()
}

// entries counts the index; only when there are more than derived does it look
// for the ones too many.
func (a *audit) entries() error {
	err := a.raw(kindIndex, func([]byte, []byte) error { a.report.IndexEntries++; return nil })
	if err != nil || a.report.IndexEntries == a.rows {
		return err
	}
	l := a.l
	for p, err := range a.snap.Scan(l.y.kind(kindIndex), l.y.kind(kindIndex+1), false) {
		if err != nil {
			return err
		}
		ok, err := a.derivable(p.Key)
		if err != nil {
			return err
		}
		if !ok {
			a.finding(l.y.place(p.Key), "no record has it")
		}
	}
	return a.ctx.Err()
}

func (a *audit) derivable(key []byte) (bool, error) {
	l := a.l
	name, rest, err := ReadString(key[len(l.y.base)+1:])
	if err != nil {
		return false, nil
	}
	_, rest, err = ReadString(rest)
	_, id, ok := splitEntry(rest)
	t := l.known[name]
	if err != nil || !ok || t == nil {
		return false, nil
	}
	plain, err := l.read(a.snap, l.y.record(name, id))
	if errors.Is(err, ErrNotFound) || errors.Is(err, ErrDamaged) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	d, err := t.audited(l, id, plain, nil)
	if err != nil && !errors.Is(err, errCheck) {
		return false, nil
	}
	_, ok = d.rows[string(key)]
	return ok, nil
}

func (a *audit) tallies() error {
	err := a.raw(kindTally, func(key, value []byte) error {
		a.report.Tallies++
		want := a.counts[string(key)]
		delete(a.counts, string(key))
		plain, err := a.l.open(key, value)
		if err != nil {
			return a.trouble(key, err)
		}
		n, err := decodeTally(a.l.y.place(key), plain)
		if err != nil {
			return a.trouble(key, err)
		}
		if n != want || n == 0 {
			a.finding(a.l.y.place(key), fmt.Sprintf("says %d, the records say %d", n, want))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for key, n := range a.counts {
		if n != 0 {
			a.finding(a.l.y.place([]byte(key)), fmt.Sprintf("is missing, the records say %d", n))
		}
	}
	return nil
}
