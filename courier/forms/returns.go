package forms

import (
	"context"
	"strconv"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/paper"
)

// Return is the return registry (process 5 to 6) on A4 landscape, in two
// copies: what the provider gives back, with its outcome and the moment it was
// marked, and what came that belongs elsewhere. An unknown number is refused
// with courier.ProblemNoReturn.
func Return(ctx context.Context, o *courier.Office, no uint64, opt Options) (*paper.Form, error) {
	r, err := o.ReturnRegistry(ctx, no)
	if err != nil {
		return nil, err
	}
	all, err := listed(ctx, o, 'r', no, nil)
	if err != nil {
		return nil, err
	}
	f := start(o, opt, "return", paper.A4Wide, r.At)
	num := strconv.FormatUint(no, 10)
	f.Title = say("Қайтару тізілімі № "+num, "Реестр возврата № "+num)
	t := paper.Table{Size: 7.5, Columns: []paper.Column{
		colNo, colNumber, colCode,
		{Head: say("Қызмет", "Услуга"), Width: 27, Text: 8},
		{Head: say("Алушы", "Получатель"), Text: 12},
		{Head: say("Нәтиже", "Результат"), Width: 32, Text: 13},
		{Head: say("Белгіленді", "Отмечено"), Width: 24, Text: 11, Bold: true},
	}}
	l := legend{o: o}
	back, refusals := 0, 0
	for i, c := range all {
		marked := "–"
		if c.Stage > intake.Out && !c.ReadyAt.IsZero() {
			back++
			marked = moment(o, c.ReadyAt)
		}
		if c.Outcome == intake.ReasonedRefusal {
			refusals++
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), string(c.Number), c.Number.Barcode(),
			l.service(c), c.Recipient.FullName(), stacked(c.Outcome.Words()), marked})
	}
	n := strconv.Itoa
	sum := say(n(len(all))+" іс, оның ішінде дәлелді бас тарту: "+n(refusals), "дел: "+n(len(all))+", из них мотивированных отказов: "+n(refusals))
	t.Totals = []string{"", "", "Барлығы · Всего", "", "іс · дел: " + n(len(all)), "", n(back)}
	f.Blocks = []paper.Block{
		paper.Title{Text: f.Title, About: say("берушіден орталыққа қайтарылған нәтижелер", "результаты, возвращённые услугодателем в центр")},
		paper.Sides{Share: 0.55,
			Left: []paper.Block{paper.Fields{Label: 45, Rows: []paper.Field{
				{Label: say("Қызметті беруші", "Услугодатель"), Value: providerOf(o, r.Provider), Bold: true},
				{Label: say("Тізілімнің күні", "Дата реестра"), Value: long(calendar.DateOf(r.At))},
			}}},
			Right: []paper.Block{paper.Fields{Label: 45, Rows: []paper.Field{
				{Label: say("Тізімде", "В списке"), Bold: true, Value: sum},
				{Label: say("Сканермен белгіленді", "Отмечено сканером"), Value: paper.Same(n(back)), Bold: true},
				{Label: say("Әлі жоқ", "Ещё нет"), Value: paper.Same(n(len(all) - back))},
			}}},
		},
		paper.Space{MM: 1}, t,
	}
	if len(r.Strays) > 0 {
		var items []paper.Field
		for _, s := range r.Strays {
			items = append(items, paper.Field{Label: say("Бөтен нөмір", "Чужой номер"), Value: paper.Same(s)})
		}
		f.Blocks = append(f.Blocks,
			paper.Heading{Text: say("Осы орталықтікі емес, берушіге қайтарылады", "Не наше, возвращается услугодателю")},
			paper.Fields{Label: 45, Rows: items}, paper.Space{MM: 2})
	}
	f.Blocks = append(f.Blocks, paper.Heading{Text: say("Барлығы "+sum.KK, "Всего "+sum.RU)}, legs([2]paper.Sign{
		{Who: say("1. Тапсырды: берушінің кеңсесі", "Сдал: канцелярия услугодателя"), Lines: signed()},
		{Who: say("Қабылдады: шабарман", "Принял: курьер"), Lines: signed()},
	}, [2]paper.Sign{
		{Who: say("2. Тапсырды: шабарман", "Сдал: курьер"), Lines: signed()},
		{Who: say("Қабылдады: жинақтаушы сектор", "Принял: накопительный сектор"), Name: opt.Worker, Lines: signed()},
	}))
	return f, nil
}
