package courier

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/store"
)

func sortIDs(ids []uuid.UUID) {
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
}

// Verdict is what a scan of process 6 turned out to be.
type Verdict string

// The verdicts. Each is a line on the screen, none a dialog.
const (
	OnList      Verdict = "on-list"      // expected, marked
	OffList     Verdict = "off-list"     // ours and out, but not on this list: marked, and said
	Twice       Verdict = "twice"        // already marked
	NotOut      Verdict = "not-out"      // ours, but not with a provider: nothing done
	OtherOffice Verdict = "other-office" // another centre's: put aside, act
	Foreign     Verdict = "foreign"      // not one of our codes
	Unreadable  Verdict = "unreadable"   // half a code, a wrong digit
	Unknown     Verdict = "unknown"      // our form, but no such case
)

// Scan is the answer to one code under the scanner.
type Scan struct {
	Verdict Verdict
	Case    *intake.Case // nil unless it is ours
	Code    string       // what was scanned, for what is not a case of ours
	At      time.Time
	Before  time.Time // when it was marked first, for Twice
}

// Mark takes one code of the continuous scan loop (process 6, §8(6) of
// annexes 1 and 3): what came back is marked ready, against what was
// expected. ret is the return registry on the table, 0 for none.
func (o *Office) Mark(ctx context.Context, by intake.By, ret uint64, scanned string, outcome intake.Outcome) (Scan, error) {
	s := Scan{At: by.At, Code: scanned}
	if err := by.May(intake.Command(intake.ActMark)); err != nil {
		return s, err
	}
	n, fault := code.ParseBarcode(scanned)
	if fault != "" {
		if m, f := code.ParseNumber(scanned); f == "" {
			n, fault = m, ""
		}
	}
	switch {
	case fault == "foreign":
		s.Verdict = Foreign
		return s, nil
	case fault != "":
		s.Verdict = Unreadable
		return s, nil
	case n.Office() != o.Office.Number:
		s.Verdict = OtherOffice
		return s, o.stray(ctx, by, ret, string(n))
	}
	c, err := o.CaseByNumber(ctx, n)
	if p, ok := intake.AsProblem(err); ok && p.Code == intake.ProblemNoCase {
		s.Verdict = Unknown
		return s, o.stray(ctx, by, ret, string(n))
	} else if err != nil {
		return s, err
	}
	return o.mark(ctx, by, ret, s, c.ID, outcome)
}

func (o *Office) mark(ctx context.Context, by intake.By, ret uint64, s Scan, id uuid.UUID, outcome intake.Outcome) (Scan, error) {
	var verdict Verdict
	var before time.Time
	_, err := o.Write(ctx, by, intake.Command(intake.ActMark), 6, func(tx *store.Tx) error {
		verdict, before = OffList, time.Time{}
		c, err := intake.Cases.Get(tx, id[:])
		if err != nil {
			return err
		}
		if c.Stage > intake.Out && !c.ReadyAt.IsZero() {
			verdict, before = Twice, c.ReadyAt
			return nil
		}
		if ok, err := onTheRoad(tx, c); !ok || err != nil {
			verdict = NotOut
			return err
		}
		if ok, err := hasReturn(tx, ret); !ok || err != nil {
			if err == nil {
				err = intake.Refuse(ProblemNoReturn, "return", ret)
			}
			return err
		}
		expected := ret != 0 && c.Return == ret || ret == 0 && c.Return != 0
		if expected || ret == 0 && c.Arrived && !calendar.DateOf(by.At).Before(c.StepDue) {
			verdict = OnList
		}
		if err := c.Move(by, intake.ActMark, string(verdict), func(st *intake.State) {
			st.ReadyAt, st.SentBack = by.At, ""
			if ret != 0 {
				st.Return = ret
			}
			if outcome != intake.NoOutcome {
				st.Outcome = outcome
			} else if st.Outcome == intake.NoOutcome {
				st.Outcome = intake.Result
			}
		}); err != nil {
			return err
		}
		tx.Note(string(intake.ActMark), string(c.Number), string(verdict))
		return intake.Cases.Put(tx, c)
	})
	if err != nil {
		return s, err
	}
	s.Verdict, s.Before = verdict, before
	if s.Case, err = o.Case(ctx, id); err != nil {
		return s, err
	}
	if verdict == "" { // done on an earlier try whose answer was lost
		s.Verdict = firstVerdict(s.Case)
	}
	if !before.IsZero() {
		s.Before = before.In(o.Office.Zone())
	}
	return s, nil
}

// firstVerdict is what was said of a case when it was marked.
func firstVerdict(c *intake.Case) Verdict {
	for _, h := range slices.Backward(c.History) {
		if h.Act == intake.ActMark {
			return Verdict(h.Note)
		}
	}
	return Unknown
}

// hasReturn says whether a return registry is there; none is always.
func hasReturn(tx *store.Tx, no uint64) (bool, error) {
	if no == 0 {
		return true, nil
	}
	return Returns.Has(tx, store.AppendUint64(nil, no))
}

// onTheRoad says whether a case has left with a courier: what stands in a
// registry that is still here cannot have come back. What went by wire has come
// to the provider; its result may come on paper.
func onTheRoad(tx *store.Tx, c *intake.Case) (bool, error) {
	if c.Stage != intake.Out {
		return false, nil
	}
	if c.Road == intake.RoadCentre {
		return c.Arrived, nil
	}
	if c.Road != intake.RoadPaper { // nothing of it was ever with a courier
		return false, nil
	}
	r, err := registry(tx, c.Registry)
	return err == nil && r.State >= Dispatched, err
}

// stray keeps a code that belongs elsewhere, once, on the return registry.
func (o *Office) stray(ctx context.Context, by intake.By, ret uint64, number string) error {
	_, err := o.Write(ctx, by, intake.Command(intake.ActMark), 6, func(tx *store.Tx) error {
		tx.Note("stray", number)
		if ret == 0 {
			return nil
		}
		r, err := Returns.Get(tx, store.AppendUint64(nil, ret))
		if errors.Is(err, store.ErrNotFound) {
			return intake.Refuse(ProblemNoReturn, "return", ret)
		} else if err != nil {
			return err
		}
		if slices.Contains(r.Strays, number) {
			return nil
		}
		r.Strays = append(r.Strays, number)
		return Returns.Put(tx, r)
	})
	return err
}

// Forward passes marked results to the inspector, the same day (process 6).
// ids nil means everything that was marked.
func (o *Office) Forward(ctx context.Context, by intake.By, ids []uuid.UUID, progress func(done, all int)) (int, error) {
	if err := by.May(intake.Command(intake.ActForward)); err != nil {
		return 0, err
	}
	rule := func(_ *store.Tx, c *intake.Case) error {
		if err := c.Move(by, intake.ActForward, "", nil); err != nil {
			return err
		}
		due, err := o.Keep(c, c.ReadyOn)
		c.KeepTo = due.Date
		return err
	}
	if ids != nil {
		if ids = once(ids); len(ids) == 0 {
			return 0, intake.Refuse(ProblemNothing, "cases")
		}
		if err := o.Rehearse(ctx, by, intake.ActForward, ids, rule); err != nil {
			return 0, err
		}
		return len(ids), o.Each(ctx, by, intake.ActForward, "", ids, progress, rule)
	}
	var after []byte
	for {
		var rows []intake.ListRow
		err := o.View(ctx, func(tx *store.Tx) (err error) {
			rows, err = intake.ListPage(tx, intake.ListMarked, after, 500)
			return err
		})
		if err != nil {
			return 0, err
		}
		if len(rows) == 0 {
			break
		}
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
		after = rows[len(rows)-1].Cursor
	}
	n, err := o.announce(ctx, by, intake.ActForward, "", len(ids))
	switch {
	case err != nil:
		return 0, err
	case n == 0:
		return 0, intake.Refuse(ProblemNothing, "cases")
	}
	return n, o.Each(ctx, by, intake.ActForward, "", ids, progress, rule)
}

// Expected is what the scan loop waits for.
type Expected struct {
	Waiting int64 // not back yet
	Back    int64 // marked, on this return registry
}

// Expects counts what a return registry still waits for; with ret 0, what a
// provider should have given back by a day.
func (o *Office) Expects(ctx context.Context, ret uint64, provider string, on calendar.Date) (e Expected, err error) {
	err = o.View(ctx, func(tx *store.Tx) error {
		if ret == 0 {
			n, err := intake.CountListOf(tx, intake.ListOut, provider, on)
			e.Waiting = n.Late + n.Today
			return err
		}
		if e.Waiting, err = intake.ByRegistry.Tally(tx, intake.RegistryKey('r', ret, true)); err != nil {
			return err
		}
		e.Back, err = intake.ByRegistry.Tally(tx, intake.RegistryKey('r', ret, false))
		return err
	})
	return e, err
}

// Awaited reads a page of what a return registry still waits for.
func (o *Office) Awaited(ctx context.Context, ret uint64, after []byte, limit int) (rows []intake.ListRow, err error) {
	err = o.View(ctx, func(tx *store.Tx) error {
		rows, err = intake.RegistryPageOf(tx, 'r', ret, true, after, limit)
		return err
	})
	return rows, err
}

// ReturnRegistry reads a return registry by its number.
func (o *Office) ReturnRegistry(ctx context.Context, no uint64) (r *Return, err error) {
	err = o.View(ctx, func(tx *store.Tx) error {
		r, err = Returns.Get(tx, store.AppendUint64(nil, no))
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return nil, intake.Refuse(ProblemNoReturn, "return", no)
	}
	if r != nil {
		o.local(&r.At)
	}
	return r, err
}
