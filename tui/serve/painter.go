package serve

import (
	"bytes"
	"io"
	"sync"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// painter writes frames to a terminal when there are any. Bubble Tea's own
// renderer asks sixty times a second whether there is something to draw: for
// two hundred terminals that is half a processor, and every key waits for it.
// Here it keeps what it does at the start, at the end and at a new size, and
// draws nothing: its output goes through Write, and the frame is drawn again
// over whatever that was.
type painter struct {
	out  io.Writer
	next chan frame // the newest that is not drawn yet
	done chan struct{}

	mu    sync.Mutex
	scr   *uv.TerminalRenderer
	diff  bytes.Buffer // what scr has to say
	cells uv.ScreenBuffer
	last  frame
	open  bool // the program has the full screen
}

// frame is a whole screen of a size.
type frame struct {
	text string
	w, h int
}

func newPainter(out io.Writer, env []string, colours colorprofile.Profile, w, h int) *painter {
	p := &painter{out: out, next: make(chan frame, 1), done: make(chan struct{}), cells: uv.NewScreenBuffer(w, h)}
	p.scr = uv.NewTerminalRenderer(&p.diff, env)
	p.scr.SetColorProfile(colours)
	p.scr.SetFullscreen(true)
	p.scr.SetRelativeCursor(false)
	p.scr.SetTabStops(-1)
	p.scr.SetMapNewline(true)
	p.scr.SetScrollOptim(true)
	return p
}

// show draws a frame as soon as the line takes it; one that still waits is
// left out.
func (p *painter) show(f frame) {
	for {
		select {
		case p.next <- f:
			return
		default:
		}
		select {
		case <-p.next:
		default:
		}
	}
}

// run draws what is shown until stop.
func (p *painter) run() {
	for {
		select {
		case <-p.done:
			return
		case f := <-p.next:
			p.take(f)
		}
	}
}

func (p *painter) stop() { close(p.done) }

// take draws a frame, unless it is the one that is there.
func (p *painter) take(f frame) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if f == p.last {
		return
	}
	if w, h := p.cells.Width(), p.cells.Height(); w != f.w || h != f.h {
		p.cells.Touched = nil
		p.cells.Resize(f.w, f.h)
		p.scr.Resize(f.w, f.h)
		p.scr.Erase()
	}
	p.last = f
	p.draw()
}

// Write is Bubble Tea's output.
func (p *painter) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n, err := p.out.Write(b)
	if on, off := bytes.LastIndex(b, []byte(ansi.SetModeAltScreenSaveCursor)), bytes.LastIndex(b, []byte(ansi.ResetModeAltScreenSaveCursor)); on != off {
		p.open = on > off
	}
	if err == nil && p.last.text != "" {
		p.scr.Erase()
		p.draw()
	}
	return n, err
}

// draw writes the difference between the last frame and what is on the screen.
func (p *painter) draw() {
	if !p.open {
		return
	}
	p.cells.Clear()
	uv.NewStyledString(p.last.text).Draw(p.cells, p.cells.Bounds())
	p.scr.Render(p.cells.RenderBuffer)
	_ = p.scr.Flush() // into memory
	if p.diff.Len() > 0 {
		_, _ = p.out.Write(p.diff.Bytes()) // output cuts a line that takes nothing
		p.diff.Reset()
	}
}
