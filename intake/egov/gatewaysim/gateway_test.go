package gatewaysim

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
	"tereze/intake/egov/soap"
)

// office is the office's end of both channels, and what it was told.
type office struct {
	sync, async *soap.Endpoint
	url         string

	mu       sync.Mutex
	messages []soap.AsyncMessage
	states   []soap.StateChange
	refusals int // so many messages are refused from now on
}

func (f *office) refuse(n int) { f.mu.Lock(); defer f.mu.Unlock(); f.refusals = n }

func started(t testing.TB, o Options) (*Sim, *office) {
	t.Helper()
	if o.Clock == nil {
		o.Clock = at(noon)
	}
	s := must(Start(t.Context(), o))(t)
	t.Cleanup(func() { s.Close() })
	dir := t.TempDir()
	set := must(s.Settings(dir))(t)
	read := func(name string) []byte { return must(os.ReadFile(filepath.Join(dir, name)))(t) }
	pool := func(name string) *x509.CertPool {
		p := x509.NewCertPool()
		if !p.AppendCertsFromPEM(read(name)) {
			t.Fatalf("%s holds no certificate", name)
		}
		return p
	}
	end := func(url string) *soap.Endpoint {
		return &soap.Endpoint{
			URL: url, HTTP: soap.NewClient(pool(set.Roots), 20*time.Second), Identity: must(soap.LoadIdentity(read(set.Identity)))(t),
			Signers: pool(set.Signers), Clock: o.Clock, Sender: soap.Sender{ID: set.Sender, Password: set.Password},
		}
	}
	f := &office{sync: end(set.Sync), async: end(set.Async)}
	at := httptest.NewServer(soap.Callback(soap.CallbackOptions{
		Signers: pool(set.Signers), Clock: o.Clock,
		Message: func(_ context.Context, m soap.AsyncMessage) error {
			f.mu.Lock()
			defer f.mu.Unlock()
			if f.refusals > 0 {
				f.refusals--
				return errors.New("the disk is full")
			}
			f.messages = append(f.messages, m)
			return nil
		},
		State: func(_ context.Context, c soap.StateChange) error {
			f.mu.Lock()
			defer f.mu.Unlock()
			f.states = append(f.states, c)
			return nil
		},
	}))
	t.Cleanup(at.Close)
	f.url = at.URL
	return s, f
}

func (f *office) person(t testing.TB, iin string) (soap.SyncAnswer, error) {
	t.Helper()
	id := uuid.NewString()
	return f.sync.SyncSend(t.Context(), soap.SyncRequest{
		MessageID: id, ServiceID: services["person"], At: noon,
		Data: payload.PersonRequest(payload.Question{ID: id, At: noon, Sender: Sender, IIN: iin}),
	})
}

func (f *office) send(t testing.TB, number string) (soap.AsyncReceipt, error) {
	t.Helper()
	return f.async.AsyncSend(t.Context(), soap.AsyncMessage{
		ServiceID: services[string(egov.KindRequest)], Type: soap.TypeRequest, SenderCorrelationID: number, At: noon, Data: application(number),
	})
}

func application(number string) []byte {
	return payload.Application{
		Number: number, Service: "externat", Edition: "mangystau-339-2016", Provider: "executive", At: noon,
		Recipient: payload.Person{IIN: Aigerim, Surname: "ЖОЛДАСОВА", Name: "АЙГЕРІМ", Born: date(1990, 1, 1)},
		Form:      []byte("<form/>"), Signature: []byte("cms"),
	}.Write()
}

// told reads what the office was pushed, as kinds in their order.
func (f *office) told(t testing.TB) (kinds []string) {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, m := range f.messages {
		if m.ServiceID == services[string(egov.PortalRequest)] {
			kinds = append(kinds, string(egov.PortalRequest))
			continue
		}
		a, err := payload.ReadAnswer(m.Data)
		if err != nil {
			kinds = append(kinds, "?")
			continue
		}
		kinds = append(kinds, string(a.Kind))
	}
	return kinds
}

func TestRegistersAnswer(t *testing.T) {
	s, f := started(t, Options{})
	a := must(f.person(t, Botagoz))(t)
	got := must(payload.ReadPerson(a.Data, noon))(t)
	if a.Code != CodeOK || !got.Found || got.Person.IIN != Botagoz || got.Person.Surname != "АМАНОВА" || !got.Person.Documents[0].Valid(noon) {
		t.Errorf("person: %s %+v", a.Code, got)
	}
	if a := must(f.person(t, Unknown))(t); a.Code != CodeNone {
		t.Errorf("nobody: %s", a.Code)
	}
	power := func(number string) soap.SyncAnswer {
		id := uuid.NewString()
		return must(f.sync.SyncSend(t.Context(), soap.SyncRequest{
			MessageID: id, ServiceID: services["power"], At: noon,
			Data: payload.PowerRequest(payload.PowerQuestion{ID: id, At: noon, Sender: Sender, PowerQuestion: egov.PowerQuestion{
				Number: number, Date: PowerDate(noon), Principal: Aigerim, Trustee: Daniyar,
			}}, nil),
		}))(t)
	}
	for number, valid := range map[string]bool{PowerValid: true, PowerRevoked: false} {
		if p := must(payload.ReadPower(power(number).Data, noon, nil))(t); !p.Found || p.Valid != valid {
			t.Errorf("%s: %+v", number, p)
		}
	}
	if a := power(PowerUnknown); a.Code != CodeNone {
		t.Errorf("unknown power: %s", a.Code)
	}
	if s.Asked("person") != 2 || s.Asked("power") != 3 {
		t.Errorf("asked %d and %d times", s.Asked("person"), s.Asked("power"))
	}
}

func TestDoubledRequestCountsOnce(t *testing.T) {
	s, f := started(t, Options{Policy: Policy{Reply: ReplyTaken}})
	one, two := must(f.send(t, "042-261123-000017"))(t), must(f.send(t, "042-261123-000017"))(t)
	if one.MessageID == "" || one.MessageID != two.MessageID || one.CorrelationID != two.CorrelationID {
		t.Errorf("answered %+v, then %+v", one, two)
	}
	r, ok := s.Request(egov.KindRequest, "042-261123-000017")
	if !ok || r.Processed != 1 || s.Processed(r.Number) != 1 || r.Received != 2 {
		t.Errorf("processed %d times, received %d", r.Processed, r.Received)
	}
	p := must(s.Pass(t.Context()))(t)
	if p.Made != 1 || s.Waiting() != 1 {
		t.Errorf("%+v, %d waiting", p, s.Waiting())
	}
	other := must(f.send(t, "042-261123-000025"))(t)
	if other.MessageID == one.MessageID {
		t.Error("two requests share a number")
	}
}

func TestAskedAndConfirmed(t *testing.T) {
	s, f := started(t, Options{})
	sent := must(f.send(t, "1"))(t)
	if err := errors.Join(s.Take("1", "15-07"), s.Decide("1", DecisionFile)); err != nil {
		t.Fatal(err)
	}
	get := func(amount int) []soap.AsyncMessage {
		return must(f.async.GetMessages(t.Context(), soap.Query{ServiceID: services["answer"], Amount: amount, At: noon}))(t)
	}
	if got := get(1); len(got) != 1 {
		t.Fatalf("%d messages, one was asked for", len(got))
	}
	got := get(10)
	if len(got) != 2 || got[0].CorrelationID != sent.CorrelationID || got[0].SenderCorrelationID != "1" || got[0].Type != soap.TypeResponse {
		t.Fatalf("%+v", got)
	}
	taken, decided := must(payload.ReadAnswer(got[0].Data))(t), must(payload.ReadAnswer(got[1].Data))(t)
	if taken.Kind != egov.Taken || taken.Incoming != "15-07" || decided.Kind != egov.Decided || decided.Refused {
		t.Errorf("%+v %+v", taken, decided)
	}
	if err := f.async.Deliver(t.Context(), soap.Notification{MessageID: got[0].MessageID, ServiceID: services["answer"], Accepted: true, At: noon}); err != nil {
		t.Fatal(err)
	}
	if left := get(10); len(left) != 1 || left[0].MessageID != got[1].MessageID {
		t.Errorf("after one is confirmed: %d", len(left))
	}
	// Not taken, and wanted again: it stays. Not taken for good: it goes.
	for _, again := range []bool{true, false} {
		if err := f.async.Deliver(t.Context(), soap.Notification{MessageID: got[1].MessageID, ServiceID: services["answer"], Resend: again, At: noon}); err != nil {
			t.Fatal(err)
		}
		if n := len(get(10)); n == 1 != again {
			t.Errorf("resend %v: %d left", again, n)
		}
	}
	if st := must(f.async.MessageStatus(t.Context(), sent.MessageID))(t); st.State != soap.Delivered {
		t.Errorf("state %q", st.State)
	}
}

func TestProviderByPolicy(t *testing.T) {
	clock := noon
	s, f := started(t, Options{
		Clock:  func() time.Time { return clock },
		Policy: Policy{Reply: ReplyTaken, Decide: DecisionFile, Passes: 2, After: time.Hour},
	})
	s.SetCallback(f.url, nil)
	must(f.send(t, "1"))(t)
	for i, want := range []string{"taken", "taken", "taken", "taken", "taken decided"} {
		if i == 4 {
			clock = clock.Add(time.Hour)
		}
		must(s.Pass(t.Context()))(t)
		if got := strings.Join(f.told(t), " "); got != want {
			t.Errorf("after pass %d: %s, want %s", i+1, got, want)
		}
	}
	a := must(payload.ReadAnswer(f.messages[1].Data))(t)
	if a.FileType != "pdf" || len(a.File) == 0 {
		t.Errorf("no file: %+v", a)
	}
	s.SetPolicy(Policy{Reply: ReplyTaken, Decide: DecisionPaper, Passes: 2}) // passes alone
	must(f.send(t, "passes"))(t)
	for i, want := range []int{1, 0, 1} {
		if p := must(s.Pass(t.Context()))(t); p.Made != want {
			t.Errorf("pass %d made %d answers, want %d", i+1, p.Made, want)
		}
	}
	f.messages = f.messages[:2]
	s.SetPolicy(Policy{Reply: ReplyNotTaken, Reasons: []string{"нет заключения"}})
	must(f.send(t, "2"))(t)
	must(s.Pass(t.Context()))(t)
	if a := must(payload.ReadAnswer(f.messages[2].Data))(t); a.Kind != egov.NotTaken || len(a.Reasons) != 1 {
		t.Errorf("%+v", a)
	}
	// What was withdrawn is never answered.
	must(f.send(t, "3"))(t)
	must(f.async.AsyncSend(t.Context(), soap.AsyncMessage{
		ServiceID: services[string(egov.KindWithdrawal)], Type: soap.TypeRequest, SenderCorrelationID: "3", At: noon,
		Data: payload.Withdrawal{Number: "3", Service: "externat", Provider: "executive", At: noon}.Write(),
	}))(t)
	if p := must(s.Pass(t.Context()))(t); p.Made != 0 {
		t.Errorf("%d answers to what was withdrawn", p.Made)
	}
}

func TestStrangersAreTurnedAway(t *testing.T) {
	s, f := started(t, Options{})
	var refused *egov.Refusal
	if _, err := f.async.AsyncSend(t.Context(), soap.AsyncMessage{
		ServiceID: services[string(egov.KindRequest)], Type: soap.TypeRequest, SenderCorrelationID: "other", At: noon, Data: application("1"),
	}); !errors.As(err, &refused) {
		t.Errorf("another number in it: %v", err)
	}
	f.async.Sender.Password = "x"
	if _, err := f.send(t, "1"); !errors.As(err, &refused) {
		t.Errorf("wrong password: %v", err)
	}
	f.async.Sender.Password, f.async.Identity = Password, nil
	if _, err := f.send(t, "1"); err == nil {
		t.Error("an unsigned request was taken")
	}
	if len(s.Requests()) != 0 {
		t.Error("a stranger's request was let through")
	}
}

func TestDownAndFlap(t *testing.T) {
	s, f := started(t, Options{})
	must(f.send(t, "1"))(t) // leaves its connection open
	s.Down(true)
	for range 2 { // on the open connection, and on a fresh one
		if _, err := f.send(t, "1"); !errors.Is(err, egov.ErrUnreachable) {
			t.Errorf("down: %v", err)
		}
	}
	s.Down(false)
	must(f.send(t, "1"))(t)
	s.Flap("+-")
	var got string
	for range 6 {
		if _, err := f.send(t, "1"); err == nil {
			got += "+"
		} else if errors.Is(err, egov.ErrUnreachable) {
			got += "-"
		}
	}
	if got != "+-+-+-" {
		t.Errorf("flaps %s", got)
	}
	s.Flap("")
	must(f.send(t, "1"))(t)
}

func TestListensOnLoopbackOnly(t *testing.T) {
	if s, err := Start(t.Context(), Options{Clock: at(noon), Listen: "0.0.0.0:0"}); err == nil {
		s.Close()
		t.Error("listens to everybody")
	}
	if n, err := StartNCALayer(NCALayerOptions{Clock: at(noon), Listen: ":0"}); err == nil {
		n.Close()
		t.Error("the signing program listens to everybody")
	}
	s, _ := started(t, Options{})
	if !strings.HasPrefix(s.url, "https://127.0.0.1:") || !strings.HasPrefix(s.CA.url, "http://127.0.0.1:") {
		t.Errorf("at %s and %s", s.url, s.CA.url)
	}
}

func TestEndsWithItsContext(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	s := must(Start(ctx, Options{Clock: at(noon)}))(t)
	defer s.Close()
	end()
	<-s.gone
	for _, address := range []string{s.url, s.CA.url, s.Gate.url} {
		_, host, _ := strings.Cut(address, "://")
		if c, err := net.Dial("tcp", host); err == nil {
			c.Close()
			t.Errorf("still listens at %s", address)
		}
	}
}
