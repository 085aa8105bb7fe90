package training

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
)

type incoming = map[code.Number]string

func incomingNumber(no uint64, i int) string {
	return "12-" + strconv.FormatUint(no, 10) + "/" + strconv.Itoa(i+1)
}

// day is what the sector does on each: the morning's courier, the results he
// brings, the evening's handing over.
func (f *filler) day(d calendar.Date) {
	open, shut := f.opens(d), f.shuts(d)
	n := slices.Index(f.days, d)
	left := open.Add(2 * time.Hour)
	f.at(open.Add(60*time.Minute), f.put)
	f.at(open.Add(90*time.Minute), f.seal)
	f.at(left, func() error { return f.dispatch(n) })
	f.at(left.Add(30*time.Minute), func() error { return f.deliver(n, left.Add(20*time.Minute)) })
	f.at(left.Add(45*time.Minute), func() error { return f.giveBack(n) })
	f.at(shut.Add(-40*time.Minute), f.forward)
	f.at(shut.Add(-30*time.Minute), f.give)
	f.at(shut.Add(-15*time.Minute), f.receive)
}

// put lays what came last evening into the providers' registries.
func (f *filler) put() error {
	for _, provider := range slices.Sorted(maps.Keys(f.sector)) {
		for _, id := range f.sector[provider] {
			if _, err := f.o.Put(f.ctx, f.by(f.courier()), id); err != nil {
				return err
			}
			if f.road[id].then == "put-undone" {
				if err := f.undo(id, f.courier(), ""); err != nil {
					return err
				}
				if _, err := f.o.Put(f.ctx, f.by(f.courier()), id); err != nil {
					return err
				}
			}
		}
	}
	clear(f.sector)
	return nil
}

func (f *filler) seal() error {
	open, err := f.o.RegistriesIn(f.ctx, 1, 100)
	if err != nil {
		return err
	}
	for _, r := range open {
		if _, err := f.o.CloseRegistry(f.ctx, f.by(f.courier()), r.Number); err != nil {
			return err
		}
		f.onRun = append(f.onRun, r.Number)
	}
	return nil
}

func (f *filler) dispatch(day int) error {
	if len(f.onRun) == 0 {
		return nil
	}
	_, err := f.o.Dispatch(f.ctx, f.by(f.courier()), f.onRun, "М. Тәжін", strconv.Itoa(day+1), "П-"+strconv.Itoa(1000+day))
	return err
}

// deliver records what the courier tells when he is back; a registry with a
// case that stays on the road is not told of.
func (f *filler) deliver(day int, at time.Time) error {
	for _, no := range f.onRun {
		rows, err := f.o.Contents(f.ctx, no, nil, 500)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(rows, func(r intake.ListRow) bool { return f.road[r.ID].stop == atDispatched }) {
			continue
		}
		d := f.delivery(rows, no, at)
		if _, _, err := f.o.Deliver(f.ctx, f.by(f.courier()), no, d, nil); err != nil {
			return err
		}
		for _, r := range rows {
			if r.Stage == intake.Out && !slices.Contains(d.Missed, r.Number) {
				if err := f.provide(r.ID, day); err != nil {
					return err
				}
			}
		}
	}
	f.onRun = nil
	return nil
}

// giveBack takes the providers' results and marks them: processes 5 and 6.
func (f *filler) giveBack(day int) error {
	for _, provider := range slices.Sorted(maps.Keys(f.done)) {
		outcomes := map[uuid.UUID]intake.Outcome{}
		for _, id := range f.done[provider] {
			outcomes[id] = intake.Result
			if f.road[id].then == "refusal" || f.cast.IntN(25) == 0 {
				outcomes[id] = intake.ReasonedRefusal
			}
		}
		ret, err := f.o.GiveBack(f.ctx, f.by(f.courier()), provider, outcomes, nil)
		if err != nil {
			return err
		}
		if err := f.scan(ret.Number, f.done[provider], day); err != nil {
			return err
		}
	}
	clear(f.done)
	return nil
}

func (f *filler) scan(ret uint64, ids []uuid.UUID, day int) error {
	mark := func(scanned string) error {
		f.clock.Add(2 * time.Second)
		_, err := f.o.Mark(f.ctx, f.by(f.courier()), ret, scanned, intake.NoOutcome)
		return err
	}
	for _, id := range ids {
		t := f.road[id]
		if t.stop == atAnnounced {
			continue
		}
		scans := 1
		if t.then == "mark-undone" || f.cast.IntN(20) == 0 {
			scans = 2
		}
		for i := range scans {
			if i == 1 && t.then == "mark-undone" {
				if err := f.undo(id, f.courier(), ""); err != nil {
					return err
				}
			}
			if err := mark(t.number.Barcode()); err != nil {
				return err
			}
		}
		if t.stop != atMarked {
			f.marked = append(f.marked, id)
		}
	}
	if !f.strays {
		f.strays = true
		if n, err := code.Make("017", f.days[day].In(f.o.Office.Zone()), 44); err == nil && f.o.Office.Number != "017" {
			return mark(n.Barcode())
		}
	}
	return nil
}

// forward passes the day's results to the inspector.
func (f *filler) forward() error {
	if len(f.marked) == 0 {
		return nil
	}
	if _, err := f.o.Forward(f.ctx, f.by(f.courier()), f.marked, nil); err != nil {
		return err
	}
	for _, id := range f.marked {
		f.claim(id)
	}
	f.marked = nil
	return nil
}

// give hands the day's papers over, each operator with an act of his own.
func (f *filler) give() error {
	for i := range 2 {
		var ids []uuid.UUID
		for _, id := range f.pile {
			if t := f.road[id]; t.operator.Code == f.operator(i).Code && t.stop != atReceived {
				ids = append(ids, id)
			}
		}
		if len(ids) > 0 {
			if _, err := f.o.Give(f.ctx, f.by(f.operator(i)), ids, f.courier().Code, nil); err != nil {
				return err
			}
		}
	}
	f.taken, f.pile = append(f.taken, f.pile...), nil
	return nil
}

func (f *filler) receive() error {
	for _, id := range f.taken {
		t := f.road[id]
		if t.stop == atGiven {
			continue
		}
		if _, err := f.o.Receive(f.ctx, f.by(f.courier()), id); err != nil {
			return err
		}
		f.clock.Add(3 * time.Second)
		switch t.stop {
		case atSector, atReceived, atOpen, atClosed:
		default:
			f.sector[t.app.Provider] = append(f.sector[t.app.Provider], id)
		}
	}
	f.taken = nil
	return nil
}
