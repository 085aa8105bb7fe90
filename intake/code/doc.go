// Package code holds the number of a case, as people read it on paper
// (042-150302-000174) and as a scanner reads it from the barcode.
//
// The regulation wants a barcode scanner in process 6 and says no more. The
// barcode has digits only, because a scanner types as a US keyboard and the
// computer may stand on another layout; and an even count of them, which suits
// the numeric set of Code 128. Its last digit is a Damm check digit: it catches
// every single wrong digit and every swap of two neighbours (the test goes
// through all of them).
//
// Start with Number and Make; ParseBarcode is for scanners, ParseNumber for
// hands.
package code
