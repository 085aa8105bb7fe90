package forms

import (
	"fmt"
	"strconv"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/paper"
	"tereze/intake/trio"
)

// tally is a number of something with a name.
type tally struct {
	name trio.Text
	n    int
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

// accepted is what each service brought that was accepted.
func accepted(all []courier.Tally) (rows []tally) {
	for _, t := range all {
		if t.Accepted > 0 {
			rows = append(rows, tally{t.Name, t.Accepted})
		}
	}
	return rows
}

func reasons(all []courier.Reason) (rows []tally) {
	for _, r := range all {
		rows = append(rows, tally{r.Name, r.N})
	}
	return rows
}

// processes is the day by the regulation's numbers.
func processes(r *courier.Report) paper.Table {
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
	cases := r.Acts.Cases
	out, outCases := r.Acts.Out()
	in, inCases := r.Acts.In()
	row(1, say("басқа жерге жіберілді", "направлено в другое место"), r.Total.Elsewhere)
	row(1, intake.ActRefuse.Words(), r.Total.Refused)
	row(2, intake.ActAccept.Words(), r.Total.Accepted)
	row(3, intake.ActGive.Words(), cases[intake.ActGive])
	row(3, intake.ActReceive.Words(), cases[intake.ActReceive])
	row(4, say("шабарманмен жіберілді: тізілім", "отправлено с курьером: реестров"), out)
	row(4, say("олардағы іс", "дел в них"), outCases)
	row(4, say("берушіге жеткізілді: тізілім", "доставлено услугодателю: реестров"), in)
	row(4, say("олардағы іс", "дел в них"), inCases)
	row(4, say("сәйкессіздік актісі", "актов о расхождении"), r.Acts.Mismatches)
	row(5, intake.ActReturn.Words(), cases[intake.ActReturn])
	row(6, intake.ActMark.Words(), cases[intake.ActMark])
	row(6, say("басқа орталықтың нөмірі оқылды", "считано номеров другого центра"), r.Acts.Strays)
	row(6, intake.ActForward.Words(), cases[intake.ActForward])
	row(7, intake.ActIssue.Words(), cases[intake.ActIssue])
	row(7, intake.ActArchive.Words(), cases[intake.ActArchive])
	row(7, intake.ActRetrieve.Words(), cases[intake.ActRetrieve])
	row(0, intake.ActWithdraw.Words(), cases[intake.ActWithdraw])
	row(0, say("кері қайтарылған әрекет (жоғарыда саналған)", "отменённых действий (выше сосчитаны)"), cases[intake.ActUndo])
	if r.Total.Annulled > 0 {
		row(0, say("күші жойылған нөмір (жоғарыда саналған)", "аннулированных номеров (выше сосчитаны)"), r.Total.Annulled)
	}
	return t
}

// people is what each worker did at the counter, and how long it took.
func people(all []courier.Tally) paper.Table {
	t := paper.Table{Size: 8, Columns: []paper.Column{
		{Head: say("Қызметкер", "Работник"), Bold: true},
		{Head: say("Терезе", "Окно"), Width: 15, Text: 6, Right: true},
		{Head: say("Қабылд.", "Принято"), Width: 17, Text: 7, Right: true},
		{Head: say("Бас тарту", "Отказано"), Width: 19, Text: 9, Right: true},
		{Head: say("Бағытт.", "Направл."), Width: 19, Text: 8, Right: true},
		{Head: say("Берілді", "Выдано"), Width: 17, Text: 7, Right: true},
		{Head: say("Орташа", "Среднее"), Width: 17, Text: 7, Right: true},
		{Head: paper.Same(">15"), Width: 10, Text: 4, Right: true},
	}}
	for _, p := range all {
		window := ""
		if p.Window > 0 {
			window = strconv.Itoa(p.Window)
		}
		t.Rows = append(t.Rows, []string{p.Name.KK, window, strconv.Itoa(p.Accepted), strconv.Itoa(p.Refused),
			strconv.Itoa(p.Elsewhere), strconv.Itoa(p.Issued), minutes(p.Times), over(p.Times)})
	}
	return t
}

// hours is how the people came, and how long they stood.
func hours(all []courier.Hour) paper.Table {
	t := paper.Table{Size: 8, Columns: []paper.Column{
		{Head: say("Сағат", "Час"), Text: 6, Bold: true},
		{Head: say("Қызмет көрсетілді", "Обслужено"), Width: 34, Text: 17, Right: true},
		{Head: say("Уақыты белгілі", "Время известно"), Width: 34, Text: 15, Right: true},
		{Head: say("Орташа, мин", "Среднее, мин"), Width: 34, Text: 12, Right: true},
		{Head: paper.Same(">15"), Width: 20, Text: 4, Right: true},
	}}
	for _, h := range all {
		t.Rows = append(t.Rows, []string{fmt.Sprintf("%02d", h.Hour), strconv.Itoa(h.Served), strconv.Itoa(h.Timed), minutes(h.Times), over(h.Times)})
	}
	return t
}

// minutes is a mean as "10,2", a dash where no time is known.
func minutes(t courier.Times) string {
	if t.Timed == 0 {
		return "–"
	}
	tenths := (t.Mean + 3) / 6
	return fmt.Sprintf("%d,%d", tenths/10, tenths%10)
}

func over(t courier.Times) string {
	if t.Timed == 0 {
		return "–"
	}
	return strconv.Itoa(t.Over)
}

// timed says of how many the time is known, and what the mean is.
func timed(t courier.Tally) trio.Text {
	n, of := strconv.Itoa(t.Timed), strconv.Itoa(t.Accepted+t.Refused)
	return say("Уақыты белгілі: "+n+", барлығы: "+of+". Орташа "+minutes(t.Times)+" мин (15 мин дейін болуы тиіс); 15 минуттан асқаны: "+over(t.Times)+".",
		"Время известно у "+n+" из "+of+". Среднее "+minutes(t.Times)+" мин (должно быть не более 15); дольше 15 минут: "+over(t.Times)+".")
}

// hanging is what the conveyor shows, station by station, and what of the day
// is owed.
func hanging(r *courier.Report) paper.Table {
	n := func(v int64) int { return int(v) }
	c := &r.Now
	return table([]tally{
		{say("Бүгін шабарманға берілуге тиіс, тізілімде жоқ", "Должно уйти с курьером сегодня, ни в одном реестре"), n(c.MustLeave())},
		{say("оның ішінде мерзімі өткен", "из них просрочено"), n(c.Counter.Late + c.Sector.Late)},
		{say("Тапсыру екі жақпен расталмаған", "Передача не подтверждена обеими сторонами"), n(c.Unsettled)},
		{say("Тізілімде, бірақ әлі жіберілмеген", "В реестрах, которые ещё не ушли"), n(c.Packed)},
		{say("оның ішінде осы күні кетуге тиіс", "из них должно уйти в этот день"), n(r.Duties.Of(courier.DutyRegistry).N)},
		{say("Берушінің қадамы осы күні бітеді", "Шаг услугодателя кончается в этот день"), n(r.Duties.Of(courier.DutyStepToday).N)},
		{say("Беруші мерзімін өткізген", "Просрочено услугодателем"), n(c.Away.Late)},
		{say("Қайтты, инспекторға берілмеген", "Вернулось, не передано инспектору"), n(c.Marked.All)},
		{say("оның ішінде кешегі және одан бұрынғы", "из них со вчерашнего дня и раньше"), n(c.Marked.Late)},
		{say("Қолхаттағы күнге үш күн қалған, дайын емес", "До дня по расписке три дня или меньше, не готово"), n(r.Duties.Of(courier.DutyTerm).N)},
		{say("Беруге дайын", "Готово к выдаче"), n(c.Ready.All)},
		{say("Мұрағатқа өткізілуге тиіс", "Пора в архив"), n(c.Ready.Late)},
		{say("Аяқталмаған өтініштер", "Незаконченные заявления"), n(c.Drafts)},
	})
}
