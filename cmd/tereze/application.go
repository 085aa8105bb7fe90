package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/iin"
)

// applicationFlags are what check, refuse and accept are told.
type applicationFlags struct {
	Service string `placeholder:"CODE" group:"Application" help:"Service, as 'tereze services' lists it."`
	From    string `placeholder:"FILE" group:"Application" help:"Read the application as JSON; - is standard input. Flags go over it."`

	IIN        string `name:"iin" placeholder:"DIGITS" group:"Recipient" help:"IIN. Who has been here before is filled in by it."`
	NoIIN      bool   `name:"no-iin" group:"Recipient" help:"There is none yet: a newborn."`
	Override   string `name:"iin-override" placeholder:"REASON" group:"Recipient" help:"Take a number whose check digit is wrong, and why."`
	Surname    string `placeholder:"TEXT" group:"Recipient" help:"Surname."`
	Given      string `placeholder:"TEXT" group:"Recipient" help:"Given name."`
	Patronymic string `placeholder:"TEXT" group:"Recipient" help:"Patronymic, if any."`
	Phone      string `placeholder:"DIGITS" group:"Recipient" help:"Telephone with the country code."`
	Address    string `placeholder:"TEXT" group:"Recipient" help:"Address."`
	Born       string `placeholder:"DATE" group:"Recipient" help:"Date of birth by the papers, when the IIN does not tell it."`
	Consent    bool   `group:"Recipient" help:"Consent to use data protected by law was given."`

	Ground    string   `placeholder:"CODE" group:"Application" help:"Ground, for services that have some."`
	Condition []string `sep:"none" placeholder:"CODE" group:"Application" help:"Condition that holds; may be repeated."`
	Provider  string   `placeholder:"CODE" group:"Application" help:"Provider, as office.toml names it (default: the only one of its kind)."`
	Paper     []string `sep:"none" placeholder:"CODE[:WORD…]" group:"Application" help:"A document on the counter; may be repeated. Words in any order after the code: original, copy or notarised; the number of sheets; the date of issue; shown (and returned) or sent (on). What is left out is as usual for the document: work-certificate:copy:2:2015-02-20."`
	AllPapers bool     `group:"Application" help:"Every required document is there in its usual shape; of a group, one."`

	AgentKind    string `placeholder:"KIND" enum:",parent,guardian,proxy-notarised,proxy-other" default:"" group:"Representative" help:"A representative applies: parent, guardian, proxy-notarised or proxy-other."`
	AgentIIN     string `name:"agent-iin" placeholder:"DIGITS" group:"Representative" help:"Their IIN."`
	AgentSurname string `placeholder:"TEXT" group:"Representative" help:"Their surname."`
	AgentGiven   string `placeholder:"TEXT" group:"Representative" help:"Their given name."`
	DeedNumber   string `placeholder:"TEXT" group:"Representative" help:"Number of a notarised power of attorney."`
	DeedDate     string `placeholder:"DATE" group:"Representative" help:"Its date."`
	Notary       string `placeholder:"TEXT" group:"Representative" help:"Who notarised it."`
}

// applicationIn is the application in JSON.
type applicationIn struct {
	Service    string    `json:"service"`
	Provider   string    `json:"provider"`
	Ground     string    `json:"ground"`
	Conditions []string  `json:"conditions"`
	Consent    bool      `json:"consent"`
	Recipient  personIn  `json:"recipient"`
	Agent      *agentIn  `json:"agent"`
	Papers     []paperIn `json:"papers"`
	AllPapers  bool      `json:"allPapers"`
}

type personIn struct {
	IIN        string        `json:"iin"`
	NoIIN      bool          `json:"noIin"`
	Override   string        `json:"iinOverride"`
	Surname    string        `json:"surname"`
	Given      string        `json:"given"`
	Patronymic string        `json:"patronymic"`
	Born       calendar.Date `json:"born"`
	Phone      string        `json:"phone"`
	Address    string        `json:"address"`
}

type agentIn struct {
	personIn
	Kind       intake.Authority `json:"kind"`
	DeedNumber string           `json:"deedNumber"`
	DeedDate   calendar.Date    `json:"deedDate"`
	Notary     string           `json:"notary"`
}

type paperIn struct {
	Code   string        `json:"code"`
	Kind   string        `json:"kind"`
	Sheets *int          `json:"sheets"`
	Issued calendar.Date `json:"issued"`
	Shown  *bool         `json:"shown"`
}

// read joins --from and the flags over it.
func (f *applicationFlags) read(a *app) (in applicationIn, err error) {
	if f.From != "" {
		if in, err = readApplication(a.in, f.From); err != nil {
			return in, err
		}
	}
	over := func(to *string, flag string) {
		if flag != "" {
			*to = flag
		}
	}
	over(&in.Service, f.Service)
	over(&in.Provider, f.Provider)
	over(&in.Ground, f.Ground)
	in.Conditions = append(in.Conditions, f.Condition...)
	in.Consent, in.AllPapers = in.Consent || f.Consent, in.AllPapers || f.AllPapers
	r := &in.Recipient
	for to, flag := range map[*string]string{&r.IIN: f.IIN, &r.Override: f.Override, &r.Surname: f.Surname,
		&r.Given: f.Given, &r.Patronymic: f.Patronymic, &r.Phone: f.Phone, &r.Address: f.Address} {
		over(to, flag)
	}
	r.NoIIN = r.NoIIN || f.NoIIN
	if r.Born, err = dateFlag("born", f.Born, r.Born); err != nil {
		return in, err
	}
	if in.Agent == nil && (f.AgentKind != "" || f.AgentIIN != "" || f.AgentSurname != "") {
		in.Agent = &agentIn{}
	}
	if g := in.Agent; g != nil {
		kind := string(g.Kind)
		for to, flag := range map[*string]string{&kind: f.AgentKind, &g.IIN: f.AgentIIN, &g.Surname: f.AgentSurname,
			&g.Given: f.AgentGiven, &g.DeedNumber: f.DeedNumber, &g.Notary: f.Notary} {
			over(to, flag)
		}
		g.Kind = intake.Authority(kind)
		if g.DeedDate, err = dateFlag("deed-date", f.DeedDate, g.DeedDate); err != nil {
			return in, err
		}
	}
	if in.Service == "" {
		return in, usage("--service is missing (tereze services lists them)")
	}
	return in, nil
}

// readApplication reads JSON; a key it does not know is a slip to be told.
func readApplication(stdin io.Reader, from string) (in applicationIn, err error) {
	if from != "-" {
		f, err := os.Open(from)
		if err != nil {
			return in, err
		}
		defer f.Close()
		stdin = f
	}
	d := json.NewDecoder(io.LimitReader(stdin, 1<<20))
	d.DisallowUnknownFields()
	if err := d.Decode(&in); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return in, usage("--from: this is not one JSON object")
		}
		return in, usage("--from: %v", err)
	}
	return in, nil
}

// application makes what the desk judges, filled in from what the office
// already knows of the person.
func (o *place) application(f *applicationFlags, op uuid.UUID) (intake.Application, intake.Known, error) {
	in, err := f.read(o.a)
	if err != nil {
		return intake.Application{}, intake.Known{}, err
	}
	app, err := o.Blank(in.Service)
	app.ID = uuid.NewSHA1(op, []byte("case")) // the same act sent again is the same case
	if err != nil {
		return app, intake.Known{}, err
	}
	offer, err := o.Catalogue.Find(o.Today(), o.Office.Office.Region, in.Service)
	if err != nil {
		return app, intake.Known{}, intake.Refuse(intake.ProblemServiceUnknown, "service", in.Service)
	}
	if in.Provider != "" {
		app.Provider = in.Provider
	}
	if in.Ground != "" {
		app.Ground = in.Ground
	}
	app.Conditions, app.Consent = in.Conditions, in.Consent
	person, known, err := o.person(in.Recipient)
	if err != nil {
		return app, known, err
	}
	app.Recipient = person
	if g := in.Agent; g != nil {
		who, _, err := o.person(g.personIn)
		if err != nil {
			return app, known, err
		}
		app.Agent = &intake.Representative{Person: who, Kind: g.Kind, DeedNumber: g.DeedNumber, DeedDate: g.DeedDate, Notary: g.Notary}
	}
	if app.Papers, err = papers(f.Paper, in, offer.Service); err != nil {
		return app, known, err
	}
	if in.AllPapers {
		app.Papers = withUsual(app.Papers, offer.Service.Required(app.Ground, app.Conditions))
	}
	return app, known, nil
}

// person takes what was told and adds what is known: nothing is typed twice.
func (o *place) person(in personIn) (intake.Person, intake.Known, error) {
	p := intake.Person{NoIIN: in.NoIIN, Surname: in.Surname, Given: in.Given, Patronymic: in.Patronymic,
		Born: in.Born, Phone: in.Phone, Address: in.Address}
	if in.IIN == "" {
		return p, intake.Known{}, nil
	}
	r := iin.Parse(in.IIN, o.Now())
	p.IIN = iin.Fold(in.IIN)
	if !r.Valid {
		p.Override = in.Override
	}
	if who, ok := o.Reader(); ok && who.Role.AtProvider() { // what the centre knows of people is not the provider's
		if p.Born.IsZero() && !r.Born.IsZero() {
			p.Born = calendar.DateOf(r.Born)
		}
		return p, intake.Known{}, nil
	}
	known, err := o.Desk.Recall(o.a.ctx, p.IIN)
	if err != nil {
		return p, known, err
	}
	if k := known.Person; k != nil {
		if p.Surname == "" && p.Given == "" {
			p.Surname, p.Given, p.Patronymic = k.Surname, k.Given, k.Patronymic
		}
		for to, from := range map[*string]string{&p.Phone: k.Phone, &p.Address: k.Address, &p.Override: k.Override} {
			if *to == "" {
				*to = from
			}
		}
		if p.Born.IsZero() {
			p.Born = k.Born
		}
	}
	if p.Born.IsZero() && !r.Born.IsZero() {
		p.Born = calendar.DateOf(r.Born)
	}
	return p, known, nil
}

// withUsual lays what is required and not there yet, in its usual shape.
func withUsual(there []intake.Paper, required []catalogue.Requirement) []intake.Paper {
	done := map[string]bool{}
	has := func(code string) bool {
		return slices.ContainsFunc(there, func(p intake.Paper) bool { return p.Code == code })
	}
	for _, r := range required {
		if r.OneOf != "" && has(r.Document.Code) {
			done[r.OneOf] = true
		}
	}
	for _, r := range required {
		if has(r.Document.Code) || r.OneOf != "" && done[r.OneOf] {
			continue
		}
		done[r.OneOf] = true
		p := intake.Usual(r.Document)
		p.There = true
		there = append(there, p)
	}
	return there
}
