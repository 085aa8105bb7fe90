package tui

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
)

// flushWait is how long what was typed may take to get to the disk when a
// session ends.
const flushWait = 20 * time.Second

// flushedMsg says that what was typed in a session that ended is on disk.
type flushedMsg struct{}

// byeMsg ends the program once its last sentence has stood a while.
type byeMsg struct{}

// part takes the work away; the command writes what is left of it.
func (d *Door) part() tea.Cmd {
	if d.work == nil {
		return nil
	}
	d.spill()
	k, end, log := d.s.keep, d.end, d.o.Log
	d.gone = append(d.gone, k)
	d.work, d.s, d.end = nil, nil, nil
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), flushWait)
		defer cancel()
		if err := k.flush(ctx); err != nil {
			log.Error("a draft was not written at the end of a session", "cause", err.Error())
		}
		end()
		return flushedMsg{}
	}
}

// close ends the session: the log-in comes again, or, when the program is one
// session's, the program ends.
func (d *Door) close(why sentence) tea.Cmd {
	if d.remote() {
		return d.leave(why)
	}
	flush := d.part()
	return tea.Batch(flush, d.login(why))
}

// leave ends the program once all is written.
func (d *Door) leave(why sentence) tea.Cmd {
	if d.leaving {
		return nil
	}
	d.leaving, d.parting = true, why
	flush := d.part()
	if why != nil && d.ctx.Err() == nil {
		e := d.env()
		d.before(&farewell{guard{Env: e}, why}, e) // its clock need not tick
	}
	if flush == nil {
		return d.flushed()
	}
	return flush
}

// flushed lets the program go; a last sentence is left standing for a moment.
func (d *Door) flushed() tea.Cmd {
	switch {
	case !d.leaving:
		return nil
	case d.parting == nil:
		return tea.Quit
	}
	return d.tick(time.Second, func(time.Time) tea.Msg { return byeMsg{} })
}

// farewell is the last screen of a session that ends by itself.
type farewell struct {
	guard
	said sentence
}

func (p *farewell) Init() tea.Cmd          { return nil }
func (p *farewell) Update(tea.Msg) tea.Cmd { return nil }
func (p *farewell) Keys() []keys.Binding   { return nil }
func (p *farewell) Title() safe.Text       { return p.Words.Common().Product }
func (p *farewell) View() Frame            { return Frame{Body: p.text(p.said(p.Words), p.Theme.Title)} }

// spill lets go of keys that were held back to see whether a scanner sends
// them: at the end they are text.
func (d *Door) spill() {
	defer func() {
		if r := recover(); r != nil {
			d.fault(r)
		}
	}()
	a := d.work
	a.sort(a.det.Expire(d.pace().Add(time.Hour)))
	if a.env.held > 0 {
		return // the screen waits for an act: keys are not its text
	}
	for _, in := range a.queue {
		m, ok := in.msg.(tea.KeyPressMsg)
		_, paste := in.msg.(tea.PasteMsg)
		if (paste || ok && keys.Printable(m)) && a.over() == nil && a.isTyping() {
			a.take(in) // the command is not wanted: flush writes what it would
		}
	}
	a.queue = nil
}

// Flush writes what was typed and is not on disk yet. Call it after the program
// ended, with a context of its own: the line may have been cut.
func (d *Door) Flush(ctx context.Context) error {
	if d.work != nil {
		d.spill()
		d.gone = append(d.gone, d.s.keep)
		defer d.end()
		d.work = nil
	}
	var errs []error
	for _, k := range d.gone {
		errs = append(errs, k.flush(ctx))
	}
	return errors.Join(errs...)
}

// panicked ends the session in which something went badly wrong.
func (d *Door) panicked(r any) tea.Cmd { return d.fall(d.fault(r)) }

// fault writes a panic down, without its value: that may be anything a person
// typed.
func (d *Door) fault(r any) (no string) {
	d.faults++
	no = errorNumber(d.o.Office.Clock(), d.faults)
	d.o.Log.Error("a panic ended a session", "no", no, "type", fmt.Sprintf("%T", r), "stack", string(debug.Stack()))
	return no
}

// fall ends the session and says the number. What goes wrong before anybody is
// in would go wrong again: the program ends.
func (d *Door) fall(no string) tea.Cmd {
	why := func(w lang.Words) safe.Text { return w.Door().EndFault.Fill(number(no)) }
	if d.work == nil {
		d.front = nil
		d.leaving, d.parting = true, why
		return tea.Quit
	}
	return d.close(why)
}
