package payload

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"
)

const mostText = 4 << 10 // bytes of one word or sentence

// child is the one child of a name; nil when there is none, a fault when
// there are two.
func (e *element) child(name string) *element {
	var found *element
	for _, k := range e.all(name) {
		if found != nil {
			e.fail(name, "told twice")
		}
		found = k
	}
	return found
}

// all are the children of a name.
func (e *element) all(name string) (some []*element) {
	if e == nil {
		return nil
	}
	for _, k := range e.kids {
		if k.name == name {
			some = append(some, k)
		}
	}
	return some
}

// value is the text of a child as it stands; empty when it is not there.
func (e *element) value(name string) string {
	k := e.child(name)
	if k == nil || k.null {
		return ""
	}
	return k.own()
}

// own is an element's own text.
func (e *element) own() string {
	if len(e.kids) > 0 {
		e.fail(e.name, "elements where text belongs")
	}
	if e.text.Len() > mostText {
		e.fail(e.name, "too long")
		return ""
	}
	return e.text.String()
}

// must is value for what cannot be missing.
func (e *element) must(name string) string {
	v := e.value(name)
	if strings.TrimSpace(v) == "" {
		e.fail(name, "missing")
	}
	return v
}

// values are the texts of all children of a name.
func (e *element) values(name string) (some []string) {
	for _, k := range e.all(name) {
		some = append(some, k.own())
	}
	return some
}

// day is the date as it is written, whatever its zone, at midnight UTC.
func (e *element) day(name string) time.Time {
	v := strings.TrimSpace(e.value(name))
	if v == "" {
		return time.Time{}
	}
	for _, layout := range []string{"2006-01-02", "2006-01-02Z07:00", time.RFC3339, "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, v); err == nil {
			return dayOf(t)
		}
	}
	e.fail(name, "no date")
	return time.Time{}
}

// moment is a time with its offset.
func (e *element) moment(name string) time.Time {
	t, err := time.Parse(time.RFC3339, strings.TrimSpace(e.must(name)))
	if err != nil {
		e.fail(name, "no time with an offset")
	}
	return t
}

// flag is true or false.
func (e *element) flag(name string) bool {
	switch strings.TrimSpace(e.must(name)) {
	case "true", "1":
		return true
	case "false", "0":
	default:
		e.fail(name, "neither true nor false")
	}
	return false
}

// count is a whole number that is not negative.
func (e *element) count(name string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(e.must(name)), 10, 64)
	if err != nil || n < 0 {
		e.fail(name, "no number")
		return 0
	}
	return n
}

// bytes is base64; nil when it is not there.
func (e *element) bytes(name string) []byte {
	k := e.child(name)
	if k == nil {
		return nil
	}
	if len(k.kids) > 0 {
		e.fail(name, "elements where text belongs")
	}
	b, err := base64.StdEncoding.Strict().DecodeString(strings.Join(strings.Fields(k.text.String()), ""))
	if err != nil {
		e.fail(name, "no base64")
	}
	return b
}

// oneOf is one of some words.
func (e *element) oneOf(name string, words ...string) string {
	v := e.must(name)
	for _, w := range words {
		if v == w {
			return v
		}
	}
	e.fail(name, "not one of its words")
	return ""
}
