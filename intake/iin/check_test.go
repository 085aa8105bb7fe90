package iin

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// passes computes both sums the slow way, apart from the code under test.
func passes(d string) (first, second int) {
	for i := range 11 {
		n := int(d[i] - '0')
		first += n * (i + 1)
		second += n * ((i+2)%11 + 1)
	}
	return first % 11, second % 11
}

func validIIN() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		c := rapid.IntRange(1, 6).Draw(t, "century and sex")
		from := time.Date(1800+(c-1)/2*100, 1, 1, 0, 0, 0, 0, time.UTC)
		born := from.AddDate(0, 0, rapid.IntRange(0, 36523).Draw(t, "days"))
		serial := rapid.IntRange(0, 9999).Draw(t, "serial")
		n, ok := Complete(fmt.Sprintf("%s%d%04d", born.Format("060102"), c, serial))
		if !ok {
			t.Skip("no number begins so")
		}
		return n
	})
}

// Every single wrong digit is caught, except exactly two kinds: the eleventh
// digit when the first pass decides (weight 11 is 0 modulo 11), and a slip
// into the other pass that happens to give the same check digit.
func TestSingleWrongDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := validIIN().Draw(t, "iin")
		if !Parse(n, time.Time{}).Valid {
			t.Fatalf("%s is not valid", n)
		}
		was, _ := passes(n)
		for i := range 12 {
			for x := byte('0'); x <= '9'; x++ {
				if x == n[i] {
					continue
				}
				bad := n[:i] + string(x) + n[i+1:]
				first, second := passes(bad)
				unseen := false
				switch {
				case i == 11:
				case was != 10 && first != 10: // the first pass decides before and after
					unseen = i == 10
				case was == 10 && first == 10: // the second pass decides before and after
				case first == 10: // from the first pass into the second
					unseen = second == int(bad[11]-'0')
				default: // from the second pass into the first
					unseen = first == int(bad[11]-'0')
				}
				c, ok := checkDigit(bad)
				if passed := ok && c == bad[11]; passed != unseen {
					t.Fatalf("%s → %s: passed %v, want %v", n, bad, passed, unseen)
				}
				if Parse(bad, time.Time{}).Valid && !unseen {
					t.Fatalf("%s → %s: taken for valid", n, bad)
				}
			}
		}
	})
}

// The two blind spots, by example: neither can be closed from these digits.
func TestBlindSpots(t *testing.T) {
	a, _ := Complete("90010130001")
	if b, _ := Complete("90010130002"); a[11] != b[11] {
		t.Errorf("%s and %s: the eleventh digit weighs in the first pass", a, b)
	}
	found := ""
	for i := 0; i < 10_000 && found == ""; i++ {
		n, ok := Complete(fmt.Sprintf("9001013%04d", i))
		if first, _ := passes(n + "00000000000"); !ok || first == 10 {
			continue
		}
		for x := byte('0'); x <= '9'; x++ {
			bad := n[:8] + string(x) + n[9:]
			if first, second := passes(bad); first == 10 && second == int(n[11]-'0') {
				found = bad
			}
		}
	}
	if found == "" || !Parse(found, time.Time{}).Valid {
		t.Errorf("no slip from the first pass into the second goes unseen: %q", found)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"900101300017", `ұққ"қ"іқққ".`, "900101300800", "150340000010", "", "x\xff", "９００"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if Fold(folded) != folded {
			t.Fatalf("Fold(%q) = %q folds further", s, folded)
		}
		for _, r := range []Result{Parse(s, today), ParseBIN(s)} {
			if r.Valid != (r.Fault == "") || r.Overridable != (r.Fault == FaultCheck) {
				t.Fatalf("%q: %+v contradicts itself", s, r)
			}
			if !r.Valid {
				continue
			}
			if n, ok := Complete(folded[:11]); !ok || n != folded || r.Digits != folded {
				t.Fatalf("%q: valid as %q", s, r.Digits)
			}
		}
		if Parse(s, today).Valid && ParseBIN(s).Valid {
			t.Fatalf("%q is both", s)
		}
	})
}
