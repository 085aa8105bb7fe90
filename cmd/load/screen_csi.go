package main

import "github.com/charmbracelet/x/ansi"

func (s *Screen) esc(c ansi.Cmd) {
	switch c.Final() {
	case 'M': // reverse index
		if s.y == s.top {
			s.scroll(s.top, s.bot, -1)
		} else {
			s.to(s.x, s.y-1)
		}
	case 'D':
		s.feed()
	case 'E':
		s.x = 0
		s.feed()
	case '7':
		s.sx, s.sy = s.x, s.y
	case '8':
		s.to(s.sx, s.sy)
	}
}

// csi obeys what moves and erases; colours and questions are not for a script.
func (s *Screen) csi(c ansi.Cmd, p ansi.Params) {
	if c.Prefix() == '?' && (c.Final() == 'h' || c.Final() == 'l') {
		s.modes(p, c.Final() == 'h')
		return
	}
	if c.Prefix() != 0 || c.Intermediate() != 0 {
		return
	}
	at := func(i int) int { // a number that is 1 when left out or 0
		n, _, ok := p.Param(i, 1)
		if !ok {
			return 1
		}
		return max(n, 1)
	}
	kind, _, _ := p.Param(0, 0)
	n := at(0)
	switch c.Final() {
	case 'A':
		s.to(s.x, s.y-n)
	case 'B', 'e':
		s.to(s.x, s.y+n)
	case 'C', 'a':
		s.to(s.x+n, s.y)
	case 'D':
		s.to(s.x-n, s.y)
	case 'E':
		s.to(0, s.y+n)
	case 'F':
		s.to(0, s.y-n)
	case 'G', '`':
		s.to(n-1, s.y)
	case 'd':
		s.to(s.x, n-1)
	case 'H', 'f':
		s.to(at(1)-1, n-1)
	case 'I':
		s.to((s.x/8+n)*8, s.y)
	case 'Z':
		s.to(max((s.x+7)/8-n, 0)*8, s.y)
	case 'J':
		s.erase(kind)
	case 'K':
		from, end := s.x, s.w
		if kind == 1 {
			from, end = 0, s.x+1
		} else if kind == 2 {
			from = 0
		}
		s.clear(s.y, from, end)
	case 'X':
		s.clear(s.y, s.x, s.x+n)
	case '@':
		s.shift(n)
	case 'P':
		s.shift(-n)
	case 'L':
		s.lines(-n)
	case 'M':
		s.lines(n)
	case 'S':
		s.scroll(s.top, s.bot, min(n, s.h))
	case 'T':
		s.scroll(s.top, s.bot, -min(n, s.h))
	case 'b':
		for range min(n, s.w*s.h) {
			for _, r := range s.last {
				s.print(r)
			}
		}
	case 'r':
		s.top, s.bot = n-1, s.h-1
		if end, _, ok := p.Param(1, s.h); ok && end > 0 {
			s.bot = min(end, s.h) - 1
		}
		if s.top >= s.bot {
			s.top, s.bot = 0, s.h-1
		}
		s.to(0, 0)
	case 's':
		s.sx, s.sy = s.x, s.y
	case 'u':
		s.to(s.sx, s.sy)
	case 'h', 'l':
		if kind == 4 {
			s.insert = c.Final() == 'h'
		}
	}
}

// lines takes rows out at the cursor; below zero, puts them in.
func (s *Screen) lines(n int) {
	if s.y < s.top || s.y > s.bot {
		return
	}
	s.scroll(s.y, s.bot, max(min(n, s.h), -s.h))
	s.to(0, s.y)
}

func (s *Screen) erase(kind int) {
	from, to := s.y+1, s.h
	switch kind {
	case 0:
		s.clear(s.y, s.x, s.w)
	case 1:
		s.clear(s.y, 0, s.x+1)
		from, to = 0, s.y
	default:
		from = 0
	}
	for y := from; y < to; y++ {
		s.clear(y, 0, s.w)
	}
}

func (s *Screen) modes(p ansi.Params, on bool) {
	for i := range p {
		switch n, _, _ := p.Param(i, 0); n {
		case 1049, 1047, 47:
			s.alt = on
			if n == 1049 && on {
				s.sx, s.sy = s.x, s.y
			}
			s.erase(2)
			if n == 1049 && !on {
				s.to(s.sx, s.sy)
			}
		}
	}
}
