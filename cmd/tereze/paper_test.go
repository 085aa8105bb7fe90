package main

import (
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
)

func queueService(t *testing.T) *catalogue.Service {
	t.Helper()
	o, err := catalogue.Embedded().Find(calendar.Date{Year: 2015, Month: time.March, Day: 2}, "atyrau", "preschool-queue")
	if err != nil {
		t.Fatal(err)
	}
	return o.Service
}

func TestParsePaper(t *testing.T) {
	svc := queueService(t)
	for _, x := range []struct {
		spec string
		want intake.Paper // "" in Code: refused
	}{
		{"application", intake.Paper{Code: "application", There: true, Kind: intake.Original, Sheets: 1}},
		{"application:3", intake.Paper{Code: "application", There: true, Kind: intake.Original, Sheets: 3}},
		{"birth-certificate", intake.Paper{Code: "birth-certificate", There: true, Kind: intake.Original, Shown: true}},
		{"birth-certificate:sent:notarised", intake.Paper{Code: "birth-certificate", There: true, Kind: intake.Notarised, Sheets: 1}},
		{"birth-certificate:2:sent", intake.Paper{Code: "birth-certificate", There: true, Kind: intake.Original, Sheets: 2}},
		{"application:shown", intake.Paper{Code: "application", There: true, Kind: intake.Original, Shown: true}},
		{"work-certificate:2015-02-20:copy:2", intake.Paper{Code: "work-certificate", There: true, Kind: intake.Copy, Sheets: 2,
			Issued: calendar.Date{Year: 2015, Month: time.February, Day: 20}}},
		{"unheard-of", intake.Paper{Code: "unheard-of", There: true, Kind: intake.Original, Sheets: 1}},
		{"application:0", intake.Paper{Code: "application", There: true, Kind: intake.Original}},
		{"", intake.Paper{}}, {":copy", intake.Paper{}}, {"application:blue", intake.Paper{}},
		{"application:", intake.Paper{}}, {"application:2015-02-30", intake.Paper{}},
	} {
		got, err := parsePaper(x.spec, svc)
		if x.want.Code == "" {
			if err == nil {
				t.Errorf("%q is taken as %+v", x.spec, got)
			}
			continue
		}
		if err != nil || got != x.want {
			t.Errorf("%q: %+v, %v; want %+v", x.spec, got, err, x.want)
		}
	}
}

// What was named stays as named; of a group one document is enough; the rest
// comes in its usual shape.
func TestWithUsual(t *testing.T) {
	o, err := catalogue.Embedded().Find(calendar.Date{Year: 2015, Month: time.March, Day: 2}, "atyrau", "duplicate")
	if err != nil {
		t.Fatal(err)
	}
	named := []intake.Paper{{Code: "birth-certificate", There: true, Kind: intake.Notarised, Shown: true}}
	got := withUsual(named, o.Service.Required("damaged", nil))
	var codes []string
	for _, p := range got {
		codes = append(codes, p.Code)
	}
	if len(got) != 3 || got[0] != named[0] || codes[1] != "application" || codes[2] != "original-certificate" {
		t.Errorf("%v", codes)
	}
	if got := withUsual(nil, o.Service.Required("lost", nil)); len(got) != 2 || got[1].Code != "identity-document" {
		t.Errorf("%+v", got)
	}
}

func TestMomentFlag(t *testing.T) {
	zone := time.FixedZone("UTC+5", 5*3600)
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, zone)
	for text, want := range map[string]string{
		"":                          "2020-01-01T00:00:00+05:00",
		"2015-03-02T10:00":          "2015-03-02T10:00:00+05:00",
		"2015-03-02T10:00:30":       "2015-03-02T10:00:30+05:00",
		"2015-03-02 10:00":          "2015-03-02T10:00:00+05:00",
		"2015-03-02":                "2015-03-02T12:00:00+05:00",
		"2015-03-02T10:00:00Z":      "2015-03-02T15:00:00+05:00",
		"2015-03-02T10:00:00+06:00": "2015-03-02T09:00:00+05:00",
		"noon":                      "", "2015-02-30": "", "10:00": "",
	} {
		got, err := momentFlag("at", text, old)
		if (err == nil) != (want != "") || err == nil && got.Format(time.RFC3339) != want {
			t.Errorf("%q: %v, %v; want %q", text, got, err, want)
		}
	}
}
