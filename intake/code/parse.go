package code

import (
	"time"

	"tereze/intake/iin"
)

// Codes of what is wrong with a typed or scanned number. Words for them belong
// to the screens.
const (
	FaultEmpty   = "empty"   // nothing there
	FaultLetters = "letters" // characters that are no digits: a link, a postal code, text
	FaultShort   = "short"   // too few digits: a cut scan, a number typed in part
	FaultLong    = "long"    // too many digits: two scans run together
	FaultCheck   = "check"   // the check digit does not hold: misread or mistyped
	FaultDay     = "day"     // typed: the middle six digits are no date
	FaultSeq     = "seq"     // typed: number 000000
	FaultForeign = "foreign" // scanned: a barcode of goods or freight, or a number of ours that cannot be
	FaultIIN     = "iin"     // scanned: a valid IIN, from an identity document
)

const (
	typed   = 15 // digits of a number
	scanned = 16 // and its check digit
)

// ParseNumber reads a number typed by hand: with or without dashes and spaces,
// on any layout (see iin.Fold), with or without the barcode's check digit,
// which must hold if it is there.
func ParseNumber(s string) (n Number, fault string) {
	d := iin.Fold(s)
	switch {
	case d == "":
		return "", FaultEmpty
	case !allDigits(d):
		return "", FaultLetters
	case len(d) < typed:
		return "", FaultShort
	case len(d) > scanned:
		return "", FaultLong
	case len(d) == scanned && damm(d) != 0:
		return "", FaultCheck
	}
	return fromDigits(d[:typed])
}

// ParseBarcode reads what a scanner typed, without its Enter, on any layout.
// Nothing but a whole barcode of ours gives a number.
func ParseBarcode(s string) (n Number, fault string) {
	d := iin.Fold(s)
	switch {
	case d == "":
		return "", FaultEmpty
	case !allDigits(d):
		return "", FaultLetters
	case len(d) == scanned:
		if damm(d) != 0 {
			return "", FaultCheck
		}
		if n, fault = fromDigits(d[:typed]); fault != "" {
			return "", FaultForeign
		}
		return n, ""
	case len(d) == 12 && iin.Parse(d, time.Time{}).Valid:
		return "", FaultIIN
	case foreign(d):
		return "", FaultForeign
	case len(d) < scanned:
		return "", FaultShort
	}
	return "", FaultLong
}

// foreign recognises GS1's barcodes of goods and freight (EAN-8, UPC, EAN-13
// with ISBN and ISSN, ITF-14, SSCC) by length and check digit. One cut scan of
// ours in ten would pass for such, so digits with our date in place are not.
func foreign(d string) bool {
	switch len(d) {
	case 8, 12, 13, 14, 18, 20:
	default:
		return false
	}
	if len(d) >= 9 && len(d) < scanned {
		if _, fault := fromDigits(d[:9] + "000001"); fault == "" {
			return false
		}
	}
	sum := 0
	for i := range len(d) {
		n := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			n *= 3
		}
		sum += n
	}
	return sum%10 == 0
}
