package main

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/egov"
)

// Both channels reached: nothing is bad, and nothing was asked of them.
func TestEgovCheckReaches(t *testing.T) {
	asked := 0
	s := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer s.Close()
	dir := t.TempDir()
	root := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	if err := os.WriteFile(filepath.Join(dir, "gate.pem"), root, 0o600); err != nil {
		t.Fatal(err)
	}
	o := intake.DefaultOffice("042", "mangystau")
	o.Egov = egov.Settings{Sync: s.URL + "/sync", Async: s.URL + "/async", Roots: "gate.pem", Sender: "invented"}
	if err := o.Save(dir); err != nil {
		t.Fatal(err)
	}
	var out, errs strings.Builder
	code := run(t.Context(), []string{"egov", "check", "--lang", "en", "--data", dir}, strings.NewReader(""), &out, &errs, account.TrainingCost())
	if code != exitDone || errs.Len() > 0 || !strings.HasSuffix(out.String(), "\nOK\n") {
		t.Errorf("exit code %d\n%s%s", code, out.String(), errs.String())
	}
	for _, line := range []string{"   egov.sync  " + s.URL + "/sync  ", "   egov.async  " + s.URL + "/async  "} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("no line %q in\n%s", line, out.String())
		}
	}
	if asked > 0 {
		t.Errorf("%d requests were sent", asked)
	}
}
