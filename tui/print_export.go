package tui

import (
	"context"
	"errors"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"tereze/courier/export"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// exportKeys are `e`, which writes the list on the screen as CSV, and E, which
// asks for the format.
func (s *Session) exportKeys(from Screen, what func() export.What, why func() safe.Text) []keys.Binding {
	w := s.Words.Print()
	return []keys.Binding{
		{ID: "export", Keys: []string{"e"}, Help: w.ExportHelp, Why: why, Do: func() tea.Cmd { return s.export(from, what(), export.CSV) }},
		{ID: "export.format", Keys: []string{"E"}, Help: w.ExportPickHelp, Why: why, Do: func() tea.Cmd {
			asked := what()
			return s.Open(NewDialog(s.Env, w.ExportPick, 0, []safe.Text{w.Formats}, func(v any) tea.Cmd {
				if f, ok := v.(export.Format); ok {
					return s.export(from, asked, f)
				}
				return nil
			}, widget.Choice{Label: w.CSV, Value: export.CSV}, widget.Choice{Label: w.XLSX, Value: export.XLSX}))
		}},
	}
}

// export writes the file beside all else: scans go on.
func (s *Session) export(from Screen, what export.What, f export.Format) tea.Cmd {
	by, office, dir, lang := s.By(), s.Office, s.dir, s.Lang
	s.Say(theme.None, s.Words.Print().Exporting)
	return s.patiently(from, "", func(ctx context.Context) any {
		m := exportedMsg{s: s, err: errNoFolder}
		if dir != "" {
			m.path, m.rows, m.err = export.Write(ctx, office, dir, by, what, f, lang)
		}
		return m
	})
}

// errNoFolder: the session was made without a data folder, as some tests do.
var errNoFolder = errors.New("tui: no data folder")

type exportedMsg struct {
	s    *Session
	path string
	rows int
	err  error
}

// tell says the file and its rows, or what stood in the way.
func (m exportedMsg) tell(a *App) tea.Cmd {
	var t *export.Trouble
	switch {
	case errors.As(m.err, &t):
		m.s.Log.Warn("no export", "code", t.Code)
		a.say(theme.Trouble, m.s.Of(t.Text))
	case m.err != nil:
		a.fail("export", m.err)
	default:
		a.say(theme.Done, a.placed(m.path, func(at safe.Text) safe.Text {
			return m.s.Words.Print().Exported.Of(m.rows, at)
		}))
	}
	return nil
}

// placed says a file's path in a sentence of the message line: whole if it
// fits, else its folder and name.
func (a *App) placed(path string, say func(at safe.Text) safe.Text) safe.Text {
	t := say(safe.Clean(path))
	if t.Width() > a.w-4 {
		t = say(safe.Clean(filepath.Join(filepath.Base(filepath.Dir(path)), filepath.Base(path))))
	}
	return t
}
