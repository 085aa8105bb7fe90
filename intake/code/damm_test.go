package code

import (
	"fmt"
	"testing"
	"time"
)

// The proof, whole: each slip at each running digit ends elsewhere, and since
// columns are permutations two different running digits never meet again.
func TestQuasigroup(t *testing.T) {
	for at := range 10 {
		if quasigroup[at][at] != 0 {
			t.Errorf("running digit %d: the check digit does not close it", at)
		}
		row, column := map[byte]bool{}, map[byte]bool{}
		for x := range 10 {
			row[quasigroup[at][x]] = true
			column[quasigroup[x][at]] = true
			for y := range x {
				xy := quasigroup[quasigroup[at][x]][y]
				yx := quasigroup[quasigroup[at][y]][x]
				if xy == yx {
					t.Errorf("running digit %d: %d%d and %d%d look alike", at, x, y, y, x)
				}
			}
		}
		if len(row) != 10 || len(column) != 10 {
			t.Errorf("row or column %d does not hold every digit", at)
		}
	}
}

// The same on real barcodes: no slip gives a number, not even another one.
func TestEverySlipIsCaught(t *testing.T) {
	day := time.Date(2015, 3, 2, 0, 0, 0, 0, time.UTC)
	for i := range uint64(400) {
		n, err := Make(fmt.Sprintf("%03d", i*7%1000), day.AddDate(0, 0, int(i)*37), 1+i*2477)
		if err != nil {
			t.Fatal(err)
		}
		good := n.Barcode()
		if got, fault := ParseBarcode(good); got != n || fault != "" {
			t.Fatalf("%s reads back as %q, %q", good, got, fault)
		}
		for p := range good {
			for x := byte('0'); x <= '9'; x++ {
				bad := good[:p] + string(x) + good[p+1:]
				if _, fault := ParseBarcode(bad); bad != good && fault != FaultCheck {
					t.Fatalf("%s misread as %s: fault %q", good, bad, fault)
				}
			}
			if p == 0 || good[p] == good[p-1] {
				continue
			}
			bad := good[:p-1] + good[p:p+1] + good[p-1:p] + good[p+1:]
			if _, fault := ParseBarcode(bad); fault != FaultCheck {
				t.Fatalf("%s swapped into %s: fault %q", good, bad, fault)
			}
		}
	}
}

// Damm's own example, so that the table is his and not merely a good one.
func TestKnownCheckDigit(t *testing.T) {
	if got := damm("572"); got != 4 {
		t.Errorf("572 has check digit %d, want 4", got)
	}
}
