package paper

import (
	"fmt"
	"strconv"
	"strings"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
	"tereze/store"
)

// Options is what a paper needs besides its case.
type Options struct {
	Worker string     // name of the worker who made the act, as printed
	Head   store.Head // of the journal just after the act; zero: not printed
	Copy   bool       // a reprint: marked as a copy
}

// Receipt is the receipt of process 2, one A5: number, day to come, what to
// bring, what was taken, how every date was counted. The error is that of
// Desk.PlanOf: the case's edition is not in the catalogue.
func Receipt(d *intake.Desk, c *intake.Case, o Options) (*Form, error) {
	svc, ed, ok := d.Service(c)
	if !ok {
		return nil, intake.Refuse(intake.ProblemServiceUnknown, "service", c.Service)
	}
	plan, err := d.PlanOf(c)
	if err != nil {
		return nil, err
	}
	f := form(d, c, o, "receipt", A5)
	f.Title = say("Қолхат "+c.Number.String(), "Расписка "+c.Number.String())
	f.Blocks = append(f.Blocks,
		Title{Text: say("Қолхат", "Расписка"), About: say("құжаттардың қабылданғаны туралы", "о приёме документов")},
		Sides{Share: 0.46,
			Left:  []Block{number(d, c, say("Өтініш нөмірі", "Номер заявления"), say("қабылданды", "принято"))},
			Right: []Block{Barcode{Digits: c.Number.Barcode(), Height: 11}},
		},
		come(d, c),
	)
	if end, repealed := repeal(d, c, ed); repealed {
		f.Blocks = append(f.Blocks, Para{Text: end, Bold: true, Size: 7.5})
	}
	facts := Fields{Label: 30, Rows: append([]Field{
		{Label: say("Қызмет", "Услуга"), Value: svc.Name, Bold: true},
		providerField(d, c),
	}, append(people(c), roadFields(d, c, svc)...)...)}
	if c.Queue > 0 {
		facts.Label = 24
		queue := Big{Label: say("Кезектілік нөмірі", "Номер очередности"), Value: Same(strconv.FormatUint(c.Queue, 10)), Size: 20}
		f.Blocks = append(f.Blocks, Sides{Share: 0.25, Left: []Block{queue}, Right: []Block{facts}}, Space{MM: 1})
	} else {
		f.Blocks = append(f.Blocks, facts)
	}
	f.Blocks = append(f.Blocks, taken(svc, c), counted(plan, svc))
	f.Blocks = append(f.Blocks,
		Sides{
			Left:  []Block{Signs{Places: []Sign{{Who: window(say("Қызметкер", "Работник"), c.Window), Name: o.Worker}}}},
			Right: []Block{Para{Text: d.Office.Paper.Note, Size: 7}},
		},
		Para{Beside: true, Size: 6, Text: say("Регламент: "+ed.Act.KK, "Регламент: "+ed.Act.RU)},
	)
	return f, nil
}

// form starts a paper of a case.
func form(d *intake.Desk, c *intake.Case, o Options, kind string, size Size) *Form {
	f := &Form{Kind: kind, Size: size, Copies: 1, Office: HeadOf(d.Office), Foot: Journal(o.Head), Date: c.AcceptedAt}
	f.Mark = MarkOf(d.Office, o.Copy)
	return f
}

func say(kk, ru string) trio.Text { return trio.Text{KK: kk, RU: ru} }

// HeadOf is the office's letterhead.
func HeadOf(o *intake.Office) Head {
	join := func(parts ...string) string {
		var out []string
		for _, p := range parts {
			if p != "" {
				out = append(out, p)
			}
		}
		return strings.Join(out, "\n")
	}
	return Head{Name: o.Name, Phone: o.Phone, Lines: trio.Text{
		KK: join(o.Paper.Letterhead.KK, o.Address.KK),
		RU: join(o.Paper.Letterhead.RU, o.Address.RU),
	}}
}

// MarkOf is the frame over a paper: of a copy, of a training office, of both.
func MarkOf(o *intake.Office, again bool) trio.Text {
	var kk, ru []string
	if o.Training {
		kk, ru = append(kk, "ЖАТТЫҒУ, КҮШІ ЖОҚ"), append(ru, "УЧЕБНЫЙ, НЕДЕЙСТВИТЕЛЕН")
	}
	if again {
		kk, ru = append(kk, "КӨШІРМЕ"), append(ru, "КОПИЯ")
	}
	return say(strings.Join(kk, " – "), strings.Join(ru, " – "))
}

// Journal is the short head of the journal for the foot of a paper: papers in
// people's hands witness that the journal was not rewritten.
func Journal(h store.Head) trio.Text {
	if h.Seq == 0 {
		return trio.Text{}
	}
	return Same(fmt.Sprintf("Журнал %d · %s", h.Seq, h.Short()))
}

// number is the box with the case's number and the moment of the act.
func number(d *intake.Desk, c *intake.Case, label, act trio.Text) Big {
	at := c.AcceptedAt.In(d.Office.Zone())
	return Big{Label: label, Value: Same(c.Number.String()), Size: 16,
		Note: say(act.KK+" · "+act.RU+at.Format(" 02.01.2006, 15:04"), "")}
}

// come is the box a person looks for: the day, the hours, the place, what to
// bring.
func come(d *intake.Desk, c *intake.Case) Big {
	b := Big{
		Label: say("Нәтижеге келу күні", "Прийти за результатом"),
		Value: dayFull(c.Come), Size: 19, Heavy: true,
	}
	var kk, ru []string
	if cal := d.Calendar(); cal.Working(c.Come) {
		open, shut := cal.OpenOn(c.Come).String(), cal.CloseOn(c.Come).String()
		kk, ru = append(kk, "сағат "+open+"–"+shut), append(ru, "с "+open+" до "+shut)
	}
	place := d.Office.Name
	if a := d.Office.Address; a.KK != "" {
		place = say(place.KK+", "+a.KK, place.RU+", "+a.RU)
	}
	kk, ru = append(kk, place.KK), append(ru, place.RU)
	bring := say("осы қолхатты және жеке куәлікті", "эту расписку и удостоверение личности")
	if c.Agent != nil {
		bring = say("осы қолхатты, жеке куәлікті және өкілдікті растайтын құжатты", "эту расписку, удостоверение личности и документ о полномочиях представителя")
	}
	b.Note = say(strings.Join(kk, ", "), strings.Join(ru, ", "))
	b.Act = say("Алып келіңіз: "+bring.KK, "Возьмите с собой: "+bring.RU)
	if c.Uncertain {
		b.Note = say(
			b.Note.KK+"\n! Ол жылдың мерекелері күнтізбеге әлі енгізілмеген: күнді нақтылаңыз.",
			b.Note.RU+"\n! Праздники того года ещё не внесены в календарь: уточните день.",
		)
	}
	return b
}

func dayFull(day calendar.Date) trio.Text {
	return say(calendar.Say(day, trio.KK, calendar.LongWeekday), calendar.Say(day, trio.RU, calendar.LongWeekday))
}

// repeal says since when the edition the case keeps has no force, when none
// was in force on the day of acceptance.
func repeal(d *intake.Desk, c *intake.Case, ed *catalogue.Edition) (trio.Text, bool) {
	end, ends := d.Catalogue.Ends(ed)
	if !c.Repealed || !ends {
		return trio.Text{}, false
	}
	act, day := "", calendar.Say(end.Date, trio.RU, calendar.Short)
	if end.Number != "" {
		act = " (№ " + end.Number + ")"
	}
	no := " № " + ed.ActNumber
	return say(
		"! Регламенттің"+no+" күші "+day+" бастап жойылған"+act+"; қолданыстағысы жоқ.",
		"! Регламент"+no+" утратил силу с "+day+act+"; действующего нет.",
	), true
}

func providerField(d *intake.Desk, c *intake.Case) Field {
	f := Field{Label: say("Қызметті беруші", "Услугодатель")}
	if p, ok := d.Office.Provider(c.Provider); ok {
		f.Value = p.Name
		if p.Address != "" {
			f.Value = say(p.Name.KK+", "+p.Address, p.Name.RU+", "+p.Address)
		}
	}
	return f
}

// people are the recipient and who acts for him, with contacts.
func people(c *intake.Case) []Field {
	out := []Field{
		{Label: say("Қызметті алушы", "Услугополучатель"), Value: Same(c.Recipient.FullName()), Bold: true},
		{Label: say("Байланысы", "Контакты"), Value: Same(contacts(&c.Recipient))},
	}
	a := c.Agent
	if a == nil {
		return out
	}
	kind := a.Kind.Words()
	right := say(" ("+kind.KK+")", " ("+kind.RU+")")
	if a.DeedNumber != "" {
		day := calendar.Say(a.DeedDate, trio.RU, calendar.Short)
		right = say(" ("+kind.KK+" № "+a.DeedNumber+", "+day+")", " ("+kind.RU+" № "+a.DeedNumber+" от "+day+")")
	}
	name := a.Person.FullName()
	return append(out,
		Field{Label: say("Өкілі", "Представитель"), Value: say(name+right.KK, name+right.RU), Bold: true},
		Field{Label: say("Өкілдің байланысы", "Контакты представителя"), Value: Same(contacts(&a.Person))},
	)
}

func contacts(p *intake.Person) string {
	s := Phone(p.Phone)
	switch {
	case s == "":
		return p.Address
	case p.Address == "":
		return s
	}
	return s + ", " + p.Address
}

// Phone writes a number of this country for people: "+7 701 000 00 00".
func Phone(digits string) string {
	if len(digits) != 11 || digits[0] != '7' {
		return digits
	}
	return "+7\u00a0" + digits[1:4] + "\u00a0" + digits[4:7] + "\u00a0" + digits[7:9] + "\u00a0" + digits[9:]
}

// taken lists the papers that were laid on the counter.
func taken(svc *catalogue.Service, c *intake.Case) Table {
	t := Table{Columns: []Column{
		{Head: Same("№"), Width: 6, Text: 3, Right: true},
		{Head: Same("Алынған құжат")},
		{Head: Same("Принятый документ")},
		{Head: say("Түрі", "Вид"), Width: 19, Text: 13},
		{Head: say("Парақ", "Листов"), Width: 12, Text: 6, Right: true},
	}}
	sheets, sent := 0, 0
	for i, p := range c.Papers {
		name := Same(p.Code)
		if doc, ok := svc.DocumentByCode(p.Code); ok {
			name = doc.Name
		}
		kind, n := p.Kind.Words(), strconv.Itoa(p.Sheets)
		if p.Shown {
			kind, n = intake.ShownWords(), "–"
		}
		if sheets += p.Sheets; p.Sheets > 0 {
			sent++
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), name.KK, name.RU, stacked(kind), n})
	}
	if sent < 2 { // nothing to add up
		return t
	}
	t.Totals = []string{"", "Барлығы", "Всего", "", strconv.Itoa(sheets)}
	return t
}

// stacked is a cell of a table in two languages.
func stacked(t trio.Text) string {
	if t.KK == t.RU {
		return t.KK
	}
	return t.KK + "\n" + t.RU
}

// window adds the number of the counter window.
func window(t trio.Text, n int) trio.Text {
	if n == 0 {
		return t
	}
	no := strconv.Itoa(n)
	return say(t.KK+", "+no+"-терезе", t.RU+", окно "+no)
}
