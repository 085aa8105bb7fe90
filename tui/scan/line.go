package scan

import (
	"time"

	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Answer is what the program said to the last scan.
type Answer struct {
	At   time.Time
	Text safe.Text
	Sign theme.Sign
}

// Line is the scan line as it stands: what is being typed on it, how many scans
// wait, and the last answer.
type Line struct {
	Prompt  safe.Text // shown when nothing is typed: "scan or number"
	Queue   safe.Text // shown while scans wait: "scans waiting: 3"
	Typing  bool      // the line has the focus
	Input   safe.Text // what is typed on it
	Answer  Answer
	Waiting int
}

// Draw is the line in w cells: the input left, the answer with its time and its
// sign right. The answer is cut before the input is.
func (l Line) Draw(w int, th theme.Theme) safe.Line {
	left := safe.Row(safe.Const(" ║▌ ").As(th.Key))
	switch {
	case l.Typing:
		left = left.Plus(l.Input.As(th.FieldFocus), safe.Const("_").As(th.Cursor))
	default:
		left = left.Plus(l.Prompt.As(th.Muted), safe.Const(" _").As(th.Muted))
	}
	if l.Waiting > 0 {
		left = left.Plus(safe.Const("  "), l.Queue.As(th.Doubt))
	}
	if l.Answer.Text.Empty() {
		return left.Cut(w)
	}
	clock := safe.Clean(l.Answer.At.Format("15:04"))
	mark := l.Answer.Sign.Text()
	room := w - left.Width() - clock.Width() - mark.Width() - 6
	if room < 4 {
		return safe.Ends(left, th.Mark(l.Answer.Sign), w)
	}
	right := safe.Row(clock.As(th.Muted), safe.Const("  "), l.Answer.Text.CutWords(room).As(th.Of(l.Answer.Sign)),
		safe.Const(" "), mark.As(th.Of(l.Answer.Sign)), safe.Const(" "))
	return safe.Ends(left, right, w)
}
