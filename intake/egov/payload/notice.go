package payload

import (
	"time"

	"tereze/intake/trio"
)

// PortalAnswer is what the portal is told of a request: a refusal message of
// process 2, 4 or 6 with its reasons, or the result of process 7.
type PortalAnswer struct {
	Portal    string // the portal's own number of the request
	Number    string // ours; empty when it did not become a case
	Process   uint8  // 2, 4, 6: refusals; 7: the result
	At        time.Time
	Reasons   []trio.Text
	Refused   bool // process 7: the result is a reasoned refusal
	File      []byte
	FileType  string // "pdf" or "xml"
	Signature []byte // detached CMS over File, of who is authorised by the provider
}

// Write writes the notice.
func (p PortalAnswer) Write() []byte {
	return document("portalAnswer", func(w *writer) {
		w.text("portal", p.Portal)
		w.some("number", p.Number)
		w.count("process", int64(p.Process))
		w.moment("at", p.At)
		for _, r := range p.Reasons {
			w.in("reason", func() {
				w.text("kk", r.KK)
				w.text("ru", r.RU)
				w.text("en", r.EN)
			})
		}
		w.flag("refused", p.Refused)
		w.result(p.File, p.FileType, p.Signature)
	})
}

// ReadPortalAnswer reads what Write wrote. A refusal has reasons and no file,
// a result has a signed file.
func ReadPortalAnswer(data []byte) (*PortalAnswer, error) {
	e, err := readDocument(data, mostAnswer, "portalAnswer")
	if err != nil {
		return nil, err
	}
	p := &PortalAnswer{Portal: e.must("portal"), Number: e.value("number"), At: e.moment("at"), Refused: e.flag("refused")}
	for _, r := range e.all("reason") {
		p.Reasons = append(p.Reasons, trio.Text{KK: r.must("kk"), RU: r.must("ru"), EN: r.must("en")})
	}
	p.File, p.FileType, p.Signature = e.result()
	switch process := e.count("process"); process {
	case 2, 4, 6:
		p.Process = uint8(process)
		if len(p.Reasons) == 0 || len(p.File) > 0 {
			e.fail("reason", "a refusal has reasons and no file")
		}
	case 7:
		p.Process = 7
		if len(p.File) == 0 || len(p.Signature) == 0 {
			e.fail("file", "a result has a signed file")
		}
	default:
		e.fail("process", "not 2, 4, 6 or 7")
	}
	if *e.fault != nil {
		return nil, *e.fault
	}
	return p, nil
}
