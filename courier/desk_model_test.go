package courier_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"tereze/courier"
	"tereze/intake"
	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

// sheet is what the model believes of a case at the desk: the rules of the
// steps, written down a second time.
type sheet struct {
	id       uuid.UUID
	road     intake.Road
	provider string
	deskPos
	done []deskDeed
}

type deskPos struct {
	stage    intake.Stage
	step     int
	executor string
	prepared intake.Outcome
	decided  bool
	out      bool
	sentBack bool
}

type deskDeed struct {
	act intake.Act
	who string
	was deskPos
}

// bureau is the model: two providers and what they have.
type bureau struct {
	*rapid.T
	w      *wired
	who    map[string]theirs
	sheets []*sheet
}

func (m *bureau) any() *sheet { return rapid.SampledFrom(m.sheets).Draw(m.T, "case") }

// worker is mostly the one whose act it is, at the case's own provider.
func (m *bureau) worker(s *sheet, role intake.Role) intake.Actor {
	at := s.provider
	if rapid.IntRange(0, 9).Draw(m.T, "stranger") == 0 {
		at = rapid.SampledFrom([]string{school, other}).Draw(m.T, "provider")
	}
	p := m.who[at]
	if rapid.IntRange(0, 9).Draw(m.T, "role") == 0 {
		return rapid.SampledFrom([]intake.Actor{p.desk, p.head, p.executor, p.second, sector}).Draw(m.T, "worker")
	}
	switch role {
	case intake.ProviderHead:
		return p.head
	case intake.ProviderExecutor:
		return rapid.SampledFrom([]intake.Actor{p.executor, p.executor, p.executor, p.second}).Draw(m.T, "executor")
	}
	return p.desk
}

func (s *sheet) at(step int) bool { return s.stage == intake.Out && s.step == step && !s.sentBack }

// try does an act and holds its answer against the model.
func (m *bureau) try(s *sheet, a intake.Actor, role intake.Role, act intake.Act, fits bool, do func(intake.By) error, change func(*deskPos)) {
	allowed := fits && a.Role == role && a.Provider == s.provider
	by, before := m.w.by(a), m.w.head()
	err := do(by)
	switch _, refused := intake.AsProblem(err); {
	case err != nil && !refused:
		m.Fatalf("%s: %v", act, err)
	case allowed && refused:
		m.Fatalf("%s refused: %v", act, err)
	case !allowed && !refused:
		m.Fatalf("%s done by %s, though the rules forbid it: %+v", act, a.Code, s.deskPos)
	case refused && m.w.head() != before:
		m.Fatalf("%s refused, and yet written", act)
	case refused:
		return
	}
	s.done = append(s.done, deskDeed{act, a.Code, s.deskPos})
	change(&s.deskPos)
}

// Come brings another case, by any road.
func (m *bureau) Come(*rapid.T) {
	at := rapid.SampledFrom([]string{school, school, other}).Draw(m.T, "provider")
	s := &sheet{provider: at, road: rapid.SampledFrom([]intake.Road{intake.RoadPaper, intake.RoadPortal, intake.RoadChancellery}).Draw(m.T, "road")}
	s.stage, s.step = intake.Out, 1
	switch s.road {
	case intake.RoadPaper:
		s.id = m.w.arrived("duplicate", at).ID
	case intake.RoadPortal:
		s.id = m.w.ported("school-enrolment", at).ID
	default:
		s.id, s.step = m.w.lodged("school-enrolment", m.who[at]).ID, 2
	}
	m.sheets = append(m.sheets, s)
}

func (m *bureau) TakeIn(*rapid.T) {
	s := m.any()
	m.try(s, m.worker(s, intake.ProviderDesk), intake.ProviderDesk, intake.ActTakeIn, s.at(1),
		func(by intake.By) error { _, err := m.w.TakeIn(m.w.ctx(), by, s.id, "1"); return err },
		func(p *deskPos) { p.step = 2 })
}

func (m *bureau) Decline(*rapid.T) {
	s := m.any()
	if rapid.IntRange(0, 3).Draw(m.T, "stays") > 0 {
		return
	}
	act := intake.ActSendBack
	if s.road == intake.RoadPortal {
		act = intake.ActDecline
	}
	m.try(s, m.worker(s, intake.ProviderDesk), intake.ProviderDesk, act, s.at(1),
		func(by intake.By) error { _, err := m.w.Decline(m.w.ctx(), by, s.id, "қате"); return err },
		func(p *deskPos) {
			if p.sentBack = s.road != intake.RoadPortal; !p.sentBack {
				p.stage = intake.Refused
			}
		})
}

func (m *bureau) Assign(*rapid.T) {
	s := m.any()
	name := rapid.SampledFrom([]string{m.who[s.provider].executor.Code, m.who[s.provider].executor.Code, m.who[s.provider].second.Code, "nobody", m.who[s.provider].head.Code}).Draw(m.T, "named")
	good := name == m.who[s.provider].executor.Code || name == m.who[s.provider].second.Code
	m.try(s, m.worker(s, intake.ProviderHead), intake.ProviderHead, intake.ActAssign, good && (s.at(2) || s.at(3)),
		func(by intake.By) error { _, err := m.w.Assign(m.w.ctx(), by, s.id, name); return err },
		func(p *deskPos) { p.step, p.executor = 3, name })
}

func (m *bureau) Prepare(*rapid.T) {
	s := m.any()
	a := m.worker(s, intake.ProviderExecutor)
	outcome := rapid.SampledFrom([]intake.Outcome{intake.Result, intake.ReasonedRefusal}).Draw(m.T, "outcome")
	m.try(s, a, intake.ProviderExecutor, intake.ActPrepare, s.at(3) && s.executor == a.Code,
		func(by intake.By) error {
			_, err := m.w.Prepare(m.w.ctx(), by, s.id, outcome, "орын жоқ", order(m.w.read(s.id)))
			return err
		},
		func(p *deskPos) { p.step, p.prepared = 4, outcome })
}

func (m *bureau) Redo(*rapid.T) {
	s := m.any()
	m.try(s, m.worker(s, intake.ProviderHead), intake.ProviderHead, intake.ActRedo, s.at(4) && s.executor != "",
		func(by intake.By) error { _, err := m.w.Redo(m.w.ctx(), by, s.id, "қате"); return err },
		func(p *deskPos) { p.step, p.prepared = 3, intake.NoOutcome })
}

func (m *bureau) Decide(*rapid.T) {
	s := m.any()
	m.try(s, m.worker(s, intake.ProviderHead), intake.ProviderHead, intake.ActDecide, s.at(4) && s.prepared != intake.NoOutcome,
		func(by intake.By) error {
			_, err := m.w.Decide(m.w.ctx(), by, s.id, seal(order(m.w.read(s.id))))
			return err
		},
		func(p *deskPos) { p.step, p.decided = 5, true })
}

func (m *bureau) LetOut(*rapid.T) {
	s := m.any()
	act := map[intake.Road]intake.Act{intake.RoadPaper: intake.ActReturn, intake.RoadPortal: intake.ActPost, intake.RoadChancellery: intake.ActLetOut}[s.road]
	was := s.deskPos
	m.try(s, m.worker(s, intake.ProviderDesk), intake.ProviderDesk, act, s.at(5) && s.decided,
		func(by intake.By) error { _, err := m.w.LetOut(m.w.ctx(), by, s.id, "1"); return err },
		func(p *deskPos) {
			p.step, p.out = 6, true
			if s.road == intake.RoadPortal {
				p.stage = intake.Issued
			}
		})
	if s.out && !was.out && s.road == intake.RoadPaper { // two acts in one: numbered, and onto the return registry
		last := &s.done[len(s.done)-1]
		between := s.deskPos
		s.done = append(s.done[:len(s.done)-1], deskDeed{intake.ActLetOut, last.who, last.was}, deskDeed{act, last.who, between})
	}
}

func (m *bureau) HandOut(*rapid.T) {
	s := m.any()
	m.try(s, m.worker(s, intake.ProviderDesk), intake.ProviderDesk, intake.ActHandOut, s.road == intake.RoadChancellery && s.stage == intake.Out && s.out,
		func(by intake.By) error {
			_, err := m.w.HandOut(m.w.ctx(), by, s.id, intake.Handing{Receipt: true, Identity: intake.Passport})
			return err
		},
		func(p *deskPos) { p.stage = intake.Issued })
}

// Stamp is the telephone, which the desk and the portal do not need.
func (m *bureau) Stamp(*rapid.T) {
	s := m.any()
	if rapid.IntRange(0, 5).Draw(m.T, "telephone") > 0 {
		return
	}
	step := rapid.IntRange(1, 5).Draw(m.T, "step")
	fits := s.road == intake.RoadPaper && s.stage == intake.Out && !s.sentBack && s.executor == "" && step >= s.step
	by, before := m.w.by(sector), m.w.head()
	_, err := m.w.Stamp(m.w.ctx(), by, s.id, step, by.At, "")
	if _, refused := intake.AsProblem(err); err != nil && !refused || refused == fits || refused && m.w.head() != before {
		m.Fatalf("stamp %d: %v, %+v", step, err, s.deskPos)
	}
	if fits {
		s.done = append(s.done, deskDeed{intake.ActStep, sector.Code, s.deskPos})
		s.step = step + 1
	}
}

// Undo takes back one's own last act, but never what went out.
func (m *bureau) Undo(*rapid.T) {
	s := m.any()
	p := m.who[s.provider]
	a := rapid.SampledFrom([]intake.Actor{p.desk, p.head, p.executor, p.second}).Draw(m.T, "who")
	fits := len(s.done) > 0 && s.stage == intake.Out
	if fits {
		last := s.done[len(s.done)-1]
		fits = last.who == a.Code && !slices.Contains([]intake.Act{intake.ActRedo}, last.act)
	}
	before := m.w.head()
	_, err := m.w.Undo(m.w.ctx(), m.w.by(a), m.w.read(s.id), "")
	if _, refused := intake.AsProblem(err); err != nil && !refused || refused == fits || refused && m.w.head() != before {
		m.Fatalf("undo by %s: %v, %+v", a.Code, err, s.done)
	}
	if fits {
		s.deskPos = s.done[len(s.done)-1].was
		s.done = s.done[:len(s.done)-1]
	}
}

// Forward goes a few right steps, so that sequences get far.
func (m *bureau) Forward(*rapid.T) {
	s := m.any()
	for range rapid.IntRange(1, 5).Draw(m.T, "steps") {
		c := m.w.read(s.id)
		duty := m.w.Duty(c)
		if duty == "" || duty == courier.DeskExecutor && c.Executor != m.who[s.provider].executor.Code ||
			duty == courier.DeskSign && !s.fits(4) || duty == courier.DeskOut && !s.decided {
			return
		}
		was := s.deskPos
		next, err := m.w.next(c, duty, m.who[s.provider])
		if err != nil {
			m.Fatalf("at %q: %v", duty, err)
		}
		s.deskPos = deskPos{next.Stage, int(next.Step), next.Executor, next.Prepared, next.Decided, next.Outgoing != "", false}
		s.done = append(s.done, deskDeed{next.Last().Act, next.Last().By, was})
		if next.Last().Act == intake.ActReturn {
			s.done[len(s.done)-1] = deskDeed{intake.ActLetOut, next.Last().By, was}
			s.done = append(s.done, deskDeed{intake.ActReturn, next.Last().By, s.deskPos})
		}
	}
}

func (s *sheet) fits(step int) bool { return s.at(step) && s.prepared != intake.NoOutcome }

func (m *bureau) Minutes(*rapid.T) { m.w.clock.Add(time.Minute) }

// Check compares each case, and each worker's list, with the model.
func (m *bureau) Check(*rapid.T) {
	waits := map[string]int64{}
	for _, s := range m.sheets {
		c := m.w.read(s.id)
		is := deskPos{c.Stage, int(c.Step), c.Executor, c.Prepared, c.Decided, c.Outgoing != "", c.SentBack != ""}
		if is != s.deskPos {
			m.Fatalf("%s by %s is %+v, believed %+v", c.Number, s.road, is, s.deskPos)
		}
		p := m.who[s.provider]
		switch {
		case s.stage != intake.Out || s.sentBack:
		case s.step == 1, s.step == 5, s.step == 6 && s.road == intake.RoadChancellery:
			waits[p.desk.Code]++
		case s.step == 2, s.step == 4:
			waits[p.head.Code]++
		case s.step == 3 && s.executor != "":
			waits[s.executor]++
		}
	}
	for _, p := range m.who {
		for _, a := range []intake.Actor{p.desk, p.head, p.executor, p.second} {
			rows, n, err := m.w.For(a).DeskList(m.w.ctx(), "", intake.Window{Limit: 100})
			if err != nil || n.All != waits[a.Code] || int64(len(rows)) != n.All {
				m.Fatalf("%s has %d (%d rows), believed %d: %v", a.Code, n.All, len(rows), waits[a.Code], err)
			}
		}
	}
}

// Random sequences over the provider's desk: office and model agree after
// each act, and the audit is content at the end.
func TestDeskModel(t *testing.T) {
	if testing.Short() {
		t.Skip("long: it runs without the race detector")
	}
	dir := t.TempDir()
	rapid.Check(t, func(r *rapid.T) {
		path := filepath.Join(dir, uuid.NewString())
		engine := ok(bolt.Create(path, bolt.Options{NoSync: true}))(t)
		l := ok(store.OpenLedger(t.Context(), engine, storetest.Office, storetest.Keys(), courier.Schema()))(t)
		defer func() {
			if err := l.Close(); err != nil {
				t.Error(err)
			}
			os.Remove(path)
		}()
		w := wireOn(bare(rapidly{t, r}, l, "atyrau", "2015-03-02T09:30"))
		w.Desk.Gateway = nil
		m := &bureau{T: r, w: w, who: map[string]theirs{school: w.provider(school), other: w.provider(other)}}
		for range 4 {
			m.Come(r)
		}
		r.Repeat(rapid.StateMachineActions(m))
		w.audit()
	})
}
