package forms

import (
	"context"
	"encoding/hex"
	"strconv"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/paper"
	"tereze/intake/trio"
)

// Day is the end-of-day report on A4: what was done on a day by the seven
// processes, why people left without a receipt, which registries moved, what
// hangs, and the journal's head in full. What was done is read from the
// journal, so that it stays the same whenever it is printed; what hangs is that
// of the moment printed beside it. The error is code.ErrDay for a day that no
// number can hold.
func Day(ctx context.Context, o *courier.Office, day calendar.Date, opt Options) (*paper.Form, error) {
	if opt.Head.Seq == 0 {
		head, err := o.Ledger.Head(ctx)
		if err != nil {
			return nil, err
		}
		opt.Head = head
	}
	at := o.Now()
	seen, err := atCounter(ctx, o, day)
	if err != nil {
		return nil, err
	}
	did, err := done(ctx, o, day, opt.Head)
	if err != nil {
		return nil, err
	}
	moved, err := registries(ctx, o, did)
	if err != nil {
		return nil, err
	}
	stands, err := o.Conveyor(ctx, calendar.DateOf(at))
	if err != nil {
		return nil, err
	}
	f := start(o, opt, "day", paper.A4, at)
	f.Copies = 1
	on := long(day)
	f.Title = say("Күн соңындағы есеп "+short(day), "Отчёт за день "+short(day))
	f.Blocks = []paper.Block{
		paper.Title{Text: say("Күн соңындағы есеп", "Отчёт за день"), About: on},
		paper.Heading{Text: say("Не істелді", "Что сделано")},
		processes(seen, did, moved),
	}
	f.Blocks = append(f.Blocks, tallies(say("Қабылданғаны қызметтер бойынша", "Принято по услугам"), seen.services)...)
	f.Blocks = append(f.Blocks, tallies(say("Қабылдаудан бас тарту: не жетіспеді", "Отказано в приёме: чего не хватало"), seen.missing)...)
	f.Blocks = append(f.Blocks, tallies(say("Басқа жерге жіберілгендер: себебі", "Направлено в другое место: причина"), did.reasons())...)
	if len(moved) > 0 {
		f.Blocks = append(f.Blocks, paper.Heading{Text: say("Күннің тізілімдері", "Реестры дня")}, moved.table(o))
	}
	hour := moment(o, at)
	f.Blocks = append(f.Blocks,
		paper.Heading{Text: say("Кідіріп тұрғаны ("+hour+" жағдайы бойынша)", "Что висит (на "+hour+")")},
		hanging(stands),
		paper.Heading{Text: say("Журналдың соңғы жазбасы", "Последняя запись журнала")},
		paper.Para{Text: paper.Same("№ " + strconv.FormatUint(opt.Head.Seq, 10) + "  " + hex.EncodeToString(opt.Head.Hash[:])), Size: 8},
		paper.Space{MM: 2},
		paper.Signs{Places: []paper.Sign{
			{Who: say("Есепті жасаған", "Отчёт составил"), Name: opt.Worker, Lines: signed()},
			{Who: say("Супервайзер", "Супервайзер"), Lines: signed()},
		}},
	)
	return f, nil
}

// reasons are the turn-aways, the most frequent first.
func (a *acts) reasons() (all []tally) {
	for code, n := range a.turned {
		all = append(all, tally{(&intake.TurnAway{Reason: code}).Why(), n})
	}
	sortTallies(all)
	return all
}

// table is rows with a number at the end: Kazakh, Russian, how many.
func table(rows []tally) paper.Table {
	t := paper.Table{Size: 8, Columns: []paper.Column{
		{Head: paper.Same("Қазақша")}, {Head: paper.Same("По-русски")},
		{Head: say("Саны", "Кол-во"), Width: 18, Text: 6, Right: true, Bold: true},
	}}
	for _, r := range rows {
		t.Rows = append(t.Rows, []string{r.name.KK, r.name.RU, strconv.Itoa(r.n)})
	}
	return t
}

// tallies is a table under its heading; nothing when there is nothing to say.
func tallies(head trio.Text, rows []tally) []paper.Block {
	if len(rows) == 0 {
		return nil
	}
	return []paper.Block{paper.Heading{Text: head}, table(rows)}
}

// processes is the day by the regulation's numbers.
func processes(seen counter, did *acts, moved moves) paper.Table {
	t := paper.Table{Size: 8, Columns: []paper.Column{
		{Head: paper.Same("№"), Width: 8, Text: 2, Right: true},
		{Head: paper.Same("Не істелді")}, {Head: paper.Same("Что сделано")},
		{Head: say("Саны", "Кол-во"), Width: 18, Text: 6, Right: true, Bold: true},
	}}
	row := func(process int, name trio.Text, n int) {
		no := ""
		if process > 0 {
			no = strconv.Itoa(process)
		}
		t.Rows = append(t.Rows, []string{no, name.KK, name.RU, strconv.Itoa(n)})
	}
	turned := 0
	for _, n := range did.turned {
		turned += n
	}
	out, outCases := moved.sum(func(m move) (bool, int) { return m.left, m.cases })
	in, inCases := moved.sum(func(m move) (bool, int) { return m.arrived, m.cases - m.missed })
	row(1, say("басқа жерге жіберілді", "направлено в другое место"), turned)
	row(1, intake.ActRefuse.Words(), seen.refused)
	row(2, intake.ActAccept.Words(), seen.accepted)
	row(3, intake.ActGive.Words(), did.cases[intake.ActGive])
	row(3, intake.ActReceive.Words(), did.cases[intake.ActReceive])
	row(4, say("шабарманмен жіберілді: тізілім", "отправлено с курьером: реестров"), out)
	row(4, say("олардағы іс", "дел в них"), outCases)
	row(4, say("берушіге жеткізілді: тізілім", "доставлено услугодателю: реестров"), in)
	row(4, say("олардағы іс", "дел в них"), inCases)
	row(4, say("сәйкессіздік актісі", "актов о расхождении"), did.mismatches)
	row(5, intake.ActReturn.Words(), did.cases[intake.ActReturn])
	row(6, intake.ActMark.Words(), did.cases[intake.ActMark])
	row(6, say("басқа орталықтың нөмірі оқылды", "считано номеров другого центра"), did.strays)
	row(6, intake.ActForward.Words(), did.cases[intake.ActForward])
	row(7, intake.ActIssue.Words(), did.cases[intake.ActIssue])
	row(7, intake.ActArchive.Words(), did.cases[intake.ActArchive])
	row(7, intake.ActRetrieve.Words(), did.cases[intake.ActRetrieve])
	row(0, intake.ActWithdraw.Words(), did.cases[intake.ActWithdraw])
	row(0, say("кері қайтарылған әрекет (жоғарыда саналған)", "отменённых действий (выше сосчитаны)"), did.cases[intake.ActUndo])
	if seen.annulled > 0 {
		row(0, say("күші жойылған нөмір (жоғарыда саналған)", "аннулированных номеров (выше сосчитаны)"), seen.annulled)
	}
	return t
}

// hanging is what the conveyor shows, station by station.
func hanging(c courier.Conveyor) paper.Table {
	n := func(v int64) int { return int(v) }
	return table([]tally{
		{say("Бүгін шабарманға берілуге тиіс, тізілімде жоқ", "Должно уйти с курьером сегодня, ни в одном реестре"), n(c.MustLeave())},
		{say("оның ішінде мерзімі өткен", "из них просрочено"), n(c.Counter.Late + c.Sector.Late)},
		{say("Тапсыру екі жақпен расталмаған", "Передача не подтверждена обеими сторонами"), n(c.Unsettled)},
		{say("Тізілімде, бірақ әлі жіберілмеген", "В реестрах, которые ещё не ушли"), n(c.Packed)},
		{say("Беруші мерзімін өткізген", "Просрочено услугодателем"), n(c.Away.Late)},
		{say("Қайтты, инспекторға берілмеген", "Вернулось, не передано инспектору"), n(c.Marked.All)},
		{say("оның ішінде кешегі және одан бұрынғы", "из них со вчерашнего дня и раньше"), n(c.Marked.Late)},
		{say("Беруге дайын", "Готово к выдаче"), n(c.Ready.All)},
		{say("Мұрағатқа өткізілуге тиіс", "Пора в архив"), n(c.Ready.Late)},
		{say("Аяқталмаған өтініштер", "Незаконченные заявления"), n(c.Drafts)},
	})
}
