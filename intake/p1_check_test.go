package intake_test

import (
	"testing"

	"tereze/intake"
	"tereze/intake/catalogue"
)

// The conditions and grounds of paragraph 9, each with its papers, and what
// is missing without them.
func TestCheckPapers(t *testing.T) {
	const queue = "application birth-certificate parent-identity"
	rows := []struct {
		name, region, at, service, ground string
		conds                             []string
		papers, missing                   string
	}{
		{"lost: all there", "atyrau", "2015-03-02T10:00", "duplicate", "lost", nil, "application identity-document", ""},
		{"lost: birth certificate does too", "atyrau", "2015-03-02T10:00", "duplicate", "lost", nil, "application birth-certificate", ""},
		{"lost: nothing", "atyrau", "2015-03-02T10:00", "duplicate", "lost", nil, "", "application:absent identity-document:absent"},
		{"lost: no identity", "atyrau", "2015-03-02T10:00", "duplicate", "lost", nil, "application", "identity-document:absent"},
		{"lost: both identities", "atyrau", "2015-03-02T10:00", "duplicate", "lost", nil, "application identity-document birth-certificate", ""},
		{"damaged: without the original", "atyrau", "2015-03-02T10:00", "duplicate", "damaged", nil, "application identity-document", "original-certificate:absent"},
		{"damaged: with it", "atyrau", "2015-03-02T10:00", "duplicate", "damaged", nil, "application identity-document original-certificate", ""},
		{"renamed: without the original", "atyrau", "2015-03-02T10:00", "duplicate", "renamed", nil, "application birth-certificate", "original-certificate:absent"},
		{"renamed: a copy of it", "atyrau", "2015-03-02T10:00", "duplicate", "renamed", nil, "application birth-certificate original-certificate:copy", "original-certificate:kind"},
		{"renamed: a notarised copy", "atyrau", "2015-03-02T10:00", "duplicate", "renamed", nil, "application birth-certificate original-certificate:notarised", "original-certificate:kind"},
		{"lost: the original is not asked for", "atyrau", "2015-03-02T10:00", "duplicate", "lost", nil, "application identity-document original-certificate", ""},
		{"identity in copy", "atyrau", "2015-03-02T10:00", "duplicate", "lost", nil, "application identity-document:copy", "identity-document:kind"},
		{"identity notarised", "atyrau", "2015-03-02T10:00", "duplicate", "lost", nil, "application identity-document:notarised", ""},
		{"the copy that was brought is named", "atyrau", "2015-03-02T10:00", "duplicate", "lost", nil, "application birth-certificate:copy", "birth-certificate:kind"},
		{"mangystau, damaged", "mangystau", "2017-03-02T10:00", "duplicate", "damaged", nil, "application identity-document", "original-certificate:absent"},

		{"queue: all there", "atyrau", "2015-03-02T10:00", "preschool-queue", "", nil, queue, ""},
		{"queue: nothing", "atyrau", "2015-03-02T10:00", "preschool-queue", "", nil, "", "application:absent birth-certificate:absent parent-identity:absent"},
		{"queue: both identities are needed", "atyrau", "2015-03-02T10:00", "preschool-queue", "", nil, "application parent-identity", "birth-certificate:absent"},
		{"benefit by work", "atyrau", "2015-03-02T10:00", "preschool-queue", "", []string{"benefit-work"}, queue, "work-certificate:absent"},
		{"benefit by work, fresh", "atyrau", "2015-03-02T10:00", "preschool-queue", "", []string{"benefit-work"}, queue + " work-certificate@2015-02-10", ""},
		{"priority", "atyrau", "2015-03-02T10:00", "preschool-queue", "", []string{"benefit-priority"}, queue, "priority-paper:absent"},
		{"priority, a copy will do", "atyrau", "2015-03-02T10:00", "preschool-queue", "", []string{"benefit-priority"}, queue + " priority-paper:copy", ""},
		{"special group", "atyrau", "2015-03-02T10:00", "preschool-queue", "", []string{"special-group"}, queue, "commission-conclusion:absent"},
		{"all conditions", "atyrau", "2015-03-02T10:00", "preschool-queue", "", []string{"benefit-work", "benefit-priority", "special-group"}, queue,
			"commission-conclusion:absent priority-paper:absent work-certificate:absent"},

		{"externat, health", "mangystau", "2016-09-01T10:00", "externat", "health", nil, "application identity-document", "medical-conclusion:absent"},
		{"externat, marks", "mangystau", "2016-09-01T10:00", "externat", "marks", nil, "application identity-document", "report-card:absent"},
		{"externat, parents abroad", "mangystau", "2016-09-01T10:00", "externat", "parents-abroad", nil, "application identity-document", "parents-abroad-certificate:absent"},
		{"externat, study abroad", "mangystau", "2016-09-01T10:00", "externat", "study-abroad", nil, "application identity-document", "study-abroad-proof:absent"},
		{"another ground's paper", "mangystau", "2016-09-01T10:00", "externat", "marks", nil, "application identity-document medical-conclusion", "report-card:absent"},
		{"externat, complete", "mangystau", "2016-09-01T10:00", "externat", "marks", nil, "application identity-document report-card:copy", ""},
	}
	desks := map[string]*bench{"atyrau": open(t, "atyrau", rows[0].at), "mangystau": open(t, "mangystau", rows[0].at)}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			b := desks[r.region]
			b.set(r.at)
			a := b.app(r.service, r.papers)
			a.Ground, a.Conditions = r.ground, r.conds
			l := b.Check(&a)
			if got := lacks(l.Missing); got != r.missing {
				t.Errorf("missing %q, want %q", got, r.missing)
			}
			if l.Complete != (r.missing == "") {
				t.Errorf("complete %v", l.Complete)
			}
			if len(l.Problems) > 0 {
				t.Errorf("problems %v", codes(l.Problems))
			}
			marked := 0
			for _, row := range l.Rows {
				if row.Missing != nil {
					marked++
				}
			}
			if (marked == 0) != l.Complete {
				t.Errorf("%d rows are marked missing, complete %v", marked, l.Complete)
			}
		})
	}
}

// A certificate valid one month is good to the same date of the next month,
// or its last day, moved to a working day; after that it counts as missing
// and says which day was its last.
func TestCheckExpired(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	for _, r := range []struct{ issued, on, expired string }{
		{"2015-02-02", "2015-03-02", ""},           // its last day
		{"2015-02-02", "2015-03-03", "2015-03-02"}, // one day late
		{"2015-01-31", "2015-02-28", ""},           // no 31 February
		{"2015-01-31", "2015-03-02", "2015-02-28"},
		{"2015-02-01", "2015-03-02", ""}, // 1 March is a Sunday
		{"2015-02-01", "2015-03-03", "2015-03-02"},
		{"2015-03-02", "2015-03-02", ""},
	} {
		b.set(r.on + "T10:00")
		a := b.app("preschool-queue", "application birth-certificate parent-identity work-certificate@"+r.issued)
		a.Conditions = []string{"benefit-work"}
		l := b.Check(&a)
		switch {
		case r.expired == "" && !l.Complete:
			t.Errorf("issued %s, on %s: missing %v", r.issued, r.on, l.Missing)
		case r.expired != "" && (len(l.Missing) != 1 || l.Missing[0] != intake.Missing{Code: "work-certificate", Why: intake.MissingExpired, Expired: date(t, r.expired)}):
			t.Errorf("issued %s, on %s: %+v, want expired %s", r.issued, r.on, l.Missing, r.expired)
		}
	}
}

// What the operator must put right, field by field; the papers are complete.
func TestCheckProblems(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	work := "application birth-certificate parent-identity work-certificate"
	for _, r := range []struct {
		name, service, papers string
		slip                  func(*intake.Application)
		want, field           string
	}{
		{"nothing", "duplicate", "application identity-document", func(*intake.Application) {}, "", ""},
		{"consent", "duplicate", "application identity-document", func(a *intake.Application) { a.Consent = false }, "consent-missing", "consent"},
		{"ground", "duplicate", "application identity-document", func(a *intake.Application) { a.Ground = "" }, "ground-missing", "ground"},
		{"another ground", "duplicate", "application identity-document", func(a *intake.Application) { a.Ground = "marks" }, "ground-unknown", "ground"},
		{"a condition of another service", "duplicate", "application identity-document", func(a *intake.Application) { a.Conditions = []string{"benefit-work"} }, "condition-unknown", "conditions"},
		{"a paper of another service", "duplicate", "application identity-document", func(a *intake.Application) {
			a.Papers = append(a.Papers, intake.Paper{Code: "report-card", There: true})
		}, "document-unknown", "papers"},
		{"no provider", "duplicate", "application identity-document", func(a *intake.Application) { a.Provider = "" }, "provider-missing", "provider"},
		{"unknown provider", "duplicate", "application identity-document", func(a *intake.Application) { a.Provider = "school-99" }, "provider-unknown", "provider"},
		{"a provider of another kind", "duplicate", "application identity-document", func(a *intake.Application) { a.Provider = "education" }, "provider-kind", "provider"},
		{"no sheets", "duplicate", "application identity-document", func(a *intake.Application) { a.Papers[0].Sheets = 0 }, "sheets", "papers.application"},
		{"sheets of a shown paper are nobody's business", "duplicate", "application identity-document", func(a *intake.Application) { a.Papers[1].Sheets = 0 }, "", ""},
		{"negative sheets", "duplicate", "application identity-document", func(a *intake.Application) { a.Papers[1].Sheets = -1 }, "sheets", "papers.identity-document"},
		{"too many sheets", "duplicate", "application identity-document", func(a *intake.Application) { a.Papers[0].Sheets = 10000 }, "sheets", "papers.application"},
		{"issued tomorrow", "duplicate", "application identity-document", func(a *intake.Application) { a.Papers[1].Issued = date(t, "2015-03-03") }, "document-future", "papers.identity-document"},
		{"a certificate without its date", "preschool-queue", work, func(a *intake.Application) { a.Conditions = []string{"benefit-work"} }, "document-date", "papers.work-certificate"},
	} {
		t.Run(r.name, func(t *testing.T) {
			a := b.app(r.service, r.papers)
			r.slip(&a)
			l := b.Check(&a)
			if !l.Complete {
				t.Errorf("missing %v", l.Missing)
			}
			if got := codes(l.Problems); got != r.want {
				t.Fatalf("problems %q, want %q", got, r.want)
			}
			if r.want != "" {
				if l.Problems[0].Field != r.field {
					t.Errorf("field %q, want %q", l.Problems[0].Field, r.field)
				}
				_, err := b.Accept(t.Context(), b.By(op1), a)
				b.refused(err, r.want)
			}
		})
	}
}

// A paper that was laid down and taken back counts for nothing.
func TestCheckNotThere(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	a := b.app("duplicate", "application identity-document")
	a.Papers[0].There = false
	if l := b.Check(&a); lacks(l.Missing) != "application:absent" {
		t.Errorf("missing %q", lacks(l.Missing))
	}
}

// Windows, editions and channels, day by day.
func TestCheckService(t *testing.T) {
	for _, r := range []struct {
		name, region, at, service string
		problems, warnings        string
		edition                   string
	}{
		{"in force", "atyrau", "2015-03-02T10:00", "duplicate", "", "", "atyrau-269-2014"},
		{"last day in force", "atyrau", "2015-07-20T10:00", "duplicate", "", "", "atyrau-269-2014"},
		{"repealed", "atyrau", "2015-07-21T10:00", "duplicate", "", "edition-repealed", "atyrau-269-2014"},
		{"before its first edition", "atyrau", "2014-09-01T10:00", "duplicate", "service-unknown", "", ""},
		{"unknown", "atyrau", "2015-03-02T10:00", "fishing-licence", "service-unknown", "", ""},
		{"unknown region", "aktobe", "2015-03-02T10:00", "duplicate", "service-unknown", "", ""},
		{"only at the chancellery", "atyrau", "2015-03-02T10:00", "preschool-enrolment", "not-at-centre", "", "atyrau-269-2014"},
		{"externat in Atyrau", "atyrau", "2015-03-02T10:00", "externat", "not-at-centre", "", "atyrau-269-2014"},
		{"school by portal", "atyrau", "2015-03-02T10:00", "school-enrolment", "not-at-centre", "", "atyrau-269-2014"},
		{"school in Mangystau", "mangystau", "2017-03-02T10:00", "school-enrolment", "not-at-centre", "", "mangystau-339-2016"},
		{"externat on 1 December", "mangystau", "2016-12-01T10:00", "externat", "", "", "mangystau-339-2016"},
		{"externat on 2 December", "mangystau", "2016-12-02T10:00", "externat", "window-closed", "", "mangystau-339-2016"},
		{"externat in spring", "mangystau", "2017-02-01T10:00", "externat", "window-closed", "", "mangystau-339-2016"},
		{"first edition", "mangystau", "2016-07-18T10:00", "duplicate", "", "", "mangystau-339-2015"},
		{"second edition", "mangystau", "2016-07-19T10:00", "duplicate", "", "", "mangystau-339-2016"},
		{"third edition", "mangystau", "2018-06-08T10:00", "duplicate", "", "", "mangystau-339-2018"},
		{"repealed in 2020", "mangystau", "2020-03-31T10:00", "duplicate", "", "edition-repealed", "mangystau-339-2018"},
		{"beyond the calendar", "atyrau", "2028-03-02T10:00", "duplicate", "", "edition-repealed calendar-unknown", "atyrau-269-2014"},
	} {
		t.Run(r.name, func(t *testing.T) {
			b := open(t, r.region, r.at)
			a := intake.Application{ID: newID(), Service: r.service, Provider: "school-1", Consent: true, Ground: "lost",
				Recipient: intake.Person{IIN: "900101300017", Surname: "Сериков", Given: "Дәурен"}}
			if offer, err := b.Catalogue.Find(b.Today(), r.region, r.service); err == nil {
				a = b.app(r.service, "")
				for _, d := range offer.Service.Documents {
					a.Papers = append(a.Papers, put(t, offer.Service, d.Code)...)
				}
				if len(offer.Service.Grounds) > 0 {
					a.Ground = offer.Service.Grounds[0].Code
				}
				if a.Provider == "" { // a centre of this kind sends nothing to nurseries
					b.Office.Providers = append(b.Office.Providers, intake.Provider{Code: "nursery", Kind: offer.Service.Provider.Kind, Week: 5})
					a.Provider = "nursery"
				}
			}
			l := b.Check(&a)
			if got := codes(l.Problems); got != r.problems {
				t.Errorf("problems %q, want %q", got, r.problems)
			}
			if got := codes(l.Warnings); got != r.warnings {
				t.Errorf("warnings %q, want %q", got, r.warnings)
			}
			edition := ""
			if l.Offer.Edition != nil {
				edition = l.Offer.Edition.ID
			}
			if edition != r.edition {
				t.Errorf("edition %q, want %q", edition, r.edition)
			}
			c, err := b.Accept(t.Context(), b.By(op1), a)
			b.refused(err, r.problems)
			if err == nil && (c.Edition != r.edition || c.Repealed == l.Offer.InForce) {
				t.Errorf("case of edition %q, repealed %v", c.Edition, c.Repealed)
			}
		})
	}
}

// Who is sent elsewhere is told where, and it is on record.
func TestSendElsewhere(t *testing.T) {
	for _, r := range []struct{ region, at, service, reason, channels string }{
		{"atyrau", "2015-03-02T10:00", "preschool-enrolment", "not-at-centre", "chancellery"},
		{"atyrau", "2015-03-02T10:00", "externat", "not-at-centre", "chancellery"},
		{"atyrau", "2015-03-02T10:00", "school-enrolment", "not-at-centre", "chancellery portal"},
		{"mangystau", "2016-12-02T10:00", "externat", "window-closed", ""},
		{"atyrau", "2015-03-02T10:00", "fishing-licence", "service-unknown", ""},
	} {
		t.Run(r.service, func(t *testing.T) {
			b := open(t, r.region, r.at)
			by := b.By(op1)
			for range 2 { // the second time is the same act again
				got, err := b.SendElsewhere(t.Context(), by, r.service)
				if err != nil {
					t.Fatal(err)
				}
				if got.Reason != r.reason || join(got.Channels) != r.channels {
					t.Errorf("%+v", got)
				}
			}
			n := countTable(b, intake.TurnAways)
			if n != 1 {
				t.Errorf("%d turn-aways on record", n)
			}
		})
	}
	b := open(t, "atyrau", "2015-03-02T10:00")
	_, err := b.SendElsewhere(t.Context(), b.By(op1), "duplicate")
	b.refused(err, intake.ProblemNotNow)
	if n := countTable(b, intake.TurnAways); n != 0 {
		t.Errorf("%d turn-aways for a service that is offered", n)
	}
}

// Blank chooses what is usual.
func TestBlank(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	a, err := b.Blank("duplicate")
	if err != nil || a.Ground != "lost" || a.Provider != "" || !a.StartedAt.Equal(b.now) {
		t.Errorf("%+v, %v", a, err)
	}
	a, err = b.Blank("preschool-queue") // only one executive body is known
	if err != nil || a.Provider != "education" || a.Ground != "" {
		t.Errorf("%+v, %v", a, err)
	}
	_, err = b.Blank("fishing-licence")
	b.refused(err, intake.ProblemServiceUnknown)
	shown := intake.Usual(&catalogue.Document{Code: "x", Shown: true, Kinds: []string{"notarised"}})
	if shown != (intake.Paper{Code: "x", Kind: intake.Notarised, Shown: true}) {
		t.Errorf("%+v", shown)
	}
}

// What must go to the provider cannot have been shown and returned.
func TestCheckPaperOnlyShown(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	a := b.app("duplicate", "application identity-document")
	p, _ := a.Paper("application")
	p.Shown, p.Sheets = true, 0
	if l := b.Check(&a); lacks(l.Missing) != "application:shown" || l.Complete {
		t.Errorf("missing %q, complete %v", lacks(l.Missing), l.Complete)
	}
}
