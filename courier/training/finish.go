package training

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
)

// oddities are the acts of single days: people sent elsewhere, the pass into
// the archive, those who came too late for their results.
func (f *filler) oddities() {
	elsewhere := func(d calendar.Date) (codes []string) {
		for _, offer := range f.o.Catalogue.On(d, f.o.Office.Region) {
			if !offer.AtCentre() {
				codes = append(codes, offer.Service.Code)
			}
		}
		return codes
	}
	for i := range turnAways {
		day := f.ago(i * 7)
		if some := elsewhere(day); len(some) > 0 {
			f.at(f.opens(day).Add(time.Duration(9+f.cast.IntN(60))*time.Minute), func() error {
				_, err := f.o.SendElsewhere(f.ctx, f.by(f.operator(i)), pick(f.cast, some))
				return err
			})
		}
	}
	f.at(f.shuts(f.ago(-sweptAgo)).Add(-50*time.Minute), func() error {
		_, err := f.o.Archive(f.ctx, f.by(f.inspector()), nil)
		return err
	})
	f.at(f.opens(f.ago(-retrievedAgo)).Add(25*time.Minute), f.retrieve)
	f.at(f.opens(f.ago(1)).Add(35*time.Minute), func() error { return f.draft(0, 2) })
}

// retrieve brings results back from the archive; one is given out at once.
func (f *filler) retrieve() error {
	n := 0
	for _, id := range f.sorted() {
		if f.road[id].stop != atRetrieved {
			continue
		}
		c, err := f.o.Case(f.ctx, id)
		if err != nil {
			return err
		}
		if c.Stage != intake.Archived {
			continue
		}
		if _, err := f.o.Retrieve(f.ctx, f.two(f.inspector()), id); err != nil {
			return err
		}
		if n++; n == 1 {
			f.clock.Add(4 * time.Minute)
			if err := f.issue(id); err != nil {
				return err
			}
		}
	}
	return nil
}

// sorted is every case in the order of its acceptance.
func (f *filler) sorted() []uuid.UUID {
	return slices.SortedFunc(maps.Keys(f.road), func(a, b uuid.UUID) int {
		return cmp.Compare(f.road[a].number, f.road[b].number)
	})
}

// draft leaves an application half filled in.
func (f *filler) draft(operator, papers int) error {
	app, _, err := f.fill(planned{fate{stop: atCounter}, calendar.DateOf(f.clock.Now())})
	if err != nil {
		return err
	}
	app.StartedAt, app.Consent = f.clock.Now().Add(-4*time.Minute), false
	app.Papers = app.Papers[:min(papers, len(app.Papers))]
	return f.o.SaveDraft(f.ctx, f.by(f.operator(operator)), app)
}

// finish plays the last minutes: what must be fresh when the office opens.
func (f *filler) finish() error {
	var acts []func() error
	var closed uint64
	for _, id := range f.sorted() {
		if t := f.road[id]; t.stop == atOpen || t.stop == atClosed {
			acts = append(acts, func() error {
				c, err := f.o.Put(f.ctx, f.by(f.courier()), id)
				if err == nil && t.stop == atClosed {
					closed = c.Registry
				}
				return err
			})
		}
	}
	acts = append(acts, func() error {
		if closed == 0 {
			return nil
		}
		_, err := f.o.CloseRegistry(f.ctx, f.by(f.courier()), closed)
		return err
	})
	for _, p := range f.later {
		acts = append(acts, func() error { return f.arrive(p) })
	}
	acts = append(acts, func() error { return f.draft(1, 1) }, func() error { return f.draft(0, 0) })

	start := f.end.Add(-tail)
	if now := f.clock.Now(); now.After(start) {
		start = now
	}
	step := f.end.Sub(start) / time.Duration(len(acts)+1)
	f.agenda = nil
	for i, act := range acts {
		f.at(start.Add(time.Duration(i+1)*step).Truncate(time.Second), act)
	}
	return f.play(f.end)
}
