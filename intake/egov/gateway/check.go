package gateway

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/url"
	"strings"
	"time"

	"tereze/intake/egov"
	"tereze/intake/trio"
)

// Soon is how long before its last day a certificate is warned of.
const Soon = 30 * 24 * time.Hour

// Grade is how good what was looked at is.
type Grade string

// The grades.
const (
	Good    Grade = "good"
	Warning Grade = "warning" // it works, for now or in part
	Bad     Grade = "bad"
)

// Finding is one thing Check looked at.
type Finding struct {
	What  string // a file's setting, a channel's, or "service" and its kind
	Value string // the path, the address, the serviceId
	Owner string // of a certificate: the organisation it names; "" when it names none
	Until time.Time
	Grade Grade
	Text  trio.Text // what is the matter; empty when nothing is
}

// Check looks at all a gateway needs: the PEM files and their certificates,
// the TLS of both channels, which services are mapped. Nothing about anybody
// is sent: a channel is reached when its TLS stands.
func Check(ctx context.Context, dir string, s egov.Settings, o Options) (all []Finding) {
	o = o.filled()
	p := pems{dir: dir, training: o.Training}
	for _, f := range []struct{ setting, file string }{
		{"egov.roots", s.Roots}, {"egov.signers", s.Signers}, {"egov.identity", s.Identity}, {"egov.sign.roots", s.Sign.Roots},
	} {
		all = append(all, p.look(f.setting, f.file, o.Clock())...)
	}
	roots, _ := p.pool("egov.roots", s.Roots) // its fault was told above
	for _, c := range []struct{ setting, url string }{{"egov.sync", s.Sync}, {"egov.async", s.Async}} {
		all = append(all, reach(ctx, c.setting, c.url, roots, o))
	}
	for _, kind := range egov.ServiceKinds() {
		f := Finding{What: "service " + kind, Grade: Good}
		if x, ok := s.Service(kind); ok {
			f.Value = x.ID
		} else {
			f.Grade, f.Text = Warning, trio.Text{KK: "шлюз қызметі көрсетілмеген", RU: "сервис шлюза не указан", EN: "no service of the gateway is named"}
		}
		all = append(all, f)
	}
	return all
}

// look looks at a PEM file: a finding for each of its certificates, or one
// for the whole file.
func (p pems) look(setting, file string, now time.Time) (all []Finding) {
	whole := Finding{What: setting, Value: file}
	if file == "" {
		whole.Grade, whole.Text = Warning, trio.Text{KK: "көрсетілмеген", RU: "не указано", EN: "not given"}
		return []Finding{whole}
	}
	certs, _, err := p.read(setting, file)
	if err == nil && setting == "egov.identity" {
		_, err = p.identity(setting, file, now)
	}
	var fault *Fault
	if errors.As(err, &fault) && fault.Why != NotYet && fault.Why != Expired {
		whole.Grade, whole.Text = Bad, fault.Words()
		return []Finding{whole}
	}
	for _, c := range certs {
		all = append(all, dated(whole, c, now))
	}
	return all
}

// dated grades a certificate by its dates. A certificate may name a person
// where it names no organisation: that is not told.
func dated(f Finding, c *x509.Certificate, now time.Time) Finding {
	f.Owner, f.Until, f.Grade = strings.Join(c.Subject.Organization, ", "), c.NotAfter, Good
	if c.IsCA {
		f.Owner = cmp.Or(f.Owner, c.Subject.CommonName)
	}
	switch {
	case now.Before(c.NotBefore):
		f.Grade, f.Text = Bad, (&Fault{Why: NotYet, Day: c.NotBefore}).Words()
	case now.After(c.NotAfter):
		f.Grade, f.Text = Bad, (&Fault{Why: Expired, Day: c.NotAfter}).Words()
	case now.Add(Soon).After(c.NotAfter):
		f.Grade, f.Text = Warning, trio.Text{KK: "мерзімі жақында бітеді", RU: "срок скоро истечёт", EN: "it expires soon"}
	}
	return f
}

// reach opens a channel's TLS against the pinned roots and closes it again.
func reach(ctx context.Context, setting, address string, roots *x509.CertPool, o Options) Finding {
	f := Finding{What: setting, Value: address, Grade: Bad}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || roots == nil {
		f.Text = trio.Text{KK: "тексерілмеді: мекенжайы не түбір куәліктері жоқ", RU: "не проверено: нет адреса или корневых свидетельств",
			EN: "not tried: no address, or no roots"}
		return f
	}
	ctx, stop := context.WithTimeout(ctx, o.Within)
	defer stop()
	d := tls.Dialer{Config: &tls.Config{RootCAs: roots, ServerName: u.Hostname(), MinVersion: tls.VersionTLS12, Time: o.Clock}}
	conn, err := d.DialContext(ctx, "tcp", net.JoinHostPort(u.Hostname(), cmp.Or(u.Port(), "443")))
	if err != nil {
		var untrusted *tls.CertificateVerificationError
		if errors.As(err, &untrusted) {
			f.Text = trio.Text{KK: "байланыс бар, бірақ сервер куәлігіне сенім жоқ", RU: "связь есть, но свидетельству сервера нет доверия",
				EN: "reached, but the server's certificate is not trusted"}
		} else {
			f.Text = trio.Text{KK: "байланыс жоқ", RU: "нет связи", EN: "not reached"}
		}
		return f
	}
	defer conn.Close()
	f.Grade = Good
	if peers := conn.(*tls.Conn).ConnectionState().PeerCertificates; len(peers) > 0 {
		f = dated(f, peers[0], o.Clock())
	}
	return f
}
