package export

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/trio"
	"tereze/store"
)

// Write exports what is asked into a new file in dir/export and gives its path
// and how many rows it has below the heads. dir is the data folder; by names
// who exports and when, l is the language of the heads and words. Sent again
// with the same By it gives the file it made, if that is still there.
//
// The file appears whole, under its name, readable by its owner alone, after
// the journal has it; or there is none. Errors: a *Trouble with its sentence;
// an intake.Problem for an unknown registry or provider; the store's own.
// Write reads and writes files: never call it from a screen's Update.
func Write(ctx context.Context, o *courier.Office, dir string, by intake.By, what What, f Format, l trio.Lang) (path string, rows int, err error) {
	if err := by.May(what.May()); err != nil {
		return "", 0, err
	}
	if err := what.check(o.Office); err != nil {
		return "", 0, err
	}
	if f != CSV && f != XLSX {
		return "", 0, unknown()
	}
	j := &job{Office: o, ctx: ctx, by: by, what: what, format: f, lang: l}
	if err := j.exists(); err != nil {
		return "", 0, err
	}
	if j.folder, err = openFolder(dir); err != nil {
		return "", 0, onDisk(filepath.Join(dir, Folder), err)
	}
	defer j.folder.close()
	name, err := j.run()
	if err != nil {
		return "", 0, err
	}
	return filepath.Join(j.folder.path, name), j.rows, nil
}

// job is one export under way.
type job struct {
	*courier.Office
	ctx    context.Context
	by     intake.By
	what   What
	format Format
	lang   trio.Lang
	folder *folder
	rows   int
}

// run writes the draft, takes a name, tells the journal and only then lets the
// file appear. Whatever stops it, a panic too, leaves nothing behind.
func (j *job) run() (name string, err error) {
	file, draft, err := j.folder.draft()
	if err != nil {
		return "", j.disk(err)
	}
	defer func() { _ = j.folder.root.Remove(draft) }() // gone already when all went well
	defer file.Close()
	if err := j.write(file); err != nil {
		return "", err
	}
	if err := file.Sync(); err != nil {
		return "", j.disk(err)
	}
	if err := file.Close(); err != nil {
		return "", j.disk(err)
	}
	if name, err = j.folder.reserve(j.name(), j.format); err != nil {
		return "", j.disk(err)
	}
	done := false
	defer func(reserved string) {
		if !done {
			_ = j.folder.root.Remove(reserved)
		}
	}(name)
	earlier, err := j.journal(name)
	if err != nil || earlier != "" {
		return earlier, err
	}
	if err := j.folder.root.Rename(draft, name); err != nil {
		return "", j.disk(err)
	}
	done = true
	j.folder.settle()
	return name, nil
}

// disk puts an error of the folder into a sentence.
func (j *job) disk(err error) error { return onDisk(j.folder.path, err) }

// name is the file's, without its end: tereze-042-ready-20150302-100000.
func (j *job) name() string {
	return "tereze-" + j.Office.Office.Number + "-" + j.what.stem() + "-" + j.by.At.In(j.Office.Office.Zone()).Format("20060102-150405")
}

// write fills the file.
func (j *job) write(file *os.File) error {
	var out sheet = newCSV(file)
	if j.format == XLSX {
		x, err := newXLSX(file, j.what.stem(), j.folder.path, j.by.At)
		if err != nil {
			return j.disk(err)
		}
		out = x
	}
	defer out.drop()
	var err error
	if j.rows, err = j.table(out); err != nil {
		return err
	}
	return j.disk(out.close())
}

// errMade ends a transaction that would write down an export made before.
var errMade = errors.New("made before")

// journal writes down that the export is made: its kind, rows, format and
// file. When the act was sent before and its file is still there, the newest
// one is the answer and nothing is written.
func (j *job) journal(name string) (earlier string, err error) {
	rows := strconv.Itoa(j.rows)
	for n := uint64(1); ; n++ {
		by, ran := j.by, false
		if n > 1 {
			by = by.Part(store.AppendUint64(nil, n))
		}
		head, err := j.Ledger.Update(j.ctx, by.Store(j.what.Process()), func(tx *store.Tx) error {
			if ran = true; earlier != "" {
				return errMade
			}
			tx.Note("export", j.what.stem(), rows, string(j.format), name)
			return nil
		})
		if err == errMade {
			return earlier, nil
		} else if err != nil || ran {
			return "", err
		}
		was, err := j.Ledger.Journal(j.ctx, head.Seq, 1)
		if err != nil {
			return "", err
		}
		if len(was) == 1 && was[0].Act == "export" && len(was[0].Args) == 3 && j.folder.has(was[0].Args[2]) {
			earlier = was[0].Args[2]
			if j.rows, err = strconv.Atoi(was[0].Args[0]); err != nil {
				return "", err
			}
		}
	}
}
