package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/tui/lang"
	"tereze/tui/safe"
)

// say is our own words, the three languages side by side.
func say(l trio.Lang, kk, ru, en string) string { return trio.Text{KK: kk, RU: ru, EN: en}.In(l) }

// clean makes text fit for a terminal, line by line: a name out of the store
// or a file cannot move the cursor.
func clean(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = safe.Clean(l).String()
	}
	return strings.Join(lines, "\n")
}

// problemText is a problem's sentence; without words for it, its bare code.
func problemText(p *intake.Problem, l trio.Lang) string {
	if t, ok := lineWords(p); ok {
		return t.In(l)
	}
	if t, ok := lang.New(l).Explain(p); ok {
		return t.String()
	}
	return strings.TrimSpace(p.Code + " " + p.Field + " " + strings.Join(p.Args, " "))
}

// writeJSON writes one value on one line.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// writeRows writes a JSON array, one element a line.
func writeRows[T any](w io.Writer, rows []T) error {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	b.WriteString("[")
	for i, r := range rows {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n")
		if err := e.Encode(r); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, strings.ReplaceAll(b.String(), "\n,", ",")+"]\n")
	return err
}

// sheet is the plain answer: lines of cleaned text.
type sheet struct {
	b    strings.Builder
	lang trio.Lang
}

// line adds a line.
func (s *sheet) line(format string, args ...any) {
	s.b.WriteString(clean(fmt.Sprintf(format, args...)) + "\n")
}

// pair adds "label: value", nothing when there is no value.
func (s *sheet) pair(kk, ru, en, value string) {
	if value != "" {
		s.line("%s: %s", say(s.lang, kk, ru, en), value)
	}
}

// answer prints a command's answer: v as JSON, or the sheet fill makes.
func (a *app) answer(v any, fill func(*sheet)) error {
	if a.JSON {
		return writeJSON(a.out, v)
	}
	s := &sheet{lang: a.lang}
	fill(s)
	_, err := io.WriteString(a.out, s.b.String())
	return err
}

// rows is answer for a list, an element a line.
func rows[T any](a *app, list []T, fill func(*sheet, T)) error {
	if a.JSON {
		return writeRows(a.out, list)
	}
	s := &sheet{lang: a.lang}
	for _, r := range list {
		fill(s, r)
	}
	_, err := io.WriteString(a.out, s.b.String())
	return err
}

// caution says something on standard error that stops nothing and has no place
// in the answer: a wrong file that was left out, a clock that went back.
func (a *app) caution(p problemOut) {
	if !a.JSON {
		fmt.Fprintln(a.err, clean(p.Text))
		return
	}
	_ = writeJSON(a.err, struct {
		Warning problemOut `json:"warning"`
	}{p})
}
