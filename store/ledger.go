package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/google/uuid"
)

// By says who acts. It is fixed before the transaction, because the function
// may run twice.
type By struct {
	Op       uuid.UUID // of this act; the same act sent again carries the same
	Operator string    // the operator's login, never a person's name
	Process  uint8     // 1 to 7, 0 for housekeeping
	At       time.Time // kept in milliseconds, UTC
}

// Schema names every table of a ledger; indexes hang on their table.
type Schema struct{ Tables []AnyTable }

// Ledger is one office's data and journal. Its methods may be called from
// several goroutines; Updates queue.
type Ledger struct {
	e      Engine
	office string
	keys   *Keys
	y      layout
	tables []AnyTable
	known  map[string]AnyTable
	origin [32]byte      // what the journal's first entry is chained to
	turn   chan struct{} // holds one token: the turn to write
}

var (
	nameShape   = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,31}$`)
	officeShape = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$`)
)

const formatVersion = 1

// OpenLedger opens the office's ledger, and makes it when the engine is empty.
// The ledger takes the engine over: Close closes both. When OpenLedger fails,
// the engine is still the caller's.
//
// Tables and indexes that the schema has and the store has not are taken in;
// an index that is new to a table with records, or of a newer version, is built
// here, in many small commits (rebuild.go): some seconds for 100,000 records.
// A building cut short goes on at the next opening.
//
// Errors: ErrWrongKey; ErrForeign when the engine holds another office, a newer
// format, or tables and indexes the schema lacks; ErrUnbuilt when an index must
// be built and the engine is read only; ErrDamaged; ErrInvalid for an
// impossible office number or schema.
func OpenLedger(ctx context.Context, e Engine, office string, keys *Keys, s Schema) (*Ledger, error) {
	if !officeShape.MatchString(office) {
		return nil, fmt.Errorf("%w: office number %q", ErrInvalid, office)
	}
	l := &Ledger{e: e, office: office, keys: keys, y: newLayout(office), tables: s.Tables,
		known: make(map[string]AnyTable), turn: make(chan struct{}, 1)}
	for _, t := range s.Tables {
		if err := t.check(); err != nil {
			return nil, err
		}
		if l.known[t.tableName()] != nil {
			return nil, fmt.Errorf("%w: two tables %q", ErrInvalid, t.tableName())
		}
		l.known[t.tableName()] = t
	}
	err := l.load(ctx)
	if errors.Is(err, ErrNotFound) {
		if err = l.create(ctx); err == nil || errors.Is(err, ErrConflict) {
			err = l.load(ctx)
		}
	}
	if err != nil {
		return nil, err
	}
	return l, nil
}

// identity is what the store says of itself.
type identity struct {
	key, raw []byte // where it stands, and as it is stored
	id       uuid.UUID
	shape    []string
}

// load reads the identity and brings the store to this program's shape;
// ErrNotFound when the engine is empty.
func (l *Ledger) load(ctx context.Context) error {
	for conflicts := 0; ; {
		done, err := l.settle(ctx)
		switch {
		case errors.Is(err, ErrConflict):
			if conflicts++; conflicts > maxConflicts {
				return fmt.Errorf("%w: %d conflicts in a row", ErrNotWritten, conflicts)
			}
		case done || err != nil:
			return err
		default:
			conflicts = 0
		}
	}
}

// settle makes at most one commit towards this program's shape. done: there is
// nothing more to do.
func (l *Ledger) settle(ctx context.Context) (done bool, err error) {
	snap, err := l.snapshot(ctx)
	if err != nil {
		return false, err
	}
	defer snap.Close()
	at, err := l.identity(snap)
	if err != nil {
		return false, err
	}
	b, rawBuild, err := l.building(snap)
	if err != nil {
		return false, err
	}
	if (b != nil) != slices.Contains(at.shape, indexUnfinished) {
		return false, &DamagedError{Where: l.y.place(at.key), What: "it and the building of an index disagree"}
	}
	build, grown, err := l.lacking(snap, at.shape, b)
	if err != nil {
		return false, err
	}
	l.origin = sha256.Sum256(append([]byte("tereze journal "+l.office+" "), at.id[:]...))
	_, _, err = l.head(snap)
	if errors.Is(err, ErrNotFound) {
		return false, &DamagedError{Where: l.y.place(l.y.kind(kindHead)), What: "missing"}
	}
	if err != nil {
		return false, err
	}
	if b != nil || len(build) > 0 {
		return l.rebuild(ctx, snap, at, build, b, rawBuild)
	}
	if !grown {
		return true, nil
	}
	w := Write{Guards: []Pair{{at.key, at.raw}}, Puts: []Pair{{at.key, l.meta(at.id, l.shape())}}}
	snap.Close()
	if err := l.e.Commit(ctx, w); !errors.Is(err, ErrReadOnly) {
		return err == nil, err
	}
	return true, nil
}

// identity reads the identity; ErrNotFound when the engine is empty.
func (l *Ledger) identity(snap Snapshot) (*identity, error) {
	key := l.y.kind(kindMeta)
	raw, err := snap.Get(key)
	if errors.Is(err, ErrNotFound) {
		for p, err := range snap.Scan(nil, nil, false) {
			if err != nil {
				return nil, err
			}
			other, _, _ := ReadString(p.Key)
			return nil, fmt.Errorf("%w: it holds office %q, not %q", ErrForeign, other, l.office)
		}
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	switch {
	case len(raw) < 9:
		return nil, &DamagedError{Where: l.y.place(key), What: "too short"}
	case raw[0] > formatVersion:
		return nil, fmt.Errorf("%w: format %d, this program knows %d", ErrForeign, raw[0], formatVersion)
	case [8]byte(raw[1:9]) != l.keys.id:
		return nil, fmt.Errorf("%w: it was made with keys %x", ErrWrongKey, raw[1:9])
	}
	plain, err := l.open(key, raw[9:])
	if err != nil {
		return nil, err
	}
	d := NewDecoder(plain)
	at := &identity{key: key, raw: bytes.Clone(raw), id: d.UUID(), shape: d.Strings()}
	if err := d.Done(); err != nil {
		return nil, &DamagedError{Where: l.y.place(key), What: err.Error()}
	}
	return at, nil
}

// meta is the identity's value: format and key id in the clear, so that a wrong
// key is told from damage.
func (l *Ledger) meta(id uuid.UUID, shape []string) []byte {
	var e Encoder
	e.UUID(id)
	e.Strings(shape)
	value := append([]byte{formatVersion}, l.keys.id[:]...)
	return append(value, l.keys.seal(l.y.kind(kindMeta), e.Data())...)
}

func (l *Ledger) create(ctx context.Context) error {
	id, err := uuid.NewRandom()
	if err != nil {
		return err
	}
	meta, head := l.y.kind(kindMeta), l.y.kind(kindHead)
	l.origin = sha256.Sum256(append([]byte("tereze journal "+l.office+" "), id[:]...))
	first := Head{Hash: l.origin}
	return l.e.Commit(ctx, Write{
		Guards: []Pair{{Key: meta}, {Key: head}},
		Puts: []Pair{
			{Key: meta, Value: l.meta(id, l.shape())},
			{Key: head, Value: l.keys.seal(head, first.encode())},
		},
	})
}

// Office is the office's number, as given to OpenLedger.
func (l *Ledger) Office() string { return l.office }

// Wake signals after commits to this ledger, its own and, on engines that
// share, others'. Signals merge; the channel is closed when ctx ends.
func (l *Ledger) Wake(ctx context.Context) <-chan struct{} {
	return l.e.Wake(ctx, l.y.kind(kindHead))
}

// Close closes the engine; it waits for Views that are under way.
func (l *Ledger) Close() error { return l.e.Close() }

// View runs fn on one consistent view. fn must not call Update and must not
// take long: a page of rows, not a report.
func (l *Ledger) View(ctx context.Context, fn func(*Tx) error) error {
	snap, err := l.snapshot(ctx)
	if err != nil {
		return err
	}
	tx := &Tx{l: l, snap: snap}
	defer tx.end()
	return fn(tx)
}

// snapshot is a view of what is on the disk.
func (l *Ledger) snapshot(ctx context.Context) (Snapshot, error) {
	return l.brought(ctx, l.e.Snapshot)
}

// tip is a view of what the next commit builds on.
func (l *Ledger) tip(ctx context.Context) (Snapshot, error) {
	if p, ok := l.e.(Pipeline); ok {
		return l.brought(ctx, p.Tip)
	}
	return l.snapshot(ctx)
}

// brought takes a view and brings an engine that stopped in doubt back first.
func (l *Ledger) brought(ctx context.Context, view func(context.Context) (Snapshot, error)) (Snapshot, error) {
	snap, err := view(ctx)
	if r, ok := l.e.(Reopener); ok && errors.Is(err, ErrUnknownOutcome) {
		if err := r.Reopen(ctx); err != nil {
			return nil, err
		}
		return view(ctx)
	}
	return snap, err
}

// open unseals a value.
func (l *Ledger) open(key, sealed []byte) ([]byte, error) {
	plain, err := l.keys.open(key, sealed)
	if err != nil {
		return nil, &DamagedError{Where: l.y.place(key), What: "the sealed value does not open"}
	}
	return plain, nil
}

// read gets and unseals; ErrNotFound when absent.
func (l *Ledger) read(snap Snapshot, key []byte) ([]byte, error) {
	raw, err := snap.Get(key)
	if err != nil {
		return nil, err
	}
	return l.open(key, raw)
}
