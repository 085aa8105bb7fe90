package payload_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
)

// same compares what was written with what was read, times by moment.
func same[T any](t *testing.T, got, want *T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(normal(got), normal(want)) {
		t.Errorf("read\n%+v\nwant\n%+v", got, want)
	}
}

// normal puts times of a struct into one zone.
func normal(v any) any {
	switch x := v.(type) {
	case *payload.Application:
		c := *x
		c.At = c.At.UTC()
		return c
	case *payload.Answer:
		c := *x
		c.At = c.At.UTC()
		return c
	case *payload.Withdrawal:
		c := *x
		c.At = c.At.UTC()
		return c
	case *payload.PortalAnswer:
		c := *x
		c.At = c.At.UTC()
		return c
	case *payload.Portal:
		c := *x
		c.At, c.Account.At = c.At.UTC(), c.Account.At.UTC()
		return c
	}
	return v
}

func TestWrittenIsRead(t *testing.T) {
	a := application()
	gotA, err := payload.ReadApplication(a.Write())
	same(t, gotA, &a, err)
	for _, w := range []payload.Answer{taken(), notTaken(), decided(),
		{Kind: egov.Decided, Number: "1", At: noon, Paper: true},
		{Kind: egov.Decided, Number: "1", At: noon, Refused: true, Reasons: []string{"r"}},
	} {
		got, err := payload.ReadAnswer(w.Write())
		same(t, got, &w, err)
	}
	x := payload.Withdrawal{Number: "1", Service: "s", Provider: "p", At: noon, Reason: "r"}
	gotX, err := payload.ReadWithdrawal(x.Write())
	same(t, gotX, &x, err)
	for _, n := range []payload.PortalAnswer{refusal(2), refusal(4), refusal(6), result()} {
		got, err := payload.ReadPortalAnswer(n.Write())
		same(t, got, &n, err)
	}
	p := portal()
	gotP, err := payload.ReadPortal(payload.WritePortal(p))
	same(t, gotP, &p, err)
}

// What the recipient signs is the same bytes each time, and comes out of the
// envelope untouched.
func TestPortalFormIsCanonical(t *testing.T) {
	form := payload.WritePortal(portal())
	if again := payload.WritePortal(portal()); !bytes.Equal(form, again) {
		t.Error("the same request is other bytes")
	}
	read, err := payload.ReadPortal(form)
	if err != nil {
		t.Fatal(err)
	}
	if again := payload.WritePortal(*read); !bytes.Equal(form, again) {
		t.Errorf("read and written again it is\n%s\nwas\n%s", again, form)
	}
	for _, odd := range [][]byte{form, []byte("a\r\nb\x00"), []byte(" ")} {
		got, cms, err := payload.ReadSigned(payload.WriteSigned(odd, []byte("cms")))
		if err != nil || !bytes.Equal(got, odd) || string(cms) != "cms" {
			t.Errorf("envelope: %q %q %v", got, cms, err)
		}
	}
	if _, cms, err := payload.ReadSigned(payload.WriteSigned(form, nil)); err != nil || len(cms) != 0 {
		t.Errorf("without a signature: %q %v", cms, err)
	}
}

// Scans travel inside while they are few; of more only the hashes go.
func TestApplicationInline(t *testing.T) {
	a := application()
	a.Documents[0].Content = bytes.Repeat([]byte("x"), payload.Inline)
	if !bytes.Contains(a.Write(), []byte("<content>")) {
		t.Error("what may travel inside does not")
	}
	a.Documents[1] = a.Documents[0]
	a.Documents[1].Content = []byte("y")
	if w := a.Write(); bytes.Contains(w, []byte("<content>")) || bytes.Count(w, []byte("<hash>")) != 2 {
		t.Error("too much travels inside, or a hash does not")
	}
}

// A power of attorney's data are filled in when it is notarised, never
// otherwise (seed 001, externat and duplicates §10(2)).
func TestDeedOnlyWhenNotarised(t *testing.T) {
	a := application()
	a.Agent.Kind = "proxy-other"
	if w := a.Write(); bytes.Contains(w, []byte("1-77")) {
		t.Errorf("a plain power of attorney is told:\n%s", w)
	}
	a.Agent.Kind = payload.Notarised
	w := bytes.Replace(a.Write(), []byte(payload.Notarised), []byte("parent"), 1)
	if _, err := payload.ReadApplication(w); !errors.Is(err, egov.ErrAnswer) {
		t.Errorf("a parent with a deed: %v", err)
	}
}

// Each answer must have what its kind cannot do without.
func TestAnswersThatCannotBe(t *testing.T) {
	read := func(b []byte) error { _, err := payload.ReadAnswer(b); return err }
	notice := func(b []byte) error { _, err := payload.ReadPortalAnswer(b); return err }
	a := application()
	a.Documents[0].Hash[0]++
	b := result()
	b.Signature = nil
	c := refusal(2)
	c.Reasons = nil
	d := refusal(6)
	d.File, d.FileType = []byte("x"), "pdf"
	_, hash := payload.ReadApplication(a.Write())
	for name, err := range map[string]error{
		"taken, no number":        read(payload.Answer{Kind: egov.Taken, Number: "1", At: noon}.Write()),
		"not taken, no reasons":   read(payload.Answer{Kind: egov.NotTaken, Number: "1", At: noon, Reasons: []string{" "}}.Write()),
		"decided, nothing":        read(payload.Answer{Kind: egov.Decided, Number: "1", At: noon}.Write()),
		"decided, file and paper": read(payload.Answer{Kind: egov.Decided, Number: "1", At: noon, Paper: true, File: []byte("x"), FileType: "pdf"}.Write()),
		"decided, unknown file":   read(payload.Answer{Kind: egov.Decided, Number: "1", At: noon, File: []byte("x"), FileType: "exe"}.Write()),
		"refused, no reasons":     read(payload.Answer{Kind: egov.Decided, Number: "1", At: noon, Refused: true, Paper: true}.Write()),
		"delivery":                read(payload.Answer{Kind: egov.Delivery, Number: "1", At: noon}.Write()),
		"no case":                 read(payload.Answer{Kind: egov.Taken, At: noon, Incoming: "1"}.Write()),
		"scan of another hash":    hash,
		"result not signed":       notice(b.Write()),
		"refusal, no reasons":     notice(c.Write()),
		"refusal with a file":     notice(d.Write()),
		"process 5":               notice(refusal(5).Write()),
	} {
		if !errors.Is(err, egov.ErrAnswer) {
			t.Errorf("%s: %v", name, err)
		} else if strings.Contains(err.Error(), "Сынақ") {
			t.Errorf("%s: names a person: %v", name, err)
		}
	}
}

func TestRoot(t *testing.T) {
	for want, data := range map[string][]byte{
		"application": application().Write(), "answer": taken().Write(), "signedRequest": payload.WriteSigned([]byte("x"), nil),
		"": []byte(`<answer xmlns="urn:other"/>`),
	} {
		if got := payload.Root(data); got != want {
			t.Errorf("root %q, want %q", got, want)
		}
	}
	if got := payload.Root([]byte(" <!-- --> text")); got != "" {
		t.Errorf("root of nothing: %q", got)
	}
}
