package main

import (
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"tereze/intake"
	"tereze/intake/scans"
)

type attachCmd struct {
	Number   string   `arg:"" help:"Number, barcode or last five digits."`
	Files    []string `arg:"" optional:"" help:"PDF, JPEG or TIFF: what a file is, its content tells."`
	Document string   `placeholder:"CODE" help:"Which of the case's documents they are of."`
	Take     string   `placeholder:"HASH" help:"Instead: take the scan with this hash, or its beginning, away."`
}

// Help is shown by tereze attach --help.
func (attachCmd) Help() string {
	return "Puts scans to an accepted case of the electronic road, before its request is signed: 20 MB and 500 pages a file, 100 MB a case. They are kept sealed in the folder files beside the store; the journal keeps their hashes."
}

// fileOut is one file of a case.
type fileOut struct {
	Hash     string    `json:"hash"`
	Document string    `json:"document"`
	Type     string    `json:"type"`
	Size     int64     `json:"size"` // bytes
	Pages    int       `json:"pages,omitempty"`
	At       time.Time `json:"at"`
	By       string    `json:"by"`
}

// attachOut is what a case has, and what it lacks.
type attachOut struct {
	Number  string    `json:"number"`
	Files   []fileOut `json:"files"`
	Missing []string  `json:"missing"` // documents that were left here and have no scan
}

func (o *place) attachOut(c *intake.Case) attachOut {
	v := attachOut{Number: string(c.Number), Files: []fileOut{}, Missing: []string{}}
	for _, f := range c.Files {
		v.Files = append(v.Files, fileOut{hex.EncodeToString(f.Hash[:]), f.Document, f.Type, f.Size, f.Pages, o.local(f.At), f.By})
	}
	v.Missing = append(v.Missing, o.MissingScans(c)...)
	return v
}

func (v attachOut) text(s *sheet) {
	s.line("%s", v.Number)
	for _, f := range v.Files {
		s.line("%s  %-20s %-4s %5d KB  %s", f.Hash[:12], f.Document, f.Type, (f.Size+1023)/1024, pagesText(s, f.Pages))
	}
	if len(v.Missing) > 0 {
		s.pair("Сканы жоқ", "Нет скана", "No scan of", strings.Join(v.Missing, ", "))
	}
}

func pagesText(s *sheet, n int) string {
	if n == 0 {
		return "-"
	}
	return fmt.Sprintf(say(s.lang, "%d бет", "%d стр.", "%d p."), n)
}

// Run attaches, one file after the other; those before one that is refused stay.
func (c *attachCmd) Run(a *app) error {
	if (c.Take == "") == (len(c.Files) == 0) || (c.Document == "") != (c.Take != "") {
		return usage("attach: --document CODE and files, or --take HASH")
	}
	may := intake.ActAttach
	if c.Take != "" {
		may = intake.ActDetach
	}
	return a.doing(intake.Command(may), func(o *place, by intake.By) error {
		x, err := o.one(c.Number, in(intake.Accepted))
		if err != nil {
			return err
		}
		if c.Take != "" {
			f, err := fileOf(x, c.Take)
			if err == nil {
				x, err = o.Detach(a.ctx, by, x.ID, f.Hash)
			}
			if err != nil {
				return err
			}
		}
		for i, path := range c.Files {
			data, err := readScan(path)
			if err != nil {
				return err
			}
			one := by
			if i > 0 {
				one = by.Part(fmt.Append(nil, i))
			}
			if x, err = o.Attach(a.ctx, one, x.ID, c.Document, data); err != nil {
				return err
			}
		}
		v := o.attachOut(x)
		return a.answer(v, v.text)
	})
}

// readScan reads a file, but no more of it than may be kept and a byte.
func readScan(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: path, Err: fs.ErrInvalid}
	}
	return io.ReadAll(io.LimitReader(f, scans.MostBytes+1))
}

// fileOf finds a file of a case by a document's code, by its hash or the
// hash's beginning of eight digits or more. Of a document it is the newest.
func fileOf(c *intake.Case, what string) (intake.File, error) {
	if f, ok := c.File(what); ok {
		return *f, nil
	}
	if len(what) >= 8 {
		for _, f := range c.Files {
			if strings.HasPrefix(hex.EncodeToString(f.Hash[:]), strings.ToLower(what)) {
				return f, nil
			}
		}
	}
	return intake.File{}, intake.Refuse(intake.ProblemFileMissing, "file")
}
