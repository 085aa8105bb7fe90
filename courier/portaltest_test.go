package courier_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/egov/payload"
	"tereze/store"
)

// theirs is who works at a provider.
type theirs struct{ desk, head, executor, second intake.Actor }

// provider gives a provider its workers.
func (b *bench) provider(code string) theirs {
	b.Helper()
	all := theirs{
		desk:     intake.Actor{Code: "desk-" + code, Name: "С. Досова", Role: intake.ProviderDesk, Provider: code},
		head:     intake.Actor{Code: "head-" + code, Name: "М. Жұмабаев", Role: intake.ProviderHead, Provider: code},
		executor: intake.Actor{Code: "exec-" + code, Name: "Т. Есенов", Role: intake.ProviderExecutor, Provider: code},
		second:   intake.Actor{Code: "exec2-" + code, Name: "К. Ли", Role: intake.ProviderExecutor, Provider: code},
	}
	admin := intake.Actor{Code: "admin1", Name: "Р. Төлегенов", Role: intake.Administrator}
	for _, a := range []intake.Actor{all.desk, all.head, all.executor, all.second} {
		if err := b.SaveActor(b.ctx(), b.by(admin), a); err != nil {
			b.Fatal(err)
		}
	}
	return all
}

// leaf is a small whole PDF.
func leaf(text string) []byte {
	return []byte("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n" +
		"3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n% " + text + "\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n")
}

// portal is a request that meets every condition.
func (b *bench) portal(service, provider string) payload.Portal {
	b.Helper()
	var app intake.Application
	for app.Recipient.IIN == "" || len(app.Conditions) > 0 { // a newborn is not on the portal
		b.seed++
		var err error
		if app, err = training.Apply(b.Desk, service, b.seed); err != nil {
			b.Fatal(err)
		}
	}
	now := b.Now()
	p := payload.Portal{
		ID: fmt.Sprintf("KZ-%04d", b.seed), Account: payload.Account{IIN: app.Recipient.IIN, Authorised: true, At: now},
		Service: service, Provider: provider, Ground: app.Ground, Conditions: app.Conditions, Consent: true, At: now,
		Recipient: payload.Person{IIN: app.Recipient.IIN, Surname: app.Recipient.Surname, Name: app.Recipient.Given,
			Patronymic: app.Recipient.Patronymic, Phone: app.Recipient.Phone, Address: app.Recipient.Address},
	}
	for _, paper := range app.Papers {
		p.Documents = append(p.Documents, payload.Document{Code: paper.Code, Kind: "copy", Type: "pdf", Content: leaf(paper.Code + " of " + p.ID)})
	}
	return p
}

// signedPortal is a request as it comes, under the signature the tests' judge knows.
func signedPortal(p payload.Portal) []byte {
	form := payload.WritePortal(p)
	return payload.WriteSigned(form, seal(form))
}

// takes takes a request and wants an answer.
func (w *wired) takes(p payload.Portal) *intake.PortalRequest {
	w.Helper()
	return ok(w.TakePortal(w.ctx(), w.by(sector), signedPortal(p), "gw-"+p.ID))(w)
}

// ported is the case a good request becomes.
func (w *wired) ported(service, provider string) *intake.Case {
	w.Helper()
	r := w.takes(w.portal(service, provider))
	if r.State() != intake.PortalAccepted {
		w.Fatalf("%s: %v", r.State(), r.Reasons)
	}
	return w.read(r.Case)
}

// told is every message for the portal under its number.
func (w *wired) told(portal string) (all []intake.Message) {
	w.Helper()
	if err := w.Ledger.View(w.ctx(), func(tx *store.Tx) error {
		for m, err := range intake.Messages.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			if m.Number == portal {
				all = append(all, *m)
			}
		}
		return nil
	}); err != nil {
		w.Fatal(err)
	}
	return all
}

// notice is the one message about a request, read as the portal reads it.
func (w *wired) notice(portal string) *payload.PortalAnswer {
	w.Helper()
	all := w.told(portal)
	if len(all) != 1 {
		w.Fatalf("%d messages about %s", len(all), portal)
	}
	return ok(payload.ReadPortalAnswer(all[0].Body))(w)
}

// cases counts them.
func (b *bench) cases() (n int) {
	b.Helper()
	if err := b.Ledger.View(b.ctx(), func(tx *store.Tx) error {
		n = 0
		for _, err := range intake.Cases.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			n++
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	return n
}

// due is the limit of the step under way, as text.
func due(c *intake.Case) string {
	return calendar.Moment{Date: c.StepDue, At: c.StepAt, Whole: c.StepAt == 0}.String()
}

// order is the result's file, by its case.
func order(c *intake.Case) []byte { return leaf("order for " + string(c.Number)) }

// walkTo brings a case that has reached the desk up to a duty.
func (b *bench) walkTo(id uuid.UUID, who theirs, to courier.DeskDuty) *intake.Case {
	b.Helper()
	for range 6 {
		c := b.read(id)
		at := b.Duty(c)
		if at == to {
			return c
		}
		if _, err := b.next(c, at, who); err != nil {
			b.Fatalf("%s at %q: %v", c.Number, at, err)
		}
	}
	b.Fatalf("never came to %q", to)
	return nil
}

// next does what a duty is about.
func (b *bench) next(c *intake.Case, at courier.DeskDuty, who theirs) (*intake.Case, error) {
	ctx := b.ctx()
	switch at {
	case courier.DeskIn:
		return b.TakeIn(ctx, b.by(who.desk), c.ID, "15-7")
	case courier.DeskHead:
		return b.Assign(ctx, b.by(who.head), c.ID, who.executor.Code)
	case courier.DeskExecutor:
		var file []byte
		if b.ElectronicResult(c) {
			file = order(c)
		}
		return b.Prepare(ctx, b.by(who.executor), c.ID, intake.Result, "", file)
	case courier.DeskSign:
		var cms []byte
		if b.ElectronicResult(c) {
			cms = seal(order(c))
		}
		return b.Decide(ctx, b.by(who.head), c.ID, cms)
	case courier.DeskOut:
		return b.LetOut(ctx, b.by(who.desk), c.ID, "О-9")
	case courier.DeskHandOut:
		return b.HandOut(ctx, b.by(who.desk), c.ID, intake.Handing{Receipt: true, Identity: intake.IdentityCard})
	}
	return nil, fmt.Errorf("nothing to do at %q", at)
}

// reasonsIn says whether every reason of a notice is told in three languages.
func reasonsIn(t testing.TB, a *payload.PortalAnswer) {
	t.Helper()
	if len(a.Reasons) == 0 {
		t.Error("no reasons")
	}
	for _, r := range a.Reasons {
		for _, s := range []string{r.KK, r.RU, r.EN} {
			if strings.TrimSpace(s) == "" || strings.Contains(s, "_") {
				t.Errorf("a reason not in words: %+v", r)
			}
		}
	}
}

const minute = time.Minute
