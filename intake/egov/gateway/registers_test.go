package gateway_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"github.com/google/uuid"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
	"tereze/intake/egov/soap"
)

const iin = "900101400013" // invented

var id = uuid.MustParse("0191f0a0-0000-7000-8000-000000000001")

// says answers every question with one status and this data.
func says(code string, data []byte) func(*soap.Envelope) (*etree.Element, error) {
	return func(e *soap.Envelope) (*etree.Element, error) {
		q, err := soap.ReadSyncRequest(e)
		if err != nil {
			return nil, err
		}
		return soap.SyncAnswer{MessageID: "a-1", CorrelationID: q.MessageID, At: noon, Code: code, Message: "text", Data: data}.Element()
	}
}

func faults(code string) func(*soap.Envelope) (*etree.Element, error) {
	return func(*soap.Envelope) (*etree.Element, error) {
		return soap.Fault{Code: "Server", Text: "text", Info: &soap.ErrorInfo{Code: code, Message: "text", At: noon}}.Element(), nil
	}
}

// known is ГБД ФЛ's answer about people of these numbers.
func known(code string, iins ...string) []byte {
	r := payload.Reply{ID: "a-1", Request: "m-1", At: noon, Code: code}
	for _, n := range iins {
		r.People = append(r.People, egov.Person{IIN: n, Surname: "Сынақова", Name: "Үлгі"})
	}
	return payload.WritePerson(r)
}

// How an exchange with a register ends.
type end string

const (
	found       end = "found"
	none        end = "none"
	unreachable end = "unreachable"
	unbelieved  end = "unbelieved"
	refused     end = "refused"
	unknown     end = "unknown"
	off         end = "off"
)

func ended(is bool, err error) end {
	var r *egov.Refusal
	var u *egov.UnknownCode
	switch {
	case err == nil && is:
		return found
	case err == nil:
		return none
	case errors.Is(err, egov.ErrUnreachable):
		return unreachable
	case errors.Is(err, egov.ErrAnswer):
		return unbelieved
	case errors.As(err, &r):
		return refused
	case errors.As(err, &u) && len(u.Raw) > 0:
		return unknown
	case errors.Is(err, egov.ErrOff):
		return off
	}
	return end(err.Error())
}

// What each status code leads to, by the usual table and by a service's own.
func TestPersonEnds(t *testing.T) {
	own := map[string]string{"0": egov.CodeOK, "1": egov.CodeNone, "2": egov.CodeRefused, "3": egov.CodeAgain}
	for _, x := range []struct {
		name   string
		answer func(*soap.Envelope) (*etree.Element, error)
		codes  map[string]string
		want   end
	}{
		{"found", says("SCSS001", known("", iin)), nil, found},
		{"found otherwise", says("Success", known("", iin)), nil, found},
		{"nobody", says("SCSS001", known("")), nil, none},
		{"no such", says("SCSE001", nil), nil, none},
		{"our signature", says("SIGN_NOT_EXIST", nil), nil, refused},
		{"unknown", says("FAULT-015", known("", iin)), nil, unknown},
		{"no code", says("", known("", iin)), nil, unbelieved},
		{"own ok", says("0", known("", iin)), own, found},
		{"own none", says("1", known("", iin)), own, none},
		{"own refused", says("2", nil), own, refused},
		{"own again", says("3", nil), own, unreachable},
		{"the usual is not the service's", says("SCSS001", known("", iin)), own, unknown},
		{"the register's code unknown", says("SCSS001", known("00099", iin)), nil, unknown},
		{"the register's code none", says("0", known("1", iin)), own, none},
		{"the register's code again", says("0", known("3", iin)), own, unreachable},
		{"another person", says("SCSS001", known("", "850505300027")), nil, unbelieved},
		{"no data", says("SCSS001", nil), nil, unbelieved},
		{"fault", faults("X-1"), own, refused},
		{"fault: again", faults("3"), own, unreachable},
		{"fault: none", faults("1"), own, none},
		{"down", func(*soap.Envelope) (*etree.Element, error) { return nil, errors.New("down") }, nil, unreachable},
	} {
		g := newOther(t, x.answer).open(service(egov.KindPerson, func(s *egov.Service) { s.Codes = x.codes }))
		a, err := g.Person(ctx(t), id, iin)
		if got := ended(a.Found, err); got != x.want {
			t.Errorf("%s: %s, want %s (%v)", x.name, got, x.want, err)
		}
		if a.Found && a.Person.Surname != "Сынақова" || !a.Found && a.Person.Surname != "" {
			t.Errorf("%s: %+v", x.name, a.Person)
		}
		if err != nil && (strings.Contains(err.Error(), "text") || strings.Contains(err.Error(), iin)) {
			t.Errorf("%s: the error tells too much: %v", x.name, err)
		}
	}
}

// The question goes to the service's number, under the message's own number,
// and is typed as the register wants it.
func TestPersonQuestion(t *testing.T) {
	o := newOther(t, says("SCSS001", known("", iin)))
	o.read.Signers = nil
	g := o.open(nil)
	for range 2 {
		if _, err := g.Person(ctx(t), id, iin); err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range o.asked {
		r, err := soap.ReadSyncRequest(e)
		if err != nil {
			t.Fatal(err)
		}
		q, err := payload.ReadPersonRequest(r.Data)
		if err != nil || r.MessageID != id.String() || r.ServiceID != "ID-person" || r.Sender != (soap.Sender{ID: "tereze", Password: "p"}) ||
			r.DataType.Space != payload.GBDFL || q.IIN != iin || q.ID != id.String() || q.Sender != "tereze" {
			t.Errorf("%+v %+v %v", r, q, err)
		}
	}
	if len(o.asked) != 2 {
		t.Errorf("asked %d times", len(o.asked))
	}
}

// A code that is a sentence, or somebody's number, is told in no error.
func TestCodesTellNobody(t *testing.T) {
	for _, code := range []string{iin, "ИИН " + iin, "E-" + iin, strings.Repeat("A", 33), "Сынақова Үлгі"} {
		_, err := newOther(t, says(code, nil)).open(nil).Person(ctx(t), id, iin)
		if ended(false, err) != unknown || strings.Contains(err.Error(), code) || strings.Contains(err.Error(), iin) {
			t.Errorf("%q: %v", code, err)
		}
	}
}

func TestPower(t *testing.T) {
	q := egov.PowerQuestion{Number: "1-77", Date: noon.AddDate(0, -1, 0), Principal: iin, Trustee: "850505300027"}
	names := map[string]string{"number": "deedNo", "valid": "inForce"}
	renamed := service(egov.KindPower, func(s *egov.Service) { s.Names = names })
	good := payload.WritePower(egov.PowerAnswer{Found: true, Valid: true, Notary: "Үлгиев"}, names)

	o := newOther(t, says("SCSS001", good))
	a, err := o.open(renamed).Power(ctx(t), id, q)
	if err != nil || !a.Found || !a.Valid || a.Notary != "Үлгиев" || a.Code != "SCSS001" || string(a.Raw) != string(good) {
		t.Errorf("%+v %v", a, err)
	}
	r, err := soap.ReadSyncRequest(o.asked[0])
	if err != nil || r.ServiceID != "ID-power" || !strings.Contains(string(r.Data), "<deedNo>1-77</deedNo>") {
		t.Errorf("question: %+v %v", r, err)
	}
	for _, x := range []struct {
		name   string
		answer func(*soap.Envelope) (*etree.Element, error)
		change func(*egov.Settings)
		want   end
	}{
		{"none", says("SCSE001", nil), renamed, none},
		{"none, told inside", says("SCSS001", payload.WritePower(egov.PowerAnswer{}, names)), renamed, none},
		{"other names", says("SCSS001", good), nil, unbelieved},
		{"unknown", says("?", good), renamed, unknown},
		{"not mapped", says("SCSS001", good), without(egov.KindPower), off},
	} {
		a, err := newOther(t, x.answer).open(x.change).Power(ctx(t), id, q)
		if got := ended(a.Found, err); got != x.want {
			t.Errorf("%s: %s, want %s (%v)", x.name, got, x.want, err)
		}
	}
	if _, err := o.open(without(egov.KindPerson)).Person(ctx(t), id, iin); ended(false, err) != off {
		t.Errorf("ГБД ФЛ not mapped: %v", err)
	}
}

// An answer the gateway did not sign, or a stranger signed, is believed on
// neither channel, and neither is a server of other roots.
func TestAnswersAreSigned(t *testing.T) {
	stranger, err := soap.NewIdentity(cert(t, "STRANGER", nil), key())
	if err != nil {
		t.Fatal(err)
	}
	for name, who := range map[string]*soap.Identity{"nobody": nil, "a stranger": stranger} {
		o := newOther(t, says("SCSS001", known("", iin)))
		g := o.open(nil)
		o.id = who
		if a, err := g.Person(ctx(t), id, iin); ended(a.Found, err) != unbelieved {
			t.Errorf("signed by %s: %+v %v", name, a, err)
		}
		o.answer = receipt
		if got, err := g.Send(ctx(t), egov.Request{Kind: egov.KindRequest, Number: "1", At: noon, Body: []byte("<x/>")}); ended(false, err) != unbelieved {
			t.Errorf("receipt signed by %s: %q %v", name, got, err)
		}
	}
	o := newOther(t, says("SCSS001", known("", iin)))
	g := o.open(func(s *egov.Settings) { s.Roots = s.Identity })
	if a, err := g.Person(ctx(t), id, iin); ended(a.Found, err) != unreachable {
		t.Errorf("other roots: %+v %v", a, err)
	}
}
