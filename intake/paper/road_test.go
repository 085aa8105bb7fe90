package paper_test

import (
	"strings"
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/paper"
	"tereze/intake/trio"
)

// ordered wants parts of a text one after another.
func ordered(t *testing.T, text string, parts ...string) {
	t.Helper()
	at := 0
	for _, p := range parts {
		i := strings.Index(text[at:], p)
		if i < 0 {
			t.Fatalf("%q does not come after what stands before it:\n%s", p, text)
		}
		at += i + len(p)
	}
}

// The refusal receipt of process 6 has the fields of the other one, in their
// order, the provider's reasons, and the annex of its own Standard.
func TestUnacceptedInOrder(t *testing.T) {
	m := desk("mangystau")
	for service, annex := range map[string]string{"externat": "3-қосымша", "duplicate": "2-қосымша"} {
		c := accepted(t, m, service, "2018-03-06T09:05")
		c.Road, c.Outcome, c.Reasons = intake.RoadCentre, intake.Unaccepted, "Бірінші себеп\n\nЕкінші себеп"
		c.History = []intake.Event{{Act: intake.ActTurnBack, At: c.AcceptedAt.Add(48 * time.Hour)}}
		f, err := paper.Unaccepted(m, c, options())
		if err != nil {
			t.Fatal(err)
		}
		if f.Copies != 2 || f.Kind != "refusal" || !f.Date.Equal(c.History[0].At) {
			t.Errorf("%d copies of %q on %v", f.Copies, f.Kind, f.Date)
		}
		ordered(t, f.Text(200), "Сериков Дәурен", "Құрманғазы", "ҚОЛХАТ", annex, "20-бабының 2-тармағын", "№ 042 бөлім", "электрондық сауалды тексерген",
			"мемлекеттік қызметін", "1. Бірінші себеп", "2. Екінші себеп", "екі данада", "Орталықтың қызметкері", "Орындаушы", "2018 жылғы 8 наурыз")
		text := f.Text(80)
		ordered(t, text, "Сериков Дәурен", "РАСПИСКА", "Алдым", "Ахметова А. Б.")
	}
}

// A receipt says what was held against the registers and what was not; it
// tells nobody that somebody is dead. Where the act knows no such check it
// says nothing.
func TestReceiptSaysWhatWasChecked(t *testing.T) {
	m := desk("mangystau")
	text := func(d *intake.Desk, c *intake.Case) string {
		t.Helper()
		f, err := paper.Receipt(d, c, options())
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(strings.Fields(f.Text(200)), " ")
	}
	for v, want := range map[intake.Verdict]string{
		intake.Unasked: "ГБД ФЛ: не сверено", intake.Unreachable: "ГБД ФЛ: нет ответа, сверится позже",
		intake.Same: "ГБД ФЛ: совпадает, 06.03.2018 09:05", intake.Differs: "ГБД ФЛ: есть отличия, 06.03.2018 09:05",
		intake.NotFound: "ГБД ФЛ: не найдено, 06.03.2018 09:05", intake.Deceased: "ГБД ФЛ: требует уточнения, 06.03.2018 09:05",
		intake.Incapable: "ГБД ФЛ: требует уточнения, 06.03.2018 09:05",
	} {
		for _, road := range []intake.Road{intake.RoadPaper, intake.RoadCentre} {
			c := accepted(t, m, "externat", "2018-03-06T09:05")
			c.Road, c.Check = road, intake.RegisterCheck{Person: v, PersonAt: c.AcceptedAt}
			got := text(m, c)
			if !strings.Contains(got, want) {
				t.Errorf("%v on %v: no %q in\n%s", v, road, want, got)
			}
			if wired := strings.Contains(got, "через ШЭП"); wired != (road == intake.RoadCentre) || wired == strings.Contains(got, "курьером") {
				t.Errorf("%v: by wire %v, by courier %v", road, wired, strings.Contains(got, "курьером"))
			}
		}
	}
	d := desk("atyrau")
	if got := text(d, accepted(t, d, "duplicate", "2015-03-02T10:15")); strings.Contains(got, "ГБД ФЛ") {
		t.Error("the Atyrau act knows no check with registers")
	}
}

// What a register stood for is named; what lay on the counter is not.
func TestReceiptNamesRegisteredDocuments(t *testing.T) {
	m := desk("mangystau")
	for _, r := range []struct {
		check  intake.RegisterCheck
		papers []intake.Paper
		want   string
	}{
		{intake.RegisterCheck{Person: intake.Same, Identity: true}, nil, "Из гос. системы Документ, удостоверяющий личность"},
		{intake.RegisterCheck{Person: intake.Same}, nil, ""},
		{intake.RegisterCheck{Person: intake.Differs, Identity: true}, nil, ""},
		{intake.RegisterCheck{Person: intake.Same, Identity: true}, []intake.Paper{{Code: "birth-certificate", There: true, Kind: intake.Original, Shown: true}}, ""},
	} {
		c := accepted(t, m, "duplicate", "2018-03-06T09:05", r.papers...)
		c.Ground, c.Check = "lost", r.check
		f, err := paper.Receipt(m, c, options())
		if err != nil {
			t.Fatal(err)
		}
		got := f.Text(200)
		if strings.Contains(got, "Из гос. системы") != (r.want != "") || !strings.Contains(strings.Join(strings.Fields(got), " "), strings.TrimPrefix(r.want, "Из гос. системы ")) {
			t.Errorf("%+v: want %q in\n%s", r.check, r.want, got)
		}
	}
}

// Each refusal of the portal names its condition, its reasons and the
// paragraph of its process; what failed nothing has no refusal.
func TestPortalRefusals(t *testing.T) {
	m := desk("mangystau")
	p := intake.PortalRequest{Portal: "KZ-7", At: time.Date(2018, 3, 6, 4, 0, 0, 0, time.UTC), Service: "externat", Name: "Сериков Д. Б."}
	for condition, want := range map[uint8][]string{
		1: {"авторизации", "KZ-7", "Сериков Д. Б.", "условие 1", "Причины", "причина", "Подпункт 4) пункта 11"},
		2: {"запрашиваемой услуге", "KZ-7", "Сериков Д. Б.", "условие 2", "Причины", "причина", "подпункт 7) пункта 11"},
		3: {"запрашиваемой услуге", "KZ-7", "Сериков Д. Б.", "условие 3", "Причины", "причина", "подпункт 10) пункта 11"},
	} {
		p.Condition = condition
		f, err := paper.PortalRefusal(m, &p, []trio.Text{{KK: "себеп", RU: "причина", EN: "reason"}}, options())
		if err != nil {
			t.Fatal(err)
		}
		want[len(want)-1] = strings.ToLower(want[len(want)-1])
		ordered(t, strings.Join(strings.Fields(f.Text(200)), " "), want...)
	}
	for _, bad := range []intake.PortalRequest{
		{Service: "externat", At: p.At, Condition: 0}, {Service: "duplicate", At: p.At, Condition: 2}, {Service: "nothing", At: p.At, Condition: 2},
	} {
		if _, err := paper.PortalRefusal(m, &bad, nil, options()); err == nil {
			t.Errorf("a refusal of %+v", bad)
		}
	}
	c := accepted(t, m, "externat", "2018-03-06T09:05")
	if _, err := paper.PortalResult(m, c, options()); err == nil {
		t.Error("a portal's result of a case on paper")
	}
}
