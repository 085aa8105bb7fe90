package gatewaysim

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The extended key usages the national authority gives, dotted.
const (
	UseSign         = "1.3.6.1.5.5.7.3.4"
	UseAuth         = "1.3.6.1.5.5.7.3.2"
	UsePerson       = "1.2.398.3.3.4.1.1"
	UseOrganisation = "1.2.398.3.3.4.1.2"
	UseHead         = "1.2.398.3.3.4.1.2.1"
	UseMaySign      = "1.2.398.3.3.4.1.2.2"
	UseMayFinance   = "1.2.398.3.3.4.1.2.3"
	UseHR           = "1.2.398.3.3.4.1.2.4"
	UseEmployee     = "1.2.398.3.3.4.1.2.5"
)

// Subject is whom a certificate is for. The zero values give a person's
// signing certificate, good from a day ago for a year.
type Subject struct {
	IIN, BIN                  string
	Surname, Name, Patronymic string
	Org                       string
	CommonName                string        // empty: surname and name
	Uses                      []string      // dotted; nil: signing, by a person or for an organisation
	KeyUsage                  x509.KeyUsage // 0: as the uses want it
	From, To                  time.Time
	Server                    bool // TLS of 127.0.0.1
	NoStatus                  bool // says nothing of where its revocation is told
	place                     string
}

var (
	oidSurname = asn1.ObjectIdentifier{2, 5, 4, 4}
	oidGiven   = asn1.ObjectIdentifier{2, 5, 4, 42}
	oidPolicy  = asn1.ObjectIdentifier{1, 2, 398, 3, 3, 2}
)

// name is the subject in the national authority's shape: SN is the surname, GN
// the patronymic (the given name stands in CN only), serialNumber holds the
// IIN, OU the BIN.
func (s Subject) name() pkix.Name {
	n := pkix.Name{Country: []string{"KZ"}, CommonName: s.CommonName, Organization: []string{Organization}}
	if n.CommonName == "" {
		n.CommonName = strings.TrimSpace(s.Surname + " " + s.Name)
	}
	if s.IIN != "" {
		n.SerialNumber = "IIN" + s.IIN
	}
	if s.BIN != "" {
		n.OrganizationalUnit = []string{"BIN" + s.BIN}
	}
	if s.Org != "" {
		n.Organization = []string{s.Org, Organization}
	}
	for _, x := range []struct {
		oid   asn1.ObjectIdentifier
		value string
	}{{oidSurname, s.Surname}, {oidGiven, s.Patronymic}} {
		if x.value != "" {
			n.ExtraNames = append(n.ExtraNames, pkix.AttributeTypeAndValue{Type: x.oid, Value: x.value})
		}
	}
	return n
}

// uses fills in what was left open.
func (s Subject) uses() []string {
	switch {
	case s.Uses != nil || s.Server:
		return s.Uses
	case s.BIN != "":
		return []string{UseSign, UseOrganisation, UseEmployee}
	}
	return []string{UseSign, UsePerson}
}

// template is the certificate to be, without its serial and issuer.
func (s Subject) template(now time.Time) (*x509.Certificate, error) {
	t := &x509.Certificate{
		Subject: s.name(), NotBefore: s.From, NotAfter: s.To, KeyUsage: s.KeyUsage, BasicConstraintsValid: true,
		PolicyIdentifiers: []asn1.ObjectIdentifier{oidPolicy},
	}
	if s.Server {
		t.NotBefore, t.NotAfter = ages[0], ages[1]
	}
	if t.NotBefore.IsZero() {
		t.NotBefore = now.Add(-24 * time.Hour)
	}
	if t.NotAfter.IsZero() {
		t.NotAfter = now.AddDate(1, 0, 0)
	}
	auth := false
	for _, u := range s.uses() {
		oid, err := parseOID(u)
		if err != nil {
			return nil, err
		}
		t.UnknownExtKeyUsage = append(t.UnknownExtKeyUsage, oid)
		auth = auth || u == UseAuth
	}
	if s.Server {
		t.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
		t.IPAddresses = loopbackIPs
	}
	switch {
	case t.KeyUsage != 0:
	case auth || s.Server:
		t.KeyUsage = x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment
	default:
		t.KeyUsage = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	}
	return t, nil
}

func parseOID(dotted string) (asn1.ObjectIdentifier, error) {
	var oid asn1.ObjectIdentifier
	for part := range strings.SplitSeq(dotted, ".") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("gatewaysim: %q is no object identifier", dotted)
		}
		oid = append(oid, n)
	}
	if len(oid) < 2 {
		return nil, fmt.Errorf("gatewaysim: %q is no object identifier", dotted)
	}
	return oid, nil
}
