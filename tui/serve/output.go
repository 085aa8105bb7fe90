package serve

import (
	"io"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// output writes frames to a client. One that takes nothing for a while is cut:
// its frames are differences, none can be left out.
type output struct {
	io.Writer
	stall time.Duration
	cut   func()
}

func (o *output) Write(p []byte) (int, error) {
	t := time.AfterFunc(o.stall, o.cut)
	defer t.Stop()
	n, err := o.Writer.Write(p)
	if err != nil {
		o.cut()
	}
	return n, err
}

// restored puts any terminal back from whatever a program left it in.
const restored = "\x1b[?2026l\x1b[?2004l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m\r\n"

// pulse asks the client again and again whether it is there, and cuts the line
// when it says nothing for as long as that.
func pulse(done <-chan struct{}, conn gossh.Conn, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return
		case <-tick.C:
		}
		late := time.AfterFunc(every, func() { _ = conn.Close() })
		_, _, err := conn.SendRequest("keepalive@openssh.com", true, nil)
		late.Stop()
		if err != nil {
			return
		}
	}
}
