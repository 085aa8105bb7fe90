package paper_test

import (
	"bytes"
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/code"
	"tereze/intake/egov/sign"
	"tereze/intake/paper"
	"tereze/intake/trio"
	"tereze/store"
)

// desk is an office with all its papers want, on the day of the case.
func desk(region string) *intake.Desk {
	o := intake.DefaultOffice("042", region)
	o.Address = trio.Text{KK: "Атырау қ., Сәтпаев к-сі, 23", RU: "г. Атырау, ул. Сатпаева, 23", EN: "23 Satpaev St, Atyrau"}
	o.Phone = "+7 7122 00 00 00"
	o.Paper.Letterhead = trio.Text{KK: "№ 2 бөлім", RU: "Отдел № 2", EN: "Department No 2"}
	o.Paper.Note = trio.Text{
		KK: "Қоңырау шалып, нәтиженің дайын екенін біле аласыз: нөмірдің соңғы бес цифрын айтыңыз.",
		RU: "По телефону можно узнать, готов ли результат: назовите последние пять цифр номера.",
	}
	return &intake.Desk{Catalogue: catalogue.Embedded(), Book: calendar.Embedded(), Office: &o, Clock: time.Now}
}

// accepted is a case of an invented person.
func accepted(t testing.TB, d *intake.Desk, service, at string, papers ...intake.Paper) *intake.Case {
	t.Helper()
	now, err := time.ParseInLocation("2006-01-02T15:04", at, d.Office.Zone())
	if err != nil {
		t.Fatal(err)
	}
	offer, err := d.Catalogue.Find(calendar.DateOf(now), d.Office.Region, service)
	if err != nil {
		t.Fatal(err)
	}
	no, err := code.Make("042", now, 174)
	if err != nil {
		t.Fatal(err)
	}
	p := d.Office.ProvidersOf(offer.Service.Provider.Kind)[0]
	plan, err := d.Plan(offer.Service, now, p)
	if err != nil {
		t.Fatal(err)
	}
	c := &intake.Case{
		Number: no, Service: service, Edition: offer.Edition.ID, Repealed: !offer.InForce,
		Recipient: intake.Person{IIN: "900101300017", Surname: "Сериков", Given: "Дәурен", Patronymic: "Болатұлы",
			Phone: "77010000000", Address: "Атырау қ., Құрманғазы к-сі, 5-үй, 12-пәтер"},
		Provider: p.Code, AcceptedAt: now.UTC(), Window: 3,
		Dispatch: plan.Dispatch, Deadline: plan.Deadline, Come: plan.Come, Uncertain: plan.Warn,
	}
	c.Papers = papers
	return c
}

func options() paper.Options {
	h := store.Head{Seq: 1745}
	copy(h.Hash[:], []byte{0x9f, 0x3a, 0x51, 0xc0})
	return paper.Options{Worker: "Ахметова А. Б.", Head: h}
}

// forms are one of each, as an office makes them.
func forms(t testing.TB) map[string]*paper.Form {
	t.Helper()
	d := desk("atyrau")
	out := map[string]*paper.Form{}
	good := func(name string) func(*paper.Form, error) {
		return func(f *paper.Form, err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			out[name] = f
		}
	}
	one := accepted(t, d, "duplicate", "2015-03-02T10:15",
		intake.Paper{Code: "application", There: true, Kind: intake.Original, Sheets: 1},
		intake.Paper{Code: "identity-document", There: true, Kind: intake.Original, Shown: true})
	good("receipt")(paper.Receipt(d, one, options()))

	queue := accepted(t, d, "preschool-queue", "2016-03-04T17:40",
		intake.Paper{Code: "application", There: true, Kind: intake.Original, Sheets: 1},
		intake.Paper{Code: "birth-certificate", There: true, Kind: intake.Original, Shown: true},
		intake.Paper{Code: "work-certificate", There: true, Kind: intake.Copy, Sheets: 2})
	queue.Queue = 1287
	queue.Agent = &intake.Representative{Kind: intake.ProxyNotary, DeedNumber: "1-245", DeedDate: calendar.Date{Year: 2016, Month: 2, Day: 11},
		Person: intake.Person{Surname: "Қыдырәлі", Given: "Гүлһан", Patronymic: "Өмірбекқызы", Phone: "77020000000"}}
	again := options()
	again.Copy = true
	good("receipt-queue-copy")(paper.Receipt(d, queue, again))

	m := desk("mangystau")
	good("receipt-externat")(paper.Receipt(m, accepted(t, m, "externat", "2018-03-06T09:05",
		intake.Paper{Code: "application", There: true, Kind: intake.Original, Sheets: 1}), options()))

	electronic(t, m, good)

	no := accepted(t, d, "duplicate", "2015-03-02T10:15")
	no.Missing = []intake.Missing{{Code: "identity-document", Why: intake.MissingAbsent},
		{Code: "original-certificate", Why: intake.MissingKind}, {Code: "application", Why: intake.MissingAbsent}}
	good("refusal")(paper.Refusal(d, no, options()))

	var many []*intake.Case
	for i := range 26 {
		c := *one
		c.Number, _ = code.Make("042", one.AcceptedAt, uint64(174+i*37))
		many = append(many, &c)
	}
	many[1].Recipient.Surname = "Абдырахманқожаоғлы-Шайхысламұлының"
	out["label"] = paper.LabelSheet(d, many)

	out["away"] = paper.Away(d, intake.TurnAway{Service: "school-enrolment", Edition: "atyrau-269-2014", Reason: intake.ProblemNotAtCentre,
		Channels: []string{"chancellery", "portal"}, At: one.AcceptedAt, Window: 3}, options())
	return out
}

// electronic adds the papers of the electronic road.
func electronic(t testing.TB, m *intake.Desk, good func(string) func(*paper.Form, error)) {
	t.Helper()
	hour := func(c *intake.Case, n int) time.Time { return c.AcceptedAt.Add(time.Duration(n) * time.Hour) }
	wired := accepted(t, m, "duplicate", "2018-03-06T09:05", intake.Paper{Code: "application", There: true, Kind: intake.Original, Sheets: 1})
	wired.Road, wired.Ground = intake.RoadCentre, "lost"
	wired.Agent = &intake.Representative{Kind: intake.ProxyNotary, DeedNumber: "1-245", DeedDate: calendar.Date{Year: 2018, Month: 2, Day: 11},
		Person: intake.Person{Surname: "Қыдырәлі", Given: "Гүлһан", Patronymic: "Өмірбекқызы", Phone: "77020000000"}}
	wired.Check = intake.RegisterCheck{Person: intake.Same, PersonAt: wired.AcceptedAt, Agent: intake.Same, Power: intake.Unreachable, Identity: true}
	good("receipt-electronic")(paper.Receipt(m, wired, options()))

	turned := accepted(t, m, "externat", "2018-03-06T09:05")
	turned.Road, turned.Stage = intake.RoadCentre, intake.Refused
	turned.Outcome, turned.Reasons = intake.Unaccepted, "Табельде «3» бағасы бар\nКомиссия қорытындысының мерзімі өткен"
	turned.History = []intake.Event{{Act: intake.ActNotTaken, At: hour(turned, 26)}, {Act: intake.ActTurnBack, At: hour(turned, 50)}}
	good("unaccepted")(paper.Unaccepted(m, turned, options()))

	request := &intake.PortalRequest{Portal: "KZ-2018-000731", At: turned.AcceptedAt, Service: "externat", Provider: turned.Provider,
		Condition: 2, Name: "Сериков Д. Б."}
	good("portal-refusal")(paper.PortalRefusal(m, request, []trio.Text{sign.Revoked.Words(), sign.WrongIIN.Words()}, options()))

	posted := accepted(t, m, "externat", "2018-03-06T09:05")
	posted.Road, posted.Stage, posted.Origin, posted.Outgoing = intake.RoadPortal, intake.Issued, "KZ-2018-000732", "12-03/118"
	posted.Outcome = intake.Result
	posted.Files = []intake.File{{Document: intake.FileResult, Type: "pdf", Size: 84_213, Hash: [32]byte{0x5e, 0x11, 0xa0}}, {Document: intake.FileSigned, Type: "cms", Size: 3000}}
	posted.History = []intake.Event{{Act: intake.ActPortal, At: posted.AcceptedAt}, {Act: intake.ActPost, At: hour(posted, 200)}}
	good("portal-result")(paper.PortalResult(m, posted, options()))
}

func pdf(t testing.TB, f *paper.Form) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.PDF(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// barcodeOf is the digits of the n-th case of a day.
func barcodeOf(n int) string {
	no, err := code.Make("042", time.Date(2015, 3, 2, 0, 0, 0, 0, time.UTC), uint64(n))
	if err != nil {
		panic(err)
	}
	return no.Barcode()
}
