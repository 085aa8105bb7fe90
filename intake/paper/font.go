package paper

import (
	"fmt"
	"sync"

	"codeberg.org/go-fonts/dejavu/dejavusanscondensed"
	"codeberg.org/go-fonts/dejavu/dejavusanscondensedbold"
)

// font is a cut of DejaVu with the letters papers need, and their widths.
type font struct {
	ttf    []byte
	widths []uint16 // by rune, in thousandths of the size; 0: not in the font
}

// The fonts are cut once: fpdf parses a font anew for every document, and the
// whole DejaVu costs 28 ms a document where the cut costs 12.
var (
	regular = sync.OnceValue(func() *font { return mustCut(dejavusanscondensed.TTF) })
	bold    = sync.OnceValue(func() *font { return mustCut(dejavusanscondensedbold.TTF) })
)

// alphabet is what the cut keeps: Latin with its accents, Greek, Cyrillic with
// every Kazakh letter, punctuation, signs of money, №, arrows, ticks.
var alphabet = [][2]rune{
	{0x20, 0x7e}, {0xa0, 0x24f}, {0x2b0, 0x2c7}, {0x300, 0x33f}, {0x370, 0x3ff},
	{0x400, 0x52f}, {0x1e00, 0x1eff}, {0x2010, 0x2027}, {0x2030, 0x203a}, {0x20a0, 0x20bd},
	{0x2116, 0x2116}, {0x2122, 0x2122}, {0x2190, 0x2195}, {0x2212, 0x2212}, {0x2260, 0x2265},
	{0x25a0, 0x25a1}, {0x25cf, 0x25cf}, {0x260e, 0x260e}, {0x2610, 0x2612}, {0x2702, 0x2702}, {0x2713, 0x2717},
}

// box stands for what cannot be printed, so that it is seen.
const box = '□'

func mustCut(ttf []byte) *font {
	f, err := cutFont(ttf, alphabet)
	if err != nil {
		panic(fmt.Sprintf("paper: the built-in font: %v", err)) // part of the binary: a test cuts it
	}
	return f
}

// has tells whether the font draws r.
func (f *font) has(r rune) bool { return int(r) < len(f.widths) && f.widths[r] != 0 }

// width is that of a line, in the unit of size.
func (f *font) width(s string, size float64) float64 {
	n := 0
	for _, r := range s {
		if f.has(r) && f.widths[r] != zeroWidth {
			n += int(f.widths[r])
		}
	}
	return float64(n) * size / 1000
}
