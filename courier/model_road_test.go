package courier_test

import (
	"fmt"
	"slices"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
)

// The model's first half: from the counter to the provider; see model_test.go.

func (w *world) Accept(*rapid.T) {
	provider := rapid.SampledFrom([]string{school, school, other, depart}).Draw(w.T, "provider")
	service := "duplicate"
	if provider == depart {
		service = "preschool-queue"
	}
	app := w.b.app(service, provider)
	refuse := rapid.IntRange(0, 9).Draw(w.T, "incomplete") == 0
	if refuse {
		app.Papers = app.Papers[1:]
	}
	var c *intake.Case
	w.act(op, true, func(by intake.By) (err error) {
		if refuse {
			c, err = w.b.Refuse(w.b.ctx(), by, app)
		} else {
			c, err = w.b.Accept(w.b.ctx(), by, app)
		}
		return err
	})
	p := &paper{id: c.ID, number: c.Number, provider: provider}
	w.papers = append(w.papers, p)
	w.moved(p, c.Last().Act, func(s *pos) {
		s.stage = intake.Accepted
		if refuse {
			s.stage = intake.Refused
		}
	})
}

func atCounter(p *paper) bool {
	return !p.given && (p.stage == intake.Accepted || p.stage == intake.Handed)
}

func (w *world) Give(*rapid.T) {
	all := w.alike(8, atCounter)
	allowed := !slices.ContainsFunc(all, func(p *paper) bool { return !atCounter(p) })
	if w.act(op, allowed, func(by intake.By) error {
		_, err := w.b.Give(w.b.ctx(), by, ids(all), sector.Code, nil)
		return err
	}) {
		for _, p := range all {
			w.moved(p, intake.ActGive, func(s *pos) { s.given = true })
		}
	}
}

func ids(all []*paper) (out []uuid.UUID) {
	for _, p := range all {
		out = append(out, p.id)
	}
	return out
}

func (w *world) Receive(*rapid.T) {
	p := w.paper(in(intake.Accepted))
	if w.act(sector, p.stage == intake.Accepted, func(by intake.By) error { _, err := w.b.Receive(w.b.ctx(), by, p.id); return err }) {
		w.moved(p, intake.ActReceive, func(s *pos) { s.stage, s.received = intake.Handed, true })
	}
}

// ReceiveAll keeps the pile moving, so that a sequence gets far.
func (w *world) ReceiveAll(*rapid.T) {
	for _, p := range w.papers {
		if p.stage == intake.Accepted {
			w.act(sector, true, func(by intake.By) error { _, err := w.b.Receive(w.b.ctx(), by, p.id); return err })
			w.moved(p, intake.ActReceive, func(s *pos) { s.stage, s.received = intake.Handed, true })
		}
	}
}

func (w *world) Confirm(*rapid.T) {
	p := w.paper(func(p *paper) bool { return atCounter(p) && p.received })
	if w.act(op, atCounter(p) && p.received, func(by intake.By) error { _, err := w.b.Confirm(w.b.ctx(), by, p.id); return err }) {
		w.moved(p, intake.ActGive, func(s *pos) { s.given = true })
	}
}

func (w *world) newBox(provider string) uint64 {
	w.boxes = append(w.boxes, &box{provider: provider, state: courier.Open})
	return uint64(len(w.boxes))
}

func (w *world) into(p *paper) {
	no := w.openBox(p.provider)
	if no == 0 {
		no = w.newBox(p.provider)
	}
	w.moved(p, intake.ActAdd, func(s *pos) { s.stage, s.registry = intake.Out, no })
}

func (w *world) Put(*rapid.T) {
	p := w.paper(in(intake.Handed))
	if w.act(sector, p.stage == intake.Handed, func(by intake.By) error { _, err := w.b.Put(w.b.ctx(), by, p.id); return err }) {
		w.into(p)
	}
}

func (w *world) PutAll(*rapid.T) {
	provider := rapid.SampledFrom([]string{school, other, depart}).Draw(w.T, "provider")
	var all []*paper
	for _, p := range w.papers {
		if p.stage == intake.Handed && p.provider == provider {
			all = append(all, p)
		}
	}
	w.act(sector, true, func(by intake.By) error {
		n, err := w.b.PutAll(w.b.ctx(), by, provider, nil)
		if n != len(all) {
			w.Fatalf("%d put, %d waited", n, len(all))
		}
		return err
	})
	for _, p := range all {
		w.into(p)
	}
}

func (w *world) Add(*rapid.T) {
	p, no := w.paper(in(intake.Handed)), w.number(courier.Open)
	allowed := p.stage == intake.Handed && w.box(no).state == courier.Open && w.box(no).provider == p.provider
	if w.act(sector, allowed, func(by intake.By) error { _, err := w.b.Add(w.b.ctx(), by, no, p.id); return err }) {
		w.moved(p, intake.ActAdd, func(s *pos) { s.stage, s.registry = intake.Out, no })
	}
}

func (w *world) TakeOut(*rapid.T) {
	p := w.paper(func(p *paper) bool { return p.stage == intake.Out && w.box(p.registry).state == courier.Open })
	allowed := p.stage == intake.Out && w.box(p.registry).state == courier.Open
	if w.act(sector, allowed, func(by intake.By) error { _, err := w.b.TakeOut(w.b.ctx(), by, p.id); return err }) {
		w.moved(p, intake.ActTakeOut, func(s *pos) { s.stage, s.registry = intake.Handed, 0 })
	}
}

func (w *world) CloseRegistry(*rapid.T) {
	no := w.number(courier.Open)
	n := len(w.out(no))
	if w.act(sector, w.box(no).state == courier.Open && n > 0, func(by intake.By) error {
		r, err := w.b.CloseRegistry(w.b.ctx(), by, no)
		if err == nil && r.Cases != uint64(n) {
			w.Fatalf("closed with %d, holds %d", r.Cases, n)
		}
		return err
	}) {
		w.box(no).state, w.box(no).closed = courier.Closed, w.by.At
	}
}

// Road goes some stations along the main road, so that sequences get far.
func (w *world) Road(t *rapid.T) {
	stations := []func(*rapid.T){w.Give, w.ReceiveAll, w.PutAll, w.PutAll, w.Run, w.Stamp, w.GiveBack, w.MarkAll, w.Forward, w.Hours, w.Archive}
	from := rapid.IntRange(0, len(stations)-1).Draw(w.T, "from")
	for _, station := range stations[from:min(from+4, len(stations))] {
		station(t)
	}
}

// Run is a morning's run of the courier.
func (w *world) Run(*rapid.T) {
	for i, x := range w.boxes {
		if no := uint64(i + 1); x.state == courier.Open && len(w.out(no)) > 0 {
			w.act(sector, true, func(by intake.By) error { _, err := w.b.CloseRegistry(w.b.ctx(), by, no); return err })
			x.state, x.closed = courier.Closed, w.by.At
		}
	}
	w.Dispatch(w.T)
	w.Deliver(w.T)
}

func (w *world) Reopen(*rapid.T) {
	no := w.number(courier.Closed)
	allowed := w.box(no).state == courier.Closed && w.openBox(w.box(no).provider) == 0
	if w.act(sector, allowed, func(by intake.By) error { _, err := w.b.Reopen(w.b.ctx(), by, no); return err }) {
		w.box(no).state = courier.Open
	}
}

func (w *world) Dispatch(*rapid.T) {
	var nos []uint64
	for i, x := range w.boxes {
		if x.state == courier.Closed {
			nos = append(nos, uint64(i+1))
		}
	}
	if len(nos) == 0 || rapid.IntRange(0, 4).Draw(w.T, "mixed") == 0 {
		nos = append(nos, w.number(courier.Closed))
	}
	allowed := !slices.ContainsFunc(nos, func(no uint64) bool { return w.box(no).state != courier.Closed })
	if w.act(sector, allowed, func(by intake.By) error {
		_, err := w.b.Dispatch(w.b.ctx(), by, nos, "М. Тәжін", "1", "П-1")
		return err
	}) {
		for _, no := range nos {
			w.box(no).state = courier.Dispatched
		}
	}
}

func (w *world) Recall(*rapid.T) {
	no := w.number(courier.Dispatched)
	if w.act(sector, w.box(no).state == courier.Dispatched, func(by intake.By) error { _, err := w.b.Recall(w.b.ctx(), by, no); return err }) {
		w.box(no).state = courier.Closed
	}
}

func (w *world) Deliver(*rapid.T) {
	no := w.number(courier.Dispatched)
	all := w.out(no)
	d := courier.Delivery{Receiver: "кеңсе", Incoming: map[code.Number]string{}}
	missed := map[uuid.UUID]bool{}
	for i, p := range all {
		switch rapid.IntRange(0, 5).Draw(w.T, "in the box") {
		case 0:
			d.Missed, missed[p.id] = append(d.Missed, p.number), true
		case 1, 2:
			d.Incoming[p.number] = fmt.Sprint(i)
		}
	}
	if w.act(sector, w.box(no).state == courier.Dispatched, func(by intake.By) error {
		d.At = by.At
		_, _, err := w.b.Deliver(w.b.ctx(), by, no, d, nil)
		return err
	}) {
		w.box(no).state = courier.Delivered
		for _, p := range all {
			if missed[p.id] {
				w.moved(p, intake.ActMissed, func(s *pos) { s.stage, s.registry = intake.Handed, 0 })
				continue
			}
			w.moved(p, intake.ActDeliver, func(s *pos) {
				s.arrived, s.step = true, 1
				if d.Incoming[p.number] != "" {
					s.step = 2
				}
			})
		}
	}
}
