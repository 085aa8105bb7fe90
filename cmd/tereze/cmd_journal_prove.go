package main

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"tereze/intake"
	"tereze/store"
)

type journalProveCmd struct {
	Number string `arg:"" help:"A case's number or barcode (its acceptance or refusal is proved), or the number of an entry, as on a receipt."`
}

// Help is shown by tereze journal prove --help.
func (journalProveCmd) Help() string {
	return "Prints JSON for tereze journal check. It names no person."
}

// Run prints a proof.
func (c *journalProveCmd) Run(a *app) error {
	return a.journal(func(o *place) error {
		seq, err := o.entryOf(c.Number)
		if err != nil {
			return err
		}
		p, err := o.Ledger.Prove(a.ctx, seq)
		if errors.Is(err, store.ErrNotFound) {
			return usage("the journal has no entry %d", seq)
		}
		if err != nil {
			return err
		}
		return writeJSON(a.out, p)
	})
}

// entryOf is the entry a person means: by its own number, or by the case it
// gave a number to. There is no index of subjects: it reads the journal.
func (o *place) entryOf(text string) (uint64, error) {
	if seq, err := strconv.ParseUint(text, 10, 64); err == nil && len(text) < 12 {
		return seq, nil
	}
	number, err := caseNumber("NUMBER", text)
	if err != nil {
		return 0, err
	}
	first := []string{string(intake.ActAccept), string(intake.ActRefuse)}
	for n, err := range entries(o.a.ctx, o.Ledger, 1) {
		if err != nil {
			return 0, err
		}
		if n.Subject == string(number) && slices.Contains(first, n.Act) {
			return n.Seq, nil
		}
	}
	return 0, intake.Refuse(intake.ProblemNoCase, "number", string(number))
}

type journalGrownCmd struct {
	File string `arg:"" help:"The earlier head: what tereze journal head printed, plain or as JSON, or a proof; - is standard input."`
}

// Help is shown by tereze journal grown --help.
func (journalGrownCmd) Help() string {
	return "Prints JSON for tereze journal check: that nothing was changed or left out in between."
}

// Run prints a proof of growth.
func (c *journalGrownCmd) Run(a *app) error {
	data, err := a.file(c.File)
	if err != nil {
		return err
	}
	old := headIn(data)
	if old == "" {
		return usage("%s: there is no signed head in it", c.File)
	}
	return a.journal(func(o *place) error {
		g, err := o.Ledger.ProveGrown(a.ctx, old)
		if errors.Is(err, store.ErrUnproven) {
			return notProven(err)
		}
		if err != nil {
			return err
		}
		return writeJSON(a.out, g)
	})
}

// headIn finds a signed head in JSON with one, or in plain text; "" without.
func headIn(data []byte) string {
	var v struct{ Signed, New, Head string }
	if json.Unmarshal(data, &v) == nil {
		for _, s := range []string{v.Signed, v.New, v.Head} {
			if s != "" {
				return s
			}
		}
		return ""
	}
	lines := strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
	for i := range len(lines) - 1 {
		if _, err := strconv.ParseUint(lines[i+1], 10, 64); err == nil && strings.HasPrefix(lines[i], "tereze/") {
			return strings.TrimRight(strings.Join(lines[i:], "\n"), "\n") + "\n"
		}
	}
	return ""
}
