package payload

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"strconv"
	"time"
)

// moments is how a time is written: with milliseconds and its offset.
const moments = "2006-01-02T15:04:05.000Z07:00"

// writer writes XML in one way only: no declaration, no white space between
// elements, no attributes but a root's namespace. The same value is always the
// same bytes.
type writer struct{ b bytes.Buffer }

// document writes one element of ours.
func document(name string, fill func(*writer)) []byte {
	w := &writer{}
	w.b.WriteString("<" + name + ` xmlns="` + Namespace + `">`)
	fill(w)
	w.b.WriteString("</" + name + ">")
	return w.b.Bytes()
}

// fragment writes what goes into a <data>.
func fragment(fill func(*writer)) []byte {
	w := &writer{}
	fill(w)
	return w.b.Bytes()
}

// in writes an element with children.
func (w *writer) in(name string, fill func()) {
	w.b.WriteString("<" + name + ">")
	fill()
	w.b.WriteString("</" + name + ">")
}

// text writes an element even when it is empty.
func (w *writer) text(name, value string) {
	w.in(name, func() { _ = xml.EscapeText(&w.b, []byte(value)) }) // a buffer takes all
}

// some writes an element unless it is empty.
func (w *writer) some(name, value string) {
	if value != "" {
		w.text(name, value)
	}
}

func (w *writer) texts(name string, values []string) {
	for _, v := range values {
		w.text(name, v)
	}
}

func (w *writer) flag(name string, v bool) { w.text(name, strconv.FormatBool(v)) }

func (w *writer) count(name string, n int64) { w.text(name, strconv.FormatInt(n, 10)) }

func (w *writer) moment(name string, t time.Time) { w.text(name, t.Format(moments)) }

// day writes a date; none for the zero time.
func (w *writer) day(name string, t time.Time) {
	if !t.IsZero() {
		w.text(name, t.Format(time.DateOnly))
	}
}

// bytes writes base64; nothing for nothing.
func (w *writer) bytes(name string, b []byte) {
	if len(b) > 0 {
		w.text(name, base64.StdEncoding.EncodeToString(b))
	}
}
