package gateway_test

import (
	"context"
	"crypto/x509"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/beevik/etree"

	"tereze/intake/egov"
	"tereze/intake/egov/gateway"
	"tereze/intake/egov/payload"
	"tereze/intake/egov/soap"
)

func receipt(e *soap.Envelope) (*etree.Element, error) {
	m, err := soap.ReadAsyncMessage(e)
	return soap.AsyncReceipt{MessageID: "g-1", CorrelationID: m.CorrelationID, At: noon}.Element(), err
}

// A message's number tells doubles; an answer names what it answers.
func TestSend(t *testing.T) {
	o := newOther(t, receipt)
	g := o.open(nil)
	body := payload.Withdrawal{Number: "042-261120-000001", Service: "s", Provider: "p", At: noon}.Write()
	for i, x := range []struct {
		r           egov.Request
		kind, other string
	}{
		{egov.Request{Kind: egov.KindRequest}, soap.TypeRequest, ""},
		{egov.Request{Kind: egov.KindWithdrawal, Answer: "g-0"}, soap.TypeResponse, "g-0"},
		{egov.Request{Kind: egov.KindResult, Answer: "g-7"}, soap.TypeResponse, "g-7"},
		{egov.Request{Kind: egov.KindRefusal}, soap.TypeRequest, ""},
	} {
		x.r.Number, x.r.At, x.r.Body = "042-261120-000001", noon.Add(time.Hour), body
		got, err := g.Send(ctx(t), x.r)
		if err != nil || got != "g-1" {
			t.Fatalf("%s: %q %v", x.r.Kind, got, err)
		}
		m, err := soap.ReadAsyncMessage(o.asked[i])
		if err != nil || m.ServiceID != "ID-"+string(x.r.Kind) || m.Type != x.kind || m.CorrelationID != x.other || m.MessageID != "" ||
			m.SenderCorrelationID != x.r.Number || !m.At.Equal(x.r.At) || payload.Root(m.Data) != "withdrawal" || m.Sender.ID != "tereze" {
			t.Errorf("%s: %+v %v", x.r.Kind, m, err)
		}
	}
	if _, err := g.Send(ctx(t), egov.Request{Kind: egov.KindRequest, Body: body}); err == nil {
		t.Error("a message without a number was sent")
	}
}

func TestSendEnds(t *testing.T) {
	own := service(string(egov.KindRequest), func(s *egov.Service) {
		s.Codes = map[string]string{"3": egov.CodeAgain, "1": egov.CodeNone}
	})
	for _, x := range []struct {
		name   string
		answer func(*soap.Envelope) (*etree.Element, error)
		change func(*egov.Settings)
		want   end
	}{
		{"fault", faults("X-1"), own, refused},
		{"fault: again", faults("3"), own, unreachable},
		{"fault: none", faults("1"), own, unbelieved},
		{"down", func(*soap.Envelope) (*etree.Element, error) { return nil, errors.New("down") }, own, unreachable},
		{"no number", func(*soap.Envelope) (*etree.Element, error) { return soap.AsyncReceipt{At: noon}.Element(), nil }, own, unbelieved},
		{"not mapped", receipt, without(string(egov.KindRequest)), off},
	} {
		got, err := newOther(t, x.answer).open(x.change).Send(ctx(t), egov.Request{Kind: egov.KindRequest, Number: "1", At: noon, Body: []byte("<x/>")})
		if ended(false, err) != x.want || got != "" {
			t.Errorf("%s: %q %v, want %s", x.name, got, err, x.want)
		}
	}
}

// inbox is an asynchronous channel with messages by service.
type inbox struct {
	messages map[string][]soap.AsyncMessage
	down     string // a service that does not answer
	most     int    // more together cannot be read; 0: no such bound
	noted    []soap.Notification
}

func (b *inbox) answer(e *soap.Envelope) (*etree.Element, error) {
	if e.Operation() == "sendDeliveryNotification" {
		n, err := soap.ReadNotification(e)
		b.noted = append(b.noted, n)
		return soap.DeliveryReceived(noon, ""), err
	}
	q, err := soap.ReadQuery(e)
	if err != nil || q.ServiceID == b.down {
		return nil, errors.New("down")
	}
	list := b.messages[q.ServiceID]
	if b.most > 0 && len(list) > b.most && q.Amount > b.most {
		return etree.NewElement("rubbish"), nil
	}
	return soap.Messages{At: noon, List: list[:min(len(list), q.Amount)]}.Element()
}

func message(id, service, answers string, after time.Duration, data []byte) soap.AsyncMessage {
	m := soap.AsyncMessage{MessageID: id, CorrelationID: answers, ServiceID: service, Type: soap.TypeResponse,
		SenderCorrelationID: "042-261120-000001", Sender: soap.Sender{ID: "rshep"}, At: noon.Add(after), Data: data}
	if answers == "" {
		m.Type = soap.TypeRequest
	}
	return m
}

func said(kind egov.IncomingKind, after time.Duration) []byte {
	a := payload.Answer{Kind: kind, Number: "042-261120-000001", At: noon.Add(after), Incoming: "К-1", Reasons: []string{"r"}}
	if kind == egov.Decided {
		a.File, a.FileType, a.Signature = []byte("%PDF"), "pdf", []byte{0x30}
	}
	return a.Write()
}

func signedRequest() []byte {
	return payload.WriteSigned(payload.WritePortal(payload.Portal{ID: "P-1", Account: payload.Account{IIN: iin, At: noon}, Service: "s", Provider: "p",
		Recipient: payload.Person{Surname: "Сынақова"}, At: noon}), []byte{0x30})
}

// Both inboxes are asked, the oldest comes first, and what cannot be read
// comes without a kind: nothing is lost.
func TestFetch(t *testing.T) {
	b := &inbox{messages: map[string][]soap.AsyncMessage{
		"ID-answer": {message("g-3", "ID-answer", "g-1", 3*time.Minute, said(egov.Decided, 3*time.Minute)),
			message("g-1", "ID-answer", "g-1", time.Minute, said(egov.Taken, time.Minute)),
			message("g-9", "ID-answer", "g-1", 9*time.Minute, []byte("<answer xmlns=\""+payload.Namespace+"\"><kind>eaten</kind></answer>"))},
		"ID-portal-request": {message("g-2", "ID-portal-request", "", 2*time.Minute, signedRequest()),
			message("g-8", "ID-portal-request", "", 8*time.Minute, []byte("<other/>"))},
	}}
	g := newOther(t, b.answer).open(nil)
	got, err := g.Fetch(ctx(t), 10)
	if err != nil || len(got) != 5 {
		t.Fatalf("%+v %v", got, err)
	}
	for i, want := range []egov.Incoming{
		{GatewayID: "g-1", Kind: egov.Taken, Answers: "g-1", Number: "042-261120-000001", Incoming: "К-1"},
		{GatewayID: "g-2", Kind: egov.PortalRequest, Number: "P-1"},
		{GatewayID: "g-3", Kind: egov.Decided, Answers: "g-1", Number: "042-261120-000001", FileType: "pdf"},
		{GatewayID: "g-8", Number: "042-261120-000001"},
		{GatewayID: "g-9", Number: "042-261120-000001", Answers: "g-1"},
	} {
		x := got[i]
		if x.GatewayID != want.GatewayID || x.Kind != want.Kind || x.Answers != want.Answers || x.Number != want.Number ||
			x.FileType != want.FileType || want.Incoming != "" && x.Incoming != want.Incoming || len(x.Raw) == 0 || x.At.IsZero() {
			t.Errorf("%d: %+v, want %+v", i, x, want)
		}
	}
	if string(got[1].Portal) != string(signedRequest()) || string(got[2].File) != "%PDF" || len(got[2].Signature) != 1 {
		t.Errorf("what they carry: %+v", got)
	}
	if few, err := g.Fetch(ctx(t), 2); err != nil || len(few) != 2 || few[0].GatewayID != "g-2" && few[0].GatewayID != "g-1" {
		t.Errorf("two of them: %+v %v", few, err)
	}
}

// One inbox that does not answer, or messages too big together, hold nothing up.
func TestFetchInTrouble(t *testing.T) {
	b := &inbox{down: "ID-answer", messages: map[string][]soap.AsyncMessage{
		"ID-answer":         {message("g-1", "ID-answer", "g-1", 0, said(egov.Taken, 0)), message("g-2", "ID-answer", "g-1", 0, said(egov.Decided, 0))},
		"ID-portal-request": {message("g-3", "ID-portal-request", "", 0, signedRequest())},
	}}
	g := newOther(t, b.answer).open(nil)
	if got, err := g.Fetch(ctx(t), 10); err != nil || len(got) != 1 || got[0].GatewayID != "g-3" {
		t.Errorf("one down: %+v %v", got, err)
	}
	b.down, b.most = "", 1
	if got, err := g.Fetch(ctx(t), 10); err != nil || len(got) != 2 {
		t.Errorf("too big together: %+v %v", got, err)
	}
	b.messages["ID-portal-request"], b.down = nil, "ID-answer"
	if got, err := g.Fetch(ctx(t), 10); ended(false, err) != unreachable || len(got) != 0 {
		t.Errorf("the other empty: %+v %v", got, err)
	}
	both := func(s *egov.Settings) { without(egov.KindAnswer)(s); without(egov.KindPortal)(s) }
	if _, err := newOther(t, b.answer).open(both).Fetch(ctx(t), 10); ended(false, err) != off {
		t.Errorf("not mapped: %v", err)
	}
}

// A message is confirmed to the service it came by.
func TestConfirm(t *testing.T) {
	b := &inbox{messages: map[string][]soap.AsyncMessage{"ID-portal-request": {message("g-3", "ID-portal-request", "", 0, signedRequest())}}}
	g := newOther(t, b.answer).open(nil)
	if _, err := g.Fetch(ctx(t), 10); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		id, service string
		taken       bool
	}{{"g-3", "ID-portal-request", true}, {"g-7", "ID-answer", false}} {
		if err := g.Confirm(ctx(t), x.id, x.taken); err != nil {
			t.Fatal(err)
		}
		n := b.noted[len(b.noted)-1]
		if n.MessageID != x.id || n.ServiceID != x.service || n.Accepted != x.taken || n.Resend {
			t.Errorf("%+v, want %+v", n, x)
		}
	}
}

// What is pushed reaches the domain; what it does not take, and what nobody
// known signed, is not confirmed.
func TestCallbacks(t *testing.T) {
	o := newOther(t, receipt)
	var got []egov.Incoming
	var no error
	server := httptest.NewServer(o.open(nil).Callbacks(func(_ context.Context, in egov.Incoming) error {
		got = append(got, in)
		return no
	}))
	defer server.Close()
	push := &soap.Endpoint{URL: server.URL, HTTP: server.Client(), Identity: o.id, Clock: clock}
	if _, err := push.Push(ctx(t), message("g-5", "ID-answer", "g-1", 0, said(egov.Taken, 0))); err != nil {
		t.Fatal(err)
	}
	if err := push.PushState(ctx(t), soap.StateChange{NotificationID: "n-1", MessageID: "g-1", State: soap.State{State: soap.NotDelivered, At: noon}, At: noon}); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Kind != egov.Taken || got[0].GatewayID != "g-5" || got[0].Incoming != "К-1" ||
		got[1].Kind != egov.Delivery || got[1].GatewayID != "n-1" || got[1].Answers != "g-1" || got[1].State != soap.NotDelivered {
		t.Errorf("%+v", got)
	}
	no = errors.New("the disk is full of " + iin)
	if _, err := push.Push(ctx(t), message("g-6", "ID-answer", "g-1", 0, said(egov.Taken, 0))); err == nil || strings.Contains(err.Error(), iin) {
		t.Errorf("not taken: %v", err)
	}
	no, got = nil, nil
	stranger, err := soap.NewIdentity(cert(t, "STRANGER", func(c *x509.Certificate) { c.SerialNumber.SetInt64(7) }), key())
	if err != nil {
		t.Fatal(err)
	}
	for name, who := range map[string]*soap.Identity{"unsigned": nil, "a stranger": stranger} {
		push.Identity = who
		if _, err := push.Push(ctx(t), message("g-7", "ID-answer", "g-1", 0, said(egov.Taken, 0))); err == nil || len(got) > 0 {
			t.Errorf("%s was let in: %v %v", name, got, err)
		}
	}
}

// Without known signers nothing is let in at all.
func TestCallbacksWithoutSigners(t *testing.T) {
	g := gateway.New(&soap.Endpoint{}, &soap.Endpoint{}, egov.Settings{}, gateway.Options{Clock: clock})
	w := httptest.NewRecorder()
	g.Callbacks(func(context.Context, egov.Incoming) error { t.Error("let in"); return nil }).ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", strings.NewReader("<x/>")))
	if w.Code != http.StatusForbidden {
		t.Errorf("status %d", w.Code)
	}
}
