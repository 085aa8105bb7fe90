package paper

import (
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
)

// Refusal is the refusal receipt of process 1 on A4, one copy for each side.
// The fields stand in the order of the form: recipient, title, ground,
// department, service, what is missing, copies, worker, executor, received,
// date. The error is the receipt's.
func Refusal(d *intake.Desk, c *intake.Case, o Options) (*Form, error) {
	svc, _, ok := d.Service(c)
	if !ok {
		return nil, intake.Refuse(intake.ProblemServiceUnknown, "service", c.Service)
	}
	f := refusalOf(d, c, o)
	f.Blocks = append(f.Blocks,
		Para{Beside: true, Text: refusalGround(d.Office, svc)},
		Space{MM: 1},
		List{Framed: true, Numbered: true, Bold: true, Size: 12, Items: lacking(svc, c),
			Label: say("Жетіспейді, алып келіңіз", "Не хватает, принесите")},
		Para{Beside: true, Text: say(
			"Осы қолхат әр тарап үшін бір-бірден екі данада жасалды. Құжаттар өтініш берушіге түгел қайтарылды. Жетіспегенін әкелгенде осы қолхатты көрсетіңіз: ештеңе қайта толтырылмайды.",
			"Настоящая расписка составлена в двух экземплярах, по одному для каждой стороны. Документы возвращены заявителю полностью. Когда принесёте недостающее, покажите эту расписку: заново ничего не заполняют.",
		)},
		Space{MM: 3},
		refusalSigns(d, c, o, dayFull(calendar.DateOf(c.AcceptedAt.In(d.Office.Zone())))),
	)
	return f, nil
}

// refusalOf begins a refusal receipt: number, recipient, title.
func refusalOf(d *intake.Desk, c *intake.Case, o Options) *Form {
	f := form(d, c, o, "refusal", A4)
	f.Copies = 2
	no := c.Number.String()
	f.Title = say("Бас тарту туралы қолхат "+no, "Расписка об отказе "+no)
	to := c.Recipient.FullName()
	if a := c.Recipient.Address; a != "" {
		to += "\n" + a
	}
	f.Blocks = []Block{
		Sides{Share: 0.46,
			Left: []Block{
				Para{Text: Same(no), Bold: true, Size: 14},
				Barcode{Digits: c.Number.Barcode(), Height: 10, Left: true},
			},
			Right: []Block{Fields{Label: 30, Rows: []Field{
				{Label: say("Кімге", "Кому"), Value: Same(to), Bold: true},
				{Label: say("Өкілі", "Представитель"), Value: agentName(c)},
			}}},
		},
		Space{MM: 4},
		Title{Text: say("Қолхат", "Расписка"), About: say("құжаттарды қабылдаудан бас тарту туралы", "об отказе в приёме документов")},
	}
	return f
}

// refusalSigns are who refuses and who received it.
func refusalSigns(d *intake.Desk, c *intake.Case, o Options, day trio.Text) Sides {
	return Sides{
		Left: []Block{
			Signs{Places: []Sign{{Who: window(say("Орталықтың қызметкері", "Работник центра"), c.Window), Name: o.Worker}}},
			Space{MM: 2},
			Fields{Rows: []Field{{Label: say("Орындаушы, телефоны", "Исполнитель, телефон"), Value: executor(o.Worker, d.Office.Phone)}}},
		},
		Right: []Block{
			Signs{Places: []Sign{{Who: say("Алдым: қызметті алушы", "Получил(а): услугополучатель"), Name: receiver(c)}}},
			Space{MM: 2},
			Fields{Rows: []Field{{Label: say("Күні", "Дата"), Value: day, Bold: true}}},
		},
	}
}

func agentName(c *intake.Case) trio.Text {
	if c.Agent == nil {
		return trio.Text{}
	}
	k, n := c.Agent.Kind.Words(), c.Agent.Person.FullName()
	return say(n+" ("+k.KK+")", n+" ("+k.RU+")")
}

// receiver is who stands at the window.
func receiver(c *intake.Case) string {
	if c.Agent != nil {
		return c.Agent.Person.FullName()
	}
	return c.Recipient.FullName()
}

func executor(worker, phone string) trio.Text {
	if worker != "" && phone != "" {
		worker += ", "
	}
	return Same(worker + phone)
}

// refusalGround is the law, the department with its number and address, and
// the service by its name in the Standard.
func refusalGround(o *intake.Office, svc *catalogue.Service) trio.Text {
	kk, ru := department(o)
	return say(
		lawKK+kk+", Стандартта көзделген тізбеге сәйкес құжаттар топтамасын толық ұсынбауыңызға байланысты «"+svc.Name.KK+"» мемлекеттік қызметін көрсетуге құжаттарды қабылдаудан бас тартады.",
		lawRU+ru+", отказывает в приёме документов на оказание государственной услуги «"+svc.Name.RU+"» ввиду представления Вами неполного пакета документов согласно перечню, предусмотренному Стандартом.",
	)
}

// The law both refusal receipts stand on.
const (
	lawKK = "«Мемлекеттік көрсетілетін қызметтер туралы» 2013 жылғы 15 сәуірдегі Қазақстан Республикасы Заңының 20-бабының 2-тармағын басшылыққа алып, "
	lawRU = "Руководствуясь пунктом 2 статьи 20 Закона Республики Казахстан от 15 апреля 2013 года «О государственных услугах», "
)

// department is the office by its number and address.
func department(o *intake.Office) (kk, ru string) {
	kk, ru = "№ "+o.Number+" бөлім, "+o.Name.KK, "отдел № "+o.Number+", "+o.Name.RU
	if o.Address.KK != "" {
		kk += " (" + o.Address.KK + ")"
	}
	if o.Address.RU != "" {
		ru += " (" + o.Address.RU + ")"
	}
	return kk, ru
}

// lacking names the missing documents, and why where they were brought.
func lacking(svc *catalogue.Service, c *intake.Case) []trio.Text {
	var out []trio.Text
	for _, m := range c.Missing {
		name := Same(m.Code)
		if doc, ok := svc.DocumentByCode(m.Code); ok {
			name = doc.Name
		}
		if m.Why != intake.MissingAbsent {
			why := m.Words()
			name = say(name.KK+" – "+why.KK, name.RU+" – "+why.RU)
		}
		out = append(out, name)
	}
	return out
}
