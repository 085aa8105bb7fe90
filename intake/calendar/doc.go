// Package calendar answers two questions of the counter: is this day a working
// day, and by when is this term over. Each answer can say why, in Kazakh,
// Russian and English.
//
// Start reading at [Book]: the holidays, the dates of Kurban Ait and the
// government's decrees, as data (national.toml, and an office's own file on top,
// [Book.With]). A [Calendar] is that book read for one week (five or six days)
// and one set of hours; an office and each provider may have different ones.
// [Calendar.Day] tells a day, [Calendar.Due] ends a [Term], and [Due.Explain]
// tells how the date was reached.
//
// Nothing here reads the clock or the disk, and nothing changes after it is
// made: books and calendars may be shared between sessions.
//
//	date.go clock.go   civil dates, times of the day, moments, hours
//	book.go load.go    the data and the reading of it (table.go, lines.go: a row, its line)
//	year.go            how a year is built from the data, the rule of moved holidays
//	term.go due.go     terms and where they end
//	say.go words.go    dates and amounts in words; explain.go puts them together
package calendar
