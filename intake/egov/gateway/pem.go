package gateway

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tereze/intake/egov/soap"
	"tereze/intake/trio"
)

// StandIn is the organisation in every certificate of the stand-in of the
// other side. A real office refuses it.
const StandIn = "TEREZE STAND-IN"

// Why a PEM file cannot stand.
type Why string

// The reasons.
const (
	Unreadable    Why = "unreadable"     // no such file, or it may not be read
	NoCertificate Why = "no-certificate" // nothing in it that counts, or not PEM
	NoKey         Why = "no-key"         // the identity has no RSA key that fits
	OfStandIn     Why = "stand-in"       // of the stand-in, in a real office
	NotYet        Why = "not-yet"
	Expired       Why = "expired"
)

// Fault says what is wrong with a file of the settings.
type Fault struct {
	Setting, File string // "egov.roots" and the path in it
	Why           Why
	Day           time.Time // NotYet: the first day; Expired: the last
}

// Error is the fault in English.
func (f *Fault) Error() string {
	return fmt.Sprintf("%s: %s: %s", f.Setting, f.File, f.Words().EN)
}

// Words is why the file cannot stand, in words.
func (f *Fault) Words() trio.Text {
	day := f.Day.Format(time.DateOnly)
	switch f.Why {
	case Unreadable:
		return trio.Text{KK: "файл оқылмайды", RU: "файл не читается", EN: "the file cannot be read"}
	case NoCertificate:
		return trio.Text{KK: "жарамды куәлік жоқ", RU: "нет годного свидетельства", EN: "no certificate that could be used"}
	case NoKey:
		return trio.Text{KK: "куәлікке сай RSA кілті жоқ", RU: "нет ключа RSA к свидетельству", EN: "no RSA key for the certificate"}
	case OfStandIn:
		return trio.Text{KK: "оқу шлюзінің куәлігі: нағыз кеңседе жарамайды", RU: "свидетельство учебного шлюза: в настоящем центре не годится",
			EN: "a certificate of the training gateway: not in a real office"}
	case NotYet:
		return trio.Text{KK: "куәлік " + day + " күнінен бастап жарамды", RU: "свидетельство действует с " + day, EN: "the certificate is valid from " + day}
	case Expired:
		return trio.Text{KK: "куәліктің мерзімі " + day + " өткен", RU: "срок свидетельства истёк " + day, EN: "the certificate expired on " + day}
	}
	return trio.Text{KK: string(f.Why), RU: string(f.Why), EN: string(f.Why)}
}

const mostPEM = 1 << 20 // bytes of one file

// pems reads the PEM files of an office.
type pems struct {
	dir      string
	training bool
}

// Roots reads the certificates of a PEM file of the settings: relative to dir,
// the stand-in's refused outside of training. setting names it in a *Fault. An
// empty path gives nil.
func Roots(dir, setting, file string, training bool) (*x509.CertPool, error) {
	return pems{dir, training}.pool(setting, file)
}

func (p pems) pool(setting, file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	certs, _, err := p.read(setting, file)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	for _, c := range certs {
		pool.AddCert(c)
	}
	return pool, nil
}

// read gives the certificates of a file, and the file. Anything in it that is
// called a certificate and is none is a fault.
func (p pems) read(setting, file string) ([]*x509.Certificate, []byte, error) {
	data, err := p.bytes(file)
	if err != nil {
		return nil, nil, &Fault{Setting: setting, File: file, Why: Unreadable}
	}
	var certs []*x509.Certificate
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, nil, &Fault{Setting: setting, File: file, Why: NoCertificate}
		}
		if !p.training && standIn(c) {
			return nil, nil, &Fault{Setting: setting, File: file, Why: OfStandIn}
		}
		certs = append(certs, c)
	}
	if len(certs) == 0 {
		return nil, nil, &Fault{Setting: setting, File: file, Why: NoCertificate}
	}
	return certs, data, nil
}

func (p pems) bytes(file string) ([]byte, error) {
	if !filepath.IsAbs(file) {
		file = filepath.Join(p.dir, file)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostPEM+1))
	if err == nil && len(data) > mostPEM {
		err = io.ErrShortBuffer
	}
	return data, err
}

// standIn says whether a certificate is of the stand-in, or was given by it.
func standIn(c *x509.Certificate) bool {
	return slices.ContainsFunc(slices.Concat(c.Subject.Organization, c.Issuer.Organization), func(o string) bool {
		return strings.EqualFold(strings.TrimSpace(o), StandIn)
	})
}

// identity is the system's own certificate and key, in date; nil without one.
func (p pems) identity(setting, file string, now time.Time) (*soap.Identity, error) {
	if file == "" {
		return nil, nil
	}
	_, data, err := p.read(setting, file)
	if err != nil {
		return nil, err
	}
	id, err := soap.LoadIdentity(data)
	if err != nil {
		return nil, &Fault{Setting: setting, File: file, Why: NoKey}
	}
	c := id.Certificate()
	switch {
	case now.Before(c.NotBefore):
		return nil, &Fault{Setting: setting, File: file, Why: NotYet, Day: c.NotBefore}
	case now.After(c.NotAfter):
		return nil, &Fault{Setting: setting, File: file, Why: Expired, Day: c.NotAfter}
	}
	return id, nil
}
