package store_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"tereze/store"
	"tereze/store/storetest"
)

// proved is a journal of n entries with its public key.
func proved(t *testing.T, n int) (*library, *store.Ledger, string) {
	t.Helper()
	b := newLibrary()
	l := storetest.Open(t, b.schema)
	for i := range n {
		b.put(t, l, i, paper{ID: fmt.Sprint("p", i), Owner: "Ayan"})
	}
	key, err := l.VerifierKey()
	if err != nil {
		t.Fatal(err)
	}
	return b, l, key
}

// TestProofs proves every entry of journals of every size up to 20, through
// JSON, and checks each with rfc6962 below too, which shares no code with it.
func TestProofs(t *testing.T) {
	b, l, key := proved(t, 0)
	for size := 1; size <= 20; size++ {
		head := b.put(t, l, size, paper{ID: fmt.Sprint("p", size), Owner: "Ayan"})
		all, err := l.Journal(t.Context(), 1, 100)
		if err != nil {
			t.Fatal(err)
		}
		for seq := uint64(1); seq <= uint64(size); seq++ {
			made, err := l.Prove(t.Context(), seq)
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(made)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(text, []byte("Ayan")) {
				t.Fatalf("the proof names somebody: %s", text)
			}
			var p store.Proof
			if err := json.Unmarshal(text, &p); err != nil {
				t.Fatal(err)
			}
			n, now, err := store.VerifyProof(p, key)
			if err != nil || now != head || n.Seq != seq || n.Hash != all[seq-1].Hash || n.Subject != all[seq-1].Subject {
				t.Fatalf("%d of %d: %+v, head %v, %v", seq, size, n, now, err)
			}
			if root := strings.Split(p.Head, "\n")[2]; base64.StdEncoding.EncodeToString(rfc6962(p, size)) != root {
				t.Errorf("%d of %d: another program would not find the root", seq, size)
			}
		}
	}
	for _, seq := range []uint64{0, 21, 1 << 63} {
		if _, err := l.Prove(t.Context(), seq); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("entry %d: %v", seq, err)
		}
	}
}

// rfc6962 is the root that a proof leads to in a tree of size entries: RFC 9162,
// 2.1.3.2, as another program would write it.
func rfc6962(p store.Proof, size int) []byte {
	node := func(l, r []byte) []byte {
		h := sha256.Sum256(slices.Concat([]byte{1}, l, r))
		return h[:]
	}
	leaf := sha256.Sum256(append([]byte{0}, p.Body...))
	r, fn, sn := leaf[:], p.Seq-1, uint64(size-1)
	for _, h := range p.Path {
		if fn&1 == 1 || fn == sn {
			r = node(h[:], r)
			for fn&1 == 0 && fn != 0 {
				fn, sn = fn>>1, sn>>1
			}
		} else {
			r = node(r, h[:])
		}
		fn, sn = fn>>1, sn>>1
	}
	return r
}

// TestFalseProofs changes every part of a good proof; none may pass.
func TestFalseProofs(t *testing.T) {
	_, l, key := proved(t, 13)
	good, err := l.Prove(t.Context(), 6)
	if err != nil {
		t.Fatal(err)
	}
	refused := func(what string, change func(*store.Proof)) {
		t.Helper()
		p := good
		p.Body, p.Path = slices.Clone(p.Body), slices.Clone(p.Path)
		change(&p)
		if _, _, err := store.VerifyProof(p, key); !errors.Is(err, store.ErrUnproven) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for i := range good.Body {
		refused(fmt.Sprintf("byte %d of the body", i), func(p *store.Proof) { p.Body[i] ^= 1 })
	}
	for i := range good.Path {
		refused(fmt.Sprintf("step %d of the path", i), func(p *store.Proof) { p.Path[i][31] ^= 0x80 })
		refused(fmt.Sprintf("path without step %d", i), func(p *store.Proof) { p.Path = slices.Delete(p.Path, i, i+1) })
	}
	refused("no path", func(p *store.Proof) { p.Path = nil })
	refused("a longer path", func(p *store.Proof) { p.Path = append(p.Path, p.Path[0]) })
	refused("no body", func(p *store.Proof) { p.Body = nil })
	for _, seq := range []uint64{0, 5, 7, 13, 14, 1 << 63, 1<<64 - 1} {
		refused(fmt.Sprintf("number %d", seq), func(p *store.Proof) { p.Seq = seq })
	}
	for i := range good.Head {
		if i == len(good.Head)-3 {
			continue // two bits of base64's last letter mean nothing
		}
		refused(fmt.Sprintf("byte %d of the head", i), func(p *store.Proof) { p.Head = p.Head[:i] + string(p.Head[i]^1) + p.Head[i+1:] })
	}
	refused("no head", func(p *store.Proof) { p.Head = "" })
	e := newEngine(t, t.TempDir())
	defer e.Close()
	stranger, err := store.OpenLedger(t.Context(), e, storetest.Office, store.NewKeys([32]byte{7}), newLibrary().schema)
	if err != nil {
		t.Fatal(err)
	}
	other, err := stranger.VerifierKey()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []string{"", "nonsense", other, strings.Replace(key, "tereze/042", "tereze/043", 1)} {
		if _, _, err := store.VerifyProof(good, k); !errors.Is(err, store.ErrUnproven) {
			t.Errorf("key %q: %v", k, err)
		}
	}
	if _, _, err := store.VerifyProof(good, " "+key+"\n"); err != nil {
		t.Errorf("the good one: %v", err)
	}
}

// TestHeadOfTwoMinds signs a head whose chain hash is not its last entry's.
func TestHeadOfTwoMinds(t *testing.T) {
	_, l, _ := proved(t, 3)
	p, err := l.Prove(t.Context(), 3)
	if err != nil {
		t.Fatal(err)
	}
	private, public, err := note.GenerateKey(rand.Reader, "tereze/042")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(private)
	if err != nil {
		t.Fatal(err)
	}
	text, _, _ := strings.Cut(p.Head, "\n\n")
	for _, c := range []struct {
		text string
		good bool
	}{{text, true}, {text[:len(text)-8] + "00000000", false}} {
		signed, err := note.Sign(&note.Note{Text: c.text + "\n"}, signer)
		if err != nil {
			t.Fatal(err)
		}
		p.Head = string(signed)
		if _, _, err := store.VerifyProof(p, public); (err == nil) != c.good {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}

// TestGrowth shows each old head to be the beginning of each later one, and
// that of another journal not.
func TestGrowth(t *testing.T) {
	b, l, key := proved(t, 0)
	var heads []string
	for size := range 12 {
		if size > 0 {
			b.put(t, l, size, paper{ID: fmt.Sprint("p", size)})
		}
		signed, err := l.SignedHead(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		heads = append(heads, signed)
		for then, old := range heads {
			g, err := l.ProveGrown(t.Context(), old)
			if err != nil {
				t.Fatal(err)
			}
			was, now, err := store.VerifyGrown(g, key)
			if err != nil || was.Seq != uint64(then) || now.Seq != uint64(size) {
				t.Fatalf("%d to %d: %v %v %v", then, size, was, now, err)
			}
			if len(g.Path) > 0 {
				g.Path[0][0] ^= 1
				if _, _, err := store.VerifyGrown(g, key); !errors.Is(err, store.ErrUnproven) {
					t.Errorf("%d to %d, changed: %v", then, size, err)
				}
			}
		}
	}
	// The same office and key, another history: a copy that went its own way.
	c, fork, _ := proved(t, 0)
	for i := range 12 {
		c.put(t, fork, i, paper{ID: fmt.Sprint("other", i)})
	}
	for then := 1; then < len(heads); then++ {
		g, err := fork.ProveGrown(t.Context(), heads[then])
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := store.VerifyGrown(g, key); !errors.Is(err, store.ErrUnproven) {
			t.Errorf("a forked journal grew out of head %d: %v", then, err)
		}
	}
	now, _ := fork.SignedHead(t.Context())
	if _, err := l.ProveGrown(t.Context(), now); !errors.Is(err, store.ErrUnproven) {
		t.Errorf("a head of the future: %v", err)
	}
	if _, _, err := store.VerifyGrown(store.Growth{Old: heads[5], New: heads[3]}, key); !errors.Is(err, store.ErrUnproven) {
		t.Errorf("backwards: %v", err)
	}
}
