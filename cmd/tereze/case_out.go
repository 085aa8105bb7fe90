package main

import (
	"strings"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/trio"
	"tereze/tui/lang"
)

// caseOut is a case in JSON. Dates are ISO 8601; times carry their zone.
type caseOut struct {
	Number      string             `json:"number"`
	Barcode     string             `json:"barcode"`
	Stage       string             `json:"stage"`
	Service     string             `json:"service"`
	ServiceName string             `json:"serviceName"`
	Edition     string             `json:"edition"`
	Repealed    bool               `json:"repealed"` // no edition was in force on the day
	Provider    string             `json:"provider,omitempty"`
	ProvidedBy  string             `json:"providerName,omitempty"`
	Queue       uint64             `json:"queue,omitempty"`
	Accepted    time.Time          `json:"accepted"`
	Window      int                `json:"window,omitempty"`
	Recipient   personOut          `json:"recipient"`
	Agent       *agentOut          `json:"agent,omitempty"`
	Consent     bool               `json:"consent"`
	Ground      string             `json:"ground,omitempty"`
	Conditions  []string           `json:"conditions,omitempty"`
	Papers      []paperOut         `json:"papers,omitempty"`
	Missing     []missingOut       `json:"missing,omitempty"`
	Due         map[string]isoDate `json:"due,omitempty"`
	Dates       []dateOut          `json:"dates,omitempty"`
	Uncertain   bool               `json:"uncertain,omitempty"` // a date lies past the known calendar
	Handover    uint64             `json:"handover,omitempty"`
	Registry    uint64             `json:"registry,omitempty"`
	Late        bool               `json:"late,omitempty"` // was put in a registry after its day
	Incoming    string             `json:"incoming,omitempty"`
	Step        uint8              `json:"step,omitempty"`
	StepSince   *time.Time         `json:"stepSince,omitempty"`
	StepDue     string             `json:"stepDue,omitempty"`
	SentBack    string             `json:"sentBack,omitempty"`
	Return      uint64             `json:"return,omitempty"`
	Outcome     string             `json:"outcome,omitempty"`
	Ready       *time.Time         `json:"ready,omitempty"`
	Shelf       string             `json:"shelf,omitempty"`
	History     []eventOut         `json:"history"`
	Journal     string             `json:"journal,omitempty"` // short head, on receipts
	Warnings    []problemOut       `json:"warnings,omitempty"`
}

type isoDate = calendar.Date

type personOut struct {
	IIN        string        `json:"iin,omitempty"`
	NoIIN      bool          `json:"noIin,omitempty"`
	Override   string        `json:"iinOverride,omitempty"`
	Name       string        `json:"name"`
	Surname    string        `json:"surname"`
	Given      string        `json:"given"`
	Patronymic string        `json:"patronymic,omitempty"`
	Born       calendar.Date `json:"born,omitzero"`
	Phone      string        `json:"phone,omitempty"`
	Address    string        `json:"address,omitempty"`
}

type agentOut struct {
	personOut
	Kind       intake.Authority `json:"kind"`
	DeedNumber string           `json:"deedNumber,omitempty"`
	DeedDate   calendar.Date    `json:"deedDate,omitzero"`
	Notary     string           `json:"notary,omitempty"`
}

type paperOut struct {
	Code   string        `json:"code"`
	Name   string        `json:"name"`
	Kind   string        `json:"kind"`
	Shown  bool          `json:"shown"`
	Sheets int           `json:"sheets"`
	Issued calendar.Date `json:"issued,omitzero"`
}

type missingOut struct {
	Code    string        `json:"code"`
	Name    string        `json:"name"`
	Why     string        `json:"why"` // absent, expired, kind
	Text    string        `json:"text"`
	Expired calendar.Date `json:"expired,omitzero"`
}

// dateOut is one date of a case and how it was counted.
type dateOut struct {
	Code        string        `json:"code"`
	Step        int           `json:"step,omitempty"`
	Label       string        `json:"label"`
	Date        calendar.Date `json:"date"`
	At          string        `json:"at,omitempty"` // when a minute is meant, not the day
	Explanation string        `json:"explanation"`
	Warn        bool          `json:"warn,omitempty"`
}

type eventOut struct {
	Process uint8     `json:"process"`
	Act     string    `json:"act"`
	At      time.Time `json:"at"`
	By      string    `json:"by"`
	Window  int       `json:"window,omitempty"`
	Step    uint8     `json:"step,omitempty"`
	Note    string    `json:"note,omitempty"`
}

func newPerson(p *intake.Person) personOut {
	return personOut{p.IIN, p.NoIIN, p.Override, p.FullName(), p.Surname, p.Given, p.Patronymic, p.Born, p.Phone, p.Address}
}

// caseOut turns a case into its answer. dates says whether each date is
// explained, which takes a look at the calendar.
func (o *place) caseOut(c *intake.Case, dates bool) (caseOut, error) {
	v := caseOut{
		Number: string(c.Number), Barcode: c.Number.Barcode(), Stage: c.Stage.String(),
		Service: c.Service, Edition: c.Edition, Repealed: c.Repealed,
		Provider: c.Provider, Queue: c.Queue, Accepted: c.AcceptedAt, Window: c.Window,
		Recipient: newPerson(&c.Recipient), Consent: c.Consent, Ground: c.Ground, Conditions: c.Conditions,
		Uncertain: c.Uncertain, Handover: c.Handover, Registry: c.Registry, Late: c.Late, Incoming: c.Incoming,
		Step: c.Step, SentBack: c.SentBack, Return: c.Return, Outcome: c.Outcome.String(), Shelf: c.Shelf,
		History: []eventOut{},
	}
	svc, _, known := o.Service(c)
	name := func(code string) string {
		if known {
			if doc, ok := svc.DocumentByCode(code); ok {
				return doc.Name.In(o.a.lang)
			}
		}
		return code
	}
	if known {
		v.ServiceName = svc.Name.In(o.a.lang)
	}
	if p, ok := o.Office.Office.Provider(c.Provider); ok {
		v.ProvidedBy = p.Name.In(o.a.lang)
	}
	if g := c.Agent; g != nil {
		v.Agent = &agentOut{newPerson(&g.Person), g.Kind, g.DeedNumber, g.DeedDate, g.Notary}
	}
	for _, p := range c.Papers {
		v.Papers = append(v.Papers, paperOut{p.Code, name(p.Code), string(p.Kind), p.Shown, p.Sheets, p.Issued})
	}
	v.Missing = missingList(c.Missing, name, o.a.lang)
	if !c.StepSince.IsZero() {
		v.StepSince = &c.StepSince
		v.StepDue = calendar.Moment{Date: c.StepDue, At: c.StepAt, Whole: c.StepAt == 0}.String()
	}
	if !c.ReadyAt.IsZero() {
		v.Ready = &c.ReadyAt
	}
	for _, h := range c.History {
		v.History = append(v.History, eventOut{h.Process, string(h.Act), h.At, h.By, h.Window, h.Step, h.Note})
	}
	if c.Come.IsZero() {
		return v, nil
	}
	v.Due = map[string]isoDate{"provider": c.Deadline, intake.DateCome: c.Come}
	if !c.Dispatch.IsZero() {
		v.Due[intake.DateDispatch] = c.Dispatch
	}
	if !c.KeepTo.IsZero() {
		v.Due[intake.DateKeep] = c.KeepTo
	}
	if !known || !dates && !c.KeepTo.IsZero() {
		return v, nil
	}
	plan, err := o.PlanOf(c)
	if err != nil {
		return v, err
	}
	for _, d := range plan.Dates {
		if _, told := v.Due[d.Code]; !told && d.Code == intake.DateKeep {
			v.Due[d.Code] = d.Due.Date
		}
		if dates {
			v.Dates = append(v.Dates, newDate(d, o.a.lang))
		}
	}
	return v, nil
}

func newDate(d intake.Planned, l trio.Lang) dateOut {
	v := dateOut{Code: d.Code, Step: d.Step, Label: d.Due.Label.In(l), Date: d.Due.Date,
		Explanation: strings.Join(d.Due.Explain(l), "\n"), Warn: d.Due.Warn}
	if !d.Due.Whole {
		v.At = d.Due.At.String()
	}
	return v
}

func missingList(list []intake.Missing, name func(string) string, l trio.Lang) []missingOut {
	out := []missingOut{}
	for _, m := range list {
		out = append(out, missingOut{m.Code, name(m.Code), m.Why, lang.New(l).Missing(m).String(), m.Expired})
	}
	return out
}
