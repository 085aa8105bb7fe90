package intake_test

import (
	"strings"
	"testing"

	"tereze/intake"
)

// What is asked of a person, and what is only odd. The numbers are invented.
func TestCheckPerson(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	person := func(iin, surname, given string) intake.Person {
		return intake.Person{IIN: iin, Surname: surname, Given: given}
	}
	newborn := person("", "Серікова", "Айша")
	newborn.NoIIN = true
	over := func(iin, why string) intake.Person {
		p := person(iin, "Сериков", "Дәурен")
		p.Override = why
		return p
	}
	born := person("900101300017", "Сериков", "Дәурен")
	born.Born = date(t, "1990-01-02")
	phone := func(s string) intake.Person {
		p := person("900101300017", "Сериков", "Дәурен")
		p.Phone = s
		return p
	}
	for _, r := range []struct {
		name             string
		p                intake.Person
		problem, warning string
		arg              string // of the problem, or of the warning
	}{
		{"good", person("900101300017", "Сериков", "Дәурен"), "", "", ""},
		{"second pass", person("900101300811", "Сериков", "Дәурен"), "", "", ""},
		{"neither number nor none yet", person("", "Сериков", "Дәурен"), "iin-missing", "", ""},
		{"newborn", newborn, "", "", ""},
		{"check digit", person("900101300018", "Сериков", "Дәурен"), "iin", "", "check"},
		{"check digit, with a reason", over("900101300018", "куәлікте осылай"), "", "", ""},
		{"a reason of spaces", over("900101300018", "  "), "iin", "", "check"},
		{"an impossible date, with a reason", over("050229500017", "куәлікте осылай"), "iin", "", "prefix"},
		{"no such number, with a reason", over("900101300801", "куәлікте осылай"), "iin", "", "impossible"},
		{"BIN", person("990140000017", "Сериков", "Дәурен"), "iin", "", "bin"},
		{"BIN, with a reason", over("990140000017", "куәлікте осылай"), "iin", "", "bin"},
		{"short", person("90010130001", "Сериков", "Дәурен"), "iin", "", "length"},
		{"letters", person("9001013000lO", "Сериков", "Дәурен"), "iin", "", "letters"},
		{"the papers say another birthday", born, "", "iin-warning", "birth-differs"},
		{"no surname", person("900101300017", " ", "Дәурен"), "surname-missing", "", ""},
		{"no given name", person("900101300017", "Сериков", ""), "given-missing", "", ""},
		{"control", person("900101300017", "Сери\x00ков", "Дәурен"), "name", "", "control"},
		{"bidi", person("900101300017", "Сериков", "Дәу\u202eрен"), "name", "", "bidi"},
		{"zero width", person("900101300017", "Сери\u200bков", "Дәурен"), "name", "", "invisible"},
		{"digits", person("900101300017", "Сериков", "Н9рлан"), "name", "", "digits"},
		{"Latin look-alike", person("900101300017", "Cериков", "Дәурен"), "", "name-latin", "latin-lookalike"},
		{"Latin schwa", person("900101300017", "Сериков", "Дəурен"), "", "name-latin", "schwa"},
		{"Latin throughout", person("900101300017", "Müller", "Jörg"), "", "", ""},
		{"hyphen and apostrophe", person("900101300017", "Ким-О'Нил", "Анна Мария"), "", "", ""},
		{"telephone", phone("+7 (701) 123-45-67"), "", "", ""},
		{"half a telephone", phone("123-45-67"), "phone", "", ""},
		{"letters in a telephone", phone("8701123456x"), "phone", "", ""},
	} {
		t.Run(r.name, func(t *testing.T) {
			a := b.app("duplicate", "application identity-document")
			a.Recipient = r.p
			l := b.Check(&a)
			if codes(l.Problems) != r.problem || codes(l.Warnings) != r.warning {
				t.Fatalf("problems %q, warnings %q; want %q, %q", codes(l.Problems), codes(l.Warnings), r.problem, r.warning)
			}
			for _, p := range append(l.Problems, l.Warnings...) {
				if r.arg != "" && (len(p.Args) != 1 || p.Args[0] != r.arg) {
					t.Errorf("args %q, want %q", p.Args, r.arg)
				}
				for _, secret := range []string{"Сериков", "900101", "Дәурен"} {
					if p.Field == secret || strings.Contains(p.Error(), secret) {
						t.Errorf("the problem names a person: %v", p)
					}
				}
			}
			_, err := b.Accept(t.Context(), b.two(op1), a)
			b.refused(err, r.problem)
		})
	}
}

// A telephone has one form, however it is written.
func TestPhoneForms(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	for typed, want := range map[string]string{
		"+7 701 123 45 67": "77011234567", "8 (701) 123-45-67": "77011234567", "7011234567": "77011234567",
		"77011234567": "77011234567", "+998 90 123 45 67": "998901234567", `ү.қ""әіңғ,.`: "77011234567", // the layout left on Kazakh
	} {
		a := b.app("duplicate", "application identity-document")
		a.Recipient.Phone = typed
		if l := b.Check(&a); len(l.Problems) > 0 || a.Recipient.Phone != want {
			t.Errorf("%q: %q, want %q; %v", typed, a.Recipient.Phone, want, codes(l.Problems))
		}
	}
}

// Names are kept composed, with single spaces.
func TestNamesClean(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	a := b.app("duplicate", "application identity-document")
	a.Recipient.Surname, a.Recipient.Given = "  Сери\u0438\u0306ков ", "Дәурен   Али"
	c := b.accept(a)
	if c.Recipient.Surname != "Серийков" || c.Recipient.Given != "Дәурен Али" {
		t.Errorf("%q %q", c.Recipient.Surname, c.Recipient.Given)
	}
	if got := c.Recipient.ShortName(); got != "Серийков Д. А. Б." {
		t.Errorf("short name %q", got)
	}
}

// The power of attorney's data belong to a notarised one only.
func TestCheckAgent(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	p := intake.Person{IIN: "900101400013", Surname: "Серикова", Given: "Айгүл"}
	day := date(t, "2015-01-15")
	for _, r := range []struct {
		name string
		a    intake.Representative
		want string
	}{
		{"parent", intake.Representative{Person: p, Kind: intake.Parent}, ""},
		{"guardian", intake.Representative{Person: p, Kind: intake.Guardian}, ""},
		{"simple proxy", intake.Representative{Person: p, Kind: intake.ProxyOther}, ""},
		{"notarised", intake.Representative{Person: p, Kind: intake.ProxyNotary, DeedNumber: "15", DeedDate: day, Notary: "Ж. Оспанов"}, ""},
		{"notarised, without number", intake.Representative{Person: p, Kind: intake.ProxyNotary, DeedDate: day}, "agent-deed"},
		{"notarised, without date", intake.Representative{Person: p, Kind: intake.ProxyNotary, DeedNumber: "15"}, "agent-deed"},
		{"notarised, without anything", intake.Representative{Person: p, Kind: intake.ProxyNotary}, "agent-deed"},
		{"parent with a deed", intake.Representative{Person: p, Kind: intake.Parent, DeedNumber: "15"}, "agent-no-deed"},
		{"simple proxy with a date", intake.Representative{Person: p, Kind: intake.ProxyOther, DeedDate: day}, "agent-no-deed"},
		{"guardian with a notary", intake.Representative{Person: p, Kind: intake.Guardian, Notary: "Ж. Оспанов"}, "agent-no-deed"},
		{"of no kind", intake.Representative{Person: p}, "agent"},
		{"of an unknown kind", intake.Representative{Person: p, Kind: "uncle"}, "agent"},
		{"nameless", intake.Representative{Kind: intake.Parent, Person: intake.Person{NoIIN: true}}, "surname-missing given-missing"},
	} {
		t.Run(r.name, func(t *testing.T) {
			a := b.app("duplicate", "application identity-document")
			a.Agent = &r.a
			l := b.Check(&a)
			if got := codes(l.Problems); got != r.want {
				t.Errorf("problems %q, want %q", got, r.want)
			}
			if r.want != "" {
				if f := l.Problems[0].Field; len(f) < 6 || f[:6] != "agent." {
					t.Errorf("field %q is not the representative's", f)
				}
				return
			}
			if c := b.accept(a); *c.Agent != r.a {
				t.Errorf("kept %+v, want %+v", *c.Agent, r.a)
			}
		})
	}
}
