package serve

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// gather is how long answers and clocks may wait to be drawn together. It is
// shorter than the renderer's own pause between two frames.
const gather = 6 * time.Millisecond

// unhurried draws its model at once for hands, and else once for all that comes
// within a moment. Bubble Tea draws after every message; a change by others is
// three messages for each of two hundred terminals.
type unhurried struct {
	model  tea.Model
	view   tea.View
	stale  bool // the next View draws
	coming bool // a drawMsg is on its way
}

type drawMsg struct{}

func (u *unhurried) Init() tea.Cmd {
	u.stale = true
	return u.model.Init()
}

func (u *unhurried) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(drawMsg); ok {
		u.coming, u.stale = false, true
		return u, nil
	}
	var cmd tea.Cmd
	u.model, cmd = u.model.Update(msg)
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg, tea.WindowSizeMsg:
		u.stale = true
	default:
		if !u.coming {
			u.coming = true
			cmd = tea.Batch(cmd, tea.Tick(gather, func(time.Time) tea.Msg { return drawMsg{} }))
		}
	}
	return u, cmd
}

func (u *unhurried) View() tea.View {
	if u.stale {
		u.stale = false
		u.view = u.model.View()
	}
	return u.view
}
