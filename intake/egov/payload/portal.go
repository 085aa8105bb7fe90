package payload

import (
	"crypto/sha256"
	"time"
)

// Portal is a request the recipient filled and signed on the portal.
type Portal struct {
	ID                        string // the portal's own number of it
	Account                   Account
	Service, Provider, Ground string
	Conditions                []string
	Consent                   bool // to use data protected by law
	Recipient                 Person
	Documents                 []Document // Code, Kind, Type and Content; the reader fills Hash and Size
	At                        time.Time
}

// Account is who was logged in when the request was made (condition 1).
type Account struct {
	IIN        string
	Authorised bool // the portal's word that IIN and password were right
	At         time.Time
}

// WritePortal writes the form that the recipient signs: canonical, the same
// request is always the same bytes.
func WritePortal(p Portal) []byte {
	return document("portalRequest", func(w *writer) {
		w.text("id", p.ID)
		w.in("account", func() {
			w.text("iin", p.Account.IIN)
			w.flag("authorised", p.Account.Authorised)
			w.moment("at", p.Account.At)
		})
		w.text("service", p.Service)
		w.text("provider", p.Provider)
		w.some("ground", p.Ground)
		w.texts("condition", p.Conditions)
		w.flag("consent", p.Consent)
		w.in("recipient", func() { w.somebody(p.Recipient) })
		for _, d := range p.Documents {
			w.in("document", func() {
				w.text("code", d.Code)
				w.some("kind", d.Kind)
				w.some("type", d.Type)
				w.bytes("content", d.Content)
			})
		}
		w.moment("at", p.At)
	})
}

// ReadPortal reads what WritePortal wrote.
func ReadPortal(data []byte) (*Portal, error) {
	e, err := readDocument(data, mostPortal, "portalRequest")
	if err != nil {
		return nil, err
	}
	p := &Portal{ID: e.must("id"), Service: e.must("service"), Provider: e.must("provider"), Ground: e.value("ground"),
		Conditions: e.values("condition"), Consent: e.flag("consent"), Recipient: e.somebody("recipient"), At: e.moment("at")}
	if a := e.child("account"); a == nil {
		e.fail("account", "missing")
	} else {
		p.Account = Account{IIN: a.value("iin"), Authorised: a.flag("authorised"), At: a.moment("at")}
	}
	for _, k := range e.all("document") {
		d := Document{Code: k.must("code"), Kind: k.value("kind"), Type: k.value("type"), Content: k.bytes("content")}
		if len(d.Content) > 0 {
			d.Hash, d.Size = sha256.Sum256(d.Content), int64(len(d.Content))
		}
		p.Documents = append(p.Documents, d)
	}
	if *e.fault != nil {
		return nil, *e.fault
	}
	return p, nil
}

// WriteSigned puts a form and the detached CMS over it into one envelope. The
// form goes as base64, so that nothing on the way can rewrite what was signed.
func WriteSigned(form, cms []byte) []byte {
	return document("signedRequest", func(w *writer) {
		w.bytes("form", form)
		w.bytes("signature", cms)
	})
}

// ReadSigned takes the envelope apart. It verifies nothing. A request without
// a signature is read too, with an empty one: condition 2 refuses it.
func ReadSigned(raw []byte) (form, cms []byte, err error) {
	e, err := readDocument(raw, mostPortal, "signedRequest")
	if err != nil {
		return nil, nil, err
	}
	form, cms = e.bytes("form"), e.bytes("signature")
	if len(form) == 0 {
		e.fail("form", "missing")
	}
	if *e.fault != nil {
		return nil, nil, *e.fault
	}
	return form, cms, nil
}
