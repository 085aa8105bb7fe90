package tui

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
)

// saver writes the draft at every change. One write is under way at a time and
// the newest state wins: what waited behind a slow disk and is no longer the
// newest is not written. It outlives its screen, so leaving loses nothing.
type saver struct {
	mu     sync.Mutex
	newest atomic.Uint64
}

// draftMsg says that the draft is on disk, and since when.
type draftMsg struct{ at time.Time }

// save is the command that keeps an application as it stands.
func (v *saver) save(s *Session, to Screen, app intake.Application) tea.Cmd {
	seq, by, office := v.newest.Add(1), s.By(), s.Office
	return s.Ask(to, "draft", func(ctx context.Context) any {
		v.mu.Lock()
		defer v.mu.Unlock()
		if v.newest.Load() != seq {
			return nil
		}
		if err := office.SaveDraft(ctx, by, app); err != nil {
			return err
		}
		return draftMsg{by.At}
	})
}
