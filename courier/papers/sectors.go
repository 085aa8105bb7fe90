package papers

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/courier/forms"
	"tereze/intake"
	"tereze/intake/code"
	"tereze/intake/paper"
	"tereze/store"
)

// sectors are the papers of the sector, of the archive and of the day.
func sectors(ctx context.Context, o *courier.Office, w Want) (p Paper, err error) {
	opt := forms.Options{Worker: w.Worker, Head: w.Head, Copy: w.Copy}
	var f *paper.Form
	p.Subject = strconv.FormatUint(w.Number, 10)
	switch w.Kind {
	case Registry:
		f, err = forms.Registry(ctx, o, w.Number, opt)
	case Discrepancy:
		if f, err = forms.Discrepancy(ctx, o, w.Number, opt); errors.Is(err, store.ErrNotFound) {
			err = noAct()
		}
	case Return:
		f, err = forms.Return(ctx, o, w.Number, opt)
	case Inventory:
		if p.Subject = w.Inventory; w.Case != uuid.Nil {
			if p.Subject, err = shelf(ctx, o, w.Case); err != nil {
				return p, err
			}
		}
		if f, err = forms.Inventory(ctx, o, p.Subject, opt); errors.Is(err, store.ErrNotFound) {
			err = noInventory()
		}
	case Report:
		p.Subject = strings.ReplaceAll(w.Day.String(), "-", "")
		if f, err = forms.Day(ctx, o, w.Day, opt); errors.Is(err, code.ErrDay) {
			err = unknown()
		}
	default:
		return p, unknown()
	}
	if err != nil {
		return p, err
	}
	f.Kind = string(w.Kind) // one word for a paper in files, journal and command line
	p.Form = f
	return p, nil
}

// shelf is the inventory a case lies in.
func shelf(ctx context.Context, o *courier.Office, id uuid.UUID) (string, error) {
	c, err := o.Case(ctx, id)
	if err != nil {
		return "", err
	}
	if c.Stage != intake.Archived {
		return "", noInventory()
	}
	return c.Shelf, nil
}
