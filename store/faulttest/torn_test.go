package faulttest

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/bolt/segment"
)

// A record that a power cut left half written is the last one: the store opens
// with everything before it. One that is broken with whole ones behind it is
// damage, and is said.
func TestTornRecord(t *testing.T) {
	t.Parallel()
	r, dir := chooser(t), t.TempDir()
	path, b := filepath.Join(dir, "s.db"), newBook()
	start(t, b, job{Work: "write", Path: path, Writers: 1, Acts: 3, Seed: r.Int64()}).end()
	noted := load(t, path)[".head"]
	// One writer, killed: each frame is one record, none is in the file yet.
	start(t, b, job{Work: "write", Path: path, Writers: 1, Seed: r.Int64(), DieAfter: 40}).end()
	whole := load(t, path)
	whole[".head"] = noted // it is never flushed: after a power cut it is old
	last, at := frames(t, path)
	for i := range rounds(40) {
		f := make(files)
		for name, text := range whole {
			f[name] = append([]byte(nil), text...)
		}
		n, torn := len(at)-1, i%2 == 0
		if !torn {
			n = r.IntN(len(at) - 1)
		}
		// From some place on the frame was not written.
		frame := f[last][at[n].from:at[n].to]
		clear(frame[r.IntN(len(frame)-1):])
		copy := filepath.Join(dir, "copy")
		f.put(t, copy, "s.db")
		l, err := open(t.Context(), filepath.Join(copy, "s.db"), bolt.Options{NoSync: true}, b.o.schema)
		if !torn {
			if !errors.Is(err, store.ErrDamaged) {
				t.Errorf("frame %d of %d is broken: %v, want ErrDamaged", n+1, len(at), err)
			}
			if err == nil {
				l.Close()
			}
			continue
		}
		if err != nil {
			t.Errorf("the last frame is torn: %v", err)
			continue
		}
		without := b.before(at[n].seq)
		without.looked(t, l, true)
		if head, err := l.Head(t.Context()); err != nil || head.Seq != at[n].seq-1 {
			t.Errorf("the journal ends with %d, %v; want %d", head.Seq, err, at[n].seq-1)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
}

// before is the book without what was acknowledged from an entry of the journal
// on.
func (b *book) before(seq uint64) *book {
	early := newBook()
	early.o = b.o
	for _, a := range b.told {
		if a.acked && a.seq < seq {
			c := *a
			early.ops[c.Op], early.told, early.fresh = &c, append(early.told, &c), append(early.fresh, &c)
		}
	}
	return early
}

// frameAt is where a frame of one record lies in its segment and the number of
// the journal entry it holds.
type frameAt struct {
	from, to int
	seq      uint64
}

// frames gives those of the last segment that are written to, with the
// segment's name as load has it.
func frames(t *testing.T, path string) (last string, list []frameAt) {
	t.Helper()
	id, err := segment.Identify(path + ".log")
	if err != nil {
		t.Fatal(err)
	}
	log, err := segment.Open(path+".log", id, segment.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	all := log.Segments()
	last = strings.TrimPrefix(all[len(all)-1].Path, path)
	from := log.Begin()
	for f, err := range log.Frames(t.Context(), from) {
		if err != nil {
			t.Fatal(err)
		}
		if f.After.Segment == uint32(len(all)) && from.Segment == f.After.Segment {
			// The ledger's making is commit 1 and no entry of its journal.
			list = append(list, frameAt{int(from.Offset), int(f.After.Offset), f.After.Commit - 1})
		}
		from = f.After
	}
	if len(list) < 10 {
		t.Fatalf("only %d frames in %s", len(list), last)
	}
	return last, list
}
