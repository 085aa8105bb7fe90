package intake

import (
	"context"
	"errors"
	"time"

	"tereze/store"
)

// Pad is what a worker has typed on a form that is no application and not
// recorded yet: the box of a delivery. It is offered again after a crash, a
// logout or a cut line, to the same worker only.
type Pad struct {
	Actor string
	Form  string // which form: "delivery"
	Of    string // what it is about: a registry's number
	At    time.Time
	Data  []byte // the form's own
}

func padID(actor, form, of string) []byte {
	return append(store.AppendString(store.AppendString(nil, actor), form), of...)
}

// SavePad keeps a form as it stands, in the place of what was kept of it.
func (d *Desk) SavePad(ctx context.Context, by By, form, of string, data []byte) error {
	_, err := d.Write(ctx, by, CanSee, 0, func(tx *store.Tx) error {
		return Pads.Put(tx, &Pad{Actor: by.Actor.Code, Form: form, Of: of, At: by.At, Data: data})
	})
	return err
}

// LoadPad gives what the worker left on a form; nil when nothing.
func (d *Desk) LoadPad(ctx context.Context, a Actor, form, of string) (p *Pad, err error) {
	err = d.view(ctx, func(tx *store.Tx) error {
		p, err = Pads.Get(tx, padID(a.Code, form, of))
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if p != nil {
		p.At = p.At.In(d.Office.Zone())
	}
	return p, err
}

// DropPad forgets a form: it was recorded, or given up.
func (d *Desk) DropPad(ctx context.Context, by By, form, of string) error {
	_, err := d.Write(ctx, by, CanSee, 0, func(tx *store.Tx) error {
		id := padID(by.Actor.Code, form, of)
		if ok, err := Pads.Has(tx, id); !ok {
			return err
		}
		return Pads.Drop(tx, id)
	})
	return err
}

func encodePad(e *store.Encoder, p *Pad) {
	e.String(p.Actor)
	e.String(p.Form)
	e.String(p.Of)
	e.Time(p.At)
	e.Bytes(p.Data)
}

func decodePad(d *store.Decoder, _ byte, p *Pad) {
	p.Actor, p.Form, p.Of, p.At, p.Data = d.String(), d.String(), d.String(), d.Time(), d.Bytes()
}
