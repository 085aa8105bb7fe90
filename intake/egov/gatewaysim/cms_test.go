package gatewaysim

import (
	"bytes"
	"math/big"
	"strings"
	"testing"

	"github.com/smallstep/pkcs7"
)

func TestSignatureHoldsForItsBytesOnly(t *testing.T) {
	ca := newCA(t)
	c := must(ca.Issue(person))(t)
	data := []byte("<form>сауал</form>")
	der := must(Sign(c, data, SignOptions{At: noon}))(t)
	p := must(pkcs7.Parse(der))(t)
	if len(p.Content) != 0 {
		t.Error("a detached signature carries its data")
	}
	p.Content = data
	if err := p.VerifyWithChainAtTime(ca.Pool(), noon); err != nil {
		t.Error(err)
	}
	p.Content = append([]byte("x"), data...)
	if p.VerifyWithChainAtTime(ca.Pool(), noon) == nil {
		t.Error("holds for other bytes")
	}
}

func TestAttachedSignatureCarriesItsData(t *testing.T) {
	c := must(newCA(t).Issue(person))(t)
	data := bytes.Repeat([]byte("а"), 5000)
	p := must(pkcs7.Parse(must(Sign(c, data, SignOptions{At: noon, Attached: true, Alone: true}))(t)))(t)
	if !bytes.Equal(p.Content, data) || len(p.Certificates) != 1 {
		t.Errorf("%d bytes, %d certificates", len(p.Content), len(p.Certificates))
	}
	if err := p.Verify(); err != nil {
		t.Error(err)
	}
}

func TestGOSTSignatureIsReadAndNotVerified(t *testing.T) {
	c := must(newCA(t).IssueGOST(person))(t)
	p := must(pkcs7.Parse(must(Sign(c, []byte("x"), SignOptions{At: noon}))(t)))(t)
	if p.GetOnlySigner() == nil || p.Signers[0].DigestEncryptionAlgorithm.Algorithm.String() != oidGOSTSignature.String() {
		t.Error("the signer cannot be read")
	}
	p.Content = []byte("x")
	if p.Verify() == nil {
		t.Error("verified what cannot be verified")
	}
}

func TestOpenSSLVerifiesTheSignature(t *testing.T) {
	ca := newCA(t)
	data := []byte("сауал")
	der := must(Sign(must(ca.Issue(person))(t), data, SignOptions{At: noon}))(t)
	for _, x := range []struct {
		name string
		data []byte
		good bool
	}{{"same", data, true}, {"other", []byte("басқа"), false}} {
		t.Run(x.name, func(t *testing.T) {
			said, ok := openssl(t, map[string][]byte{"a.p7s": der, "data": x.data, "roots.pem": ca.SignRoots()},
				"cms", "-verify", "-binary", "-inform", "DER", "-in", "a.p7s", "-content", "data", "-CAfile", "roots.pem",
				"-purpose", "any", "-attime", big.NewInt(noon.Unix()).String(), "-out", "out")
			if ok != x.good || strings.Contains(said, "successful") != x.good {
				t.Errorf("openssl: %s", said)
			}
		})
	}
}
