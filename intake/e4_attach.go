package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"tereze/intake/scans"
	"tereze/store"
	"tereze/store/blob"
)

// Scans of the electronic road (process 4): put to a case that was accepted,
// before its request is signed. A content goes to the blob store first, then
// the case names it; the journal keeps the hash.

// The limits of one case. As many files as that are named in one transaction.
const (
	CaseBytes = 100 << 20
	CaseFiles = 40
)

// Attach puts a scan to a document of a case. What it is, its content tells.
// The same file may be put to several documents: a scanner makes one of many.
//
// Problems: ProblemNoCase, ProblemNotNow off the centre's electronic road or
// past the counter, ProblemSigned, ProblemDocumentUnknown, ProblemFileEmpty,
// ProblemFileType, ProblemFileBroken, ProblemFileBig, ProblemFilePages,
// ProblemFileTwice, ProblemFilesFull.
func (d *Desk) Attach(ctx context.Context, by By, id uuid.UUID, document string, data []byte) (*Case, error) {
	if err := by.May(Command(ActAttach)); err != nil {
		return nil, err
	}
	if p := d.Unwritable(); p != nil {
		return nil, p
	}
	c, err := d.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	if _, err := d.Ledger.HeadOf(ctx, by.Op); err == nil {
		return c, nil // put by this very act, its answer was lost
	}
	facts, err := scans.Inspect(data)
	if p := FileProblem(err); p != nil {
		return nil, p
	}
	f := File{Hash: sha256.Sum256(data), Document: document, Type: facts.Type, Size: facts.Size, Pages: facts.Pages,
		At: by.At, By: by.Actor.Code}
	if err := d.attachable(c, &f); err != nil {
		return nil, err
	}
	if d.Blobs == nil {
		return nil, Refuse(ProblemFileMissing, "")
	}
	if _, err := d.Blobs.Put(ctx, data); err != nil {
		return nil, err
	}
	_, err = d.Write(ctx, by, Command(ActAttach), ActAttach.Process(), func(tx *store.Tx) error {
		c, err := Change(tx, by, id, func(c *Case) error {
			if err := d.attachable(c, &f); err != nil {
				return err
			}
			if err := c.Move(by, ActAttach, f.note(), nil); err != nil {
				return err
			}
			c.Files = append(c.Files, f)
			return nil
		})
		if err == nil {
			tx.Note(string(ActAttach), string(c.Number), document, hex.EncodeToString(f.Hash[:]))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	// Of the same content another case may have been blotted out meanwhile.
	if _, lost := d.Blobs.Kept(f.Hash); lost != nil {
		if _, err := d.Blobs.Put(ctx, data); err != nil {
			return nil, err
		}
	}
	return d.Case(ctx, id)
}

// FileProblem says in a rule's words why scans.Inspect does not take a file;
// nil: it does.
func FileProblem(err error) *Problem {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, scans.ErrEmpty):
		return Refuse(ProblemFileEmpty, "file")
	case errors.Is(err, scans.ErrType):
		return Refuse(ProblemFileType, "file")
	case errors.Is(err, scans.ErrBig):
		return Refuse(ProblemFileBig, "file", scans.MostBytes>>20)
	case errors.Is(err, scans.ErrPages):
		return Refuse(ProblemFilePages, "file", scans.MostPages)
	}
	return Refuse(ProblemFileBroken, "file")
}

// attachable says whether a case takes a file.
func (d *Desk) attachable(c *Case, f *File) error {
	if err := scannable(c, ActAttach); err != nil {
		return err
	}
	if !d.documented(c, f.Document) {
		return Refuse(ProblemDocumentUnknown, "document", f.Document)
	}
	size, sums := f.Size, map[[32]byte]bool{f.Hash: true}
	for _, have := range c.Files {
		if have.Document == f.Document && have.Hash == f.Hash {
			return Refuse(ProblemFileTwice, "file")
		}
		if !sums[have.Hash] {
			sums[have.Hash] = true
			size += have.Size
		}
	}
	if size > CaseBytes || len(c.Files) >= CaseFiles {
		return Refuse(ProblemFilesFull, "file", CaseBytes>>20, CaseFiles)
	}
	return nil
}

// scannable says whether scans may come to a case, or go: at the counter, on
// the centre's electronic road, before the request is signed. What is signed
// names each scan; a signature that is taken back opens it again.
func scannable(c *Case, act Act) error {
	if _, ok := act.Allows(c.Stage); !ok || c.Road != RoadCentre {
		return Refuse(ProblemNotNow, "", string(act), c.Stage.String(), string(c.Number))
	}
	if c.Signed {
		return Refuse(ProblemSigned, "", string(c.Number))
	}
	return nil
}

// documented says whether a code is one of the case's papers or of the
// documents of its service.
func (d *Desk) documented(c *Case, code string) bool {
	if slices.ContainsFunc(c.Papers, func(p Paper) bool { return p.Code == code }) {
		return true
	}
	svc, _, ok := d.Service(c)
	if ok {
		_, ok = svc.DocumentByCode(code)
	}
	return ok
}

// note is what the history keeps of a file, for an undo to put it back.
func (f *File) note() string {
	return fmt.Sprintf("%s %x %s %d %d", f.Document, f.Hash, f.Type, f.Pages, f.Size)
}

// noted reads what note wrote.
func noted(text string) (f File, ok bool) {
	var hash []byte
	n, err := fmt.Sscanf(text, "%s %x %s %d %d", &f.Document, &hash, &f.Type, &f.Pages, &f.Size)
	if err != nil || n != 5 || len(hash) != len(f.Hash) {
		return f, false
	}
	copy(f.Hash[:], hash)
	return f, true
}

// Detach takes a scan away from all documents of a case that have it. Its
// content goes a day later, when nothing names it.
//
// Problems: ProblemNoCase, ProblemNotNow, ProblemSigned, ProblemFileMissing
// when the case has no such scan.
func (d *Desk) Detach(ctx context.Context, by By, id uuid.UUID, hash [32]byte) (*Case, error) {
	_, err := d.Write(ctx, by, Command(ActDetach), ActDetach.Process(), func(tx *store.Tx) error {
		c, err := Change(tx, by, id, func(c *Case) error {
			if err := scannable(c, ActDetach); err != nil {
				return err
			}
			left := slices.Clone(c.Files)
			for _, f := range c.Files {
				if f.Hash != hash || special(f.Document) {
					continue
				}
				if err := c.Move(by, ActDetach, f.note(), nil); err != nil {
					return err
				}
				left = slices.DeleteFunc(left, func(x File) bool { return x == f })
			}
			if len(left) == len(c.Files) {
				return Refuse(ProblemFileMissing, "file")
			}
			c.Files = left
			return nil
		})
		if err == nil {
			tx.Note(string(ActDetach), string(c.Number), hex.EncodeToString(hash[:]))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return d.Case(ctx, id)
}

// special says that a file is none of the scans of paragraph 9.
func special(document string) bool {
	return document == FileRequest || document == FileSignature || document == FileResult || document == FileSigned
}

// unfile takes back what an act did to the files of a case: an undo of Attach
// takes the scan away, one of Detach puts it back, if it is still there.
func (d *Desk) unfile(c *Case, last Event) error {
	if last.Act != ActAttach && last.Act != ActDetach {
		return nil
	}
	f, ok := noted(last.Note)
	if !ok {
		return Refuse(ProblemUndoNothing, "")
	}
	if err := scannable(c, last.Act); err != nil {
		return err
	}
	if last.Act == ActAttach {
		c.Files = slices.DeleteFunc(slices.Clone(c.Files), func(x File) bool { return x.Hash == f.Hash && x.Document == f.Document })
		return nil
	}
	if d.Blobs == nil {
		return Refuse(ProblemFileMissing, "file")
	}
	if _, err := d.Blobs.Kept(f.Hash); err != nil {
		return Refuse(ProblemFileMissing, "file")
	}
	for _, h := range c.History {
		if h.Act == ActAttach && h.Note == last.Note {
			f.At, f.By = h.At, h.By
		}
	}
	c.Files = append(slices.Clone(c.Files), f)
	return nil
}

// MissingScans are the documents of a case on the centre's electronic road
// that were left here, not only shown, and have no scan.
func (d *Desk) MissingScans(c *Case) []string {
	if c.Road != RoadCentre {
		return nil
	}
	return scansMissing(c)
}

// ReadFile reads one file of a case for somebody who is shown it, and keeps
// the trace of it as Look does. With ErrUnseen comes the file all the same.
//
// Problems: ProblemRole, ProblemNoCase, ProblemFileMissing for a hash the case
// does not name, and for a content that is lost or damaged.
func (d *Desk) ReadFile(ctx context.Context, by By, id uuid.UUID, hash [32]byte) ([]byte, File, error) {
	if err := by.May(CanSee); err != nil {
		return nil, File{}, err
	}
	find := func(c *Case) (File, error) {
		i := slices.IndexFunc(c.Files, func(f File) bool { return f.Hash == hash })
		if i < 0 {
			return File{}, Refuse(ProblemFileMissing, "file")
		}
		return c.Files[i], nil
	}
	var f File
	seen := d.trace(ctx, by, func(tx *store.Tx) error {
		c, err := Cases.Get(tx, id[:])
		if errors.Is(err, store.ErrNotFound) || err == nil && !by.Actor.sees(c) {
			return Refuse(ProblemNoCase, "number")
		} else if err != nil {
			return err
		}
		if f, err = find(c); err != nil {
			return err
		}
		tx.Note(actSee, string(c.Number), f.Document, hex.EncodeToString(hash[:]))
		return Looks.Put(tx, &Look{ID: by.Op, At: by.At, Actor: by.Actor.Code, Window: by.Actor.Window,
			Case: c.ID, Number: c.Number, Person: c.RecipientID})
	})
	if seen != nil && !errors.Is(seen, ErrUnseen) {
		return nil, File{}, seen
	}
	if f.Hash != hash { // this very look was kept before
		c, err := d.Case(ctx, id)
		if err == nil {
			f, err = find(c)
		}
		if err != nil {
			return nil, File{}, err
		}
	}
	if d.Blobs == nil {
		return nil, f, Refuse(ProblemFileMissing, "file")
	}
	data, err := d.Blobs.Get(ctx, hash)
	if errors.Is(err, blob.ErrMissing) || errors.Is(err, blob.ErrDamaged) {
		return nil, f, Refuse(ProblemFileMissing, "file")
	} else if err != nil {
		return nil, f, err
	}
	return data, f, seen
}
