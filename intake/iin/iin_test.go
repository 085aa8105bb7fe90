package iin

import (
	"slices"
	"strings"
	"testing"
	"time"
)

var today = time.Date(2015, 3, 2, 10, 0, 0, 0, time.FixedZone("", 5*3600))

func ymd(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// whole completes eleven digits that are known to have a check digit.
func whole(t *testing.T, first11 string) string {
	t.Helper()
	n, ok := Complete(first11)
	if !ok {
		t.Fatalf("no number begins with %s", first11)
	}
	return n
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		`"әіңғ,.үұқ`:                 "1234567890",
		`"ӘІҢҒ,.ҮҰҚ`:                 "1234567890",
		"ұққ\"қ\"өіқққ\".":           "900101300017",
		"900101 300 017":             "900101300017",
		"900101\u00a0300\u202f017\n": "900101300017",
		"042-150302–000174":          "042150302000174",
		"042ө150302Ө000174":          "042150302000174",
		"\ufeff900\u200b101":         "900101",
		"９００１０１":                     "900101",
		"٩٠٠١٠١۹":                    "9001019",
		"90O101":                     "90O101",
		"9\u202e0":                   "9\u202e0",
		"12\xff":                     "12\ufffd",
		"\u0259i":                    "\u0259i", // Latin look-alikes come from no Kazakh key
		"":                           "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	zero := time.Time{}
	for _, c := range []struct {
		name, in, fault string
		kind            Kind
		born            time.Time
		sex             Sex
		warn            []string
	}{
		{"man of the 1900s", "900101300017", "", IIN, ymd(1990, 1, 1), Male, nil},
		{"woman of the 1900s", "900101400013", "", IIN, ymd(1990, 1, 1), Female, nil},
		{"leap day of 2004", "040229600011", "", IIN, ymd(2004, 2, 29), Female, nil},
		{"second pass", "900101300811", "", IIN, ymd(1990, 1, 1), Male, nil},
		{"Kazakh layout", `ұққ"қ"іқққ".`, "", IIN, ymd(1990, 1, 1), Male, nil},
		{"no such leap day", "050229500017", FaultPrefix, Unknown, zero, Unsaid, nil},
		{"1900 had no leap day", whole(t, "00022930001"), FaultPrefix, Unknown, zero, Unsaid, nil},
		{"2000 had one", whole(t, "00022950001"), "", IIN, ymd(2000, 2, 29), Male, nil},
		{"month 13", "901301300017", FaultPrefix, Unknown, zero, Unsaid, nil},
		{"day 00", "900100300017", FaultPrefix, Unknown, zero, Unsaid, nil},
		{"fifth digit neither", "900171300017", FaultPrefix, Unknown, zero, Unsaid, nil},
		{"both passes give 10", "900101300800", FaultImpossible, IIN, ymd(1990, 1, 1), Male, nil},
		{"wrong check digit", "900101300018", FaultCheck, IIN, ymd(1990, 1, 1), Male, nil},
		{"seventh digit 7", whole(t, "90010170001"), FaultCentury, Unknown, zero, Unsaid, nil},
		{"foreigner", whole(t, "90010100001"), "", IIN, zero, Unsaid, []string{WarnForeigner}},
		{"foreigner, leap day of 2000", whole(t, "00022900001"), "", IIN, zero, Unsaid, []string{WarnForeigner}},
		{"foreigner, no such day", whole(t, "01022900001"), FaultPrefix, Unknown, zero, Unsaid, nil},
		{"born tomorrow", whole(t, "15030350001"), "", IIN, ymd(2015, 3, 3), Male, []string{WarnFutureBirth}},
		{"born today", whole(t, "15030250001"), "", IIN, ymd(2015, 3, 2), Male, nil},
		{"120 today", whole(t, "95030220001"), "", IIN, ymd(1895, 3, 2), Female, nil},
		{"120 and a day", whole(t, "95030120001"), "", IIN, ymd(1895, 3, 1), Female, []string{WarnOlderThan120}},
		{"organisation", whole(t, "15034000001"), FaultBIN, BIN, zero, Unsaid, nil},
		{"perhaps an organisation", "900141300017", FaultBIN, Unknown, zero, Unsaid, nil},
		{"empty", " - ", FaultEmpty, Unknown, zero, Unsaid, nil},
		{"eleven digits", "90010130001", FaultLength, Unknown, zero, Unsaid, nil},
		{"thirteen digits", "9001013000170", FaultLength, Unknown, zero, Unsaid, nil},
		{"letter O", "9OO1O13OOO17", FaultLetters, Unknown, zero, Unsaid, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Parse(c.in, today)
			if r.Fault != c.fault || r.Valid != (c.fault == "") || r.Overridable != (c.fault == FaultCheck) {
				t.Fatalf("fault %q valid %v overridable %v, want fault %q", r.Fault, r.Valid, r.Overridable, c.fault)
			}
			if r.Kind != c.kind || !r.Born.Equal(c.born) || r.Sex != c.sex || !slices.Equal(r.Warnings, c.warn) {
				t.Fatalf("got %+v", r)
			}
		})
	}
}

func TestOddNamesTheCharacters(t *testing.T) {
	if r := Parse("9OO1O13бOOO17", today); r.Odd != "Oб" || r.Digits != "" {
		t.Fatalf("odd %q, digits %q", r.Odd, r.Digits)
	}
	if r := Parse("abcdefghijklmn", today); r.Odd != "abcdefgh" {
		t.Fatalf("odd %q is not cut at eight", r.Odd)
	}
}

func TestParseBIN(t *testing.T) {
	for _, c := range []struct {
		name, in, fault string
		kind            Kind
		warn            []string
	}{
		{"resident", whole(t, "15034000001"), "", BIN, nil},
		{"non-resident", whole(t, "15035000001"), "", BIN, nil},
		{"joint enterprise", whole(t, "15036000001"), "", BIN, nil},
		{"month 13", whole(t, "15134000001"), "", BIN, []string{WarnMonth}},
		{"person", "900101300017", FaultIIN, IIN, nil},
		{"person, mistyped", "900101300018", FaultPrefix, Unknown, nil},
		{"fifth digit 7", "150370000010", FaultPrefix, Unknown, nil},
		{"short", "1503400", FaultLength, Unknown, nil},
		{"empty", "", FaultEmpty, Unknown, nil},
		{"letters", "15034000000x", FaultLetters, Unknown, nil},
	} {
		r := ParseBIN(c.in)
		if r.Fault != c.fault || r.Valid != (c.fault == "") || r.Kind != c.kind || !slices.Equal(r.Warnings, c.warn) {
			t.Errorf("%s: got %+v", c.name, r)
		}
	}
	good := whole(t, "15034000001")
	bad := good[:11] + string('0'+(good[11]-'0'+1)%10)
	if r := ParseBIN(bad); r.Fault != FaultCheck || !r.Overridable {
		t.Errorf("wrong check digit: got %+v", r)
	}
}

func TestComplete(t *testing.T) {
	if n, ok := Complete("90010130080"); ok {
		t.Errorf("no number begins so, got %s", n)
	}
	for _, bad := range []string{"", "9001013000", "900101300017", "9001013000x"} {
		if _, ok := Complete(bad); ok {
			t.Errorf("completed %q", bad)
		}
	}
	for _, n := range []string{"900101300017", "900101400013", "040229600011", "900101300811"} {
		if got, ok := Complete(n[:11]); !ok || got != n {
			t.Errorf("Complete(%s) = %s, %v", n[:11], got, ok)
		}
	}
}

func TestCompare(t *testing.T) {
	r := Parse("900101300017", today)
	// The same day written in the office's zone is the same day.
	almaty := time.Date(1990, 1, 1, 0, 30, 0, 0, time.FixedZone("", 5*3600))
	for _, c := range []struct {
		born time.Time
		sex  Sex
		want string
	}{
		{almaty, Male, ""},
		{time.Time{}, Unsaid, ""},
		{ymd(1990, 1, 2), Male, "birth-differs"},
		{ymd(1990, 1, 1), Female, "sex-differs"},
		{ymd(1991, 1, 1), Female, "birth-differs sex-differs"},
	} {
		if got := strings.Join(Compare(r, c.born, c.sex), " "); got != c.want {
			t.Errorf("Compare(%v, %v) = %q, want %q", c.born, c.sex, got, c.want)
		}
	}
	foreigner := Parse(whole(t, "90010100001"), today)
	if got := Compare(foreigner, ymd(1985, 5, 5), Female); got != nil {
		t.Errorf("a number that tells nothing differs: %v", got)
	}
}

func TestSexWords(t *testing.T) {
	for s, want := range map[Sex]string{Unsaid: "", Male: "male", Female: "female"} {
		if got := s.String(); got != want {
			t.Errorf("%d is %q, want %q", s, got, want)
		}
	}
}
