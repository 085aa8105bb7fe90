package main

import (
	"strings"
	"sync"

	"github.com/charmbracelet/x/ansi"
)

// Screen is a terminal's least: the grid of characters that a stream of escape
// sequences leaves behind, so that a script can read it. Colours are not kept.
// Bytes come in by Write; any goroutine may read.
type Screen struct {
	mu     sync.Mutex
	parser *ansi.Parser

	w, h     int
	cells    [][]string // a character with what combines with it; "" behind a wide one
	x, y     int
	wrap     bool // the last column is written: the next character goes on below
	sx, sy   int  // saved
	top, bot int  // the scroll region, both rows included
	last     string
	alt      bool
	insert   bool
	fresh    chan struct{} // something came since it was read last
}

// NewScreen is an empty one.
func NewScreen(w, h int) *Screen {
	s := &Screen{parser: ansi.NewParser(), fresh: make(chan struct{}, 1)}
	s.parser.SetHandler(ansi.Handler{Print: s.print, Execute: s.execute, HandleCsi: s.csi, HandleEsc: s.esc})
	s.Resize(w, h)
	return s
}

// Write takes what the program sent, cut anywhere.
func (s *Screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range b {
		s.parser.Advance(c)
	}
	select {
	case s.fresh <- struct{}{}:
	default:
	}
	return len(b), nil
}

// Until waits for a screen that will do; false when done came first.
func (s *Screen) Until(done <-chan struct{}, good func(text string) bool) bool {
	for !good(s.Text()) {
		select {
		case <-s.fresh:
		case <-done:
			return good(s.Text())
		}
	}
	return true
}

// Resize changes the size; what fits stays.
func (s *Screen) Resize(w, h int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.cells
	s.w, s.h, s.top, s.bot, s.wrap = w, h, 0, h-1, false
	s.cells = make([][]string, h)
	for y := range s.cells {
		s.cells[y] = blank(w)
		if y < len(was) {
			copy(s.cells[y], was[y])
		}
	}
	s.to(s.x, s.y)
}

// Text is what is on the screen, blanks at the ends of rows dropped.
func (s *Screen) Text() string { return strings.Join(s.Rows(), "\n") }

// Rows is Text by rows.
func (s *Screen) Rows() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]string, s.h)
	for y, row := range s.cells {
		out[y] = strings.TrimRight(strings.Join(row, ""), " ")
	}
	return out
}

// Alt tells that the program is on the other screen, as a full-screen one is.
func (s *Screen) Alt() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.alt
}

func blank(w int) []string {
	row := make([]string, w)
	for i := range row {
		row[i] = " "
	}
	return row
}

func (s *Screen) to(x, y int) {
	s.x, s.y, s.wrap = min(max(x, 0), s.w-1), min(max(y, 0), s.h-1), false
}

func (s *Screen) print(r rune) {
	c := string(r)
	n := ansi.StringWidth(c)
	if n == 0 { // combines with the one before
		if x := s.before(); x >= 0 {
			s.cells[s.y][x] += c
		}
		return
	}
	if s.wrap {
		s.x, s.wrap = 0, false
		s.feed()
	}
	if s.insert {
		s.shift(n)
	}
	s.cells[s.y][s.x] = c
	if n == 2 && s.x+1 < s.w {
		s.cells[s.y][s.x+1] = ""
	}
	s.last = c
	if s.x+n >= s.w {
		s.x, s.wrap = s.w-1, true
		return
	}
	s.x += n
}

// before is the column of the character printed last.
func (s *Screen) before() int {
	x := s.x - 1
	if s.wrap {
		x = s.x
	}
	for x > 0 && s.cells[s.y][x] == "" {
		x--
	}
	return x
}

func (s *Screen) execute(b byte) {
	switch b {
	case '\r':
		s.to(0, s.y)
	case '\n', '\v', '\f':
		s.wrap = false
		s.feed()
	case '\b':
		s.to(s.x-1, s.y)
	case '\t':
		s.to((s.x/8+1)*8, s.y)
	}
}

// feed goes a row down; at the foot of the region everything moves up.
func (s *Screen) feed() {
	if s.y == s.bot {
		s.scroll(s.top, s.bot, 1)
		return
	}
	s.y = min(s.y+1, s.h-1)
}

// scroll moves rows top to bot up by n; below zero, down.
func (s *Screen) scroll(top, bot, n int) {
	if top > bot {
		return
	}
	part := s.cells[top : bot+1]
	for ; n > 0; n-- {
		copy(part, part[1:])
		part[len(part)-1] = blank(s.w)
	}
	for ; n < 0; n++ {
		copy(part[1:], part)
		part[0] = blank(s.w)
	}
}

// shift makes room for n characters at the cursor; below zero, takes them out.
func (s *Screen) shift(n int) {
	row := s.cells[s.y]
	if n > 0 {
		n = min(n, s.w-s.x)
		copy(row[s.x+n:], row[s.x:s.w-n])
		copy(row[s.x:], blank(n))
		return
	}
	n = min(-n, s.w-s.x)
	copy(row[s.x:], row[s.x+n:])
	copy(row[s.w-n:], blank(n))
}

// clear blanks the columns from x to before end of a row.
func (s *Screen) clear(y, x, end int) {
	for ; x < min(end, s.w); x++ {
		s.cells[y][x] = " "
	}
}
