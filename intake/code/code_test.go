package code

import (
	"errors"
	"testing"
	"time"
)

var (
	office = time.FixedZone("", 5*3600)
	day    = time.Date(2015, 3, 2, 10, 0, 0, 0, office)
)

func TestMake(t *testing.T) {
	for _, c := range []struct {
		office string
		day    time.Time
		seq    uint64
		want   Number
		err    error
	}{
		{"042", day, 174, "042-150302-000174", nil},
		{"042", day, MaxSeq, "042-150302-999999", nil},
		// The day is the office's: 19:30 UTC is already tomorrow there.
		{"042", time.Date(2015, 3, 2, 19, 30, 0, 0, time.UTC).In(office), 1, "042-150303-000001", nil},
		{"042", time.Date(2099, 12, 31, 0, 0, 0, 0, office), 1, "042-991231-000001", nil},
		{"42", day, 1, "", ErrOffice},
		{"0420", day, 1, "", ErrOffice},
		{"04x", day, 1, "", ErrOffice},
		{"042", day, 0, "", ErrSeq},
		{"042", day, MaxSeq + 1, "", ErrSeq},
		{"042", time.Date(1999, 12, 31, 0, 0, 0, 0, office), 1, "", ErrDay},
		{"042", time.Date(2100, 1, 1, 0, 0, 0, 0, office), 1, "", ErrDay},
		{"042", time.Time{}, 1, "", ErrDay},
	} {
		got, err := Make(c.office, c.day, c.seq)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("Make(%q, %v, %d) = %q, %v; want %q, %v", c.office, c.day, c.seq, got, err, c.want, c.err)
		}
	}
}

func TestParts(t *testing.T) {
	n := Number("042-790302-000174")
	if want := time.Date(2079, 3, 2, 0, 0, 0, 0, time.UTC); !n.Day().Equal(want) {
		t.Errorf("day %v, want %v", n.Day(), want)
	}
	if n.Office() != "042" || n.Seq() != 174 || n.Tail() != "00174" || !n.Valid() {
		t.Errorf("office %q, seq %d, tail %q, valid %v", n.Office(), n.Seq(), n.Tail(), n.Valid())
	}
	for _, bad := range []Number{"", "042-150302-00017", "042150302000174", "042-150230-000174",
		"042-150302-000000", "04x-150302-000174", "042_150302-000174"} {
		if bad.Valid() || bad.Barcode() != "" || bad.Office() != "" || bad.Tail() != "" || bad.Seq() != 0 || !bad.Day().IsZero() {
			t.Errorf("%q is taken for a number", bad)
		}
	}
}

// The barcode stands on papers already given out: it must never change.
func TestBarcodeIsFixed(t *testing.T) {
	if got := Number("042-150302-000174").Barcode(); got != "0421503020001741" {
		t.Errorf("barcode %s", got)
	}
}

func TestParseNumber(t *testing.T) {
	const n = Number("042-150302-000174")
	for in, want := range map[string]struct {
		n     Number
		fault string
	}{
		"042-150302-000174":   {n, ""},
		"042150302000174":     {n, ""},
		" 042 150302 000174 ": {n, ""},
		"042–150302–000174":   {n, ""},
		n.Barcode():           {n, ""},
		`қңәө"ғқіқәөқққ".ң`:   {n, ""},
		`ҚҢӘӨ"ҒҚІҚӘӨҚҚҚ".Ң`:   {n, ""},
		"":                    {"", FaultEmpty},
		" - ":                 {"", FaultEmpty},
		"042-150302-O00174":   {"", FaultLetters},
		"000174":              {"", FaultShort},
		"0421503020001743":    {"", FaultCheck},
		"04215030200017410":   {"", FaultLong},
		"042-150230-000174":   {"", FaultDay},
		"042-150302-000000":   {"", FaultSeq},
	} {
		if got, fault := ParseNumber(in); got != want.n || fault != want.fault {
			t.Errorf("ParseNumber(%q) = %q, %q; want %q, %q", in, got, fault, want.n, want.fault)
		}
	}
}

func TestParseBarcode(t *testing.T) {
	const n = Number("042-150302-000174")
	noDay := "042150230000174"
	noDay += string('0' + damm(noDay))
	for in, want := range map[string]struct {
		n     Number
		fault string
	}{
		n.Barcode():             {n, ""},
		`қңә"ғқіқәқққ".ң"`:      {n, ""}, // scanned under the Kazakh layout
		"ҚҢӘ\"ҒҚІҚӘҚҚҚ\".Ң\"":   {n, ""}, // and Caps Lock
		"":                      {"", FaultEmpty},
		"https://example.org":   {"", FaultLetters},
		"RA123456789KZ":         {"", FaultLetters},
		"042150302000174":       {"", FaultShort}, // typed, not scanned: no check digit
		n.Barcode()[:13]:        {"", FaultShort},
		"4006381333931":         {"", FaultForeign}, // EAN-13
		"9780306406157":         {"", FaultForeign}, // ISBN
		"96385074":              {"", FaultForeign}, // EAN-8
		"036000291452":          {"", FaultForeign}, // UPC
		"00012345678905":        {"", FaultForeign}, // ITF-14
		"106141412345678908":    {"", FaultForeign}, // SSCC
		"4006381333932":         {"", FaultShort},
		"900101300017":          {"", FaultIIN},
		"0421503020001743":      {"", FaultCheck},
		noDay:                   {"", FaultForeign},
		n.Barcode() + "0421503": {"", FaultLong},
	} {
		if got, fault := ParseBarcode(in); got != want.n || fault != want.fault {
			t.Errorf("ParseBarcode(%q) = %q, %q; want %q, %q", in, got, fault, want.n, want.fault)
		}
	}
}

// A scan cut anywhere is never a number, and never a stranger's while it still
// shows our date.
func TestCutScan(t *testing.T) {
	for seq := range uint64(200) {
		n, _ := Make("042", day, seq+1)
		for i := range n.Barcode() {
			got, fault := ParseBarcode(n.Barcode()[:i])
			if got != "" || fault == "" || i >= 9 && fault != FaultShort && fault != FaultIIN {
				t.Fatalf("%s cut at %d: %q, %q", n.Barcode(), i, got, fault)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"042-150302-000174", "0421503020001741", `қңә"ғқіқәқққ".ң"`, "4006381333931", "\xff", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n, fault := ParseNumber(s); (n == "") != (fault != "") || n != "" && !n.Valid() {
			t.Fatalf("ParseNumber(%q) = %q, %q", s, n, fault)
		}
		n, fault := ParseBarcode(s)
		if (n == "") != (fault != "") || n != "" && !n.Valid() {
			t.Fatalf("ParseBarcode(%q) = %q, %q", s, n, fault)
		}
		if n == "" {
			return
		}
		again, err := Make(n.Office(), n.Day(), n.Seq())
		if by, _ := ParseNumber(s); err != nil || again != n || by != n {
			t.Fatalf("%q: scanned %q, typed %q, made %q", s, n, by, again)
		}
	})
}
