package main

import (
	"context"
	"errors"
)

// writer makes one durable operation of about the same bytes: all that the bare
// disk can do. Its methods are called by many goroutines.
type writer interface {
	// Accept registers an application; it is durable on return.
	Accept(ctx context.Context, v *visit) error
	// Written is how many bytes went to the engine's disk so far.
	Written() (int64, error)
	Close() error
}

// peer is an engine that does the whole work on a store of a plan.
type peer interface {
	writer
	// Mark takes the case i of the plan back from its provider (process 6).
	Mark(ctx context.Context, i int) error
	// Sweep moves everything due before a day into the archive in batches and
	// calls moved with the number done so far after each.
	Sweep(ctx context.Context, pass int, moved func(done int)) error
	// ByNumber reads a case by its barcode's number, ByIIN a person by the IIN.
	// Both give an error when there is none.
	ByNumber(ctx context.Context, number string) error
	ByIIN(ctx context.Context, iin string) error
	// Page reads the first 50 rows of the longest work list.
	Page(ctx context.Context) (rows int, err error)
	// Held counts the cases.
	Held(ctx context.Context) (int64, error)
	// Size is what lies on the disk, in bytes; for an engine with a log of its
	// own, after what must be in its tables is there.
	Size(ctx context.Context) (int64, error)
	// Promise says how the engine flushes, as the engine itself answers.
	Promise(ctx context.Context) (string, error)
}

// maker makes and opens a peer's stores. Each lies in a folder of its own.
type maker interface {
	// Fill makes the store of a plan in a folder.
	Fill(ctx context.Context, dir string, p *Plan) error
	// Open opens what Fill made.
	Open(ctx context.Context, dir string, p *Plan) (peer, error)
}

// errNone says that a store does not hold what was looked for.
var errNone = errors.New("not in the store")

// errUsedUp ends a window when no case is left to work on.
var errUsedUp = errors.New("no case is left")

// pageRows is how many rows a page of a work list has.
const pageRows = 50
