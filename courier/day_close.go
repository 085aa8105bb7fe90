package courier

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
)

// DayEnd is the closing of a day: who said when that nothing of it hangs, and
// where the journal stood then. The report is printed with it.
type DayEnd struct {
	On   calendar.Date
	By   string // worker's code
	At   time.Time
	Head store.Head // the last entry before the closing's own
}

// DayEnds are the closed days.
var DayEnds = store.NewTable(store.TableSpec[DayEnd]{
	Name: "day-end", Version: 1,
	ID:     func(e *DayEnd) []byte { return dayKey(e.On) },
	Encode: encodeDayEnd, Decode: decodeDayEnd,
})

func dayKey(d calendar.Date) []byte { return binary.BigEndian.AppendUint32(nil, uint32(dayNumber(d))) }

func dayNumber(d calendar.Date) int { return d.Year*10000 + int(d.Month)*100 + d.Day }

func encodeDayEnd(e *store.Encoder, v *DayEnd) {
	e.Uint(uint64(dayNumber(v.On)))
	e.String(v.By)
	e.Time(v.At)
	e.Uint(v.Head.Seq)
	e.Bytes(v.Head.Hash[:])
}

func decodeDayEnd(d *store.Decoder, _ byte, v *DayEnd) {
	n := int(d.Uint())
	v.On = calendar.Date{Year: n / 10000, Month: time.Month(n / 100 % 100), Day: n % 100}
	v.By, v.At, v.Head.Seq = d.String(), d.Time(), d.Uint()
	if hash := d.Bytes(); len(hash) == len(v.Head.Hash) {
		copy(v.Head.Hash[:], hash)
	} else {
		d.Fail(fmt.Errorf("courier: a hash of %d bytes", len(hash)))
	}
}

// ActCloseDay is the closing in the journal; its subject is the date.
const ActCloseDay = "day-closed"

// CloseDay ends a day of which nothing hangs. Today may be closed, and a day
// gone by that was left open; nothing is owed any less for it. Sent again with
// the same By it answers as before.
//
// Problems: ProblemRole; ProblemDayAhead; ProblemDayClosed; ProblemDayHangs,
// whose arguments are the date and how many cases stand under Left, Unsettled,
// Forward and Archive, as Hangs lists them.
func (o *Office) CloseDay(ctx context.Context, by intake.By, day calendar.Date) (*DayEnd, error) {
	today := o.dayOf(by.At)
	if err := by.May(intake.CanCloseDay); err != nil {
		return nil, err
	}
	_, err := o.Ledger.Update(ctx, by.Store(0), func(tx *store.Tx) error {
		if day.After(today) {
			return intake.Refuse(ProblemDayAhead, "day", day)
		}
		if old, err := DayEnds.Get(tx, dayKey(day)); err == nil {
			return intake.Refuse(ProblemDayClosed, "day", day, old.By, old.At.In(o.Office.Zone()).Format("02.01.2006 15:04"))
		} else if !errors.Is(err, store.ErrNotFound) {
			return err
		}
		all, err := o.duties(tx, day, today)
		if err != nil {
			return err
		}
		if len(all.Hang()) > 0 {
			left, _ := all.Sum(DutyCounter, DutySector, DutyRegistry)
			return intake.Refuse(ProblemDayHangs, "day", day, left, all.Of(DutyUnsettled).N, all.Of(DutyForward).N, all.Of(DutyArchive).N)
		}
		head, err := tx.Head()
		if err != nil {
			return err
		}
		tx.Note(ActCloseDay, day.String())
		return DayEnds.Put(tx, &DayEnd{On: day, By: by.Actor.Code, At: by.At, Head: head})
	})
	if err != nil {
		return nil, err
	}
	return o.DayEnd(ctx, day)
}

// DayEnd is the closing of a day; nil when it is open.
func (o *Office) DayEnd(ctx context.Context, day calendar.Date) (end *DayEnd, err error) {
	err = o.figures(ctx, func(tx *store.Tx) error {
		end, err = o.dayEnd(tx, day)
		return err
	})
	return end, err
}

func (o *Office) dayEnd(tx *store.Tx, day calendar.Date) (*DayEnd, error) {
	end, err := DayEnds.Get(tx, dayKey(day))
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	o.local(&end.At)
	return end, nil
}

// LeftOpen lists the days of the month before a day on which people were
// served and which nobody closed, the oldest first.
func (o *Office) LeftOpen(ctx context.Context, before calendar.Date) (days []calendar.Date, err error) {
	err = o.figures(ctx, func(tx *store.Tx) error {
		days = nil
		for i := Month; i > 0; i-- {
			day := before.Add(-i)
			accepted, refused, err := intake.AcceptedOn(tx, day)
			if err != nil {
				return err
			}
			if accepted+refused == 0 {
				continue
			}
			if closed, err := DayEnds.Has(tx, dayKey(day)); err != nil {
				return err
			} else if !closed {
				days = append(days, day)
			}
		}
		return nil
	})
	return days, err
}
