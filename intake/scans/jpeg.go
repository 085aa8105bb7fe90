package scans

import (
	"bytes"
	"encoding/binary"
	"image/jpeg"
)

// inspectJPEG reads the header, and sees that the picture comes to its end.
func inspectJPEG(data []byte, f *Facts) error {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return ErrBroken
	}
	f.Pages, f.Width, f.Height = 1, c.Width, c.Height
	const startOfScan, endOfImage = 0xda, "\xff\xd9"
	for at := 2; at+4 <= len(data); {
		if data[at] != 0xff {
			return ErrBroken
		}
		if data[at+1] == 0xff { // padding
			at++
			continue
		}
		if data[at+1] == startOfScan { // in what follows ff is never followed by d9 but at the end
			if bytes.Contains(data[at:], []byte(endOfImage)) {
				return nil
			}
			return ErrBroken
		}
		at += 2 + int(binary.BigEndian.Uint16(data[at+2:]))
	}
	return ErrBroken
}
