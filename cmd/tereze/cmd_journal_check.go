package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"tereze/intake/trio"
	"tereze/store"
)

// receipt is what a receipt prints of the journal: "Журнал 4817 · 9f3a 51c0".
type receipt struct {
	Seq   uint64 `json:"seq"`
	Short string `json:"short"`
}

// readReceipt takes it as printed or as typed: "4817 9f3a 51c0".
func readReceipt(name, text string) (r receipt, err error) {
	s := strings.NewReplacer("Журнал", " ", "№", " ", "·", " ").Replace(text)
	f := strings.Fields(s)
	if len(f) > 1 {
		r.Seq, err = strconv.ParseUint(f[0], 10, 64)
		hash := strings.ToLower(strings.Join(f[1:], ""))
		if b, bad := hex.DecodeString(hash); err == nil && bad == nil && len(b) == 4 && r.Seq > 0 {
			r.Short = hash[:4] + " " + hash[4:]
			return r, nil
		}
	}
	return r, usage("%s: %q is not like \"4817 9f3a 51c0\"", name, text)
}

// is compares the receipt with an entry.
func (r receipt) is(n store.Entry) bool {
	return r.Seq == n.Seq && r.Short == store.Head{Hash: n.Hash}.Short()
}

func notProven(err error) error {
	what := err.Error()
	return &trouble{code: "not-proven", cause: err, text: trio.Text{
		KK: "Дәлелденбеді. Бұл құжатқа сенбеңіз.\n(" + what + ")",
		RU: "Не доказано. Этому документу верить нельзя.\n(" + what + ")",
		EN: "Not proven. Do not trust this document.\n(" + what + ")"}}
}

// otherReceipt says that an entry is not the one on the receipt.
func otherReceipt(r receipt, n store.Entry) error {
	what := fmt.Errorf("%w: the receipt says %d · %s, the entry is %d · %s", store.ErrUnproven,
		r.Seq, r.Short, n.Seq, store.Head{Hash: n.Hash}.Short())
	return notProven(what)
}

type journalVerifyCmd struct {
	Receipt string `name:"from-receipt" placeholder:"\"4817 9f3a 51c0\"" help:"Also look for what a receipt prints of the journal."`
}

// verifyOut is what was found in the journal.
type verifyOut struct {
	OK       bool         `json:"ok"`
	Seq      uint64       `json:"seq"` // the head
	Short    string       `json:"short"`
	Hash     string       `json:"hash"`
	Receipt  *entryOut    `json:"receipt,omitempty"` // the receipt's entry
	Findings []findingOut `json:"findings"`
}

// Run verifies the journal.
func (c *journalVerifyCmd) Run(a *app) error {
	var want receipt
	if c.Receipt != "" {
		var err error
		if want, err = readReceipt("--from-receipt", c.Receipt); err != nil {
			return err
		}
	}
	return a.journal(func(o *place) error {
		step, done := progress[uint64](a, "Журналды тексеру", "Проверка журнала", "Journal")
		r, h, err := o.Ledger.VerifyJournal(a.ctx, step)
		done()
		if err != nil {
			return err
		}
		v := verifyOut{Seq: h.Seq, Short: h.Short(), Hash: hex.EncodeToString(h.Hash[:]), Findings: []findingOut{}}
		for _, f := range r.Findings {
			v.Findings = append(v.Findings, findingOut{f.Where, f.What})
		}
		if c.Receipt != "" && r.OK() {
			if err := o.receipted(want, &v); err != nil {
				return err
			}
		}
		v.OK = len(v.Findings) == 0
		err = a.answer(v, v.text)
		if err == nil && !v.OK {
			return silent(exitTrouble)
		}
		return err
	})
}

// receipted looks the receipt's entry up.
func (o *place) receipted(want receipt, v *verifyOut) error {
	some, err := o.Ledger.Journal(o.a.ctx, want.Seq, 1)
	if err != nil {
		return err
	}
	where := fmt.Sprintf("journal %d", want.Seq)
	switch {
	case len(some) == 0:
		v.Findings = append(v.Findings, findingOut{where, fmt.Sprintf("the journal ends with %d, the receipt says %d", v.Seq, want.Seq)})
	case !want.is(some[0]):
		v.Findings = append(v.Findings, findingOut{where, fmt.Sprintf("its hash begins %s, the receipt says %s", store.Head{Hash: some[0].Hash}.Short(), want.Short)})
	default:
		e := newEntryOut(some[0])
		e.At = o.local(e.At)
		v.Receipt = &e
	}
	return nil
}

func (v verifyOut) text(s *sheet) {
	for _, f := range v.Findings {
		s.line("%s: %s", f.Where, f.What)
	}
	if v.Receipt != nil {
		v.Receipt.text(s)
	}
	s.line("%s  %d  %s", s.verdict(v.Findings), v.Seq, v.Short)
	s.line("%s", v.Hash)
}

type journalCheckCmd struct {
	File    string `arg:"" help:"What tereze journal prove or grown printed; - is standard input."`
	Vkey    string `required:"" placeholder:"KEY" help:"The office's public key, as tereze journal head prints it; have it from the office, not from who brings the proof."`
	Receipt string `placeholder:"\"4817 9f3a 51c0\"" help:"What the receipt prints of the journal: it must be the proven entry."`
}

// Help is shown by tereze journal check --help.
func (journalCheckCmd) Help() string {
	return `Reads the file alone: no store, no key file, no office.

Another program checks it so. "head" is a signed note (golang.org/x/mod/sumdb/note: a text, an empty line, a line "— NAME SIGNATURE" with base64 of 4 bytes of key hash and the Ed25519 signature of the text with its last line end; KEY is NAME+HASH+base64 of the byte 1 and the public key). The text's lines are: tereze/OFFICE, the number of entries N, the tree's root in base64, the last entry's hash in hexadecimal. "body" is the entry; SHA-256 of it is the hash whose first eight digits stand on the receipt. SHA-256 of the byte 0 and the body is the leaf number seq-1 of a tree of N leaves, "path" its inclusion proof and, in a proof of growth, the consistency proof of the two trees: RFC 6962, 2.1.`
}

// checkedOut is what a proof has shown.
type checkedOut struct {
	OK    bool      `json:"ok"`
	Entry *entryOut `json:"entry,omitempty"`
	Old   *headOut  `json:"old,omitempty"` // in a proof of growth
	Head  headOut   `json:"head"`
}

type headOut struct {
	Seq   uint64 `json:"seq"`
	Short string `json:"short"`
	Hash  string `json:"hash"`
}

func newHeadOut(h store.Head) headOut {
	return headOut{h.Seq, h.Short(), hex.EncodeToString(h.Hash[:])}
}

// Run checks a proof of either kind.
func (c *journalCheckCmd) Run(a *app) error {
	var want receipt
	var err error
	if c.Receipt != "" {
		if want, err = readReceipt("--receipt", c.Receipt); err != nil {
			return err
		}
	}
	data, err := a.file(c.File)
	if err != nil {
		return err
	}
	no := notProven(fmt.Errorf("%w: %s is no proof", store.ErrUnproven, c.File))
	var kind struct{ Old string }
	if json.Unmarshal(data, &kind) != nil {
		return no
	}
	v := checkedOut{OK: true}
	if kind.Old != "" {
		if c.Receipt != "" {
			return usage("--receipt: a proof of growth has no entry")
		}
		var g store.Growth
		if json.Unmarshal(data, &g) != nil {
			return no
		}
		old, now, err := store.VerifyGrown(g, c.Vkey)
		if err != nil {
			return notProven(err)
		}
		was := newHeadOut(old)
		v.Old, v.Head = &was, newHeadOut(now)
	} else {
		var p store.Proof
		if json.Unmarshal(data, &p) != nil {
			return no
		}
		n, head, err := store.VerifyProof(p, c.Vkey)
		if err != nil {
			return notProven(err)
		}
		if c.Receipt != "" && !want.is(n) {
			return otherReceipt(want, n)
		}
		e := newEntryOut(n)
		v.Entry, v.Head = &e, newHeadOut(head)
	}
	return a.answer(v, v.text)
}

func (v checkedOut) text(s *sheet) {
	s.line("OK")
	if v.Entry != nil {
		v.Entry.text(s)
	}
	if v.Old != nil {
		s.line("%d  %s  %s", v.Old.Seq, v.Old.Short, v.Old.Hash)
	}
	s.line("%d  %s  %s", v.Head.Seq, v.Head.Short, v.Head.Hash)
}

// file reads a small file, or standard input for "-".
func (a *app) file(path string) ([]byte, error) {
	const most = 4 << 20 // bytes; a proof is some kilobytes
	in := a.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, most+1))
	if err == nil && len(data) > most {
		return nil, usage("%s: more than %d bytes", path, most)
	}
	return data, err
}
