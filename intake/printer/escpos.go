package printer

import (
	"image"
	"image/color"

	"golang.org/x/image/draw"
)

// The commands of ESC/POS that are used here: the few that every such printer
// knows.
var (
	escInit = []byte{0x1b, '@'}         // forget what was set before
	escBand = []byte{0x1d, 'v', '0', 0} // GS v 0: a picture, bytes a row and rows follow, low byte first
	escFeed = []byte{0x1b, 'd', 4}      // four lines, so that the last one is past the knife
	escCut  = []byte{0x1d, 'V', 'B', 0} // to the knife, partial cut: the paper does not fall
)

// bandRows is how much of a picture is sent at once: cheap printers hold one
// byte of rows.
const bandRows = 255

// escpos is the picture as a receipt printer takes it, width dots wide, each
// copy cut off.
func escpos(img image.Image, width, copies int) []byte {
	bits, row := dots(img, width), (width+7)/8
	out := append([]byte(nil), escInit...)
	for range copies {
		for rest := bits; len(rest) > 0; {
			n := min(len(rest)/row, bandRows)
			out = append(out, escBand...)
			out = append(out, byte(row), byte(row>>8), byte(n), byte(n>>8))
			out = append(out, rest[:n*row]...)
			rest = rest[n*row:]
		}
		out = append(out, escFeed...)
		out = append(out, escCut...)
	}
	return out
}

// dots is the picture in black and white, a bit a dot, the leftmost the highest,
// rows filled up to whole bytes. A narrower picture stands in the middle, a
// wider one is shrunk, for nothing may be cut.
func dots(img image.Image, width int) []byte {
	b := img.Bounds()
	if b.Dx() > width {
		small := image.NewGray(image.Rect(0, 0, width, max(1, b.Dy()*width/b.Dx())))
		draw.Draw(small, small.Bounds(), image.White, image.Point{}, draw.Src)
		draw.CatmullRom.Scale(small, small.Bounds(), img, b, draw.Over, nil)
		img, b = small, small.Bounds()
	}
	row, left := (width+7)/8, (width-b.Dx())/2
	bits := make([]byte, row*b.Dy())
	for y := range b.Dy() {
		for x := range b.Dx() {
			if dark(img, b.Min.X+x, b.Min.Y+y) {
				bits[y*row+(left+x)/8] |= 0x80 >> ((left + x) % 8)
			}
		}
	}
	return bits
}

// dark tells whether a dot is printed. A threshold, not a pattern of dots:
// papers are letters and bars, whose edges a pattern would fray. What is clear
// shows the white paper.
func dark(img image.Image, x, y int) bool {
	if g, ok := img.(*image.Gray); ok {
		return g.GrayAt(x, y).Y < 128
	}
	r, g, b, a := img.At(x, y).RGBA()
	paper := 0xffff - a
	c := color.RGBA64{R: uint16(r + paper), G: uint16(g + paper), B: uint16(b + paper), A: 0xffff}
	return color.GrayModel.Convert(c).(color.Gray).Y < 128
}
