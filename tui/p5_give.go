package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/intake"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// givenMsg names the return registries an act made, and how many cases are on
// them.
type givenMsg struct {
	nos []string
	n   int
	err error // after those
}

// toggleRefusal makes the selected case one of those the provider refused, or
// not; a refusal is also ticked.
func (p *provide) toggleRefusal() tea.Cmd {
	r, _ := p.grid.Selected()
	if p.refuse[r.ID] {
		delete(p.refuse, r.ID)
	} else {
		p.refuse[r.ID] = true
		p.grid.Mark(r, true)
	}
	p.tell()
	return p.grid.Reload()
}

// askGive says what is given back before it is: one act for all, a return
// registry for each provider among them.
func (p *provide) askGive() tea.Cmd {
	w, c := p.Words.P5(), p.Words.Common()
	var text []safe.Text
	for _, code := range p.givers() {
		n, refused := 0, 0
		for _, r := range p.targets() {
			if r.Provider != code {
				continue
			}
			n++
			if p.refuse[r.ID.String()] {
				refused++
			}
		}
		text = append(text, w.GiveAsk.Of(n, p.ProviderName(code), safe.Num(n-refused), safe.Num(refused)))
	}
	return p.Confirm(p, "give", w.GiveTitle, text, 1, widget.Choice{Key: "f9", Label: c.Yes, Value: true}, widget.Choice{Label: c.No, Value: false})
}

// givers are the providers of the ticked cases.
func (p *provide) givers() []string {
	var out []string
	for _, r := range p.targets() {
		if !slices.Contains(out, r.Provider) {
			out = append(out, r.Provider)
		}
	}
	slices.Sort(out)
	return out
}

func (p *provide) giveBack() tea.Cmd {
	rows, givers, by, office := p.targets(), p.givers(), p.By(), p.Office
	outcomes := map[string]map[uuid.UUID]intake.Outcome{}
	for _, r := range rows {
		if outcomes[r.Provider] == nil {
			outcomes[r.Provider] = map[uuid.UUID]intake.Outcome{}
		}
		outcomes[r.Provider][r.ID] = intake.Result
		if p.refuse[r.ID.String()] {
			outcomes[r.Provider][r.ID] = intake.ReasonedRefusal
		}
	}
	return p.Do(p, "give", func(ctx context.Context) any {
		for _, r := range rows {
			if _, err := office.CaseAsSeen(ctx, r.ID, r.Version); err != nil {
				return err
			}
		}
		var done givenMsg
		for _, code := range givers {
			ret, err := office.GiveBack(ctx, by.Part([]byte(code)), code, outcomes[code], nil)
			if err != nil {
				if done.n == 0 {
					return err
				}
				done.err = err
				return done
			}
			done.nos, done.n = append(done.nos, uitoa(ret.Number)), done.n+len(outcomes[code])
		}
		return done
	})
}

func (p *provide) given(m givenMsg) tea.Cmd {
	p.grid.ClearMarks()
	clear(p.refuse)
	nos := make([]safe.Text, len(m.nos))
	for i, n := range m.nos {
		nos[i] = safe.Clean(n)
	}
	p.Say(theme.Done, p.Words.P5().Given.Of(m.n, safe.Join(safe.Const(", "), nos...)))
	if m.err != nil {
		p.Fail(m.err)
	}
	return p.reload()
}
