package account

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"tereze/intake"
)

const ed25519Line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBRAE5yDEvEMBUw/WPXoIxslrPL4OXiSqXP0j5eImOSV window 3"

// line is a public key as a .pub file has it.
func line(t testing.TB, public any) string {
	t.Helper()
	k, err := ssh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k)))
}

// modulus is an RSA public key nobody can use: its size is what counts.
func modulus(bits int) *rsa.PublicKey {
	n := new(big.Int).Lsh(big.NewInt(1), uint(bits-1))
	return &rsa.PublicKey{N: n.Add(n, big.NewInt(1)), E: 65537}
}

// hardware is the line of a key that lives in a token.
func hardware(kind string, fields ...any) string {
	var blob []byte
	put := func(b []byte) {
		blob = append(append(blob, byte(len(b)>>24), byte(len(b)>>16), byte(len(b)>>8), byte(len(b))), b...)
	}
	put([]byte(kind))
	for _, f := range fields {
		switch f := f.(type) {
		case string:
			put([]byte(f))
		case []byte:
			put(f)
		}
	}
	return kind + " " + base64.StdEncoding.EncodeToString(blob) + " token"
}

func TestParseKey(t *testing.T) {
	ed, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	ec := func(c elliptic.Curve) *ecdsa.PublicKey {
		k, err := ecdsa.GenerateKey(c, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return &k.PublicKey
	}
	point, err := ec(elliptic.P256()).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	dsa := hardware("ssh-dss", []byte{7}, []byte{5}, []byte{3}, []byte{2})
	for _, c := range []struct{ name, line, want string }{
		{"ed25519", ed25519Line, ""},
		{"spaces around", "  " + line(t, ed) + "\n\n", ""},
		{"p256", line(t, ec(elliptic.P256())), ""},
		{"p384", line(t, ec(elliptic.P384())), ""},
		{"p521", line(t, ec(elliptic.P521())), ""},
		{"rsa 3072", line(t, modulus(3072)), ""},
		{"rsa 4096", line(t, modulus(4096)), ""},
		{"sk ed25519", hardware("sk-ssh-ed25519@openssh.com", []byte(ed), "ssh:"), ""},
		{"sk p256", hardware("sk-ecdsa-sha2-nistp256@openssh.com", "nistp256", point, "ssh:"), ""},

		{"rsa 3071", line(t, modulus(3071)), ProblemKeyShort},
		{"rsa 2048", line(t, modulus(2048)), ProblemKeyShort},
		{"dsa", dsa, "other"},
		{"empty", "", ProblemKey},
		{"words", "my key please", ProblemKey},
		{"options", `command="/bin/sh" ` + ed25519Line, ProblemKey},
		{"two", ed25519Line + "\n" + line(t, ed), ProblemKey},
		{"cut", ed25519Line[:40], ProblemKey},
		{"private", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blb", ProblemKeyPrivate},
	} {
		k, err := ParseKey(c.line)
		p, _ := intake.AsProblem(err)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.want == "" && (!strings.HasPrefix(k.Print, "SHA256:") || k.Type == "" || len(k.Blob) == 0):
			t.Errorf("%s: %+v", c.name, k)
		case c.want == "other" && (p == nil || p.Code != ProblemKey && p.Code != ProblemKeyType):
			t.Errorf("%s: %v", c.name, err)
		case c.want != "" && c.want != "other" && (p == nil || p.Code != c.want):
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	if k, _ := ParseKey(ed25519Line); k.Print != "SHA256:pWJ+eDhwMzdgEtihFJCz/pcxI5xXqSjWG3EsJDb3jB8" || k.Comment != "window 3" || k.Type != "ssh-ed25519" {
		t.Errorf("%+v: not what ssh-keygen -l says", k)
	}
	if k, _ := ParseKey(line(t, ed) + " \x1b[2Jaltyn\u202e " + strings.Repeat("ұ", 100)); strings.ContainsAny(k.Comment, "\x1b\u202e") || len([]rune(k.Comment)) != 60 {
		t.Errorf("%q", k.Comment)
	}
}

func TestManyKeys(t *testing.T) {
	b, ctx := founded(t), t.Context()
	op := b.worker("op1", intake.Operator)
	for i := range mostKeys + 1 {
		ed, _, err := ed25519.GenerateKey(rand.Reader)
		b.ok(err)
		_, err = b.AddKey(ctx, b.Desk.By(op), "op1", fmt.Sprintf("%s %d", line(t, ed), i))
		if i < mostKeys {
			b.ok(err)
		} else {
			b.refused(err, ProblemKeyMany)
		}
	}
}
