package intake_test

import (
	"strings"
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/trio"
)

func (b *bench) plan(service, provider string) intake.Plan {
	b.Helper()
	p, ok := b.Office.Provider(provider)
	if !ok {
		b.Fatalf("no provider %q", provider)
	}
	plan, err := b.Plan(b.service(service), b.now, p)
	if err != nil {
		b.Fatal(err)
	}
	return plan
}

func dates(p intake.Plan) string {
	var out []string
	for _, d := range p.Dates {
		out = append(out, d.Due.Date.String()[5:])
	}
	return join(out)
}

// Every date of a case, at moments that hurt. The columns: dispatch; the five
// steps; come; keep. The office works six days, schools too, the education
// department five. Counted by hand from the calendar of domain facts.
func TestPlan(t *testing.T) {
	for _, r := range []struct {
		name, region, at, service, provider string
		want                                string
	}{
		// 29 calendar days from 2 March: 31 March; 1 day: 1 April; a month: 1 May, a holiday → Saturday 2 May.
		{"duplicate", "atyrau", "2015-03-02T10:00", "duplicate", "school-1",
			"03-03 03-03 03-03 03-31 03-31 04-01 04-01 05-02"},
		// Friday; 21–23 March holidays on Saturday, Sunday, Monday. 21 and 22 fall on days off of a five-day
		// week; of a six-day week only Sunday 22 does, and it moves to Tuesday 24: dispatch on Wednesday 25.
		{"duplicate before Nauryz", "atyrau", "2015-03-20T10:00", "duplicate", "school-1",
			"03-25 03-25 03-25 04-18 04-18 04-20 04-20 05-20"},
		// 29 days from Saturday 7 March: Sunday 5 April → 6 April, 1 day → 7 April. Monday 9 March is free
		// because 8 March fell on a Sunday: dispatch on Tuesday.
		{"Saturday before 8 March", "atyrau", "2015-03-07T12:00", "duplicate", "school-1",
			"03-10 03-10 03-10 04-06 04-06 04-07 04-07 05-08"},
		// Nursery queue: minutes on the day of delivery, the result a working day later.
		{"queue on Monday", "atyrau", "2015-03-02T10:00", "preschool-queue", "education",
			"03-03 03-03 03-03 03-03 03-03 03-03 03-04 04-04"},
		// Friday: the courier could go on Saturday, the department opens on Monday.
		{"queue on Friday", "atyrau", "2015-02-27T16:00", "preschool-queue", "education",
			"02-28 03-02 03-02 03-02 03-02 03-02 03-03 04-03"},
		// Saturday: dispatch on Monday.
		{"queue on Saturday", "atyrau", "2015-02-28T11:00", "preschool-queue", "education",
			"03-02 03-02 03-02 03-02 03-02 03-02 03-03 04-03"},
		// 1 + 13 + 1 working days from Thursday 1 September 2016, five-day week; 12 September is Kurban Ait.
		{"externat", "mangystau", "2016-09-01T10:00", "externat", "education",
			"09-02 09-02 09-02 09-22 09-23 09-23 09-23 10-24"},
		// Friday 4 May 2018: 7 and 9 May are holidays; 8 May is free for Saturday 5, which only a five-day
		// week notices. Six days: 8, 10–12, 14–19, 21–23 May are the executor's thirteen.
		{"duplicate before the May holidays", "mangystau", "2018-05-04T10:00", "duplicate", "school-1",
			"05-05 05-05 05-05 05-23 05-24 05-24 05-24 06-25"},
		// Five days: 10–11, 14–18, 21–25, 28 May.
		{"the same at a five-day provider", "mangystau", "2018-05-04T10:00", "duplicate", "education",
			"05-05 05-05 05-05 05-28 05-29 05-29 05-29 06-29"},
		{"accepted at night", "atyrau", "2015-03-02T23:59", "duplicate", "school-1",
			"03-03 03-03 03-03 03-31 03-31 04-01 04-01 05-02"},
	} {
		t.Run(r.name, func(t *testing.T) {
			b := open(t, r.region, r.at)
			plan := b.plan(r.service, r.provider)
			if got := dates(plan); got != r.want {
				t.Errorf("got  %s\nwant %s", got, r.want)
				for _, d := range plan.Dates {
					t.Logf("%s\n  %s", d.Code, strings.Join(d.Due.Explain(trio.EN), "\n  "))
				}
			}
			n := len(plan.Dates)
			if plan.Dispatch != plan.Dates[0].Due.Date || plan.Deadline != plan.Dates[n-3].Due.Date || plan.Come != plan.Dates[n-2].Due.Date || plan.Warn {
				t.Errorf("%+v", plan)
			}
		})
	}
}

// Each date says how it was counted, in three languages, from the event it
// starts with, and where that is written.
func TestPlanExplains(t *testing.T) {
	for _, r := range []struct{ region, at, service, provider string }{
		{"atyrau", "2015-03-20T10:00", "duplicate", "school-1"},
		{"atyrau", "2015-03-20T10:00", "preschool-queue", "education"},
		{"mangystau", "2018-05-04T10:00", "duplicate", "school-1"},
		{"mangystau", "2016-09-01T10:00", "externat", "education"},
	} {
		b := open(t, r.region, r.at)
		codes := []string{intake.DateDispatch, "chancellery-in", "head", "executor", "head-sign", "chancellery-out", intake.DateCome, intake.DateKeep}
		for i, p := range b.plan(r.service, r.provider).Dates {
			if p.Code != codes[i] || p.Step != max(0, i)*min(1, max(0, 6-i)) {
				t.Errorf("%s: date %d is %s of step %d", r.service, i, p.Code, p.Step)
			}
			for _, l := range trio.Langs() {
				lines := p.Due.Explain(l)
				if len(lines) < 3 || p.Due.Event.In(l) == "" || p.Due.Label.In(l) == "" || !strings.HasPrefix(lines[0], p.Due.Event.In(l)[:4]) {
					t.Errorf("%s %s %s: %q", r.service, p.Code, l, lines)
				}
				for _, line := range lines {
					if strings.TrimSpace(line) == "" {
						t.Errorf("%s %s %s: an empty line", r.service, p.Code, l)
					}
				}
			}
			if p.Due.Term.Source == "" && !p.Due.Term.Assumed {
				t.Errorf("%s %s: the term comes from nowhere", r.service, p.Code)
			}
		}
	}
}

// Steps counted from the acceptance say so, and no date goes backwards.
func TestPlanEvents(t *testing.T) {
	b := open(t, "mangystau", "2016-09-01T10:00")
	plan := b.plan("externat", "education")
	if got := plan.Dates[1].Due.Event.EN; got != "Delivery to the chancellery" {
		t.Errorf("the chancellery's minutes run from %q", got)
	}
	if plan.Dates[2].Due.Event != calendar.Acceptance() || plan.Dates[2].Due.From.Date != date(t, "2016-09-01") {
		t.Errorf("the head's day runs from %q, %s", plan.Dates[2].Due.Event.EN, plan.Dates[2].Due.From)
	}
	for i := 1; i < len(plan.Dates); i++ {
		if plan.Dates[i].Due.Date.Before(plan.Dates[i-1].Due.Date) {
			t.Errorf("%s is before %s", plan.Dates[i].Code, plan.Dates[i-1].Code)
		}
	}
}

// Where an act limits the whole service, its steps add up to that limit on
// the provider's own calendar, on every day of a year.
func TestPlanWhole(t *testing.T) {
	b := open(t, "mangystau", "2016-07-19T10:00")
	for range 365 {
		for _, service := range []string{"externat", "duplicate"} {
			svc := b.service(service)
			for _, provider := range []string{"education", "school-1"} {
				plan := b.plan(service, provider)
				p, _ := b.Office.Provider(provider)
				if svc.Whole.Unit == "" {
					continue
				}
				whole, err := b.CalendarOf(p).Due(calendar.WholeDay(b.Today()), svc.Whole)
				if err != nil || plan.Deadline != whole.Date {
					t.Fatalf("%s on %s at %s: %s, the whole term ends %s (%v)", service, b.Today(), provider, plan.Deadline, whole.Date, err)
				}
			}
		}
		b.later(24 * time.Hour)
	}
}

// The day told to a person is one on which the centre is open, and every
// earlier date fits before it, at every service, on every third day of a year
// and a half.
func TestPlanProperties(t *testing.T) {
	for _, region := range []string{"atyrau", "mangystau"} {
		b := open(t, region, map[string]string{"atyrau": "2014-12-01T10:00", "mangystau": "2017-01-01T10:00"}[region])
		cal := b.Calendar()
		for range 170 {
			for _, offer := range b.Catalogue.On(b.Today(), region) {
				if !offer.AtCentre() {
					continue
				}
				p := b.Office.ProvidersOf(offer.Service.Provider.Kind)[0]
				plan, err := b.Plan(offer.Service, b.now, p)
				if err != nil {
					t.Fatal(err)
				}
				keep := plan.Dates[len(plan.Dates)-1].Due.Date
				if !cal.Working(plan.Come) || !cal.Working(plan.Dispatch) || !cal.Working(keep) || !b.CalendarOf(p).Working(plan.Deadline) ||
					!b.Today().Before(plan.Dispatch) || plan.Come.Before(plan.Deadline) || cal.Between(b.Today(), plan.Dispatch) != 1 || plan.Warn {
					t.Fatalf("%s %s on %s: %s, warn %v", region, offer.Service.Code, b.Today(), dates(plan), plan.Warn)
				}
			}
			b.later(3 * 24 * time.Hour)
		}
	}
}

// Past the last year the calendar knows every plan warns.
func TestPlanUncertain(t *testing.T) {
	b := open(t, "atyrau", "2027-12-20T10:00")
	for at, want := range map[string]bool{"2027-10-01T10:00": false, "2027-12-20T10:00": true, "2028-06-01T10:00": true} {
		b.set(at)
		if plan := b.plan("duplicate", "school-1"); plan.Warn != want {
			t.Errorf("%s: warn %v", at, plan.Warn)
		}
	}
	b.set("2027-12-20T10:00")
	if c := b.accept(b.duplicate(1)); !c.Uncertain {
		t.Error("the case does not say that its dates are uncertain")
	}
}

// An office may have acts of its own whose first step is counted in days.
func TestPlanFirstStepInDays(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	svc := *b.service("duplicate")
	svc.Steps = svc.Steps[2:]
	p, _ := b.Office.Provider("school-1")
	plan, err := b.Plan(&svc, b.now, p)
	if err != nil || plan.Dates[1].Due.Event != calendar.Acceptance() || plan.Dates[1].Due.Date != date(t, "2015-03-31") {
		t.Errorf("%+v, %v", plan.Dates[1], err)
	}
	if _, err := b.Plan(&svc, b.now, nil); err != nil {
		t.Errorf("without a provider: %v", err)
	}
}
