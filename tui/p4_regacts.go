package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/store"
	"tereze/tui/lang"
	"tereze/tui/safe"
)

// The acts on a whole registry, the same from the list and from its own screen:
// each gives a question and what its yes does.

// regDoneMsg: an act on a registry is on disk.
type regDoneMsg struct {
	reg *courier.Registry
	say saying
}

// regMovedMsg refuses an act: the registry has changed since it was shown.
type regMovedMsg struct {
	no    uint64
	state courier.State
	held  int
}

func (m regMovedMsg) say(w lang.Words) safe.Text {
	return w.Registry().Moved.Of(m.held, safe.Num(int(m.no)), w.State(m.state))
}

// unchanged re-reads a registry that a screen showed. It runs in commands,
// before anything is written.
func unchanged(ctx context.Context, office *courier.Office, r regRow) (any, bool) {
	now, held, err := readRegistry(ctx, office, r.Number)
	if err != nil {
		return err, false
	}
	if now.State != r.State || held != r.held || !now.ClosedAt.Equal(r.ClosedAt) {
		return regMovedMsg{r.Number, now.State, held}, false
	}
	return nil, true
}

func readRegistry(ctx context.Context, office *courier.Office, no uint64) (*courier.Registry, int, error) {
	r, err := office.Registry(ctx, no)
	if err != nil {
		return nil, 0, err
	}
	held := 0
	err = office.View(ctx, func(tx *store.Tx) error {
		out, back, err := courier.Held(tx, no)
		held = int(out + back)
		return err
	})
	return r, held, err
}

// regAct is a question about a registry and the act behind its yes.
func regAct(s *Session, to Screen, r regRow, topic string, title, text safe.Text,
	do func(context.Context, intake.By, uint64) (*courier.Registry, error), done func(lang.Words) safe.Text,
) (ask, run func() tea.Cmd) {
	ask = func() tea.Cmd { return s.Confirm(to, "ask", title, []safe.Text{text}, 1, s.yesNo("f9")...) }
	run = func() tea.Cmd {
		by, office := s.By(), s.Office
		return s.Do(to, topic, func(ctx context.Context) any {
			if why, ok := unchanged(ctx, office, r); !ok {
				return why
			}
			reg, err := do(ctx, by, r.Number)
			if err != nil {
				return err
			}
			return regDoneMsg{reg, done}
		})
	}
	return ask, run
}

// closeRegistry fixes a registry's list.
func closeRegistry(s *Session, to Screen, r regRow) (ask, run func() tea.Cmd) {
	p, no := s.Words.Registry(), safe.Num(int(r.Number))
	return regAct(s, to, r, "close", p.CloseTitle, p.CloseAsk.Of(r.held, no), s.Office.CloseRegistry,
		func(w lang.Words) safe.Text { return w.Registry().Closed.Of(r.held, no) })
}

// reopenRegistry takes a closing back.
func reopenRegistry(s *Session, to Screen, r regRow) (ask, run func() tea.Cmd) {
	p, no := s.Words.Registry(), safe.Num(int(r.Number))
	return regAct(s, to, r, "reopen", p.ReopenTitle, p.ReopenAsk.Fill(no), s.Office.Reopen,
		func(w lang.Words) safe.Text { return w.Registry().Reopened.Fill(no) })
}

// recallRegistry takes a dispatch back: the courier has not left after all.
func recallRegistry(s *Session, to Screen, r regRow) (ask, run func() tea.Cmd) {
	p, no := s.Words.Registry(), safe.Num(int(r.Number))
	return regAct(s, to, r, "recall", p.RecallTitle, p.RecallAsk.Fill(no), s.Office.Recall,
		func(w lang.Words) safe.Text { return w.Registry().Recalled.Fill(no) })
}
