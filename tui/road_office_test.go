package tui

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/egov/agent"
	"tereze/intake/egov/gateway"
	"tereze/intake/egov/gatewaysim"
	"tereze/intake/egov/sign"
	"tereze/intake/egov/soap"
	"tereze/intake/trio"
	"tereze/store/blob"
	"tereze/store/storetest"
	"tereze/tui/tuitest"
)

// roadOffice is a training office in Mangystau at ten in the morning of
// 4 September 2018, with a gateway to the stand-in of the other side, files, a
// verifier, all workers and a scanner's folder.
type roadOffice struct {
	t      *testing.T
	c      *clock
	office *courier.Office
	sim    *gatewaysim.Sim
	post   *courier.Post
	dir    string
	at     atomic.Int64 // the clock, for the other side's goroutines
	pen    *pen
}

// pen signs as a worker's own machine does, or fails as that may.
type pen struct {
	o     *roadOffice
	key   *gatewaysim.Certificate
	err   error
	asked int
}

func (p *pen) Sign(_ context.Context, data []byte) ([]byte, error) {
	if p.asked++; p.err != nil {
		return nil, p.err
	}
	return gatewaysim.Sign(p.key, data, gatewaysim.SignOptions{At: p.o.now()})
}

func (o *roadOffice) now() time.Time { return time.Unix(0, o.at.Load()).In(o.c.Now().Location()) }

// tick tells the other side what time it is here.
func (o *roadOffice) tick() { o.at.Store(o.c.Now().UnixNano()) }

func newRoadOffice(t *testing.T) *roadOffice {
	t.Helper()
	o := &roadOffice{t: t, c: &clock{tuitest.NewClock(time.Time{})}, dir: t.TempDir()}
	o.c.Set("2018-09-04T10:00:00+05:00")
	o.tick()
	o.sim = must(gatewaysim.Start(t.Context(), gatewaysim.Options{Clock: func() time.Time { return time.Unix(0, o.at.Load()) }}))
	t.Cleanup(func() { o.sim.Close() })
	settings := intake.DefaultOffice("042", "mangystau")
	settings.Training = true
	settings.Egov = must(o.sim.Settings(o.dir))
	desk := &intake.Desk{
		Ledger: storetest.Open(t, courier.Schema()), Catalogue: catalogue.Embedded(), Book: calendar.Embedded(), Office: &settings, Clock: o.c.Now,
		Blobs: must(blob.Open(filepath.Join(o.dir, "files"), storetest.Keys())),
	}
	o.office = &courier.Office{Desk: desk}
	clock := func() time.Time { return time.Unix(0, o.at.Load()) }
	client := soap.NewClient(must(gateway.Roots(o.dir, "egov.roots", settings.Egov.Roots, true)), time.Minute)
	client.Transport.(*http.Transport).TLSClientConfig.Time = clock
	desk.Gateway = must(gateway.Open(o.dir, settings.Egov, gateway.Options{Training: true, Clock: clock, HTTP: client}))
	roots := must(gateway.Roots(o.dir, "egov.sign.roots", settings.Egov.Sign.Roots, true))
	desk.Verifier = sign.New(sign.Options{Roots: roots, OCSP: settings.Egov.Sign.OCSP, CRL: settings.Egov.Sign.CRL, Clock: clock})
	must(training.Workers(context.Background(), o.office))
	o.post = &courier.Post{Office: o.office}
	o.pen = &pen{o: o, key: o.sim.Operator}
	return o
}

// session is one of the workers', with the machine they sign on.
func (o *roadOffice) session(l trio.Lang, worker string) *Session {
	o.t.Helper()
	s := NewSession(context.Background(), Options{Office: o.office, Actor: *must(o.office.Worker(context.Background(), worker)), Lang: l, Dir: o.dir})
	s.signer = func(string) (agent.Signer, bool) { return o.pen, o.pen != nil }
	return s
}

func (o *roadOffice) open(l trio.Lang, worker string) (*tuitest.Pump, *Session) {
	o.t.Helper()
	s := o.session(l, worker)
	return open(o.t, s, o.c, 80, 24), s
}

func (o *roadOffice) by(worker string) intake.By {
	return o.office.By(*must(o.office.Worker(context.Background(), worker)))
}

// play fills the office with cases at each point of the road.
func (o *roadOffice) play() {
	o.t.Helper()
	if err := training.Electronic(o.t.Context(), o.office, o.sim); err != nil {
		o.t.Fatal(err)
	}
	o.c.Forward(time.Minute)
	o.exchange() // what was pushed while nobody asked
}

// accepted is an application of somebody whom the register knows well.
func (o *roadOffice) accepted(service string) *intake.Case {
	o.t.Helper()
	app := must(training.Apply(o.office.Desk, service, 4))
	for _, p := range gatewaysim.People(o.now()) {
		if p.IIN == gatewaysim.Aigerim {
			app.Recipient = intake.Person{IIN: p.IIN, Surname: cased(p.Surname), Given: cased(p.Name), Patronymic: cased(p.Patronymic), Phone: "77010000000"}
		}
	}
	app.Agent, app.Road, app.Conditions = nil, intake.RoadCentre, nil
	asked := must(o.office.AskRegisters(o.t.Context(), o.by("op1"), app))
	app.Check = asked.Check
	return must(o.office.Accept(o.t.Context(), o.by("op1"), app))
}

// exchange lets both sides say what they have to say.
func (o *roadOffice) exchange() {
	o.t.Helper()
	for range 3 {
		o.tick()
		must(o.post.Pass(o.t.Context()))
		must(o.sim.Pass(o.t.Context()))
	}
	must(o.post.Pass(o.t.Context()))
}

func (o *roadOffice) read(c *intake.Case) *intake.Case {
	return must(o.office.Case(context.Background(), c.ID))
}

// scanner leaves a page in its folder.
func (o *roadOffice) scanner(names ...string) {
	o.t.Helper()
	folder := filepath.Join(o.dir, "scans")
	for _, name := range names {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			o.t.Fatal(err)
		}
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, gatewaysim.Leaf(name), 0o600); err != nil {
			o.t.Fatal(err)
		}
		if err := os.Chtimes(path, o.c.Now(), o.c.Now()); err != nil {
			o.t.Fatal(err)
		}
	}
}

// sent is a case whose request is in the outbox.
func (o *roadOffice) sent(service string) *intake.Case {
	o.t.Helper()
	c := o.accepted(service)
	for i, code := range o.office.MissingScans(c) {
		c = must(o.office.Attach(o.t.Context(), o.by("op1"), c.ID, code, gatewaysim.Leaf(string(c.Number), string(rune('a'+i)))))
	}
	o.tick()
	cms := must(gatewaysim.Sign(o.sim.Operator, o.office.Form(c), gatewaysim.SignOptions{At: o.now()}))
	must(o.office.SignRequest(o.t.Context(), o.by("op1"), c.ID, cms))
	return must(o.office.Send(o.t.Context(), o.by("op1"), c.ID))
}
