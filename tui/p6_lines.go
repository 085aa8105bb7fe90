package tui

import (
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// lineState is what became of a scan.
type lineState int

const (
	lineWaits     lineState = iota // its act is on the way
	lineTold                       // answered; for a marked case: marked
	lineFailed                     // not recorded
	lineUndone                     // marked and taken back
	lineForwarded                  // with the inspector
)

// several is a typed number that more than one case ends with.
const several courier.Verdict = "several"

// markLine is one scan. Its words are made when it is drawn.
type markLine struct {
	seq    int
	at     time.Time
	text   safe.Text // as scanned or typed
	digits string
	state  lineState

	verdict  courier.Verdict
	same     bool // the same code again at once: nothing was done
	ago      time.Duration
	table    markTable
	id       uuid.UUID
	number   code.Number
	version  int
	name     safe.Text
	provider string
	edition  string
	service  string
	stage    intake.Stage
	registry uint64 // of a case that has not left
	outcome  intake.Outcome
}

// marked tells that the line stands for a case marked by it.
func (l *markLine) marked() bool {
	return (l.verdict == courier.OnList || l.verdict == courier.OffList) && !l.same
}

// answer takes what the domain said.
func (l *markLine) answer(s courier.Scan) {
	l.state, l.verdict = lineTold, s.Verdict
	if !s.Before.IsZero() {
		l.ago = s.At.Sub(s.Before)
	}
	if c := s.Case; c != nil {
		l.of(c)
	} else if n, fault := code.ParseNumber(s.Code); fault == "" {
		l.number = n
	}
}

func (l *markLine) of(c *intake.Case) {
	l.id, l.number, l.version, l.stage, l.outcome = c.ID, c.Number, c.Version(), c.Stage, c.Outcome
	l.name, l.provider, l.edition, l.service, l.registry = safe.Clean(c.Recipient.ShortName()), c.Provider, c.Edition, c.Service, c.Registry
}

// who is the middle of the line: the recipient, or what the code is.
func (m *marking) who(l *markLine) safe.Text {
	w := m.Words.P6()
	switch l.verdict {
	case courier.Foreign:
		return w.Foreign
	case courier.Unreadable:
		return w.Unreadable
	case courier.Unknown:
		return w.Unknown
	case several:
		return w.Several
	case courier.OtherOffice:
		return w.OtherOffice.Fill(safe.Clean(l.number.Office()))
	}
	return l.name
}

// what is the end of the line: what was done or why not.
func (m *marking) what(l *markLine) (safe.Text, theme.Sign) {
	w := m.Words.P6()
	switch l.state {
	case lineWaits:
		return w.Working, theme.None
	case lineFailed:
		return w.NotWritten, theme.Trouble
	case lineUndone:
		return w.Undone, theme.Same
	case lineForwarded:
		return w.Forwarded, theme.Done
	}
	if l.same {
		return w.Same.Fill(m.Words.Ago(l.ago)), theme.Same
	}
	switch l.verdict {
	case courier.OnList, courier.OffList:
		return m.markedAs(l)
	case courier.Twice:
		if l.stage == intake.Marked || l.stage == intake.Ready {
			return w.Twice.Fill(m.Words.Ago(l.ago)), theme.Same
		}
		return w.Elsewhere.Fill(m.Words.Stage(l.stage)), theme.Trouble
	case courier.NotOut:
		if l.stage == intake.Out {
			return w.InRegistry.Fill(number(uitoa(l.registry))), theme.Trouble
		}
		return w.NotGone.Fill(m.Words.Stage(l.stage)), theme.Trouble
	case courier.OtherOffice:
		return w.OtherOfficeDo, theme.Trouble
	case courier.Foreign:
		return w.ForeignDo, theme.Unknown
	case courier.Unknown:
		return w.UnknownDo, theme.Unknown
	case several:
		return w.SeveralDo, theme.Unknown
	}
	return w.UnreadableDo, theme.Unknown
}

// markedAs is the outcome, or that the case was not the one expected here.
func (m *marking) markedAs(l *markLine) (safe.Text, theme.Sign) {
	w := m.Words.P6()
	switch {
	case l.table.provider != "" && l.provider != l.table.provider:
		return w.OtherProvider.Fill(m.ProviderShort(l.provider)), theme.Trouble
	case l.table.ret != 0 && l.verdict == courier.OffList:
		return w.NotListed, theme.Trouble
	case l.outcome == intake.ReasonedRefusal:
		return w.Refusal, theme.Done
	}
	return w.Result, theme.Done
}

// shown is the number in the line: the case's, else what was scanned.
func (l *markLine) shown() safe.Text {
	if l.number != "" {
		return safe.Clean(string(l.number))
	}
	return l.text
}

// keepLines bounds the lines kept for scrolling back.
const keepLines = 2000

func (m *marking) add(l *markLine) {
	m.seq++
	l.seq = m.seq
	m.top = 0
	m.lines = append([]*markLine{l}, m.lines[:min(len(m.lines), keepLines-1)]...)
}

// settle answers on the scan line too.
func (m *marking) settle(l *markLine) {
	what, sign := m.what(l)
	name := l.text
	if l.number != "" {
		name = shortNumber(l.number)
	}
	m.Answer(sign, name.Plus(safe.Const(" "), what))
}

// last is the newest line whose mark can be taken back.
func (m *marking) last() *markLine {
	for _, l := range m.lines {
		if l.state == lineTold && l.marked() {
			return l
		}
	}
	return nil
}

// here is how many were marked against the table in this sitting.
func (m *marking) here() (n int64) {
	for _, l := range m.lines {
		if l.marked() && l.table == m.table && (l.state == lineTold || l.state == lineForwarded) {
			n++
		}
	}
	return n
}
