package store

import (
	"encoding/hex"
	"fmt"

	"github.com/google/uuid"
)

// Where things lie: office, kind, then the kind's own parts. Audit relies on
// the journal coming before what it vouches for.
const (
	kindMeta     = 1 // format, key id, sealed identity of the ledger; "building" -> an index being built
	kindHead     = 2 // the journal's head; guards every commit
	kindJournal  = 3 // sequence number -> entry and the tree hashes it completes
	kindOp       = 4 // By.Op -> head after it
	kindSequence = 5 // name -> last number given
	kindRecord   = 6 // table, id -> record
	kindIndex    = 7 // table, index, mark key, id, length of id -> row
	kindTally    = 8 // table, index, tally key -> count
)

// SequenceTable is the Table of a journal Change that moved a sequence; ID is
// the sequence's name.
const SequenceTable = "#sequence"

type layout struct{ base []byte }

func newLayout(office string) layout { return layout{AppendString(nil, office)} }

// start begins a key of a kind that will have n bytes more.
func (y layout) start(k byte, n int) []byte {
	b := make([]byte, 0, len(y.base)+1+n)
	return append(append(b, y.base...), k)
}

func (y layout) kind(k byte) []byte { return y.start(k, 0) }

func (y layout) journal(seq uint64) []byte { return AppendUint64(y.start(kindJournal, 8), seq) }

func (y layout) op(op uuid.UUID) []byte { return append(y.start(kindOp, len(op)), op[:]...) }

func (y layout) sequence(name string) []byte {
	return append(y.start(kindSequence, len(name)), name...)
}

func (y layout) table(name string) []byte {
	return AppendString(y.start(kindRecord, len(name)+2), name)
}

func (y layout) record(name string, id []byte) []byte {
	return append(AppendString(y.start(kindRecord, len(name)+2+len(id)), name), id...)
}

func (y layout) index(table, index string) []byte {
	return AppendString(AppendString(y.start(kindIndex, len(table)+len(index)+4), table), index)
}

func (y layout) tally(table, index string) []byte {
	return AppendString(AppendString(y.start(kindTally, len(table)+len(index)+4), table), index)
}

// change reads a record's or sequence's key back; ok is false for other kinds.
func (y layout) change(key []byte) (table string, id []byte, ok bool) {
	rest := key[len(y.base):]
	switch rest[0] {
	case kindSequence:
		return SequenceTable, rest[1:], true
	case kindRecord:
		table, id, err := ReadString(rest[1:])
		return table, id, err == nil
	}
	return "", nil, false
}

// place names a key for people. Nothing personal is in keys, so nothing leaks.
func (y layout) place(key []byte) string {
	if len(key) <= len(y.base) {
		return "key " + hex.EncodeToString(key)
	}
	rest := key[len(y.base)+1:]
	switch key[len(y.base)] {
	case kindMeta:
		if len(rest) > 0 {
			return "index building"
		}
		return "identity"
	case kindHead:
		return "journal head"
	case kindJournal:
		if n, _, err := ReadUint64(rest); err == nil {
			return fmt.Sprintf("journal %d", n)
		}
	case kindOp:
		return "op " + idText(rest)
	case kindSequence:
		return "sequence " + string(rest)
	case kindRecord:
		if name, id, err := ReadString(rest); err == nil {
			return name + " " + idText(id)
		}
	case kindIndex, kindTally:
		if table, rest, err := ReadString(rest); err == nil {
			if index, rest, err := ReadString(rest); err == nil {
				what := "index"
				if key[len(y.base)] == kindTally {
					what = "tally"
				}
				return fmt.Sprintf("%s %s.%s %x", what, table, index, rest)
			}
		}
	}
	return "key " + hex.EncodeToString(key)
}

func idText(id []byte) string {
	if u, err := uuid.FromBytes(id); err == nil {
		return u.String()
	}
	return hex.EncodeToString(id)
}

// splitEntry takes the part of an index key after the index's name apart.
func splitEntry(rest []byte) (key, id []byte, ok bool) {
	if len(rest) == 0 {
		return nil, nil, false
	}
	n := int(rest[len(rest)-1])
	rest = rest[:len(rest)-1]
	if n == 0 || n > len(rest) {
		return nil, nil, false
	}
	at := len(rest) - n
	return rest[:at:at], rest[at:len(rest):len(rest)], true
}

func joinEntry(prefix, key, id []byte) []byte {
	b := make([]byte, 0, len(prefix)+len(key)+len(id)+1)
	b = append(append(append(b, prefix...), key...), id...)
	return append(b, byte(len(id)))
}
