package serve

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// gather is how long answers and clocks may wait to be drawn together.
const gather = 6 * time.Millisecond

// fps is how often Bubble Tea's renderer looks for work: what it still does is
// to enter the full screen, to leave it, and to clear it at a new size.
const fps = 20

// unhurried draws its model at once for hands, and else once for all that comes
// within a moment. Bubble Tea draws after every message; a change by others is
// three messages for each of two hundred terminals.
type unhurried struct {
	model  tea.Model
	paint  func(frame)
	w, h   int
	view   tea.View
	stale  bool // the next View draws
	coming bool // a drawMsg is on its way
}

type drawMsg struct{}

// sizeMsg is a new size of the terminal. Bubble Tea itself is told of none: its
// renderer keeps one cell, and neither memory nor a cleared screen for more.
type sizeMsg struct{ w, h int }

func (u *unhurried) Init() tea.Cmd {
	return tea.Batch(u.model.Init(), u.resize(u.w, u.h))
}

func (u *unhurried) resize(w, h int) (cmd tea.Cmd) {
	u.w, u.h, u.stale = max(w, 1), max(h, 1), true
	u.model, cmd = u.model.Update(tea.WindowSizeMsg{Width: u.w, Height: u.h})
	return cmd
}

func (u *unhurried) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch m := msg.(type) {
	case drawMsg:
		u.coming, u.stale = false, true
		return u, nil
	case sizeMsg:
		return u, u.resize(m.w, m.h)
	case tea.WindowSizeMsg: // the one cell
		return u, nil
	}
	var cmd tea.Cmd
	u.model, cmd = u.model.Update(msg)
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg:
		u.stale = true
	default:
		if s, ok := u.model.(interface{ Same() bool }); ok && s.Same() {
			break
		}
		if !u.coming {
			u.coming = true
			cmd = tea.Batch(cmd, tea.Tick(gather, func(time.Time) tea.Msg { return drawMsg{} }))
		}
	}
	return u, cmd
}

// View gives Bubble Tea everything but the frame, which goes to the canvas.
func (u *unhurried) View() tea.View {
	if u.stale {
		u.stale = false
		u.view = u.model.View()
		if u.view.AltScreen {
			u.paint(frame{u.view.Content, u.w, u.h})
			u.view.Content = " "
		}
	}
	return u.view
}
