package forms

import (
	"context"
	"encoding/hex"
	"strconv"

	"tereze/courier"
	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/intake/paper"
)

// Day is the end-of-day report on A4: what was done on a day by the seven
// processes, by whom and how long it took at the counter, why people left
// without a receipt, which registries moved, what hangs, and the journal's
// head in full. The figures are those of courier.Report. What hangs is that of
// the moment printed beside it. The error is code.ErrDay for a day that no
// number can hold.
func Day(ctx context.Context, o *courier.Office, day calendar.Date, opt Options) (*paper.Form, error) {
	if _, err := code.Make(o.Desk.Office.Number, day.In(o.Desk.Office.Zone()), 1); err != nil {
		return nil, err
	}
	r, err := o.Report(ctx, day, opt.Head)
	if err != nil {
		return nil, err
	}
	opt.Head = r.Head
	at := o.Now()
	f := start(o, opt, "day", paper.A4, at)
	f.Copies = 1
	f.Title = say("Күн соңындағы есеп "+short(day), "Отчёт за день "+short(day))
	f.Blocks = []paper.Block{
		paper.Title{Text: say("Күн соңындағы есеп", "Отчёт за день"), About: long(day)},
		paper.Heading{Text: say("Не істелді", "Что сделано")},
		processes(r),
	}
	f.Blocks = append(f.Blocks, tallies(say("Қабылданғаны қызметтер бойынша", "Принято по услугам"), accepted(r.Services))...)
	if len(r.Operators) > 0 {
		f.Blocks = append(f.Blocks, paper.Heading{Text: say("Қызметкерлер бойынша", "По работникам")}, people(r.Operators))
	}
	if len(r.Hours) > 0 {
		f.Blocks = append(f.Blocks, paper.Heading{Text: say("Терезедегі уақыт, сағат бойынша", "Время у окна по часам")}, hours(r.Hours),
			paper.Para{Text: timed(r.Total), Size: 8})
	}
	f.Blocks = append(f.Blocks, tallies(say("Қабылдаудан бас тарту: не жетіспеді", "Отказано в приёме: чего не хватало"), reasons(r.Refusals))...)
	f.Blocks = append(f.Blocks, tallies(say("Басқа жерге жіберілгендер: себебі", "Направлено в другое место: причина"), reasons(r.TurnAways))...)
	if len(r.Acts.Moves) > 0 {
		f.Blocks = append(f.Blocks, paper.Heading{Text: say("Күннің тізілімдері", "Реестры дня")}, moves(o, r.Acts.Moves))
	}
	hour := moment(o, at)
	f.Blocks = append(f.Blocks,
		paper.Heading{Text: say("Кідіріп тұрғаны ("+hour+" жағдайы бойынша)", "Что висит (на "+hour+")")},
		hanging(r))
	if e := r.Closed; e != nil {
		f.Blocks = append(f.Blocks, paper.Heading{Text: say("Күн жабылды", "День закрыт")},
			paper.Para{Text: paper.Same(moment(o, e.At) + ", " + e.By + ", № " + strconv.FormatUint(e.Head.Seq, 10) + "  " + hex.EncodeToString(e.Head.Hash[:])), Size: 8})
	}
	f.Blocks = append(f.Blocks,
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
