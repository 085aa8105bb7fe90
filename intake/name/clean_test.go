package name

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestClean(t *testing.T) {
	long := strings.Repeat("а", MaxRunes)
	for _, c := range []struct{ in, want, fault, warn string }{
		{"Сериков", "Сериков", "", ""},
		{"  Сериков \u00a0  Даурен ", "Сериков Даурен", "", ""},
		{"Сериков\n", "Сериков", "", ""},
		{"Андреи\u0306", "Андрей", "", ""}, // и and a breve
		{"Фе\u0308дор", "Фёдор", "", ""},   // е and a diaeresis
		{"Нұрлан Әбдіғаппарұлы", "Нұрлан Әбдіғаппарұлы", "", ""},
		{"СЕРІКҚЫЗЫ", "СЕРІКҚЫЗЫ", "", ""},
		{"Анна–Мария", "Анна-Мария", "", ""},
		{"О’Коннор", "О’Коннор", "", ""},
		{"Мәмед оғлы", "Мәмед оғлы", "", ""},
		{"Müller", "Müller", "", ""},
		{"Nguyễn Văn", "Nguyễn Văn", "", ""},
		{"\u018fliyev R\u0259him", "\u018fliyev R\u0259him", "", ""}, // Azerbaijani: Latin throughout
		{"AHHA", "AHHA", "", ""},                                     // nothing says it is not Latin
		{"王芳", "王芳", "", ""},
		{"", "", "", ""},
		{"   ", "", "", ""},
		{long, long, "", "lower-case"},

		{"Cериков", "Cериков", "", "latin-lookalike"},
		{"Сериков A.", "Сериков A.", "", "latin-lookalike"}, // a Latin word, beside a Cyrillic one
		{"\u018fлия", "\u018fлия", "", "schwa"},
		{"С\u0259кен Aлия", "С\u0259кен Aлия", "", "latin-lookalike schwa"},
		{"Smаrt", "Smаrt", "", "cyrillic-lookalike"},
		{"Жwан", "Жwан", "", "mixed-script"},
		{"СЕРиков", "СЕРиков", "", "mixed-case"},
		{"сериков даурен", "сериков даурен", "", "lower-case"},
		{"сЕРИКОВ", "сЕРИКОВ", "", "mixed-case"},

		{"Сер\xffиков", "", "utf8", ""},
		{"Сер\ufffdиков", "", "utf8", ""},
		{"Сери\x1bков", "", "control", ""},
		{"Сериков\tДаурен", "", "control", ""},
		{"Сериков\u2028Даурен", "", "control", ""},
		{"\u202eСериков", "", "bidi", ""},
		{"Сериков\u200e", "", "bidi", ""},
		{"Сери\u2066ков", "", "bidi", ""},
		{"Сери\u200bков", "", "invisible", ""},
		{"Сери\u200dков", "", "invisible", ""},
		{"Сери\u00adков", "", "invisible", ""},
		{"\ufeffСериков", "", "invisible", ""},
		{"Сери\ufe0fков", "", "invisible", ""},
		{"Сери\u034fков", "", "invisible", ""},
		{"Ли\u3164", "", "invisible", ""},
		{"Ли\ue000", "", "invisible", ""},
		{"Н9рлан", "", "digits", ""},
		{"Сериков@", "", "symbols", ""},
		{"Сериков/Ким", "", "symbols", ""},
		{"\u0301Сериков", "", "symbols", ""},
		{"Б\u0330\u0331\u0332ек", "", "symbols", ""},
		{"Сер\u200b\x00иков9", "", "control", ""}, // the gravest first
		{long + "а", "", "long", ""},
		{"-", "", "no-letters", ""},
		{"—", "", "no-letters", ""},
	} {
		got, fault, warn := Clean(c.in)
		if got != c.want || fault != c.fault || strings.Join(warn, " ") != c.warn {
			t.Errorf("Clean(%+q) = %q, %q, %q; want %q, %q, %q", c.in, got, fault, warn, c.want, c.fault, c.warn)
		}
	}
}

func TestLookalikesAndMend(t *testing.T) {
	for _, c := range []struct {
		in   string
		at   []int
		want string
	}{
		{"Сериков", nil, "Сериков"},
		{"Müller", nil, "Müller"},
		{"Cepиков", []int{0, 1, 2}, "Сериков"},
		{"Ким Cериков", []int{4}, "Ким Сериков"},
		{"Сериков A. B.", []int{8, 11}, "Сериков А. В."},
		{"\u018fлия", []int{0}, "Әлия"},
		{"Ж\u0259нibek", nil, "Ж\u0259нibek"}, // b, e, k: not one script to choose
		{"Smаrt", []int{2}, "Smart"},
		{"Н9рлан", nil, "Нұрлан"},
		{"Н9РЛАН", nil, "НҰРЛАН"},
		{"2лия", nil, "Әлия"},
		{"Б3Р3НШ3", nil, "БІРІНШІ"},
		{"2019", nil, "2019"},
	} {
		if got := Lookalikes(c.in); !slices.Equal(got, c.at) {
			t.Errorf("Lookalikes(%q) = %v, want %v", c.in, got, c.at)
		}
		if got := Mend(c.in); got != c.want {
			t.Errorf("Mend(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// The letters look alike in this file too, so a machine looks at them.
func TestTwinsAreOfTheirScripts(t *testing.T) {
	seen := map[rune]bool{}
	for latin, cyrillic := range twins {
		if !unicode.Is(unicode.Latin, latin) || !unicode.Is(unicode.Cyrillic, cyrillic) {
			t.Errorf("%U %U", latin, cyrillic)
		}
		if unicode.IsUpper(latin) != unicode.IsUpper(cyrillic) || seen[cyrillic] {
			t.Errorf("%U %U: other case, or twice", latin, cyrillic)
		}
		seen[cyrillic] = true
	}
	for d, r := range digitRow {
		if !unicode.IsDigit(d) || !unicode.Is(unicode.Cyrillic, r) {
			t.Errorf("%U %U", d, r)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"Сериков", " Андрей ", "Cepик", "\u018fлия", "Б\u0330\u0331", "\xff", "Н9рлан", "Анна – Мария", "가\u11a8", "\u0344а"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean, fault, warn := Clean(s)
		if fault != "" {
			if clean != "" || warn != nil {
				t.Fatalf("Clean(%+q) refuses and answers %+q, %q", s, clean, warn)
			}
			return
		}
		if !utf8.ValidString(clean) || !norm.NFC.IsNormalString(clean) || utf8.RuneCountInString(clean) > MaxRunes {
			t.Fatalf("Clean(%+q) = %+q", s, clean)
		}
		again, fault, warnAgain := Clean(clean)
		if again != clean || fault != "" || !slices.Equal(warn, warnAgain) {
			t.Fatalf("Clean(%+q) = %+q, again %+q, %q", s, clean, again, fault)
		}
		marked := slices.Contains(warn, WarnLatinLookalike) || slices.Contains(warn, WarnSchwa) || slices.Contains(warn, WarnCyrillicLookalike)
		if at := Lookalikes(clean); (len(at) > 0) != marked {
			t.Fatalf("%+q: warnings %q, positions %v", clean, warn, at)
		}
		// The offer is a name in good order itself.
		mended, fault, warn := Clean(Mend(clean))
		if fault != "" || slices.Contains(warn, WarnLatinLookalike) || slices.Contains(warn, WarnSchwa) {
			t.Fatalf("Mend(%+q) = %+q: %q, %q", clean, mended, fault, warn)
		}
	})
}
