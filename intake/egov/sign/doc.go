// Package sign verifies signatures and certificates of the national
// certification authority: a detached CMS over bytes, the certificate's chain,
// dates, revocation, purpose, and whose it is. Start at Verifier.Verify.
//
//	verdict.go    what is wanted of a signature, and what it turned out to be
//	verifier.go   Verify, step by step
//	cms.go        the CMS around a signature, and the signature itself
//	shape.go      an encoding is walked before anything reads it
//	signer.go     whom a certificate names, and what its key is for
//	chain.go      from the certificate to a configured authority
//	revoke.go     is it revoked: by CRL (crl.go) and by OCSP (ocsp.go)
//	ncanode.go    GOST, by an NCANode server
//
// RSA is verified by the standard library; GOST by an NCANode server where one
// is configured, otherwise the verdict is "cannot be verified here", which is
// never a pass. No private key of a person is ever held here.
//
// Several things may be wrong at once; the first of these is said:
//
//  1. Broken: no detached CMS of one signer with signed attributes, other
//     content, a digest weaker than SHA-256, a signature that does not hold
//  2. WrongUse: a key that is neither RSA of 2048 bits nor GOST
//  3. CannotHere: GOST, and no NCANode
//  4. UnknownRoot
//  5. NotYet, Expired: at Want.At
//  6. WrongUse: no digital signature with non-repudiation, an authority's own
//     certificate, a purpose that is wanted and missing
//  7. WrongIIN, WrongBIN
//  8. Revoked: in a list, or by OCSP, on whatever day
//  9. NoStatus: nobody could be asked about it
//
// Of a GOST signature 1 (the signature itself), 4, 8 and 9 are NCANode's word
// and said last: nothing leaves the house for a certificate that would not do
// anyway. Which authorities count for GOST is NCANode's own list.
package sign
