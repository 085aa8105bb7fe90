package sign

// Bounds of an encoding: a signature with its chain and a time stamp is some
// 20 KB, a dozen levels deep.
const (
	mostCMS   = 512 << 10
	deepest   = 40
	mostParts = 1 << 14
)

// shaped walks a BER encoding and says whether it is one element, whole, within
// the bounds: what reads it afterwards copies each level into the next.
func shaped(b []byte) bool {
	w := walk{b: b}
	end, ok := w.element(0, len(b), 0)
	return ok && end == len(b)
}

type walk struct {
	b     []byte
	parts int
}

// element walks the element at a place; it ends at end at the latest.
func (w *walk) element(at, end, depth int) (next int, ok bool) {
	w.parts++
	if depth > deepest || w.parts > mostParts || end-at < 2 {
		return 0, false
	}
	tag, size := w.b[at], int(w.b[at+1])
	at += 2
	if tag&0x1f == 0x1f { // no CMS has tags of several bytes
		return 0, false
	}
	inside := tag&0x20 != 0
	if size == 0x80 {
		return w.open(at, end, depth, inside)
	}
	if size > 0x80 {
		n := size & 0x7f
		if n > 4 || end-at < n {
			return 0, false
		}
		size = 0
		for range n {
			size = size<<8 | int(w.b[at])
			at++
		}
	}
	if size < 0 || size > end-at {
		return 0, false
	}
	for stop := at + size; inside && at < stop; {
		if at, ok = w.element(at, stop, depth+1); !ok {
			return 0, false
		}
	}
	if !inside {
		at += size
	}
	return at, true
}

// open walks an element of open length to its end mark; an empty one is none.
func (w *walk) open(at, end, depth int, inside bool) (next int, ok bool) {
	for first := true; inside; first = false {
		if end-at < 2 {
			break
		}
		if w.b[at] == 0 && w.b[at+1] == 0 {
			return at + 2, !first
		}
		if at, ok = w.element(at, end, depth+1); !ok {
			break
		}
	}
	return 0, false
}
