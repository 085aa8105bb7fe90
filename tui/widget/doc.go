// Package widget is what screens are made of: fields, ticks and choices in a
// Form; a windowed Grid; the Strip of stations; a bar, the hint band, a dialog
// and a text to read. A widget is a plain struct: it takes keys in Update, is
// drawn by Draw into a given number of cells, and draws safe.Text only.
//
// Start at item.go and form.go for forms, at grid.go for lists.
package widget
