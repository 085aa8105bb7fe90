package intake

import (
	"time"

	"tereze/intake/calendar"
	"tereze/intake/trio"
	"tereze/store"
)

// The stored forms of what stands beside a case: version 1, and 2 for an
// actor, who has had a provider since, and a draft, which has had a road.

func encodePerson(e *store.Encoder, p *Person) {
	e.UUID(p.ID)
	e.String(p.IIN)
	e.Bool(p.NoIIN)
	e.String(p.Override)
	e.String(p.Surname)
	e.String(p.Given)
	e.String(p.Patronymic)
	putDate(e, p.Born)
	e.String(p.Phone)
	e.String(p.Address)
	e.Time(p.Seen)
	e.String(p.SeenFor)
}

func decodePerson(d *store.Decoder, p *Person) {
	p.ID, p.IIN, p.NoIIN, p.Override = d.UUID(), d.String(), d.Bool(), d.String()
	p.Surname, p.Given, p.Patronymic = d.String(), d.String(), d.String()
	p.Born, p.Phone, p.Address = getDate(d), d.String(), d.String()
	p.Seen, p.SeenFor = d.Time(), d.String()
}

func encodeAgent(e *store.Encoder, a *Representative) {
	encodePerson(e, &a.Person)
	e.String(string(a.Kind))
	e.String(a.DeedNumber)
	putDate(e, a.DeedDate)
	e.String(a.Notary)
}

func decodeAgent(d *store.Decoder, a *Representative) {
	decodePerson(d, &a.Person)
	a.Kind, a.DeedNumber, a.DeedDate, a.Notary = Authority(d.String()), d.String(), getDate(d), d.String()
}

func encodeDraft(e *store.Encoder, f *Draft) {
	a := &f.App
	e.UUID(a.ID)
	e.String(a.Service)
	e.String(a.Provider)
	encodePerson(e, &a.Recipient)
	e.Bool(a.Agent != nil)
	if a.Agent != nil {
		encodeAgent(e, a.Agent)
	}
	e.Bool(a.Consent)
	e.String(a.Ground)
	e.Strings(a.Conditions)
	encodePapers(e, a.Papers)
	e.Time(a.StartedAt)
	e.String(f.Actor)
	e.Int(int64(f.Window))
	e.Time(f.SavedAt)
	e.Uint(uint64(a.Road))
	encodeCheck(e, &a.Check)
}

func decodeDraft(d *store.Decoder, version byte, f *Draft) {
	a := &f.App
	a.ID, a.Service, a.Provider = d.UUID(), d.String(), d.String()
	decodePerson(d, &a.Recipient)
	if d.Bool() {
		a.Agent = &Representative{}
		decodeAgent(d, a.Agent)
	}
	a.Consent, a.Ground, a.Conditions = d.Bool(), d.String(), d.Strings()
	a.Papers, a.StartedAt = decodePapers(d), d.Time()
	f.Actor, f.Window, f.SavedAt = d.String(), int(d.Int()), d.Time()
	if version > 1 {
		a.Road = Road(d.Uint())
		decodeCheck(d, &a.Check)
	}
}

func encodeTurnAway(e *store.Encoder, t *TurnAway) {
	e.UUID(t.ID)
	e.String(t.Service)
	e.String(t.Edition)
	e.String(t.Reason)
	e.Strings(t.Channels)
	e.Time(t.At)
	e.String(t.By)
	e.Int(int64(t.Window))
}

func decodeTurnAway(d *store.Decoder, _ byte, t *TurnAway) {
	t.ID, t.Service, t.Edition, t.Reason = d.UUID(), d.String(), d.String(), d.String()
	t.Channels, t.At, t.By, t.Window = d.Strings(), d.Time(), d.String(), int(d.Int())
}

func encodeInventory(e *store.Encoder, v *Inventory) {
	e.Uint(v.Number)
	putDate(e, v.Day)
	e.String(v.By)
	e.Uint(v.Cases)
	e.Bool(v.Done)
	e.UUID(v.Op)
}

func decodeInventory(d *store.Decoder, _ byte, v *Inventory) {
	v.Number, v.Day, v.By, v.Cases, v.Done, v.Op = d.Uint(), getDate(d), d.String(), d.Uint(), d.Bool(), d.UUID()
}

func encodeActor(e *store.Encoder, a *Actor) {
	e.String(a.Code)
	e.String(a.Name)
	e.String(string(a.Role))
	e.Int(int64(a.Window))
	e.String(string(a.Lang))
	e.String(a.Provider)
}

func decodeActor(d *store.Decoder, version byte, a *Actor) {
	a.Code, a.Name, a.Role, a.Window = d.String(), d.String(), Role(d.String()), int(d.Int())
	a.Lang = trio.Lang(d.String())
	if version > 1 {
		a.Provider = d.String()
	}
}

func dateOfNumber(n int) calendar.Date {
	return calendar.Date{Year: n / 10000, Month: time.Month(n / 100 % 100), Day: n % 100}
}
