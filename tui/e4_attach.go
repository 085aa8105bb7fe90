package tui

import (
	"context"
	"path/filepath"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/scans"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// attaching puts scans to a case (electronic process 4): its documents above,
// what the scanner left in its folder below.
type attaching struct {
	*Session
	id     uuid.UUID
	c      *intake.Case
	lacks  []string // documents without a scan
	doc    int      // of c.Papers
	folder *scans.Folder
	grid   *widget.Grid
	w, h   int
}

type attachedMsg struct {
	c   *intake.Case
	say safe.Text
}

func (p *eroad) attach() tea.Cmd {
	id, _, _ := p.picked()
	return p.Push(newAttaching(p.Session, id))
}

func newAttaching(s *Session, id uuid.UUID) Screen {
	return &attaching{Session: s, id: id, folder: s.scanFolder()}
}

// scanFolder is the folder a scanner fills; nil where nothing can be written.
func (s *Session) scanFolder() *scans.Folder {
	if s.dir == "" {
		return nil
	}
	dir := s.Office.Office.Egov.Scans
	if dir == "" {
		dir = "scans"
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(s.dir, dir)
	}
	return scans.Watch(dir, s.Office.Clock)
}

// Relabel names the columns of the folder's list.
func (p *attaching) Relabel() {
	w := p.Words.ERoad()
	if p.grid == nil {
		p.grid = widget.NewGrid("scans", p.Asker(p), p.source())
	}
	p.grid.Columns = []widget.Column{
		{Title: w.Folder, Min: 24, Max: 50}, {Title: w.State, Min: 14, Max: 24}, {Title: w.At, Min: 12, Max: 14},
	}
	p.grid.Empty, p.grid.Waiting, p.grid.Fail = w.FolderEmpty, p.Words.Common().Loading, p.Fail
}

// source is what the scanner left and is whole.
func (p *attaching) source() widget.Source {
	folder, words, session := p.folder, p.Words, *p.Session
	return widget.SourceFunc(func(ctx context.Context, w widget.Want) (widget.Page, error) {
		if folder == nil {
			return widget.Page{}, nil
		}
		found, _, err := folder.List(ctx)
		if err != nil {
			return widget.Page{}, err
		}
		var rows []widget.Row
		for _, f := range found {
			row := widget.Row{ID: f.Name, Value: f, Cells: []safe.Text{
				safe.Clean(f.Name), fileFacts(words, f.Type, f.Size, f.Pages), words.When(f.At.In(session.Now().Location()), session.Now()),
			}}
			if f.Why != nil {
				row.Cells[1], row.Sign = explained(words, f.Why), theme.Trouble
			}
			rows = append(rows, row)
		}
		return widget.Rows(rows).Page(ctx, w)
	})
}

// Init reads the case and, again and again, the folder.
func (p *attaching) Init() tea.Cmd { return tea.Batch(p.read(), p.grid.Load(), p.watch()) }

type folderTick struct{}

// watch looks into the folder while the screen stands: a scanner tells nobody.
func (p *attaching) watch() tea.Cmd { return p.Later(p, lookEvery, folderTick{}) }

func (p *attaching) read() tea.Cmd {
	office, id := p.Office, p.id
	return p.Ask(p, "case", func(ctx context.Context) any {
		c, err := office.Case(ctx, id)
		if err != nil {
			return err
		}
		return attachedMsg{c: c}
	})
}

func (p *attaching) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case attachedMsg:
		first := p.c == nil
		p.c, p.lacks = m.c, p.Office.MissingScans(m.c)
		p.doc = min(p.doc, max(len(p.c.Papers)-1, 0))
		p.Resize(p.w, p.h)
		if m.say.Empty() {
			if first {
				p.nextLacking()
			}
			return nil
		}
		p.nextLacking()
		return tea.Batch(p.Say(theme.Done, m.say), p.grid.Reload())
	case saidMsg:
		return p.Say(theme.Done, m.say)
	case scanFoundMsg:
		return p.scanned(m)
	case Confirmed:
		if f, ok := m.Value.(intake.File); ok && m.ID == "detach" {
			return p.detach(f)
		}
		return nil
	case Failed:
		if m.Topic == "attach" || m.Topic == "detach" { // somebody else was quicker
			return tea.Batch(p.read(), p.grid.Reload())
		}
		return nil
	case folderTick:
		return tea.Batch(p.grid.Reload(), p.watch())
	case Changed, Shown:
		return p.read()
	case LangChanged:
		return p.grid.Renew(p.source())
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

// Scan goes to another case that waits for its scans; what waits for none
// opens its card.
func (p *attaching) Scan(sc scan.Scan) (tea.Cmd, bool) { return p.seek(p, sc) }

func (p *attaching) scanned(m scanFoundMsg) tea.Cmd {
	if len(m.found) != 1 || m.found[0].Stage != intake.Accepted || m.found[0].Road != intake.RoadCentre {
		return p.openFound(m)
	}
	c := m.found[0]
	p.Answer(theme.Done, tailed(c, p.Words.ERoad().Tabs[sheetSign]))
	if c.ID == p.id {
		return p.read()
	}
	return p.Replace(newAttaching(p.Session, c.ID))
}

// nextLacking goes to the next document that has no scan.
func (p *attaching) nextLacking() {
	for i := range p.c.Papers {
		at := (p.doc + i) % len(p.c.Papers)
		for _, code := range p.lacks {
			if p.c.Papers[at].Code == code {
				p.doc = at
				return
			}
		}
	}
}

// put attaches data to the document chosen.
func (p *attaching) put(read func(ctx context.Context, attach func([]byte) error) error) tea.Cmd {
	by, office, id, doc := p.By(), p.Office, p.id, p.c.Papers[p.doc].Code
	say := p.Words.ERoad().Attached.Fill(p.documentName(doc))
	by.Seen = p.c.Version()
	return p.Do(p, "attach", func(ctx context.Context) any {
		var c *intake.Case
		err := read(ctx, func(data []byte) (err error) {
			c, err = office.Attach(ctx, by, id, doc, data)
			return err
		})
		if err != nil {
			return err
		}
		return attachedMsg{c, say}
	})
}

// takeSelected attaches a file of the folder, which it then leaves.
func (p *attaching) takeSelected() tea.Cmd {
	r, _ := p.grid.Selected()
	if f, ok := r.Value.(scans.Found); ok && f.Why != nil {
		return p.Fail(f.Why)
	}
	folder := p.folder
	return p.put(func(ctx context.Context, attach func([]byte) error) error { return folder.Take(ctx, r.ID, attach) })
}

// askPath attaches a file of this machine by its path.
func (p *attaching) askPath() tea.Cmd {
	w := p.Words.ERoad()
	f := widget.NewField("path", 500)
	f.Label, f.Needed = w.PathLabel, p.Words.Common().Required
	return p.Open(NewFormBox(p.Env, w.ByPath, nil, widget.NewForm(widget.Line(f)), func() tea.Cmd {
		path := f.Value()
		return p.put(func(_ context.Context, attach func([]byte) error) error {
			data, err := readFile(path)
			if err != nil {
				return err
			}
			return attach(data)
		})
	}))
}

// newest is the scan of the document chosen.
func (p *attaching) newest() (*intake.File, bool) {
	if p.c == nil || len(p.c.Papers) == 0 {
		return nil, false
	}
	return p.c.File(p.c.Papers[p.doc].Code)
}

// askDetach asks once: the file has left the scanner's folder.
func (p *attaching) askDetach() tea.Cmd {
	f, _ := p.newest()
	w, c := p.Words.ERoad(), p.Words.Common()
	text := []safe.Text{p.documentName(f.Document), fileFacts(p.Words, f.Type, f.Size, f.Pages), w.DetachSay}
	return p.Confirm(p, "detach", w.Detach, text, 1, widget.Choice{Label: c.Yes, Value: *f}, widget.Choice{Label: c.No, Value: nil})
}

func (p *attaching) detach(f intake.File) tea.Cmd {
	by, office, id, hash := p.By(), p.Office, p.id, f.Hash
	by.Seen = p.c.Version()
	say := p.Words.ERoad().Detached.Fill(p.documentName(f.Document))
	return p.Do(p, "detach", func(ctx context.Context) any {
		c, err := office.Detach(ctx, by, id, hash)
		if err != nil {
			return err
		}
		return attachedMsg{c, say}
	})
}

func (p *attaching) Keys() []keys.Binding {
	w, c := p.Words.ERoad(), p.Words.Common()
	loading := func() safe.Text {
		switch {
		case p.c == nil:
			return c.Loading
		case len(p.c.Papers) == 0:
			return c.Nothing
		}
		return safe.Text{}
	}
	row := func() safe.Text {
		if t := loading(); !t.Empty() {
			return t
		}
		if _, ok := p.grid.Selected(); !ok {
			return w.FolderEmpty
		}
		return safe.Text{}
	}
	here := func() safe.Text {
		if p.From != "" {
			return w.OnlyHere
		}
		return loading()
	}
	scan := func() safe.Text {
		if _, ok := p.newest(); !ok {
			return w.NoScan
		}
		return safe.Text{}
	}
	turn := func(by int) func() tea.Cmd {
		return func() tea.Cmd { p.doc = (p.doc + by + len(p.c.Papers)) % len(p.c.Papers); return nil }
	}
	return []keys.Binding{
		{ID: "attach", Keys: []string{"enter", "f9"}, Label: w.AttachHere, Why: row, Do: p.takeSelected},
		{ID: "document", Keys: []string{"right"}, Show: safe.Const("←→"), Label: w.NextDocument, Why: loading, Do: turn(1)},
		{ID: "document-back", Keys: []string{"left"}, Why: loading, Do: turn(-1)},
		{ID: "path", Keys: []string{"o"}, Label: w.ByPath, Why: here, Do: p.askPath},
		{ID: "open", Keys: []string{"v"}, Label: w.OpenFile, Why: scan, Do: func() tea.Cmd { f, _ := p.newest(); return p.openFile(p, p.id, f.Hash) }},
		{ID: "detach", Keys: []string{"x"}, Label: w.Detach, Why: scan, Do: p.askDetach},
	}
}

func (p *attaching) Resize(w, h int) { p.w, p.h = w, h; p.grid.Resize(max(h-p.above(), 3)) }

// Title is whose scans these are.
func (p *attaching) Title() safe.Text {
	t := p.Words.ERoad().AttachTitle
	if p.c != nil {
		t = t.Plus(safe.Const(" · "), safe.Clean(string(p.c.Number)))
	}
	return t
}

// Help says how the two lists go together.
func (p *attaching) Help() []safe.Text { return []safe.Text{p.Words.ERoad().HelpAttach} }
