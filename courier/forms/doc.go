// Package forms makes the papers of the accumulating sector and of the office
// as a whole: the registry that goes with the courier, the return registry,
// the discrepancy act, the archive inventory, the end-of-day report. Each is
// in Kazakh and Russian at once, built from the blocks of package paper.
//
// Start reading at Registry (registry.go). Every function reads one consistent
// picture of the office and writes nothing; the only clock is the office's, and
// only Day looks at it. A paper printed again shows the list it had the first
// time, whatever became of its cases since.
package forms
