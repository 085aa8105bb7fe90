package courier

import (
	"context"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
)

// Conveyor is the office at one look: what stands at each station, and what
// is late or must move on today. It is read from kept tallies alone.
type Conveyor struct {
	Drafts    int64        // 1: applications begun and not finished
	Accepted  int64        // 2: today
	Refused   int64        // 1: today
	Counter   intake.Count // 3: papers at the counter
	Unsettled int64        // 3: handed and not received, or the other way round
	Sector    intake.Count // 4: with the sector, outside any registry
	Packed    int64        // 4: in registries that have not left
	Away      intake.Count // 5: with the providers or on the road
	Marked    intake.Count // 6: back, not forwarded
	Ready     intake.Count // 7: waiting for their recipients; Late: to the archive
	Archived  int64

	Scan     intake.Count // electronic 4: accepted, to be scanned, signed and sent
	Sent     intake.Count // electronic 5: in the outbox, or unanswered by the provider
	Doubtful int64        // messages a person must look at
}

// MustLeave counts what must be with the courier today and is in no registry,
// or must be sent today and is not.
func (c *Conveyor) MustLeave() int64 {
	return c.Counter.Late + c.Counter.Today + c.Sector.Late + c.Sector.Today + c.Scan.Late + c.Scan.Today
}

// Conveyor counts the office.
func (o *Office) Conveyor(ctx context.Context, today calendar.Date) (c Conveyor, err error) {
	err = o.View(ctx, func(tx *store.Tx) (err error) {
		c, err = o.last.conveyor(tx, today)
		return err
	})
	return c, err
}

// count reads the tallies.
func count(tx *store.Tx, today calendar.Date) (c Conveyor, err error) {
	if c.Drafts, err = intake.DraftsBy.Tally(tx, []byte("all")); err != nil {
		return c, err
	}
	if c.Accepted, c.Refused, err = intake.AcceptedOn(tx, today); err != nil {
		return c, err
	}
	for l, n := range map[intake.List]*intake.Count{
		intake.ListCounter: &c.Counter, intake.ListSector: &c.Sector, intake.ListOut: &c.Away,
		intake.ListMarked: &c.Marked, intake.ListReady: &c.Ready,
		intake.ListScan: &c.Scan, intake.ListSent: &c.Sent,
	} {
		if *n, err = intake.CountList(tx, l, today); err != nil {
			return c, err
		}
	}
	unsettled, err := intake.CountList(tx, intake.ListUnsettled, today)
	if err != nil {
		return c, err
	}
	archived, err := intake.CountList(tx, intake.ListArchive, today)
	if err != nil {
		return c, err
	}
	if c.Doubtful, err = intake.MessagesByState.Tally(tx, []byte{byte(intake.MessageDoubtful)}); err != nil {
		return c, err
	}
	c.Unsettled, c.Archived = unsettled.All, archived.All
	for _, s := range []State{Open, Closed} {
		regs, err := registriesIn(tx, s, 1000)
		if err != nil {
			return c, err
		}
		for _, r := range regs {
			out, _, err := Held(tx, r.Number)
			if err != nil {
				return c, err
			}
			c.Packed += out
		}
	}
	c.Away.All -= c.Packed
	return c, nil
}
