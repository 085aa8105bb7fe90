package main

import (
	"bytes"
	"crypto/sha256"
	"slices"

	"github.com/google/uuid"

	"tereze/intake/calendar"
)

// What the peers' tables hold beside the cases, derived from a plan.

// tallies are the kept counts of a whole plan.
func (p *Plan) tallies() map[string]int64 {
	counts := map[string]int64{}
	for i := range p.Cases {
		r := p.days(i)
		for _, k := range r.Tallies {
			counts[string(r.tally(k))]++
		}
	}
	return counts
}

// days is Row without its bytes.
func (p *Plan) days(i int) *Row {
	r, days := *p.Model(i).Rows[p.Stage(i)], p.shift(i)
	for _, d := range []*uint32{&r.Day, &r.Come, &r.Due} {
		if *d != 0 {
			*d = dayNumber(dateOf(*d).Add(days))
		}
	}
	if r.List == 'r' {
		r.Due = dayNumber(p.KeepTo(i))
	}
	return &r
}

// sequences are the last numbers given on each day.
func (p *Plan) sequences() map[string]int64 {
	last := map[string]int64{}
	for i := range p.Cases {
		day, seq := p.Day(i)
		last["case/"+calendar.DateOf(firstDay.AddDate(0, 0, day)).String()] = int64(seq)
	}
	return last
}

// words calls each with the search keys of all people, in the order of a table
// keyed by them: an engine is filled fastest in its order.
func (p *Plan) words(each func(key []byte, person uuid.UUID) error) error {
	of := map[string][]int{} // key → names of the pool
	for n := range min(namePool, p.People()) {
		for _, k := range p.Models.Names.keys[n] {
			of[string(k)] = append(of[string(k)], n)
		}
	}
	keys := make([]string, 0, len(of))
	for k := range of {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		var ids []uuid.UUID
		for _, n := range of[k] {
			for person := n; person < p.People(); person += namePool {
				ids = append(ids, p.PersonID(person))
			}
		}
		slices.SortFunc(ids, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
		for _, id := range ids {
			if err := each([]byte(k), id); err != nil {
				return err
			}
		}
	}
	return nil
}

// history calls each with the journal of the filling: one entry for as many
// cases as Tereze's has.
func (p *Plan) history(each func(seq int64, op uuid.UUID, body, hash []byte) error) error {
	hash := sha256.New().Sum(nil)
	for from, seq := 0, int64(1); from < p.Cases; from, seq = from+fillPart, seq+1 {
		h := &entryHead{op: orderedID(p.At(from), uint64(from)|1<<62), at: p.At(from), operator: counter.Code, process: 2, act: "accept"}
		for i := from; i < min(from+fillPart, p.Cases); i++ {
			id := p.ID(i)
			h.changes = append(h.changes, change{"case", id[:], nil})
			if i%perPerson == 0 {
				person := p.PersonID(p.Person(i))
				h.changes = append(h.changes, change{"person", person[:], nil})
			}
		}
		var body []byte
		body, hash = entry(uint64(seq), hash, h)
		if err := each(seq, h.op, body, hash); err != nil {
			return err
		}
	}
	return nil
}

// registries calls each with the numbers of the registries.
func (p *Plan) registries(each func(no int64) error) error {
	for i := 0; i < p.Cases; i += perRegistry {
		if err := each(int64(p.Registry(i))); err != nil {
			return err
		}
	}
	return nil
}

// registryBody is as long as the record of a registry.
var registryBody = make([]byte, 110)
