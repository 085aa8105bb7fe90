package payload

import (
	"crypto/sha256"
	"encoding/hex"
)

// Document is one paper of a request. Without a hash it has no file: it was
// only shown, or stays on paper.
type Document struct {
	Code, Kind string // the catalogue's code; original, copy…
	Sheets     int
	Hash       [32]byte // SHA-256 of the file
	Type       string   // "pdf", "jpeg", "tiff"
	Size       int64    // bytes
	Pages      int      // 0: not told
	Content    []byte   // the file itself; nil: it is fetched by its hash
}

// scan writes a document and, when it has one, its file.
func (w *writer) scan(d Document) {
	w.text("code", d.Code)
	w.some("kind", d.Kind)
	w.count("sheets", int64(d.Sheets))
	if d.Hash == [32]byte{} {
		return
	}
	w.in("file", func() {
		w.text("hash", hex.EncodeToString(d.Hash[:]))
		w.text("type", d.Type)
		w.count("size", d.Size)
		w.count("pages", int64(d.Pages))
		w.bytes("content", d.Content)
	})
}

// scan reads it; the content must be of the hash and the size.
func (e *element) scan() Document {
	d := Document{Code: e.must("code"), Kind: e.value("kind"), Sheets: int(min(e.count("sheets"), 1<<20))}
	f := e.child("file")
	if f == nil {
		return d
	}
	if n, err := hex.Decode(d.Hash[:], []byte(f.hash())); err != nil || n != len(d.Hash) {
		e.fail("hash", "no SHA-256")
	}
	d.Type, d.Size, d.Pages = f.must("type"), f.count("size"), int(min(f.count("pages"), 1<<20))
	d.Content = f.bytes("content")
	if len(d.Content) > 0 && (sha256.Sum256(d.Content) != d.Hash || int64(len(d.Content)) != d.Size) {
		e.fail("content", "of another hash or size")
	}
	return d
}

// hash is the text of a hash when it is as long as one.
func (e *element) hash() string {
	if h := e.must("hash"); len(h) == 2*sha256.Size {
		return h
	}
	return "?"
}
