package courier

import (
	"context"

	"tereze/intake/calendar"
	"tereze/store"
)

// Report is all that is told of a day at its end: on paper, by command and,
// but for the journal's part, on the supervisor's wall.
type Report struct {
	*Day
	Acts   *Acts
	Duties Duties  // as things stand now, of the day
	Closed *DayEnd // nil while the day is open
	Head   store.Head
	Now    Conveyor // the stations as they stand now
}

// Report counts a day with what the journal says up to head; the zero Head is
// the journal as it stands.
func (o *Office) Report(ctx context.Context, on calendar.Date, head store.Head) (r *Report, err error) {
	r = &Report{Head: head}
	if head.Seq == 0 {
		if r.Head, err = o.Ledger.Head(ctx); err != nil {
			return nil, err
		}
	}
	if r.Day, err = o.Day(ctx, on); err != nil {
		return nil, err
	}
	if r.Acts, err = o.Acts(ctx, on, r.Head); err != nil {
		return nil, err
	}
	if r.Duties, err = o.Hangs(ctx, on); err != nil {
		return nil, err
	}
	if r.Closed, err = o.DayEnd(ctx, on); err != nil {
		return nil, err
	}
	r.Now, err = o.Conveyor(ctx, o.Today())
	return r, err
}
