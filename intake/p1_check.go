package intake

import (
	"time"

	"github.com/google/uuid"

	"tereze/intake/calendar"
	"tereze/intake/catalogue"
)

// Application is what the counter has filled in so far. It is the draft that
// survives a crash, and what processes 1 and 2 judge. Its ID becomes the
// case's.
type Application struct {
	ID         uuid.UUID
	Service    string
	Provider   string
	Recipient  Person
	Agent      *Representative
	Consent    bool
	Ground     string
	Conditions []string
	Papers     []Paper
	StartedAt  time.Time // the person came to the window: 15 minutes run from here
	Road       Road
	Check      RegisterCheck // filled by the registers' answers, never typed
}

// Checklist is the answer of process 1.
type Checklist struct {
	Offer    catalogue.Offer
	Rows     []Row
	Missing  []Missing
	Complete bool       // computed from Rows, never clicked
	Problems []*Problem // what the operator must put right before accepting
	Warnings []*Problem // what the operator should know

	plan *Plan // the dates, where a provider is known
}

// Row is one document the application needs.
type Row struct {
	catalogue.Requirement
	Paper    Paper    // as it was laid on the counter; zero when it was not
	Missing  *Missing // nil when this row is in order
	Register bool     // a state system has it: no paper is wanted
}

// Blank starts an application for a service: the usual ground is chosen, the
// provider when there is only one, and the electronic road where there is one
// and a gateway for it. Usual gives the shapes of its papers.
func (d *Desk) Blank(service string) (Application, error) {
	now := d.Now()
	app := Application{ID: uuid.Must(uuid.NewV7()), Service: service, StartedAt: now}
	offer, err := d.Catalogue.Find(calendar.DateOf(now), d.Office.Region, service)
	if err != nil {
		return app, Refuse(ProblemServiceUnknown, "service", service)
	}
	app.Ground, app.Road = offer.Service.DefaultGround(), d.usualRoad(offer.Service)
	if some := d.Office.ProvidersOf(offer.Service.Provider.Kind); len(some) == 1 {
		app.Provider = some[0].Code
	}
	return app, nil
}

// Usual is the shape a document is expected in: its first allowed kind, shown
// or sent on as the regulation says, one sheet when it is sent on.
func Usual(doc *catalogue.Document) Paper {
	p := Paper{Code: doc.Code, Kind: Original, Shown: doc.Shown}
	if len(doc.Kinds) > 0 {
		p.Kind = Kind(doc.Kinds[0])
	}
	if !p.Shown {
		p.Sheets = 1
	}
	return p
}

// Overridden says whether a number with a wrong check digit was taken, with a
// reason: to register that takes four eyes. It is true of what Check has seen.
func (a *Application) Overridden() bool {
	over := func(p *Person) bool { return p.IIN != "" && !blank(p.Override) }
	return over(&a.Recipient) || a.Agent != nil && over(&a.Agent.Person)
}

// Paper finds a paper by its document's code.
func (a *Application) Paper(code string) (*Paper, bool) {
	for i := range a.Papers {
		if a.Papers[i].Code == code {
			return &a.Papers[i], true
		}
	}
	return nil, false
}

// Check judges an application on a day (process 1, §8(1) of annexes 1 and 3).
// It changes nothing but the writing of names and numbers to their clean form.
func (d *Desk) Check(a *Application) Checklist { return d.checkAt(a, d.Now()) }

// checkAt is Check at the moment of an act: an act sent again after midnight
// is judged as it was the first time.
func (d *Desk) checkAt(a *Application, now time.Time) Checklist {
	now = now.In(d.Office.Zone())
	on := calendar.DateOf(now)
	var l Checklist
	bad := func(p *Problem) { l.Problems = append(l.Problems, p) }
	warn := func(p *Problem) { l.Warnings = append(l.Warnings, p) }
	if p := d.Tight(); p != nil {
		bad(p) // before all: the rest need not be asked for now
	}

	offer, err := d.Catalogue.Find(on, d.Office.Region, a.Service)
	if err != nil {
		bad(Refuse(ProblemServiceUnknown, "service", a.Service))
		return l
	}
	l.Offer = offer
	svc := offer.Service
	if p := elsewhere(a.Road, svc); p != nil {
		bad(p)
	}
	if !offer.InForce {
		warn(Refuse(ProblemRepealed, "service", offer.Edition.ID, offer.Repealed.Date))
	}
	if w, open := svc.WindowOn(on, a.Conditions); !open {
		args := []any{calendar.Date{Year: on.Year, Month: time.Month(w.FromMonth), Day: w.FromDay}, calendar.Date{Year: on.Year, Month: time.Month(w.ToMonth), Day: w.ToDay}}
		if w.Closed == catalogue.Refuse {
			bad(Refuse(ProblemWindowClosed, "service", args...))
		} else {
			warn(Refuse(ProblemWindowWarn, "service", args...))
		}
	}
	if p := d.NoRoad(svc); a.Road == RoadCentre && p != nil {
		bad(p)
	}
	d.checkProvider(a, svc, bad)
	checkChoices(a, svc, bad)
	problems, warnings := checkPerson(&a.Recipient, "", now)
	if a.Agent != nil {
		p, w := checkAgent(a.Agent, now)
		problems, warnings = append(problems, p...), append(warnings, w...)
	}
	l.Problems, l.Warnings = append(l.Problems, problems...), append(l.Warnings, warnings...)
	if !a.Consent {
		bad(Refuse(ProblemConsent, "consent"))
	}
	a.Check.hold(&a.Recipient, a.Agent)
	l.Warnings = append(l.Warnings, a.Check.Warnings()...)
	d.checkPapers(a, &l, on, bad)
	if p, _ := d.Office.Provider(a.Provider); p != nil {
		if plan, err := d.planOn(a.Road, svc, now, p); err == nil {
			if l.plan = &plan; plan.Warn {
				warn(Refuse(ProblemCalendarUnknown, "", d.Book.KnownTo()))
			}
		}
	}
	return l
}

func (d *Desk) checkProvider(a *Application, svc *catalogue.Service, bad func(*Problem)) {
	p, ok := d.Office.Provider(a.Provider)
	switch {
	case a.Provider == "":
		bad(Refuse(ProblemProvider, "provider"))
	case !ok:
		bad(Refuse(ProblemProviderUnknown, "provider", a.Provider))
	case p.Kind != svc.Provider.Kind:
		bad(Refuse(ProblemProviderKind, "provider", a.Provider))
	}
}

// checkChoices wants a declared ground where there are grounds, and only
// declared conditions and documents.
func checkChoices(a *Application, svc *catalogue.Service, bad func(*Problem)) {
	if len(svc.Grounds) > 0 && a.Ground == "" {
		bad(Refuse(ProblemGroundMissing, "ground"))
	} else if a.Ground != "" {
		if _, ok := svc.GroundByCode(a.Ground); !ok {
			bad(Refuse(ProblemGroundUnknown, "ground", a.Ground))
		}
	}
	for _, c := range a.Conditions {
		if _, ok := svc.ConditionByCode(c); !ok {
			bad(Refuse(ProblemConditionOther, "conditions", c))
		}
	}
	for _, p := range a.Papers {
		if _, ok := svc.DocumentByCode(p.Code); !ok {
			bad(Refuse(ProblemDocumentUnknown, "papers", p.Code))
		}
	}
}

// checkPapers fills the rows. A group of which one document is enough lacks
// one document when it has none that is good: the one that was brought and
// will not do, else its first.
func (d *Desk) checkPapers(a *Application, l *Checklist, on calendar.Date, bad func(*Problem)) {
	cal := d.Calendar()
	satisfied := map[string]bool{}
	for _, r := range l.Offer.Service.Required(a.Ground, a.Conditions) {
		row := Row{Requirement: r}
		paper, ok := a.Paper(r.Document.Code)
		if ok {
			row.Paper = *paper
		}
		var problem *Problem
		row.Missing, problem = judge(r.Document, paper, on, cal)
		if problem != nil && (r.OneOf == "" || ok && paper.There) {
			bad(problem)
		}
		if row.Missing != nil && a.Check.stands(r.Document) {
			row.Missing, row.Register = nil, true
		}
		if row.Missing == nil { // a slip in its data is a problem, not a missing paper
			satisfied[r.OneOf] = true
		}
		l.Rows = append(l.Rows, row)
	}
	told := map[string]int{} // group → its place in Missing
	for i := range l.Rows {
		r := &l.Rows[i]
		if r.OneOf != "" && satisfied[r.OneOf] {
			r.Missing = nil
		}
		if r.Missing == nil {
			continue
		}
		at, again := told[r.OneOf]
		switch {
		case r.OneOf == "" || !again:
			told[r.OneOf] = len(l.Missing)
			l.Missing = append(l.Missing, *r.Missing)
		case l.Missing[at].Why == MissingAbsent && r.Missing.Why != MissingAbsent:
			l.Missing[at] = *r.Missing // say what is wrong with the one they brought
		}
	}
	l.Complete = len(l.Missing) == 0
}

func channels(svc *catalogue.Service) []any {
	var args []any
	for _, c := range svc.Channels {
		args = append(args, string(c))
	}
	return args
}
