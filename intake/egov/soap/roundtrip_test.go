package soap

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"log"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/beevik/etree"

	"tereze/intake/egov"
)

var quiet = log.New(io.Discard, "", 0)

// gate is the other side, signing: it reads each request with our own helpers
// and answers as handle says.
func gate(t *testing.T, handle func(*Envelope) (*etree.Element, error)) (*Endpoint, *Identity) {
	t.Helper()
	id, ours := identity(t, gateKey(), nil), identity(t, otherKey(), nil)
	e := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("SOAPAction") != `""` || r.Header.Get("Content-Type") != contentType || r.Method != http.MethodPost {
			t.Errorf("headers: %v %v", r.Method, r.Header)
		}
		env, err := ReadHTTP(r, ReadOptions{Signers: pool(ours), Clock: clock})
		if err != nil {
			t.Error(err)
			return
		}
		el, err := handle(env)
		if err != nil {
			t.Error(err)
			return
		}
		raw, err := WriteEnvelope(el, id)
		if err != nil {
			t.Error(err)
		}
		WriteHTTP(w, raw, el.Tag == "Fault")
	})
	e.Identity, e.Signers = ours, pool(id)
	return e, id
}

func TestSyncQuestionAndAnswerArriveAsTheyWere(t *testing.T) {
	for _, asText := range []bool{false, true} {
		want := answer()
		want.AsText = asText
		if !asText {
			want.DataType = xml.Name{Space: "urn:x", Local: "Response"}
		}
		e, _ := gate(t, func(env *Envelope) (*etree.Element, error) {
			got, err := ReadSyncRequest(env)
			q := question()
			q.AsText = asText
			if asText {
				q.DataType = xml.Name{Space: nsSchema, Local: "string"}
			}
			if !got.At.Equal(q.At) {
				t.Errorf("moment %v", got.At)
			}
			got.At = q.At
			if !reflect.DeepEqual(got, q) {
				t.Errorf("got  %+v\nwant %+v", got, q)
			}
			if err != nil {
				return nil, err
			}
			return want.Element()
		})
		q := question()
		q.AsText = asText
		got, err := e.SyncSend(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		if string(got.Data) != string(want.Data) || got.Code != "SCSS001" || got.Message != "ok" || got.MessageID != "a-1" ||
			got.SessionID != "{S}" || !got.At.Equal(noon) || got.AsText != asText || len(got.Raw) == 0 {
			t.Errorf("got %+v", got)
		}
		if !asText && got.DataType != want.DataType {
			t.Errorf("type %v", got.DataType)
		}
	}
}

func TestTextKeepsEveryByteAReaderWouldChange(t *testing.T) {
	for _, s := range []string{"<a>\r\n\t1 &amp; 2</a>", " leading and trailing ", "]]>", "Ә ғ қ ң ө ұ ү һ і", "a\rb"} {
		q := question()
		q.Data, q.AsText = []byte(s), true
		id := identity(t, gateKey(), nil)
		env, err := ReadEnvelope(bytes.NewReader(signed(t, element(t, q), id)), ReadOptions{Signers: pool(id), Clock: clock})
		if err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		got, err := ReadSyncRequest(env)
		if err != nil || string(got.Data) != s {
			t.Errorf("%q came as %q, %v", s, got.Data, err)
		}
	}
}

func TestDataThatIsNoXMLIsNotSent(t *testing.T) {
	for _, data := range []string{"<a>", "</data><data>", "text<a/>", "<a/>&x;", "<!DOCTYPE a><a/>", "<a/>\xff", "<x:a/>"} {
		q := question()
		q.Data = []byte(data)
		if _, err := q.Element(); err == nil || strings.Contains(err.Error(), data) {
			t.Errorf("%q: %v", data, err)
		}
	}
	for _, data := range []string{"a\x00b", "a\xffb", "\ufffe"} {
		q := question()
		q.Data, q.AsText = []byte(data), true
		if _, err := q.Element(); err == nil {
			t.Errorf("%q was written", data)
		}
	}
}

func TestAsyncOperationsArriveAsTheyWere(t *testing.T) {
	ctx := context.Background()
	got := map[string]any{}
	pushed := message()
	pushed.MessageID, pushed.CorrelationID, pushed.Type, pushed.SessionID = "m-1", "chain-1", TypeResponse, "{S}"
	e, _ := gate(t, func(env *Envelope) (el *etree.Element, err error) {
		op := env.Operation()
		switch op {
		case opSend:
			got[op], err = ReadAsyncMessage(env)
			return AsyncReceipt{MessageID: "m-9", CorrelationID: "chain-9", SessionID: "{S}", At: noon}.Element(), err
		case opStatus:
			got[op], err = ReadStatusQuery(env)
			return State{State: NotDelivered, Code: "7", Message: "busy", Since: noon, At: noon, SessionID: "{S}"}.Element(), err
		case opMessages:
			if got[op], err = ReadQuery(env); err != nil {
				return nil, err
			}
			return Messages{At: noon, SessionID: "{S}", List: []AsyncMessage{pushed, pushed}}.Element()
		case opDelivery:
			got[op], err = ReadNotification(env)
			return DeliveryReceived(noon, "{S}"), err
		}
		return nil, errors.New("unknown operation " + op)
	})
	receipt, err := e.AsyncSend(ctx, message())
	if err != nil || receipt.MessageID != "m-9" || receipt.CorrelationID != "chain-9" || !receipt.At.Equal(noon) {
		t.Errorf("receipt %+v, %v", receipt, err)
	}
	m := got[opSend].(AsyncMessage)
	if !bytes.Contains(m.Raw, []byte("26-000123")) {
		t.Error("the message alone is not kept")
	}
	m.Raw, m.At = nil, noon
	if want := message(); !reflect.DeepEqual(m, want) {
		t.Errorf("got  %+v\nwant %+v", m, want)
	}
	state, err := e.MessageStatus(ctx, "m-9")
	if err != nil || state.State != NotDelivered || state.Code != "7" || state.Message != "busy" || !state.Since.Equal(noon) || !state.At.Equal(noon) {
		t.Errorf("state %+v, %v", state, err)
	}
	if q := got[opStatus].(StatusQuery); q.MessageID != "m-9" || q.Sender != (Sender{"demo", "secret"}) || !q.At.Equal(noon) {
		t.Errorf("status query %+v", q)
	}
	list, err := e.GetMessages(ctx, Query{ServiceID: "REQUEST", Amount: 20, CorrelationID: "chain-1"})
	if err != nil || len(list) != 2 || list[1].MessageID != "m-1" || list[1].Type != TypeResponse || string(list[1].Data) != string(pushed.Data) {
		t.Errorf("list %+v, %v", list, err)
	}
	if q := got[opMessages].(Query); q.Amount != 20 || q.ServiceID != "REQUEST" || q.CorrelationID != "chain-1" || q.Sender.ID != "demo" {
		t.Errorf("query %+v", q)
	}
	n := Notification{MessageID: "m-1", ServiceID: "REQUEST", Resend: true, Error: &ErrorInfo{Code: "E1", Message: "full", At: noon}}
	if err := e.Deliver(ctx, n); err != nil {
		t.Error(err)
	}
	if d := got[opDelivery].(Notification); d.MessageID != "m-1" || d.Accepted || !d.Resend || d.Error == nil || d.Error.Code != "E1" {
		t.Errorf("notification %+v", d)
	}
}

func TestOneBadMessageDoesNotHoldBackTheRest(t *testing.T) {
	e, _ := gate(t, func(*Envelope) (*etree.Element, error) {
		good := message()
		good.MessageID = "m-1"
		el, err := Messages{At: noon, List: []AsyncMessage{good, good, good}}.Element()
		if err == nil {
			second := el.FindElements("//messages/messageInfo")[1]
			second.RemoveChild(second.SelectElement("serviceId"))
		}
		return el, err
	})
	list, err := e.GetMessages(context.Background(), Query{ServiceID: "REQUEST"})
	if len(list) != 2 {
		t.Errorf("%d messages", len(list))
	}
	unbelieved(t, err, "serviceId")
}

func TestFaultIsARefusalWithItsCode(t *testing.T) {
	for _, async := range []bool{false, true} {
		e, _ := gate(t, func(*Envelope) (*etree.Element, error) {
			return Fault{Code: "Server", Text: "no", Async: async, Info: &ErrorInfo{Code: "FAULT-015", Message: "unknown 900101400013", At: noon}}.Element(), nil
		})
		_, err := ask(e)
		r, ok := errors.AsType[*egov.Refusal](err)
		if !ok || r.Code != "FAULT-015" || r.Text != "unknown 900101400013" || strings.Contains(err.Error(), "9001") {
			t.Errorf("got %v", err)
		}
	}
	for code, want := range map[string]string{"a b": "unreadable", "900101400013": "unreadable", "ns:X.1": "X.1", "": "unreadable"} {
		if got := plainCode(code); got != want {
			t.Errorf("%q became %q", code, got)
		}
	}
}

func TestMomentsHaveMillisecondsAndOffset(t *testing.T) {
	q := question()
	q.At = noon.Add(1500 * time.Microsecond)
	if raw := signed(t, element(t, q), nil); !bytes.Contains(raw, []byte("<messageDate>2026-11-23T12:00:00.001+05:00</messageDate>")) {
		t.Errorf("%s", raw)
	}
	for in, want := range map[string]time.Time{"2026-11-23T12:00:00": noon, "2026-11-23T07:00:00Z": noon, "2026-11-23T12:00:00.5": noon.Add(500 * time.Millisecond)} {
		el := etree.NewElement("x")
		put(el, "at", in)
		f := fieldsOf(el, nil)
		if got := f.moment("at"); !got.Equal(want) || f.err != nil {
			t.Errorf("%s read as %v, %v", in, got, f.err)
		}
	}
}
