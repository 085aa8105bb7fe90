package serve

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
	"unicode"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// most is how many bytes of input may make no key: longer pastes than any field
// takes, and sequences without an end.
const most = 256 << 10

var errTooMuch = errors.New("too much input without an end")

// keys reads what a client types and hands it to the program. Bubble Tea's own
// reader would hang on a program that ended, and a panic in it would end the
// process. It returns when the line or the session does.
func keys(ctx context.Context, r io.Reader, term string, send func(tea.Msg)) error {
	events := make(chan uv.Event)
	in := &metered{r: r}
	ended := make(chan struct{})
	go func() { // takes every event, also when nobody wants it any more
		defer close(ended)
		for e := range events {
			in.held.Store(0)
			if !admitted(e) || ctx.Err() != nil {
				continue
			}
			for _, one := range parted(e) {
				send(one)
			}
		}
	}()
	defer func() { close(events); <-ended }()
	err := uv.NewTerminalReader(in, term).StreamEvents(ctx, events)
	if err == nil {
		err = io.EOF
	}
	return err
}

// admitted leaves out what only a terminal beside us may say: its size comes by
// the protocol.
func admitted(e uv.Event) bool {
	switch e.(type) {
	case uv.WindowSizeEvent, uv.PixelSizeEvent, uv.CellSizeEvent, uv.CapabilityEvent, uv.ClipboardEvent:
		return false
	}
	return true
}

// parted undoes what an Esc becomes when a slow line brings it together with
// the key behind it: that key with Alt, which no screen uses.
func parted(e uv.Event) []uv.Event {
	k, ok := e.(uv.KeyPressEvent)
	if !ok || k.Mod&uv.ModAlt == 0 {
		return []uv.Event{e}
	}
	k.Mod &^= uv.ModAlt
	if k.Text == "" && k.Mod&uv.ModCtrl == 0 && unicode.IsPrint(k.Code) {
		k.Text = string(k.Code)
		if k.ShiftedCode != 0 {
			k.Text = string(k.ShiftedCode)
		}
	}
	return []uv.Event{uv.KeyPressEvent{Code: uv.KeyEscape}, k}
}

// metered counts what it read since the last key.
type metered struct {
	r    io.Reader
	held atomic.Int64
}

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	if err == nil && m.held.Add(int64(n)) > most {
		err = errTooMuch
	}
	return n, err
}

// silent is the input Bubble Tea is given: nothing, until the session ends.
type silent struct{ done <-chan struct{} }

func (s silent) Read([]byte) (int, error) {
	<-s.done
	return 0, io.EOF
}

// asked leaves out what would stop the whole process, not one session.
func asked(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg.(type) {
	case tea.SuspendMsg, tea.InterruptMsg:
		return nil
	}
	return msg
}
