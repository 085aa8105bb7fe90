package calendar

import (
	"bytes"
	"strconv"
	"strings"
)

// lines maps each key of a TOML file to its line: "known-to", "decree[3].off".
// The decoder keeps positions to itself, and a fault without its line is half a
// fault. The file has already been decoded, so it is known to be well formed.
type lines map[string]int

// line is that of the path, or of the nearest thing around it; 1 at least.
func (l lines) line(path string) int {
	for path != "" {
		if n, ok := l[path]; ok {
			return n
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return 1
}

func findLines(data []byte) lines {
	s := scan{data: data, row: 1, at: lines{}, count: map[string]int{}}
	table := ""
	for s.gap(""); !s.end(); s.gap("") {
		start := s.row
		switch {
		case s.take("[["):
			table = s.table(s.keys("]"))
			s.take("]")
			s.count[table]++
			table = row(table, s.count[table]-1)
			s.at[table] = start
		case s.take("["):
			table = s.table(s.keys("]"))
			if n := s.count[table]; n > 0 {
				table = row(table, n-1)
			}
			s.mark(table, start)
		default:
			s.pair(table)
		}
	}
	return s.at
}

type scan struct {
	data  []byte
	pos   int
	row   int
	at    lines
	count map[string]int // rows of each [[table]] so far
}

func row(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

func (s *scan) end() bool { return s.pos >= len(s.data) }

func (s *scan) mark(path string, line int) {
	if _, ok := s.at[path]; !ok {
		s.at[path] = line
	}
}

func (s *scan) step(n int) {
	to := min(s.pos+n, len(s.data))
	s.row += bytes.Count(s.data[s.pos:to], []byte("\n"))
	s.pos = to
}

func (s *scan) take(p string) bool {
	ok := bytes.HasPrefix(s.data[s.pos:], []byte(p))
	if ok {
		s.step(len(p))
	}
	return ok
}

// gap passes blanks, comments and the characters of also.
func (s *scan) gap(also string) {
	for !s.end() {
		switch c := s.data[s.pos]; {
		case c == '#':
			s.until("\n")
		case strings.IndexByte(" \t\r\n\ufeff"+also, c) >= 0:
			s.step(1)
		default:
			return
		}
	}
}

// until stops before any of the stops.
func (s *scan) until(stops string) {
	n := bytes.IndexAny(s.data[s.pos:], stops)
	if n < 0 {
		n = len(s.data) - s.pos
	}
	s.step(n)
}

// quoted passes a string if one begins here, and gives what it holds.
func (s *scan) quoted() (string, bool) {
	for _, q := range []string{`"""`, `'''`, `"`, `'`} {
		if !s.take(q) {
			continue
		}
		from := s.pos
		for !s.end() && !bytes.HasPrefix(s.data[s.pos:], []byte(q)) {
			if q[0] == '"' && s.data[s.pos] == '\\' {
				s.step(1)
			}
			s.step(1)
		}
		held := string(s.data[from:s.pos])
		s.step(len(q))
		for len(q) == 3 && !s.end() && s.data[s.pos] == q[0] { // a quote before the closing three
			s.step(1)
		}
		return held, true
	}
	return "", false
}

// keys reads a dotted key up to stop, and passes the stop.
func (s *scan) keys(stop string) []string {
	var ks []string
	for !s.end() && !s.take(stop) {
		if s.gap("."); s.end() || s.take(stop) {
			break
		}
		k, ok := s.quoted()
		if !ok {
			from := s.pos
			s.until(". \t\r\n=" + stop)
			k = string(s.data[from:s.pos])
			if s.pos == from {
				s.step(1)
				continue
			}
		}
		ks = append(ks, k)
		s.gap(".")
	}
	return ks
}

// table resolves a header's key: a parent that is an array means its last row.
func (s *scan) table(ks []string) string {
	path := ""
	for i, k := range ks {
		path = join(path, k)
		if n := s.count[path]; n > 0 && i < len(ks)-1 {
			path = row(path, n-1)
		}
	}
	return path
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// pair passes `key = value` of the table.
func (s *scan) pair(table string) {
	line := s.row
	for _, k := range s.keys("=") {
		table = join(table, k)
		s.mark(table, line)
	}
	s.value(table)
}

func (s *scan) value(path string) {
	s.gap("")
	if _, ok := s.quoted(); ok {
		return
	}
	switch {
	case s.take("["):
		for i := 0; ; i++ {
			if s.gap(","); s.end() || s.take("]") {
				return
			}
			s.mark(row(path, i), s.row)
			before := s.pos
			if s.value(row(path, i)); s.pos == before {
				s.step(1)
			}
		}
	case s.take("{"):
		for {
			if s.gap(","); s.end() || s.take("}") {
				return
			}
			before := s.pos
			if s.pair(path); s.pos == before {
				s.step(1)
			}
		}
	default:
		s.until(",]}\n#")
	}
}
