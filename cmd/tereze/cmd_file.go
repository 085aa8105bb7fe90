package main

import (
	"cmp"
	"encoding/hex"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"tereze/intake"
	"tereze/intake/trio"
)

type fileCmd struct {
	Number string `arg:"" help:"Number, barcode or last five digits."`
	File   string `arg:"" optional:"" help:"Code of the document, request, signature, result, result-signature, or the beginning of a hash (default: list them)."`
	Out    string `placeholder:"PATH" help:"Write it here, or into this folder; - is standard output."`
	Force  bool   `help:"Write over the file."`
	Open   bool   `help:"Show it with the desktop's viewer, from a private copy, which goes when the viewer returns."`
}

// Help is shown by tereze file --help.
func (fileCmd) Help() string {
	return "Who opens a file is kept as who opens a card is: tereze seen tells. A file written out is readable by its owner only, and no erasure reaches it."
}

// fileAt tells where a file went.
type fileAt struct {
	fileOut
	Number string `json:"number"`
	Path   string `json:"path,omitempty"`
	Left   bool   `json:"left,omitempty"` // a private copy that could not be removed, or is still shown
}

// Run reads one file of a case; without one it lists them.
func (c *fileCmd) Run(a *app) error {
	if c.File != "" && (c.Out == "") != c.Open || c.File == "" && (c.Out != "" || c.Open) {
		return usage("file: NUMBER alone, or with a file and --out or --open")
	}
	return a.looking(intake.CanSee, func(o *place, by intake.By) error {
		x, err := o.one(c.Number, nil)
		if err != nil {
			return err
		}
		if c.File == "" {
			v := o.attachOut(x)
			return a.answer(v, v.text)
		}
		f, err := fileOf(x, c.File)
		if err != nil {
			return err
		}
		name := string(x.Number) + "-" + f.Document + "." + cmp.Or(f.Type, "bin") // numbers, no names
		if info, err := os.Stat(c.Out); c.Out != "" && err == nil && info.IsDir() {
			c.Out = filepath.Join(c.Out, name)
		}
		if !c.Open {
			if err := free(c.Out, c.Force); err != nil {
				return err
			}
		}
		data, f, err := o.ReadFile(a.ctx, by, x.ID, f.Hash)
		if err = a.unseen(err); err != nil {
			return err
		}
		v := fileAt{Number: string(x.Number), Path: c.Out,
			fileOut: fileOut{hex.EncodeToString(f.Hash[:]), f.Document, f.Type, f.Size, f.Pages, o.local(f.At), f.By}}
		if c.Out == "-" {
			_, err := a.out.Write(data)
			return err
		}
		if c.Open {
			v.Path, v.Left, err = a.show(name, data)
		} else {
			err = writeWhole(c.Out, data, c.Force)
		}
		if err != nil {
			return err
		}
		return a.answer(v, func(s *sheet) { s.line("%s", v.Path) })
	})
}

// show opens a private copy with the desktop's viewer. Where the viewer stays
// in front the copy goes when it is closed; one that returns at once and shows
// on needs the file: then it stays, and left says so.
func (a *app) show(name string, data []byte) (path string, left bool, err error) {
	dir, err := os.MkdirTemp("", "tereze-file-") // 0700
	if err != nil {
		return "", false, err
	}
	path = filepath.Join(dir, name)
	if err := put(path, data); err != nil {
		return "", false, errors.Join(err, os.RemoveAll(dir))
	}
	viewer, args := "xdg-open", []string{path}
	switch runtime.GOOS {
	case "darwin":
		viewer, args = "open", []string{"-W", path}
	case "windows":
		viewer, args = "cmd", []string{"/c", "start", "/wait", "", path}
	}
	began := a.clock()
	if err := exec.CommandContext(a.ctx, viewer, args...).Run(); err != nil {
		return "", false, errors.Join(&trouble{code: "no-viewer", field: "open", cause: err, text: noViewer}, os.RemoveAll(dir))
	}
	if a.clock().Sub(began) < handsOver { // it gave the file to another program, which shows it
		return path, true, nil
	}
	return path, false, os.RemoveAll(dir)
}

// handsOver is how soon a viewer is back that only passed the file on.
const handsOver = 5 * time.Second

var noViewer = trio.Text{
	KK: "Мұнда көрсететін бағдарлама жоқ: --out арқылы файлға жазыңыз.",
	RU: "Здесь нет программы просмотра: запишите в файл через --out.",
	EN: "There is no viewer here: write it to a file with --out.",
}
