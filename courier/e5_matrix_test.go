package courier_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/egov"
	"tereze/intake/egov/gateway"
	"tereze/intake/egov/gatewaysim"
	"tereze/intake/egov/sign"
	"tereze/intake/egov/soap"
)

// distant is the office beside the stand-in of the whole other side, over real
// sockets, under one clock.
type distant struct {
	*wired
	sim   *gatewaysim.Sim
	gate  *gateway.Gateway
	line  *line
	heard atomic.Bool // the program dies when the next push comes
}

// line is the office's end of the wire: a held answer is not waited for, and
// the program may die with an answer in its hands.
type line struct {
	base  http.RoundTripper
	held  <-chan struct{}
	fired func() int
	known atomic.Int64 // how many faults had happened when it was armed
	armed atomic.Bool
	die   func()
}

func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancel(r.Context())
	done := make(chan struct{})
	go func() {
		select {
		case <-l.held:
			cancel()
		case <-done:
		}
	}()
	a, err := l.base.RoundTrip(r.WithContext(ctx))
	close(done)
	if int64(l.fired()) > l.known.Load() && l.armed.CompareAndSwap(true, false) {
		l.die()
	}
	return a, err
}

func afar(t testing.TB) *distant {
	t.Helper()
	d := &distant{wired: wire(t)}
	sim, err := gatewaysim.Start(t.Context(), gatewaysim.Options{Clock: d.clock.Now,
		Policy: gatewaysim.Policy{Reply: gatewaysim.ReplyTaken, Decide: gatewaysim.DecisionFile, Passes: 1}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sim.Close() })
	d.sim = sim
	dir := t.TempDir()
	settings := ok(sim.Settings(dir))(t)
	d.Office.Office.Egov = settings
	roots := ok(gateway.Roots(dir, "egov.roots", settings.Roots, true))(t)
	client := soap.NewClient(roots, time.Minute)
	base := client.Transport.(*http.Transport)
	base.TLSClientConfig.Time = d.clock.Now
	d.line = &line{base: base, held: sim.Held(), fired: func() int { return len(sim.Fired()) }, die: func() { d.cut.Store(true) }}
	client.Transport = d.line
	d.gate = ok(gateway.Open(dir, settings, gateway.Options{Training: true, Clock: d.clock.Now, HTTP: client}))(t)
	d.Desk.Gateway = d.gate
	d.Desk.Verifier = sign.New(sign.Options{Roots: ok(gateway.Roots(dir, "egov.sign.roots", settings.Sign.Roots, true))(t),
		OCSP: settings.Sign.OCSP, CRL: settings.Sign.CRL, Clock: d.clock.Now})
	return d
}

// pushed lets the stand-in push to the office from now on.
func (d *distant) pushed() {
	d.Helper()
	calls := d.gate.Callbacks(func(ctx context.Context, in egov.Incoming) error {
		if d.heard.CompareAndSwap(true, false) {
			d.cut.Store(true)
			defer d.cut.Store(false)
		}
		return d.Take(ctx, in)
	})
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() { // the program died: the line is cut
			if recover() != nil {
				panic(http.ErrAbortHandler)
			}
		}()
		calls.ServeHTTP(w, r)
	}))
	server.Start()
	d.Cleanup(server.Close)
	d.sim.SetCallback(server.URL, nil)
}

// aigerim applies: the register agrees with her papers.
func (d *distant) aigerim() *intake.Case {
	d.Helper()
	app := d.app("externat", depart)
	for _, p := range gatewaysim.People(d.Now()) {
		if p.IIN == gatewaysim.Aigerim {
			app.Recipient = intake.Person{IIN: p.IIN, Surname: p.Surname, Given: p.Name, Patronymic: p.Patronymic}
		}
	}
	c := ok(d.Accept(d.ctx(), d.by(op), app))(d)
	for _, p := range c.Papers {
		if !p.Shown {
			d.attach(c.ID, p.Code, p.Code+" of "+string(c.Number))
		}
	}
	cms := ok(gatewaysim.Sign(d.sim.Operator, d.Form(d.read(c.ID)), gatewaysim.SignOptions{At: d.Now()}))(d)
	ok(d.SignRequest(d.ctx(), d.by(op), c.ID, cms))(d)
	return ok(d.Send(d.ctx(), d.by(op), c.ID))(d)
}

// day is two hours of the office and of the other side. What is in doubt is
// sent again by a person.
func (d *distant) day() {
	d.Helper()
	if err := d.passes(); err != nil {
		if !d.cut.Swap(false) {
			d.Fatal(err)
		}
		d.post = &courier.Post{Office: d.Office} // it is started again
	}
	if _, err := d.sim.Pass(d.ctx()); err != nil {
		d.Fatal(err)
	}
	some, _, err := d.Outbox(d.ctx(), intake.OutboxQuery{State: intake.MessageDoubtful, Limit: 10})
	if err != nil {
		d.Fatal(err)
	}
	for _, m := range some {
		ok(d.Resend(d.ctx(), d.by(sector), m.ID))(d)
	}
	d.later()
}

// passes is one pass of the post; a program that dies ends it.
func (d *distant) passes() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	_, err = d.post.Pass(d.ctx())
	return err
}

// The matrix: every fault on every way a message takes, with the program dying
// before it could write down what came of it, and without. Nothing is lost,
// nothing is done twice.
func TestFaultMatrix(t *testing.T) {
	if testing.Short() {
		t.Skip("long: it runs without the race detector")
	}
	ways := []struct {
		name string
		rule gatewaysim.Rule
		push bool // the gateway pushes; else it is asked
		dies bool // with a push in its hands; else with an answer
	}{
		{"question", gatewaysim.Rule{Channel: gatewaysim.ChannelSync, Kind: "person"}, false, false},
		{"request", gatewaysim.Rule{Channel: gatewaysim.ChannelAsync, Operation: "sendMessage", Kind: "request"}, true, false},
		{"answers asked for", gatewaysim.Rule{Channel: gatewaysim.ChannelAsync, Operation: "getMessages"}, false, false},
		{"confirmation", gatewaysim.Rule{Channel: gatewaysim.ChannelAsync, Operation: "sendDeliveryNotification"}, false, false},
		{"taken pushed", gatewaysim.Rule{Channel: gatewaysim.ChannelCallback, Kind: "taken"}, true, true},
	}
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			d := afar(t)
			if way.push {
				d.pushed()
			}
			for _, fault := range gatewaysim.Faults() {
				for _, dies := range []bool{false, true} {
					d.row(t, fmt.Sprintf("%s, dies %v", fault, dies), way.rule, fault, dies, way.dies)
				}
			}
		})
	}
}

func (d *distant) row(t *testing.T, name string, rule gatewaysim.Rule, fault gatewaysim.Fault, dies, inPush bool) {
	c := d.aigerim()
	rule.Fault = fault
	before := len(d.sim.Fired())
	d.sim.Script(rule)
	d.line.known.Store(int64(before))
	d.line.armed.Store(dies && !inPush)
	d.heard.Store(dies && inPush)
	for range 12 {
		if d.day(); d.read(c.ID).Stage == intake.Ready {
			break
		}
	}
	fired := len(d.sim.Fired()) - before
	d.sim.Script()
	d.line.armed.Store(false)
	d.heard.Store(false)
	d.day() // and one more: what comes late or twice
	got := d.read(c.ID)
	acts := map[intake.Act]int{}
	for _, h := range got.History {
		acts[h.Act]++
	}
	results := 0
	for _, f := range got.Files {
		if f.Document == intake.FileResult {
			results++
		}
	}
	if fired == 0 {
		t.Errorf("%s: nothing went wrong", name)
	}
	if got.Stage != intake.Ready || acts[intake.ActDeliver] != 1 || acts[intake.ActResult] != 1 || acts[intake.ActCheck] != 1 || results != 1 ||
		got.Check.Person != intake.Same || got.Incoming == "" {
		t.Errorf("%s: %s, %v, %d results, %s", name, got.Stage, acts, results, got.Check.Person)
	}
	if n := d.sim.Processed(string(c.Number)); n != 1 {
		t.Errorf("%s: the other side has it %d times", name, n)
	}
	for _, m := range ok(d.MessagesOf(d.ctx(), c.ID))(t) {
		if m.State != intake.MessageAnswered || m.Trying {
			t.Errorf("%s: %s is %s: %s", name, m.Kind, m.State, m.Why)
		}
	}
	if n := d.sim.Waiting(); n != 0 {
		t.Errorf("%s: %d messages are not confirmed", name, n)
	}
	// What nobody could make anything of stands there with its reason.
	open, _, err := d.Inbox(d.ctx(), nil, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range open {
		if m.Why == "" {
			t.Errorf("%s: open without a reason", name)
		}
		if err := d.DropInbound(d.ctx(), d.by(sector), m.GatewayID, "түсініксіз"); err != nil {
			t.Error(err)
		}
	}
}

// A case goes the whole road with the gateway up, down and flapping.
func TestUpDownFlapping(t *testing.T) {
	for _, mood := range []string{"up", "down", "flapping"} {
		t.Run(mood, func(t *testing.T) {
			d := afar(t)
			switch mood {
			case "down":
				d.sim.Down(true)
			case "flapping":
				d.sim.Flap("-+--+")
			}
			c := d.aigerim()
			for i := range 30 {
				if d.day(); d.read(c.ID).Stage == intake.Ready {
					break
				}
				if i == 3 && mood == "down" {
					if m := d.request(c.ID); m.State != intake.MessageWaiting || m.Attempts == 0 {
						t.Errorf("%s after %d tries", m.State, m.Attempts)
					}
					d.sim.Down(false)
				}
			}
			c = d.stands(c.ID, intake.Ready)
			if f, there := c.File(intake.FileSigned); !there || f.Unverified || d.sim.Processed(string(c.Number)) != 1 {
				t.Errorf("%+v", f)
			}
			ok(d.Issue(d.ctx(), d.by(issuer), c.ID, intake.Handing{Receipt: true, Identity: intake.IdentityCard}))(t)
		})
	}
}
