// Package trio holds a text in the three languages of the counter: Kazakh,
// Russian and English. Regulations, calendars and papers speak through it.
//
// Start reading at Text (trio.go).
package trio
