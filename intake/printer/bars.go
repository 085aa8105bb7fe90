package printer

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"

	"github.com/boombuler/barcode/code128"
)

const (
	barHeight = 80 // dots, one centimetre
	quiet     = 10 // modules of white on either side, as the standard wants
)

// bars draws digits as Code 128, the module as many whole dots wide as fit, 2 or
// 3 (0.25 or 0.375 mm): a part of a dot would make bars uneven, and a hot head
// smears single dots together.
func bars(digits string, width int) (*image.Gray, error) {
	for _, r := range digits {
		if r < '0' || r > '9' {
			return nil, fmt.Errorf("printer: a barcode of digits only")
		}
	}
	code, err := code128.Encode(digits)
	if err != nil {
		return nil, err
	}
	modules := code.Bounds().Dx()
	dot := min(3, width/(modules+2*quiet))
	if dot < 2 {
		return nil, fmt.Errorf("printer: a barcode of %d digits does not fit %d dots", len(digits), width)
	}
	img := image.NewGray(image.Rect(0, 0, width, barHeight))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	left := (width - modules*dot) / 2
	for m := range modules {
		if color.GrayModel.Convert(code.At(m, 0)).(color.Gray).Y < 128 {
			bar := image.Rect(left+m*dot, 0, left+(m+1)*dot, barHeight)
			draw.Draw(img, bar, image.Black, image.Point{}, draw.Src)
		}
	}
	return img, nil
}
