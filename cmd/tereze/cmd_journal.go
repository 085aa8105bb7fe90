package main

import (
	"context"
	"encoding/hex"
	"iter"
	"strings"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/store"
)

type journalCmd struct {
	Head    journalHeadCmd    `cmd:"" help:"Where the journal stands, also signed."`
	Entries journalEntriesCmd `cmd:"" help:"Its entries, oldest first. They name no person."`
	Verify  journalVerifyCmd  `cmd:"" help:"Follow the chain and the tree from the first entry to the head; trouble gives exit code 3."`
	Prove   journalProveCmd   `cmd:"" help:"Write a proof that an entry is in the journal, for who has no store."`
	Grown   journalGrownCmd   `cmd:"" help:"Write a proof that the journal has grown out of an earlier signed head."`
	Check   journalCheckCmd   `cmd:"" help:"Check a proof without store and key file; exit code 3 when it does not hold."`
}

// Help is shown by tereze journal --help.
func (journalCmd) Help() string {
	return "Each act is one entry; each entry holds the SHA-256 of the one before it. A receipt prints the number of its entry and the first eight hexadecimal digits of that entry's hash. The entries are also the leaves of a Merkle tree whose root the office signs (Ed25519)."
}

// journal opens the office to read its journal. Entries name no person, so no
// password is asked: who may read the key file may read them. A worker who is
// named must be one who reads the journal.
func (a *app) journal(fn func(*place) error) error {
	return a.office(reading, func(o *place) error {
		if a.By != "" {
			w, err := o.Worker(a.ctx, a.By)
			if err != nil {
				return err
			}
			if err := w.May(intake.CanJournal); err != nil {
				return err
			}
		}
		return fn(o)
	})
}

type journalHeadCmd struct{}

// Run prints the head; the short one stands on receipts.
func (journalHeadCmd) Run(a *app) error {
	return a.journal(func(o *place) error {
		h, err := o.Ledger.Head(a.ctx)
		if err != nil {
			return err
		}
		signed, err := o.Ledger.SignedHead(a.ctx)
		if err != nil {
			return err
		}
		key, err := o.Ledger.VerifierKey()
		if err != nil {
			return err
		}
		v := struct {
			Seq    uint64 `json:"seq"`
			Short  string `json:"short"`
			Hash   string `json:"hash"`
			Signed string `json:"signed"`
			Key    string `json:"key"` // to verify the signature with
		}{h.Seq, h.Short(), hex.EncodeToString(h.Hash[:]), signed, key}
		return a.answer(v, func(s *sheet) {
			s.line("%d  %s", v.Seq, v.Short)
			s.line("%s", v.Hash)
			s.line("%s", v.Key)
			s.line("%s", strings.TrimSpace(v.Signed))
		})
	})
}

type journalEntriesCmd struct {
	First   uint64 `name:"from" default:"1" help:"Number of the first entry."`
	Limit   int    `default:"50" help:"At most so many."`
	Worker  string `placeholder:"CODE" help:"Only what this worker did."`
	Process int    `default:"-1" placeholder:"N" help:"Only this process, 1 to 7; 0 is housekeeping."`
	Act     string `placeholder:"ACT" help:"Only this act, such as accept or undo."`
	Number  string `placeholder:"NUMBER" help:"Only this case: its number or barcode."`
	On      string `placeholder:"DATE" help:"Only this day, such as 2015-03-02."`
}

type entryOut struct {
	Seq      uint64    `json:"seq"`
	At       time.Time `json:"at"`
	By       string    `json:"by"`
	Process  uint8     `json:"process"`
	Act      string    `json:"act"`
	Subject  string    `json:"subject,omitempty"`
	Args     []string  `json:"args,omitempty"`
	Changes  int       `json:"changes"`
	Hash     string    `json:"hash"`
	Previous string    `json:"previous"`
}

func newEntryOut(n store.Entry) entryOut {
	return entryOut{n.Seq, n.At, n.Operator, n.Process, n.Act, n.Subject, n.Args,
		len(n.Changes), hex.EncodeToString(n.Hash[:]), hex.EncodeToString(n.Prev[:])}
}

func (n entryOut) text(s *sheet) {
	s.line("%6d  %s  %d  %-8s %-16s %s %s", n.Seq, n.At.Format("02.01.2006 15:04:05"), n.Process, n.By, n.Act, n.Subject, strings.Join(n.Args, " "))
}

// Run prints entries.
func (c *journalEntriesCmd) Run(a *app) error {
	if c.Limit < 1 || c.Limit > 100_000 {
		return usage("--limit: 1 to 100000")
	}
	if c.Process < -1 || c.Process > 7 {
		return usage("--process: 0 to 7")
	}
	number, err := caseNumber("--number", c.Number)
	if err != nil {
		return err
	}
	on, err := dateFlag("on", c.On, calendar.Date{})
	if err != nil {
		return err
	}
	return a.journal(func(o *place) error {
		list := []entryOut{}
		for n, err := range entries(a.ctx, o.Ledger, c.First) {
			if err != nil {
				return err
			}
			at := o.local(n.At)
			if c.Worker != "" && n.Operator != c.Worker || c.Process >= 0 && int(n.Process) != c.Process ||
				c.Act != "" && n.Act != c.Act || c.Number != "" && !speaksOf(n, number) ||
				c.On != "" && calendar.DateOf(at) != on {
				continue
			}
			e := newEntryOut(n)
			e.At = at
			if list = append(list, e); len(list) == c.Limit {
				break
			}
		}
		return rows(a, list, func(s *sheet, n entryOut) { n.text(s) })
	})
}

// caseNumber reads a number or barcode that was given.
func caseNumber(name, text string) (code.Number, error) {
	if text == "" {
		return "", nil
	}
	n, fault := code.ParseNumber(text)
	if fault != "" {
		return "", usage("%s: %q is no number of a case", name, text)
	}
	return n, nil
}

// speaksOf says that a case is the entry's subject or among what it lists.
func speaksOf(n store.Entry, number code.Number) bool {
	if n.Subject == string(number) {
		return true
	}
	for _, a := range n.Args {
		if a == string(number) {
			return true
		}
	}
	return false
}

// entries walks the journal from an entry on, a page at a time.
func entries(ctx context.Context, l *store.Ledger, from uint64) iter.Seq2[store.Entry, error] {
	return func(yield func(store.Entry, error) bool) {
		for {
			page, err := l.Journal(ctx, from, 500)
			if err != nil {
				yield(store.Entry{}, err)
				return
			}
			for _, n := range page {
				if err := ctx.Err(); !yield(n, err) || err != nil {
					return
				}
				from = n.Seq + 1
			}
			if len(page) == 0 {
				return
			}
		}
	}
}
