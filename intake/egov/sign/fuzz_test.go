package sign

import (
	"bytes"
	"encoding/asn1"
	"math/rand/v2"
	"slices"
	"testing"
)

// FuzzVerify alters good signatures: none of what comes out is a pass unless it
// still holds for the same content by the same person, and nothing breaks.
func FuzzVerify(f *testing.F) {
	a := newAuthority(f)
	cert := a.issue()
	r := recipe{cert: cert, key: personKey(), content: request}
	good := craft(r)
	for _, seed := range [][]byte{good, loosely(good), nested(30), nested(60), {}, {0x30, 0x80}, {0x30, 0x84, 0x7f, 0xff, 0xff, 0xff}} {
		f.Add(seed, request)
	}
	v := a.verifier()
	f.Fuzz(func(t *testing.T, cms, content []byte) {
		got, err := v.Verify(t.Context(), cms, content, wanted())
		if err != nil {
			t.Fatal(err)
		}
		if got.Good() && !bytes.Equal(content, request) {
			t.Fatalf("a pass for other content: %x", cms)
		}
	})
}

// Every byte of a signature altered, and every part of it left out, doubled or
// put in another's place: nothing passes for other content, nothing of another
// person, and nothing panics.
func TestMutations(t *testing.T) {
	a := newAuthority(t)
	r := recipe{cert: a.issue(), key: personKey(), content: request}
	good := craft(r)
	v := a.verifier()
	dice := rand.New(rand.NewPCG(1, 2))
	try := func(cms []byte) Verdict { return verify(t, v, cms, append(slices.Clone(request), '!'), wanted()) }
	for i := range good {
		b := slices.Clone(good)
		b[i] ^= byte(1 + dice.IntN(255))
		if got := try(b); got.Good() {
			t.Fatalf("byte %d altered: a pass for other content", i)
		}
		if got := verify(t, v, b, request, wanted()); got.Good() && got.Signer.IIN != iin {
			t.Fatalf("byte %d altered: a pass of %+v", i, got.Signer)
		}
		if got := verify(t, v, good[:i], request, wanted()); got.Good() {
			t.Fatalf("cut at %d: a pass", i)
		}
	}
	for _, b := range shuffled(good, dice, 400) {
		if try(b).Good() {
			t.Fatalf("a pass for other content: %x", b)
		}
	}
}

// shuffled are encodings with their elements left out, doubled and moved.
func shuffled(der []byte, dice *rand.Rand, n int) (all [][]byte) {
	var shake func(b []byte, depth int) []byte
	shake = func(b []byte, depth int) []byte {
		var v asn1.RawValue
		if rest, err := asn1.Unmarshal(b, &v); err != nil || len(rest) > 0 || !v.IsCompound || depth == 0 {
			return b
		}
		var parts [][]byte
		for rest := v.Bytes; len(rest) > 0; {
			var one asn1.RawValue
			var err error
			if rest, err = asn1.Unmarshal(rest, &one); err != nil {
				return b
			}
			parts = append(parts, shake(one.FullBytes, depth-1))
		}
		if len(parts) > 0 && dice.IntN(12) == 0 {
			i, j := dice.IntN(len(parts)), dice.IntN(len(parts))
			switch dice.IntN(3) {
			case 0:
				parts = slices.Delete(parts, i, i+1)
			case 1:
				parts = append(parts, parts[i])
			default:
				parts[i], parts[j] = parts[j], parts[i]
			}
		}
		v.FullBytes, v.Bytes = nil, bytes.Join(parts, nil)
		return must(asn1.Marshal(v))
	}
	for range n {
		all = append(all, shake(der, 8))
	}
	return all
}
