package courier

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/store"
)

// Office is the whole office at work: the counter's desk and the sector's
// tables over one ledger.
type Office struct {
	*intake.Desk
	last *lastCount // nil: nothing is kept
}

// Schema is every table of the program, for opening a ledger.
func Schema() store.Schema {
	own := []store.AnyTable{Handovers, Registries, Returns, Discrepancies, DayEnds}
	return store.Schema{Tables: slices.Concat(intake.Tables(), account.Tables(), own)}
}

// For is the same office as one worker may read it.
func (o *Office) For(a intake.Actor) *Office { return &Office{o.Desk.For(a), o.last} }

// announce writes down how many cases an act over a whole list has found, and
// answers what was written the first time: the list itself is shorter when the
// act is sent again. Nothing found and nothing written before is 0.
func (o *Office) announce(ctx context.Context, by intake.By, act intake.Act, subject string, found int) (int, error) {
	head, err := o.Write(ctx, by.Part([]byte("all")), intake.Command(act), act.Process(), func(tx *store.Tx) error {
		if found == 0 {
			return errNothing
		}
		tx.Note(string(act)+"-all", subject, strconv.Itoa(found))
		return nil
	})
	if errors.Is(err, errNothing) {
		return 0, nil
	} else if err != nil {
		return 0, err
	}
	written, err := o.Ledger.Journal(ctx, head.Seq, 1)
	if err != nil || len(written) == 0 || len(written[0].Args) == 0 {
		return found, err
	}
	return strconv.Atoi(written[0].Args[0])
}

var errNothing = errors.New("nothing found")

// once is a list without what it says again.
func once[T comparable](all []T) []T {
	seen := make(map[T]bool, len(all))
	var some []T
	for _, x := range all {
		if !seen[x] {
			seen[x], some = true, append(some, x)
		}
	}
	return some
}

// Undo takes back the last act of a case, as it stood on the screen. What a
// registry carries can be taken back only while the registry is where it was:
// an addition while it is open, an arrival never by itself; what the outbox
// holds, until its first try.
func (o *Office) Undo(ctx context.Context, by intake.By, c *intake.Case, reason string) (*intake.Case, error) {
	by.Seen = c.Version()
	return o.Desk.Undo(ctx, by, c.ID, reason, func(tx *store.Tx, c *intake.Case, last intake.Event) error {
		if err := undoWire(tx, by, c, last); err != nil || c.Road != intake.RoadPaper {
			return err
		}
		return undoable(tx, c, last)
	})
}

// undoable holds what an undo would restore against the registry: a case that
// was on the road cannot be there again once its registry has arrived.
func undoable(tx *store.Tx, now *intake.Case, last intake.Event) error {
	no := last.Was.Registry
	if last.Act == intake.ActAdd {
		no = now.Registry
	}
	refusal := intake.Refuse(ProblemUndoRegistry, "", no)
	switch {
	case last.Act == intake.ActAdd:
	case last.Was.Stage != intake.Out || last.Was.Arrived:
		return nil
	}
	r, err := registry(tx, no)
	switch {
	case err != nil:
		return err
	case r.State == Open:
		return nil
	case last.Act == intake.ActAdd, last.Act == intake.ActTakeOut, r.State == Delivered:
		return refusal
	case r.ClosedAt.After(last.At): // closed, and counted, without it
		return refusal
	}
	return nil
}
