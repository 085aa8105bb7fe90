package payload_test

import (
	"bytes"
	"testing"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
)

// written is one of everything the package writes, and slips in it that its
// schema must refuse.
func written() []struct {
	schema string
	xml    []byte
	slips  [][2]string
} {
	question := payload.Question{ID: "m-1", At: noon, Sender: "TEREZE", IIN: "900101400013"}
	dead := somebody()
	dead.Died, dead.Incapable, dead.Missing = day(2025, 5, 5), true, true
	power := egov.PowerQuestion{Number: "1-77", Date: day(2026, 10, 1), Principal: "900101400013", Trustee: "850505300027"}
	big := application()
	big.Agent, big.Documents[0].Content = nil, nil
	return []struct {
		schema string
		xml    []byte
		slips  [][2]string
	}{
		{"gbdfl-question.xsd", inData(payload.PersonRequest(question)), [][2]string{
			{"<iin>900101400013</iin>", "<iin>9001</iin>"}, {"messageDate>", "date>"}, {"+05:00", "tomorrow"}}},
		{"gbdfl-answer.xsd", inData(payload.WritePerson(payload.Reply{ID: "a-1", Request: "m-1", At: noon, People: []egov.Person{somebody(), dead}})), [][2]string{
			{"<surname>", "<iin/><surname>"}, {"<code>00000</code>", ""}, {"1990-01-01", "01.01.1990"}, {"persons>", "people>"}}},
		{"gbdfl-answer.xsd", inData(payload.WritePerson(payload.Reply{ID: "a-1", Request: "m-1", At: noon})), [][2]string{{"<requestId>m-1</requestId>", ""}}},
		{"enis-question.xsd", inData(payload.PowerRequest(payload.PowerQuestion{ID: "m-2", At: noon, Sender: "TEREZE", PowerQuestion: power}, nil)), [][2]string{
			{"<date>2026-10-01</date>", ""}, {"trustee>", "agent>"}}},
		{"enis-answer.xsd", inData(payload.WritePower(egov.PowerAnswer{Found: true, Valid: true, Issued: day(2026, 10, 1), Expires: day(2027, 10, 1), Revoked: day(2026, 11, 1), Notary: "Үлгиев"}, nil)), [][2]string{
			{"<valid>true</valid>", "<valid>yes</valid>"}, {"<found>true</found>", ""}}},
		{"enis-answer.xsd", inData(payload.WritePower(egov.PowerAnswer{}, nil)), nil},
		{"rshep.xsd", application().Write(), [][2]string{
			{"<number>042-261120-000001</number>", ""}, {"<type>pdf</type>", "<type>exe</type>"}, {"urn:tereze:egov:1", "urn:other"},
			{"<edition>2015-1</edition><provider>school-1</provider>", "<provider>school-1</provider><edition>2015-1</edition>"}, {"<sheets>2<", "<sheets>-2<"}}},
		{"rshep.xsd", big.Write(), nil},
		{"rshep.xsd", payload.Withdrawal{Number: "042-261120-000001", Service: "s", Provider: "p", At: noon, Reason: "қайтты"}.Write(), [][2]string{{"<provider>p</provider>", ""}}},
		{"rshep.xsd", taken().Write(), [][2]string{{"taken", "accepted"}}},
		{"rshep.xsd", notTaken().Write(), nil},
		{"rshep.xsd", decided().Write(), [][2]string{{"<paper>", "<paper>x"}, {"<type>pdf</type>", ""}}},
		{"portal.xsd", payload.WritePortal(portal()), [][2]string{
			{"<authorised>true", "<authorised>da"}, {"<id>P-1</id>", "<id/>"}, {"<consent>true</consent>", ""}}},
		{"portal.xsd", payload.WriteSigned(payload.WritePortal(portal()), []byte{0x30, 0}), [][2]string{{"form>", "forms>"}, {"<form>", "<signature>MAA=</signature><form>"}}},
		{"portal.xsd", refusal(4).Write(), [][2]string{{"<process>4", "<process>5"}, {"<ru>Причина</ru>", ""}}},
		{"portal.xsd", result().Write(), [][2]string{{"<portal>P-1</portal>", ""}}},
	}
}

func taken() payload.Answer {
	return payload.Answer{Kind: egov.Taken, Number: "042-261120-000001", At: noon, Incoming: "К-12/1"}
}

func notTaken() payload.Answer {
	return payload.Answer{Kind: egov.NotTaken, Number: "042-261120-000001", At: noon, Reasons: []string{"no scan", "no form"}}
}

func decided() payload.Answer {
	return payload.Answer{Kind: egov.Decided, Number: "042-261120-000001", At: noon, File: []byte("%PDF"), FileType: "pdf", Signature: []byte{0x30, 0}}
}

func refusal(process uint8) payload.PortalAnswer {
	return payload.PortalAnswer{Portal: "P-1", Process: process, At: noon, Reasons: reasons()}
}

func result() payload.PortalAnswer {
	return payload.PortalAnswer{Portal: "P-1", Number: "042-261120-000001", Process: 7, At: noon, File: []byte("%PDF"), FileType: "pdf", Signature: []byte{0x30, 0}}
}

func TestSchemas(t *testing.T) {
	for _, w := range written() {
		if why := misfit(t, w.schema, w.xml); why != "" {
			t.Errorf("%s refuses what is written:\n%s\n%s", w.schema, w.xml, why)
		}
		for _, s := range w.slips {
			slip := bytes.ReplaceAll(w.xml, []byte(s[0]), []byte(s[1]))
			if bytes.Equal(slip, w.xml) {
				t.Errorf("%s: %q is not in it:\n%s", w.schema, s[0], w.xml)
			} else if misfit(t, w.schema, slip) == "" {
				t.Errorf("%s takes %q for %q", w.schema, s[1], s[0])
			}
		}
	}
}
