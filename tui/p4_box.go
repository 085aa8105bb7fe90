package tui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/code"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// box is what the chancellery found: the registry's list row by row, and what
// was not on it. It is kept as a pad until F9 records it.
type box struct {
	*delivery
	rows    []boxRow
	extra   []string
	at, top int
	height  int
	field   *widget.Field // the incoming number being typed; nil when none
}

type boxRow struct {
	row      intake.ListRow
	incoming string
	missed   bool
	there    bool // scanned
}

func newBox(d *delivery, rows []intake.ListRow) *box {
	b := &box{delivery: d, height: 10}
	for _, r := range rows {
		b.rows = append(b.rows, boxRow{row: r})
	}
	return b
}

// numberAbove is the row the numbering goes on from: the one in focus, or the
// nearest above it that has a number; -1 when none has.
func (b *box) numberAbove() int {
	for i := min(b.at, len(b.rows)-1); i >= 0; i-- {
		if b.rows[i].incoming != "" {
			return i
		}
	}
	return -1
}

func (b *box) numbered() (n int) {
	for _, r := range b.rows {
		if r.incoming != "" && !r.missed {
			n++
		}
	}
	return n
}

func (b *box) missed() (n int) {
	for _, r := range b.rows {
		if r.missed {
			n++
		}
	}
	return n
}

// touched tells that going away would lose something.
func (b *box) touched() bool {
	return b != nil && (b.numbered() > 0 || b.missed() > 0 || len(b.extra) > 0)
}

func (b *box) move(by int) {
	b.at = max(min(b.at+by, len(b.rows)-1), 0)
	if b.at < b.top {
		b.top = b.at
	}
	if b.at >= b.top+b.height {
		b.top = b.at - b.height + 1
	}
}

// open begins typing the incoming number of the row.
func (b *box) open(first string) tea.Cmd {
	if len(b.rows) == 0 {
		return nil
	}
	b.field = widget.NewField("incoming", 40)
	b.field.Label = b.p.Incoming
	b.field.SetValue(b.rows[b.at].incoming)
	if first != "" {
		b.field.SetValue(first)
	}
	b.field.Focus()
	return nil
}

// close keeps what was typed.
func (b *box) close() {
	if b.field == nil {
		return
	}
	b.rows[b.at].incoming = b.field.Value()
	if b.rows[b.at].incoming != "" {
		b.rows[b.at].missed = false
	}
	b.field = nil
}

// goOn numbers the rows below that have no number yet, one higher each.
func (b *box) goOn() tea.Cmd {
	b.close()
	from := b.numberAbove()
	if from < 0 {
		return nil
	}
	last := b.rows[from].incoming
	for i := from + 1; i < len(b.rows); i++ {
		if r := &b.rows[i]; r.incoming == "" && !r.missed {
			last = nextNumber(last)
			r.incoming = last
		}
	}
	return nil
}

// nextNumber is an incoming number one higher: its last digits count on, as
// many of them as there were. 12/45 gives 12/46, 09 gives 10.
func nextNumber(s string) string {
	i := len(s)
	for i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
		i--
	}
	n, err := strconv.ParseUint(s[i:], 10, 64)
	if err != nil || n+1 == 0 {
		return s
	}
	next := strconv.FormatUint(n+1, 10)
	return s[:i] + strings.Repeat("0", max(len(s)-i-len(next), 0)) + next
}

// update takes keys that no binding took.
func (b *box) update(msg tea.Msg) tea.Cmd {
	m, isKey := msg.(tea.KeyPressMsg)
	if b.field != nil {
		if isKey {
			switch m.Code {
			case tea.KeyEnter, tea.KeyKpEnter, tea.KeyDown:
				b.close()
				if b.at < len(b.rows)-1 {
					b.move(1)
					return b.open("")
				}
				return nil
			case tea.KeyUp:
				b.close()
				b.move(-1)
				return b.open("")
			}
		}
		cmd, _ := b.field.Update(msg)
		return cmd
	}
	if !isKey {
		return nil
	}
	switch m.Code {
	case tea.KeyDown:
		b.move(1)
	case tea.KeyUp:
		b.move(-1)
	case tea.KeyPgDown:
		b.move(b.height)
	case tea.KeyPgUp:
		b.move(-b.height)
	case tea.KeyHome:
		b.move(-len(b.rows))
	case tea.KeyEnd:
		b.move(len(b.rows))
	}
	return nil
}

func (b *box) bindings() []keys.Binding {
	p := b.p
	if b.field != nil {
		return []keys.Binding{
			{ID: "deliver", Keys: []string{"f9"}, Label: p.DeliverKey, Do: b.deliver},
			{ID: "next", Keys: []string{"enter"}, Label: b.Words.Common().Next},
			{ID: "goon", Keys: []string{"f6"}, Label: p.GoOnKey, Do: b.goOn},
			{ID: "stop", Keys: []string{"esc"}, Label: p.BackKey, Do: func() tea.Cmd { b.close(); return nil }},
		}
	}
	bs := []keys.Binding{
		{ID: "deliver", Keys: []string{"f9"}, Label: p.DeliverKey, Do: b.deliver},
		{ID: "number", Keys: []string{"enter"}, Label: p.NumberKey, Do: func() tea.Cmd { return b.open("") }},
		{ID: "miss", Keys: []string{"space"}, Label: p.MissKey, Do: b.miss},
		{ID: "goon", Keys: []string{"f6"}, Label: p.GoOnKey, Do: b.goOn, Why: func() safe.Text {
			if b.numberAbove() < 0 {
				return p.NothingToGoOn
			}
			return safe.Text{}
		}},
		{ID: "drop", Keys: []string{"delete"}, Label: p.DropKey, Do: b.drop, Why: func() safe.Text {
			if len(b.extra) == 0 {
				return p.NoExtra
			}
			return safe.Text{}
		}},
		{ID: "form", Keys: []string{"esc"}, Label: p.BackKey, Do: func() tea.Cmd { b.delivery.box = nil; return nil }},
	}
	// A digit begins a number: it must not lead away to a station.
	for _, digit := range strings.Split("0123456789", "") {
		bs = append(bs, keys.Binding{ID: "digit." + digit, Keys: []string{digit}, Do: func() tea.Cmd { return b.open(digit) }})
	}
	return bs
}

// miss says that the row's papers were not in the box, or that they were.
func (b *box) miss() tea.Cmd {
	if len(b.rows) == 0 {
		return nil
	}
	r := &b.rows[b.at]
	r.missed = !r.missed
	if r.missed {
		r.incoming, r.there = "", false
	}
	b.move(1)
	return nil
}

// drop lets go of the last extra code: it was scanned by mistake.
func (b *box) drop() tea.Cmd {
	b.extra = b.extra[:len(b.extra)-1]
	return nil
}

// Scan finds the row of a case; anything else was in the box and not on the
// list, and goes into the act.
func (d *delivery) Scan(sc scan.Scan) (tea.Cmd, bool) {
	cmd, taken := d.scanBox(sc)
	return tea.Batch(cmd, d.keepPad()), taken
}

func (d *delivery) scanBox(sc scan.Scan) (tea.Cmd, bool) {
	b := d.box
	if b == nil {
		return nil, false
	}
	b.close()
	what := sc.Text.String()
	var n code.Number
	switch sc.Kind {
	case scan.Code:
		n, _ = code.ParseBarcode(sc.Digits)
	case scan.Typed:
		n, _ = code.ParseNumber(sc.Digits)
		if isTail(sc.Digits) {
			var no saying
			if n, no = b.ending(sc.Digits); no != nil {
				d.tell(what, no, theme.Unknown)
				return nil, true
			}
		}
	case scan.Half, scan.Garbled:
		return nil, false // the App says to scan again
	}
	if n != "" {
		what = string(n)
	}
	for i := range b.rows {
		r := &b.rows[i]
		if r.row.Number != n {
			continue
		}
		b.move(i - b.at)
		if r.there {
			d.tell(what, func(w lang.Words) safe.Text { return w.Registry().TwiceInBox }, theme.Same)
			return nil, true
		}
		r.there, r.missed = true, false
		d.tell(what, func(w lang.Words) safe.Text { return w.Registry().InBox }, theme.Done)
		return nil, true
	}
	for _, x := range b.extra {
		if x == what {
			d.tell(what, func(w lang.Words) safe.Text { return w.Registry().TwiceInBox }, theme.Same)
			return nil, true
		}
	}
	b.extra = append(b.extra, what)
	d.tell(what, func(w lang.Words) safe.Text { return w.Registry().NotOnList }, theme.Trouble)
	return nil, true
}

// ending is the only number on the list with these last digits. Another goes
// into the act as a whole number only.
func (b *box) ending(tail string) (n code.Number, no saying) {
	for _, r := range b.rows {
		if endsWith(r.row.Number, tail) {
			if n != "" {
				return "", saySeveral
			}
			n = r.row.Number
		}
	}
	if n == "" {
		return "", func(w lang.Words) safe.Text { return w.P6().SeveralDo }
	}
	return n, nil
}

func (d *delivery) tell(what string, say saying, sign theme.Sign) {
	d.Answer(sign, safe.Join(safe.Const(" "), tailOf(safe.Clean(what)), say(d.Words)))
}
