//go:build !seed_pasttorn

package segment

// seededPastTorn is a mistake made on purpose, to see the tests find it.
const seededPastTorn = false
