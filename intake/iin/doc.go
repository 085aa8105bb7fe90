// Package iin reads the individual and business identification numbers of
// Kazakhstan (ЖСН/ИИН and БСН/БИН): what a number says, whether it can exist,
// and what it may not be used for.
//
// A number has twelve digits. In an IIN the first six are the date of birth
// (YYMMDD), the seventh tells century and sex, the eighth to eleventh are a
// serial number and the twelfth is the check digit. In a BIN the fifth digit
// is 4, 5 or 6. The day of a month never begins with those, so no number is
// both: the fifth digit alone decides.
//
// A number that breaks no rule is still not proof of anything about a person:
// decree 853 of 26.08.2013 cut the link between the IIN and the date of birth
// and sex, so a difference is a warning (Compare) and never stops the work.
//
// Start with Parse; Fold undoes a keyboard left on the Kazakh layout, check.go
// holds the arithmetic and says which slips it cannot see.
package iin
