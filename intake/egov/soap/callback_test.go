package soap

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"tereze/intake/egov"
)

// office runs our callbacks, signed both ways; the endpoint is the gateway's.
func office(t *testing.T, o CallbackOptions) *Endpoint {
	t.Helper()
	ours, theirs := identity(t, otherKey(), nil), identity(t, gateKey(), nil)
	o.Signers, o.Identity, o.Clock = pool(theirs), ours, clock
	e := serve(t, Callback(o).ServeHTTP)
	e.Identity, e.Signers = theirs, pool(ours)
	return e
}

func pushed() AsyncMessage {
	m := message()
	m.MessageID, m.CorrelationID, m.Type = "m-1", "chain-1", TypeResponse
	return m
}

func TestCallbacksAreTold(t *testing.T) {
	var m AsyncMessage
	var c StateChange
	e := office(t, CallbackOptions{
		Message: func(_ context.Context, got AsyncMessage) error { m = got; return nil },
		State:   func(_ context.Context, got StateChange) error { c = got; return nil },
	})
	r, err := e.Push(context.Background(), pushed())
	if err != nil || r.MessageID != "m-1" || r.CorrelationID != "chain-1" || !r.At.Equal(noon) {
		t.Errorf("%+v %v", r, err)
	}
	if m.MessageID != "m-1" || m.SenderCorrelationID != "26-000123" || string(m.Data) != string(message().Data) {
		t.Errorf("told %+v", m)
	}
	change := StateChange{NotificationID: "n-1", MessageID: "m-9", SessionID: "{S}", At: noon,
		State: State{State: DeliveryStopped, Code: "9", Message: "gone", Since: noon}, Error: &ErrorInfo{Code: "E", Message: "why", At: noon}}
	if err := e.PushState(context.Background(), change); err != nil {
		t.Fatal(err)
	}
	if c.NotificationID != "n-1" || c.MessageID != "m-9" || c.State.State != DeliveryStopped || c.State.Code != "9" ||
		!c.State.Since.Equal(noon) || c.Error == nil || c.Error.Message != "why" || c.SessionID != "{S}" {
		t.Errorf("told %+v", c)
	}
}

func TestCallbackThatFailsIsSentAgain(t *testing.T) {
	var log bytes.Buffer
	e := office(t, CallbackOptions{
		Log:     slog.New(slog.NewTextHandler(&log, nil)),
		Message: func(context.Context, AsyncMessage) error { return errors.New("the disk is full") },
	})
	_, err := e.Push(context.Background(), pushed())
	if r, ok := errors.AsType[*egov.Refusal](err); !ok || r.Code != "TRY_AGAIN" || strings.Contains(r.Text, "disk") {
		t.Errorf("got %v", err)
	}
	if !strings.Contains(log.String(), "disk is full") || strings.Contains(log.String(), "26-000123") {
		t.Errorf("log: %s", log.String())
	}
	err = e.PushState(context.Background(), StateChange{NotificationID: "n", MessageID: "m", State: State{State: Delivered}})
	if r, ok := errors.AsType[*egov.Refusal](err); !ok || r.Code != "NOT_UNDERSTOOD" {
		t.Errorf("a change nobody listens for: %v", err)
	}
}

func TestCallbacksOfStrangersAreNotTold(t *testing.T) {
	told := false
	e := office(t, CallbackOptions{Message: func(context.Context, AsyncMessage) error { told = true; return nil }})
	e.Identity = nil
	_, err := e.Push(context.Background(), pushed())
	if r, ok := errors.AsType[*egov.Refusal](err); !ok || r.Code != "NOT_UNDERSTOOD" {
		t.Errorf("got %v", err)
	}
	e.Identity = identity(t, otherKey(), nil)
	if _, err := e.Push(context.Background(), pushed()); err == nil {
		t.Error("a stranger's signature counted")
	}
	w, err := e.HTTP.Get(e.URL)
	if err != nil {
		t.Fatal(err)
	}
	w.Body.Close()
	if w.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("GET: %d", w.StatusCode)
	}
	if told {
		t.Error("somebody was told")
	}
}

func TestReceiptOfAnotherMessageIsNotBelieved(t *testing.T) {
	e := replying(t, 200, signed(t, AsyncReceipt{MessageID: "m-2", CorrelationID: "chain-1", At: noon}.Element(), nil))
	_, err := e.Push(context.Background(), pushed())
	unbelieved(t, err, "another message")
	m := pushed()
	m.MessageID, m.CorrelationID = "", "chain-2"
	_, err = e.AsyncSend(context.Background(), m)
	unbelieved(t, err, "another chain")
}

func TestMessagesThatCannotBeSent(t *testing.T) {
	e := replying(t, 200, nil)
	ctx := context.Background()
	for name, change := range map[string]func(*AsyncMessage){
		"our number":     func(m *AsyncMessage) { m.MessageID = "m-1" },
		"no service":     func(m *AsyncMessage) { m.ServiceID = "" },
		"no type":        func(m *AsyncMessage) { m.Type = "" },
		"no correlation": func(m *AsyncMessage) { m.Type = TypeResponse },
	} {
		m := message()
		change(&m)
		if _, err := e.AsyncSend(ctx, m); err == nil || egov.Again(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := e.Deliver(ctx, Notification{MessageID: "m", ServiceID: "s", Accepted: true, Resend: true}); err == nil || egov.Again(err) {
		t.Errorf("accepted and sent again: %v", err)
	}
	q := question()
	q.MessageID = ""
	if _, err := e.SyncSend(ctx, q); err == nil || egov.Again(err) {
		t.Errorf("no number: %v", err)
	}
}
