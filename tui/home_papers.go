package tui

import (
	tea "charm.land/bubbletea/v2"

	"tereze/courier/export"
	"tereze/courier/papers"
	"tereze/intake"
)

// exported is the list under the strip, for other programs. Drafts are in
// nobody's export: the first station gives who was sent elsewhere.
func (h *home) exported() export.What {
	list := export.What{Kind: export.List}
	switch h.focus {
	case 1:
		return export.What{Kind: export.TurnAways, Day: h.Today()}
	case 2:
		return export.What{Kind: export.Day, Day: h.Today()}
	case 3:
		list.List = intake.ListCounter
	case 4:
		list.List = intake.ListSector
	case 5:
		list.List = intake.ListOut
	case 6:
		list.List = intake.ListMarked
	default:
		list.List = intake.ListReady
	}
	return list
}

// report shows the end-of-day report.
func (h *home) report() tea.Cmd {
	return h.showPaper(h, papers.Want{Kind: papers.Report, Day: h.Today()}, nil)
}
