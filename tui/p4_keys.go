package tui

import (
	tea "charm.land/bubbletea/v2"

	"tereze/courier/export"
	"tereze/courier/papers"
	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
)

// Keys are those of the sector's list.
func (d *dispatch) Keys() []keys.Binding {
	p := d.p
	return append([]keys.Binding{
		{ID: "put", Keys: []string{"space"}, Label: p.PutKey, Do: d.put, Why: d.noneSelected},
		{ID: "all", Keys: []string{"f9", "a"}, Label: p.PutAllKey, Do: d.askAll, Why: d.noneOf},
		{ID: "registries", Keys: []string{"f8", "r"}, Label: p.ListKey, Do: func() tea.Cmd { return d.Push(newRegistries(d.Session)) }},
		{ID: "group", Keys: []string{"right", "tab"}, Show: safe.Const("←→"), Label: p.GroupKey, Do: func() tea.Cmd { return d.turn(1) }},
		{ID: "group.back", Keys: []string{"left", "shift+tab"}, Do: func() tea.Cmd { return d.turn(-1) }},
		{ID: "card", Keys: []string{"enter", "f5"}, Label: d.Words.P3().CardKey, Do: d.card, Why: d.noneSelected},
		{ID: "undo", Keys: []string{"u"}, Label: d.Words.P3().UndoKey, Do: d.undo, Why: d.nothingDone},
		{ID: "new", Keys: []string{"f7", "n"}, Label: p.NewKey, Do: d.open, Why: d.noProvider},
		{ID: "open", Keys: []string{"f6", "o"}, Label: p.OpenKey, Do: d.enter, Why: d.noneOpen},
		{ID: "labels", Keys: []string{"b"}, Help: d.Words.Print().LabelsHelp, Why: d.noLabels,
			Do: func() tea.Cmd { return d.showPaper(d, papers.Want{Kind: papers.Label, Provider: d.group}, nil) }},
	}, d.exportKeys(d, func() export.What {
		return export.What{Kind: export.List, List: intake.ListSector, Provider: d.group}
	}, nil)...)
}

func (d *dispatch) noLabels() safe.Text {
	if d.grid.Len() == 0 {
		return d.Words.Print().NoLabels
	}
	return safe.Text{}
}

func (d *dispatch) noneSelected() safe.Text {
	if _, ok := d.grid.Selected(); !ok {
		return d.Words.P3().NoneSelected
	}
	return safe.Text{}
}

func (d *dispatch) nothingDone() safe.Text {
	if len(d.last) == 0 {
		return d.Words.P3().NothingToUndo
	}
	return safe.Text{}
}

func (d *dispatch) noProvider() safe.Text {
	if d.provider() == "" {
		return d.p.NoProvider
	}
	return safe.Text{}
}

func (d *dispatch) noneOf() safe.Text {
	if why := d.noProvider(); !why.Empty() {
		return why
	}
	if p, _ := d.look.of(d.provider()); p.count.All == 0 {
		return d.p.NoneOf
	}
	return safe.Text{}
}

func (d *dispatch) noneOpen() safe.Text {
	if why := d.noProvider(); !why.Empty() {
		return why
	}
	if p, _ := d.look.of(d.provider()); p.open == 0 {
		return d.p.NoOpen.Fill(d.ProviderShort(d.provider()), leaveBy(d.Office, d.Words, d.Today()))
	}
	return safe.Text{}
}

func (d *dispatch) card() tea.Cmd {
	r, _ := d.grid.Selected()
	return d.Push(newCard(d.Session, rowCase(r).ID))
}

func (d *dispatch) enter() tea.Cmd {
	p, _ := d.look.of(d.provider())
	return d.Push(newRegistry(d.Session, p.open))
}
