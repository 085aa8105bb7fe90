package main

import (
	"github.com/google/uuid"

	"tereze/intake"
)

// act fixes an act by the worker --by names, or by the first one who may do
// the command, with the second person --second names beside. From here on the
// place is read as that worker may read it. may "" leaves the right to whom it
// is asked of.
func (o *place) act(may intake.Command) (intake.By, error) {
	w, err := o.worker(may)
	if err != nil {
		return intake.By{}, err
	}
	by := o.By(w)
	if o.a.Op != "" {
		if by.Op, err = uuid.Parse(o.a.Op); err != nil {
			return by, usage("--op: %q is not a UUID", o.a.Op)
		}
	}
	if o.a.Second != "" {
		if by.Second, err = o.proveSecond(by, o.a.Second); err != nil {
			return by, err
		}
	}
	o.Office = o.Office.For(w)
	return by, nil
}

// worker is who --by names, or the first one who may do the command; the
// password is asked when all else is right.
func (o *place) worker(may intake.Command) (intake.Actor, error) {
	if o.a.By == "" {
		w, err := o.first(may)
		if err != nil {
			return w, err
		}
		return w, o.prove(w)
	}
	w, err := o.Worker(o.a.ctx, o.a.By)
	if err != nil {
		return intake.Actor{}, err
	}
	if may != "" {
		if err := w.May(may); err != nil {
			return *w, err
		}
	}
	return *w, o.prove(*w)
}

// first is the first worker who may do a command: by role, in the order of
// the screens, then by code.
func (o *place) first(may intake.Command) (intake.Actor, error) {
	all, err := o.Workers(o.a.ctx)
	if err != nil {
		return intake.Actor{}, err
	}
	for _, r := range intake.Roles() {
		for _, w := range all {
			if w.Role == r && r.May(may) {
				return w, nil
			}
		}
	}
	return intake.Actor{}, intake.Refuse(intake.ProblemOperator, "operator", may)
}

// doing opens the office for an act.
func (a *app) doing(may intake.Command, fn func(*place, intake.By) error) error {
	return a.office(writing, func(o *place) error {
		by, err := o.act(may)
		if err != nil {
			return err
		}
		return fn(o, by)
	})
}

// seeing opens the office for somebody who is shown case content. Outside a
// training office that is a log-in, which is written down.
func (a *app) seeing(fn func(*place) error) error {
	m := reading
	if s, err := a.settings(a.folder()); err == nil && !s.Training {
		m = writing
	}
	return a.office(m, func(o *place) error {
		if _, err := o.act(intake.CanSee); err != nil {
			return err
		}
		return fn(o)
	})
}
