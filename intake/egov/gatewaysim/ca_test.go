package gatewaysim

import (
	"crypto/x509"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"
)

var person = Subject{IIN: "900101400013", Surname: "ЖОЛДАСОВА", Name: "АЙГЕРІМ", Patronymic: "ЕРЛАНҚЫЗЫ"}

func TestSubjectHasTheNationalShape(t *testing.T) {
	ca := newCA(t)
	head := person
	head.BIN, head.Org, head.Uses = "150240012347", "№ 1 МЕКТЕП", []string{UseSign, UseOrganisation, UseHead}
	c := must(ca.Issue(head))(t).Cert
	if c.Subject.CommonName != "ЖОЛДАСОВА АЙГЕРІМ" || c.Subject.SerialNumber != "IIN900101400013" {
		t.Errorf("subject %v", c.Subject)
	}
	got := map[string]string{}
	for _, n := range c.Subject.Names {
		if v, ok := n.Value.(string); ok {
			got[n.Type.String()] += v + "|"
		}
	}
	for oid, want := range map[string]string{
		"2.5.4.4": "ЖОЛДАСОВА|", "2.5.4.42": "ЕРЛАНҚЫЗЫ|", "2.5.4.11": "BIN150240012347|",
		"2.5.4.10": Organization + "|№ 1 МЕКТЕП|", "2.5.4.6": "KZ|",
	} {
		if got[oid] != want {
			t.Errorf("%s is %q, want %q", oid, got[oid], want)
		}
	}
	var uses []string
	if slices.Contains(c.ExtKeyUsage, x509.ExtKeyUsageEmailProtection) {
		uses = append(uses, UseSign)
	}
	for _, u := range c.UnknownExtKeyUsage {
		uses = append(uses, u.String())
	}
	if !slices.Equal(uses, head.Uses) {
		t.Errorf("uses %v, want %v", uses, head.Uses)
	}
	if c.KeyUsage != x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment {
		t.Errorf("key usage %b", c.KeyUsage)
	}
}

func TestEveryCertificateSaysStandIn(t *testing.T) {
	ca := newCA(t)
	person := must(ca.Issue(person))(t).Cert
	gost := must(ca.IssueGOST(Subject{CommonName: "СЫНАҚ"}))(t).Cert
	for _, c := range []*x509.Certificate{ca.Root(), ca.Intermediate(), ca.stranger.Cert, person, gost} {
		if !slices.Contains(c.Subject.Organization, Organization) || !slices.Contains(c.Issuer.Organization, Organization) {
			t.Errorf("%s does not say that it is a stand-in", c.Subject)
		}
	}
}

func TestCertificateMatrixByGo(t *testing.T) {
	ca := newCA(t)
	middle := x509.NewCertPool()
	middle.AddCert(ca.Intermediate())
	good := must(ca.Issue(person))(t)
	expired := person
	expired.From, expired.To = noon.AddDate(-2, 0, 0), noon.AddDate(-1, 0, 0)
	later := person
	later.From, later.To = noon.AddDate(0, 0, 1), noon.AddDate(1, 0, 0)
	other := must(NewCA(CAOptions{Clock: at(noon), Name: "2015"}))(t)
	t.Cleanup(func() { other.Close() })
	for _, x := range []struct {
		name string
		cert *x509.Certificate
		want string
	}{
		{"good", good.Cert, ""},
		{"expired", must(ca.Issue(expired))(t).Cert, "expired"},
		{"not yet", must(ca.Issue(later))(t).Cert, "not yet valid"},
		{"unknown root", must(other.Issue(person))(t).Cert, "unknown authority"},
		{"damaged", must(Damaged(good))(t).Cert, "unknown authority"},
		{"gost", must(ca.IssueGOST(person))(t).Cert, "unimplemented"},
	} {
		t.Run(x.name, func(t *testing.T) {
			_, err := x.cert.Verify(x509.VerifyOptions{
				Roots: ca.Pool(), Intermediates: middle, CurrentTime: noon, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
			})
			if x.want == "" && err != nil || x.want != "" && (err == nil || !strings.Contains(err.Error(), x.want)) {
				t.Errorf("got %v, want %q", err, x.want)
			}
		})
	}
}

func TestGOSTCanBeReadAndNotVerified(t *testing.T) {
	c := must(newCA(t).IssueGOST(person))(t)
	if c.Cert.PublicKeyAlgorithm != x509.UnknownPublicKeyAlgorithm || c.Cert.PublicKey != nil || c.Key != nil {
		t.Errorf("a key was understood: %v", c.Cert.PublicKeyAlgorithm)
	}
	if c.Cert.Subject.SerialNumber != "IIN900101400013" || len(c.Cert.OCSPServer) != 1 {
		t.Errorf("the rest cannot be read: %v", c.Cert.Subject)
	}
}

func TestKeysAreOfTheirSubjects(t *testing.T) {
	ca := newCA(t)
	one, two := must(ca.Issue(person))(t), must(ca.Issue(person))(t)
	if one.Key.Equal(two.Key) || one.Cert.SerialNumber.Cmp(two.Cert.SerialNumber) == 0 {
		t.Error("two certificates share a key or a serial number")
	}
	if one.Key.N.BitLen() != keyBits || one.Key.Equal(ca.middle.Key) {
		t.Error("not a key of its own")
	}
}

func TestRefusesToBeReachedFromOutside(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "[::]:0", "[::1]:0", "localhost:0", "127.0.0.2:0", "192.0.2.1:0", "nonsense"} {
		if l, err := listen(address); err == nil {
			l.Close()
			t.Errorf("listens on %q", address)
		}
		if ca, err := NewCA(CAOptions{Clock: at(noon), Listen: address}); err == nil {
			ca.Close()
			t.Errorf("an authority listens on %q", address)
		}
	}
}

func TestOpenSSLVerifiesTheChain(t *testing.T) {
	ca := newCA(t)
	expired := person
	expired.From, expired.To = noon.AddDate(-2, 0, 0), noon.AddDate(-1, 0, 0)
	revoked := must(ca.Issue(person))(t)
	ca.Revoke(revoked.Cert.SerialNumber, noon.Add(-time.Hour))
	crl := must(ca.CRL())(t)
	for _, x := range []struct {
		name string
		cert *Certificate
		want string
	}{
		{"good", must(ca.Issue(person))(t), "OK"},
		{"expired", must(ca.Issue(expired))(t), "certificate has expired"},
		{"revoked", revoked, "certificate revoked"},
	} {
		t.Run(x.name, func(t *testing.T) {
			said, ok := openssl(t, map[string][]byte{
				"root.pem": certPEM(ca.Root()), "middle.pem": certPEM(ca.Intermediate()), "cert.pem": certPEM(x.cert.Cert), "list.pem": crlPEM(crl),
			}, "verify", "-attime", big.NewInt(noon.Unix()).String(), "-CAfile", "root.pem", "-untrusted", "middle.pem", "-CRLfile", "list.pem", "-crl_check", "cert.pem")
			if !strings.Contains(said, x.want) || ok != (x.want == "OK") {
				t.Errorf("openssl: %s", said)
			}
		})
	}
}
