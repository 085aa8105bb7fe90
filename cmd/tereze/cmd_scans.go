package main

import (
	"cmp"
	"path/filepath"
	"time"

	"tereze/intake"
	"tereze/intake/scans"
)

type scansCmd struct {
	Take     string `placeholder:"NAME" help:"Put this file of the folder to a case and move it to taken/."`
	Number   string `arg:"" optional:"" help:"With --take: number, barcode or last five digits of the case."`
	Document string `arg:"" optional:"" help:"With --take: code of the document."`
}

// Help is shown by tereze scans --help.
func (scansCmd) Help() string {
	return "The folder a scanner fills is scans in the data folder, unless egov.scans in office.toml names another. Files that are still being written are waited for a second. What was taken stands in taken/ for a week, named by its hash."
}

// trayOut is a file of the scanner's folder.
type trayOut struct {
	Name   string    `json:"name"`
	Type   string    `json:"type"`
	Size   int64     `json:"size"`
	Pages  int       `json:"pages,omitempty"`
	Width  int       `json:"width,omitempty"` // pixels
	Height int       `json:"height,omitempty"`
	Locked bool      `json:"locked,omitempty"` // a PDF under a password
	At     time.Time `json:"at"`
	Why    string    `json:"why,omitempty"` // why it cannot be taken: a problem's code
	Text   string    `json:"text,omitempty"`
}

// scanFolder is the folder the scanner fills. Its files keep the machine's time.
func (a *app) scanFolder(dir string, o *intake.Office) *scans.Folder {
	path := cmp.Or(o.Egov.Scans, "scans")
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	return scans.Watch(path, a.clock)
}

// listed lists the folder, after a second look where something is still being
// written.
func (a *app) listed(f *scans.Folder) ([]scans.Found, error) {
	found, waiting, err := f.List(a.ctx)
	if err != nil || waiting == 0 {
		return found, err
	}
	second := time.NewTimer(1100 * time.Millisecond)
	defer second.Stop()
	select {
	case <-second.C:
	case <-a.ctx.Done():
		return nil, a.ctx.Err()
	}
	found, _, err = f.List(a.ctx)
	return found, err
}

// Run lists the folder, or takes a file out of it.
func (c *scansCmd) Run(a *app) error {
	if (c.Take == "") != (c.Number == "") || (c.Take == "") != (c.Document == "") {
		return usage("scans: nothing, or --take NAME NUMBER CODE")
	}
	if c.Take != "" {
		return c.take(a)
	}
	return a.seeing(func(o *place) error {
		found, err := a.listed(a.scanFolder(o.dir, o.Desk.Office))
		if err != nil {
			return err
		}
		list := []trayOut{}
		for _, f := range found {
			v := trayOut{Name: f.Name, Type: f.Type, Size: f.Size, Pages: f.Pages, Width: f.Width, Height: f.Height, Locked: f.Locked, At: o.local(f.At)}
			if f.Why != nil {
				p := intake.FileProblem(f.Why)
				v.Why, v.Text = p.Code, problemText(p, a.lang)
			}
			list = append(list, v)
		}
		return rows(a, list, func(s *sheet, f trayOut) {
			s.line("%-28s %-4s %6d KB  %-8s %s", f.Name, cmp.Or(f.Type, "?"), (f.Size+1023)/1024, pagesText(s, f.Pages), f.Text)
		})
	})
}

func (c *scansCmd) take(a *app) error {
	return a.doing(intake.Command(intake.ActAttach), func(o *place, by intake.By) error {
		x, err := o.one(c.Number, in(intake.Accepted))
		if err != nil {
			return err
		}
		folder := a.scanFolder(o.dir, o.Desk.Office)
		if _, err := a.listed(folder); err != nil {
			return err
		}
		err = folder.Take(a.ctx, c.Take, func(data []byte) (err error) {
			x, err = o.Attach(a.ctx, by, x.ID, c.Document, data)
			return err
		})
		if err != nil {
			return scanTrouble(err)
		}
		v := o.attachOut(x)
		return a.answer(v, v.text)
	})
}

// scanTrouble puts what a scan cannot be taken for in a rule's words.
func scanTrouble(err error) error {
	for _, e := range []error{scans.ErrEmpty, scans.ErrType, scans.ErrBig, scans.ErrPages, scans.ErrBroken} {
		if err == e {
			return intake.FileProblem(err)
		}
	}
	switch err {
	case scans.ErrNoFile:
		return usage("--take: no such file in the folder: tereze scans lists it")
	case scans.ErrGrowing:
		return usage("--take: still being written: try again in a moment")
	}
	return err
}
