package store

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

// The file: "TZSHRED1", the number of erasures and the length of a copy (8
// bytes each, big-endian), 16 bytes of the SHA-256 of that and a copy, then the
// sealed secrets, twice: one bad sector of the disk must not take everybody's
// keys. It is written whole beside,
// flushed and renamed; the file before is overwritten with zeroes and flushed
// before it goes (X.old), else its destroyed keys would stay on the disk. A
// file system that writes elsewhere what is overwritten, and a disk that
// does, keep them for a while all the same; there the office's key still
// seals them.
const (
	shredMagic  = "TZSHRED1"
	shredHeader = len(shredMagic) + 16 + shredSum
	shredSum    = 16
	shredMost   = 1 << 30 // bytes of one copy
)

// OpenShred reads the file of keys at path for the personal tables of s.
// Errors: *DamagedError when it is missing, unless it may be made, or is not
// whole; ErrExposed; ErrWrongKey when these keys do not open it.
func OpenShred(path string, keys *Keys, office string, schema Schema, o ShredOptions) (*Shred, error) {
	s := &Shred{path: path, keys: keys, office: office, o: o, step: func(string) error { return nil }}
	y := newLayout(office)
	for _, t := range schema.Tables {
		if t.personal() {
			s.tables = append(s.tables, t)
			s.prefixes = append(s.prefixes, prefix{y.table(t.tableName()), false},
				prefix{AppendString(y.kind(kindIndex), t.tableName()), true})
		}
	}
	if !o.ReadOnly { // what a crash left
		if err := s.wipe(path + ".old"); err != nil {
			return nil, err
		}
		if _, err := os.Lstat(path + ".new"); err == nil {
			if err := os.Remove(path + ".new"); err != nil {
				return nil, err
			}
		}
	}
	st, err := s.read()
	if errors.Is(err, fs.ErrNotExist) {
		if !o.Create || o.ReadOnly {
			return nil, &DamagedError{Where: path, What: "missing; without it the log cannot be read"}
		}
		st = &shredState{buckets: map[uint64]*bucket{}}
		for n := range uint64(prefixBuckets) {
			if st.buckets[n], err = freshBucket(0); err != nil {
				return nil, err
			}
		}
		_, err = s.write(st)
	}
	if err != nil {
		return nil, err
	}
	s.state.Store(st)
	return s, nil
}

func freshBucket(gen uint64) (*bucket, error) {
	b := &bucket{gen: gen}
	_, err := rand.Read(b.secret[:])
	return b, err
}

// newBucket makes the bucket of a day and of some days after it.
func (s *Shred) newBucket(n uint64) (*shredState, error) {
	s.changing.Lock()
	defer s.changing.Unlock()
	st := s.state.Load()
	if st.buckets[n] != nil {
		return st, nil
	}
	next := st.clone()
	for d := n; d < n+daysAhead; d++ {
		if next.buckets[d] == nil {
			b, err := freshBucket(0)
			if err != nil {
				return nil, err
			}
			next.buckets[d] = b
		}
	}
	return next, s.change(next)
}

// clone is a copy whose map and list may be changed; its buckets may not.
func (st *shredState) clone() *shredState {
	return &shredState{erasures: st.erasures, buckets: maps.Clone(st.buckets), pending: slices.Clone(st.pending)}
}

// change makes next durable and then the state.
func (s *Shred) change(next *shredState) error {
	if s.o.ReadOnly {
		return fmt.Errorf("%s: %w", s.path, ErrReadOnly)
	}
	if s.doubt.Load() {
		return fmt.Errorf("%s: %w", s.path, ErrUnknownOutcome)
	}
	done, err := s.write(next)
	if done {
		s.state.Store(next)
	}
	if err != nil {
		return fmt.Errorf("%s: %w: %w", s.path, ErrNotWritten, err)
	}
	return nil
}

func (s *Shred) aad(erasures uint64) []byte {
	return binary.BigEndian.AppendUint64(AppendString([]byte(shredMagic), s.office), erasures)
}

// write says done when the new file stands under its name, also with an error.
// When that cannot be known nothing more is hidden until the file is opened
// again: a power cut might bring the file before back.
func (s *Shred) write(st *shredState) (done bool, err error) {
	sealed := s.keys.seal(s.aad(st.erasures), st.encode())
	data := make([]byte, 0, shredHeader+2*len(sealed))
	data = binary.BigEndian.AppendUint64(append(data, shredMagic...), st.erasures)
	data = binary.BigEndian.AppendUint64(data, uint64(len(sealed)))
	data = append(data, shredSumOf(data, sealed)...)
	data = append(append(data, sealed...), sealed...)
	fresh, old := s.path+".new", s.path+".old"
	f, err := os.OpenFile(fresh, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return false, err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, s.sync(f), f.Close()); err != nil {
		return false, err
	}
	if err := s.step("written"); err != nil {
		return false, err
	}
	if err := s.wipe(old); err != nil {
		return false, err
	}
	if err := os.Link(s.path, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	if err := s.step("linked"); err != nil {
		return false, err
	}
	if err := os.Rename(fresh, s.path); err != nil {
		s.doubt.Store(true)
		return false, err
	}
	if err := s.syncDir(); err != nil {
		s.doubt.Store(true)
		return true, err
	}
	if err := s.step("renamed"); err != nil {
		return true, err
	}
	return true, s.wipe(old)
}

func shredSumOf(head, sealed []byte) []byte {
	h := sha256.New()
	h.Write(head)
	h.Write(sealed)
	return h.Sum(nil)[:shredSum]
}

// wipe overwrites a file that was replaced and removes it. The name a crash
// left on the living file itself is only removed.
func (s *Shred) wipe(old string) error {
	info, err := os.Lstat(old)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	if alive, err := os.Lstat(s.path); err == nil && os.SameFile(alive, info) {
		return os.Remove(old)
	}
	f, err := os.OpenFile(old, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = io.CopyN(f, zeroReader{}, info.Size())
	if err = errors.Join(err, s.sync(f), f.Close()); err != nil {
		return err
	}
	if err := os.Remove(old); err != nil {
		return err
	}
	return s.syncDir()
}

type zeroReader struct{}

func (zeroReader) Read(b []byte) (int, error) { clear(b); return len(b), nil }

func (s *Shred) sync(f *os.File) error {
	if s.o.NoSync {
		return nil
	}
	return f.Sync()
}

func (s *Shred) syncDir() error {
	if s.o.NoSync {
		return nil
	}
	return SyncFolder(filepath.Dir(s.path))
}

func (s *Shred) read() (*shredState, error) {
	info, err := os.Stat(s.path)
	if err != nil {
		return nil, err
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%s: %w: mode %04o, needs 0600", s.path, ErrExposed, info.Mode().Perm())
	}
	if info.Size() > int64(shredHeader+2*shredMost) {
		return nil, &DamagedError{Where: s.path, What: "it is too long"}
	}
	data, err := os.ReadFile(s.path)
	if err != nil {
		return nil, err
	}
	erasures, first, second, err := splitShred(data)
	if err != nil {
		return nil, &DamagedError{Where: s.path, What: err.Error()}
	}
	for _, sealed := range [][]byte{first, second} {
		if plain, err := s.keys.open(s.aad(erasures), sealed); err == nil {
			st, err := decodeShred(plain)
			if err != nil {
				return nil, &DamagedError{Where: s.path, What: err.Error()}
			}
			st.erasures = erasures
			return st, nil
		}
	}
	if head := shredHeader - shredSum; bytes.Equal(data[head:shredHeader], shredSumOf(data[:head], first)) {
		return nil, fmt.Errorf("%s: %w", s.path, ErrWrongKey)
	}
	return nil, &DamagedError{Where: s.path, What: "neither of its two copies opens"}
}

var errShred = errors.New("not a whole file of keys")

// splitShred takes the file apart without opening it.
func splitShred(data []byte) (erasures uint64, first, second []byte, err error) {
	if len(data) < shredHeader || string(data[:len(shredMagic)]) != shredMagic {
		return 0, nil, nil, errShred
	}
	erasures = binary.BigEndian.Uint64(data[len(shredMagic):])
	n := binary.BigEndian.Uint64(data[len(shredMagic)+8:])
	rest := data[shredHeader:]
	if n > shredMost || uint64(len(rest)) != 2*n {
		return 0, nil, nil, errShred
	}
	return erasures, rest[:n], rest[n:], nil
}

// ShredErasures reads from a file of keys how many erasures it knows, without
// the office's key: of two copies the one with more is the newer.
func ShredErasures(data []byte) (uint64, error) {
	n, _, _, err := splitShred(data)
	return n, err
}

func (st *shredState) encode() []byte {
	var e Encoder
	numbers := slices.Sorted(maps.Keys(st.buckets))
	EncodeList(&e, numbers, func(e *Encoder, n *uint64) {
		b := st.buckets[*n]
		e.Uint(*n)
		e.Uint(b.gen)
		e.buf = append(e.buf, b.secret[:]...)
		EncodeList(e, b.kept, func(e *Encoder, k *keptKey) {
			e.String(k.id)
			e.Uint(k.gen)
			e.buf = append(e.buf, k.key[:]...)
			e.Bool(k.moved)
		})
	})
	EncodeList(&e, st.pending, func(e *Encoder, p *erasing) {
		e.buf = append(e.buf, p.op[:]...)
		e.Strings(p.ids)
	})
	return e.Data()
}

func decodeShred(plain []byte) (*shredState, error) {
	st := &shredState{buckets: map[uint64]*bucket{}}
	d := NewDecoder(plain)
	DecodeList(d, func(d *Decoder, _ *struct{}) {
		n := d.Uint()
		b := &bucket{gen: d.Uint()}
		copy(b.secret[:], d.take(32))
		b.kept = DecodeList(d, func(d *Decoder, k *keptKey) {
			k.id, k.gen = d.String(), d.Uint()
			copy(k.key[:], d.take(32))
			k.moved = d.Bool()
		})
		st.buckets[n] = b
	})
	st.pending = DecodeList(d, func(d *Decoder, p *erasing) {
		copy(p.op[:], d.take(16))
		p.ids = d.Strings()
	})
	if err := d.Done(); err != nil {
		return nil, err
	}
	for _, b := range st.buckets {
		if !slices.IsSortedFunc(b.kept, byIDAndGen) {
			return nil, errShred
		}
	}
	return st, nil
}

func byIDAndGen(a, b keptKey) int {
	return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.gen, b.gen))
}
