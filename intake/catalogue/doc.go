// Package catalogue holds the regulations as data: which services there are,
// through which channels, with which documents, steps, terms and submission
// windows, by the edition of the act in force on the day of acceptance.
//
// One TOML file in data/ is one act in the wording of one period. The office
// adds its own acts, or replaces these, with files in its own folder: no code
// changes. Every value names the paragraph it comes from; what no readable
// source says is marked as assumed, and what was computed or carried over
// from another wording as derived.
//
// Start reading at Edition (catalogue.go) and Service (service.go); then Find
// (find.go), which chooses the edition, Required and WindowOn (require.go),
// which answer the counter, and Check (check.go), which says what is wrong
// with a file, line by line.
package catalogue
