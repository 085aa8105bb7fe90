package sign

import (
	"bytes"
	"slices"
	"testing"
)

// What others read later is whole, not too deep and not of too many parts.
func TestShaped(t *testing.T) {
	many := bytes.Repeat([]byte{5, 0}, mostParts)
	long := append([]byte{0x30, 0x83, byte(len(many) >> 16), byte(len(many) >> 8), byte(len(many))}, many...)
	for _, c := range []struct {
		name string
		b    []byte
		want bool
	}{
		{"one", []byte{5, 0}, true},
		{"deep", nested(deepest), true},
		{"too deep", nested(deepest + 1), false},
		{"open lengths", []byte{0x30, 0x80, 0x30, 0x80, 5, 0, 0, 0, 0, 0}, true},
		{"too many parts", long, false},
		{"nothing", nil, false},
		{"half a head", []byte{0x30}, false},
		{"something behind", []byte{5, 0, 0}, false},
		{"longer than it is", []byte{0x30, 5, 5, 0}, false},
		{"a part longer than the whole", []byte{0x30, 2, 4, 9}, false},
		{"a part that reaches out", []byte{0x30, 4, 0x30, 4, 5, 0, 5, 0}, false},
		{"a length of five bytes", []byte{0x30, 0x85, 0, 0, 0, 0, 0}, false},
		{"a length that is cut", []byte{0x30, 0x82, 1}, false},
		{"a length below nought", []byte{0x30, 0x84, 0xff, 0xff, 0xff, 0xff}, false},
		{"an open length of no parts", []byte{0x24, 0x80, 5, 0}, false},
		{"an open length without an end", []byte{0x30, 0x80, 5, 0, 0}, false},
		{"an open length with nothing in it", []byte{0x30, 0x80, 0, 0}, false},
		{"an open length of a plain value", []byte{4, 0x80, 0, 0}, false},
		{"a tag of several bytes", []byte{0x3f, 0x81, 1, 0}, false},
	} {
		if shaped(slices.Clone(c.b)) != c.want {
			t.Errorf("%s: %v", c.name, !c.want)
		}
	}
}
