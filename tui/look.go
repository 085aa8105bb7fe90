package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/intake"
	"tereze/tui/theme"
)

// lookedMsg is a case that may be shown: the look is kept, or cannot be.
type lookedMsg struct {
	c      *intake.Case
	unseen bool // no trace of it could be kept
}

// look reads a case that a screen is opened on, and keeps the trace that it was
// shown; to gets a lookedMsg. Reading it again leaves no second trace.
func (s *Session) look(to Screen, id uuid.UUID) tea.Cmd {
	by, office := s.By(), s.Office
	return s.Do(to, "look", func(ctx context.Context) any {
		c, err := office.Look(ctx, by, id)
		if unseen := errors.Is(err, intake.ErrUnseen); unseen || err == nil {
			return lookedMsg{c, unseen}
		}
		return err
	})
}

// sayUnseen tells that a look left no trace, here and in the log.
func (s *Session) sayUnseen(m lookedMsg) tea.Cmd {
	if !m.unseen {
		return nil
	}
	s.Log.Warn("a look could not be kept", "case", string(m.c.Number), "worker", s.Actor.Code)
	return s.Say(theme.Trouble, s.Words.Traces().Unseen)
}
