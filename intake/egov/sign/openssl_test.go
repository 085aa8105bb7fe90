package sign

import (
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// openssl runs the program in a folder; without it the test is skipped, and in
// CI it must be there.
func openssl(t *testing.T, dir string, args ...string) ([]byte, error) {
	t.Helper()
	path, err := exec.LookPath("openssl")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("openssl is missing: apt-get install openssl")
		}
		t.Skip("openssl is missing: apt-get install openssl")
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = dir
	return cmd.CombinedOutput()
}

// shelf puts the certificates and the content into a folder for openssl.
func shelf(t *testing.T, a *authority, cert *x509.Certificate) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, block := range map[string]*pem.Block{
		"root.pem":    {Type: "CERTIFICATE", Bytes: a.root.Raw},
		"between.pem": {Type: "CERTIFICATE", Bytes: a.between.Raw},
		"person.pem":  {Type: "CERTIFICATE", Bytes: cert.Raw},
		"key.pem":     {Type: "PRIVATE KEY", Bytes: must(x509.MarshalPKCS8PrivateKey(personKey()))},
	} {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "content"), request, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// What openssl signs, we take; what it signs otherwise than we want it, we do
// not.
func TestOpenSSLSigns(t *testing.T) {
	a := newAuthority(t)
	cert := a.issue()
	dir := shelf(t, a, cert)
	for _, c := range []struct {
		name  string
		args  []string
		fault Fault
	}{
		{"DER", []string{"-outform", "DER", "-md", "sha256"}, ""},
		{"PEM", []string{"-outform", "PEM"}, ""},
		{"SHA-512", []string{"-outform", "DER", "-md", "sha512"}, ""},
		{"CAdES", []string{"-outform", "DER", "-cades"}, ""},
		{"the content streamed into it", []string{"-outform", "DER", "-stream"}, Broken},
		{"attached", []string{"-outform", "DER", "-nodetach"}, Broken},
		{"without attributes", []string{"-outform", "DER", "-noattr"}, Broken},
		{"without the certificate", []string{"-outform", "DER", "-nocerts"}, Broken},
		{"SHA-1", []string{"-outform", "DER", "-md", "sha1"}, Broken},
		{"the key by its number", []string{"-outform", "DER", "-keyid"}, Broken},
		{"PSS", []string{"-outform", "DER", "-keyopt", "rsa_padding_mode:pss"}, Broken},
	} {
		t.Run(c.name, func(t *testing.T) {
			args := append([]string{"cms", "-sign", "-binary", "-in", "content", "-signer", "person.pem", "-inkey", "key.pem", "-certfile", "between.pem", "-out", "cms"}, c.args...)
			if out, err := openssl(t, dir, args...); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			cms := must(os.ReadFile(filepath.Join(dir, "cms")))
			v := verify(t, a.verifier(func(o *Options) { o.Intermediates = nil }), cms, request, wanted())
			if v.Fault != c.fault {
				t.Errorf("%q, want %q", v.Fault, c.fault)
			}
			if v := verify(t, a.verifier(), cms, request[1:], wanted()); v.Fault != Broken {
				t.Errorf("other content: %q", v.Fault)
			}
		})
	}
}

// What our tests sign with, openssl takes: they are signatures, not only what
// we believe to be some.
func TestOpenSSLVerifies(t *testing.T) {
	a := newAuthority(t)
	cert := a.issue()
	dir := shelf(t, a, cert)
	run := func(cms []byte) ([]byte, error) {
		if err := os.WriteFile(filepath.Join(dir, "cms"), cms, 0o600); err != nil {
			t.Fatal(err)
		}
		return openssl(t, dir, "cms", "-verify", "-binary", "-inform", "DER", "-in", "cms", "-content", "content",
			"-CAfile", "root.pem", "-purpose", "any", "-attime", "1772427600", "-out", "out")
	}
	r := recipe{cert: cert, key: personKey(), content: request, certs: []*x509.Certificate{a.between}}
	for name, cms := range map[string][]byte{"DER": craft(r), "open lengths": loosely(craft(r))} {
		if out, err := run(cms); err != nil {
			t.Errorf("%s: %v: %s", name, err, out)
		}
	}
	r.content = request[1:]
	if _, err := run(craft(r)); err == nil {
		t.Error("openssl takes a signature of something else")
	}
}
