package name

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"ӘАҚКҒГҢНӨОҰҮУҺХІИЁЕ": "ааккггннооуууххииее",
		"әақкғгңнөоұүуһхіиёе": "ааккггннооуууххииее",
		"Әбдіғаппарұлы":       "абдигаппарулы",
		"Андрей":              "андрей",
		"АНДРЕИ\u0306":        "андрей",
		"Андреи":              "андреи",
		"Фе\u0308дор":         "федор",
		"Ї\u0456":             "ии",
		"Анна-Мария":          "анна мария",
		"О'Коннор О’Коннор":   "о коннор о коннор",
		"Сериков  Д.Б.":       "сериков д б",
		"Cepиков":             "сериков", // Latin c, e, p
		"ЖАHАН":               "жанан",   // Latin H looks like Н
		"\u018fлия":           "алия",
		"Aлия":                "алия",
		"COBA":                "coba", // a word wholly Latin stays
		"Жwан":                "жwан",
		"Müller Łukasz":       "muller łukasz",
		"Nguyễn":              "nguyen",
		"\u0130SMA\u0130L":    "ismail",
		"Сери\u00adк\u200bов": "сериков",
		"Сер\xffиков":         "сер иков",
		"№ 7 Ким":             "7 ким",
		"- ' ":                "",
		"":                    "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%+q) = %q, want %q", in, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	if got := Words(" Ким  Анна-Мария "); !slices.Equal(got, []string{"ким", "анна", "мария"}) {
		t.Errorf("words %q", got)
	}
	if got := Words(" - "); len(got) != 0 {
		t.Errorf("words of nothing: %q", got)
	}
}

func TestInitials(t *testing.T) {
	for _, c := range []struct{ surname, given, patronymic, want string }{
		{"Сериков", "Даурен", "Болатович", "Сериков Д. Б."},
		{"Оразова", "Мәдина", "", "Оразова М."},
		{"Ким", "Анна-Мария", "", "Ким А.-М."},
		{"Ким", "Анна -", "", "Ким А."},
		{"Алиев", "Вагиф", "Мамед оглы", "Алиев В. М."},
		{"Ortega", "María Luisa", "", "Ortega M. L."},
		{"", "Айгүл", "", "Айгүл"},
		{"Сериков", "", "", "Сериков"},
		{"", "Айгүл", "Болатқызы", "Айгүл Б."},
		{"О’Коннор", "’әлия", "", "О’Коннор Ә."},
		{"Д", "е\u0331ва", "", "Д Е\u0331."},
		{"", "", "", ""},
	} {
		if got := Initials(c.surname, c.given, c.patronymic); got != c.want {
			t.Errorf("Initials(%q, %q, %q) = %q, want %q", c.surname, c.given, c.patronymic, got, c.want)
		}
	}
}

func TestKeys(t *testing.T) {
	got := Keys("Ли", "Қимова", "Жумабаевагүл", "Ким")
	want := []string{"ли$",
		"ким", "кимо", "кимов", "кимова", "кимова$",
		"жум", "жума", "жумаб", "жумаба", "жумабае", "жумабаев", "жумабаевагул$",
		"ким$"}
	if !slices.Equal(got, want) {
		t.Errorf("keys %q", got)
	}
	if got := Keys("", " - "); len(got) != 0 {
		t.Errorf("keys of nothing: %q", got)
	}
}

func TestSeek(t *testing.T) {
	for in, want := range map[string]string{
		"":                   "",
		"ки":                 "ки$",
		"Ким":                "ким",
		"Жұмабаева":          "жумабаев",
		"сер дау":            "сер дау",
		"Жумабаева Г.":       "жумабаев г$",
		"Жұмабаевагүл\u00ad": "жумабаев",
	} {
		if got := strings.Join(Seek(in), " "); got != want {
			t.Errorf("Seek(%q) = %q, want %q", in, got, want)
		}
	}
}

// Every letter there is, in a Cyrillic word and beside a Latin letter: this is
// where a rule for one letter can undo another's.
func TestFoldEveryLetterOnce(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) || unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hangul, r) {
			continue
		}
		s := "жи" + string(r) + "a"
		folded := Fold(s)
		if again := Fold(folded); again != folded {
			t.Errorf("%U: Fold(%+q) = %+q, again %+q", r, s, folded, again)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Әбдіғаппарұлы", "Cepиков", "\u0130ж", "КШ", "ж\u0131", "и\u0301\u0306", "\xff", "Ёй", "ſж", "가", "ΣΑΣ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if again := Fold(folded); again != folded {
			t.Fatalf("Fold(%+q) = %+q, again %+q", s, folded, again)
		}
		if !utf8.ValidString(folded) || strings.Contains(folded, End) || strings.ContainsFunc(folded, unicode.IsControl) {
			t.Fatalf("Fold(%+q) = %+q", s, folded)
		}
		// Whoever is in the index is found by the whole name, and by its
		// beginning as it is typed.
		keys := Keys(s)
		for _, k := range Seek(s) {
			if !slices.Contains(keys, k) {
				t.Fatalf("%+q: %+q is not among %+q", s, k, keys)
			}
		}
	})
}
