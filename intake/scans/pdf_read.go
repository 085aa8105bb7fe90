package scans

import "bytes"

// The values of a PDF that matter here; all others are nil.
type (
	name string
	ref  int // to an object, by its number
	dict map[string]any
)

// The limits of one value.
const (
	mostDepth = 50
	mostItems = 10_000
)

// lexer reads values. Its budget is how many bytes it may still look at: a file
// made to be read over and over ends it.
type lexer struct {
	data   []byte
	budget int
	items  int // left of the value under way
}

// read reads the value at a place and gives where it ends.
func (l *lexer) read(at int) (v any, end int, ok bool) {
	l.items = mostItems
	return l.value(at, 0)
}

func (l *lexer) value(at, depth int) (v any, end int, ok bool) {
	from := at
	defer func() { l.budget -= max(end, at) - from + 1 }()
	if at = l.skip(at); at >= len(l.data) || depth > mostDepth || l.budget < 0 {
		return nil, at, false
	}
	if l.items--; l.items < 0 {
		return nil, at, false
	}
	switch c := l.data[at]; {
	case c == '/':
		n, end := l.name(at + 1)
		return n, end, true
	case c == '<' && at+1 < len(l.data) && l.data[at+1] == '<':
		return l.dict(at+2, depth)
	case c == '<':
		end := bytes.IndexByte(l.data[at:], '>')
		if end < 0 {
			return nil, len(l.data), false
		}
		return nil, at + end + 1, true
	case c == '(':
		return l.text(at + 1)
	case c == '[':
		return l.list(at+1, depth)
	case digit(c) || c == '-' || c == '+' || c == '.':
		return l.number(at)
	case c == ']' || c == '>' || c == ')' || c == '{' || c == '}':
		return nil, at, false
	}
	end = at
	for end < len(l.data) && regular(l.data[end]) {
		end++
	}
	return nil, end, end > at // true, null, endobj …
}

// skip passes over white space and remarks.
func (l *lexer) skip(at int) int {
	for at < len(l.data) {
		switch c := l.data[at]; {
		case space(c):
			at++
		case c == '%':
			for at < len(l.data) && l.data[at] != '\r' && l.data[at] != '\n' {
				at++
			}
		default:
			return at
		}
	}
	return at
}

func (l *lexer) name(at int) (name, int) {
	var out []byte
	for at < len(l.data) && regular(l.data[at]) {
		c := l.data[at]
		if c == '#' && at+2 < len(l.data) {
			high, low := hexDigit(l.data[at+1]), hexDigit(l.data[at+2])
			if high >= 0 && low >= 0 {
				c, at = byte(high<<4|low), at+2
			}
		}
		if at++; len(out) < 128 {
			out = append(out, c)
		}
	}
	return name(out), at
}

func (l *lexer) dict(at, depth int) (any, int, bool) {
	d := dict{}
	for {
		if at = l.skip(at); bytes.HasPrefix(l.data[at:], []byte(">>")) {
			return d, at + 2, true
		}
		k, end, ok := l.value(at, depth+1)
		key, is := k.(name)
		if !ok || !is {
			return nil, end, false
		}
		if end = l.skip(end); bytes.HasPrefix(l.data[end:], []byte(">>")) {
			return d, end + 2, true // a key without its value
		}
		v, end, ok := l.value(end, depth+1)
		if !ok {
			return nil, end, false
		}
		d[string(key)], at = v, end
	}
}

func (l *lexer) list(at, depth int) (any, int, bool) {
	some := []any{}
	for {
		if at = l.skip(at); at < len(l.data) && l.data[at] == ']' {
			return some, at + 1, true
		}
		v, end, ok := l.value(at, depth+1)
		if !ok {
			return nil, end, false
		}
		some, at = append(some, v), end
	}
}

// text passes over a string in parentheses, which may hold others.
func (l *lexer) text(at int) (any, int, bool) {
	for open := 1; at < len(l.data); at++ {
		switch l.data[at] {
		case '\\':
			at++
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return nil, at + 1, true
			}
		}
	}
	return nil, len(l.data), false
}

// number reads a whole number, or with another one and an R behind it a
// reference; a broken number is nil.
func (l *lexer) number(at int) (any, int, bool) {
	n, end, ok := l.digits(at)
	if !ok {
		for end = at; end < len(l.data) && regular(l.data[end]); end++ {
		}
		return nil, end, true
	}
	if second := l.skip(end); second > end {
		if _, after, ok := l.digits(second); ok {
			if r := l.skip(after); r > after && r < len(l.data) && l.data[r] == 'R' && (r+1 == len(l.data) || !regular(l.data[r+1])) {
				return ref(n), r + 1, true
			}
		}
	}
	return n, end, true
}

func (l *lexer) digits(at int) (n, end int, ok bool) {
	for end = at; end < len(l.data) && end-at < 10 && digit(l.data[end]); end++ {
		n = n*10 + int(l.data[end]-'0')
	}
	return n, end, end > at && (end == len(l.data) || !regular(l.data[end]))
}

// streamAfter says whether a stream follows a dictionary, and where it begins.
func streamAfter(data []byte, at int) (from int, ok bool) {
	for at < len(data) && space(data[at]) {
		at++
	}
	if !bytes.HasPrefix(data[at:], []byte("stream")) {
		return 0, false
	}
	at += len("stream")
	if at < len(data) && data[at] == '\r' {
		at++
	}
	if at < len(data) && data[at] == '\n' {
		at++
	}
	return at, true
}

// streamEnd is where a stream ends: after the length it tells, if that is so,
// or before the word that ends it.
func streamEnd(data []byte, from int, length any) int {
	const word = "endstream"
	if n, ok := length.(int); ok && n >= 0 && n <= len(data)-from {
		if bytes.HasPrefix(bytes.TrimLeft(data[from+n:min(len(data), from+n+len(word)+4)], "\r\n "), []byte(word)) {
			return from + n
		}
	}
	if i := bytes.Index(data[from:], []byte(word)); i >= 0 {
		return from + i
	}
	return len(data)
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// regular is what names, numbers and words are made of.
func regular(c byte) bool {
	return !space(c) && bytes.IndexByte([]byte("()<>[]{}/%"), c) < 0
}

func hexDigit(c byte) int {
	switch {
	case digit(c):
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
