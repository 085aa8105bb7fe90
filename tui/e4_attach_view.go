package tui

import (
	"time"

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
	count := map[string]int{}
	for _, f := range p.c.Files {
		count[f.Document]++
	}
	for i, paper := range p.c.Papers {
		mark, st := safe.Const("   "), th.Plain
		if i == p.doc {
			mark, st = safe.Const(" ▸ "), th.Title
		}
		end := safe.Const("–").As(th.Muted)
		if f, ok := p.c.File(paper.Code); ok {
			end = safe.Row(th.Mark(theme.Done), safe.Const(" "), fileFacts(p.Words, f.Type, f.Size, f.Pages))
			if n := count[paper.Code]; n > 1 {
				end = end.Plus(safe.Const(" +"), safe.Num(n-1))
			}
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
