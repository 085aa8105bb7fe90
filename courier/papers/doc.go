// Package papers brings a paper out: it reads what the paper is of, builds its
// form (intake/paper, courier/forms), writes the printing into the journal and
// hands the form to the office's printer.
//
// A Want names a paper by what it is of: a case, a registry, a day. The same
// Want serves a preview, a file and the printer, so what is shown is what
// leaves.
//
// Printing is no part of any act. A print that fails is repeated with the same
// By, which writes no second entry.
//
// Start reading at Want (want.go), then Print (print.go).
package papers
