package training

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/catalogue"
)

// arrive is a visit to the counter: processes 1 and 2.
func (f *filler) arrive(p planned) error {
	app, svc, err := f.fill(p)
	if err != nil {
		return err
	}
	op := f.operator(f.cast.IntN(2))
	slow := f.cast.IntN(12) // most take minutes, one in twelve more than fifteen
	app.StartedAt = f.clock.Now().Add(-time.Duration(3+slow*slow/8) * time.Minute)
	if p.stop == atRefused {
		_, err := f.o.Refuse(f.ctx, f.by(op), f.cast.spoil(f.o.Desk, app, svc))
		if back := f.ago(max(0, f.since(p)-1-f.cast.IntN(3))); f.cast.IntN(2) == 0 && p.day.Before(back) {
			f.at(f.opens(back).Add(70*time.Minute), func() error { return f.again(app, planned{fate{stop: atIssued, work: 2}, back}) })
		}
		return err
	}
	return f.accept(app, p, op)
}

// since is how many working days ago a visit was.
func (f *filler) since(p planned) int {
	n := 0
	for _, d := range f.days {
		if d.After(p.day) {
			n++
		}
	}
	return n
}

// again is the return of somebody who was turned back, with everything; if
// the service's window has closed since, there is none.
func (f *filler) again(app intake.Application, p planned) error {
	if !slices.ContainsFunc(f.offered(p.day), func(s *catalogue.Service) bool { return s.Code == app.Service }) {
		return nil
	}
	app.ID = f.id()
	return f.accept(app, p, f.operator(1))
}

func (f *filler) accept(app intake.Application, p planned, op intake.Actor) error {
	c, err := f.o.Accept(f.ctx, f.by(op), app)
	if err != nil {
		return err
	}
	f.past = append(f.past, app)
	t := &traveller{fate: p.fate, app: app, operator: op, number: c.Number}
	f.road[c.ID] = t
	now := f.clock.Now()
	switch {
	case p.stop == atAnnulled && f.cast.IntN(2) == 0:
		f.at(now.Add(6*time.Minute), func() error { return f.undo(c.ID, op, "") })
	case p.stop == atAnnulled:
		f.at(now.Add(20*time.Hour), func() error { return f.undo(c.ID, op, "өтініш қателесіп тіркелген") })
	case p.stop == atWithdrawn && p.then == "counter":
		f.at(now.Add(8*time.Minute), func() error { return f.withdraw(c.ID) })
	case p.stop == atCounter:
	default:
		f.pile = append(f.pile, c.ID)
	}
	return nil
}

func (f *filler) undo(id uuid.UUID, by intake.Actor, reason string) error {
	c, err := f.o.Case(f.ctx, id)
	if err != nil {
		return err
	}
	_, err = f.o.Undo(f.ctx, f.two(by), c, reason)
	return err
}

func (f *filler) withdraw(id uuid.UUID) error {
	_, err := f.o.Withdraw(f.ctx, f.by(f.issuer()), id, "өтініш берушінің қалауы бойынша")
	return err
}

// provide is what the provider does with a case that reached it: process 5.
func (f *filler) provide(id uuid.UUID, d int) error {
	t := f.road[id]
	c, err := f.o.Case(f.ctx, id)
	if err != nil || !c.Arrived {
		return err
	}
	steps := len(f.o.Steps(c))
	morning := func(days int) time.Time {
		if d+days >= len(f.days) {
			return f.end.Add(time.Hour) // after the play
		}
		return f.opens(f.days[d+days]).Add(time.Duration(20+f.cast.IntN(15)) * time.Minute)
	}
	stamp := func(when time.Time, step int, note string) {
		f.at(when, func() error {
			last := f.clock.Now().Add(-time.Duration(5+f.cast.IntN(10)) * time.Minute)
			_, err := f.o.Stamp(f.ctx, f.by(f.courier()), id, step, last, note)
			return err
		})
	}
	switch t.stop {
	case atChancellery:
	case atHead:
		if c.Step == 1 {
			stamp(morning(1), 1, "")
		}
	case atExecutor:
		stamp(morning(1), 2, "")
	case atSign:
		stamp(morning(1), 2, "")
		stamp(morning(2), 3, "телефон арқылы")
	case atSentBack:
		f.at(morning(2), func() error { return f.sendBack(id) })
	case atWithdrawn:
		if t.then == "out" {
			stamp(morning(1), 2, "")
			f.at(morning(3), func() error { return f.withdraw(id) })
			return nil
		}
		f.results(id, steps, d, t, stamp, morning)
	default:
		f.results(id, steps, d, t, stamp, morning)
	}
	return nil
}

// results goes through the steps to the end.
func (f *filler) results(id uuid.UUID, steps, d int, t *traveller, stamp func(time.Time, int, string), morning func(int) time.Time) {
	if t.then == "completed" {
		f.at(morning(1), func() error { return f.sendBack(id) })
		f.at(morning(3), func() error {
			_, err := f.o.Complete(f.ctx, f.by(f.courier()), id, f.clock.Now())
			return err
		})
		d += 3
	} else if t.work > 0 {
		stamp(morning(1), 2, "")
	}
	last := d + 1 + t.work
	if last >= len(f.days) {
		return
	}
	signed := f.opens(f.days[last]).Add(40 * time.Minute)
	stamp(signed, steps-1, "")
	f.at(signed, func() error {
		f.done[t.app.Provider] = append(f.done[t.app.Provider], id)
		return nil
	})
}

func (f *filler) sendBack(id uuid.UUID) error {
	_, err := f.o.SendBack(f.ctx, f.by(f.courier()), id, "өтініште мектептің бітірген жылы көрсетілмеген")
	return err
}

// claim plans what becomes of a result that waits with the inspector.
func (f *filler) claim(id uuid.UUID) {
	t := f.road[id]
	wait := func(fewest, most int) time.Time {
		n := fewest + f.cast.IntN(most-fewest+1)
		i := 0
		for i < len(f.days) && f.opens(f.days[i]).Before(f.clock.Now()) {
			i++
		}
		if i+n > len(f.days) || n == 0 {
			return f.end.Add(time.Hour)
		}
		day := f.days[i+n-1]
		return f.opens(day).Add(time.Duration(10+f.cast.IntN(180)) * time.Minute)
	}
	switch {
	case t.stop == atIssued:
		f.at(wait(1, 9), func() error { return f.issue(id) })
	case t.stop == atWithdrawn:
		f.at(wait(1, 2), func() error { return f.withdraw(id) })
	}
}

// issue gives a result out: process 7.
func (f *filler) issue(id uuid.UUID) error {
	t := f.road[id]
	h := intake.Handing{Receipt: true, Identity: intake.IdentityCard}
	if f.cast.IntN(10) == 0 {
		h.Receipt, h.NoReceipt = false, "жоғалтқан"
	}
	if t.app.Agent != nil {
		h.Agent, h.Authority = true, "баланың туу туралы куәлігі"
	} else if f.cast.IntN(8) == 0 {
		h.Identity = intake.Passport
	}
	_, err := f.o.Issue(f.ctx, f.by(f.issuer()), id, h)
	return err
}

// delivery is what the courier tells of a registry, as the fates have it.
func (f *filler) delivery(rows []intake.ListRow, no uint64, at time.Time) courier.Delivery {
	d := courier.Delivery{At: at, Receiver: "Қ. Сейітова, кеңсе", Incoming: incoming{}}
	for i, r := range rows {
		t := f.road[r.ID]
		if !f.act && len(rows) > 1 && t.stop == atIssued && t.then == "" && at.After(f.opens(f.ago(45))) {
			f.act = true
			d.Missed, d.Extra = append(d.Missed, r.Number), append(d.Extra, "4870001234567")
			t.work = 0
			f.sector[r.Provider] = append(f.sector[r.Provider], r.ID)
			continue
		}
		if t.stop != atChancellery && f.cast.IntN(7) > 0 {
			d.Incoming[r.Number] = incomingNumber(no, i)
		}
	}
	return d
}
