package forms

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/paper"
	"tereze/intake/trio"
	"tereze/store"
)

// Inventory is the list of what one sweep put into the archive (process 7) on
// A4, in two copies: by kind of document and, in each, by the day the result
// was ready. key is that of intake.Inventory: "2015/3". What was taken out
// since is not on it and is counted. An unknown key is store.ErrNotFound.
func Inventory(ctx context.Context, o *courier.Office, key string, opt Options) (*paper.Form, error) {
	inv, all, err := shelved(ctx, o, key)
	if err != nil {
		return nil, err
	}
	workers, err := o.Workers(ctx)
	if err != nil {
		return nil, err
	}
	f := start(o, opt, "inventory", paper.A4, inv.Day.In(o.Desk.Office.Zone()))
	f.Title = say("Мұрағат тізімдемесі № "+key, "Архивная опись № "+key)
	if !inv.Done {
		f.Mark = unfinished(f.Mark)
	}
	facts := []paper.Field{
		{Label: say("Тізімдеменің күні", "Дата описи"), Value: long(inv.Day)},
		{Label: say("Жасаған", "Составил"), Value: paper.Same(workerOf(workers, inv.By))},
		{Label: say("Барлығы", "Всего"), Value: say(strconv.Itoa(len(all))+" құжат", "документов: "+strconv.Itoa(len(all))), Bold: true},
	}
	if gone := int(inv.Cases) - len(all); inv.Done && gone > 0 {
		facts = append(facts, paper.Field{Label: say("Кейін алынғаны", "Взято после"), Value: paper.Same(strconv.Itoa(gone))})
	}
	f.Blocks = []paper.Block{
		paper.Title{Text: f.Title, About: say("талап етілмеген нәтижелер", "невостребованные результаты")},
		paper.Fields{Label: 50, Rows: facts},
	}
	kinds := byKind(o, all)
	if len(kinds) > 1 {
		sum := paper.Table{Columns: []paper.Column{
			{Head: paper.Same("Құжат түрі")}, {Head: paper.Same("Вид документа")},
			{Head: say("Саны", "Кол-во"), Width: 18, Text: 6, Right: true},
		}}
		for _, k := range kinds {
			sum.Rows = append(sum.Rows, []string{k.name.KK, k.name.RU, strconv.Itoa(len(k.cases))})
		}
		f.Blocks = append(f.Blocks, paper.Space{MM: 1}, sum)
	}
	n := 0
	for _, k := range kinds {
		t := paper.Table{Size: 7.5, Columns: []paper.Column{
			colNo, colNumber, colCode,
			{Head: say("Алушы", "Получатель"), Text: 12},
			{Head: say("Дайын болған күні", "Готово с"), Width: 19, Text: 10, Bold: true},
			{Head: say("Сақталған соңғы күн", "Ждал по"), Width: 19, Text: 10},
		}}
		for _, c := range k.cases {
			n++
			t.Rows = append(t.Rows, []string{strconv.Itoa(n), string(c.Number), c.Number.Barcode(),
				c.Recipient.ShortName(), short(c.ReadyOn), short(c.KeepTo)})
		}
		t.Totals = []string{"", "", "Барлығы · Всего", strconv.Itoa(len(k.cases)), "", ""}
		f.Blocks = append(f.Blocks, paper.Heading{Text: k.name, Size: 9}, t)
	}
	f.Blocks = append(f.Blocks, paper.Space{MM: 2}, paper.Signs{Places: []paper.Sign{
		{Who: say("Тапсырды: инспектор", "Сдал: инспектор"), Name: opt.Worker, Lines: signed()},
		{Who: say("Мұрағатқа қабылдады", "Принял в архив"), Lines: append(signed(), say("Сөре, қорап", "Полка, короб"))},
	}})
	return f, nil
}

// shelved reads an inventory and what still lies under it.
func shelved(ctx context.Context, o *courier.Office, key string) (inv *intake.Inventory, all []*intake.Case, err error) {
	err = o.View(ctx, func(tx *store.Tx) error {
		inv = nil
		for v, err := range intake.Inventories.Scan(tx, nil, nil, true) {
			if err != nil {
				return err
			}
			if v.Key() == key {
				inv = v
				break
			}
		}
		if inv == nil {
			return fmt.Errorf("forms: inventory %s: %w", key, store.ErrNotFound)
		}
		var ids []uuid.UUID
		var after []byte
		for {
			hits, err := intake.ByShelf.Page(tx, store.AppendString(nil, key), after, page, false)
			if err != nil {
				return err
			}
			for _, h := range hits {
				id, err := uuid.FromBytes(h.ID)
				if err != nil {
					return err
				}
				ids = append(ids, id)
			}
			if len(hits) < page {
				break
			}
			after = slices.Clone(hits[page-1].Cursor)
		}
		all, err = read(tx, ids)
		return err
	})
	return inv, all, err
}

// kind is the papers of one kind, in the order of their dates.
type kind struct {
	name  trio.Text
	cases []*intake.Case
}

// byKind sorts results by what they are: of a service its result, and apart
// from it the reasoned refusals.
func byKind(o *courier.Office, all []*intake.Case) (kinds []kind) {
	for _, c := range all {
		name := paper.Same(c.Service)
		if svc, _, ok := o.Service(c); ok {
			name = svc.Short
			if c.Outcome != intake.ReasonedRefusal {
				name = say(svc.Short.KK+": "+svc.Result.Name.KK, svc.Short.RU+": "+svc.Result.Name.RU)
			}
		}
		if w := c.Outcome.Words(); c.Outcome == intake.ReasonedRefusal {
			name = say(name.KK+": "+w.KK, name.RU+": "+w.RU)
		}
		i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })
		if i < 0 {
			i, kinds = len(kinds), append(kinds, kind{name: name})
		}
		kinds[i].cases = append(kinds[i].cases, c)
	}
	slices.SortFunc(kinds, func(a, b kind) int {
		if a.name.KK < b.name.KK {
			return -1
		}
		return 1
	})
	for _, k := range kinds {
		slices.SortStableFunc(k.cases, func(a, b *intake.Case) int { return a.ReadyOn.Compare(b.ReadyOn) })
	}
	return kinds
}
