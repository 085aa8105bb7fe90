package forms

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/intake/paper"
	"tereze/intake/trio"
	"tereze/store"
)

// page is how many index rows are read at a time.
const page = 200

// listed reads the cases of a registry in the order of their numbers, wherever
// they are now: kind as in intake.RegistryKey. also are those that left it.
func listed(ctx context.Context, o *courier.Office, kind byte, no uint64, also []uuid.UUID) (all []*intake.Case, err error) {
	err = o.View(ctx, func(tx *store.Tx) error {
		ids := slices.Clone(also)
		for _, out := range []bool{true, false} {
			var after []byte
			for {
				rows, err := intake.RegistryPageOf(tx, kind, no, out, after, page)
				if err != nil {
					return err
				}
				for _, r := range rows {
					ids = append(ids, r.ID)
				}
				if len(rows) < page {
					break
				}
				after = rows[page-1].Cursor
			}
		}
		all, err = read(tx, ids)
		return err
	})
	return all, err
}

// read reads cases, each once, in the order of their numbers.
func read(tx *store.Tx, ids []uuid.UUID) ([]*intake.Case, error) {
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
	ids = slices.Compact(ids)
	all := make([]*intake.Case, 0, len(ids))
	for _, id := range ids {
		c, err := intake.Cases.Get(tx, id[:])
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b *intake.Case) int { return strings.Compare(string(a.Number), string(b.Number)) })
	return all, nil
}

// numbered reads the cases of numbers written on an act; a number that leads
// nowhere stays without its case.
func numbered(tx *store.Tx, number string) (*intake.Case, error) {
	hits, err := intake.ByNumber.Page(tx, append([]byte("n"), number...), nil, 1, false)
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	c, err := intake.Cases.Get(tx, hits[0].ID)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	return c, err
}

// legend gathers the full names that rows point to: names of services and of
// documents are too long for a row, and the same in most of them.
type legend struct {
	o        *courier.Office
	services []legendRow
	papers   []legendRow
}

type legendRow struct {
	mark string
	name trio.Text
}

// service is the short name for a row.
func (l *legend) service(c *intake.Case) string {
	svc, _, ok := l.o.Service(c)
	if !ok {
		return c.Service
	}
	mark := stacked(svc.Short)
	if !slices.Contains(l.services, legendRow{mark, svc.Name}) {
		l.services = append(l.services, legendRow{mark, svc.Name})
	}
	return mark
}

// sentOn is the documents that go on with a case, by their numbers in the
// legend, "№1–2", and the sum of their sheets. What was only shown went home.
func (l *legend) sentOn(c *intake.Case) (cell string, sheets int) {
	svc, _, _ := l.o.Service(c)
	var all []string
	for _, p := range c.Papers {
		if p.Shown {
			continue
		}
		sheets += p.Sheets
		all = append(all, l.paper(svc, p)+"–"+strconv.Itoa(p.Sheets))
	}
	return strings.Join(all, "\n"), sheets
}

func (l *legend) paper(svc *catalogue.Service, p intake.Paper) string {
	name := paper.Same(p.Code)
	if svc != nil {
		if doc, ok := svc.DocumentByCode(p.Code); ok {
			name = doc.Name
		}
	}
	kind := p.Kind.Words()
	name = say(name.KK+" ("+kind.KK+")", name.RU+" ("+kind.RU+")")
	for _, r := range l.papers {
		if r.name == name {
			return r.mark
		}
	}
	mark := "№" + strconv.Itoa(len(l.papers)+1)
	l.papers = append(l.papers, legendRow{mark, name})
	return mark
}

// block is the legend itself; of no rows, nothing.
func (l *legend) block() paper.Block {
	if len(l.services) == 0 {
		return paper.Space{}
	}
	t := paper.Table{Size: 7, Columns: []paper.Column{
		{Head: paper.Same("Белгі · Знак"), Width: 42, Text: 12, Bold: true},
		{Head: paper.Same("Тізілімдегі қызметтер мен құжаттар")},
		{Head: paper.Same("Услуги и документы в реестре")},
	}}
	for _, r := range append(slices.Clone(l.services), l.papers...) {
		t.Rows = append(t.Rows, []string{strings.ReplaceAll(r.mark, "\n", " · "), r.name.KK, r.name.RU})
	}
	return t
}

// The columns that tables of cases share. A code is as wide as a bad copier
// wants it.
var (
	colNo     = paper.Column{Head: paper.Same("№"), Width: 8, Text: 3, Right: true}
	colNumber = paper.Column{Head: say("Өтініш нөмірі", "Номер заявления"), Width: 30, Text: 17, Bold: true}
	colCode   = paper.Column{Head: paper.Same("Штрих-код"), Width: 74, Text: 20, Code: true}
)
