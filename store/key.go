package store

import (
	"encoding/binary"
	"errors"
	"time"
)

// Key parts keep their order when compared as bytes and can be read back one
// after another. Build index keys from them: then no key is the beginning of
// another one of the same shape.

var errKeyPart = errors.New("store: malformed key part")

// AppendUint64 appends n in 8 bytes.
func AppendUint64(b []byte, n uint64) []byte { return binary.BigEndian.AppendUint64(b, n) }

// AppendTime appends t in 8 bytes, in whole seconds. The zero time comes first.
func AppendTime(b []byte, t time.Time) []byte {
	return binary.BigEndian.AppendUint64(b, uint64(t.Unix())^1<<63)
}

// AppendString appends s so that its end is marked: "a" sorts before "ab" and
// neither is the beginning of the other.
func AppendString(b []byte, s string) []byte { return append(AppendStringPrefix(b, s), 0, 1) }

// AppendStringPrefix appends s without the end mark: the prefix of all keys
// whose string part begins with s.
func AppendStringPrefix(b []byte, s string) []byte {
	for i := range len(s) {
		b = append(b, s[i])
		if s[i] == 0 {
			b = append(b, 0xff)
		}
	}
	return b
}

// ReadUint64 reads what AppendUint64 wrote and returns the rest.
func ReadUint64(b []byte) (uint64, []byte, error) {
	if len(b) < 8 {
		return 0, nil, errKeyPart
	}
	return binary.BigEndian.Uint64(b), b[8:], nil
}

// ReadTime reads what AppendTime wrote, in UTC, and returns the rest.
func ReadTime(b []byte) (time.Time, []byte, error) {
	n, rest, err := ReadUint64(b)
	if err != nil {
		return time.Time{}, nil, err
	}
	return time.Unix(int64(n^1<<63), 0).UTC(), rest, nil
}

// ReadString reads what AppendString wrote and returns the rest.
func ReadString(b []byte) (string, []byte, error) {
	var s []byte
	for i := 0; i < len(b); i++ {
		if b[i] != 0 {
			s = append(s, b[i])
			continue
		}
		if i+1 == len(b) {
			break
		}
		i++
		switch b[i] {
		case 0xff:
			s = append(s, 0)
		case 1:
			return string(s), b[i+1:], nil
		default:
			return "", nil, errKeyPart
		}
	}
	return "", nil, errKeyPart
}

// prefixEnd is the first key after all that begin with p; nil when there is none.
func prefixEnd(p []byte) []byte {
	for i := len(p) - 1; i >= 0; i-- {
		if p[i] != 0xff {
			end := append([]byte(nil), p[:i+1]...)
			end[i]++
			return end
		}
	}
	return nil
}

// PrefixEnd is the first key after all that begin with p; nil when there is
// none. It bounds a Seek under a prefix.
func PrefixEnd(p []byte) []byte { return prefixEnd(p) }
