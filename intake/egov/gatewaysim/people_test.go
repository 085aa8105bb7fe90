package gatewaysim

import (
	"testing"

	"tereze/intake/egov"
	"tereze/intake/iin"
)

func TestInventedPeopleHaveGoodNumbers(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range append(People(noon), egov.Person{IIN: Unknown}) {
		r := iin.Parse(p.IIN, noon)
		if !r.Valid || r.Digits != p.IIN || seen[p.IIN] {
			t.Errorf("%s: %q", p.IIN, r.Fault)
		}
		seen[p.IIN] = true
		if !p.Born.IsZero() && !r.Born.Equal(p.Born) {
			t.Errorf("%s: born %v", p.IIN, p.Born)
		}
		if sex := map[iin.Sex]string{iin.Male: "1", iin.Female: "2"}[r.Sex]; p.Sex != "" && p.Sex != sex {
			t.Errorf("%s: sex %s, by the number %s", p.IIN, p.Sex, sex)
		}
	}
}

// TestEachPersonIsWhatTheirNameSays holds the constants to their words.
func TestEachPersonIsWhatTheirNameSays(t *testing.T) {
	people := map[string]egov.Person{}
	for _, p := range People(noon) {
		people[p.IIN] = p
	}
	papers := func(id string) (n int) {
		for _, d := range people[id].Documents {
			if d.Valid(noon) {
				n++
			}
		}
		return n
	}
	if p := people[Aigerim]; papers(Aigerim) != 1 || !p.Died.IsZero() || p.Incapable || p.Missing {
		t.Errorf("Aigerim: %+v", p)
	}
	if people[Botagoz].Surname == BotagozPapers || people[Serik].Died.IsZero() || !people[Mariyam].Incapable || !people[Raushan].Missing {
		t.Error("one of those with a trouble has none")
	}
	if papers(Olzhas) != 0 || len(people[Olzhas].Documents) == 0 {
		t.Errorf("Olzhas has %d valid papers", papers(Olzhas))
	}
	for _, child := range []string{Zhanibek, Aru, Temirlan} {
		if p := people[child]; p.Birth.Number == "" || p.Born.Year() < 2009 || len(p.Documents) != 0 {
			t.Errorf("child: %+v", p)
		}
	}
	if people[Aru].Address != (egov.Address{}) {
		t.Error("the small child has an address")
	}
	if _, ok := people[Unknown]; ok {
		t.Error("nobody's number is somebody's")
	}
}

func TestPowersAnswer(t *testing.T) {
	want := map[string]bool{PowerValid: true, PowerEndless: true, PowerRevoked: false, PowerExpired: false, PowerOthers: false}
	for _, p := range Powers(noon) {
		a := p.answer(egov.PowerQuestion{Number: p.Number, Date: p.Date, Principal: Aigerim, Trustee: Daniyar}, noon)
		if valid, ok := want[p.Number]; !ok || a.Valid != valid || !a.Found {
			t.Errorf("%s: %+v", p.Number, a)
		}
		for _, two := range [][2]string{{Daniyar, Aigerim}, {Aigerim, Dinara}, {Dinara, Daniyar}} {
			if p.answer(egov.PowerQuestion{Number: p.Number, Date: p.Date, Principal: two[0], Trustee: two[1]}, noon).Valid {
				t.Errorf("%s counts for people who are not in it", p.Number)
			}
		}
		delete(want, p.Number)
	}
	if len(want) != 0 {
		t.Errorf("missing: %v", want)
	}
}
