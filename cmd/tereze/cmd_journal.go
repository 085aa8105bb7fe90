package main

import (
	"encoding/hex"
	"strings"
	"time"
)

type journalCmd struct {
	Head    journalHeadCmd    `cmd:"" help:"Where the journal stands, also signed."`
	Entries journalEntriesCmd `cmd:"" help:"Its entries, oldest first. They name no person."`
}

type journalHeadCmd struct{}

// Run prints the head; the short one stands on receipts.
func (journalHeadCmd) Run(a *app) error {
	return a.office(reading, func(o *place) error {
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
	First uint64 `name:"from" default:"1" help:"Number of the first entry."`
	Limit int    `default:"50" help:"At most so many."`
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

// Run prints entries.
func (c *journalEntriesCmd) Run(a *app) error {
	if c.Limit < 1 || c.Limit > 100_000 {
		return usage("--limit: 1 to 100000")
	}
	return a.office(reading, func(o *place) error {
		some, err := o.Ledger.Journal(a.ctx, c.First, c.Limit)
		if err != nil {
			return err
		}
		list := []entryOut{}
		for _, n := range some {
			list = append(list, entryOut{n.Seq, o.local(n.At), n.Operator, n.Process, n.Act, n.Subject, n.Args,
				len(n.Changes), hex.EncodeToString(n.Hash[:]), hex.EncodeToString(n.Prev[:])})
		}
		return rows(a, list, func(s *sheet, n entryOut) {
			s.line("%6d  %s  %d  %-8s %-16s %s %s", n.Seq, n.At.Format("02.01.2006 15:04:05"), n.Process, n.By, n.Act, n.Subject, strings.Join(n.Args, " "))
		})
	})
}
