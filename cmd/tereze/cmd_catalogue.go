package main

import (
	"path/filepath"

	"tereze/intake/catalogue"
)

type catalogueCmd struct {
	Check catalogueCheckCmd `cmd:"" help:"Say what is wrong with files, line by line; without a name, with the office's own."`
}

type catalogueCheckCmd struct {
	Files []string `arg:"" optional:"" type:"path" help:"TOML files (default: the folder catalogue of the office)."`
}

// faultOut is one fault of a file.
type faultOut struct {
	File string `json:"file"`
	Line int    `json:"line"` // from 1; 0: the whole file
	Code string `json:"code"`
	Text string `json:"text"`
}

// Run checks regulations' files: each by itself, and all among the embedded
// ones. It needs no store.
func (c *catalogueCheckCmd) Run(a *app) error {
	if a.Now != "" {
		return usage("--now: this command looks at no store")
	}
	with := func() (*catalogue.Catalogue, []catalogue.Fault) {
		if len(c.Files) > 0 {
			return catalogue.Embedded().WithFiles(c.Files...)
		}
		return catalogue.Embedded().With(filepath.Join(a.folder(), catalogueDir))
	}
	all, faults := with()
	list := []faultOut{}
	for _, f := range faults {
		list = append(list, faultOut{f.File, f.Line, f.Code, f.Say(a.lang)})
	}
	if a.JSON || len(list) > 0 {
		if err := rows(a, list, func(s *sheet, f faultOut) { s.line("%s%s", whereIs(f.File, f.Line), f.Text) }); err != nil {
			return err
		}
	}
	if len(list) > 0 {
		return silent(exitRefused)
	}
	if a.JSON {
		return nil
	}
	return a.answer(nil, func(s *sheet) {
		for _, e := range all.Editions() {
			s.line("OK  %s  %s", e.ID, e.File)
		}
	})
}
