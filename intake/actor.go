package intake

import (
	"time"

	"github.com/google/uuid"

	"tereze/intake/trio"
	"tereze/store"
)

// Actor is the worker behind an act.
type Actor struct {
	Code   string // short and stable, in the journal: "op1"
	Name   string // as papers print it
	Role   Role
	Window int       // counter window; 0 for those who have none
	Lang   trio.Lang // the language the screens open in
	// Provider is the code of the provider whose desk this is; empty for all
	// who work in the centre.
	Provider string
}

// By fixes an act before its transaction: who, when, and the number by which
// a doubtful commit is looked up afterwards.
type By struct {
	Op    uuid.UUID
	At    time.Time // in the office's zone, to the second, as Desk.By makes it
	Actor Actor
	// Second is the second pair of eyes, where an act needs four; its zero
	// value is nobody. Only a finished log-in fills it.
	Second Actor
	// Seen is the version of the case the worker looked at; an act on a case
	// that has moved since is refused. 0 asks for no such check.
	Seen int
}

// By reads the clock and makes the operation's number, once.
func (d *Desk) By(a Actor) By {
	return By{Op: uuid.Must(uuid.NewV7()), At: d.Now(), Actor: a}
}

// Part names the n-th transaction of one act over many cases, so that the
// repeat of a half-done act skips what is already on disk.
func (b By) Part(key []byte) By {
	b.Op = uuid.NewSHA1(b.Op, key)
	return b
}

// Store is what the ledger needs of By.
func (b By) Store(process uint8) store.By {
	return store.By{Op: b.Op, Operator: b.Actor.Code, Process: process, At: b.At}
}
