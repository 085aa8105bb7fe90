package gatewaysim

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"tereze/intake/egov"
	"tereze/intake/egov/soap"
)

// TestFaultsOfTheSynchronousChannel has each fault happen to one question and
// says how it shows, and how often the question was answered at the register.
func TestFaultsOfTheSynchronousChannel(t *testing.T) {
	for _, x := range []struct {
		fault Fault
		asked int
		shows error // nil: an answer, looked at below
	}{
		{LoseBefore, 0, egov.ErrUnreachable},
		{LoseAfter, 1, egov.ErrUnreachable},
		{Double, 2, nil},
		{OutOfOrder, 1, egov.ErrAnswer},
		{WrongCorrelation, 1, egov.ErrAnswer},
		{SOAPFault, 0, &egov.Refusal{}},
		{UnknownCode, 0, nil},
		{CutXML, 1, egov.ErrAnswer},
		{Big, 1, egov.ErrAnswer},
		{WrongCharset, 1, egov.ErrAnswer},
		{BadSignature, 1, egov.ErrAnswer},
		{ExpiredSigner, 1, egov.ErrAnswer},
		{RevokedSigner, 1, egov.ErrAnswer},
		{StatusRefused, 0, nil},
	} {
		t.Run(string(x.fault), func(t *testing.T) {
			s, f := started(t, Options{})
			s.Script(Rule{Channel: ChannelSync, Kind: "person", Fault: x.fault})
			a, err := f.person(t, Aigerim)
			shows(t, err, x.shows)
			if n := s.Asked("person"); n != x.asked {
				t.Errorf("asked %d times, want %d", n, x.asked)
			}
			if want := map[Fault]string{Double: CodeOK, UnknownCode: CodeUnknown, StatusRefused: CodeRefused}[x.fault]; x.shows == nil && a.Code != want {
				t.Errorf("code %q, want %q", a.Code, want)
			}
			if got := s.Fired(); len(got) != 1 || got[0] != (Fired{ChannelSync, "SendMessage", "person", x.fault}) {
				t.Errorf("fired %v", got)
			}
			if a, err := f.person(t, Aigerim); err != nil || a.Code != CodeOK {
				t.Errorf("it is not over: %v", err)
			}
		})
	}
}

func shows(t *testing.T, err, want error) {
	t.Helper()
	var refused *egov.Refusal
	switch {
	case want == nil && err != nil:
		t.Errorf("got %v, want an answer", err)
	case want != nil && errors.As(want, &refused):
		if !errors.As(err, &refused) {
			t.Errorf("got %v, want a refusal", err)
		}
	case want != nil && !errors.Is(err, want):
		t.Errorf("got %v, want %v", err, want)
	}
}

func TestFaultsOfTheAsynchronousChannel(t *testing.T) {
	for _, x := range []struct {
		fault     Fault
		processed int
		shows     error
	}{
		{LoseBefore, 0, egov.ErrUnreachable},
		{LoseAfter, 1, egov.ErrUnreachable},
		{Double, 1, nil},
		{OutOfOrder, 1, nil},
		{WrongCorrelation, 1, nil},
		{SOAPFault, 0, &egov.Refusal{}},
		{UnknownCode, 0, &egov.Refusal{}},
		{CutXML, 1, egov.ErrAnswer},
		{Big, 1, egov.ErrAnswer},
		{WrongCharset, 1, egov.ErrAnswer},
		{BadSignature, 1, egov.ErrAnswer},
		{ExpiredSigner, 1, egov.ErrAnswer},
		{RevokedSigner, 1, egov.ErrAnswer},
		{StatusRefused, 0, nil},
	} {
		t.Run(string(x.fault), func(t *testing.T) {
			s, f := started(t, Options{})
			s.Script(Rule{Channel: ChannelAsync, Operation: "sendMessage", Fault: x.fault})
			r, err := f.send(t, "1")
			shows(t, err, x.shows)
			if x.shows == nil && (r.MessageID == r.CorrelationID) == (x.fault == WrongCorrelation) {
				t.Errorf("receipt %+v", r)
			}
			if n := s.Processed("1"); n != x.processed {
				t.Errorf("processed %d times, want %d", n, x.processed)
			}
			if r, _ := s.Request(egov.KindRequest, "1"); x.fault == Double && r.Received != 2 {
				t.Errorf("handed over %d times, want 2", r.Received)
			}
			if len(s.Fired()) != 1 {
				t.Errorf("fired %v", s.Fired())
			}
			must(f.send(t, "1"))(t)
			if n := s.Processed("1"); n != 1 {
				t.Errorf("sent again: processed %d times", n)
			}
		})
	}
}

func TestDelayHoldsUntilReleased(t *testing.T) {
	s, f := started(t, Options{})
	s.Script(Rule{Channel: ChannelAsync, Kind: "request", Fault: Delay})
	done := make(chan error, 1)
	go func() {
		_, err := f.send(t, "1")
		done <- err
	}()
	select {
	case <-s.Held():
	case err := <-done:
		t.Fatalf("not held: %v", err)
	}
	select {
	case err := <-done:
		t.Errorf("answered while held: %v", err)
	default:
	}
	if s.Processed("1") != 1 {
		t.Error("held before it was processed")
	}
	s.Release()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// TestFaultsOfTheCallback pushes "taken" with each fault: after two passes the
// office has it rightly, whatever came before.
func TestFaultsOfTheCallback(t *testing.T) {
	for _, x := range []struct {
		fault    Fault
		first    string // what the office believed in the first pass
		messages int    // after the second
		states   int
	}{
		{Delay, "", 1, 0},
		{LoseBefore, "", 1, 0},
		{LoseAfter, "taken", 2, 0},
		{Double, "taken taken", 2, 0},
		{WrongCorrelation, "taken", 2, 0},
		{SOAPFault, "", 1, 0},
		{UnknownCode, "?", 2, 0},
		{CutXML, "", 1, 0},
		{Big, "", 1, 0},
		{WrongCharset, "", 1, 0},
		{BadSignature, "", 1, 0},
		{ExpiredSigner, "", 1, 0},
		{RevokedSigner, "", 1, 0},
		{StatusRefused, "", 1, 1},
	} {
		t.Run(string(x.fault), func(t *testing.T) {
			s, f := started(t, Options{Policy: Policy{Reply: ReplyTaken}})
			s.SetCallback(f.url, nil)
			sent := must(f.send(t, "1"))(t)
			s.Script(Rule{Channel: ChannelCallback, Kind: "taken", Fault: x.fault})
			must(s.Pass(t.Context()))(t)
			if got := strings.Join(f.told(t), " "); got != x.first {
				t.Errorf("first pass: %q, want %q", got, x.first)
			}
			must(s.Pass(t.Context()))(t)
			if len(f.messages) != x.messages || len(f.states) != x.states || s.Waiting() != 0 {
				t.Errorf("%d messages, %d states, %d waiting", len(f.messages), len(f.states), s.Waiting())
			}
			last := f.messages[len(f.messages)-1]
			if kinds := f.told(t); kinds[len(kinds)-1] != "taken" || last.CorrelationID != sent.CorrelationID {
				t.Errorf("at last: %v, correlation %q", kinds, last.CorrelationID)
			}
			same := f.messages[0].MessageID == last.MessageID
			if want := x.fault != WrongCorrelation && x.fault != UnknownCode; same != want {
				t.Errorf("same number: %v, want %v", same, want)
			}
			if x.fault == WrongCorrelation && f.messages[0].CorrelationID == sent.CorrelationID {
				t.Error("the correlation is right")
			}
		})
	}
}

func TestDecisionBeforeTaken(t *testing.T) {
	for name, rule := range map[string]Rule{
		"by the request": {Channel: ChannelAsync, Kind: "request", Fault: OutOfOrder},
		"by the push":    {Channel: ChannelCallback, Kind: "taken", Fault: OutOfOrder},
	} {
		t.Run(name, func(t *testing.T) {
			s, f := started(t, Options{Policy: Policy{Reply: ReplyTaken, Decide: DecisionPaper, Passes: 1}})
			s.SetCallback(f.url, nil)
			s.Script(rule)
			must(f.send(t, "1"))(t)
			for range 3 {
				must(s.Pass(t.Context()))(t)
			}
			if got := strings.Join(f.told(t), " "); got != "decided taken" {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestFaultsOfWhatIsAskedFor(t *testing.T) {
	s, f := started(t, Options{})
	sent := must(f.send(t, "1"))(t)
	if err := errors.Join(s.Take("1", ""), s.Decide("1", DecisionPaper)); err != nil {
		t.Fatal(err)
	}
	get := func(fault Fault) []soap.AsyncMessage {
		s.Script(Rule{Channel: ChannelAsync, Operation: "getMessages", Kind: "answer", Fault: fault})
		return must(f.async.GetMessages(t.Context(), soap.Query{ServiceID: services["answer"], Amount: 10, At: noon}))(t)
	}
	good := get("")
	if back := get(OutOfOrder); len(back) != 2 || back[0].MessageID != good[1].MessageID || back[1].MessageID != good[0].MessageID {
		t.Error("the list does not go backwards")
	}
	if twice := get(Double); len(twice) != 4 || twice[0].MessageID != twice[1].MessageID {
		t.Error("nothing comes twice")
	}
	if wrong := get(WrongCorrelation); len(wrong) != 2 || wrong[0].CorrelationID == sent.CorrelationID || wrong[0].MessageID == good[0].MessageID {
		t.Error("the correlation is right")
	}
	if again := get(""); len(again) != 2 || again[0].MessageID != good[0].MessageID {
		t.Error("it is not over")
	}
}

func TestRefusedStatusIsTold(t *testing.T) {
	s, f := started(t, Options{Policy: Policy{Reply: ReplyTaken}})
	s.SetCallback(f.url, nil)
	s.Script(Rule{Channel: ChannelAsync, Kind: "request", Fault: StatusRefused})
	sent := must(f.send(t, "1"))(t)
	if st := must(f.async.MessageStatus(t.Context(), sent.MessageID))(t); st.State != soap.NotDelivered {
		t.Errorf("state %q", st.State)
	}
	must(s.Pass(t.Context()))(t)
	if len(f.states) != 1 || f.states[0].MessageID != sent.MessageID || f.states[0].State.State != soap.NotDelivered {
		t.Errorf("told %+v", f.states)
	}
}

// TestBytesOnTheWire looks at what the last faults really send.
func TestBytesOnTheWire(t *testing.T) {
	s, _ := started(t, Options{})
	dress := func(f Fault) (string, string) {
		body := must(soap.SyncAnswer{MessageID: "m", CorrelationID: "c", At: noon, Code: CodeOK, Message: "Жауап", SessionID: s.session()}.Element())(t)
		data, kind, err := s.dress(body, f)
		if err != nil {
			t.Fatal(err)
		}
		return string(data), kind
	}
	read := func(data string, o soap.ReadOptions) error {
		o.Clock, o.Limit = at(noon), mostAsked
		_, err := soap.ReadEnvelope(strings.NewReader(data), o)
		return err
	}
	whole := soap.ReadOptions{Signers: s.Signers()}
	good, _ := dress("")
	if err := read(good, whole); err != nil {
		t.Fatal(err)
	}
	if big, _ := dress(Big); len(big) < 5<<20 || read(big, whole) != nil {
		t.Errorf("big: %d bytes, and sound but for that: %v", len(big), read(big, whole))
	}
	if cut, _ := dress(CutXML); len(cut) == 0 || strings.Contains(cut, "Envelope>") {
		t.Error("not cut")
	}
	if odd, kind := dress(WrongCharset); utf8.ValidString(odd) || !strings.Contains(kind, "windows-1251") || !bytes.Contains([]byte(odd), []byte{0xC6}) {
		t.Errorf("charset: %s", kind)
	}
	bad, _ := dress(BadSignature)
	if len(bad) != len(good) || read(bad, whole) == nil || read(bad, soap.ReadOptions{}) != nil {
		t.Error("the signature is the only thing wrong")
	}
	for f, c := range map[Fault]*Certificate{ExpiredSigner: s.expired, RevokedSigner: s.revoked} {
		data, _ := dress(f)
		if read(data, whole) == nil {
			t.Errorf("%s is believed", f)
		}
		e, err := soap.ReadEnvelope(strings.NewReader(data), soap.ReadOptions{Clock: at(noon), Limit: mostAsked})
		if err != nil {
			t.Errorf("%s: %v", f, err)
		} else if e.Signer != nil && !e.Signer.Equal(c.Cert) {
			t.Errorf("%s: signed by %s", f, e.Signer.Subject.CommonName)
		}
	}
	if !s.expired.Cert.NotAfter.Before(noon) {
		t.Error("the expired one is not past")
	}
}
