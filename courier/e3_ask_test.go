package courier_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/egov"
)

// registered is a person as the register has them.
func registered(p *intake.Person) egov.Person {
	return egov.Person{IIN: p.IIN, Surname: strings.ToUpper(p.Surname), Name: strings.ToUpper(p.Given), Patronymic: strings.ToUpper(p.Patronymic),
		Documents: []egov.IdentityPaper{{Type: "002", Status: "00"}}}
}

// Seed 001, externat §9, duplicates §9: consent is recorded before anything is
// asked; without it nothing is, at the counter or later.
func TestExternat9Consent(t *testing.T) {
	w := wire(t)
	app := w.app("externat", depart)
	app.Consent = false
	w.refused(intake.ProblemConsent, func() error { _, err := w.AskRegisters(w.ctx(), w.by(op), app); return err })
	if len(w.far.asked) != 0 {
		t.Fatalf("asked %v", w.far.asked)
	}
	app.Consent = true
	from := w.head()
	w.far.ask = func(string) error {
		entries := w.entries(from)
		if len(entries) != 1 || entries[0].Act != "egov-try" || !slices.Contains(entries[0].Args, "consent") {
			t.Errorf("asked before the consent was in the journal: %+v", entries)
		}
		return nil
	}
	ok(w.AskRegisters(w.ctx(), w.by(op), app))(t)
	if len(w.far.asked) != 1 {
		t.Errorf("asked %v", w.far.asked)
	}
	for _, e := range w.entries(from) {
		if slices.Contains(e.Args, app.Recipient.IIN) || e.Subject == app.Recipient.IIN {
			t.Errorf("%s names a person", e.Act)
		}
	}
	// A question whose case gave no consent is not asked later either.
	w.far.ask, w.far.asked = nil, nil
	c := w.accept("externat", depart)
	w.change(c.ID, func(c *intake.Case) { c.Consent = false })
	w.pass()
	if got := w.letters(c.ID, intake.MessagePerson); len(w.far.asked) != 0 || got[0].State != intake.MessageDropped || got[0].Why != intake.ProblemConsent {
		t.Errorf("asked %v, %+v", w.far.asked, got)
	}
	w.refused(intake.ProblemRole, func() error { _, err := w.AskRegisters(w.ctx(), w.by(sector), app); return err })
	w.Desk.Gateway = nil
	w.refused(intake.ProblemNoGateway, func() error { _, err := w.AskRegisters(w.ctx(), w.by(op), app); return err })
}

// Seed 001, externat §10(2) and (3), duplicates §10(2) and (3): the power of
// attorney's data are asked of ЕНИС only when it is notarised.
func TestExternat10Point3(t *testing.T) {
	for _, kind := range intake.Authorities() {
		w := wire(t)
		app := w.app("externat", depart)
		app.Agent = &intake.Representative{Kind: kind, Person: intake.Person{IIN: "900101300017", Surname: "Сериков", Given: "Дәурен"}}
		if kind == intake.ProxyNotary {
			app.Agent.DeedNumber, app.Agent.DeedDate = "15", w.Today().Add(-30)
		}
		asked := ok(w.AskRegisters(w.ctx(), w.by(op), app))(t)
		if power := slices.Contains(w.far.asked, "power"); power != (kind == intake.ProxyNotary) || len(w.far.asked) != map[bool]int{true: 3, false: 2}[power] {
			t.Errorf("%s: asked %v", kind, w.far.asked)
		}
		if (asked.Check.Power != intake.Unasked) != (kind == intake.ProxyNotary) {
			t.Errorf("%s: %s", kind, asked.Check.Power)
		}
		w.far.asked = nil
		ok(w.Accept(w.ctx(), w.by(op), app))(t)
		w.pass()
		if slices.Contains(w.far.asked, "power") != (kind == intake.ProxyNotary) {
			t.Errorf("%s, later: asked %v", kind, w.far.asked)
		}
	}
}

// Condition 1: what ГБД ФЛ has, against what was typed.
func TestExternat10Condition1(t *testing.T) {
	died := time.Date(2016, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, r := range []struct {
		name   string
		there  func(p *egov.Person)
		typed  func(p *intake.Person)
		want   intake.Verdict
		fields string
		warn   string
	}{
		{"as typed", nil, nil, intake.Same, "", ""},
		{"another surname", func(p *egov.Person) { p.Surname = "БАСҚА" }, nil, intake.Differs, "surname", intake.ProblemDiffers},
		{"a letter only", func(p *egov.Person) { p.Name += "А" }, nil, intake.Differs, "given", intake.ProblemDiffers},
		{"another birthday", func(p *egov.Person) { p.Born = died }, func(p *intake.Person) { p.Born = calendar.Date{Year: 2000, Month: 5, Day: 4} }, intake.Differs, "born", intake.ProblemDiffers},
		{"not typed yet", nil, func(p *intake.Person) { p.Surname, p.Given, p.Patronymic = "", "", "" }, intake.Same, "", ""},
		{"another address", func(p *egov.Person) { p.Address = egov.Address{City: "Ақтау", Street: "Абай", Building: "7"} },
			func(p *intake.Person) { p.Address = "Ақтау, Абай 9" }, intake.Same, "address", ""},
		{"the same address", func(p *egov.Person) { p.Address = egov.Address{City: "Ақтау", Street: "Абай", Building: "7"} },
			func(p *intake.Person) { p.Address = "абай көшесі, 7 үй" }, intake.Same, "", ""},
		{"dead", func(p *egov.Person) { p.Died = died }, nil, intake.Deceased, "", intake.ProblemDeceased},
		{"incapable", func(p *egov.Person) { p.Incapable = true }, nil, intake.Incapable, "", intake.ProblemIncapable},
		{"not there", func(p *egov.Person) { *p = egov.Person{} }, nil, intake.NotFound, "", intake.ProblemNotFound},
	} {
		t.Run(r.name, func(t *testing.T) {
			w := wire(t)
			app := w.app("externat", depart)
			p := registered(&app.Recipient)
			if r.there != nil {
				r.there(&p)
			}
			if p.IIN != "" {
				w.far.people[p.IIN] = p
			}
			whole := app
			if r.typed != nil {
				r.typed(&app.Recipient)
			}
			asked := ok(w.AskRegisters(w.ctx(), w.by(op), app))(t)
			var fields []string
			for _, d := range asked.Differences {
				fields = append(fields, d.Field)
			}
			if asked.Check.Person != r.want || strings.Join(fields, " ") != r.fields || (asked.Person == nil) != (r.want == intake.NotFound) {
				t.Errorf("%s, %v", asked.Check.Person, asked.Differences)
			}
			// Nobody is turned away: the form is accepted, and says what was found.
			whole.Check = asked.Check
			l := w.Check(&whole)
			var warned []string
			for _, p := range l.Warnings {
				warned = append(warned, p.Code)
			}
			if r.warn != "" && !slices.Contains(warned, r.warn) {
				t.Errorf("warnings %v", warned)
			}
			c := ok(w.Accept(w.ctx(), w.by(op), whole))(t)
			if c.Check.Person != r.want || len(ok(w.MessagesOf(w.ctx(), c.ID))(t)) != 0 {
				t.Errorf("%s", c.Check.Person)
			}
		})
	}
}

// A notarised power of attorney, as ЕНИС has it.
func TestPowerOfAttorney(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2016, 10, 3+n, 0, 0, 0, 0, time.UTC) }
	for name, r := range map[string]struct {
		a    egov.PowerAnswer
		want intake.Verdict
	}{
		"in force":      {egov.PowerAnswer{Found: true, Valid: true, Issued: day(-30), Expires: day(0)}, intake.Same},
		"not there":     {egov.PowerAnswer{}, intake.NotFound},
		"of others":     {egov.PowerAnswer{Found: true}, intake.Invalid},
		"revoked":       {egov.PowerAnswer{Found: true, Valid: true, Revoked: day(-1)}, intake.Invalid},
		"expired":       {egov.PowerAnswer{Found: true, Valid: true, Expires: day(-1)}, intake.Invalid},
		"of a day else": {egov.PowerAnswer{Found: true, Valid: true, Issued: day(-31)}, intake.Differs},
	} {
		w := wire(t)
		w.far.power = &r.a
		app := w.app("externat", depart)
		app.Agent = &intake.Representative{Kind: intake.ProxyNotary, DeedNumber: "15", DeedDate: w.Today().Add(-30), Person: intake.Person{IIN: "900101300017", Surname: "Сериков", Given: "Дәурен"}}
		asked := ok(w.AskRegisters(w.ctx(), w.by(op), app))(t)
		if asked.Check.Power != r.want {
			t.Errorf("%s: %s", name, asked.Check.Power)
		}
		if warns := len(asked.Check.Warnings()); (r.want == intake.Same) != (warns == 2) { // the two people are not there
			t.Errorf("%s: %d warnings", name, warns)
		}
	}
}

// Registers that do not answer turn nobody away: paper is accepted, the case
// is marked, and is checked later by itself, without touching what was typed.
func TestAskedLater(t *testing.T) {
	for _, err := range []error{egov.ErrUnreachable, egov.ErrAnswer, &egov.UnknownCode{Code: "X"}, &egov.Refusal{Code: "Y"}} {
		w := wire(t)
		w.far.ask = func(string) error { return err }
		app := w.app("externat", depart)
		asked := ok(w.AskRegisters(w.ctx(), w.by(op), app))(t)
		if asked.Check.Person != intake.Unreachable {
			t.Fatalf("%v: %s", err, asked.Check.Person)
		}
		app.Check = asked.Check
		if p := asked.Check.Warnings(); len(p) != 1 || p[0].Code != intake.ProblemUnchecked {
			t.Errorf("%v", p)
		}
		c := ok(w.Accept(w.ctx(), w.by(op), app))(t)
		w.pass()
		m := w.letters(c.ID, intake.MessagePerson)[0]
		if doubtful := m.State == intake.MessageDoubtful; doubtful == egov.Again(err) {
			t.Errorf("%v: %s", err, m.State)
		}
		if m.State == intake.MessageDoubtful {
			ok(w.Resend(w.ctx(), w.by(sector), m.ID))(t)
		}
		w.far.ask = nil
		p := registered(&app.Recipient)
		p.Surname = "БАСҚА"
		w.far.people[p.IIN] = p
		w.later()
		w.pass()
		got := w.read(c.ID)
		if got.Check.Person != intake.Differs || got.Last().Act != intake.ActCheck || got.Recipient != c.Recipient || got.State != c.State {
			t.Errorf("%s, %+v", got.Check.Person, got.Last())
		}
		if p := got.Check.Warnings(); len(p) != 1 || p[0].Code != intake.ProblemDiffers {
			t.Errorf("%v", p)
		}
	}
	// What can be asked of nobody is not asked for ever.
	w := wire(t)
	w.far.ask = func(string) error { return egov.ErrOff }
	app := w.app("externat", depart)
	if asked := ok(w.AskRegisters(w.ctx(), w.by(op), app))(t); asked.Check.Person != intake.Unasked {
		t.Errorf("%s", asked.Check.Person)
	}
	c := ok(w.Accept(w.ctx(), w.by(op), app))(t)
	w.pass()
	if m := w.letters(c.ID, intake.MessagePerson)[0]; m.State != intake.MessageDropped || m.Why != intake.ProblemNoGateway {
		t.Errorf("%+v", m)
	}
	// On paper only what was tried in vain is tried again.
	app = w.app("externat", depart)
	app.Road = intake.RoadPaper
	c = ok(w.Accept(w.ctx(), w.by(op), app))(t)
	if all := ok(w.MessagesOf(w.ctx(), c.ID))(t); len(all) != 0 {
		t.Errorf("%d questions of a paper case", len(all))
	}
}

// A check is worth something only for the people it was made of.
func TestCheckHoldsToItsPeople(t *testing.T) {
	w := wire(t)
	app := w.app("externat", depart)
	w.far.people[app.Recipient.IIN] = registered(&app.Recipient)
	app.Check = ok(w.AskRegisters(w.ctx(), w.by(op), app))(t).Check
	other := app
	other.Recipient.IIN = "900101400013"
	if w.Check(&other); other.Check != (intake.RegisterCheck{}) {
		t.Errorf("another number: %+v", other.Check)
	}
	other = app
	other.Recipient.Surname = "Басқа"
	if w.Check(&other); other.Check.Person != intake.Differs {
		t.Errorf("another name: %s", other.Check.Person)
	}
	if w.Check(&app); app.Check.Person != intake.Same {
		t.Errorf("%s", app.Check.Person)
	}
}

// Seed 001, externat §9: identity documents, and births in Kazakhstan after
// 2008, come from the state's systems when they answer; else from paper.
func TestExternat9Registers(t *testing.T) {
	w := wire(t)
	app := w.app("externat", depart)
	app.Papers = slices.DeleteFunc(app.Papers, func(p intake.Paper) bool { return p.Code == "identity-document" })
	row := func(a intake.Application) (there, complete bool) {
		l := w.Check(&a)
		for _, r := range l.Rows {
			if r.Document.Code == "identity-document" {
				there = r.Register && r.Missing == nil
			}
		}
		return there, l.Complete
	}
	if there, complete := row(app); there || complete {
		t.Error("no paper, nothing asked, and yet complete")
	}
	p := registered(&app.Recipient)
	ask := func() intake.Application {
		w.far.people[p.IIN] = p
		a := app
		a.Check = ok(w.AskRegisters(w.ctx(), w.by(op), app))(t).Check
		return a
	}
	if there, complete := row(ask()); !there || !complete {
		t.Error("the register has it, and paper is asked for")
	}
	for name, spoil := range map[string]func(){
		"expired":      func() { p.Documents[0].End = time.Date(2016, 10, 2, 0, 0, 0, 0, time.UTC) },
		"unfit":        func() { p.Documents[0].Status = "07" },
		"none":         func() { p.Documents = nil },
		"another name": func() { p.Surname = "БАСҚА" },
		"dead":         func() { p.Died = time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC) },
	} {
		p = registered(&app.Recipient)
		spoil()
		if there, complete := row(ask()); there || complete {
			t.Errorf("%s: stands for the paper", name)
		}
	}
	w.far.down = true
	if there, complete := row(ask()); there || complete {
		t.Error("not reachable: stands for the paper")
	}
	w.far.down = false
	for day, want := range map[string]bool{"2008-01-01": false, "2008-12-31": false, "2009-01-01": true, "2014-06-01": true} {
		p = registered(&app.Recipient)
		at, _ := time.Parse(time.DateOnly, day)
		p.Birth = egov.BirthRecord{Number: "1", Date: at}
		if got := ask().Check.Birth; got.IsZero() == want {
			t.Errorf("born %s: %s", day, got)
		}
	}
}

// The road is chosen where the service has one and the office a gateway; one
// that is merely down hinders nothing.
func TestChoiceOfRoad(t *testing.T) {
	w := wire(t)
	w.far.down = true
	app := w.app("externat", depart)
	if app.Road != intake.RoadCentre {
		t.Errorf("down: %s", app.Road)
	}
	ok(w.Accept(w.ctx(), w.by(op), app))(t)
	problem := func(a intake.Application, want string) {
		t.Helper()
		w.refused(want, func() error { _, err := w.Accept(w.ctx(), w.by(op), a); return err })
	}
	w.Office.Office.Egov.Async = ""
	app = w.app("externat", depart)
	if app.Road != intake.RoadPaper {
		t.Errorf("no gateway: %s", app.Road)
	}
	app.Road = intake.RoadCentre
	problem(app, intake.ProblemNoGateway)
	app.Road = intake.RoadPortal
	problem(app, intake.ProblemNoRoad)
	a := wireOn(open(t, "atyrau", "2015-03-02T10:00"))
	app = a.app("duplicate", school)
	if app.Road != intake.RoadPaper {
		t.Errorf("no road in the act: %s", app.Road)
	}
	app.Road = intake.RoadCentre
	a.refused(intake.ProblemNoRoad, func() error { _, err := a.Accept(a.ctx(), a.by(op), app); return err })
}
