package store

import (
	"fmt"
	"slices"
	"strings"
)

// shape lists tables and indexes ("case", "case.stage"). It is kept with the
// identity: an index added later to a table with records would be silently
// empty.
func (l *Ledger) shape() []string {
	var s []string
	for _, t := range l.tables {
		s = append(s, t.tableName())
		for _, x := range t.indexNames() {
			s = append(s, t.tableName()+"."+x)
		}
	}
	return s
}

// grown compares the shape the store was made with to the schema's. True: the
// schema has more, on tables without records, which needs nothing built.
func (l *Ledger) grown(snap Snapshot, have []string) (bool, error) {
	want, grown := l.shape(), false
	for _, s := range have {
		if !slices.Contains(want, s) {
			return false, fmt.Errorf("%w: it was made with %q, which this program lacks", ErrForeign, s)
		}
	}
	for _, s := range want {
		if slices.Contains(have, s) {
			continue
		}
		grown = true
		table, _, _ := strings.Cut(s, ".")
		from := l.y.table(table)
		for _, err := range snap.Scan(from, prefixEnd(from), false) {
			if err != nil {
				return false, err
			}
			return false, fmt.Errorf("%w: it was made without %q, which would have to be built first", ErrForeign, s)
		}
	}
	return grown, nil
}
