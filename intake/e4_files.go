package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"tereze/store"
	"tereze/store/blob"
)

// Who names a file of the blob store, by its sum: cases, requests of the
// portal, messages that came. What none of them names goes.
var (
	CaseFilesBy = store.NewIndex(Cases, store.IndexSpec[Case]{
		Name: "file",
		Same: func(old, c *Case) bool { return slices.Equal(old.Files, c.Files) && old.Number == c.Number },
		Marks: func(_ func(...string) []byte, c *Case) []store.Mark {
			var sums [][32]byte
			for i := range c.Files {
				sums = append(sums, c.Files[i].Hash)
			}
			return fileMarks(string(c.Number), sums...)
		},
	})
	PortalFilesBy = store.NewIndex(PortalRequests, store.IndexSpec[PortalRequest]{
		Name: "portal-file",
		Marks: func(_ func(...string) []byte, p *PortalRequest) []store.Mark {
			return fileMarks(p.Portal, p.Request, p.Signature)
		},
	})
	InboundFilesBy = store.NewIndex(Inbounds, store.IndexSpec[Inbound]{
		Name: "inbound-file",
		Marks: func(_ func(...string) []byte, m *Inbound) []store.Mark {
			return fileMarks(m.GatewayID, m.File, m.Signature)
		},
	})
)

// fileMarks has a key for each sum: the sum, then who names it.
func fileMarks(of string, sums ...[32]byte) (marks []store.Mark) {
	for i, sum := range sums {
		if sum != [32]byte{} && !slices.Contains(sums[:i], sum) {
			marks = append(marks, store.Mark{Key: append(sum[:], of...)})
		}
	}
	return marks
}

// filePage reads who names files: those of one sum, or of all; nil: no more.
type filePage func(tx *store.Tx, prefix, after []byte, limit int) ([]store.Hit, error)

func pageOf[T any](x *store.Index[T]) filePage {
	return func(tx *store.Tx, prefix, after []byte, limit int) ([]store.Hit, error) {
		return x.Page(tx, prefix, after, limit, false)
	}
}

// namers are the tables whose records name files, by what they are called.
func namers() map[string]filePage {
	return map[string]filePage{"case": pageOf(CaseFilesBy), "portal request": pageOf(PortalFilesBy), "inbound": pageOf(InboundFilesBy)}
}

// FileNamed says whether any record names a file.
func (d *Desk) FileNamed(ctx context.Context, sum [32]byte) (is bool, err error) {
	err = d.Ledger.View(ctx, func(tx *store.Tx) error {
		is = false
		for _, page := range namers() {
			hits, err := page(tx, sum[:], nil, 1)
			if err != nil {
				return err
			}
			is = is || len(hits) > 0
		}
		return nil
	})
	return is, err
}

// SettleFiles carries out the end of files that was begun: by whoever opens
// the office for writing, and after each erasure.
func (d *Desk) SettleFiles(ctx context.Context) error {
	if d.Blobs == nil {
		return nil
	}
	return d.Blobs.Carry(ctx, func(sum blob.Sum) (bool, error) { return d.FileNamed(ctx, sum) })
}

// SweepFiles takes away what no record names and what was put there before a
// moment of the disk's clock: a day ago, for whoever is at it may not have come
// to the record yet. It gives how many went.
func (d *Desk) SweepFiles(ctx context.Context, before time.Time) (n int, err error) {
	var old []blob.Sum
	for sum, err := range d.Blobs.All() {
		if err != nil {
			return 0, err
		}
		since, err := d.Blobs.Kept(sum)
		if err != nil || !since.Before(before) {
			continue // it went meanwhile, or is new
		}
		is, err := d.FileNamed(ctx, sum)
		if err != nil {
			return 0, err
		}
		if !is {
			old = append(old, sum)
		}
	}
	if err := d.Blobs.Gone(old...); err != nil {
		return 0, err
	}
	return len(old), d.SettleFiles(ctx)
}

// FilesReport is what AuditFiles found.
type FilesReport struct {
	Files    int64 // that records name, each once
	Bytes    int64 // of those that were read
	Unnamed  []blob.Sum
	Findings []store.Finding // what is named and lost, or damaged
}

// AuditFiles holds the blob store against the records: every file that one
// names must be there and, with read, must be what was put there. What none
// names is no finding: see SweepFiles. progress may be nil.
func (d *Desk) AuditFiles(ctx context.Context, read bool, progress func(done, all uint64)) (r FilesReport, err error) {
	if d.Blobs == nil {
		return r, nil
	}
	there := map[blob.Sum]bool{} // before the records are read: what is named later is there
	for sum, err := range d.Blobs.All() {
		if err != nil {
			return r, err
		}
		there[sum] = false
	}
	names := map[blob.Sum]string{}
	for what, page := range namers() {
		if err := d.eachNamed(ctx, page, func(sum blob.Sum, who string) { names[sum] = what + " " + who }); err != nil {
			return r, err
		}
	}
	r.Files = int64(len(names))
	order := make([]blob.Sum, 0, len(names))
	for sum := range names {
		order = append(order, sum)
	}
	slices.SortFunc(order, func(a, b blob.Sum) int { return bytes.Compare(a[:], b[:]) })
	for i, sum := range order {
		there[sum] = true
		if _, err = d.Blobs.Kept(sum); err == nil && read {
			var data []byte
			data, err = d.Blobs.Get(ctx, sum)
			r.Bytes += int64(len(data))
		}
		if err != nil {
			if !errors.Is(err, blob.ErrMissing) && !errors.Is(err, blob.ErrDamaged) {
				return r, err
			}
			if is, e := d.FileNamed(ctx, sum); e != nil || !is { // it was taken away meanwhile
				err = e
			} else {
				r.Findings = append(r.Findings, store.Finding{Where: names[sum], What: fmt.Sprintf("file: %v", err)})
				err = nil
			}
		}
		if err != nil {
			return r, err
		}
		if progress != nil {
			progress(uint64(i+1), uint64(len(order)))
		}
	}
	for sum, named := range there {
		if !named {
			r.Unnamed = append(r.Unnamed, sum)
		}
	}
	slices.SortFunc(r.Unnamed, func(a, b blob.Sum) int { return bytes.Compare(a[:], b[:]) })
	return r, nil
}

// eachNamed tells every sum that a table names, and who does, a page at a time.
func (d *Desk) eachNamed(ctx context.Context, page filePage, fn func(sum blob.Sum, who string)) error {
	const limit = 1000
	var after []byte
	for n := limit; n == limit; {
		err := d.Ledger.View(ctx, func(tx *store.Tx) error {
			hits, err := page(tx, nil, after, limit)
			for _, h := range hits {
				if len(h.Key) >= len(blob.Sum{}) {
					fn(blob.Sum(h.Key[:32]), string(h.Key[32:]))
				}
				after = h.Cursor
			}
			n = len(hits)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// filesOf are the files that go when a case is blotted out.
func filesOf(tx *store.Tx, c *Case) (sums []blob.Sum, err error) {
	add := func(some ...[32]byte) {
		for _, sum := range some {
			if sum != [32]byte{} && !slices.Contains(sums, sum) {
				sums = append(sums, sum)
			}
		}
	}
	for _, f := range c.Files {
		add(f.Hash)
	}
	p, came, err := wireOf(tx, c)
	if p != nil {
		add(p.Request, p.Signature)
	}
	for _, m := range came {
		add(m.File, m.Signature)
	}
	for _, h := range c.History { // taken away again, and not swept yet
		if f, ok := noted(h.Note); ok && (h.Act == ActAttach || h.Act == ActDetach) {
			add(f.Hash)
		}
	}
	return sums, err
}

// wireOf is what came by wire about a case: the portal's request it was made
// of, if it was, and the messages.
func wireOf(tx *store.Tx, c *Case) (p *PortalRequest, came []*Inbound, err error) {
	if c.Origin != "" {
		p, err = PortalRequests.Get(tx, []byte(c.Origin))
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return nil, nil, err
		}
	}
	hits, err := InboundsByCase.Page(tx, c.ID[:], nil, 100, false)
	if err != nil {
		return nil, nil, err
	}
	for _, h := range hits {
		m, err := Inbounds.Get(tx, h.ID)
		if err != nil {
			return nil, nil, err
		}
		came = append(came, m)
	}
	return p, came, nil
}
