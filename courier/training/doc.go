// Package training fills a training office with an invented life: some sixty
// working days of people, papers, couriers and providers, with cases left in
// every stage and something late at every station.
//
// Nothing is written past the rules. Each act is the real one of packages
// intake and courier, done under a clock that is set back and runs forward, so
// that histories, registries, terms and the journal are as genuine as a
// working office's. Nobody in it exists: names come from word lists, IINs are
// computed, telephones are in a range given to nobody.
//
// Start reading at Fill (fill.go); what becomes of each case is a table in
// fate.go, how a day goes is in day.go.
package training
