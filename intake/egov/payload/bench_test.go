package payload_test

import (
	"bytes"
	"crypto/sha256"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
	"tereze/intake/trio"
)

// zone is the office's; noon is a moment in it.
var (
	zone = time.FixedZone("UTC+5", 5*3600)
	noon = time.Date(2026, 11, 20, 12, 0, 0, 0, zone)
)

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// somebody is invented, with all the register can say of a living person.
func somebody() egov.Person {
	return egov.Person{
		IIN: "900101400013", Surname: "Сынақова", Name: "Үлгі", Patronymic: "Мысалқызы",
		Born: day(1990, 1, 1), Sex: "2", Citizenship: "398",
		Address: egov.Address{District: "Маңғыстау", Region: "Ақтау", City: "Ақтау", Street: "5 <м/а> & 1", Building: "7", Corpus: "Б", Flat: "12"},
		Documents: []egov.IdentityPaper{
			{Type: "002", Number: "000000001", Status: "00", Issuer: "ІІМ", Begin: day(2020, 2, 3), End: day(2030, 2, 2)},
			{Type: "001", Number: "N00000002", Status: "07", Begin: day(2010, 2, 3), End: day(2020, 2, 2)},
		},
		Birth: egov.BirthRecord{Number: "10-001", Date: day(1990, 1, 5)},
	}
}

// application is one with everything in it.
func application() payload.Application {
	scan := []byte("%PDF-1.4 invented")
	return payload.Application{
		Number: "042-261120-000001", Service: "mangystau-externat", Edition: "2015-1", Provider: "school-1", At: noon,
		Recipient: payload.Person{IIN: "900101400013", Surname: "Сынақова", Name: "Үлгі", Patronymic: "Мысалқызы",
			Born: day(1990, 1, 1), Phone: "77010000000", Address: "Ақтау\n5-7-12"},
		Agent: &payload.Agent{Person: payload.Person{IIN: "850505300027", Surname: "Мысалов", Name: "Сынақ"}, Kind: payload.Notarised,
			Deed: &payload.Deed{Number: "1-77", Date: day(2026, 10, 1), Notary: "Үлгиев"}},
		Ground: "illness", Conditions: []string{"one", "two"},
		Documents: []payload.Document{
			{Code: "application", Kind: "original", Sheets: 2, Hash: sha256.Sum256(scan), Type: "pdf", Size: int64(len(scan)), Pages: 2, Content: scan},
			{Code: "identity", Kind: "shown"},
		},
		Form: []byte("<form>\r\n</form>"), Signature: []byte{0x30, 0x03, 1, 2, 3},
	}
}

func portal() payload.Portal {
	scan := []byte("%PDF-1.4 invented")
	return payload.Portal{
		ID: "P-1", Account: payload.Account{IIN: "900101400013", Authorised: true, At: noon.Add(-time.Minute)},
		Service: "mangystau-duplicate", Provider: "school-1", Ground: "lost", Conditions: []string{"school-closed"}, Consent: true,
		Recipient: payload.Person{IIN: "900101400013", Surname: "Сынақова", Name: "Үлгі", Phone: "77010000000", Address: "Ақтау"},
		Documents: []payload.Document{{Code: "application", Kind: "copy", Type: "pdf", Content: scan, Hash: sha256.Sum256(scan), Size: int64(len(scan))}},
		At:        noon,
	}
}

func reasons() []trio.Text {
	return []trio.Text{{KK: "Себебі", RU: "Причина", EN: "Reason"}, {KK: "екі", RU: "два", EN: "two"}}
}

// inData puts a fragment into its <data>, as the envelope does.
func inData(fragment []byte) []byte {
	return append(append([]byte("<data>"), fragment...), "</data>"...)
}

// misfit is what xmllint says against XML by a schema of testdata; "": it fits.
func misfit(t *testing.T, schema string, xml []byte) string {
	t.Helper()
	lint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not here: install the package libxml2-utils")
	}
	run := exec.Command(lint, "--nonet", "--noout", "--schema", filepath.Join("testdata", schema), "-")
	run.Stdin = bytes.NewReader(xml)
	out, err := run.CombinedOutput()
	if bytes.Contains(out, []byte("failed to compile")) || err != nil && run.ProcessState.ExitCode() != 3 && run.ProcessState.ExitCode() != 1 {
		t.Fatalf("%s: %v\n%s", schema, err, out)
	}
	if err == nil {
		return ""
	}
	return string(out)
}
