package main

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/store"
)

// tap keeps the last commit of the engine under it.
type tap struct {
	store.Engine
	last store.Write
}

func (t *tap) Commit(ctx context.Context, w store.Write) error {
	t.last = w
	return t.Engine.Commit(ctx, w)
}

// secret is of the measured stores, which hold invented people only.
var secret = [32]byte{'b', 'e', 'n', 'c', 'h'}

// unseal opens a value, so that the peers may store what is in it.
// An index entry without a row has only a stamp of six bytes.
func unseal(key, sealed []byte) ([]byte, error) {
	if len(sealed) == 6 {
		return nil, nil
	}
	derived, err := hkdf.Key(sha256.New, secret[:], nil, "tereze store 1 seal", 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(derived)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, err
	}
	return aead.Open(nil, nil, sealed, key)
}

// The kinds of keys in a store, as package store has them.
const (
	kindRecord = 6
	kindIndex  = 7
	kindTally  = 8
)

// Row is a case as a table of rows keeps it: what Tereze's indexes derive from
// it are columns here. A column of 0 or nil is in no index.
type Row struct {
	Stage            intake.Stage
	Number, Tail     string
	Day              uint32 // of the number, as 20150302
	Served           []byte // what the figures of that day show
	IssuedAt         int64
	Issued           []byte // what the figures of the day of issue show
	Come             uint32 // while not ready for its recipient
	List             byte
	Due              uint32
	Minute           uint16
	Provider         string
	Own              bool // on its provider's own list
	Registry, Return uint64
	Still            bool // out with that registry
	Handover         uint64
	Shelf            string
	Row              []byte // what the lists show
	Body             []byte // the record
	Tallies          [][]byte
	id, person       uuid.UUID
	model            [3]uint32 // Day, Come and Due of the model
}

// rowOf takes the commit apart that put one new case.
func rowOf(c *intake.Case, w store.Write) (*Row, error) {
	r := &Row{Stage: c.Stage, Number: string(c.Number), Tail: c.Number.Tail(), Provider: c.Provider, Shelf: c.Shelf, id: c.ID, person: c.RecipientID}
	for _, p := range w.Puts {
		_, rest, err := store.ReadString(p.Key)
		if err != nil || len(rest) == 0 {
			return nil, fmt.Errorf("a key of another form: %x", p.Key)
		}
		kind := rest[0]
		if kind != kindRecord && kind != kindIndex && kind != kindTally {
			continue
		}
		plain, err := unseal(p.Key, p.Value)
		if err != nil {
			return nil, fmt.Errorf("a value does not open: %w", err)
		}
		table, rest, err := store.ReadString(rest[1:])
		switch {
		case err != nil || table != "case":
			return nil, fmt.Errorf("a key of table %q", table)
		case kind == kindRecord:
			r.Body = plain
			continue
		case kind == kindTally:
			r.Tallies = append(r.Tallies, append([]byte(nil), p.Key[len(officeNumber)+2:]...))
			continue
		}
		index, rest, err := store.ReadString(rest)
		if err != nil {
			return nil, err
		}
		r.mark(index, rest[:len(rest)-1-len(c.ID)], plain)
	}
	slices.SortFunc(r.Tallies, bytes.Compare)
	r.model = [3]uint32{r.Day, r.Come, r.Due}
	if r.Body == nil || r.Day == 0 || !bytes.Contains(r.Body, []byte(r.Number)) {
		return nil, fmt.Errorf("the record of %s was not found in its commit", c.Number)
	}
	return r, nil
}

// mark turns an entry of an index into columns.
func (r *Row) mark(index string, key, row []byte) {
	switch index {
	case "term":
		r.Come = binary.BigEndian.Uint32(key)
	case "day":
		if len(key) == 1+4+len(r.Number) {
			r.Day, r.Served = binary.BigEndian.Uint32(key[1:]), row
		} else {
			r.IssuedAt, r.Issued = int64(binary.BigEndian.Uint64(key[1:])^1<<63), row
		}
	case "list":
		r.List, r.Due, r.Minute, r.Row = key[0], binary.BigEndian.Uint32(key[1:]), binary.BigEndian.Uint16(key[5:]), row
	case "provider":
		r.Own = true
	case "registry":
		no := binary.BigEndian.Uint64(key[1:])
		if r.Still = key[9] == 1; key[0] == 'o' {
			r.Registry = no
		} else {
			r.Return = no
		}
		if r.Row == nil {
			r.Row = row
		}
	case "handover":
		r.Handover = binary.BigEndian.Uint64(key)
	}
}

// For is the row of another case of this form: as many bytes, other numbers.
// The days inside the bytes stay those of the model.
func (r *Row) For(id, person uuid.UUID, number string) *Row {
	n := *r
	n.Number, n.Tail, n.id, n.person = number, number[len(number)-5:], id, person
	n.Served, n.Issued, n.Row, n.Body = swap(r.Served, r.Number, number), swap(r.Issued, r.Number, number), swap(r.Row, r.Number, number), swap(r.Body, r.Number, number)
	for at := 0; ; {
		k := bytes.Index(n.Body[at:], r.person[:])
		if k < 0 {
			break
		}
		at += k + copy(n.Body[at+k:], person[:])
	}
	if k := bytes.Index(n.Body, r.id[:]); k >= 0 {
		copy(n.Body[k:], id[:])
	}
	return &n
}

// swap gives b with one number written over another of the same length.
func swap(b []byte, old, now string) []byte {
	if b == nil {
		return nil
	}
	b = append([]byte(nil), b...)
	for at := 0; ; {
		k := bytes.Index(b[at:], []byte(old))
		if k < 0 {
			return b
		}
		at += k + copy(b[at+k:], now)
	}
}

// tally is a kept count's key with the row's own day in the place of the
// model's.
func (r *Row) tally(key []byte) []byte {
	key = append([]byte(nil), key...)
	for index, day := range map[string][2]uint32{"day": {r.model[0], r.Day}, "term": {r.model[1], r.Come}, "list": {r.model[2], r.Due}, "provider": {r.model[2], r.Due}} {
		if day[0] == 0 || day[1] == 0 || !bytes.Contains(key, store.AppendString(nil, index)) {
			continue
		}
		if k := bytes.LastIndex(key, binary.BigEndian.AppendUint32(nil, day[0])); k >= 0 {
			binary.BigEndian.PutUint32(key[k:], day[1])
		}
	}
	return key
}
