package courier_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

// paper is what the model believes of a case.
type paper struct {
	id     uuid.UUID
	number code.Number
	pos
	provider string
	done     []deed // what can be taken back
	version  int
}

// GoString is short in a failing sequence's account.
func (p *paper) GoString() string { return string(p.number) + " " + p.stage.String() }

// pos is the part of it that undo restores.
type pos struct {
	stage                              intake.Stage
	given, received, arrived, sentBack bool
	registry, ret                      uint64
	step                               int
	ready                              bool // it was marked
}

type deed struct {
	act intake.Act
	was pos
	who string
	at  time.Time
}

// box is what the model believes of a registry.
type box struct {
	provider string
	state    courier.State
	closed   time.Time
}

// world is the model: an office small enough to be kept in one's head, with
// the rules written down a second time, as plainly as can be.
type world struct {
	*rapid.T
	b      *bench
	each   bool // audit after every command
	papers []*paper
	boxes  []*box // by number from 1
	rets   int
	by     intake.By
}

// paper is a case, mostly one that fits the act.
func (w *world) paper(fit func(*paper) bool) *paper {
	some := w.papers
	if rapid.IntRange(0, 4).Draw(w.T, "any") > 0 {
		some = nil
		for _, p := range w.papers {
			if fit(p) {
				some = append(some, p)
			}
		}
	}
	if len(some) == 0 {
		some = w.papers
	}
	return rapid.SampledFrom(some).Draw(w.T, "case")
}

func in(stage intake.Stage) func(*paper) bool {
	return func(p *paper) bool { return p.stage == stage }
}

func anyOf(*paper) bool { return true }

func (w *world) some(most int) []*paper {
	start := rapid.IntRange(0, len(w.papers)-1).Draw(w.T, "from")
	n := rapid.IntRange(1, most).Draw(w.T, "many")
	return w.papers[start:min(start+n, len(w.papers))]
}

// alike is some cases that could go together, now and then one that could not.
func (w *world) alike(most int, fit func(*paper) bool) (all []*paper) {
	if rapid.IntRange(0, 4).Draw(w.T, "mixed") == 0 {
		return w.some(most)
	}
	for _, p := range w.papers {
		if fit(p) && len(all) < most {
			all = append(all, p)
		}
	}
	if len(all) == 0 {
		return w.some(most)
	}
	return all
}

// number is a registry's, mostly of one in a state.
func (w *world) number(state courier.State) uint64 {
	var some []uint64
	mixed := rapid.IntRange(0, 4).Draw(w.T, "any") == 0
	for i, x := range w.boxes {
		if mixed || x.state == state {
			some = append(some, uint64(i+1))
		}
	}
	if len(some) == 0 {
		return uint64(rapid.IntRange(1, len(w.boxes)+1).Draw(w.T, "registry"))
	}
	return rapid.SampledFrom(some).Draw(w.T, "registry")
}

// box is a registry, or one that is in no state when there is none.
func (w *world) box(no uint64) *box {
	if no == 0 || int(no) > len(w.boxes) {
		return &box{}
	}
	return w.boxes[no-1]
}

// openBox is the provider's open registry's number, or 0.
func (w *world) openBox(provider string) uint64 {
	for i, x := range w.boxes {
		if x.provider == provider && x.state == courier.Open {
			return uint64(i + 1)
		}
	}
	return 0
}

func (w *world) out(no uint64) (all []*paper) {
	for _, p := range w.papers {
		if p.stage == intake.Out && p.registry == no {
			all = append(all, p)
		}
	}
	return all
}

// act does one command as somebody and holds its answer against the model:
// what may not be is refused by a rule and writes nothing.
func (w *world) act(a intake.Actor, allowed bool, do func(by intake.By) error) bool {
	return w.actTwo(a, intake.Actor{}, allowed, do)
}

// actTwo is act with a second person beside.
func (w *world) actTwo(a, second intake.Actor, allowed bool, do func(by intake.By) error) bool {
	w.by = w.b.by(a)
	w.by.Second = second
	before := w.b.head()
	err := do(w.by)
	_, refused := intake.AsProblem(err)
	switch {
	case err != nil && !refused:
		w.Fatalf("%v", err)
	case allowed && refused:
		w.Fatalf("refused: %v", err)
	case !allowed && !refused:
		w.Fatalf("done, though the rules forbid it")
	case refused && w.b.head() != before:
		w.Fatalf("refused, and yet written: %v", err)
	}
	return allowed
}

// moved notes what an allowed act did to a case.
func (w *world) moved(p *paper, act intake.Act, change func(*pos)) {
	p.done = append(p.done, deed{act, p.pos, w.by.Actor.Code, w.by.At})
	p.version++
	change(&p.pos)
}

// today is the date of the next act: each is a second after the last.
func (w *world) today() calendar.Date { return calendar.DateOf(w.b.Now().Add(time.Second)) }

// Check compares the office with the model after each command.
func (w *world) Check(*rapid.T) {
	for _, p := range w.papers {
		c := w.b.read(p.id)
		is := pos{
			c.Stage, c.Given, c.Received, c.Arrived, c.SentBack != "", c.Registry, c.Return,
			int(c.Step), !c.ReadyAt.IsZero(),
		}
		if is != p.pos || c.Version() != p.version {
			w.Fatalf("%s is %+v with %d acts, believed %+v with %d", p.number, is, c.Version(), p.pos, p.version)
		}
	}
	for i, x := range w.boxes {
		if r := w.b.registry(uint64(i + 1)); r.State != x.state || r.Provider != x.provider {
			w.Fatalf("registry %d is %s, believed %s", i+1, r.State, x.state)
		}
	}
	if w.each {
		w.b.audit()
	}
}

// Hours lets time pass, sometimes over a night or a month.
func (w *world) Hours(*rapid.T) {
	w.b.clock.Add(rapid.SampledFrom([]time.Duration{time.Minute, time.Hour, 20 * time.Hour, 33 * 24 * time.Hour}).Draw(w.T, "time"))
}

// TestMain makes rapid's sequences fewer and longer, unless the flags say
// otherwise: the road has many stations.
func TestMain(m *testing.M) {
	flag.Parse()
	set := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { set[f.Name] = true })
	for name, value := range map[string]string{"rapid.steps": "120", "rapid.checks": "20"} {
		if !set[name] {
			if err := flag.Set(name, value); err != nil {
				panic(err)
			}
		}
	}
	os.Exit(m.Run())
}

// Random sequences over all commands: the office and the model agree after
// each, and the audit is content at the end.
func TestModel(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(r *rapid.T) { run(t, r, dir, false) })
}

// The same with an audit after each command, in fewer sequences.
func TestModelAuditedEachStep(t *testing.T) {
	if testing.Short() {
		t.Skip("long: it runs without the race detector")
	}
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(r *rapid.T) {
		if n++; n <= 4 {
			run(t, r, dir, true)
		}
	})
}

func run(t *testing.T, r *rapid.T, dir string, each bool) {
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
	w := &world{T: r, b: bare(rapidly{t, r}, l, "atyrau", "2015-01-12T10:00"), each: each}
	for range 6 {
		w.Accept(r)
	}
	r.Repeat(rapid.StateMachineActions(w))
	w.b.audit()
}

// rapidly makes a test's failures rapid's, which then looks for a shorter way
// to them.
type rapidly struct {
	testing.TB
	r *rapid.T
}

func (t rapidly) Error(args ...any)            { t.r.Error(args...) }
func (t rapidly) Errorf(s string, args ...any) { t.r.Errorf(s, args...) }
func (t rapidly) Fatal(args ...any)            { t.r.Fatal(args...) }
func (t rapidly) Fatalf(s string, args ...any) { t.r.Fatalf(s, args...) }
