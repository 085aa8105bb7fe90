package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

// Keys are the store's secrets, all derived from one of 32 bytes: one seals the
// values, one blinds what must not be readable in keys, one sums records for
// the journal, one signs the journal's head.
//
// Sealing draws random 96-bit nonces: good for some 2^32 values under one
// secret, a few hundred years of a busy office.
type Keys struct {
	aead       cipher.AEAD
	blind, sum *macs
	sign       ed25519.PrivateKey
	id         [8]byte
}

const keyFileSize = 2*32 + 1 // hexadecimal and a line end

// NewKeys derives the keys from a secret.
func NewKeys(secret [32]byte) *Keys {
	derive := func(what string, n int) []byte {
		key, err := hkdf.Key(sha256.New, secret[:], nil, "tereze store 1 "+what, n)
		if err != nil {
			panic(err) // only for lengths beyond 8160 bytes
		}
		return key
	}
	block, err := aes.NewCipher(derive("seal", 32))
	if err != nil {
		panic(err) // only for other key lengths
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err)
	}
	k := &Keys{aead: aead, blind: newMACs(derive("blind", 32)), sum: newMACs(derive("sum", 32)),
		sign: ed25519.NewKeyFromSeed(derive("sign", ed25519.SeedSize))}
	copy(k.id[:], derive("id", len(k.id)))
	return k
}

// CreateKeys makes a new secret and writes it to path, readable by the owner
// only. It never overwrites: whoever loses this file has lost the data.
func CreateKeys(path string) (*Keys, error) {
	var secret [32]byte
	if _, err := rand.Read(secret[:]); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%s: %w", path, ErrExists)
	}
	if err != nil {
		return nil, err
	}
	_, err = io.WriteString(f, hex.EncodeToString(secret[:])+"\n")
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = SyncFolder(filepath.Dir(path))
	}
	if err != nil {
		return nil, errors.Join(err, os.Remove(path))
	}
	return NewKeys(secret), nil
}

// LoadKeys reads the secret from path. Errors: ErrMissing, ErrExposed when
// others may read it, ErrKeyFile when it is something else.
func LoadKeys(path string) (*Keys, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: the key file %s (%w)", ErrMissing, path, fs.ErrNotExist)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() != keyFileSize {
		return nil, fmt.Errorf("%s: %w", path, ErrKeyFile)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%s: %w: mode %04o, needs 0600", path, ErrExposed, info.Mode().Perm())
	}
	text := make([]byte, keyFileSize)
	if _, err := io.ReadFull(f, text); err != nil {
		return nil, err
	}
	raw, err := hex.DecodeString(strings.TrimSuffix(string(text), "\n"))
	if err != nil || len(raw) != 32 {
		return nil, fmt.Errorf("%s: %w", path, ErrKeyFile)
	}
	return NewKeys([32]byte(raw)), nil
}

// String tells which keys these are and nothing of them.
func (k *Keys) String() string { return "keys " + hex.EncodeToString(k.id[:]) }

// GoString is String, so that %#v does not print secrets either.
func (k *Keys) GoString() string { return k.String() }

// stampSize is what the empty value of an index entry without a row takes,
// bytes: less than anything that is encrypted.
const stampSize = 6

// seal encrypts. The empty value has nothing to hide: it gets a stamp that is
// right under its key alone.
func (k *Keys) seal(key, plain []byte) []byte {
	if len(plain) == 0 {
		stamp := k.sumOf(key, nil)
		return stamp[:stampSize:stampSize]
	}
	return k.aead.Seal(nil, nil, plain, key)
}

var errStamp = errors.New("store: the stamp is another key's")

func (k *Keys) open(key, sealed []byte) ([]byte, error) { return k.openTo(nil, key, sealed) }

// openTo appends what is sealed to dst.
func (k *Keys) openTo(dst, key, sealed []byte) ([]byte, error) {
	if len(sealed) == stampSize {
		if stamp := k.sumOf(key, nil); !hmac.Equal(sealed, stamp[:stampSize]) {
			return nil, errStamp
		}
		return dst, nil
	}
	return k.aead.Open(dst, nil, sealed, key)
}

// sumOf is keyed, because the sum of a known shape would let a name be guessed.
func (k *Keys) sumOf(key, plain []byte) (sum [32]byte) {
	m := k.sum.get()
	defer k.sum.put(m)
	m.buf = append(binary.AppendUvarint(m.buf[:0], uint64(len(key))), key...)
	m.h.Write(m.buf)
	m.h.Write(plain)
	m.h.Sum(sum[:0])
	return sum
}

func (k *Keys) blinded(parts ...string) []byte {
	m := k.blind.get()
	defer k.blind.put(m)
	m.buf = m.buf[:0]
	for _, p := range parts {
		m.buf = append(binary.AppendUvarint(m.buf, uint64(len(p))), p...)
	}
	m.h.Write(m.buf)
	return m.h.Sum(make([]byte, 0, sha256.Size))[:12]
}

// macs lends hashes under one key: to make one costs more than to use it.
type macs struct{ pool sync.Pool }

type mac struct {
	h   hash.Hash
	buf []byte
}

func newMACs(key []byte) *macs {
	return &macs{sync.Pool{New: func() any { return &mac{h: hmac.New(sha256.New, key)} }}}
}

func (p *macs) get() *mac {
	m := p.pool.Get().(*mac)
	m.h.Reset()
	return m
}

func (p *macs) put(m *mac) { p.pool.Put(m) }

// SyncFolder makes the names in a folder durable. Windows cannot.
func SyncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// SealFile and OpenFile are seal and open for whole files beside the store;
// name binds the content to its place.
func (k *Keys) SealFile(name string, plain []byte) []byte {
	return k.aead.Seal(nil, nil, plain, fileAd(name))
}

// OpenFile undoes SealFile; an error says that the bytes or the place are not
// the same, or the keys are others.
func (k *Keys) OpenFile(name string, sealed []byte) ([]byte, error) {
	return k.aead.Open(nil, nil, sealed, fileAd(name))
}

// fileAd cannot be the key of any record: those begin with an office's number.
func fileAd(name string) []byte { return append([]byte("file\x00"), name...) }
