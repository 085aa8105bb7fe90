package catalogue

import (
	"strings"
	"testing"
)

func TestRequired(t *testing.T) {
	const a, m = "atyrau-269-2014", "mangystau-339-2016"
	const dup = "application identity-document/identity birth-certificate/identity"
	rows := []struct {
		edition, code, ground, conds string
		want                         string // code/group:because
	}{
		{a, "duplicate", "lost", "", dup},
		{a, "duplicate", "damaged", "", dup + " original-certificate:damaged"},
		{a, "duplicate", "renamed", "", dup + " original-certificate:renamed"},
		{m, "duplicate", "renamed", "", dup + " original-certificate:renamed"},
		{a, "duplicate", "", "damaged", dup}, // a ground is not a condition
		{m, "externat", "", "", "application identity-document"},
		{m, "externat", "health", "", "application identity-document medical-conclusion:health"},
		{m, "externat", "marks", "", "application identity-document report-card:marks"},
		{m, "externat", "parents-abroad", "", "application identity-document parents-abroad-certificate:parents-abroad"},
		{m, "externat", "study-abroad", "", "application identity-document study-abroad-proof:study-abroad"},
		{a, "externat", "marks", "", "application identity-document report-card:marks"},
		{a, "preschool-queue", "", "", "application birth-certificate parent-identity"},
		{a, "preschool-queue", "", "benefit-work", "application birth-certificate parent-identity work-certificate:benefit-work"},
		{a, "preschool-queue", "", "benefit-priority", "application birth-certificate parent-identity priority-paper:benefit-priority"},
		{a, "preschool-queue", "", "special-group benefit-work", "application birth-certificate parent-identity work-certificate:benefit-work commission-conclusion:special-group"},
		{a, "preschool-queue", "x", "y", "application birth-certificate parent-identity"},
		{a, "preschool-enrolment", "", "", "application referral parent-identity birth-certificate health-passport health-certificate"},
		{a, "preschool-enrolment", "", "special-needs", "application referral parent-identity birth-certificate health-passport health-certificate commission-conclusion:special-needs"},
		{a, "school-enrolment", "", "foreigner", "application birth-certificate photographs health-certificate health-passport residence-paper:foreigner"},
		{m, "school-enrolment", "", "special-class first-grade", "application birth-certificate photographs health-certificate health-passport commission-conclusion:special-class"},
	}
	for _, r := range rows {
		s := service(t, r.edition, r.code)
		var got []string
		for _, q := range s.Required(r.ground, strings.Fields(r.conds)) {
			line := q.Document.Code
			if q.OneOf != "" {
				line += "/" + q.OneOf
			}
			if q.Because != "" {
				line += ":" + q.Because
			}
			if len(q.Why.Missing()) > 0 {
				t.Errorf("%s: %s does not say why", r.code, line)
			}
			got = append(got, line)
		}
		if g := strings.Join(got, " "); g != r.want {
			t.Errorf("%s %s ground %q conditions %q:\n got %s\nwant %s", r.edition, r.code, r.ground, r.conds, g, r.want)
		}
	}
}

// What a paper of the checklist may be, where the counter asks for more than
// its presence.
func TestDocuments(t *testing.T) {
	q := service(t, "atyrau-269-2014", "preschool-queue")
	work, _ := q.DocumentByCode("work-certificate")
	if !work.Dated || work.Valid.Amount != 1 || work.Valid.Unit != "month" || work.Shown {
		t.Errorf("the certificate from work is valid one month from its date: %+v", work)
	}
	for _, code := range []string{"birth-certificate", "parent-identity"} {
		if d, _ := q.DocumentByCode(code); !d.Shown || !d.Assumed {
			t.Errorf("%s is shown and returned, by a list that is not the act's own", code)
		}
	}
	if d, _ := q.DocumentByCode("application"); d.Assumed || d.Source != "annex 1, 4" {
		t.Errorf("the application is the act's own: %+v", d)
	}
	dup := service(t, "atyrau-269-2014", "duplicate")
	if dup.DefaultGround() != "lost" || service(t, mangystau[1], "externat").DefaultGround() != "" {
		t.Error("a duplicate is asked for a lost paper unless said otherwise; externat's ground must be chosen")
	}
}

func TestWindowOn(t *testing.T) {
	const m = "mangystau-339-2016"
	rows := []struct {
		edition, code, on, conds string
		window, closed           string
		open                     bool
	}{
		{m, "externat", "2016-11-30", "", "school-year", Refuse, true},
		{m, "externat", "2016-12-01", "", "school-year", Refuse, true},
		{m, "externat", "2016-12-02", "", "school-year", Refuse, false},
		{m, "externat", "2017-05-25", "", "school-year", Refuse, false},
		{m, "externat", "2017-05-26", "", "school-year", Refuse, true},
		{m, "externat", "2016-09-01", "", "school-year", Refuse, true},
		{m, "school-enrolment", "2016-08-30", "", "school-year", Warn, true},
		{m, "school-enrolment", "2016-08-31", "", "school-year", Warn, false},
		{m, "school-enrolment", "2016-05-31", "first-grade", "first-grade", Refuse, false},
		{m, "school-enrolment", "2016-06-01", "first-grade", "first-grade", Refuse, true},
		{m, "school-enrolment", "2016-08-30", "first-grade", "first-grade", Refuse, true},
		{m, "school-enrolment", "2016-08-31", "first-grade foreigner", "first-grade", Refuse, false},
		{m, "school-enrolment", "2016-05-31", "foreigner", "school-year", Warn, true},
		{m, "duplicate", "2016-12-31", "", "", "", true},
		{"atyrau-269-2014", "externat", "2015-02-02", "", "", "", true}, // that act names no window
		{"atyrau-269-2014", "school-enrolment", "2014-12-01", "", "", "", true},
	}
	for _, r := range rows {
		w, open := service(t, r.edition, r.code).WindowOn(day(t, r.on), strings.Fields(r.conds))
		if w.Code != r.window || w.Closed != r.closed || open != r.open {
			t.Errorf("%s on %s %s: %q %q open=%v", r.code, r.on, r.conds, w.Code, w.Closed, open)
		}
	}
	over := Window{FromMonth: 11, FromDay: 15, ToMonth: 2, ToDay: 1}
	for on, want := range map[string]bool{"2016-11-14": false, "2016-11-15": true, "2016-12-31": true, "2017-01-01": true, "2017-02-01": true, "2017-02-02": false} {
		if over.Contains(day(t, on)) != want {
			t.Errorf("a window over the new year, on %s: want %v", on, want)
		}
	}
}
