package sign

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Bounds of lists: the national authority's are some megabytes.
const (
	mostList  = 64 << 20
	mostLists = 64
)

// listKey is a list at an address, verified with one issuer's key.
type listKey struct {
	at     string
	issuer [sha256.Size]byte
}

// list is a verified list, kept until its own nextUpdate.
type list struct {
	mu      sync.Mutex // held while it is fetched: others wait for the same
	next    time.Time
	from    time.Time
	serials map[string]struct{}
	point   *point // nil: of all certificates
}

// lookUp says what the list at an address knows of a certificate.
func (v *Verifier) lookUp(ctx context.Context, at string, c, issuer *x509.Certificate) status {
	l := v.list(listKey{at, sha256.Sum256(issuer.Raw)})
	l.mu.Lock()
	defer l.mu.Unlock()
	now := v.o.Clock()
	if !l.current(now) {
		b, code, err := v.fetch(ctx, at, "", nil, mostList)
		if err != nil || code != http.StatusOK || !l.read(b, issuer, now) {
			return unknown
		}
	}
	if l.point != nil && !l.point.covers(c, at) {
		return unknown
	}
	if _, ok := l.serials[string(c.SerialNumber.Bytes())]; ok {
		return revoked
	}
	return good
}

func (v *Verifier) list(k listKey) *list {
	v.mu.Lock()
	defer v.mu.Unlock()
	l, ok := v.lists[k]
	if !ok {
		if len(v.lists) >= mostLists { // authorities have a handful
			clear(v.lists)
		}
		l = &list{}
		v.lists[k] = l
	}
	return l
}

func (l *list) current(now time.Time) bool {
	return l.serials != nil && now.Before(l.next) && !l.from.After(now.Add(skew))
}

// read takes a list in: of this issuer, signed by it, in date, and one we
// understand all of.
func (l *list) read(b []byte, issuer *x509.Certificate, now time.Time) bool {
	if block, _ := pem.Decode(b); block != nil && block.Type == "X509 CRL" {
		b = block.Bytes
	}
	r, err := x509.ParseRevocationList(b)
	if err != nil || !bytes.Equal(r.RawIssuer, issuer.RawSubject) || !strongSign(r.SignatureAlgorithm) || r.CheckSignatureFrom(issuer) != nil {
		return false
	}
	p, ok := readPoint(r.Extensions)
	fresh := &list{next: r.NextUpdate, from: r.ThisUpdate, serials: make(map[string]struct{}, len(r.RevokedCertificateEntries)), point: p}
	if !ok || !fresh.current(now) {
		return false
	}
	for _, e := range r.RevokedCertificateEntries {
		if slices.ContainsFunc(e.Extensions, func(x pkix.Extension) bool { return x.Critical }) {
			return false // an entry may be another issuer's
		}
		fresh.serials[string(e.SerialNumber.Bytes())] = struct{}{}
	}
	l.next, l.from, l.serials, l.point = fresh.next, fresh.from, fresh.serials, fresh.point
	return true
}

// point is a list's issuing distribution point: of which certificates it is.
type point struct {
	Name     asn1.RawValue  `asn1:"optional,tag:0"`
	Users    bool           `asn1:"optional,tag:1"`
	CAs      bool           `asn1:"optional,tag:2"`
	Reasons  asn1.BitString `asn1:"optional,tag:3"`
	Indirect bool           `asn1:"optional,tag:4"`
	Others   bool           `asn1:"optional,tag:5"`
}

// readPoint looks for it; a list with anything else that must be understood, of
// some reasons only, of other issuers or of changes alone will not do.
func readPoint(all []pkix.Extension) (p *point, ok bool) {
	for _, x := range all {
		switch {
		case x.Id.Equal(asn1.ObjectIdentifier{2, 5, 29, 28}):
			p = &point{}
			rest, err := asn1.Unmarshal(x.Value, p)
			if err != nil || len(rest) > 0 || p.Indirect || p.Others || p.Reasons.BitLength > 0 {
				return nil, false
			}
		case x.Critical, x.Id.Equal(asn1.ObjectIdentifier{2, 5, 29, 27}):
			return nil, false
		}
	}
	return p, true
}

// covers says whether a certificate would stand in the list if it was revoked:
// a list signed by the right key may be that of others.
func (p *point) covers(c *x509.Certificate, at string) bool {
	if p.Users && c.IsCA || p.CAs && !c.IsCA {
		return false
	}
	names := p.names()
	return len(p.Name.FullBytes) == 0 || slices.Contains(names, at) ||
		slices.ContainsFunc(c.CRLDistributionPoints, func(own string) bool { return slices.Contains(names, own) })
}

// names are the addresses the list says it is found at.
func (p *point) names() (all []string) {
	var full asn1.RawValue
	if _, err := asn1.Unmarshal(p.Name.Bytes, &full); err != nil || full.Class != asn1.ClassContextSpecific || full.Tag != 0 {
		return nil
	}
	for rest := full.Bytes; len(rest) > 0; {
		var name asn1.RawValue
		var err error
		if rest, err = asn1.Unmarshal(rest, &name); err != nil {
			return nil
		}
		if name.Class == asn1.ClassContextSpecific && name.Tag == 6 {
			all = append(all, string(name.Bytes))
		}
	}
	return all
}
