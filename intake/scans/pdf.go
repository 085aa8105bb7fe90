package scans

import (
	"bytes"
	"compress/zlib"
	"io"
)

// The limits of reading a PDF's skeleton.
const (
	mostInflated = 64 << 20 // bytes of all packed objects together
	mostNodes    = 20_000   // objects that may be pages
	tail         = 4 << 10  // bytes at the end in which the end is said
)

// pdf collects the skeleton of a PDF, front to back: of two objects under one
// number the later one counts, as its writer meant it. No offset is followed,
// so none can lead astray.
type pdf struct {
	l        lexer
	nodes    map[int]node
	root     int  // the catalogue; 0: none was named
	locked   bool // it has a password
	opaque   bool // objects packed in a way nobody uses for them
	inflated int64
}

// node is an object of the tree of pages, or the catalogue.
type node struct {
	catalogue bool
	pages     int   // of the catalogue: the tree's root
	kids      []int // of a branch; nil of a page
	branch    bool
}

// inspectPDF counts the pages by walking their tree.
func inspectPDF(data []byte, f *Facts) error {
	end := bytes.TrimRight(data, "\x00 \t\r\n\x1a")
	if last := end[max(0, len(end)-tail):]; !bytes.Contains(last, []byte("%%EOF")) && !bytes.Contains(last, []byte("startxref")) {
		return ErrBroken
	}
	p := &pdf{l: lexer{data: data, budget: 6*len(data) + mostInflated}, nodes: map[int]node{}}
	if !p.collect() {
		return ErrBroken
	}
	if p.locked {
		f.Locked = true
		return nil
	}
	pages, err := p.count()
	if err != nil && p.opaque {
		return nil
	}
	f.Pages = pages
	return err
}

// collect finds every object and every trailer. false: too much of it.
func (p *pdf) collect() bool {
	data := p.l.data
	find := func(word string, from int) int {
		if i := bytes.Index(data[from:], []byte(word)); i >= 0 {
			return from + i
		}
		return len(data)
	}
	at := 0
	object, trailer := find("obj", 0), find("trailer", 0)
	for object < len(data) || trailer < len(data) {
		if trailer < object {
			at = trailer + len("trailer")
			if v, end, ok := p.l.read(at); ok {
				p.trailer(v)
				at = end
			}
		} else {
			at = object + len("obj")
			if number, ok := numberBefore(data, object); ok {
				if v, end, ok := p.l.read(at); ok {
					at = p.object(number, v, end)
				}
			}
		}
		if p.l.budget < 0 || len(p.nodes) > mostNodes || p.inflated > mostInflated {
			return false
		}
		if object < at {
			object = find("obj", at)
		}
		if trailer < at {
			trailer = find("trailer", at)
		}
	}
	return true
}

// numberBefore reads "12 0 " before "obj".
func numberBefore(data []byte, at int) (number int, ok bool) {
	at, _, ok = digitsBefore(data, at)
	if !ok {
		return 0, false
	}
	_, number, ok = digitsBefore(data, at)
	return number, ok
}

func digitsBefore(data []byte, at int) (from, n int, ok bool) {
	for at > 0 && space(data[at-1]) {
		at--
	}
	from = at
	for from > 0 && at-from < 10 && digit(data[from-1]) {
		from--
	}
	for _, c := range data[from:at] {
		n = n*10 + int(c-'0')
	}
	return from, n, from < at
}

// trailer keeps what a trailer, or a stream in its place, says.
func (p *pdf) trailer(v any) {
	d, _ := v.(dict)
	if r, ok := d["Root"].(ref); ok {
		p.root = int(r)
	}
	if d["Encrypt"] != nil {
		p.locked = true
	}
}

// object keeps an object and gives where the next may be.
func (p *pdf) object(number int, v any, end int) int {
	d, ok := v.(dict)
	if !ok {
		return end
	}
	from, is := streamAfter(p.l.data, end)
	if !is {
		p.node(number, d)
		return end
	}
	to := streamEnd(p.l.data, from, d["Length"])
	switch d["Type"] {
	case name("XRef"):
		p.trailer(d)
	case name("ObjStm"):
		p.packed(d, p.l.data[from:to])
	}
	return to
}

// node keeps what may belong to the tree of pages.
func (p *pdf) node(number int, d dict) {
	n := node{catalogue: d["Type"] == name("Catalog")}
	kids, branch := d["Kids"].([]any)
	if root, ok := d["Pages"].(ref); ok && n.catalogue {
		n.pages = int(root)
	}
	if n.branch = branch && d["Type"] != name("Page"); n.branch {
		for _, k := range kids {
			if r, ok := k.(ref); ok {
				n.kids = append(n.kids, int(r))
			}
		}
	}
	if n.catalogue || n.branch || d["Type"] == name("Page") || d["Type"] == name("Pages") {
		p.nodes[number] = n
	} else {
		delete(p.nodes, number)
	}
}

// packed reads the objects of an object stream.
func (p *pdf) packed(d dict, data []byte) {
	filter := d["Filter"]
	if some, ok := filter.([]any); ok && len(some) == 1 {
		filter = some[0]
	}
	if filter == name("FlateDecode") && d["DecodeParms"] == nil {
		if p.locked {
			return
		}
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			p.opaque = true
			return
		}
		data, err = io.ReadAll(io.LimitReader(z, mostInflated-p.inflated+1))
		if p.inflated += int64(len(data)); err != nil && len(data) == 0 {
			p.opaque = true
			return
		}
	} else if filter != nil {
		p.opaque = true
		return
	}
	first, _ := d["First"].(int)
	n, _ := d["N"].(int)
	inner := lexer{data: data, budget: p.l.budget}
	defer func() { p.l.budget = inner.budget }()
	at := 0
	for i := 0; i < n && at < first; i++ {
		number, end, ok := inner.read(at)
		offset, next, ok2 := inner.read(end)
		id, is := number.(int)
		from, is2 := offset.(int)
		if !ok || !ok2 || !is || !is2 || from < 0 || first+from > len(data) || inner.budget < 0 {
			return
		}
		at = next
		if v, _, ok := inner.read(first + from); ok {
			if d, ok := v.(dict); ok {
				p.node(id, d)
			}
		}
		if len(p.nodes) > mostNodes {
			return
		}
	}
}

// count walks the tree. A branch that is met twice, a page that is not there:
// broken.
func (p *pdf) count() (pages int, err error) {
	root := p.nodes[p.root]
	if !root.catalogue {
		return 0, ErrBroken
	}
	seen, stack := map[int]bool{}, []int{root.pages}
	for len(stack) > 0 {
		id := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		n, there := p.nodes[id]
		if !there || seen[id] && n.branch || n.catalogue {
			return 0, ErrBroken
		}
		seen[id] = true
		if n.branch {
			stack = append(stack, n.kids...)
			continue
		}
		if pages++; pages > MostPages {
			return pages, ErrPages
		}
	}
	if pages == 0 {
		return 0, ErrBroken
	}
	return pages, nil
}
