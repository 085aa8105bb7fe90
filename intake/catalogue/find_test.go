package catalogue

import (
	"errors"
	"slices"
	"testing"
)

func TestFind(t *testing.T) {
	rows := []struct {
		on, region, code string
		edition          string // "" = an error
		inForce          bool
		ended, by        string
	}{
		{"2014-10-17", "atyrau", "duplicate", "", false, "", ""},
		{"2014-10-18", "atyrau", "duplicate", "atyrau-269-2014", true, "", ""},
		{"2015-03-02", "atyrau", "duplicate", "atyrau-269-2014", true, "", ""},
		{"2015-07-20", "atyrau", "duplicate", "atyrau-269-2014", true, "", ""},
		{"2015-07-21", "atyrau", "duplicate", "atyrau-269-2014", false, "2015-07-21", "210"},
		{"2026-01-05", "atyrau", "preschool-queue", "atyrau-269-2014", false, "2015-07-21", "210"},
		{"2015-12-17", "mangystau", "externat", "", false, "", ""},
		{"2015-12-18", "mangystau", "externat", "mangystau-339-2015", true, "", ""},
		{"2016-07-18", "mangystau", "externat", "mangystau-339-2015", true, "", ""},
		{"2016-07-19", "mangystau", "externat", "mangystau-339-2016", true, "", ""},
		{"2018-06-07", "mangystau", "duplicate", "mangystau-339-2016", true, "", ""},
		{"2018-06-08", "mangystau", "duplicate", "mangystau-339-2018", true, "", ""},
		{"2020-03-30", "mangystau", "duplicate", "mangystau-339-2018", true, "", ""},
		{"2020-03-31", "mangystau", "duplicate", "mangystau-339-2018", false, "2020-03-31", "44"},
	}
	for _, r := range rows {
		o, err := Embedded().Find(day(t, r.on), r.region, r.code)
		if r.edition == "" {
			if !errors.Is(err, ErrNotYet) || !errors.Is(err, ErrNoService) {
				t.Errorf("%s %s: %v, want not yet", r.on, r.code, err)
			}
			continue
		}
		if err != nil || o.Edition.ID != r.edition || o.Service.Code != r.code || o.InForce != r.inForce {
			t.Errorf("%s %s %s: %+v %v", r.on, r.region, r.code, o, err)
			continue
		}
		if (o.Repealed == nil) != r.inForce {
			t.Errorf("%s %s: repeal %v", r.on, r.code, o.Repealed)
		} else if o.Repealed != nil && (o.Repealed.Date != day(t, r.ended) || o.Repealed.Number != r.by) {
			t.Errorf("%s %s: repealed %+v", r.on, r.code, *o.Repealed)
		}
	}
	for _, r := range [][2]string{{"mangystau", "preschool-queue"}, {"astana", "duplicate"}, {"atyrau", "passport"}} {
		if _, err := Embedded().Find(day(t, "2016-08-01"), r[0], r[1]); !errors.Is(err, ErrNoService) || errors.Is(err, ErrNotYet) {
			t.Errorf("%v: %v", r, err)
		}
	}
}

func TestOn(t *testing.T) {
	rows := []struct {
		on, region string
		want       []string // with + where the centre takes it
	}{
		{"2015-03-02", "atyrau", []string{"preschool-queue+", "preschool-enrolment", "duplicate+", "externat", "school-enrolment"}},
		{"2026-03-02", "atyrau", []string{"preschool-queue+", "preschool-enrolment", "duplicate+", "externat", "school-enrolment"}},
		{"2017-03-02", "mangystau", []string{"school-enrolment", "externat+", "duplicate+"}},
		{"2014-01-01", "atyrau", nil},
		{"2017-03-02", "nowhere", nil},
	}
	for _, r := range rows {
		var got []string
		for _, o := range Embedded().On(day(t, r.on), r.region) {
			s := o.Service.Code
			if o.AtCentre() {
				s += "+"
			}
			got = append(got, s)
		}
		if !slices.Equal(got, r.want) {
			t.Errorf("%s %s: %v", r.on, r.region, got)
		}
	}
	if got := Embedded().Regions(); !slices.Equal(got, []string{"atyrau", "mangystau"}) {
		t.Error(got)
	}
}
