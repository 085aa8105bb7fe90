package scan

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/tui/keys"
)

// The pace of a scanner against that of fingers.
const (
	// Gap is the longest pause inside a burst; a printable key is held so long
	// before it counts as pressed by a finger.
	Gap = 30 * time.Millisecond
	// slack is the pause allowed once a burst is certain: a busy machine may
	// deliver the rest late, a far one too, and the rest must not become hotkeys.
	slack = 300 * time.Millisecond
	// certain is how many different characters within Gap no fingers type.
	certain = 4
	// whole is how many characters make a scan even when its Enter was lost.
	whole = 8
)

// Event is either a key for the program (Burst nil) or a burst.
type Event struct {
	Key   tea.KeyPressMsg
	Burst *Burst
}

// Burst is characters that came at a scanner's pace.
type Burst struct {
	Text string            // as the terminal gave them
	Base string            // as the keys of a US keyboard, where all were reported
	Keys []tea.KeyPressMsg // the presses, Enter among them, to be given back
}

// Detector holds printable keys until their pace is known.
type Detector struct {
	held  []tea.KeyPressMsg
	last  time.Time // when the last held key came
	done  time.Time // when the last burst ended
	enter bool      // that burst had its Enter
}

// Press takes a key that came at a time; the events are in the order of keys.
func (d *Detector) Press(at time.Time, k tea.KeyPressMsg) []Event {
	out := d.Expire(at)
	switch {
	case keys.Printable(k):
		d.held = append(d.held, k)
		d.last = at
		return out
	case ends(k) && len(d.held) >= certain && !d.repeated():
		return append(out, d.burst(at, &k))
	case ends(k) && k.Code != tea.KeyTab && len(d.held) == 0 && d.belated(at):
		return out
	}
	out = append(out, d.release()...)
	return append(out, Event{Key: k})
}

// ends tells the keys a scanner may put behind a code: Enter, line feed, Tab.
func ends(k tea.KeyPressMsg) bool {
	if k.Mod&(tea.ModAlt|tea.ModShift|tea.ModMeta) != 0 {
		return false
	}
	return k.Code == tea.KeyEnter || k.Code == tea.KeyKpEnter || k.Code == tea.KeyTab || k.Code == 'j' && k.Mod&tea.ModCtrl != 0
}

// belated tells the line feed behind the carriage return that ended a burst. An
// Enter that comes later than slack is a finger's, and so is a Tab: a name or a
// password typed over a busy line looks like a burst, and its Enter or Tab must
// not be lost.
func (d *Detector) belated(at time.Time) bool {
	return d.enter && at.Sub(d.done) <= Gap
}

// Deadline is when Expire must be called; false when nothing is held.
func (d *Detector) Deadline() (time.Time, bool) {
	if len(d.held) == 0 {
		return time.Time{}, false
	}
	return d.last.Add(d.patience()), true
}

// Expire gives what is held and has waited long enough: keys of fingers, or a
// burst whose Enter never came.
func (d *Detector) Expire(at time.Time) []Event {
	if at.Before(d.last) {
		d.last = at // the clock jumped back: no key waits for it to catch up
	}
	if t, ok := d.Deadline(); !ok || at.Before(t) {
		return nil
	}
	if len(d.held) >= whole && !d.repeated() {
		return []Event{d.burst(at, nil)}
	}
	return d.release()
}

// Busy says that the program could take no key until then: the pause was its
// own, not the scanner's.
func (d *Detector) Busy(until time.Time) {
	if len(d.held) > 0 && until.After(d.last) {
		d.last = until
	}
}

// Holding is how many keys wait.
func (d *Detector) Holding() int { return len(d.held) }

// Fingers is the text of what waits while fingers may still have typed it: few
// enough characters that a field may show them before it gets them.
func (d *Detector) Fingers() string {
	if len(d.held) >= certain && !d.repeated() {
		return ""
	}
	var b strings.Builder
	for _, k := range d.held {
		b.WriteString(k.Text)
	}
	return b.String()
}

func (d *Detector) patience() time.Duration {
	if len(d.held) >= certain && !d.repeated() {
		return slack
	}
	return Gap
}

// repeated tells a key that is held down: the same character over and over.
func (d *Detector) repeated() bool {
	for _, k := range d.held[1:] {
		if k.Text != d.held[0].Text {
			return false
		}
	}
	return true
}

func (d *Detector) release() []Event {
	var out []Event
	for _, k := range d.held {
		out = append(out, Event{Key: k})
	}
	d.held = nil
	return out
}

func (d *Detector) burst(at time.Time, end *tea.KeyPressMsg) Event {
	b := &Burst{Keys: d.held}
	var text, base strings.Builder
	known := true
	for _, k := range d.held {
		text.WriteString(k.Text)
		known = known && k.BaseCode != 0
		if k.BaseCode != 0 {
			base.WriteRune(k.BaseCode)
		}
	}
	b.Text = text.String()
	if known {
		b.Base = base.String()
	}
	if end != nil {
		b.Keys = append(b.Keys, *end)
	}
	d.held, d.done, d.enter = nil, at, end != nil
	return Event{Burst: b}
}
