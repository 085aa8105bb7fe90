// Package export writes what the office holds into files that other programs
// open: work lists, a day at the counter, registries, archive inventories,
// turn-aways and the journal, as CSV or as XLSX.
//
// An export leaves the sealed store, so it takes along no more than its use
// needs: no IIN, no address, no reason somebody typed. Names and telephones
// stand in the lists by which people are called; the journal names nobody.
// Each export is an entry of the journal before its file appears.
//
// # CSV
//
// RFC 4180: commas, CR LF, quotes where they are needed; UTF-8 with a BOM, by
// which Excel knows the Kazakh letters. The first line is the heads. Dates are
// 2015-03-02, moments 2015-03-02T10:00:00+05:00.
//
// A spreadsheet takes a cell that begins with = + - @ for a formula. Such a
// cell, one that begins with a tab, a line's end or an apostrophe, and digits
// that a spreadsheet would spoil (a leading zero, more than 15 of them: the
// barcode) get an apostrophe in front; so a telephone reads '+77011234567. The
// same is done after a semicolon or a tab inside a cell, where a spreadsheet of
// another locale would cut it. To undo it, a program takes one apostrophe away
// at the front and after each semicolon and tab.
//
// # XLSX
//
// Texts are cells of text, never formulas, and need no apostrophe; counts are
// numbers; dates are texts as in CSV.
//
// # Files
//
// They stand in export/ of the data folder and are named by the program. A
// reader of the store holds it no longer than a page of rows: a list that moves
// while it is read is exported as it stood page by page.
//
// Start reading at Write (export.go), then the tables: cases.go, others.go.
package export
