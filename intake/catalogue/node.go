package catalogue

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"tereze/intake/calendar"
	"tereze/intake/trio"
)

// reader turns a decoded TOML file into an edition and gathers all faults on
// the way, not only the first one.
type reader struct {
	file   string
	at     lines
	faults []Fault
	more   int // faults past maxFaults, which are only counted
}

// maxFaults is enough to work on; a hostile file could make a million.
const maxFaults = 200

func (r *reader) fault(path, code string, args ...string) {
	if len(r.faults) >= maxFaults {
		r.more++
		return
	}
	r.faults = append(r.faults, Fault{File: r.file, Line: r.at.of(path), Code: code, Args: args})
}

// node is one table. Keys that nobody asks for are unknown ones.
type node struct {
	r    *reader
	path string
	m    map[string]any
	used map[string]bool
}

func (r *reader) node(path string, m map[string]any) *node {
	return &node{r: r, path: path, m: m, used: map[string]bool{}}
}

func (n *node) key(k string) string { return join(n.path, k) }

func (n *node) get(k string) (any, bool) {
	n.used[k] = true
	v, ok := n.m[k]
	return v, ok
}

// done reports the keys that were never asked for.
func (n *node) done() {
	var left []string
	for k := range n.m {
		if !n.used[k] {
			left = append(left, k)
		}
	}
	slices.Sort(left)
	for _, k := range left {
		n.r.fault(n.key(k), "unknown-key", clip(k))
	}
}

// clip keeps a hostile value from filling the screen.
func clip(s string) string {
	s = strings.Map(func(c rune) rune {
		if hidden(c) {
			return '\uFFFD'
		}
		return c
	}, s)
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

func need[T any](n *node, k, kind string, must bool) (v T, ok bool) {
	x, has := n.get(k)
	if !has {
		if must {
			n.r.fault(n.path, "missing", k)
		}
		return v, false
	}
	if v, ok = x.(T); !ok {
		n.r.fault(n.key(k), "wrong-type", k, kind)
	}
	return v, ok
}

func (n *node) boolean(k string) bool {
	b, _ := need[bool](n, k, "true / false", false)
	return b
}

func (n *node) integer(k string, must bool) int {
	i, _ := need[int64](n, k, "1, 2, 3…", must)
	if i < math.MinInt32 || i > math.MaxInt32 {
		n.r.fault(n.key(k), "wrong-type", k, "1, 2, 3…")
		return 0
	}
	return int(i)
}

// str reads one line of text.
func (n *node) str(k string, must bool) string {
	s, ok := need[string](n, k, "\"…\"", must)
	switch {
	case !ok:
	case s == "" && must:
		n.r.fault(n.key(k), "missing", k)
	case strings.ContainsFunc(s, hidden):
		n.r.fault(n.key(k), "bad-text", k)
	}
	return s
}

var codePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)

func (n *node) code(k string, must bool) string {
	s := n.str(k, must)
	if s != "" && !codePattern.MatchString(s) {
		n.r.fault(n.key(k), "bad-code", clip(s))
	}
	return s
}

// oneOf reads a word out of a fixed list.
func (n *node) oneOf(k, fault string, words ...string) string {
	s := n.str(k, true)
	n.among(n.key(k), k, s, fault, words)
	return s
}

func (n *node) among(path, k, s, fault string, words []string) {
	if s == "" || slices.Contains(words, s) {
		return
	}
	args := []string{clip(s), strings.Join(words, ", ")}
	if fault == "unknown-value" {
		args = append([]string{k}, args...)
	}
	n.r.fault(path, fault, args...)
}

// strs reads a list of words, checked against words when there are any.
func (n *node) strs(k string, must bool, fault string, words ...string) (out []string) {
	list, ok := need[[]any](n, k, "[\"…\"]", must)
	for i, x := range list {
		path := n.key(k) + "[" + strconv.Itoa(i) + "]"
		s, isText := x.(string)
		if !isText || s == "" {
			n.r.fault(path, "wrong-type", k, "[\"…\"]")
			continue
		}
		if len(words) > 0 {
			n.among(path, k, s, fault, words)
		}
		if slices.Contains(out, s) {
			n.r.fault(path, "twice", clip(s), k)
			continue
		}
		out = append(out, s)
	}
	if ok && must && len(list) == 0 {
		n.r.fault(n.key(k), "missing", k)
	}
	return out
}

// text reads a text in three languages.
func (n *node) text(k string, must bool) (t trio.Text) {
	sub, ok := n.table(k, must)
	if !ok {
		return t
	}
	t = trio.Text{KK: sub.str("kk", false), RU: sub.str("ru", false), EN: sub.str("en", false)}
	sub.done()
	if miss := t.Missing(); len(miss) > 0 {
		var names []string
		for _, l := range miss {
			names = append(names, string(l))
		}
		n.r.fault(sub.path, "language", k, strings.Join(names, ", "))
	}
	if strings.ContainsAny(t.KK, "əƏ") {
		n.r.fault(sub.key("kk"), "look-alike", k)
	}
	return t
}

// hidden tells the characters that do not draw as they read.
func hidden(c rune) bool {
	switch {
	case unicode.IsControl(c), c >= 0x200B && c <= 0x200F, c >= 0x2028 && c <= 0x202E,
		c >= 0x2060 && c <= 0x206F, c == 0xFEFF, c == 0xAD, c == 0x061C:
		return true
	}
	return false
}

func (n *node) table(k string, must bool) (*node, bool) {
	m, ok := need[map[string]any](n, k, "["+k+"]", must)
	return n.r.node(n.key(k), m), ok
}

// tables reads an array of tables.
func (n *node) tables(k string) (out []*node) {
	x, ok := n.get(k)
	if !ok {
		return nil
	}
	var list []map[string]any
	switch v := x.(type) {
	case []map[string]any:
		list = v
	case []any:
		for _, e := range v {
			m, isTable := e.(map[string]any)
			if !isTable {
				n.r.fault(n.key(k), "wrong-type", k, "[["+k+"]]")
				return nil
			}
			list = append(list, m)
		}
	default:
		n.r.fault(n.key(k), "wrong-type", k, "[["+k+"]]")
	}
	for i, m := range list {
		out = append(out, n.r.node(n.key(k)+"["+strconv.Itoa(i)+"]", m))
	}
	return out
}

// date reads "2014-10-07", as a text or as TOML's own local date.
func (n *node) date(k string, must bool) (d calendar.Date) {
	x, ok := n.get(k)
	if !ok {
		if must {
			n.r.fault(n.path, "missing", k)
		}
		return d
	}
	s, isText := x.(string)
	if t, isTime := x.(time.Time); isTime {
		s, isText = t.Format("2006-01-02"), true
	}
	if !isText {
		n.r.fault(n.key(k), "wrong-type", k, "2014-10-07")
		return d
	}
	if err := d.UnmarshalText([]byte(s)); err != nil || len(s) != 10 {
		n.r.fault(n.key(k), "bad-date", k, clip(s))
		return calendar.Date{}
	}
	return d
}
