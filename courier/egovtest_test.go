package courier_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"image/jpeg"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/egov"
	"tereze/intake/egov/sign"
	"tereze/store"
	"tereze/store/blob"
	"tereze/store/storetest"
)

// far is the other side as a test wants it: registers, АРМ РШЭП, and what goes
// wrong on the way. It counts a message once by kind and number, as the real
// one must.
type far struct {
	mu        sync.Mutex
	people    map[string]egov.Person
	power     *egov.PowerAnswer
	down      bool
	before    func(egov.Request) error // the message did not get there
	after     func(egov.Request) error // it did; its answer did not
	ask       func(kind string) error
	came      []egov.Request
	processed map[string]time.Time // kind and number → when it first got there
	ids       map[string]string    // the messages' own numbers, by kind and number
	asked     []string             // kinds of questions, in order
	out       []egov.Incoming      // what Fetch gives until it is confirmed
	now       func() time.Time
}

func newFar(now func() time.Time) *far {
	return &far{people: map[string]egov.Person{}, processed: map[string]time.Time{}, ids: map[string]string{}, now: now}
}

func (f *far) question(kind string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down {
		return egov.ErrUnreachable
	}
	if f.ask != nil {
		if err := f.ask(kind); err != nil {
			return err
		}
	}
	f.asked = append(f.asked, kind)
	return nil
}

func (f *far) Person(_ context.Context, _ uuid.UUID, iin string) (egov.PersonAnswer, error) {
	if err := f.question("person"); err != nil {
		return egov.PersonAnswer{}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	p, ok := f.people[iin]
	return egov.PersonAnswer{Found: ok, Person: p}, nil
}

func (f *far) Power(context.Context, uuid.UUID, egov.PowerQuestion) (egov.PowerAnswer, error) {
	if err := f.question("power"); err != nil || f.power == nil {
		return egov.PowerAnswer{}, err
	}
	return *f.power, nil
}

func (f *far) Send(_ context.Context, r egov.Request) (string, error) {
	f.mu.Lock()
	down, before, after := f.down, f.before, f.after
	f.mu.Unlock()
	if down {
		return "", egov.ErrUnreachable
	}
	if before != nil {
		if err := before(r); err != nil {
			return "", err
		}
	}
	f.mu.Lock()
	f.came = append(f.came, r)
	key := string(r.Kind) + " " + r.Number
	if _, twice := f.processed[key]; !twice {
		f.processed[key], f.ids[key] = f.now(), r.MessageID
	}
	id := f.ids[key]
	f.mu.Unlock()
	if after != nil {
		if err := after(r); err != nil {
			return "", err
		}
	}
	return "gw-" + id, nil
}

func (f *far) Fetch(_ context.Context, limit int) ([]egov.Incoming, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down {
		return nil, egov.ErrUnreachable
	}
	return append([]egov.Incoming(nil), f.out[:min(len(f.out), limit)]...), nil
}

func (f *far) Confirm(_ context.Context, id string, _ bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i := range f.out {
		if f.out[i].GatewayID == id {
			f.out = append(f.out[:i:i], f.out[i+1:]...)
			return nil
		}
	}
	return nil
}

// calm ends what goes wrong before a message is there.
func (f *far) calm() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.before = nil
}

// says puts an answer of АРМ РШЭП where Fetch finds it.
func (f *far) says(in ...egov.Incoming) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.out = append(f.out, in...)
}

func (f *far) times(kind egov.RequestKind) (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range f.came {
		if r.Kind == kind {
			n++
		}
	}
	return n
}

func (f *far) first(kind egov.RequestKind, number string) (time.Time, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	at, ok := maps.Clone(f.processed)[string(kind)+" "+number]
	return at, ok
}

// seal is a signature as the tests' verifier knows it.
func seal(content []byte) []byte { return fmt.Appendf(nil, "cms %x", sha256.Sum256(content)) }

// judge is a verifier that knows seal; fault and err stand before its verdict.
type judge struct {
	fault sign.Fault
	err   error
	asked int
	want  sign.Want
}

func (j *judge) Verify(_ context.Context, cms, content []byte, want sign.Want) (sign.Verdict, error) {
	j.asked++
	j.want = want
	switch {
	case j.err != nil:
		return sign.Verdict{}, j.err
	case j.fault != "":
		return sign.Verdict{Fault: j.fault}, nil
	case string(cms) != string(seal(content)):
		return sign.Verdict{Fault: sign.Broken}, nil
	}
	return sign.Verdict{}, nil
}

// wired is an office in Mangystau with a gateway, a blob store and a verifier.
type wired struct {
	*bench
	far   *far
	judge *judge
	post  *courier.Post
	cut   atomic.Bool // the program dies at the next look at its clock
}

func wire(t testing.TB) *wired {
	t.Helper()
	return wireOn(open(t, "mangystau", "2016-10-03T10:00"))
}

func wireOn(b *bench) *wired {
	b.Helper()
	blobs, err := blob.Open(b.TempDir(), storetest.Keys())
	if err != nil {
		b.Fatal(err)
	}
	w := &wired{bench: b, far: newFar(b.clock.Now), judge: &judge{}}
	b.Office.Office.Egov.Sync, b.Office.Office.Egov.Async = "http://127.0.0.1:1", "http://127.0.0.1:2"
	b.Desk.Gateway, b.Desk.Blobs, b.Desk.Verifier = w.far, blobs, w.judge
	b.Desk.Clock = func() time.Time {
		if w.cut.Load() {
			panic("the power went")
		}
		return b.clock.Now()
	}
	w.post = &courier.Post{Office: b.Office}
	return w
}

// dies runs fn up to the moment the power goes.
func (w *wired) dies(fn func() error) {
	w.Helper()
	defer func() {
		_ = recover()
		if !w.cut.Swap(false) {
			w.Error("the power did not go")
		}
		w.post = &courier.Post{Office: w.Office} // what it had in mind is forgotten
	}()
	if err := fn(); err == nil {
		w.Error("it went through")
	}
}

func (w *wired) pass() courier.Passed { w.Helper(); return ok(w.post.Pass(w.ctx()))(w) }

// later turns the clock past every pause.
func (w *wired) later() { w.clock.Add(2 * time.Hour) }

func (w *wired) externat() *intake.Case {
	w.Helper()
	app := w.app("externat", depart)
	app.Check.Person = intake.Same // asked at the counter
	c := ok(w.Accept(w.ctx(), w.by(op), app))(w)
	if c.Road != intake.RoadCentre {
		w.Fatalf("on the road %s", c.Road)
	}
	return c
}

// attach puts a file to a case, as a scanner would have brought it.
func (w *wired) attach(id uuid.UUID, document, text string) {
	w.Helper()
	ok(w.Attach(w.ctx(), w.by(op), id, document, picture(text)))(w)
}

// picture is a JPEG of its own: the text stands in it as a comment.
func picture(text string) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		panic(err)
	}
	data := b.Bytes()
	comment := append([]byte{0xff, 0xfe, byte((len(text) + 2) >> 8), byte(len(text) + 2)}, text...)
	return slices.Concat(data[:2], comment, data[2:])
}

func (w *wired) scanned() *intake.Case {
	w.Helper()
	c := w.externat()
	for _, p := range c.Papers {
		if !p.Shown {
			w.attach(c.ID, p.Code, p.Code+" of "+string(c.Number))
		}
	}
	return w.read(c.ID)
}

func (w *wired) sign(id uuid.UUID) *intake.Case {
	w.Helper()
	return ok(w.SignRequest(w.ctx(), w.by(op), id, seal(w.Form(w.read(id)))))(w)
}

// queued is a case whose request waits in the outbox.
func (w *wired) queued() *intake.Case {
	w.Helper()
	c := w.scanned()
	w.sign(c.ID)
	c = ok(w.Send(w.ctx(), w.by(op), c.ID))(w)
	w.clock.Add(time.Second)
	return c
}

// gone is a case whose request the gateway has.
func (w *wired) gone() *intake.Case {
	w.Helper()
	c := w.queued()
	w.pass()
	if m := w.request(c.ID); m.State != intake.MessageSent {
		w.Fatalf("the request is %s: %s", m.State, m.Why)
	}
	return w.read(c.ID)
}

// letters are a case's messages by kind, dropped ones too, newest last.
func (w *wired) letters(id uuid.UUID, kind intake.MessageKind) (some []*intake.Message) {
	w.Helper()
	for _, m := range ok(w.MessagesOf(w.ctx(), id))(w) {
		if m.Kind == kind {
			some = append(some, m)
		}
	}
	return some
}

func (w *wired) request(id uuid.UUID) *intake.Message {
	w.Helper()
	all := w.letters(id, intake.MessageRequest)
	if len(all) == 0 {
		w.Fatal("no request in the outbox")
	}
	return all[len(all)-1]
}

// answer is an answer of АРМ РШЭП about a case.
func (w *wired) answer(c *intake.Case, kind egov.IncomingKind) egov.Incoming {
	return egov.Incoming{GatewayID: "in-" + uuid.NewString(), Number: string(c.Number), Kind: kind, At: w.clock.Now(), Incoming: "15-77"}
}

// result is an answer with a signed file.
func (w *wired) result(c *intake.Case) egov.Incoming {
	in := w.answer(c, egov.Decided)
	in.File, in.FileType = []byte("%PDF order for "+string(c.Number)), "pdf"
	in.Signature = seal(in.File)
	return in
}

func (w *wired) take(in egov.Incoming) {
	w.Helper()
	if err := w.Take(w.ctx(), in); err != nil {
		w.Fatal(err)
	}
}

// open lists what came and is not carried out, by its reason.
func (w *wired) open() (why []string) {
	w.Helper()
	all, _, err := w.Inbox(w.ctx(), nil, 100)
	if err != nil {
		w.Fatal(err)
	}
	for _, m := range all {
		why = append(why, m.Why)
	}
	return why
}

// put writes a message past the rules.
func (w *wired) put(m *intake.Message) {
	w.Helper()
	_, err := w.Ledger.Update(w.ctx(), w.by(sector).Store(0), func(tx *store.Tx) error { return intake.Messages.Put(tx, m) })
	if err != nil {
		w.Fatal(err)
	}
}

// change writes into a case past the rules.
func (w *wired) change(id uuid.UUID, fn func(*intake.Case)) {
	w.Helper()
	_, err := w.Ledger.Update(w.ctx(), w.by(sector).Store(0), func(tx *store.Tx) error {
		_, err := intake.Change(tx, intake.By{}, id, func(c *intake.Case) error { fn(c); return nil })
		return err
	})
	if err != nil {
		w.Fatal(err)
	}
}

// app is an application on the road the desk begins it on.
func (w *wired) app(service, provider string) intake.Application {
	w.Helper()
	app := w.bench.app(service, provider)
	app.Road = ok(w.Blank(service))(w).Road
	return app
}

func (w *wired) accept(service, provider string) *intake.Case {
	w.Helper()
	return ok(w.Accept(w.ctx(), w.by(op), w.app(service, provider)))(w)
}
