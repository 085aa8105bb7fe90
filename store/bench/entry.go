package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"time"

	"github.com/google/uuid"

	"tereze/store"
)

// change is a record that an operation wrote, for the peers' journal.
type change struct {
	table string
	id    []byte
	value []byte
}

// entryHead is the part of a journal entry that does not hang on the one before.
type entryHead struct {
	op       uuid.UUID
	at       time.Time
	operator string
	process  uint8
	act      string
	subject  string
	changes  []change
}

// entry is the body of a journal entry as Tereze's journal has it, chained to
// the one before, and its hash: keyed sums stand for the records.
func entry(seq uint64, prev []byte, h *entryHead) (body, hash []byte) {
	var e store.Encoder
	e.Uint(1)
	e.Uint(seq)
	e.Bytes(prev)
	e.Int(h.at.UnixMilli())
	e.UUID(h.op)
	e.String(h.operator)
	e.Uint(uint64(h.process))
	e.String(h.act)
	e.String(h.subject)
	e.Strings(nil)
	store.EncodeList(&e, h.changes, func(e *store.Encoder, c *change) {
		e.String(c.table)
		e.Bytes(c.id)
		e.Bool(false)
		mac := hmac.New(sha256.New, secret[:])
		mac.Write(c.id)
		mac.Write(c.value)
		e.Bytes(mac.Sum(nil))
	})
	sum := sha256.Sum256(e.Data())
	return e.Data(), sum[:]
}
