package gatewaysim

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/beevik/etree"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"tereze/intake/egov/soap"
)

// bigPadding is what Big adds to an answer, in bytes.
const bigPadding = 5 << 20

const xmlUTF8 = `text/xml; charset="utf-8"`

// dress puts a body into a signed envelope and spoils it as the fault says.
func (s *Sim) dress(body *etree.Element, f Fault) (data []byte, kind string, err error) {
	who := s.signer
	switch f {
	case ExpiredSigner:
		who = s.expired
	case RevokedSigner:
		who = s.revoked
	case Big:
		// Under a sound signature: only its size is wrong.
		body.CreateElement("padding").SetText(strings.Repeat("толтыру ", bigPadding/len("толтыру ")+1))
	}
	if data, err = soap.WriteEnvelope(body, s.envelope[who]); err != nil {
		return nil, "", err
	}
	switch f {
	case CutXML:
		data = data[:len(data)/2]
	case BadSignature:
		if data, err = alter(data); err != nil {
			return nil, "", err
		}
	case WrongCharset:
		return inCP1251(data)
	}
	return data, xmlUTF8, nil
}

// alter changes what was signed: one letter of the body's last text.
func alter(data []byte) ([]byte, error) {
	end := bytes.LastIndex(data, []byte("Body>"))
	if end < 0 {
		return nil, fmt.Errorf("gatewaysim: no body to alter")
	}
	for i := end - 1; i > 0; i-- {
		// A letter or digit between elements, not in a tag's name.
		if data[i] == '<' && i > 0 && data[i-1] != '>' && data[i-1] < 0x80 && data[i-1] > ' ' {
			out := append([]byte(nil), data...)
			if out[i-1]++; out[i-1] == '<' || out[i-1] == '&' || out[i-1] == ';' || out[i-1] == '>' {
				out[i-1] = 'x'
			}
			return out, nil
		}
	}
	return nil, fmt.Errorf("gatewaysim: no text to alter")
}

// inCP1251 says windows-1251 and writes it; letters it lacks become marks. A
// comment makes sure that there is something in it besides ASCII.
func inCP1251(data []byte) ([]byte, string, error) {
	if i := bytes.Index(data, []byte("?>")); bytes.HasPrefix(data, []byte("<?xml")) && i > 0 {
		data = data[i+2:]
	}
	data = append([]byte("<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n<!-- шлюз -->"), data...)
	out, err := encoding.ReplaceUnsupported(charmap.Windows1251.NewEncoder()).Bytes(data)
	return out, `text/xml; charset="windows-1251"`, err
}
