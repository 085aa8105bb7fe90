package forms

import (
	"context"
	"strconv"

	"tereze/courier"
	"tereze/intake/calendar"
	"tereze/intake/paper"
)

// Registry is the list that goes with the courier (process 4) on A4 landscape,
// in two copies: one stays with the sector, one with the chancellery. Its rows
// are those it was closed with, also after some were missed or came back. One
// that is still open says so on every page. An unknown number is refused with
// courier.ProblemNoRegistry.
func Registry(ctx context.Context, o *courier.Office, no uint64, opt Options) (*paper.Form, error) {
	r, err := o.Registry(ctx, no)
	if err != nil {
		return nil, err
	}
	all, err := listed(ctx, o, 'o', no, r.Missed)
	if err != nil {
		return nil, err
	}
	at := r.OpenedAt
	if !r.ClosedAt.IsZero() {
		at = r.ClosedAt
	}
	f := start(o, opt, "registry", paper.A4Wide, at)
	num := strconv.FormatUint(no, 10)
	f.Title = say("Тізілім № "+num, "Реестр № "+num)
	if r.State == courier.Open {
		f.Mark = unfinished(f.Mark)
	}
	l := legend{o: o}
	t := paper.Table{Size: 7.5, Columns: []paper.Column{
		colNo, colNumber, colCode,
		{Head: say("Қызмет", "Услуга"), Width: 27, Text: 8},
		{Head: say("Алушы", "Получатель"), Text: 10},
		{Head: say("Құжат", "Док."), Width: 20, Text: 5},
		{Head: say("Парақ", "Листы"), Width: 13, Text: 5, Right: true},
		{Head: say("Қабылданды", "Принято"), Width: 22, Text: 10},
		{Head: say("Мерзімі", "Срок"), Width: 20, Text: 10, Bold: true},
	}}
	sheets := 0
	for i, c := range all {
		docs, n := l.sentOn(c)
		sheets += n
		number := string(c.Number)
		if c.Incoming != "" {
			number += "\nкір./вх. " + c.Incoming
		}
		t.Rows = append(t.Rows, []string{
			strconv.Itoa(i + 1), number, c.Number.Barcode(), l.service(c), c.Recipient.FullName(), docs,
			strconv.Itoa(n), moment(o, c.AcceptedAt), short(c.Deadline),
		})
	}
	cases, papers := strconv.Itoa(len(all)), strconv.Itoa(sheets)
	t.Totals = []string{"", "", "Барлығы · Всего", "", "іс · дел: " + cases, "", papers, "", ""}
	sum := say(cases+" іс, "+papers+" парақ", "дел: "+cases+", листов: "+papers)
	total := say("Барлығы "+sum.KK, "Всего "+sum.RU)
	f.Blocks = []paper.Block{
		paper.Title{Text: f.Title, About: say("көрсетілетін қызметті берушіге жіберілетін құжаттар", "документы, направляемые услугодателю")},
		paper.Sides{Share: 0.55,
			Left: []paper.Block{paper.Fields{Label: 45, Rows: []paper.Field{
				{Label: say("Қызметті беруші", "Услугодатель"), Value: providerOf(o, r.Provider), Bold: true},
				{Label: say("Тізілімнің күні", "Дата реестра"), Value: long(calendar.DateOf(at))},
				{Label: say("Барлығы", "Всего"), Bold: true, Value: sum},
			}}},
			Right: []paper.Block{paper.Fields{Label: 45, Rows: onTheRoad(o, r)}},
		},
		paper.Space{MM: 1}, l.block(), t,
		paper.Heading{Text: total}, // on the page of the signatures, whatever stands before
		legs([2]paper.Sign{
			{Who: say("1. Тапсырды: жинақтаушы сектор", "Сдал: накопительный сектор"), Name: opt.Worker, Lines: signed()},
			{Who: say("Қабылдады: шабарман", "Принял: курьер"), Name: r.Courier, Lines: signed()},
		}, [2]paper.Sign{
			{Who: say("2. Тапсырды: шабарман", "Сдал: курьер"), Name: r.Courier, Lines: signed()},
			{Who: say("Қабылдады: берушінің кеңсесі", "Принял: канцелярия услугодателя"), Name: r.Receiver,
				Lines: append(signed(), say("Кіріс нөмірі", "Входящий №"))},
		}),
		paper.Para{Size: 7.5, Beside: true, Text: say(
			"Екі дана: біреуі орталықта, екіншісі берушінің кеңсесінде қалады. Тізіліммен сәйкес келмегені сәйкессіздік актісімен қайтарылады.",
			"В двух экземплярах: один остаётся в центре, другой в канцелярии услугодателя. Не совпавшее с реестром возвращается с актом о расхождении.",
		)},
	}
	return f, nil
}
