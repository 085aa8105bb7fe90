package sign

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"testing"
)

// The national authority's GOST-2015-512: a signature, a key, a digest.
var (
	gostSign   = asn1.ObjectIdentifier{1, 2, 398, 3, 10, 1, 1, 2, 3, 2}
	gostKey    = asn1.ObjectIdentifier{1, 2, 398, 3, 10, 1, 1, 2, 2, 2}
	gostDigest = asn1.ObjectIdentifier{1, 2, 398, 3, 10, 1, 3, 3}
)

// asGOST turns a certificate into one that claims a GOST key and signature: no
// such signature can be made here, and none is looked at.
func asGOST(c *x509.Certificate, key asn1.ObjectIdentifier) *x509.Certificate {
	var t struct {
		Version   int `asn1:"explicit,tag:0"`
		Serial    *big.Int
		Algorithm pkix.AlgorithmIdentifier
		Issuer    asn1.RawValue
		Validity  asn1.RawValue
		Subject   asn1.RawValue
		Key       struct {
			Algorithm pkix.AlgorithmIdentifier
			Key       asn1.BitString
		}
		Extensions asn1.RawValue `asn1:"optional"`
	}
	_ = must(asn1.Unmarshal(c.RawTBSCertificate, &t))
	t.Algorithm = pkix.AlgorithmIdentifier{Algorithm: gostSign}
	t.Key.Algorithm = pkix.AlgorithmIdentifier{Algorithm: key}
	t.Key.Key = asn1.BitString{Bytes: make([]byte, 130), BitLength: 1040}
	whole := sequence(must(asn1.Marshal(t)), must(asn1.Marshal(t.Algorithm)), must(asn1.Marshal(asn1.BitString{Bytes: make([]byte, 128), BitLength: 1024})))
	return must(x509.ParseCertificate(whole))
}

func gostCMS(c *x509.Certificate) []byte {
	return craft(recipe{cert: c, key: personKey(), content: request, digestOID: gostDigest, signOID: gostSign})
}

// GOST without anybody to verify it is never a pass.
func TestGOSTWithoutNCANode(t *testing.T) {
	a := newAuthority(t)
	for _, key := range []asn1.ObjectIdentifier{gostKey, {1, 2, 398, 3, 10, 1, 1, 2, 2, 1}, {1, 2, 398, 3, 10, 1, 1, 1, 1}, {1, 3, 6, 1, 4, 1, 6801, 1, 2, 2}} {
		v := verify(t, a.verifier(), gostCMS(asGOST(a.issue(), key)), request, wanted())
		if v.Fault != CannotHere || v.Good() || !v.Signer.GOST || v.Signer.IIN != iin {
			t.Errorf("%v: %+v", key, v)
		}
	}
	// A key of another kind is no key for this.
	for _, key := range []asn1.ObjectIdentifier{{1, 3, 101, 999}, {1, 2, 398, 3, 10, 1, 19}} {
		if v := verify(t, a.verifier(), gostCMS(asGOST(a.issue(), key)), request, wanted()); v.Fault != WrongUse {
			t.Errorf("%v: %+v", key, v)
		}
	}
	// The name of an algorithm alone makes no GOST signature.
	v := verify(t, a.verifier(), gostCMS(a.issue()), request, wanted())
	if v.Fault != Broken {
		t.Errorf("%+v", v)
	}
}

// node is an NCANode that answers as told.
type node struct {
	*httptest.Server
	asked  int
	sent   map[string]any
	code   int
	answer map[string]any
}

func newNode(t *testing.T) *node {
	t.Helper()
	n := &node{code: http.StatusOK}
	n.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.asked++
		if r.URL.Path != "/cms/verify" || r.Method != http.MethodPost || json.NewDecoder(r.Body).Decode(&n.sent) != nil {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.WriteHeader(n.code)
		_ = json.NewEncoder(w).Encode(n.answer)
	}))
	t.Cleanup(n.Close)
	return n
}

type object = map[string]any

// Verdicts of an NCANode, and what we look at ourselves whatever it says.
func TestGOSTWithNCANode(t *testing.T) {
	a := newAuthority(t)
	cert := asGOST(a.issue(), gostKey)
	clean := []object{{"revoked": false, "by": "OCSP"}, {"revoked": false, "by": "CRL"}}
	told := func(change object) object {
		c := object{"valid": true, "serialNumber": fmt.Sprintf("%x", cert.SerialNumber), "revocations": clean, "subject": object{"iin": iin, "bin": bin}}
		maps.Copy(c, change)
		return c
	}
	answer := func(valid bool, certs ...object) object {
		return object{"status": 200, "valid": valid, "signers": []object{{"certificates": certs}}}
	}
	for _, c := range []struct {
		name   string
		answer object
		code   int
		fault  Fault
	}{
		{"valid", answer(true, told(nil)), 200, ""},
		{"valid, a newer version's shape", object{"valid": true, "signers": []object{{"certificate": told(nil)}}}, 200, ""},
		{"leading nought in the number", answer(true, told(object{"serialNumber": fmt.Sprintf("00%X", cert.SerialNumber)})), 200, ""},
		{"the signature does not hold", answer(false, told(nil)), 200, Broken},
		{"revoked", answer(false, told(object{"valid": false, "revocations": []object{{"revoked": false}, {"revoked": true, "by": "CRL"}}})), 200, Revoked},
		{"said to be valid and revoked", answer(true, told(object{"revocations": []object{{"revoked": true}}})), 200, Revoked},
		{"an authority it does not know", answer(false, told(object{"valid": false})), 200, UnknownRoot},
		{"valid, the certificate is not", answer(true, told(object{"valid": false})), 200, UnknownRoot},
		{"it asked nobody", answer(true, told(object{"revocations": nil})), 200, NoStatus},
		{"another certificate", answer(true, told(object{"serialNumber": "abc"})), 200, Broken},
		{"another person", answer(true, told(object{"subject": object{"iin": otherIIN}})), 200, Broken},
		{"two signers", object{"valid": true, "signers": []object{{"certificate": told(nil)}, {"certificate": told(nil)}}}, 200, Broken},
		{"no signers", object{"valid": true}, 200, Broken},
		{"no certificate", answer(true), 200, Broken},
		{"nothing at all", object{}, 200, Broken},
		{"it cannot read the signature", object{"status": 400, "message": "…"}, 400, Broken},
		{"it is ill", object{"status": 500}, 500, NoStatus},
		{"it moved", object{"valid": true}, 404, NoStatus},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := newNode(t)
			n.answer, n.code = c.answer, c.code
			cms := gostCMS(cert)
			v := verify(t, a.verifier(func(o *Options) { o.NCANode = n.URL + "/" }), cms, request, wanted())
			if v.Fault != c.fault || !v.Signer.GOST {
				t.Errorf("%+v, want %q", v, c.fault)
			}
			if n.sent["data"] != base64.StdEncoding.EncodeToString(request) || n.sent["cms"] != base64.StdEncoding.EncodeToString(cms) {
				t.Error("it was asked about something else")
			}
			if len(n.sent["revocationCheck"].([]any)) != 2 {
				t.Errorf("asked %v", n.sent["revocationCheck"])
			}
		})
	}

	// For a certificate that would not do anyway nobody is asked.
	for name, c := range map[string]struct {
		cert  *x509.Certificate
		want  func(*Want)
		fault Fault
	}{
		"expired":        {cert, func(w *Want) { w.At = today.AddDate(1, 0, 0) }, Expired},
		"not yet":        {cert, func(w *Want) { w.At = today.AddDate(-1, 0, 0) }, NotYet},
		"another person": {cert, func(w *Want) { w.IIN = otherIIN }, WrongIIN},
		"another school": {cert, func(w *Want) { w.BIN = "990140009999" }, WrongBIN},
		"another use":    {cert, func(w *Want) { w.Purpose = []string{forAuth} }, WrongUse},
		"to log in with": {asGOST(a.issue(func(x *x509.Certificate) { x.KeyUsage = x509.KeyUsageDigitalSignature }), gostKey), func(*Want) {}, WrongUse},
	} {
		n := newNode(t)
		n.answer = answer(true, told(nil))
		want := wanted()
		c.want(&want)
		if v := verify(t, a.verifier(func(o *Options) { o.NCANode = n.URL }), gostCMS(c.cert), request, want); v.Fault != c.fault || n.asked != 0 {
			t.Errorf("%s: %q, asked %d times", name, v.Fault, n.asked)
		}
	}
}

// An NCANode that is away leaves the status open; one that others on the way
// could speak for is not asked at all.
func TestNCANodeAddresses(t *testing.T) {
	a := newAuthority(t)
	cms := gostCMS(asGOST(a.issue(), gostKey))
	n := newNode(t)
	n.Close()
	if v := verify(t, a.verifier(func(o *Options) { o.NCANode = n.URL }), cms, request, wanted()); v.Fault != NoStatus {
		t.Errorf("%+v", v)
	}
	for _, at := range []string{"http://ncanode.example:14579", "http://10.1.2.3", "ftp://127.0.0.1", "127.0.0.1:14579", "::"} {
		if v, err := a.verifier(func(o *Options) { o.NCANode = at }).Verify(t.Context(), cms, request, wanted()); !errors.Is(err, ErrNCANode) || v.Signer.IIN != "" {
			t.Errorf("%s: %+v, %v", at, v, err)
		}
	}
	for _, at := range []string{"https://ncanode.example", "http://localhost:14579/", "http://[::1]:14579"} {
		if _, err := nodeAddress(at); err != nil {
			t.Errorf("%s: %v", at, err)
		}
	}
}
