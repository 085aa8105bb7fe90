package faulttest

import (
	"path/filepath"
	"testing"
	"time"
)

// The power is cut while writers run. What was acknowledged must be there when
// it comes back, whatever else is.
func TestPowerCut(t *testing.T) {
	t.Parallel()
	d, r, b := newDisk(t, 192), chooser(t), newBook()
	path := filepath.Join(d.dir, "s.db")
	n := rounds(60)
	for i := range n {
		c := start(t, b, job{Work: "write", Path: path, Writers: 1 + 7*(i%2), Seed: r.Int64(), Resend: b.unanswered(), Batch: batches[i%len(batches)]})
		switch {
		case i > 0 && r.IntN(8) == 0: // while it opens
			moment(r, 40*time.Millisecond)
		case c.until(1, "open"):
			c.until(1+r.IntN(60), "try", "ack")
			moment(r, 2*time.Millisecond)
		default:
			t.Fatalf("round %d: it did not start: %v", i, c.errs)
		}
		// Mostly the hard way, which loses most.
		d.cut([]uint32{cutHard, cutHard, cutLogged, cutHard, cutFlushed}[i%5])
		if r.IntN(3) == 0 {
			c.kill()
		} else if c.end(); len(c.errs) == 0 { // who cannot write says so and stops
			t.Errorf("round %d: it said nothing", i)
		}
		d.again()
		if b.look(t, path, i == n-1 || i%10 == 0); t.Failed() {
			t.Fatalf("round %d of %d; it said %v", i+1, n, c.errs)
		}
	}
	if b.acks < n {
		t.Errorf("only %d acknowledged: the test saw nothing", b.acks)
	}
	t.Logf("%d rounds, %d acknowledged, %d committed without an answer", n, b.acks, b.silent)
}
