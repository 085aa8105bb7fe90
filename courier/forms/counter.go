package forms

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/intake/paper"
	"tereze/intake/trio"
	"tereze/store"
)

// counter is what a day brought to the windows.
type counter struct {
	accepted, refused, annulled int
	services                    []tally // accepted, by service
	missing                     []tally // refused, by what was missing
}

// tally is a number of something with a name.
type tally struct {
	name trio.Text
	n    int
}

// atCounter reads the cases with a number of the day: acceptances and
// refusals share them.
func atCounter(ctx context.Context, o *courier.Office, day calendar.Date) (c counter, err error) {
	first, err := code.Make(o.Desk.Office.Number, day.In(o.Desk.Office.Zone()), 1)
	if err != nil {
		return c, err
	}
	prefix := []byte("n" + string(first[:strings.LastIndexByte(string(first), '-')+1]))
	err = o.View(ctx, func(tx *store.Tx) error {
		c = counter{}
		for h, err := range intake.ByNumber.Seek(tx, prefix, store.PrefixEnd(prefix), false) {
			if err != nil {
				return err
			}
			one, err := intake.Cases.Get(tx, h.ID)
			if err != nil {
				return err
			}
			c.add(o, one)
		}
		return nil
	})
	sortTallies(c.services)
	sortTallies(c.missing)
	return c, err
}

func (c *counter) add(o *courier.Office, one *intake.Case) {
	svc, _, known := o.Service(one)
	if one.Stage != intake.Refused {
		c.accepted++
		if one.Stage == intake.Annulled {
			c.annulled++
		}
		name := paper.Same(one.Service)
		if known {
			name = svc.Short
		}
		c.services = count(c.services, name)
		return
	}
	c.refused++
	for _, m := range one.Missing {
		name, why := paper.Same(m.Code), m.Words()
		if known {
			if doc, ok := svc.DocumentByCode(m.Code); ok {
				name = doc.Name
			}
		}
		if m.Why == intake.MissingExpired { // each with another day
			why = say("мерзімі өткен", "срок истёк")
		}
		c.missing = count(c.missing, say(name.KK+" – "+why.KK, name.RU+" – "+why.RU))
	}
}

func count(all []tally, name trio.Text) []tally {
	for i := range all {
		if all[i].name.KK == name.KK && all[i].name.RU == name.RU {
			all[i].n++
			return all
		}
	}
	return append(all, tally{name, 1})
}

// sortTallies puts the most frequent first.
func sortTallies(all []tally) {
	slices.SortFunc(all, func(a, b tally) int {
		return cmp.Or(cmp.Compare(b.n, a.n), strings.Compare(a.name.KK, b.name.KK), strings.Compare(a.name.RU, b.name.RU))
	})
}
