package lang

import (
	"slices"

	"tereze/tui/safe"
)

// Problems is words by the code of a problem; {0} … stand for its arguments.
type Problems map[string]safe.Text

// sources lists who brings words for problems: one method a package of the
// domain, each in a file of its own (problem_intake.go …).
func (w Words) sources() []Problems {
	return []Problems{w.fieldProblems(), w.counterProblems(), w.sectorProblems(), w.printerProblems(), w.accountProblems(), w.electronicProblems()}
}

// fieldProblems is the faults a form finds by itself.
func (w Words) fieldProblems() Problems {
	c := w.Common()
	return Problems{
		"required": c.Required,
		"misfit":   c.Misfit,
	}
}

// Problem is the sentence for a code, its arguments in their places; false for
// a code nobody has words for.
func (w Words) Problem(code string, args ...string) (safe.Text, bool) {
	fill := make([]safe.Text, len(args))
	for i, a := range args {
		fill[i] = safe.Clean(a)
	}
	for _, s := range saidProblems.in(w, Words.sources) {
		if t, ok := s[code]; ok {
			return t.Fill(fill...), true
		}
	}
	return safe.Text{}, false
}

// Codes lists every code that has words, sorted: a test holds them against the
// codes of the domain.
func (w Words) Codes() []string {
	var out []string
	for _, s := range w.sources() {
		for c := range s {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return out
}
