//go:build unix

package printer

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tereze/intake"
)

// paperOf is a receipt printer: it reads the bytes and draws, one picture up to
// each cut.
func paperOf(t *testing.T, b []byte) (papers []*image.Gray) {
	t.Helper()
	eat := func(s []byte) bool {
		ok := bytes.HasPrefix(b, s)
		if ok {
			b = b[len(s):]
		}
		return ok
	}
	if !eat([]byte("\x1b@")) {
		t.Fatal("does not begin afresh")
	}
	var rows [][]byte
	for len(b) > 0 {
		switch {
		case eat([]byte("\x1dv0\x00")):
			row, n := int(b[0])|int(b[1])<<8, int(b[2])|int(b[3])<<8
			if b = b[4:]; n > 255 || n == 0 || len(b) < row*n {
				t.Fatalf("a band of %d rows", n)
			}
			for range n {
				rows, b = append(rows, b[:row]), b[row:]
			}
		case eat([]byte("\x1bd")):
			b = b[1:]
		case eat([]byte("\x1dVB\x00")):
			img := image.NewGray(image.Rect(0, 0, len(rows[0])*8, len(rows)))
			for y, row := range rows {
				for x := range img.Bounds().Dx() {
					if row[x/8]&(0x80>>(x%8)) == 0 {
						img.SetGray(x, y, color.Gray{Y: 255})
					}
				}
			}
			papers, rows = append(papers, img), nil
		default:
			t.Fatalf("unknown command % x", b[:min(8, len(b))])
		}
	}
	if rows != nil {
		t.Fatal("not cut")
	}
	return papers
}

// The few bytes of a small picture, counted by hand from the manual.
func TestESCPOSBytes(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 16, 2))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	img.SetGray(0, 0, color.Gray{})
	img.SetGray(15, 1, color.Gray{})
	want := "\x1b@" + "\x1dv0\x00\x02\x00\x02\x00" + "\x80\x00\x00\x01" + "\x1bd\x04" + "\x1dVB\x00"
	if got := escpos(img, 16, 1); string(got) != want {
		t.Errorf("% x\nwant\n% x", got, want)
	}
}

// What comes out is what went in, dot by dot, past the end of a band.
func TestESCPOSPicture(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, size := range []image.Point{{576, 1}, {576, 255}, {576, 256}, {384, 600}, {300, 40}, {301, 7}} {
		img := image.NewGray(image.Rect(5, 7, 5+size.X, 7+size.Y))
		for i := range img.Pix {
			img.Pix[i] = uint8(255 * r.IntN(2))
		}
		papers := paperOf(t, escpos(img, size.X, 2))
		if len(papers) != 2 {
			t.Fatalf("%d copies", len(papers))
		}
		for _, p := range papers {
			for y := range size.Y {
				for x := range size.X {
					if p.GrayAt(x, y) != img.GrayAt(5+x, 7+y) {
						t.Fatalf("%v: dot %d, %d differs", size, x, y)
					}
				}
			}
		}
	}
}

// Pictures of another size: in the middle, or shrunk, never cut. What is clear
// is paper.
func TestESCPOSFits(t *testing.T) {
	edge := func(w, h int) image.Image {
		img := image.NewNRGBA(image.Rect(0, 0, w, h))
		for y := range h {
			for x := range w {
				if x < w/10 || x >= w-w/10 {
					img.Set(x, y, color.Black)
				}
			}
		}
		return img
	}
	for _, c := range []struct{ w, h, left, right, rows int }{
		{200, 10, 188, 387, 10},
		{1152, 100, 0, 575, 50},
		{576, 3, 0, 575, 3},
	} {
		p := paperOf(t, escpos(edge(c.w, c.h), 576, 1))[0]
		left, right := -1, -1
		for x := range p.Bounds().Dx() {
			if p.GrayAt(x, 1).Y == 0 {
				if right = x; left < 0 {
					left = x
				}
			}
		}
		if left != c.left || right != c.right || p.Bounds().Dy() != c.rows || p.GrayAt(288, 1).Y != 255 {
			t.Errorf("%d wide: from %d to %d, %d rows", c.w, left, right, p.Bounds().Dy())
		}
	}
}

// reader is zbarimg, a reader of barcodes that is not ours.
func reader(t *testing.T) string {
	path, err := exec.LookPath("zbarimg")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("zbarimg is missing: install zbar-tools")
		}
		t.Skip("no zbarimg: install zbar-tools")
	}
	return path
}

// From the text of a receipt to the digits under a scanner, through all that
// lies between: Print, lp, the printer's own commands.
func TestBarcodeOnReceiptIsRead(t *testing.T) {
	zbar := reader(t)
	const digits = "0421503020001747"
	dir := fake(t, map[string]string{"lp": takes})
	for _, width := range []int{288, 384, 512, 576} {
		p := built(t, intake.PrinterSettings{Queue: "chek", Kind: "escpos", Width: width})
		job := Job{Name: "receipt-042-150302-000174", Raster: func(w int) (image.Image, error) {
			return RasterText(Lines("ҚОЛХАТ № 042-150302-000174\n\n   [ 042 150302 000174 7 ]\n\nКелу күні: 1 сәуір 2015", digits), w)
		}}
		if _, err := p.Print(t.Context(), job); err != nil {
			t.Fatal(err)
		}
		if got := read(t, dir, "args"); !strings.HasSuffix(got, "-o\nraw\n") {
			t.Errorf("lp was asked %q", got)
		}
		img := paperOf(t, []byte(read(t, dir, "data")))[0]
		if img.Bounds().Dx() != width {
			t.Errorf("%d dots wide, want %d", img.Bounds().Dx(), width)
		}
		file := filepath.Join(t.TempDir(), "chek.png")
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(zbar, "-q", "--raw", "-Sdisable", "-Scode128.enable", file).Output()
		if got := strings.TrimSpace(string(out)); err != nil || got != digits {
			t.Errorf("%d dots: read %q, %v", width, got, err)
		}
	}
}
