package forms

import (
	"context"
	"slices"
	"strconv"

	"tereze/courier"
	"tereze/intake/paper"
	"tereze/store"
)

// move is a registry that left or arrived on the day.
type move struct {
	*courier.Registry
	cases, missed int
	left, arrived bool
}

type moves []move

// registries reads those that moved, by their numbers.
func registries(ctx context.Context, o *courier.Office, did *acts) (all moves, err error) {
	nos := append(slices.Clone(did.dispatched), did.delivered...)
	slices.Sort(nos)
	err = o.View(ctx, func(tx *store.Tx) error {
		all = nil
		for _, no := range slices.Compact(nos) {
			r, err := courier.Registries.Get(tx, store.AppendUint64(nil, no))
			if err != nil {
				return err
			}
			all = append(all, move{r, int(r.Cases), len(r.Missed), slices.Contains(did.dispatched, no), slices.Contains(did.delivered, no)})
		}
		return nil
	})
	return all, err
}

func (all moves) sum(of func(move) (bool, int)) (registries, cases int) {
	for _, m := range all {
		if yes, n := of(m); yes {
			registries, cases = registries+1, cases+n
		}
	}
	return registries, cases
}

func (all moves) table(o *courier.Office) paper.Table {
	t := paper.Table{Size: 8, Columns: []paper.Column{
		{Head: say("Тізілім", "Реестр"), Width: 15, Text: 7, Right: true, Bold: true},
		{Head: say("Қызметті беруші", "Услугодатель")},
		{Head: say("Іс", "Дел"), Width: 10, Text: 4, Right: true},
		{Head: say("Шабарман", "Курьер"), Width: 34, Text: 12},
		{Head: say("Жіберілді", "Отправлено"), Width: 24, Text: 10},
		{Head: say("Жеткізілді", "Доставлено"), Width: 24, Text: 10},
	}}
	for _, m := range all {
		name := paper.Same(m.Provider)
		if p, ok := o.Desk.Office.Provider(m.Provider); ok {
			name = p.Name
		}
		t.Rows = append(t.Rows, []string{strconv.FormatUint(m.Number, 10), stacked(name), strconv.Itoa(m.cases),
			m.Courier, moment(o, m.DispatchedAt), moment(o, m.DeliveredAt)})
	}
	return t
}
