package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"fmt"
	"sync"
	"sync/atomic"
)

// Shred implements Shredder for one office. What an engine's log keeps for
// ever is, for the tables that are Personal, encrypted once more under a key
// of the subject: the record's id. Destroying that key blots the subject out
// of the log, and the log's chain stays as it is.
//
// A subject's key is HMAC-SHA256 of its id under the secret of a bucket, so
// that no key is kept for each of a million ids: a bucket is the day in a v7
// id, or the first byte of any other. The secrets stand in one small file X,
// sealed by the office's key. To destroy one subject's key its bucket gets
// another secret; of the others that stand in the bucket their own keys are
// kept in the file from then on (kept). Values say under which generation of
// the bucket they were hidden.
//
// What is hidden stays sealed by the office's key beneath, so the layer adds
// secrecy alone: AES-256 in counter mode, from the nonce the seal begins with,
// which is left as it is. The log's form of a value is a varint, 0 as it is or
// the generation and 1, and then the value.
type Shred struct {
	path   string
	keys   *Keys
	office string
	o      ShredOptions

	tables   []AnyTable // the personal ones
	prefixes []prefix

	ending   sync.Mutex // one erasure at a time
	changing sync.Mutex // who changes the file and then state
	doubt    atomic.Bool
	state    atomic.Pointer[shredState]
	step     func(string) error // tests: an error or a panic between two steps
}

// ShredOptions say how to open the file of keys.
type ShredOptions struct {
	Create   bool // make it when it is missing: the log is empty or hides nothing yet
	ReadOnly bool // Hide fails where it would have to write
	NoSync   bool // for tests and throw-away stores
}

type prefix struct {
	key   []byte
	index bool
}

// shredState never changes once it can be seen, but for the cache.
type shredState struct {
	erasures uint64 // how many were carried through
	buckets  map[uint64]*bucket
	pending  []erasing
	cache    [16]atomic.Pointer[subject]
}

// bucket is a secret and the keys that outlived an earlier one.
type bucket struct {
	gen    uint64
	secret [32]byte
	kept   []keptKey // by id and generation
}

// keptKey opens what one subject had under a generation that is gone. Unless
// it is moved, what is new of the subject is hidden under it, too.
type keptKey struct {
	id    string
	gen   uint64
	key   [32]byte
	moved bool
}

// erasing is an erasure begun in the transaction op.
type erasing struct {
	op  [16]byte
	ids []string
}

// subject is a key ready for use.
type subject struct {
	id    string
	gen   uint64
	block cipher.Block
}

const (
	prefixBuckets = 256 // numbers of the buckets by first byte
	dayBuckets    = 1 << 32
	dayMillis     = 24 * 60 * 60 * 1000
	daysAhead     = 7 // made at once, so that the file is written once a week

	nonceSize = 12 // the beginning of what Keys seals
	veilRoom  = 2*aes.BlockSize + binary.MaxVarintLen64
)

// bucketOf is where an id belongs: ids of one bucket follow each other in a
// table, or nearly.
func bucketOf(id []byte) uint64 {
	switch {
	case len(id) == 16 && id[6]>>4 == 7 && id[8]>>6 == 2:
		return dayBuckets + v7Millis(id)/dayMillis
	case len(id) == 0:
		return 0
	}
	return uint64(id[0])
}

func v7Millis(id []byte) uint64 {
	return uint64(binary.BigEndian.Uint32(id))<<16 | uint64(binary.BigEndian.Uint16(id[4:]))
}

// bucketRange bounds the ids of a bucket; others may stand between them.
func bucketRange(n uint64) (from, to []byte) {
	if n < dayBuckets {
		return []byte{byte(n)}, prefixEnd([]byte{byte(n)})
	}
	at := func(day uint64) []byte { return binary.BigEndian.AppendUint64(nil, day*dayMillis<<16)[:6] }
	return at(n - dayBuckets), at(n - dayBuckets + 1)
}

// subjectOf gives the id a key's value is of; ok is false where nothing is
// hidden.
func (s *Shred) subjectOf(key []byte) (id []byte, ok bool) {
	for _, p := range s.prefixes {
		if len(key) <= len(p.key) || string(key[:len(p.key)]) != string(p.key) {
			continue
		}
		if !p.index {
			return key[len(p.key):], true
		}
		_, id, ok = splitEntry(key[len(p.key):])
		return id, ok
	}
	return nil, false
}

// Hide implements Shredder. An empty value has nothing to hide: its seal
// stays as it is.
func (s *Shred) Hide(key, value []byte) ([]byte, error) {
	id, ok := s.subjectOf(key)
	if s.doubt.Load() {
		return nil, fmt.Errorf("%s: %w", s.path, ErrUnknownOutcome)
	}
	if !ok || len(value) <= sealing {
		return append(append(make([]byte, 0, 1+len(value)), 0), value...), nil
	}
	n := bucketOf(id)
	st := s.state.Load()
	b := st.buckets[n]
	if b == nil {
		var err error
		if st, err = s.newBucket(n); err != nil {
			return nil, err
		}
		b = st.buckets[n]
	}
	gen := b.gen
	var key32 *[32]byte
	if k := b.current(id); k != nil {
		gen, key32 = k.gen, &k.key
	}
	out := binary.AppendUvarint(make([]byte, 0, len(value)+veilRoom), gen+1)
	at := len(out)
	out = append(out, value...)
	veil(st.cipher(b, id, gen, key32), out[at:])
	return out, nil
}

// Show implements Shredder. Besides ErrErased the error is *DamagedError: the
// value was never one of ours, or the file of keys is older than the log.
func (s *Shred) Show(key, hidden []byte) ([]byte, error) {
	tag, n := binary.Uvarint(hidden)
	if n <= 0 {
		return nil, &DamagedError{Where: s.place(key), What: "no value of a log that hides"}
	}
	value := hidden[n:]
	if tag == 0 {
		return value, nil
	}
	id, ok := s.subjectOf(key)
	if !ok || len(value) <= sealing {
		return nil, &DamagedError{Where: s.place(key), What: "hidden, though nothing of it is personal"}
	}
	gen := tag - 1
	st := s.state.Load()
	b := st.buckets[bucketOf(id)]
	if b == nil || gen > b.gen {
		return nil, &DamagedError{Where: s.path, What: "it is older than the log: put the newest copy in its place"}
	}
	var key32 *[32]byte
	if gen < b.gen {
		k := b.find(id, gen)
		if k == nil {
			return nil, fmt.Errorf("%s: %w", s.place(key), ErrErased)
		}
		key32 = &k.key
	}
	plain := append(make([]byte, 0, len(value)+veilRoom), value...)
	veil(st.cipher(b, id, gen, key32), plain)
	if _, err := s.keys.open(key, plain); err != nil {
		return nil, &DamagedError{Where: s.place(key), What: "hidden under another key than " + s.path + " has"}
	}
	return plain, nil
}

// Erasures counts the erasures that were carried through.
func (s *Shred) Erasures() uint64 { return s.state.Load().erasures }

func (s *Shred) place(key []byte) string { return newLayout(s.office).place(key) }

// veil encrypts or decrypts a sealed value in place, all but its nonce: AES in
// counter mode. Behind value there is room for two blocks: what goes through
// an interface would be allocated, and crypto/cipher's CTR copies the key.
func veil(block cipher.Block, value []byte) {
	work := value[len(value) : len(value)+2*aes.BlockSize]
	counter, stream := work[:aes.BlockSize], work[aes.BlockSize:]
	clear(counter)
	copy(counter, value[:nonceSize])
	for n, rest := uint32(0), value[nonceSize:]; len(rest) > 0; n++ {
		binary.BigEndian.PutUint32(counter[nonceSize:], n)
		block.Encrypt(stream, counter)
		rest = rest[subtle.XORBytes(rest, rest, stream):]
	}
}

// cipher makes a subject's cipher, or finds it: the values of one commit are of
// few subjects.
func (st *shredState) cipher(b *bucket, id []byte, gen uint64, key *[32]byte) cipher.Block {
	slot := &st.cache[id[len(id)-1]%byte(len(st.cache))]
	if c := slot.Load(); c != nil && c.gen == gen && c.id == string(id) {
		return c.block
	}
	if key == nil {
		k := b.derive(id)
		key = &k
	}
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic(err) // only for other key lengths
	}
	slot.Store(&subject{string(id), gen, block})
	return block
}

func (b *bucket) derive(id []byte) (key [32]byte) {
	h := hmac.New(sha256.New, b.secret[:])
	h.Write(id)
	h.Sum(key[:0])
	return key
}

// current is the kept key that new values of id are hidden under; nil: the
// bucket's own.
func (b *bucket) current(id []byte) *keptKey {
	for i := b.first(id); i < len(b.kept) && b.kept[i].id == string(id); i++ {
		if !b.kept[i].moved {
			return &b.kept[i]
		}
	}
	return nil
}

func (b *bucket) find(id []byte, gen uint64) *keptKey {
	for i := b.first(id); i < len(b.kept) && b.kept[i].id == string(id); i++ {
		if b.kept[i].gen == gen {
			return &b.kept[i]
		}
	}
	return nil
}

// first is where the kept keys of id begin, or would.
func (b *bucket) first(id []byte) int {
	low, high := 0, len(b.kept)
	for low < high {
		if mid := int(uint(low+high) >> 1); b.kept[mid].id < string(id) {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}
