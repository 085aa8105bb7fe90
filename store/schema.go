package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// named is an index of a table as the identity lists it: "case.stage", and
// "case.stage@2" from version 1 on.
type named struct {
	table, index string
	version      byte
}

func (n named) base() string { return n.table + "." + n.index }

func (n named) String() string {
	if n.version == 0 {
		return n.base()
	}
	return n.base() + "@" + strconv.Itoa(int(n.version))
}

// parseNamed reads what String wrote; ok is false for a table's name.
func parseNamed(s string) (n named, ok bool) {
	s, version, at := strings.Cut(s, "@")
	if n.table, n.index, ok = strings.Cut(s, "."); ok && at {
		v, err := strconv.ParseUint(version, 10, 8)
		n.version, ok = byte(v), err == nil
	}
	return n, ok
}

// indexUnfinished stands in the identity's shape while indexes are being built
// (rebuild.go). Programs that cannot build read it as a table they lack and
// leave the store alone.
const indexUnfinished = "an unfinished index"

// shape lists tables and indexes. It is kept with the identity: an index
// added or changed later would be silently empty or wrong.
func (l *Ledger) shape() []string {
	var s []string
	for _, t := range l.tables {
		s = append(s, t.tableName())
		for _, x := range t.indexNames() {
			s = append(s, x.String())
		}
	}
	return s
}

// wanted is this program's version of the index called base.
func (l *Ledger) wanted(base string) (named, bool) {
	for _, t := range l.tables {
		for _, x := range t.indexNames() {
			if x.base() == base {
				return x, true
			}
		}
	}
	return named{}, false
}

// mayTake checks that this program may take over what name says: a table or an
// index it has, in its own version or an older one.
func (l *Ledger) mayTake(name string) error {
	if l.known[name] != nil {
		return nil
	}
	n, ok := parseNamed(name)
	if mine, has := l.wanted(n.base()); ok && has && mine.version >= n.version {
		return nil
	}
	return fmt.Errorf("%w: it was made with %q, which this program lacks", ErrForeign, name)
}

// lacking compares the shape the store was made with to the schema's. grown:
// the schema has more or other. build are the indexes that records wait for;
// b is the building under way, nil when there is none.
func (l *Ledger) lacking(snap Snapshot, have []string, b *building) (build []named, grown bool, err error) {
	under := func(n named) bool {
		return b != nil && slices.ContainsFunc(b.names, func(s string) bool {
			began, _ := parseNamed(s)
			return began.base() == n.base()
		})
	}
	for _, s := range have {
		if s == indexUnfinished && b != nil {
			continue
		}
		if err := l.mayTake(s); err != nil {
			return nil, false, err
		}
	}
	if b != nil {
		for _, s := range b.names {
			if err := l.mayTake(s); err != nil {
				return nil, false, err
			}
		}
	}
	for _, t := range l.tables {
		filled, err := l.filled(snap, t.tableName())
		if err != nil {
			return nil, false, err
		}
		if !slices.Contains(have, t.tableName()) {
			grown = true
			if filled {
				return nil, false, fmt.Errorf("%w: it has records of a table %q that it was made without", ErrForeign, t.tableName())
			}
		}
		for _, x := range t.indexNames() {
			if slices.Contains(have, x.String()) {
				continue
			}
			grown = true
			if filled || under(x) {
				build = append(build, x)
			}
		}
	}
	return build, grown, nil
}

// filled says whether a table has records.
func (l *Ledger) filled(snap Snapshot, table string) (bool, error) {
	from := l.y.table(table)
	for _, err := range snap.Scan(from, prefixEnd(from), false) {
		return err == nil, err
	}
	return false, nil
}
