package iin

// Weights of the two passes; the second is used when the first gives 10.
var (
	firstPass  = [11]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
	secondPass = [11]int{3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2}
)

// checkDigit is the twelfth digit that belongs to the first eleven of d
// (ASCII digits), or false when both passes give 10 and no number may begin so.
//
// Two kinds of single wrong digit go unseen, and no others: a wrong eleventh
// digit in the first pass, where its weight 11 is 0 modulo 11; and a wrong
// digit that moves the number from one pass into the other, when that pass
// happens to give the same check digit.
func checkDigit(d string) (byte, bool) {
	s := weigh(d, firstPass)
	if s == 10 {
		s = weigh(d, secondPass)
	}
	if s == 10 {
		return 0, false
	}
	return '0' + byte(s), true
}

func weigh(d string, w [11]int) int {
	s := 0
	for i, k := range w {
		s += int(d[i]-'0') * k
	}
	return s % 11
}

// Complete adds the check digit to eleven ASCII digits; false when they are
// not eleven digits or when no number begins with them. It makes numbers for
// invented people and organisations, and does not look at the date.
func Complete(first11 string) (string, bool) {
	if len(first11) != 11 || !allDigits(first11) {
		return "", false
	}
	c, ok := checkDigit(first11)
	if !ok {
		return "", false
	}
	return first11 + string(c), true
}
