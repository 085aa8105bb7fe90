package courier_test

import (
	"slices"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/store/storetest"
)

// The model's second half: with the provider and back; see model_test.go.

func withProvider(p *paper) bool { return p.stage == intake.Out && p.arrived }

func (w *world) Stamp(*rapid.T) {
	p, step := w.paper(withProvider), rapid.IntRange(0, 6).Draw(w.T, "step")
	allowed := withProvider(p) && !p.sentBack && step >= max(1, p.step) && step <= 5
	if w.act(sector, allowed, func(by intake.By) error { _, err := w.b.Stamp(w.b.ctx(), by, p.id, step, by.At, ""); return err }) {
		w.moved(p, intake.ActStep, func(s *pos) { s.step = step + 1 })
	}
}

func (w *world) SendBack(*rapid.T) {
	p := w.paper(withProvider)
	if w.act(sector, withProvider(p) && !p.sentBack, func(by intake.By) error { _, err := w.b.SendBack(w.b.ctx(), by, p.id, "қол жоқ"); return err }) {
		w.moved(p, intake.ActSendBack, func(s *pos) { s.sentBack = true })
	}
}

func (w *world) Complete(*rapid.T) {
	p := w.paper(func(p *paper) bool { return withProvider(p) && p.sentBack })
	if w.act(sector, withProvider(p) && p.sentBack, func(by intake.By) error { _, err := w.b.Complete(w.b.ctx(), by, p.id, by.At); return err }) {
		w.moved(p, intake.ActComplete, func(s *pos) { s.sentBack = false })
	}
}

func (w *world) GiveBack(*rapid.T) {
	provider := rapid.SampledFrom([]string{school, other, depart}).Draw(w.T, "provider")
	fit := func(p *paper) bool { return withProvider(p) && p.provider == provider }
	all := w.alike(8, fit)
	outcomes := map[uuid.UUID]intake.Outcome{}
	for _, p := range all {
		outcomes[p.id] = intake.Result
	}
	allowed := !slices.ContainsFunc(all, func(p *paper) bool { return !fit(p) })
	if w.act(sector, allowed, func(by intake.By) error {
		_, err := w.b.GiveBack(w.b.ctx(), by, provider, outcomes, nil)
		return err
	}) {
		w.rets++
		for _, p := range all {
			w.moved(p, intake.ActReturn, func(s *pos) { s.ret, s.step, s.sentBack = uint64(w.rets), 6, false })
		}
	}
}

func (w *world) Mark(*rapid.T) {
	p, ret := w.paper(in(intake.Out)), uint64(rapid.IntRange(0, w.rets+1).Draw(w.T, "return registry"))
	w.mark(p, ret)
}

// MarkAll is a whole box under the scanner.
func (w *world) MarkAll(*rapid.T) {
	for _, p := range w.papers {
		if withProvider(p) {
			w.mark(p, p.ret)
		}
	}
}

func (w *world) mark(p *paper, ret uint64) {
	var want courier.Verdict
	switch {
	case p.stage != intake.Out && p.ready:
		want = courier.Twice
	case p.stage != intake.Out || w.box(p.registry).state < courier.Dispatched:
		want = courier.NotOut
	case ret != 0 && p.ret == ret || ret == 0 && p.ret != 0, ret == 0 && p.arrived && !w.today().Before(w.b.read(p.id).StepDue):
		want = courier.OnList
	default:
		want = courier.OffList
	}
	marks := want == courier.OnList || want == courier.OffList
	before := w.b.head()
	var got courier.Scan
	if !w.act(sector, int(ret) <= w.rets || !marks, func(by intake.By) (err error) {
		got, err = w.b.Mark(w.b.ctx(), by, ret, p.number.Barcode(), intake.NoOutcome)
		return err
	}) {
		return
	}
	if got.Verdict != want {
		w.Fatalf("%s: %s, want %s", p.number, got.Verdict, want)
	}
	if !marks {
		if w.b.head() != before {
			w.Fatalf("%s wrote something", want)
		}
		return
	}
	w.moved(p, intake.ActMark, func(s *pos) {
		s.stage, s.ready, s.sentBack = intake.Marked, true, false
		if ret != 0 {
			s.ret = ret
		}
	})
}

// Stray scans what is not a case of ours.
func (w *world) Stray(*rapid.T) {
	n, err := code.Make(rapid.SampledFrom([]string{"017", storetest.Office}).Draw(w.T, "office"), w.b.Now(), 900_000)
	if err != nil {
		w.Fatal(err)
	}
	ret := uint64(rapid.IntRange(0, w.rets).Draw(w.T, "return registry"))
	w.act(sector, true, func(by intake.By) error {
		s, err := w.b.Mark(w.b.ctx(), by, ret, n.Barcode(), intake.NoOutcome)
		if s.Case != nil {
			w.Fatalf("%s is %s", n, s.Case.Number)
		}
		return err
	})
}

func (w *world) Forward(*rapid.T) {
	marked := func(p *paper) bool { return p.stage == intake.Marked }
	var all []*paper
	var list []uuid.UUID
	if rapid.Bool().Draw(w.T, "everything") {
		for _, p := range w.papers {
			if marked(p) {
				all = append(all, p)
			}
		}
	} else {
		all = w.alike(8, marked)
		list = ids(all)
	}
	allowed := len(all) > 0 && !slices.ContainsFunc(all, func(p *paper) bool { return !marked(p) })
	if w.act(sector, allowed, func(by intake.By) error { _, err := w.b.Forward(w.b.ctx(), by, list, nil); return err }) {
		for _, p := range all {
			w.moved(p, intake.ActForward, func(s *pos) { s.stage = intake.Ready })
		}
	}
}

func (w *world) Issue(*rapid.T) {
	p := w.paper(in(intake.Ready))
	if w.act(op, p.stage == intake.Ready, func(by intake.By) error {
		_, err := w.b.Issue(w.b.ctx(), by, p.id, intake.Handing{Receipt: true, Identity: intake.Passport})
		return err
	}) {
		w.moved(p, intake.ActIssue, func(s *pos) { s.stage = intake.Issued })
	}
}

func (w *world) Archive(*rapid.T) {
	today := w.today()
	var all []*paper
	for _, p := range w.papers {
		if p.stage == intake.Ready && w.b.read(p.id).KeepTo.Before(today) {
			all = append(all, p)
		}
	}
	w.act(issuer, true, func(by intake.By) error {
		inv, err := w.b.Archive(w.b.ctx(), by, nil)
		if err == nil && len(all) > 0 && !inv.Done {
			w.Fatalf("%+v", inv)
		}
		return err
	})
	for _, p := range all {
		w.moved(p, intake.ActArchive, func(s *pos) { s.stage = intake.Archived })
	}
}

func (w *world) Retrieve(*rapid.T) {
	p := w.paper(in(intake.Archived))
	if w.actTwo(issuer, boss, p.stage == intake.Archived, func(by intake.By) error { _, err := w.b.Retrieve(w.b.ctx(), by, p.id); return err }) {
		w.moved(p, intake.ActRetrieve, func(s *pos) { s.stage = intake.Ready })
	}
}

func (w *world) Withdraw(*rapid.T) {
	if rapid.IntRange(0, 3).Draw(w.T, "stays") > 0 { // else soon nobody is left
		return
	}
	p := w.paper(in(intake.Out))
	allowed := p.stage >= intake.Accepted && p.stage <= intake.Ready
	if w.act(op, allowed, func(by intake.By) error {
		_, err := w.b.Withdraw(w.b.ctx(), by, p.id, "қажет емес")
		return err
	}) {
		w.moved(p, intake.ActWithdraw, func(s *pos) { s.stage = intake.Withdrawn })
	}
}

func (w *world) Undo(*rapid.T) {
	p, who := w.paper(anyOf), rapid.SampledFrom([]intake.Actor{op, sector, boss, boss}).Draw(w.T, "who")
	second := intake.Actor{}
	if n := len(p.done); n > 0 && intake.UndoneByTwo(p.done[n-1].act) {
		second = vice
	}
	if w.actTwo(who, second, w.undoable(p, who), func(by intake.By) error {
		_, err := w.b.Undo(w.b.ctx(), by, w.b.read(p.id), "қате")
		return err
	}) {
		last := p.done[len(p.done)-1]
		p.done = p.done[:len(p.done)-1]
		p.version++
		if p.pos = last.was; intake.UndoneByTwo(last.act) {
			p.stage = intake.Annulled
		}
	}
}

func (w *world) undoable(p *paper, who intake.Actor) bool {
	if len(p.done) == 0 {
		return false
	}
	last := p.done[len(p.done)-1]
	own := last.who == who.Code && calendar.DateOf(last.at) == w.today()
	if intake.UndoneByTwo(last.act) {
		return who.Role != intake.Sector // by its right to others' acts the second person vouches for both
	}
	if !own && who.Role != intake.Supervisor {
		return false
	}
	switch last.act {
	case intake.ActDeliver, intake.ActMissed:
		return false
	case intake.ActAdd:
		return w.box(p.registry).state == courier.Open
	}
	if last.was.stage != intake.Out || last.was.arrived {
		return true
	}
	x := w.box(last.was.registry)
	switch {
	case x.state == courier.Open:
		return true
	case last.act == intake.ActTakeOut, x.state == courier.Delivered:
		return false
	}
	return !x.closed.After(last.at)
}
