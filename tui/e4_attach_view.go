package tui

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// lookEvery is how often the scanner's folder is looked into.
const lookEvery = 2 * time.Second

func explained(words lang.Words, err error) safe.Text {
	if t, ok := words.Explain(err); ok {
		return t
	}
	return safe.Clean("!")
}

// documentName is a document as its service's edition has it.
func (p *attaching) documentName(code string) safe.Text {
	if svc, _, ok := p.Office.Service(p.c); ok {
		if d, ok := svc.DocumentByCode(code); ok {
			return p.Of(d.Name)
		}
	}
	return safe.Clean(code)
}

// above is the rows over the folder's list.
func (p *attaching) above() int {
	if p.c == nil {
		return 3
	}
	return len(p.c.Papers) + 3
}

// documents is a row for each paper: its scan, or that it has none.
func (p *attaching) documents() []safe.Line {
	w, th := p.Words.ERoad(), p.Theme
	lacks := map[string]bool{}
	for _, code := range p.lacks {
		lacks[code] = true
	}
	var out []safe.Line
	for i, paper := range p.c.Papers {
		mark, st := safe.Const("   "), th.Plain
		if i == p.doc {
			mark, st = safe.Const(" ▸ "), th.Title
		}
		end := safe.Const("–").As(th.Muted)
		if f, ok := p.c.File(paper.Code); ok {
			end = safe.Row(th.Mark(theme.Done), safe.Const(" "), fileFacts(p.Words, f.Type, f.Size, f.Pages))
		} else if lacks[paper.Code] {
			end = safe.Row(th.Mark(theme.Trouble), safe.Const(" "), w.NoScan.As(th.Trouble))
		}
		name := p.documentName(paper.Code).CutWords(max(p.w-end.Width()-6, 10))
		out = append(out, safe.Ends(safe.Row(mark, name.As(st)), safe.Row(end, safe.Const(" ")), p.w))
	}
	return out
}

func (p *attaching) View() Frame {
	if p.c == nil {
		return Frame{Body: []safe.Line{safe.Row(safe.Const(" "), p.Words.Common().Loading.As(p.Theme.Muted))}}
	}
	body := []safe.Line{safe.Row(safe.Const(" "), p.Words.ERoad().Documents.As(p.Theme.Muted))}
	body = append(body, p.documents()...)
	body = append(body, safe.Line{})
	return Frame{Aside: safe.Clean(p.c.Recipient.ShortName()).As(p.Theme.Muted),
		Body: append(body, p.grid.Draw(p.w, max(p.h-p.above(), 3), p.Theme)...)}
}

// view opens a scan with the desktop's viewer, where there is one: a terminal
// over SSH has its desktop elsewhere.
func (p *attaching) view() tea.Cmd {
	if p.From != "" {
		return p.Say(theme.Trouble, p.Words.ERoad().OnlyHere)
	}
	f, _ := p.newest()
	by, office, id, hash, dir, w := p.By(), p.Office, p.id, f.Hash, p.dir, p.Words.ERoad()
	return p.Do(p, "view", func(ctx context.Context) any {
		data, file, err := office.ReadFile(ctx, by, id, hash)
		if err != nil {
			return err
		}
		path, err := laidOut(dir, data, file)
		if err != nil {
			return err
		}
		if err := exec.CommandContext(context.WithoutCancel(ctx), viewer(), path).Start(); err != nil {
			return err
		}
		return attachedMsg{p.c, w.Opened.Fill(safe.Clean(path))}
	})
}

// laidOut puts a copy where a viewer finds it: private, and named by its hash.
func laidOut(dir string, data []byte, f intake.File) (string, error) {
	folder := filepath.Join(dir, "viewing")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	t, err := os.CreateTemp(folder, "*."+f.Type)
	if err != nil {
		return "", err
	}
	_, err = t.Write(data)
	if e := t.Close(); err == nil {
		err = e
	}
	return t.Name(), err
}

func viewer() string {
	if runtime.GOOS == "darwin" {
		return "open"
	}
	return "xdg-open"
}
