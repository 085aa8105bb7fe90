package tui

import (
	"context"
	"encoding/hex"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/store"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Ticks says that the age of the head is drawn.
func (p *journal) Ticks() bool { return true }

// headLine says where the journal stands, and how old that is.
func (p *journal) headLine() safe.Text {
	w := p.Words.Journal()
	if p.last == nil {
		return w.NoHead
	}
	return w.Head.Fill(safe.Clean(uitoa(p.head.Seq)), safe.Clean(p.head.Short()), p.Words.Ago(max(p.Now().Sub(p.last.At), 0)))
}

// entry shows the selected entry whole.
func (p *journal) entry() tea.Cmd {
	r, _ := p.grid.Selected()
	return p.showEntry(r.Value.(store.Entry))
}

func (p *journal) showEntry(n store.Entry) tea.Cmd {
	title := func() safe.Text { return p.Words.Journal().Entry.Fill(safe.Clean(uitoa(n.Seq))) }
	return p.Open(NewReader(p.Env, title, func(w int) []safe.Line { return p.entryRows(n, w) }))
}

func (p *journal) entryRows(n store.Entry, w int) []safe.Line {
	t := p.Words.Journal()
	var out []safe.Line
	fact := func(label, value safe.Text) { out = append(out, p.fact(label, value, w)...) }
	fact(t.At, safe.Clean(n.At.In(p.Office.Office.Zone()).Format("02.01.2006 15:04:05")))
	fact(t.Worker, safe.Clean(n.Operator))
	if n.Process > 0 {
		fact(t.Process, safe.Num(int(n.Process)).Plus(safe.Const(" "), p.Words.Process(int(n.Process))))
	}
	act := p.Words.JournalAct(n.Act)
	if n.Act != "" {
		act = act.Plus(safe.Const(" ("), safe.Clean(n.Act), safe.Const(")"))
	}
	fact(t.Act, act)
	fact(t.Subject, safe.Clean(n.Subject))
	fact(t.Args, safe.Clean(strings.Join(n.Args, " ")))
	fact(t.Op, safe.Clean(n.Op.String()))
	fact(t.Hash, hashText(n.Hash[:]))
	fact(t.Prev, hashText(n.Prev[:]))
	if len(n.Changes) > 0 {
		out = append(out, safe.Line{}, p.heading(t.Changes, w))
	}
	for _, c := range n.Changes {
		id := hex.EncodeToString(c.ID)
		if u, err := uuid.FromBytes(c.ID); err == nil {
			id = u.String()
		} else if isPlain(c.ID) {
			id = string(c.ID)
		}
		sum := safe.Clean(hex.EncodeToString(c.Sum[:4]))
		if c.Dropped {
			sum = t.Dropped
		}
		left := safe.Clean(c.Table).Fit(14).Plus(safe.Const(" "), safe.Clean(id))
		out = append(out, safe.Ends(safe.Row(safe.Const(" "), left.Cut(w-sum.Width()-3)), sum.As(p.Theme.Muted), w-1))
	}
	return out
}

// hashText is a hash in groups a person can compare with a receipt.
func hashText(b []byte) safe.Text {
	s := hex.EncodeToString(b)
	var parts []string
	for i := 0; i < len(s); i += 4 {
		parts = append(parts, s[i:i+4])
	}
	return safe.Clean(strings.Join(parts, " "))
}

// isPlain tells that a record's id is a word: a worker's code, a sequence.
func isPlain(id []byte) bool {
	for _, b := range id {
		if b < ' ' || b > '~' {
			return false
		}
	}
	return len(id) > 0
}

// verifiedMsg is what the check of the chain found.
type verifiedMsg struct {
	report store.Report
	head   store.Head
}

// verify follows the chain from the first entry on, away from the screen: keys
// do not wait for it.
func (p *journal) verify() tea.Cmd {
	office := p.Office
	progress, tick := p.long.begin(p.Session, p, p.Words.Journal().Verifying, 0)
	usual := p.Deadline
	p.Deadline = longWork
	defer func() { p.Deadline = usual }()
	return tea.Batch(tick, p.Ask(p, "verify", func(ctx context.Context) any {
		r, head, err := office.Ledger.VerifyJournal(ctx, func(done, total uint64) { progress(int(done), int(total)) })
		if err != nil {
			return err
		}
		return verifiedMsg{r, head}
	}))
}

func (p *journal) verified(m verifiedMsg) tea.Cmd {
	p.long.end()
	w := p.Words.Journal()
	if m.report.OK() {
		return p.Say(theme.Done, w.Verified.Fill(safe.Clean(uitoa(m.report.Entries)), safe.Clean(m.head.Short())))
	}
	p.Log.Error("the journal's chain is broken", "findings", len(m.report.Findings), "first", m.report.Findings[0].String())
	return p.Say(theme.Trouble, w.Broken.Fill(safe.Clean(m.report.Findings[0].Where), safe.Num(len(m.report.Findings))))
}
