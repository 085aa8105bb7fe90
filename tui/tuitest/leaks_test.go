package tuitest_test

import (
	"strings"
	"testing"

	"tereze/tui/tuitest"
)

func TestLeaks(t *testing.T) {
	names := []string{"Серіков", "Анна-Мария"}
	for text, want := range map[string]string{
		"":                                  "",
		"level=WARN case=042-150302-000001": "",
		"a\nb Серіков c":                    "2: the name",
		"СЕРІКОВ":                           "1: the name",
		"анна":                              "1: the name",
		"Серіковтер":                        "",
		"iin=900101300017":                  "1: the IIN 900101300017",
		"iin=900101300018 a wrong check digit too": "1: the IIN 900101300018",
		"no date: 999999999999":                    "",
		"id 014bd901-0a38-7fd7-9942-900101300017":  "",
		"9001013000171 has thirteen":               "",
	} {
		got := strings.Join(tuitest.Leaks(text, names), "\n")
		if want == "" && got != "" || !strings.HasPrefix(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
