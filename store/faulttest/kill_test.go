package faulttest

import (
	"path/filepath"
	"testing"
	"time"
)

// Eight writers are killed in the middle of it, again and again on one store.
// What had no answer is sent again with the same Op by the next process.
func TestKill(t *testing.T) {
	t.Parallel()
	path, r, b := filepath.Join(t.TempDir(), "s.db"), chooser(t), newBook()
	n := rounds(100)
	for i := range n {
		c := start(t, b, job{Work: "write", Path: path, Writers: 8, Seed: r.Int64(), Resend: b.unanswered(), Batch: batches[i%len(batches)]})
		switch {
		case i > 0 && r.IntN(8) == 0: // while it opens
			moment(r, 40*time.Millisecond)
		case c.until(1, "open"):
			c.until(1+r.IntN(80), "try", "ack")
			moment(r, 2*time.Millisecond)
		}
		c.kill()
		if len(c.errs) > 0 {
			t.Errorf("round %d: %v", i, c.errs)
		}
		if b.look(t, path, i == n-1 || i%20 == 0); t.Failed() {
			t.Fatalf("round %d of %d", i+1, n)
		}
	}
	if b.acks < n || b.silent == 0 && n >= 20 {
		t.Errorf("%d acknowledged, %d committed without an answer: the test saw nothing", b.acks, b.silent)
	}
	t.Logf("%d rounds, %d acknowledged, %d committed without an answer", n, b.acks, b.silent)
}

// The process dies between the commit and the answer: the client, who does not
// know, sends the same Op to the next one.
func TestKilledBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	path, r, b := filepath.Join(t.TempDir(), "s.db"), chooser(t), newBook()
	n := rounds(20)
	for i := range n {
		c := start(t, b, job{Work: "write", Path: path, Writers: 1 + 3*(i%2), Seed: r.Int64(), Batch: batches[i%len(batches)], Resend: b.unanswered(), DieAfter: 2 + r.IntN(9)})
		before := b.silent
		if c.end(); len(c.errs) > 0 {
			t.Errorf("round %d: %v", i, c.errs)
		}
		if b.look(t, path, i == n-1); b.silent == before {
			t.Errorf("round %d: nothing was committed without an answer", i)
		}
		if t.Failed() {
			t.FailNow()
		}
	}
}

// A store whose making was cut short is no store yet, or a whole one.
func TestKilledWhileMaking(t *testing.T) {
	t.Parallel()
	r := chooser(t)
	for range rounds(20) {
		path, b := filepath.Join(t.TempDir(), "s.db"), newBook()
		c := start(t, b, job{Work: "write", Path: path, Writers: 1, Acts: 2})
		moment(r, 40*time.Millisecond)
		c.kill()
		c = start(t, b, job{Work: "write", Path: path, Writers: 1, Acts: 2, Resend: b.unanswered()})
		if c.end(); len(c.errs) > 0 || b.acks == 0 {
			t.Errorf("the next start: %v", c.errs)
		}
		b.look(t, path, true)
	}
}
