package catalogue

import (
	"bytes"
	"strconv"
	"strings"
)

// maxDepth bounds nesting and dotted keys: no regulation needs more, and a
// hostile file must not exhaust the stack of the TOML reader.
const maxDepth = 16

// lines tells the line of every key of a TOML file by its path, such as
// "services[1].steps[0].limit.unit". The TOML reader checks the file; this
// walks it a second time only because that reader keeps no positions.
type lines map[string]int

// of is the line of the path, or of the nearest thing around it.
func (l lines) of(path string) int {
	for path != "" {
		if n, ok := l[path]; ok {
			return n
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return 1
}

type locator struct {
	b      []byte
	i      int
	line   int
	at     lines
	tables map[string]int // arrays of tables: how many so far
	deep   int            // the line where maxDepth is passed; 0 = nowhere
}

// locate walks the file. A broken file gives the lines of what stands before
// the break; deep is the line where it nests too far, or 0.
func locate(data []byte) (at lines, deep int) {
	l := &locator{b: data, line: 1, at: lines{}, tables: map[string]int{}}
	l.b = bytes.TrimPrefix(l.b, []byte("\xef\xbb\xbf"))
	prefix := ""
	for l.blank(); l.i < len(l.b) && l.deep == 0; l.blank() {
		if l.b[l.i] != '[' {
			if !l.pair(prefix, 0) {
				break
			}
			continue
		}
		l.i++
		array := l.eat('[')
		line := l.line
		parts := l.key()
		if len(parts) == 0 || !l.eat(']') || array && !l.eat(']') {
			break
		}
		prefix = ""
		for k, p := range parts {
			prefix = join(prefix, p)
			last := k == len(parts)-1
			if array && last {
				l.tables[prefix]++
			}
			if n := l.tables[prefix]; n > 0 {
				l.mark(prefix, line)
				prefix += "[" + strconv.Itoa(n-1) + "]"
			}
			l.mark(prefix, line)
		}
	}
	return l.at, l.deep
}

func join(prefix, key string) string {
	if prefix == "" {
		return key
	}
	return prefix + "." + key
}

// mark keeps the first line of a path.
func (l *locator) mark(path string, line int) {
	if _, ok := l.at[path]; !ok {
		l.at[path] = line
	}
}

// pair reads key = value.
func (l *locator) pair(prefix string, depth int) bool {
	line := l.line
	parts := l.key()
	if len(parts) == 0 {
		return false
	}
	for _, p := range parts {
		prefix = join(prefix, p)
		l.mark(prefix, line)
	}
	l.spaces()
	if !l.eat('=') {
		return false
	}
	l.spaces()
	return l.value(prefix, depth)
}

func (l *locator) value(path string, depth int) bool {
	if depth > maxDepth {
		l.deep = l.line
		return false
	}
	if l.i >= len(l.b) {
		return false
	}
	switch c := l.b[l.i]; c {
	case '"', '\'':
		return l.str(c)
	case '[', '{':
		end := byte(']')
		if c == '{' {
			end = '}'
		}
		l.i++
		for n := 0; ; n++ {
			l.blank()
			if l.eat(end) {
				return true
			}
			start := l.i
			if c == '{' {
				if !l.pair(path, depth+1) {
					return false
				}
			} else {
				p := path + "[" + strconv.Itoa(n) + "]"
				l.mark(p, l.line)
				if !l.value(p, depth+1) {
					return false
				}
			}
			l.blank()
			if !l.eat(',') && (l.i >= len(l.b) || l.b[l.i] != end) || l.i == start {
				return false
			}
		}
	}
	start := l.i
	for l.i < len(l.b) && !strings.ContainsRune(",]}#\n", rune(l.b[l.i])) {
		l.i++
	}
	return l.i > start
}

// str reads a string of any of TOML's four kinds; true when it is closed.
func (l *locator) str(q byte) bool {
	if three := bytes.Repeat([]byte{q}, 3); bytes.HasPrefix(l.b[l.i:], three) {
		for l.i += 3; l.i < len(l.b); l.i++ {
			switch {
			case l.b[l.i] == '\n':
				l.line++
			case l.b[l.i] == '\\' && q == '"':
				l.i++
				if l.i < len(l.b) && l.b[l.i] == '\n' {
					l.line++
				}
			case bytes.HasPrefix(l.b[l.i:], three):
				l.i += 3
				for n := 0; n < 2 && l.eat(q); n++ { // up to two quotes may stand before the end
				}
				return true
			}
		}
		return false
	}
	for l.i++; l.i < len(l.b) && l.b[l.i] != '\n'; l.i++ {
		switch {
		case l.b[l.i] == '\\' && q == '"':
			l.i++
		case l.b[l.i] == q:
			l.i++
			return true
		}
	}
	return false
}

// key reads a bare, quoted or dotted key.
func (l *locator) key() (parts []string) {
	for {
		l.spaces()
		start := l.i
		if l.i < len(l.b) && (l.b[l.i] == '"' || l.b[l.i] == '\'') {
			if !l.str(l.b[l.i]) {
				return nil
			}
		} else {
			for l.i < len(l.b) && !strings.ContainsRune(" \t.=[]{}\"'#,\r\n", rune(l.b[l.i])) {
				l.i++
			}
		}
		if l.i == start {
			return nil
		}
		parts = append(parts, strings.Trim(string(l.b[start:l.i]), `"'`))
		if len(parts) > maxDepth {
			l.deep = l.line
			return nil
		}
		l.spaces()
		if !l.eat('.') {
			return parts
		}
	}
}

func (l *locator) eat(c byte) bool {
	if l.i < len(l.b) && l.b[l.i] == c {
		l.i++
		return true
	}
	return false
}

func (l *locator) spaces() {
	for l.i < len(l.b) && (l.b[l.i] == ' ' || l.b[l.i] == '\t') {
		l.i++
	}
}

// blank skips spaces, ends of line and comments.
func (l *locator) blank() {
	for l.i < len(l.b) {
		switch l.b[l.i] {
		case '\n':
			l.line++
		case ' ', '\t', '\r':
		case '#':
			for l.i < len(l.b) && l.b[l.i] != '\n' {
				l.i++
			}
			continue
		default:
			return
		}
		l.i++
	}
}
