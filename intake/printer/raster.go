package printer

import (
	"image"
	"image/draw"
	"strings"
	"sync"
	"unicode"

	"codeberg.org/go-fonts/dejavu/dejavusansmono"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// Line is one line of a paper on a receipt printer: words, or digits that
// become bars with the digits under them.
type Line struct {
	Text string
	Bars string // digits only
}

// The cell of a letter, in dots: 1.5 × 3 mm, 48 columns on an 80 mm roll. The
// font's letters are 0.602 of its size wide.
const (
	cellWidth  = 12
	cellHeight = 24
	fontSize   = 20
	baseline   = 19
	// ink: what is darker is printed. Above the middle, for the thin strokes of
	// so small a letter break at it.
	ink = 176
)

// Columns is how many letters a line of width dots holds: what to ask of a
// form's plain text.
func Columns(width int) int { return width / cellWidth }

// Lines is a plain text as lines. The line that shows the digits of bars, with
// nothing else or with spaces between, becomes the barcode; without one the
// barcode stands at the end. No bars: none.
func Lines(text, bars string) []Line {
	var all []Line
	drawn := bars == ""
	for _, s := range strings.Split(strings.TrimRight(text, "\n\f"), "\n") {
		if !drawn && strings.Join(strings.Fields(s), "") == bars {
			all, drawn = append(all, Line{Bars: bars}), true
			continue
		}
		all = append(all, Line{Text: s})
	}
	if !drawn {
		all = append(all, Line{}, Line{Bars: bars})
	}
	return all
}

// RasterText draws lines in DejaVu Sans Mono, black on white, width dots wide.
// A line that is too long goes on in the next.
func RasterText(lines []Line, width int) (image.Image, error) {
	type strip struct {
		text string
		bars *image.Gray
	}
	var strips []strip
	height := 0
	for _, l := range lines {
		if l.Bars != "" {
			b, err := bars(l.Bars, width)
			if err != nil {
				return nil, err
			}
			pad := strings.Repeat(" ", max(0, (Columns(width)-len(l.Bars))/2))
			strips = append(strips, strip{bars: b}, strip{text: pad + l.Bars})
			height += b.Bounds().Dy() + cellHeight
		}
		if l.Bars == "" || l.Text != "" {
			for _, s := range fold(plain(l.Text), Columns(width)) {
				strips = append(strips, strip{text: s})
				height += cellHeight
			}
		}
	}
	pen, err := newPen()
	if err != nil {
		return nil, err
	}
	img := image.NewGray(image.Rect(0, 0, width, max(height, 1)))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	y := 0
	for _, s := range strips {
		if s.bars != nil {
			draw.Draw(img, s.bars.Bounds().Add(image.Pt(0, y)), s.bars, image.Point{}, draw.Src)
			y += s.bars.Bounds().Dy()
			continue
		}
		pen.write(img, y, s.text)
		y += cellHeight
	}
	for i, v := range img.Pix {
		if img.Pix[i] = 255; v < ink {
			img.Pix[i] = 0
		}
	}
	return img, nil
}

// plain is a line as letters and spaces, marks joined to their letters.
func plain(s string) string {
	s = strings.ReplaceAll(norm.NFC.String(s), "\t", "    ")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0', r == '\u202f':
			return ' '
		case unicode.Is(unicode.C, r):
			return -1
		}
		return r
	}, s)
}

// fold breaks a line between words, within a word that alone is too long. What
// follows keeps the line's indent.
func fold(s string, columns int) []string {
	var out []string
	rest := []rune(strings.TrimRight(s, " "))
	indent := 0
	for indent < len(rest) && rest[indent] == ' ' && indent < columns/2 {
		indent++
	}
	for len(rest) > columns {
		cut := columns
		for cut > indent && rest[cut] != ' ' {
			cut--
		}
		if cut == indent {
			cut = columns
		}
		out = append(out, strings.TrimRight(string(rest[:cut]), " "))
		next := strings.TrimLeft(string(rest[cut:]), " ")
		rest = []rune(strings.Repeat(" ", indent) + next)
	}
	return append(out, string(rest))
}

// mono reads the font once; it is not changed after.
var mono = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(dejavusansmono.TTF) })

// pen writes letters and keeps each it has drawn: a long registry has the same
// hundred letters a thousand times.
type pen struct {
	face font.Face
	seen map[rune]letter
}

type letter struct {
	at   image.Rectangle // from the left end of the baseline
	mask *image.Alpha
}

func newPen() (*pen, error) {
	f, err := mono()
	if err != nil {
		return nil, err
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: fontSize, DPI: 72})
	return &pen{face, map[rune]letter{}}, err
}

// write draws a line whose top is y. A mark without a letter of its own stands
// over the one before it; what the font does not know becomes its empty box.
func (p *pen) write(img *image.Gray, y int, s string) {
	x := 0
	for _, r := range s {
		at := x
		if unicode.Is(unicode.M, r) {
			at = max(0, x-cellWidth)
		} else {
			x += cellWidth
		}
		if r == ' ' {
			continue
		}
		l := p.letter(r)
		to := l.at.Add(image.Pt(at, y+baseline))
		draw.DrawMask(img, to, image.Black, image.Point{}, l.mask, image.Point{}, draw.Over)
	}
}

// letter draws r alone.
func (p *pen) letter(r rune) letter {
	l, ok := p.seen[r]
	if ok {
		return l
	}
	at, mask, from, _, _ := p.face.Glyph(fixed.Point26_6{}, r)
	l = letter{at, image.NewAlpha(image.Rectangle{Max: at.Size()})}
	if mask != nil { // the face draws the next letter over it
		draw.Draw(l.mask, l.mask.Bounds(), mask, from, draw.Src)
	}
	p.seen[r] = l
	return l
}
