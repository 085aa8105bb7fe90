package soap

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"errors"
)

// leastBits is the shortest RSA key that counts, ours or theirs.
const leastBits = 2048

// Identity signs what a system sends: its own certificate and key, not a
// person's.
type Identity struct {
	cert *x509.Certificate
	key  *rsa.PrivateKey
}

// LoadIdentity reads a certificate and its RSA key from PEM (CERTIFICATE first,
// further ones are ignored; PRIVATE KEY or RSA PRIVATE KEY, not encrypted). It
// does not look at dates.
func LoadIdentity(data []byte) (*Identity, error) {
	var cert *x509.Certificate
	var key *rsa.PrivateKey
	for {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			break
		}
		var err error
		switch block.Type {
		case "CERTIFICATE":
			if cert == nil {
				cert, err = x509.ParseCertificate(block.Bytes)
			}
		case "RSA PRIVATE KEY":
			key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
		case "PRIVATE KEY":
			var any any
			if any, err = x509.ParsePKCS8PrivateKey(block.Bytes); err == nil {
				key, _ = any.(*rsa.PrivateKey)
			}
		}
		if err != nil { // the parser's own words may quote the key
			return nil, errors.New("soap: the identity's " + block.Type + " cannot be read")
		}
	}
	return NewIdentity(cert, key)
}

// NewIdentity joins a certificate and its key.
func NewIdentity(cert *x509.Certificate, key *rsa.PrivateKey) (*Identity, error) {
	switch {
	case cert == nil:
		return nil, errors.New("soap: the identity has no certificate")
	case key == nil:
		return nil, errors.New("soap: the identity has no RSA key")
	case key.N.BitLen() < leastBits:
		return nil, errors.New("soap: the identity's key is too short")
	}
	if public, ok := cert.PublicKey.(*rsa.PublicKey); !ok || !public.Equal(&key.PublicKey) {
		return nil, errors.New("soap: the identity's key is not its certificate's")
	}
	return &Identity{cert: cert, key: key}, nil
}

// Certificate is whose identity it is.
func (i *Identity) Certificate() *x509.Certificate { return i.cert }

func (i *Identity) sign(data []byte) ([]byte, error) {
	sum := sha256.Sum256(data)
	return i.key.Sign(nil, sum[:], crypto.SHA256) // PKCS #1 v1.5 draws nothing
}
