package printer

import (
	"image"
	"image/draw"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"codeberg.org/go-fonts/dejavu/dejavusansmono"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// Line is one line of a paper on a receipt printer: words; or digits that
// become bars, and below them the words, by which people read the number.
type Line struct {
	Text string
	Bars string // digits only
}

// cell is the room of a letter, in dots, and the size of the font that fills
// it: its letters are 0.602 of that wide.
type cell struct{ width, height, size, baseline int }

// cellFor is 1.5 × 3 mm on a roll of 80 mm, which gives 48 columns on 576 dots;
// smaller on one of 58 mm, where a form needs its 40.
func cellFor(width int) cell {
	if width < 480 {
		return cell{9, 18, 15, 14}
	}
	return cell{12, 24, 20, 19}
}

// ink: what is darker is printed. Above the middle, for the thin strokes of so
// small a letter break at it.
const ink = 176

// Columns is how many letters a line of width dots holds: what to ask of a
// form's plain text.
func Columns(width int) int { return width / cellFor(width).width }

// inText is how a form's plain text shows a barcode: "[ 042 150302 000174 5 ]".
var inText = regexp.MustCompile(`\[ ([0-9]{3,}(?: [0-9]+)+) \]`)

// Lines is a form's plain text as lines: its barcodes become bars, below what
// stands beside them. Digits that the text shows no barcode of get one at the
// end; they may be empty.
func Lines(text, digits string) []Line {
	var all []Line
	for _, s := range strings.Split(strings.Trim(text, "\n\f"), "\n") {
		found := inText.FindAllStringSubmatch(s, -1)
		if s = inText.ReplaceAllString(s, ""); len(found) == 0 || strings.TrimSpace(s) != "" {
			all = append(all, Line{Text: s})
		}
		for _, f := range found {
			b := Line{Text: f[1], Bars: strings.ReplaceAll(f[1], " ", "")}
			if b.Bars == digits {
				digits = ""
			}
			all = append(all, b)
		}
	}
	if digits != "" {
		all = append(all, Line{}, Line{Text: digits, Bars: digits})
	}
	return all
}

// strip is what is drawn at once: a line of letters or bars.
type strip struct {
	text string
	bars *image.Gray
}

// RasterText draws lines in DejaVu Sans Mono, black on white, width dots wide.
// A line that is too long goes on in the next.
func RasterText(lines []Line, width int) (image.Image, error) {
	var strips []strip
	c, columns, height := cellFor(width), Columns(width), 0
	for _, l := range lines {
		text := plain(l.Text)
		if l.Bars != "" {
			b, err := bars(l.Bars, width)
			if err != nil {
				return nil, err
			}
			strips = append(strips, strip{bars: b})
			height += b.Bounds().Dy()
			text = strings.Repeat(" ", max(0, (columns-len([]rune(text)))/2)) + text
		}
		for _, s := range fold(text, columns) {
			strips = append(strips, strip{text: s})
			height += c.height
		}
	}
	pen, err := newPen(c)
	if err != nil {
		return nil, err
	}
	img := image.NewGray(image.Rect(0, 0, width, height))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	y := 0
	for _, s := range strips {
		if s.bars != nil {
			draw.Draw(img, s.bars.Bounds().Add(image.Pt(0, y)), s.bars, image.Point{}, draw.Src)
			y += s.bars.Bounds().Dy()
			continue
		}
		pen.write(img, y, s.text)
		y += c.height
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
	cell cell
	face font.Face
	seen map[rune]letter
}

type letter struct {
	at   image.Rectangle // from the left end of the baseline
	mask *image.Alpha
}

func newPen(c cell) (*pen, error) {
	f, err := mono()
	if err != nil {
		return nil, err
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: float64(c.size), DPI: 72})
	return &pen{c, face, map[rune]letter{}}, err
}

// write draws a line whose top is y. A mark without a letter of its own stands
// over the one before it; what the font does not know becomes its empty box.
func (p *pen) write(img *image.Gray, y int, s string) {
	x := 0
	for _, r := range s {
		at := x
		if unicode.Is(unicode.M, r) {
			at = max(0, x-p.cell.width)
		} else {
			x += p.cell.width
		}
		if r == ' ' {
			continue
		}
		l := p.letter(r)
		to := l.at.Add(image.Pt(at, y+p.cell.baseline))
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
