package intake

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/google/uuid"

	"tereze/intake/egov/sign"
	"tereze/store"
)

// signPurpose is the extended key usage wanted of an operator's key where the
// office sets no other: protection of mail, which the state's signing keys have.
const signPurpose = "1.3.6.1.5.5.7.3.4"

// SignPurpose is the extended key usage wanted of a signing key.
func (d *Desk) SignPurpose() []string {
	return []string{cmp.Or(d.Office.Egov.Sign.Purpose, signPurpose)}
}

// Signing says what stands in the way of signing a case's request, or of
// sending it: nil is nothing.
//
// Problems: ProblemNotNow off the centre's electronic road or once it is sent;
// ProblemScanMissing with the documents that were left here and have no scan.
func (d *Desk) Signing(c *Case, act Act) error {
	if _, ok := act.Allows(c.Stage); !ok || !act.Keeps(c.Road) {
		return Refuse(ProblemNotNow, "", string(act), c.Stage.String(), string(c.Number))
	}
	if missing := d.MissingScans(c); len(missing) > 0 {
		p := Refuse(ProblemScanMissing, "")
		p.Args = missing
		return p
	}
	return nil
}

// SignRequest keeps the operator's signature on the filled request: a detached
// CMS over Form (process 4). Form and signature go to the blob store first.
//
// Problems: those of Signing; ProblemNoVerifier where signatures cannot be
// verified; ProblemSignature with the fault of one that does not count;
// ProblemFileMissing without a blob store.
func (d *Desk) SignRequest(ctx context.Context, by By, id uuid.UUID, cms []byte) (*Case, error) {
	if err := by.May(Command(ActSign)); err != nil {
		return nil, err
	}
	c, err := d.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	if _, err := d.Ledger.HeadOf(ctx, by.Op); err == nil {
		return c, nil // signed by this very act, its answer was lost
	}
	if err := d.Signing(c, ActSign); err != nil {
		return nil, err
	}
	form := d.Form(c)
	switch {
	case d.Blobs == nil:
		return nil, Refuse(ProblemFileMissing, "")
	case d.Verifier == nil:
		return nil, Refuse(ProblemNoVerifier, "")
	case len(cms) == 0:
		return nil, Refuse(ProblemSignature, "", sign.Broken)
	}
	want := sign.Want{Purpose: d.SignPurpose(), At: by.At}
	v, err := d.Verifier.Verify(ctx, cms, form, want)
	if err != nil {
		return nil, err
	}
	if !v.Good() {
		return nil, Refuse(ProblemSignature, "", v.Fault)
	}
	files := make([]File, 2)
	for i, f := range []struct {
		document, kind string
		data           []byte
	}{{FileRequest, "xml", form}, {FileSignature, "cms", cms}} {
		hash, err := d.Blobs.Put(ctx, f.data)
		if err != nil {
			return nil, err
		}
		files[i] = File{Hash: hash, Document: f.document, Type: f.kind, Size: int64(len(f.data)), At: by.At, By: by.Actor.Code}
	}
	_, err = d.Write(ctx, by, Command(ActSign), ActSign.Process(), func(tx *store.Tx) error {
		c, err := Change(tx, by, id, func(c *Case) error {
			if err := d.Signing(c, ActSign); err != nil {
				return err
			}
			if sha256.Sum256(d.Form(c)) != files[0].Hash { // a scan came or went while it was signed
				return changed(c, by.At.Location())
			}
			if err := c.Move(by, ActSign, hex.EncodeToString(files[0].Hash[:8]), func(s *State) { s.Signed = true }); err != nil {
				return err
			}
			c.Files = append(c.Files, files...)
			return nil
		})
		if err != nil {
			return err
		}
		tx.Note(string(ActSign), string(c.Number), hex.EncodeToString(files[0].Hash[:]), hex.EncodeToString(files[1].Hash[:]))
		return nil
	})
	if err != nil {
		return nil, err
	}
	return d.Case(ctx, id)
}

// RequestSigned says whether what stands now in the case is what was signed.
func (d *Desk) RequestSigned(c *Case) bool {
	f, ok := c.File(FileRequest)
	return c.Signed && ok && f.Hash == sha256.Sum256(d.Form(c))
}

func scansMissing(c *Case) (codes []string) {
	for _, p := range c.Papers {
		if _, ok := c.File(p.Code); !ok && !p.Shown {
			codes = append(codes, p.Code)
		}
	}
	return codes
}
