package gatewaysim

import (
	"testing"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
	"tereze/intake/egov/soap"
)

// TestOutOfOrderGivesTheAnswerBefore: a question gets the answer of the one
// before it, whole and well signed.
func TestOutOfOrderGivesTheAnswerBefore(t *testing.T) {
	s, _ := started(t, Options{})
	ask := func(id, iin string, f Fault) string {
		out := s.sync(&call{operation: "SendMessage", kind: "person", question: soap.SyncRequest{
			MessageID: id, ServiceID: services["person"], At: noon,
			Data: payload.PersonRequest(payload.Question{ID: id, At: noon, Sender: Sender, IIN: iin}),
		}}, f)
		return out.body.FindElement("//correlationId").Text() + " " + out.body.FindElement("//iin").Text()
	}
	if got := ask("one", Aigerim, ""); got != "one "+Aigerim {
		t.Errorf("in order: %s", got)
	}
	if got := ask("two", Daniyar, OutOfOrder); got != "one "+Aigerim {
		t.Errorf("out of order: %s", got)
	}
}

func TestPushesNothingWhileDown(t *testing.T) {
	s, f := started(t, Options{Policy: Policy{Reply: ReplyTaken}})
	s.SetCallback(f.url, nil)
	must(f.send(t, "1"))(t)
	s.Down(true)
	if p := must(s.Pass(t.Context()))(t); p.Made != 1 || p.Pushed != 0 || len(f.messages) != 0 {
		t.Errorf("down: %+v, %d messages", p, len(f.messages))
	}
	s.Down(false)
	if p := must(s.Pass(t.Context()))(t); p.Pushed != 1 || len(f.messages) != 1 {
		t.Errorf("up again: %+v, %d messages", p, len(f.messages))
	}
}

func TestOfficeThatRefusesIsToldAgain(t *testing.T) {
	s, f := started(t, Options{Policy: Policy{Reply: ReplyTaken}})
	must(f.send(t, "1"))(t)
	s.SetCallback(f.url+"/", nil)
	f.refuse(1)
	if p := must(s.Pass(t.Context()))(t); p.Failed != 1 || s.Waiting() != 1 {
		t.Errorf("refused: %+v", p)
	}
	if p := must(s.Pass(t.Context()))(t); p.Pushed != 1 || s.Waiting() != 0 || len(f.messages) != 1 {
		t.Errorf("then taken: %+v", p)
	}
}

func TestProviderChoosesByRequest(t *testing.T) {
	s, f := started(t, Options{Policy: Policy{Reply: ReplyTaken, Choose: func(r Request) Decision {
		return map[string]Decision{"1": DecisionFile, "2": DecisionPaper, "3": DecisionRefusal, "4": DecisionNone}[r.Number]
	}}})
	s.SetCallback(f.url, nil)
	for _, n := range []string{"1", "2", "3", "4"} {
		must(f.send(t, n))(t)
	}
	must(s.Pass(t.Context()))(t)
	got := map[string]*payload.Answer{}
	for _, m := range f.messages {
		if a := must(payload.ReadAnswer(m.Data))(t); a.Kind == egov.Decided {
			got[a.Number] = a
		}
	}
	if len(got) != 3 || len(got["1"].File) == 0 || !got["2"].Paper || !got["3"].Refused || len(got["3"].Reasons) != 1 {
		t.Errorf("%d decisions", len(got))
	}
}
