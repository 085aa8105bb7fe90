package main

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"time"

	"tereze/intake"
	"tereze/store"
	"tereze/tui/lang"
)

type seenCmd struct {
	Number string `arg:"" optional:"" help:"Number, barcode or last five digits of a case."`
	IIN    string `name:"iin" placeholder:"IIN" help:"Any card of this person."`
}

// Help is shown by tereze seen --help.
func (seenCmd) Help() string {
	return "Every time a person's card is shown, on a screen or by show and find, it is kept who saw it, when and at which window. Only a supervisor may ask, and the question goes into the journal."
}

// seenOut is who was shown a card, newest first.
type seenOut struct {
	All   int64     `json:"all"` // looks are the newest of them
	Looks []lookOut `json:"looks"`
}

type lookOut struct {
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Window int       `json:"window,omitempty"`
	Number string    `json:"number"`
	ByIIN  bool      `json:"byIIN,omitempty"` // the person alone was shown
}

// Run lists who looked.
func (c *seenCmd) Run(a *app) error {
	if (c.Number == "") == (c.IIN == "") {
		return usage("seen: a number or --iin, one of them")
	}
	return a.looking(intake.CanLooks, func(o *place, by intake.By) error {
		var s intake.Seen
		var err error
		if c.IIN != "" {
			s, err = o.WhoSawIIN(a.ctx, by, c.IIN)
		} else {
			var x *intake.Case
			if x, err = o.one(c.Number, nil); err == nil {
				s, err = o.WhoSaw(a.ctx, by, x.ID)
			}
		}
		if err = a.unseen(err); err != nil {
			return err
		}
		v := seenOut{All: s.All, Looks: []lookOut{}}
		for _, l := range s.Looks {
			v.Looks = append(v.Looks, lookOut{l.At, l.Actor, l.Window, string(l.Number), l.ByIIN})
		}
		return a.answer(v, func(s *sheet) {
			w := lang.New(s.lang).Traces()
			for _, l := range v.Looks {
				how := ""
				if l.ByIIN {
					how = w.ByIIN.String()
				}
				window := "-"
				if l.Window > 0 {
					window = fmt.Sprint(l.Window)
				}
				s.line("%s  %-10s %3s  %s  %s", l.At.Format("02.01.2006 15:04:05"), l.By, window, l.Number, how)
			}
			s.line("%s: %s", w.Looks, w.Times.Of(int(v.All)))
		})
	})
}

// looking opens the office for somebody who is shown a person's card: for
// writing, so that the look can be kept. Where nothing can be written it opens
// for reading, and the look is said not to be kept.
func (a *app) looking(may intake.Command, fn func(*place, intake.By) error) error {
	began := false
	run := func(o *place) error {
		began = true
		by, err := o.act(may)
		if err != nil {
			return err
		}
		return fn(o, by)
	}
	err := a.office(writing, run)
	var locked *store.LockedError
	if !began && (errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) || errors.As(err, &locked)) {
		return a.office(reading, run)
	}
	return err
}

// unseen says that a look could not be kept; other errors stay.
func (a *app) unseen(err error) error {
	if !errors.Is(err, intake.ErrUnseen) {
		return err
	}
	a.caution(problemOut{"unseen", "", lang.New(a.lang).Traces().Unseen.String()})
	return nil
}
