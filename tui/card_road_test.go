package tui

import (
	"context"
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/store"
)

// wire drives an accepted case along the electronic road by acts alone.
func wire(t *testing.T, s *Session, c *intake.Case, acts ...intake.Act) *intake.Case {
	t.Helper()
	ctx := context.Background()
	for _, act := range acts {
		by := caseBy(s.Office, intake.Operator)
		if !by.Actor.Role.May(intake.Command(act)) {
			by = caseBy(s.Office, intake.Sector)
		}
		c = must(s.Office.Do(ctx, by, c.ID, act, "", func(tx *store.Tx, c *intake.Case) error {
			switch act {
			case intake.ActAttach:
				c.Files = append(c.Files, intake.File{Hash: [32]byte{1}, Document: "application", Type: "pdf", Size: 182_000, Pages: 2, At: by.At, By: by.Actor.Code})
			case intake.ActSign:
				c.Signed = true
				c.Files = append(c.Files, intake.File{Hash: [32]byte{2}, Document: intake.FileSignature, Type: "cms", Size: 3_000, At: by.At, By: by.Actor.Code, Unverified: true})
			case intake.ActSend:
				c.Sent = true
				m := intake.NewMessage(by, intake.MessageRequest, c.ID, string(c.Number), []byte("<request/>"))
				m.Attempts, m.Tried, m.Next, m.Why = 3, by.At, by.At.Add(time.Minute), intake.ProblemUnreachable
				return intake.Messages.Put(tx, m)
			case intake.ActNotTaken:
				c.Outcome, c.Reasons = intake.Unaccepted, "Табельде «3» бағасы бар"
			}
			return nil
		}))
	}
	return c
}

// electronicCase is an externat of an invented person, accepted on the
// electronic road after the registers were asked.
func electronicCase(t *testing.T, s *Session) *intake.Case {
	t.Helper()
	ctx := context.Background()
	a := must(s.Office.Blank("externat"))
	a.Consent, a.Ground = true, "marks"
	a.Recipient = intake.Person{IIN: manIIN, Surname: "Серіков", Given: "Дәурен", Patronymic: "Болатұлы", Phone: "77010000000"}
	a.Provider = s.Office.Office.ProvidersOf("executive")[0].Code
	svc := must(s.Office.Catalogue.Find(s.Today(), "mangystau", "externat")).Service
	for _, code := range []string{"application", "report-card"} {
		doc, _ := svc.DocumentByCode(code)
		p := intake.Usual(doc)
		p.There = true
		a.Papers = append(a.Papers, p)
	}
	a.Check = must(s.Office.AskRegisters(ctx, s.By(), a)).Check
	return must(s.Office.Accept(ctx, s.By(), a))
}

// The card shows the road with the act's own numbers, the files and what
// waits in the outbox; all of it can be scrolled to at 80 × 24.
func TestCardOfTheElectronicRoad(t *testing.T) {
	p, s, _ := wired(t, trio.KK)
	c := electronicCase(t, s)
	p.Scan(c.Number.Barcode())
	p.Resize(80, 60)
	for _, x := range []struct {
		act  intake.Act
		says []string
	}{
		{"", []string{"сканерлеу керек", "✓ 3-процесс", "✓ 1-шарт", "· 4-процесс", "ЖТ МДҚ", "сәйкес"}},
		{intake.ActAttach, []string{"қол қою керек", "· 4-процесс"}},
		{intake.ActSign, []string{"қол қойылған, жолдау керек", "✓ 4-процесс"}},
		{intake.ActSend, []string{"ЭҮШ-те, берушінің жауабын күтеді", "✓ 5-процесс", "· 2-шарт"}},
	} {
		if x.act != "" {
			c = wire(t, s, c, x.act)
		}
		p.Send(Changed{}) // a colleague's act is seen
		p.Has(append(x.says, "Электрондық жол")...)
	}
	p.Has("Файлдар", "pdf 177 KB, 2 бет", "сауалдың ЭЦҚ-сы", "қолтаңба тексерілмеген", "Хабарламалар", "күтуде, 3 рет")
	p.Resize(80, 24)
	for range 2 {
		p.Golden("card_electronic", s.Lang)
		p.Press("end")
		p.Golden("card_electronic_end", s.Lang)
		p.Press("home", "f2")
	}
	caseSizes(p)
}

// What the provider did not take says what to do; its road says why.
func TestCardOfWhatWasNotTaken(t *testing.T) {
	p, s, _ := wired(t, trio.RU)
	c := wire(t, s, electronicCase(t, s), intake.ActSign, intake.ActSend, intake.ActNotTaken)
	p.Scan(c.Number.Barcode())
	p.Resize(80, 60)
	p.Has("не принято: выдать расписку", "! условие 2", "Табельде «3» бағасы бар", "· процесс 6", "– процесс 7")
	p.Press("p")
	p.Has("Нарушения, указанные услугодателем")
}

// A case on paper has no such part.
func TestCardOnPaperHasNoRoad(t *testing.T) {
	s, c := newTestOffice(t, trio.KK, intake.Operator)
	k := caseAt(t, s.Office, intake.Accepted, 1)
	p := open(t, s, c, 80, 60)
	p.Scan(k.Number.Barcode())
	p.HasNot("Электрондық жол", "Файлдар", "Хабарламалар", "ЖТ МДҚ")
}
