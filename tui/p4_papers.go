package tui

import (
	tea "charm.land/bubbletea/v2"

	"tereze/courier/export"
	"tereze/courier/papers"
	"tereze/tui/keys"
	"tereze/tui/safe"
)

// paperKeys are the papers of one registry: itself, the act of what did not
// match, and its file for other programs.
func (v *registryView) paperKeys() []keys.Binding {
	w := v.Words.Print()
	show := func(k papers.Kind) func() tea.Cmd {
		return func() tea.Cmd { return v.showPaper(v, papers.Want{Kind: k, Number: v.no}, nil) }
	}
	bs := []keys.Binding{
		{ID: "print", Keys: []string{"p"}, Label: w.Key, Help: w.KeyHelp, Do: show(papers.Registry)},
		{ID: "print.act", Keys: []string{"d"}, Help: w.ActHelp, Do: show(papers.Discrepancy), Why: func() safe.Text {
			if v.read.act == nil {
				return w.NoAct
			}
			return safe.Text{}
		}},
	}
	return append(bs, v.exportKeys(v, func() export.What { return export.What{Kind: export.Registry, Number: v.no} }, nil)...)
}
