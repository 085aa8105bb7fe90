package scans

import (
	"bytes"
	"errors"
)

// The limits of one file.
const (
	MostBytes  = 20 << 20
	MostPages  = 500
	MostPixels = 400 << 20 // of one page: A2 at 1200 dots an inch
)

// The types, as a case's record names them.
const (
	PDF  = "pdf"
	JPEG = "jpeg"
	TIFF = "tiff"
)

// Why a file cannot be taken.
var (
	ErrEmpty  = errors.New("scans: empty")
	ErrType   = errors.New("scans: neither PDF nor JPEG nor TIFF")
	ErrBig    = errors.New("scans: too big")        // more than MostBytes, or a page of more than MostPixels
	ErrPages  = errors.New("scans: too many pages") // more than MostPages
	ErrBroken = errors.New("scans: cut off or damaged")
)

// Facts are what a card shows of a file.
type Facts struct {
	Type   string
	Size   int64 // bytes
	Pages  int   // 0: not told
	Width  int   // pixels of the first page; 0 of a PDF
	Height int
	Locked bool // a PDF under a password of its own: its pages are not told
}

// Inspect tells what data is. With ErrBroken, ErrPages and ErrBig the type is
// told all the same.
func Inspect(data []byte) (Facts, error) {
	f := Facts{Size: int64(len(data))}
	kind, look := sniff(data)
	f.Type = kind
	switch {
	case len(data) == 0:
		return f, ErrEmpty
	case len(data) > MostBytes:
		return f, ErrBig
	case look == nil:
		return f, ErrType
	}
	err := look(data, &f)
	switch {
	case err != nil:
	case f.Pages > MostPages:
		err = ErrPages
	case int64(f.Width)*int64(f.Height) > MostPixels:
		err = ErrBig
	}
	return f, err
}

// sniff knows a type by its first bytes. A PDF may have a thousand others
// before it.
func sniff(data []byte) (string, func([]byte, *Facts) error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return JPEG, inspectJPEG
	case bytes.HasPrefix(data, []byte("II*\x00")), bytes.HasPrefix(data, []byte("MM\x00*")):
		return TIFF, inspectTIFF
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		return PDF, inspectPDF
	}
	return "", nil
}
