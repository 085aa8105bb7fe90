package ncalayer_test

import (
	"context"
	"crypto/x509"
	"errors"
	"testing"
	"time"

	"tereze/intake/egov/gatewaysim"
	"tereze/intake/egov/ncalayer"
	"tereze/intake/egov/sign"
)

// Invented people; the check digits hold.
const (
	iin      = "850505400026"
	otherIIN = "900101300017"
)

var now = time.Date(2026, 3, 2, 5, 0, 0, 0, time.UTC)

func clock() time.Time { return now }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// From the person's window to the verdict, against the stand-ins of the other
// side: what each of them may do wrong has its own answer.
func TestFromTheWindowToTheVerdict(t *testing.T) {
	ca := must(gatewaysim.NewCA(gatewaysim.CAOptions{Clock: clock}))
	defer ca.Close()
	person := gatewaysim.Subject{IIN: iin, Surname: "ӘЛИЕВА", Name: "ҚҰНДЫЗ"}
	login := person
	login.Uses = []string{gatewaysim.UseAuth, gatewaysim.UsePerson}
	key := must(ca.Issue(person))
	layer := must(gatewaysim.StartNCALayer(gatewaysim.NCALayerOptions{
		Clock: clock, Key: key, Auth: must(ca.Issue(login)), Other: must(ca.Issue(gatewaysim.Subject{IIN: otherIIN})),
	}))
	defer layer.Close()
	authorities := x509.NewCertPool()
	authorities.AppendCertsFromPEM(ca.SignRoots())
	v := sign.New(sign.Options{Roots: authorities, Intermediates: authorities, Clock: clock})
	want := sign.Want{IIN: iin, Purpose: []string{gatewaysim.UseSign}, At: now}
	form := []byte("<application/>")

	for _, store := range []string{"", "PKCS12", "AKKaztokenStore"} {
		client := must(ncalayer.New(layer.URL(), store, ""))
		for _, c := range []struct {
			does  gatewaysim.NCAFault
			err   error
			fault sign.Fault
		}{
			{gatewaysim.NCAGood, nil, ""},
			{gatewaysim.NCAWrongKey, nil, sign.WrongIIN},
			{gatewaysim.NCAAuthKey, nil, sign.WrongUse},
			{gatewaysim.NCACanceled, ncalayer.ErrCanceled, ""},
			{gatewaysim.NCATokenOut, ncalayer.ErrToken, ""},
			{gatewaysim.NCACut, ncalayer.ErrAway, ""},
		} {
			layer.Next(c.does)
			cms, err := client.Sign(t.Context(), form)
			if !errors.Is(err, c.err) {
				t.Errorf("%q, %q: %v, want %v", store, c.does, err, c.err)
			}
			if err != nil {
				continue
			}
			got := must(v.Verify(t.Context(), cms, form, want))
			if got.Fault != c.fault {
				t.Errorf("%q, %q: %q, want %q", store, c.does, got.Fault, c.fault)
			}
			if other := must(v.Verify(t.Context(), cms, form[1:], want)); other.Fault != sign.Broken {
				t.Errorf("%q, %q: other content: %q", store, c.does, other.Fault)
			}
		}
	}
	client := must(ncalayer.New(layer.URL(), "", gatewaysim.UseSign))
	layer.Next(gatewaysim.NCAHang)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := client.Sign(ctx, form); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	layer.Next()
	cms := must(client.Sign(t.Context(), form))
	ca.Revoke(key.Cert.SerialNumber, now)
	now = now.Add(48 * time.Hour)
	want.At = now
	if got := must(v.Verify(t.Context(), cms, form, want)); got.Fault != sign.Revoked {
		t.Errorf("revoked since: %q", got.Fault)
	}
}
