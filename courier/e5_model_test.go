package courier_test

import (
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/egov"
	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

// wires is a model of the wire: an office with a gateway that fails as it
// likes, a program that dies as it likes, applicants who withdraw.
type wires struct {
	*rapid.T
	w         *wired
	ids       []uuid.UUID
	withdrawn map[uuid.UUID]time.Time
	holding   sync.Mutex      // of the maps, while several messages are on their way
	flying    map[string]bool // requests that were on their way when they were withdrawn
}

func (s *wires) some() (uuid.UUID, bool) {
	if len(s.ids) == 0 {
		return uuid.Nil, false
	}
	return rapid.SampledFrom(s.ids).Draw(s.T, "case"), true
}

// Queue sends an application off.
func (s *wires) Queue(*rapid.T) {
	if len(s.ids) < 6 {
		s.ids = append(s.ids, s.w.queued().ID)
	}
}

// Post is one pass, with a gateway that is well, down, loses what it is told
// or what it says, refuses, says what nobody knows; and with a program that
// dies before or after the other side has the message.
func (s *wires) Post(*rapid.T) {
	mood := rapid.SampledFrom([]string{"well", "well", "down", "before", "after", "refuse", "unknown", "panic", "die before", "die after", "withdraw"}).Draw(s.T, "gateway")
	f := s.w.far
	mute := func(r egov.Request) error { return egov.ErrUnreachable }
	var dies atomic.Bool
	switch mood {
	case "down":
		f.down = true
	case "before":
		f.before = mute
	case "after":
		f.after = mute
	case "refuse":
		f.before = func(egov.Request) error { return &egov.Refusal{Code: "VAL"} }
	case "unknown":
		f.after = func(egov.Request) error { return &egov.UnknownCode{Code: "ZZZ"} }
	case "panic":
		f.before = func(egov.Request) error { panic("?") }
	case "die before":
		f.before = func(egov.Request) error { dies.Store(true); s.w.cut.Store(true); return egov.ErrUnreachable }
	case "die after":
		f.after = func(egov.Request) error { dies.Store(true); s.w.cut.Store(true); return nil }
	case "withdraw": // while it is on its way
		f.before = func(r egov.Request) error {
			f.calm()
			for _, id := range s.ids {
				if c := s.w.read(id); string(c.Number) == r.Number && r.Kind == egov.KindRequest {
					s.holding.Lock()
					s.flying[r.Number] = true
					s.withdraw(id)
					s.holding.Unlock()
				}
			}
			return nil
		}
	}
	_, err := s.w.post.Pass(s.w.ctx())
	if err != nil && !dies.Load() {
		s.Fatalf("%s: %v", mood, err)
	}
	s.w.cut.Store(false)
	if dies.Load() {
		s.w.post = &courier.Post{Office: s.w.Office}
	}
	f.down, f.before, f.after = false, nil, nil
}

func (s *wires) Wait(*rapid.T) {
	s.w.clock.Add(time.Duration(rapid.IntRange(1, 7200).Draw(s.T, "seconds")) * time.Second)
}

func (s *wires) Withdraw(*rapid.T) {
	if id, is := s.some(); is {
		s.withdraw(id)
	}
}

func (s *wires) withdraw(id uuid.UUID) {
	by := s.w.by(op)
	if _, err := s.w.Withdraw(s.w.ctx(), by, id, "қалауы"); err == nil {
		s.withdrawn[id] = by.At
	} else if _, rule := intake.AsProblem(err); !rule {
		s.Fatal(err)
	}
}

// Undo takes back what may be: a withdrawal, a sending; and sends again.
func (s *wires) Undo(*rapid.T) {
	id, is := s.some()
	if !is {
		return
	}
	was := s.w.read(id)
	c, err := s.w.Undo(s.w.ctx(), s.w.two(op), was, "қате")
	if _, rule := intake.AsProblem(err); err != nil && !rule {
		s.Fatal(err)
	}
	if err != nil {
		return
	}
	delete(s.withdrawn, id)
	if c.Stage == intake.Accepted && c.Signed {
		if _, err := s.w.Send(s.w.ctx(), s.w.by(op), id); err != nil {
			s.Fatal(err)
		}
	}
}

// Person decides of what is in doubt.
func (s *wires) Person(*rapid.T) {
	some, _, err := s.w.Outbox(s.w.ctx(), intake.OutboxQuery{State: intake.MessageDoubtful, Limit: 5})
	if err != nil {
		s.Fatal(err)
	}
	for _, m := range some {
		if rapid.Bool().Draw(s.T, "resend") {
			_, err = s.w.Resend(s.w.ctx(), s.w.by(sector), m.ID)
		} else {
			_, err = s.w.DropMessage(s.w.ctx(), s.w.by(sector), m.ID, "қажет емес")
		}
		if err != nil {
			s.Fatal(err)
		}
	}
}

// Answer is what the provider says of a request it has: once, twice, or the
// decision first.
func (s *wires) Answer(*rapid.T) {
	id, is := s.some()
	if !is {
		return
	}
	c := s.w.read(id)
	if _, has := s.w.far.first(egov.KindRequest, string(c.Number)); !has {
		return
	}
	taken, not, result := s.w.answer(c, egov.Taken), s.w.answer(c, egov.NotTaken), s.w.result(c)
	switch rapid.IntRange(0, 3).Draw(s.T, "answer") {
	case 0:
		s.w.far.says(taken)
	case 1:
		s.w.far.says(taken, taken, result)
	case 2:
		s.w.far.says(result, taken)
	case 3:
		if !c.Arrived {
			s.w.far.says(not, not)
		}
	}
}

// Check holds after every command.
func (s *wires) Check(*rapid.T) {
	seen := map[string]string{}
	for _, r := range s.w.far.came {
		if r.Kind != egov.KindRequest {
			continue
		}
		if was, twice := seen[r.MessageID]; twice && was != string(r.Body) {
			s.Fatalf("%s went with another body", r.Number)
		}
		seen[r.MessageID] = string(r.Body)
	}
	for id, at := range s.withdrawn {
		c := s.w.read(id)
		first, has := s.w.far.first(egov.KindRequest, string(c.Number))
		if has && first.After(at) && !s.flying[string(c.Number)] {
			s.Fatalf("%s got there at %s, after its withdrawal at %s", c.Number, first, at)
		}
	}
	for _, id := range s.ids {
		c := s.w.read(id)
		live := 0
		for _, m := range s.w.letters(id, intake.MessageRequest) {
			if m.State != intake.MessageDropped {
				live++
			}
		}
		if live > 1 || c.Sent && c.Stage == intake.Out && !c.Arrived && live == 0 && !s.dropped(id) {
			s.Fatalf("%s, %s: %d requests", c.Number, c.Stage, live)
		}
	}
}

// dropped says that a person put the request aside: the case waits visibly, to
// be undone or withdrawn.
func (s *wires) dropped(id uuid.UUID) bool {
	all := s.w.letters(id, intake.MessageRequest)
	return len(all) > 0 && all[len(all)-1].Why == intake.ProblemPersonDropped
}

// end lets a good day pass: everything that waits arrives, once.
func (s *wires) end() {
	for range 6 {
		s.w.later()
		if _, err := s.w.post.Pass(s.w.ctx()); err != nil {
			s.Fatal(err)
		}
	}
	n, _, err := s.w.OutboxCounts(s.w.ctx())
	if err != nil || n[intake.MessageWaiting] != 0 {
		s.Fatalf("%v, %v", n, err)
	}
	for _, id := range s.ids {
		c := s.w.read(id)
		_, has := s.w.far.first(egov.KindRequest, string(c.Number))
		_, told := s.w.far.first(egov.KindWithdrawal, string(c.Number))
		m := s.w.request(id)
		switch {
		case c.Stage == intake.Withdrawn && has && !told:
			if l := s.w.letters(id, intake.MessageWithdrawal); len(l) == 0 || l[len(l)-1].Problem() == nil || l[len(l)-1].State == intake.MessageAnswered {
				s.Fatalf("%s: the provider has it and was not told of the withdrawal", c.Number)
			}
		case c.Stage == intake.Out && !has && m.State != intake.MessageDoubtful && !s.dropped(id):
			s.Fatalf("%s is out, its request is %s and did not get there", c.Number, m.State)
		}
	}
	report, err := s.w.Audit(s.w.ctx(), nil)
	if err != nil || len(report.Findings) != 0 {
		s.Fatalf("%v, %v", report.Findings, err)
	}
}

func TestWireModel(t *testing.T) {
	if testing.Short() {
		t.Skip("long: it runs without the race detector")
	}
	dir := t.TempDir()
	rapid.Check(t, func(r *rapid.T) {
		path := filepath.Join(dir, uuid.NewString())
		engine, err := bolt.Create(path, bolt.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		l, err := store.OpenLedger(t.Context(), engine, storetest.Office, storetest.Keys(), courier.Schema())
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := l.Close(); err != nil {
				t.Error(err)
			}
			os.Remove(path)
		}()
		s := &wires{T: r, w: wireOn(bare(rapidly{t, r}, l, "mangystau", "2016-10-03T10:00")), withdrawn: map[uuid.UUID]time.Time{}, flying: map[string]bool{}}
		s.Queue(r)
		s.Queue(r)
		r.Repeat(map[string]func(*rapid.T){"": s.Check, "queue": s.Queue, "post": s.Post, "wait": s.Wait, "withdraw": s.Withdraw,
			"undo": s.Undo, "person": s.Person, "answer": s.Answer})
		s.end()
	})
}
