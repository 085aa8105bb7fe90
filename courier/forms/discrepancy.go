package forms

import (
	"context"
	"fmt"
	"strconv"

	"tereze/courier"
	"tereze/intake/calendar"
	"tereze/intake/paper"
	"tereze/store"
)

// Discrepancy is the act about what did not match a registry (process 4) on
// A4, in two copies: what was on the list and not in the box, and the other
// way round. registry is the number of the registry, not of the act. An unknown
// one is refused with courier.ProblemNoRegistry; where all matched there is no
// act, and the error is store.ErrNotFound.
func Discrepancy(ctx context.Context, o *courier.Office, registry uint64, opt Options) (*paper.Form, error) {
	r, err := o.Registry(ctx, registry)
	if err != nil {
		return nil, err
	}
	a, err := o.DiscrepancyOf(ctx, registry)
	if err != nil {
		return nil, err
	}
	if a == nil {
		return nil, fmt.Errorf("forms: registry %d has no discrepancy act: %w", registry, store.ErrNotFound)
	}
	missed, err := missedRows(ctx, o, a.Missed)
	if err != nil {
		return nil, err
	}
	f := start(o, opt, "discrepancy", paper.A4, a.At)
	num, reg := strconv.FormatUint(a.Number, 10), strconv.FormatUint(registry, 10)
	f.Title = say("Сәйкессіздік актісі № "+num, "Акт о расхождении № "+num)
	counted := say(
		"Қорапта болмағаны: "+strconv.Itoa(len(a.Missed))+", тізілімде жоғы: "+strconv.Itoa(len(a.Extra)),
		"Не оказалось в коробе: "+strconv.Itoa(len(a.Missed))+", лишнего: "+strconv.Itoa(len(a.Extra)))
	f.Blocks = []paper.Block{
		paper.Title{Text: f.Title, About: say("№ "+reg+" тізілім бойынша", "по реестру № "+reg)},
		paper.Fields{Label: 50, Rows: append([]paper.Field{
			{Label: say("Қызметті беруші", "Услугодатель"), Value: providerOf(o, r.Provider), Bold: true},
			{Label: say("Актінің күні", "Дата акта"), Value: long(calendar.DateOf(a.At))},
			{Label: say("Тізілімде болғаны", "Было в реестре"), Value: say(strconv.FormatUint(r.Cases, 10)+" іс", "дел: "+strconv.FormatUint(r.Cases, 10))},
		}, onTheRoad(o, r)...)},
		paper.Space{MM: 1},
		paper.Big{Heavy: true, Size: 13, Label: say("Сәйкессіздік", "Расхождение"), Value: counted},
		paper.Para{Beside: true, Text: say(
			"Қорап ашылып, ішіндегісі тізіліммен салыстырылды. Тізілімге сәйкес келмегені төменде аталды және орталыққа қайтарылды. Осы акт екі данада жасалды.",
			"Короб вскрыт, содержимое сверено с реестром. Не совпавшее названо ниже и возвращено в центр. Настоящий акт составлен в двух экземплярах.",
		)},
	}
	if len(a.Missed) > 0 {
		f.Blocks = append(f.Blocks, paper.Heading{Text: say("Тізілімде бар, қорапта жоқ", "В реестре есть, в коробе нет")}, missed)
	}
	if len(a.Extra) > 0 {
		t := paper.Table{Columns: []paper.Column{
			colNo, {Head: say("Қағаздағы нөмір немесе код", "Номер или код на бумаге"), Bold: true},
			{Head: say("Ескертпе", "Примечание"), Width: 80, Text: 24},
		}}
		for i, s := range a.Extra {
			t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), s, ""})
		}
		f.Blocks = append(f.Blocks, paper.Heading{Text: say("Қорапта бар, тізілімде жоқ", "В коробе есть, в реестре нет")}, t)
	}
	f.Blocks = append(f.Blocks, paper.Space{MM: 2}, paper.Signs{Places: []paper.Sign{
		{Who: say("Берушінің кеңсесі", "Канцелярия услугодателя"), Name: r.Receiver, Lines: signed()},
		{Who: say("Шабарман", "Курьер"), Name: r.Courier, Lines: signed()},
		{Who: say("Жинақтаушы сектор", "Накопительный сектор"), Name: opt.Worker, Lines: signed()},
	}})
	return f, nil
}

// missedRows are the cases that were not in the box, with their codes.
func missedRows(ctx context.Context, o *courier.Office, numbers []string) (t paper.Table, err error) {
	t.Size = 7.5
	t.Columns = []paper.Column{colNo, colNumber, colCode,
		{Head: say("Қызмет", "Услуга"), Width: 26, Text: 16}, {Head: say("Алушы", "Получатель")}}
	err = o.View(ctx, func(tx *store.Tx) error {
		t.Rows = nil
		l := legend{o: o}
		for i, s := range numbers {
			row := []string{strconv.Itoa(i + 1), s, "", "", ""}
			c, err := numbered(tx, s)
			if err != nil {
				return err
			}
			if c != nil {
				row = append(row[:2], c.Number.Barcode(), l.service(c), c.Recipient.ShortName())
			}
			t.Rows = append(t.Rows, row)
		}
		return nil
	})
	return t, err
}
