package paper

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// zeroWidth marks a combining letter, which the font has and which takes no
// room; fpdf has the same mark.
const zeroWidth = math.MaxUint16

var errFont = errors.New("not a TrueType font with a Unicode map of format 4")

// cutFont keeps the runes of a TrueType font that lie in the ranges. The
// program of hints goes too: paper has dots enough, and it is half of the
// size. Glyphs are numbered anew in the order of their runes.
func cutFont(ttf []byte, ranges [][2]rune) (f *font, err error) {
	defer func() { // a short table: an index out of range
		if recover() != nil {
			f, err = nil, errFont
		}
	}()
	t, err := readTables(slices.Clip(ttf))
	if err != nil {
		return nil, err
	}
	glyphOf, err := cmapOf(t["cmap"])
	if err != nil {
		return nil, err
	}
	var runes []rune
	old := []int{0} // new number → old one
	for _, r := range ranges {
		for c := r[0]; c <= r[1]; c++ {
			if g := glyphOf(c); g != 0 {
				runes, old = append(runes, c), append(old, g)
			}
		}
	}
	if len(runes) == 0 {
		return nil, errFont
	}
	first := map[int]int{} // old number → a new one
	for i, g := range old {
		if _, ok := first[g]; !ok {
			first[g] = i
		}
	}
	glyf, loca := t["glyf"], t["loca"]
	place := func(g int) []byte {
		if u16(t["head"], 50) == 0 {
			return glyf[2*u16(loca, 2*g) : 2*u16(loca, 2*g+2)]
		}
		return glyf[u32(loca, 4*g):u32(loca, 4*g+4)]
	}
	var outGlyf, outLoca, outHmtx []byte
	metrics := u16(t["hhea"], 34)
	for i := 0; i < len(old); i++ { // composites append their parts
		outLoca = binary.BigEndian.AppendUint32(outLoca, uint32(len(outGlyf)))
		g := bare(place(old[i]), func(part int) int {
			n, ok := first[part]
			if !ok {
				n = len(old)
				first[part], old = n, append(old, part)
			}
			return n
		})
		outGlyf = append(outGlyf, g...)
		for len(outGlyf)%4 != 0 {
			outGlyf = append(outGlyf, 0)
		}
		adv := u16(t["hmtx"], 4*min(old[i], metrics-1))
		lsb := u16(t["hmtx"], 4*old[i]+2)
		if old[i] >= metrics {
			lsb = u16(t["hmtx"], 4*metrics+2*(old[i]-metrics))
		}
		outHmtx = binary.BigEndian.AppendUint16(outHmtx, uint16(adv))
		outHmtx = binary.BigEndian.AppendUint16(outHmtx, uint16(lsb))
	}
	outLoca = binary.BigEndian.AppendUint32(outLoca, uint32(len(outGlyf)))

	f = &font{widths: make([]uint16, runes[len(runes)-1]+1)}
	for i, r := range runes {
		w := int(math.Round(float64(u16(outHmtx, 4*(i+1))) * 1000 / float64(u16(t["head"], 18))))
		if w == 0 {
			w = zeroWidth
		}
		f.widths[r] = uint16(w)
	}
	head, hhea, maxp := slices.Clone(t["head"]), slices.Clone(t["hhea"]), slices.Clone(t["maxp"])
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(old)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(old)))
	post := append([]byte{0, 3, 0, 0}, t["post"][4:32]...) // no names of glyphs
	f.ttf = writeTables(map[string][]byte{
		"OS/2": t["OS/2"], "cmap": newCmap(runes), "glyf": outGlyf, "head": head, "hhea": hhea,
		"hmtx": outHmtx, "loca": outLoca, "maxp": maxp, "name": {0, 0, 0, 0, 0, 6}, "post": post,
	})
	return f, nil
}

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func u32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }

func readTables(ttf []byte) (map[string][]byte, error) {
	if len(ttf) < 12 || u32(ttf, 0) != 0x00010000 {
		return nil, errFont
	}
	t := map[string][]byte{}
	for i := range u16(ttf, 4) {
		rec := ttf[12+16*i:]
		t[string(rec[:4])] = ttf[u32(rec, 8) : u32(rec, 8)+u32(rec, 12)]
	}
	for _, name := range []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post"} {
		if t[name] == nil {
			return nil, fmt.Errorf("%w: no table %q", errFont, name)
		}
	}
	return t, nil
}

func writeTables(t map[string][]byte) []byte {
	var names []string
	for n := range t {
		names = append(names, n)
	}
	slices.Sort(names)
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	out = binary.BigEndian.AppendUint16(out, uint16(len(names)))
	out = append(out, make([]byte, 6)...) // search hints nobody reads
	at := 12 + 16*len(names)
	var data []byte
	for _, n := range names {
		out = append(out, n...)
		out = binary.BigEndian.AppendUint32(out, 0) // fpdf computes the sums of its own cut
		out = binary.BigEndian.AppendUint32(out, uint32(at+len(data)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t[n])))
		data = append(data, t[n]...)
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
	}
	return append(out, data...)
}

// cmapOf reads the Unicode map of format 4.
func cmapOf(cmap []byte) (func(rune) int, error) {
	for i := range u16(cmap, 2) {
		rec := cmap[4+8*i:]
		if u16(rec, 0) != 3 || u16(rec, 2) != 1 {
			continue
		}
		m := cmap[u32(rec, 4):]
		if u16(m, 0) != 4 {
			continue
		}
		segs := u16(m, 6) / 2
		ends, starts, deltas, offsets := m[14:], m[16+2*segs:], m[16+4*segs:], m[16+6*segs:]
		return func(r rune) int {
			for s := range segs {
				if int(r) > u16(ends, 2*s) {
					continue
				}
				if int(r) < u16(starts, 2*s) {
					return 0
				}
				off := u16(offsets, 2*s)
				if off == 0 {
					return (int(r) + u16(deltas, 2*s)) & 0xffff
				}
				g := u16(offsets, 2*s+off+2*(int(r)-u16(starts, 2*s)))
				if g == 0 {
					return 0
				}
				return (g + u16(deltas, 2*s)) & 0xffff
			}
			return 0
		}, nil
	}
	return nil, errFont
}

// newCmap maps the n-th rune to glyph n+1.
func newCmap(runes []rune) []byte {
	type seg struct{ from, to, glyph int }
	var segs []seg
	for i, r := range runes {
		if n := len(segs); n > 0 && segs[n-1].to == int(r)-1 {
			segs[n-1].to = int(r)
		} else {
			segs = append(segs, seg{int(r), int(r), i + 1})
		}
	}
	segs = append(segs, seg{0xffff, 0xffff, 0})
	out := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12}
	add := func(v int) { out = binary.BigEndian.AppendUint16(out, uint16(v)) }
	for _, v := range []int{4, 16 + 8*len(segs), 0, 2 * len(segs), 0, 0, 0} {
		add(v)
	}
	for _, s := range segs {
		add(s.to)
	}
	add(0)
	for _, s := range segs {
		add(s.from)
	}
	for _, s := range segs {
		add(s.glyph - s.from)
	}
	for range segs {
		add(0)
	}
	return out
}

// bare takes the hints off a glyph and numbers a composite's parts anew.
func bare(g []byte, number func(int) int) []byte {
	if len(g) == 0 {
		return nil
	}
	contours := int(int16(u16(g, 0)))
	if contours >= 0 {
		at := 10 + 2*contours
		hints := u16(g, at)
		out := append(slices.Clone(g[:at]), 0, 0)
		return append(out, g[at+2+hints:]...)
	}
	const words, scale, more, scaleXY, scale2x2, hinted = 1, 8, 0x20, 0x40, 0x80, 0x100
	out := slices.Clone(g)
	for at := 10; ; {
		flags := u16(out, at)
		binary.BigEndian.PutUint16(out[at:], uint16(flags&^hinted))
		binary.BigEndian.PutUint16(out[at+2:], uint16(number(u16(out, at+2))))
		at += 6
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&scale != 0:
			at += 2
		case flags&scaleXY != 0:
			at += 4
		case flags&scale2x2 != 0:
			at += 8
		}
		if flags&more == 0 {
			return out[:at]
		}
	}
}
