package gatewaysim

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/BurntSushi/toml"

	"tereze/intake/egov"
)

func TestSettingsGoThroughTheFile(t *testing.T) {
	s, _ := started(t, Options{})
	dir := t.TempDir()
	set := must(s.Settings(dir))(t)
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(set); err != nil {
		t.Fatal(err)
	}
	var read egov.Settings
	if _, err := toml.Decode(b.String(), &read); err != nil {
		t.Fatal(err)
	}
	if !read.On() || read.Sync != s.url+"/sync" || read.Async != s.url+"/async" {
		t.Errorf("%+v", read)
	}
	for _, kind := range []string{"person", "power", "request", "withdrawal", "portal-result", "portal-refusal", "answer", "portal-request"} {
		if x, ok := read.Service(kind); !ok || kindOf(x.ID) != kind || x.Codes[CodeOK] != "ok" || x.Codes[CodeNone] != "none" || x.Codes[CodeUnknown] != "" {
			t.Errorf("%s: %+v", kind, x)
		}
	}
	for _, name := range []string{read.Roots, read.Signers, read.Identity, read.Sign.Roots} {
		at := filepath.Join(dir, name)
		if i := must(os.Stat(at))(t); i.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v", name, i.Mode())
		}
		// Whatever a real office would load says whose it is.
		for rest := must(os.ReadFile(at))(t); ; {
			var block *pem.Block
			if block, rest = pem.Decode(rest); block == nil {
				break
			}
			if block.Type != "CERTIFICATE" {
				continue
			}
			c := must(x509.ParseCertificate(block.Bytes))(t)
			if !slices.Contains(c.Subject.Organization, Organization) {
				t.Errorf("%s holds %s", name, c.Subject)
			}
			if c.Equal(s.revoked.Cert) {
				t.Errorf("%s holds the certificate that was taken away", name)
			}
		}
	}
}
