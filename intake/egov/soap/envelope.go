package soap

import (
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/beevik/etree"

	"tereze/intake/egov"
)

// DefaultLimit is the most one message may hold, in bytes, where nothing else
// is said.
const DefaultLimit = 4 << 20

// ReadOptions say what an envelope must be. The zero value takes an unsigned
// one of up to DefaultLimit bytes.
type ReadOptions struct {
	Signers *x509.CertPool                // whose signature counts, themselves or their authorities; nil: none is needed
	Clock   func() time.Time              // nil: time.Now
	Limit   int64                         // bytes; 0: DefaultLimit
	Revoked func(*x509.Certificate) error // an error: the signer's certificate does not count; nil: not asked
}

func (o ReadOptions) filled() ReadOptions {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Limit <= 0 {
		o.Limit = DefaultLimit
	}
	return o
}

// Envelope is one message that may be believed.
type Envelope struct {
	Body   *etree.Element    // the one element inside the Body
	Signer *x509.Certificate // nil: no signature was asked for
	Raw    []byte
}

// Operation is the local name of what the Body holds: "SendMessage",
// "getMessages", "Fault"…; its namespace is looked at when it is read.
func (e *Envelope) Operation() string { return e.Body.Tag }

// ReadEnvelope reads a message to its end and believes it or not:
// egov.ErrAnswer with the cause, or egov.ErrUnreachable when the reading itself
// failed.
func ReadEnvelope(r io.Reader, o ReadOptions) (*Envelope, error) {
	o = o.filled()
	raw, err := readAll(r, o.Limit)
	if err != nil {
		return nil, err
	}
	p, err := parse(raw)
	if err != nil {
		return nil, err
	}
	return p.believe(o)
}

func readAll(r io.Reader, limit int64) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case int64(len(raw)) > limit:
		return nil, bad("bigger than %d bytes", limit)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, bad("cut: the connection closed in the middle")
	case err != nil:
		return nil, unreachable(err)
	}
	return raw, nil
}

// parsed is an envelope taken apart, whose signature nobody has looked at yet.
type parsed struct {
	raw                   []byte
	header, body, content *etree.Element
}

// parse checks the bytes and then the frame: an Envelope of SOAP 1.1 with at
// most one Header, then one Body and nothing after it, and one element inside.
func parse(raw []byte) (*parsed, error) {
	bare := bytes.TrimPrefix(raw, []byte("\ufeff"))
	if err := check(bare); err != nil {
		return nil, err
	}
	d := etree.NewDocument()
	d.ReadSettings.PreserveDuplicateAttrs = true
	d.ReadSettings.MaxDepth = maxDepth
	if err := d.ReadFromBytes(bare); err != nil || d.Root() == nil {
		return nil, bad("cut, or not XML")
	}
	root := d.Root()
	if !is(root, nsEnvelope, "Envelope") {
		return nil, bad("not an envelope of SOAP 1.1")
	}
	all, err := children(root)
	if err != nil {
		return nil, err
	}
	p := &parsed{raw: raw}
	if len(all) > 0 && is(all[0], nsEnvelope, "Header") {
		p.header, all = all[0], all[1:]
	}
	if len(all) != 1 || !is(all[0], nsEnvelope, "Body") {
		return nil, bad("its envelope does not hold one body")
	}
	p.body = all[0]
	bodies := 0
	each(root, func(el *etree.Element) {
		if is(el, nsEnvelope, "Body") {
			bodies++
		}
	})
	if bodies != 1 {
		return nil, bad("more than one body")
	}
	inside, err := children(p.body)
	if err != nil {
		return nil, err
	}
	if len(inside) != 1 {
		return nil, bad("its body does not hold one element")
	}
	p.content = inside[0]
	return p, p.understood()
}

// understood refuses a header that must be understood and is not.
func (p *parsed) understood() error {
	if p.header == nil {
		return nil
	}
	for _, el := range p.header.ChildElements() {
		if must, _ := attr(el, nsEnvelope, "mustUnderstand"); (must == "1" || must == "true") && !is(el, nsSecurity, "Security") {
			return bad("a header that must be understood is not known")
		}
	}
	return nil
}

func (p *parsed) believe(o ReadOptions) (*Envelope, error) {
	e := &Envelope{Body: p.content, Raw: p.raw}
	if o.Signers == nil {
		return e, nil
	}
	var err error
	if e.Signer, err = verify(p.header, p.body, o); err != nil {
		return nil, err
	}
	return e, nil
}

// WriteEnvelope puts an operation's element into an envelope and signs it; id
// nil leaves it unsigned. The element is copied.
func WriteEnvelope(content *etree.Element, id *Identity) ([]byte, error) {
	root := etree.NewElement("s:Envelope")
	root.CreateAttr("xmlns:s", nsEnvelope)
	header := root.CreateElement("s:Header")
	body := root.CreateElement("s:Body")
	body.AddChild(content.Copy())
	if id != nil {
		if err := sign(header, body, id); err != nil {
			return nil, fmt.Errorf("soap: cannot sign: %w", err)
		}
	}
	raw := write(root)
	if err := check(raw); err != nil {
		return nil, errors.New("soap: what is to be sent is no XML the other side would take")
	}
	return raw, nil
}

// unreachable says that no answer came. The cause is kept for errors.Is.
func unreachable(cause error) error {
	return fmt.Errorf("%w: %w", egov.ErrUnreachable, cause)
}
