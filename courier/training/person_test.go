package training_test

import (
	"strings"
	"testing"
	"time"

	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/iin"
	"tereze/intake/name"
)

var women = []string{"қызы", "вна", "ична", "кызы"}

func has(s string, ends []string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// sound holds an invented person against the rules of names and numbers.
func sound(t *testing.T, p intake.Person, on time.Time) {
	t.Helper()
	for _, s := range []string{p.Surname, p.Given, p.Patronymic} {
		if clean, fault, warns := name.Clean(s); s != "" && (clean != s || fault != "" || len(warns) > 0) {
			t.Errorf("%q: %s %v", s, fault, warns)
		}
		if strings.ContainsRune(s, 'ə') {
			t.Errorf("%q has the look-alike", s)
		}
	}
	if p.NoIIN {
		return
	}
	r := iin.Parse(p.IIN, on)
	if !r.Valid || len(r.Warnings) > 0 || calendar.DateOf(r.Born) != p.Born {
		t.Errorf("%s: %+v, born %s", p.IIN, r, p.Born)
	}
	if p.Patronymic != "" && has(p.Patronymic, women) != (r.Sex == iin.Female) {
		t.Errorf("%s is %s", p.Patronymic, r.Sex)
	}
	if p.IIN[7] != '9' || !strings.HasPrefix(p.Phone, "+7700000") {
		t.Errorf("%s, %s: might be somebody's", p.IIN, p.Phone)
	}
}

func TestPeople(t *testing.T) {
	on := at(2015, 3, 2, 10, 0)
	day := calendar.DateOf(on)
	none := 0
	for seed := range uint64(400) {
		p := training.Newcomer(seed)
		sound(t, p, on)
		if p.Born.After(day.AddMonths(-18 * 12)) {
			t.Errorf("born %s: no adult", p.Born)
		}
		if training.Newcomer(seed) != p {
			t.Error("the same seed, another person")
		}
		kid, parent := training.Child(seed, day)
		sound(t, kid, on)
		sound(t, parent.Person, on)
		if kid.Born.Before(day.AddMonths(-7*12)) || !kid.Born.Before(day) || parent.Person.Born.AddMonths(15*12).After(kid.Born) {
			t.Errorf("child of %s, parent of %s", kid.Born, parent.Person.Born)
		}
		if kid.NoIIN {
			none++
		}
	}
	if none == 0 {
		t.Error("no newborn without a number")
	}
}

func TestApplyIsComplete(t *testing.T) {
	o := office(t, "atyrau", at(2015, 3, 2, 10, 0))
	for seed := range uint64(60) {
		for _, service := range []string{"duplicate", "preschool-queue"} {
			app, err := training.Apply(o.Desk, service, seed)
			if err != nil {
				t.Fatal(err)
			}
			if l := o.Check(&app); !l.Complete || len(l.Problems) > 0 || len(l.Warnings) > 0 {
				t.Errorf("%s, seed %d: %v %v %v", service, seed, l.Missing, l.Problems, l.Warnings)
			}
		}
	}
	if _, err := training.Apply(o.Desk, "no-such", 1); err == nil {
		t.Error("applied for nothing")
	}
}
