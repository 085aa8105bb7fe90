package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// Encoder writes a record's fields one after another, compactly: numbers as
// varints, strings and bytes with their length before them. There are no field
// names: the order is the format, the table's Version tells formats apart.
// The zero Encoder is ready.
type Encoder struct{ buf []byte }

// Data is what was written so far.
func (e *Encoder) Data() []byte { return e.buf }

// Uint writes n; small numbers take one byte.
func (e *Encoder) Uint(n uint64) { e.buf = binary.AppendUvarint(e.buf, n) }

// Int writes n, which may be negative.
func (e *Encoder) Int(n int64) { e.buf = binary.AppendVarint(e.buf, n) }

// Bool writes one byte.
func (e *Encoder) Bool(b bool) {
	if b {
		e.buf = append(e.buf, 1)
	} else {
		e.buf = append(e.buf, 0)
	}
}

// String writes s as it is; it need not be valid UTF-8.
func (e *Encoder) String(s string) { e.Uint(uint64(len(s))); e.buf = append(e.buf, s...) }

// Bytes writes b. Nil and empty are the same and come back as nil.
func (e *Encoder) Bytes(b []byte) { e.Uint(uint64(len(b))); e.buf = append(e.buf, b...) }

// Time writes t in whole seconds; fractions and the zone are lost. The zero
// time stays the zero time.
func (e *Encoder) Time(t time.Time) {
	if t.IsZero() {
		e.Uint(0)
		return
	}
	s := t.Unix()
	e.Uint(uint64(s<<1^s>>63) + 1)
}

// UUID writes the 16 bytes of u.
func (e *Encoder) UUID(u uuid.UUID) { e.buf = append(e.buf, u[:]...) }

// Strings writes a list of strings. Nil and empty are the same.
func (e *Encoder) Strings(s []string) {
	e.Uint(uint64(len(s)))
	for _, v := range s {
		e.String(v)
	}
}

// EncodeList writes a list; each element must write at least one byte.
func EncodeList[E any](e *Encoder, list []E, each func(*Encoder, *E)) {
	e.Uint(uint64(len(list)))
	for i := range list {
		each(e, &list[i])
	}
}

var (
	errShort    = errors.New("store: encoded value ends too early")
	errTrailing = errors.New("store: encoded value is longer than its fields")
	errValue    = errors.New("store: encoded value out of range")
)

// Decoder reads what an Encoder wrote. The first error stays and every later
// read gives the zero value; ask Err or Done at the end. It never panics and
// never allocates more than the data could fill.
type Decoder struct {
	buf   []byte // what is left of whole
	whole []byte
	text  string // of whole, once a string was asked for: its strings are parts of it
	err   error
}

// NewDecoder reads from data, which must not change meanwhile.
func NewDecoder(data []byte) *Decoder { return &Decoder{buf: data, whole: data} }

// Err is the first error.
func (d *Decoder) Err() error { return d.err }

// More says whether anything is left unread.
func (d *Decoder) More() bool { return d.err == nil && len(d.buf) > 0 }

// Done is the first error, or an error when something is left unread.
func (d *Decoder) Done() error {
	if d.err == nil && len(d.buf) > 0 {
		d.err = fmt.Errorf("%w: %d bytes", errTrailing, len(d.buf))
	}
	return d.err
}

// Fail makes err the decoder's error when it has none: for a Decode function
// that finds a value it cannot accept.
func (d *Decoder) Fail(err error) {
	if d.err == nil {
		d.err, d.buf = err, nil
	}
}

func (d *Decoder) take(n uint64) []byte {
	if d.err != nil {
		return nil
	}
	if n > uint64(len(d.buf)) {
		d.Fail(errShort)
		return nil
	}
	b := d.buf[:n:n]
	d.buf = d.buf[n:]
	return b
}

// Uint reads a number.
func (d *Decoder) Uint() uint64 {
	n, size := binary.Uvarint(d.buf)
	if size <= 0 {
		d.Fail(errShort)
		return 0
	}
	d.buf = d.buf[size:]
	return n
}

// Int reads a number that may be negative.
func (d *Decoder) Int() int64 {
	n, size := binary.Varint(d.buf)
	if size <= 0 {
		d.Fail(errShort)
		return 0
	}
	d.buf = d.buf[size:]
	return n
}

// Bool reads one byte, which must be 0 or 1.
func (d *Decoder) Bool() bool {
	b := d.take(1)
	if b == nil {
		return false
	}
	if b[0] > 1 {
		d.Fail(errValue)
	}
	return b[0] == 1
}

// String reads a string. All strings of a value share one piece of memory.
func (d *Decoder) String() string {
	n := len(d.take(d.Uint()))
	if n == 0 {
		return ""
	}
	if d.text == "" {
		d.text = string(d.whole)
	}
	end := len(d.whole) - len(d.buf)
	return d.text[end-n : end]
}

// Bytes reads a copy of the bytes; nil when there are none.
func (d *Decoder) Bytes() []byte {
	b := d.take(d.Uint())
	if len(b) == 0 {
		return nil
	}
	return append([]byte(nil), b...)
}

// Time reads a time in UTC.
func (d *Decoder) Time() time.Time {
	n := d.Uint()
	if n == 0 {
		return time.Time{}
	}
	n--
	return time.Unix(int64(n>>1)^-int64(n&1), 0).UTC()
}

// UUID reads 16 bytes.
func (d *Decoder) UUID() (u uuid.UUID) { copy(u[:], d.take(16)); return u }

// Strings reads a list of strings; nil when it is empty.
func (d *Decoder) Strings() []string {
	return DecodeList(d, func(d *Decoder, s *string) { *s = d.String() })
}

// DecodeList reads a list; nil when it is empty or an error occurred.
func DecodeList[E any](d *Decoder, each func(*Decoder, *E)) []E {
	n := d.Uint()
	if n > uint64(len(d.buf)) {
		d.Fail(errShort)
		return nil
	}
	var list []E
	for range n {
		var v E
		if each(d, &v); d.err != nil {
			return nil
		}
		list = append(list, v)
	}
	return list
}
