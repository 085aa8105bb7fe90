package payload_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
)

func TestPersonIsRead(t *testing.T) {
	q := payload.Question{ID: "m-1", At: noon, Sender: "TEREZE", IIN: "900101400013"}
	got, err := payload.ReadPersonRequest(payload.PersonRequest(q))
	if err != nil || got.IIN != q.IIN || got.ID != q.ID || got.Sender != q.Sender || !got.At.Equal(q.At) {
		t.Errorf("question: %+v %v", got, err)
	}
	for name, change := range map[string]func(*egov.Person){
		"alive": func(*egov.Person) {}, "dead": func(p *egov.Person) { p.Died = day(2025, 5, 5) },
		"incapable": func(p *egov.Person) { p.Incapable = true }, "missing": func(p *egov.Person) { p.Missing = true },
		"a child without an address": func(p *egov.Person) { p.Address, p.Documents = egov.Address{}, nil },
	} {
		p := somebody()
		change(&p)
		data := payload.WritePerson(payload.Reply{ID: "a", Request: "m-1", At: noon, People: []egov.Person{p}})
		a, err := payload.ReadPerson(data, noon)
		if err != nil || !a.Found || a.Code != payload.CodeFound || !reflect.DeepEqual(a.Person, p) || string(a.Raw) != string(data) {
			t.Errorf("%s: %v\n%+v\nwant\n%+v", name, err, a.Person, p)
		}
	}
	a, err := payload.ReadPerson(payload.WritePerson(payload.Reply{ID: "a", Request: "m", At: noon}), noon)
	if err != nil || a.Found || a.Code != payload.CodeFound {
		t.Errorf("nobody: %+v %v", a, err)
	}
}

// The register's answer as it comes elsewhere: other prefixes, plain text for
// coded words, null days, elements nobody knows, the source's own signature,
// a wrapper around it all.
func TestPersonOtherwise(t *testing.T) {
	const about = `<iin>900101400013</iin><surname> Сынақова </surname><name>Үлгі</name><patronymic xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>
	<birthDate>1990-01-01+06:00</birthDate><gender>2</gender><newField><deep>x</deep></newField>`
	wrap := func(inside string) string {
		return `<messageId>1</messageId><messageResult><code>00000</code><changeDate xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/></messageResult><persons><person>` +
			about + inside + `</person></persons><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo/></ds:Signature>`
	}
	type want struct {
		died               time.Time
		incapable, missing bool
	}
	for name, x := range map[string]struct {
		inside string
		want   want
	}{
		"alive":               {``, want{}},
		"dead by status":      {`<lifeStatus><code>9</code><nameRu>Умерший</nameRu><changeDate>2024-02-29T10:00:00+05:00</changeDate></lifeStatus>`, want{died: day(2024, 2, 29)}},
		"dead, day unknown":   {`<lifeStatus><code>9</code><nameKz>Қайтыс болған</nameKz></lifeStatus>`, want{died: day(2026, 11, 20)}},
		"dead by certificate": {`<deathCertificate><number>1</number><beginDate>2024-03-01</beginDate></deathCertificate>`, want{died: day(2024, 3, 1)}},
		"incapable":           {`<personCapableStatus><capableStatus><code>7</code><nameRu>Недееспособный</nameRu></capableStatus></personCapableStatus>`, want{incapable: true}},
		"incapable to this day": {`<personCapableStatus><capableStatus><nameRu>недееспособен</nameRu></capableStatus><capableEndDate>2026-11-20</capableEndDate></personCapableStatus>`,
			want{incapable: true}},
		"capable again":      {`<personCapableStatus><capableStatus><nameRu>недееспособен</nameRu></capableStatus><capableEndDate>2026-11-19</capableEndDate></personCapableStatus>`, want{}},
		"capable":            {`<personCapableStatus><capableStatus><code>1</code><nameRu>Дееспособный</nameRu></capableStatus><capableDate>2020-01-01</capableDate></personCapableStatus>`, want{}},
		"a code alone":       {`<personCapableStatus><capableStatus>2</capableStatus><capableDate>2020-01-01</capableDate></personCapableStatus>`, want{incapable: true}},
		"missing":            {`<missingStatus><missing>true</missing><missingDate>2020-01-01</missingDate></missingStatus>`, want{missing: true}},
		"not missing":        {`<missingStatus><missing>false</missing><missingDate>2020-01-01</missingDate></missingStatus>`, want{}},
		"found again":        {`<disappearStatus><disappear>true</disappear><disappearEndDate>2021-01-01</disappearEndDate></disappearStatus>`, want{}},
		"excluded":           {`<excludeStatus><excludeReason><code>1</code></excludeReason></excludeStatus>`, want{missing: true}},
		"empty marks":        {`<missingStatus/><disappearStatus><disappearDate xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/></disappearStatus><removed>false</removed>`, want{}},
		"removed":            {`<removed>true</removed>`, want{missing: true}},
		"repatriate, no end": {`<repatriationStatus><repatriate>true</repatriate></repatriationStatus>`, want{}},
	} {
		for _, data := range []string{wrap(x.inside), `<ns:onEventResponse xmlns:ns="urn:x"><return>` + wrap(x.inside) + `</return></ns:onEventResponse>`} {
			a, err := payload.ReadPerson([]byte(data), noon)
			if p := a.Person; err != nil || !a.Found || p.Surname != "Сынақова" || p.Patronymic != "" || !p.Born.Equal(day(1990, 1, 1)) || p.Sex != "2" {
				t.Fatalf("%s: %+v %v", name, a, err)
			}
			if got := (want{a.Person.Died, a.Person.Incapable, a.Person.Missing}); got != x.want {
				t.Errorf("%s: %+v, want %+v", name, got, x.want)
			}
		}
	}
}

// What cannot be an answer is none, and its error tells nobody's data.
func TestPersonThatCannotBe(t *testing.T) {
	good := string(payload.WritePerson(payload.Reply{ID: "a", Request: "m", At: noon, People: []egov.Person{somebody()}}))
	for name, data := range map[string]string{
		"nothing":    "",
		"no result":  strings.Replace(good, "messageResult>", "messageOther>", 2),
		"no IIN":     strings.Replace(good, "<iin>900101400013</iin>", "", 1),
		"two IINs":   strings.Replace(good, "<iin>", "<iin>850505300027</iin><iin>", 1),
		"no date":    strings.Replace(good, "1990-01-01", "1990-13-01", 1),
		"cut":        good[:len(good)/2],
		"long name":  strings.Replace(good, "Сынақова", strings.Repeat("С", 5000), 1),
		"two people": strings.Replace(good, "<persons>", "<persons/><persons>", 1),
	} {
		a, err := payload.ReadPerson([]byte(data), noon)
		if !errors.Is(err, egov.ErrAnswer) {
			t.Errorf("%s: %+v %v", name, a, err)
		} else if strings.Contains(err.Error(), "9001") || strings.Contains(err.Error(), "Сын") {
			t.Errorf("%s: names a person: %v", name, err)
		}
	}
}

func TestPower(t *testing.T) {
	names := map[string]string{"number": "deedNo", "found": "exists", "valid": "inForce"}
	q := payload.PowerQuestion{ID: "m", At: noon, Sender: "T", PowerQuestion: egov.PowerQuestion{Number: "1-77", Date: day(2026, 10, 1), Principal: "900101400013", Trustee: "850505300027"}}
	for _, n := range []map[string]string{nil, names} {
		got, err := payload.ReadPowerRequest(payload.PowerRequest(q, n), n)
		if err != nil || got.PowerQuestion != q.PowerQuestion || got.ID != "m" {
			t.Errorf("question: %+v %v", got, err)
		}
		for name, x := range map[string]struct {
			a     egov.PowerAnswer
			valid bool
		}{
			"good":    {egov.PowerAnswer{Found: true, Valid: true, Issued: day(2026, 10, 1), Notary: "Үлгиев"}, true},
			"today":   {egov.PowerAnswer{Found: true, Valid: true, Expires: day(2026, 11, 20)}, true},
			"expired": {egov.PowerAnswer{Found: true, Valid: true, Expires: day(2026, 11, 19)}, false},
			"revoked": {egov.PowerAnswer{Found: true, Valid: true, Revoked: day(2026, 11, 1)}, false},
			"invalid": {egov.PowerAnswer{Found: true}, false},
			"none":    {egov.PowerAnswer{}, false},
		} {
			got, err := payload.ReadPower(payload.WritePower(x.a, n), noon, n)
			got.Raw = nil
			if x.a.Valid = x.valid; err != nil || !reflect.DeepEqual(got, x.a) {
				t.Errorf("%s: %+v %v, want %+v", name, got, err, x.a)
			}
		}
	}
	if _, err := payload.ReadPower(payload.WritePower(egov.PowerAnswer{Found: true}, names), noon, nil); !errors.Is(err, egov.ErrAnswer) {
		t.Errorf("other names: %v", err)
	}
	if w := string(payload.PowerRequest(q, names)); !strings.Contains(w, "<deedNo>1-77</deedNo>") {
		t.Error(w)
	}
}
