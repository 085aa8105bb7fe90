package soap

import (
	"bytes"
	"testing"
)

// FuzzReadEnvelope: nothing makes the reader fail otherwise than by an error,
// and what it believes can be read to the end.
func FuzzReadEnvelope(f *testing.F) {
	raw, o := believable(f)
	f.Add(raw)
	f.Add(signed(f, element(f, question()), nil))
	f.Add(signed(f, element(f, message()), nil))
	f.Add(signed(f, Fault{Code: "Server", Text: "no"}.Element(), nil))
	f.Add([]byte(envelope(`<a xmlns="u" b="1"><!-- c --><![CDATA[x]]></a>`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		if env, err := ReadEnvelope(bytes.NewReader(data), o); err == nil && !sameBody(t, env, raw, o) {
			t.Errorf("believed what was not signed: %q", data)
		}
		env, err := ReadEnvelope(bytes.NewReader(data), ReadOptions{})
		if err != nil {
			return
		}
		_, _ = readSyncAnswer(env)
		_, _ = ReadSyncRequest(env)
		_, _ = ReadAsyncMessage(env)
		_ = refusal(env)
		if _, err := canonical(env.Body, nil); err != nil {
			t.Errorf("let in, and without a canonical form: %q", data)
		}
	})
}

func sameBody(t *testing.T, env *Envelope, raw []byte, o ReadOptions) bool {
	want, err := ReadEnvelope(bytes.NewReader(raw), o)
	if err != nil {
		t.Fatal(err)
	}
	a, err1 := canonical(env.Body, nil)
	b, err2 := canonical(want.Body, nil)
	return err1 == nil && err2 == nil && bytes.Equal(a, b)
}
