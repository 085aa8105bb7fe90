package catalogue

import (
	"fmt"
	"strings"

	"tereze/intake/trio"
)

// Fault is one thing wrong with a file of the catalogue.
type Fault struct {
	File string
	Line int      // from 1; 0 when the fault is the whole file's
	Code string   // "unknown-unit": one of the codes of words.go
	Args []string // what the sentence names, in its order
}

// Say is the fault in one sentence, without file and line.
func (f Fault) Say(l trio.Lang) string {
	var pairs []string
	for i, a := range f.Args {
		pairs = append(pairs, fmt.Sprintf("{%d}", i+1), a)
	}
	// One pass, so that a value out of the file is never read as a place.
	return strings.NewReplacer(pairs...).Replace(faultWords[f.Code].In(l))
}

// Text is the fault in the three languages.
func (f Fault) Text() trio.Text {
	return trio.Text{KK: f.Say(trio.KK), RU: f.Say(trio.RU), EN: f.Say(trio.EN)}
}

// Error is the fault in English with its place: "file.toml:12: …".
func (f Fault) Error() string {
	if f.Line == 0 {
		return f.File + ": " + f.Say(trio.EN)
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Say(trio.EN))
}
