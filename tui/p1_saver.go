package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
)

// saver writes the draft at every change. One write is under way at a time and
// the newest state wins: what waited behind a slow disk and is no longer the
// newest is not written. It outlives its screen, so leaving loses nothing; and
// what a cut line left unwritten Door.Flush writes.
type saver struct{}

// draftMsg says that the draft is on disk, and since when.
type draftMsg struct{ at time.Time }

// save is the command that keeps an application as it stands.
func (saver) save(s *Session, to Screen, app intake.Application) tea.Cmd {
	by, office := s.By(), s.Office
	return s.Keep(to, "draft", app.ID, func(ctx context.Context) error { return office.SaveDraft(ctx, by, app) }, draftMsg{by.At})
}
