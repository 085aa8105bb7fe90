//go:build seed_pasttorn

package segment

const seededPastTorn = true
