package paper_test

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"testing"
)

// copied is a page as a bad copier at 100 dpi makes it of one of 300 dpi:
// turned by degrees, grey instead of black and white, with dust and noise.
func copied(t testing.TB, file string, degrees float64, seed uint64) string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	src, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	const shrink = 3
	b := src.Bounds()
	page := image.NewGray(b)
	draw.Draw(page, b, src, b.Min, draw.Src)
	w, h := b.Dx()/shrink, b.Dy()/shrink
	out := image.NewGray(image.Rect(0, 0, w, h))
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	at := func(x, y float64) float64 {
		px, py := int(math.Round(x)), int(math.Round(y))
		if px < 0 || py < 0 || px >= b.Dx() || py >= b.Dy() {
			return 255
		}
		return float64(page.Pix[py*page.Stride+px])
	}
	rnd := rand.New(rand.NewPCG(seed, 3))
	cx, cy := float64(b.Dx())/2, float64(b.Dy())/2
	for y := range h {
		for x := range w {
			sum := 0.0
			for dy := range shrink {
				for dx := range shrink {
					sx, sy := float64(x*shrink+dx)-cx, float64(y*shrink+dy)-cy
					sum += at(cx+sx*cos-sy*sin, cy+sx*sin+sy*cos)
				}
			}
			v := 70 + sum/(shrink*shrink)*130/255 + rnd.NormFloat64()*2 // ink 70, paper 200
			switch rnd.IntN(400) {
			case 0:
				v = 60 // dust
			case 1:
				v = 230 // a hole in the toner
			}
			out.SetGray(x, y, color.Gray{Y: uint8(min(max(v, 0), 255))})
		}
	}
	name := file + ".copy.png"
	g, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if err := png.Encode(g, out); err != nil {
		t.Fatal(err)
	}
	return name
}
