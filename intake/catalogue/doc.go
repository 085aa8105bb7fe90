// Package catalogue holds the regulations as data: which services there are,
// through which channels, with which documents, steps, terms and submission
// windows, by the edition of the act in force on the day of acceptance.
//
// One TOML file in data/ is one act in the wording of one period. The office
// adds its own acts, or replaces these, with files in its own folder: no code
// changes. Every value names the paragraph it comes from; what no readable
// source says is marked as assumed, and what was computed or carried over
// from another wording as derived.
//
// Start reading at Edition (catalogue.go) and Service (service.go); then Find
// (find.go), which chooses the edition, Required and WindowOn (require.go),
// which answer the counter, and Check (check.go), which says what is wrong
// with a file, line by line.
//
// The shape of a file, by example (data/ has whole ones):
//
//	id = "atyrau-269-2014"            # region, number, year of the wording
//	region = "atyrau"                 # region-name.kk .ru .en, act.kk .ru .en
//	number = "269"                    # replaces = "…" names the edition it ends
//	[in-force]                        # also adopted, registered, amended, repealed
//	date = "2014-10-18"               # number, derived = true with note.kk .ru .en
//	[[services]]
//	code = "duplicate"                # name, short, paragraphs, channels, forms,
//	from = "acceptance"               # provider, result, queue-number, return,
//	                                  # whole, limits, sources
//	[[services.documents]]            # also grounds, conditions, windows, marks
//	code = "original-certificate"
//	when = "ground"                   # "always", "if" with condition = "…"
//	grounds = ["damaged", "renamed"]  # register = "identity" or "birth-2008"
//	kinds = ["original"]              # shown, dated, valid, one-of
//	[[services.steps]]
//	code = "executor"                 # who, act
//	limit = { amount = 29, unit = "calendar-day" }
//	source = "annex 3, 5(3)"          # Paragraph says it in words
//	[[services.roads]]                # electronic, where the act has one
//	channel = "csc"                   # or "portal"; source
//	[[services.roads.points]]         # processes 1–7 and the conditions, in
//	kind = "process"                  # the act's order: kind, number, text,
//	number = 1                        # source, form
package catalogue
