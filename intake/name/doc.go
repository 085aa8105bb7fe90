// Package name keeps the names of people fit to store, to print and to find.
//
// Clean makes a typed name fit to store, or says why it cannot be; it warns of
// letters that only look right (a Latin c in «Сериков»), and Mend offers the
// name with them put right. Nothing is changed behind the operator's back: the
// name on the identity document is the law.
//
// Fold makes text fit to compare: two spellings an operator would take for the
// same name fold alike (Әлия and Алия, Ёлкин and Елкин). It is for search
// only; the folded form is never shown or printed.
//
// Keys and Seek are the two ends of the search index: the store sees the keys
// only through a keyed hash, so each prefix that may be asked for is a key of
// its own.
//
// Start with Clean and Fold.
package name
