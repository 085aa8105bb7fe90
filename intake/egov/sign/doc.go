// Package sign verifies signatures and certificates of the national
// certification authority: a detached CMS over bytes, the certificate's chain,
// dates, revocation, purpose, and whose it is. Start at Verifier.Verify.
//
// RSA is verified by the standard library; GOST by an NCANode server where one
// is configured, otherwise the verdict is "cannot be verified here", which is
// never a pass. No private key of a person is ever held here.
package sign
