package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"io"
	"os"
	"path/filepath"

	"tereze/intake"
)

type signCmd struct {
	Number string `arg:"" help:"Number, barcode or last five digits."`
	Write  string `placeholder:"DIR" xor:"way" help:"Write the filled request into this folder, to be signed elsewhere."`
	Read   string `placeholder:"FILE" xor:"way" help:"Take the signature made elsewhere: a detached CMS, DER or PEM."`
}

// signOut says where the request was written.
type signOut struct {
	Number string `json:"number"`
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

// mostSignature is more than any signature is.
const mostSignature = 1 << 20

// Run signs a case's filled request by an exchange of files.
func (c *signCmd) Run(a *app) error {
	if (c.Write == "") == (c.Read == "") {
		return usage("--write DIR, then --read FILE")
	}
	if c.Write != "" {
		return a.doing(intake.Command(intake.ActSign), c.write)
	}
	cms, err := readSignature(c.Read)
	if err != nil {
		return err
	}
	return a.counter(intake.ActSign, c.Number, intake.Accepted, func(o *place, by intake.By, x *intake.Case) (*intake.Case, error) {
		return o.SignRequest(a.ctx, by, x.ID, cms)
	})
}

// write lays the canonical bytes into a folder; who saw them is kept.
func (c *signCmd) write(o *place, by intake.By) error {
	x, err := o.one(c.Number, in(intake.Accepted))
	if err != nil {
		return err
	}
	if err := o.Signing(x, intake.ActSign); err != nil {
		return err
	}
	if x, err = o.Look(o.a.ctx, by, x.ID); o.a.unseen(err) != nil {
		return err
	}
	form := o.Form(x)
	path := filepath.Join(c.Write, string(x.Number)+".bin")
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(form)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	sum := sha256.Sum256(form)
	v := signOut{string(x.Number), path, hex.EncodeToString(sum[:])}
	return o.a.answer(v, func(s *sheet) {
		s.line("%s", v.Path)
		s.line("SHA-256 %s", v.SHA256)
	})
}

// readSignature reads a CMS; of PEM what is in it.
func readSignature(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostSignature+1))
	if err != nil {
		return nil, err
	}
	if len(data) > mostSignature {
		return nil, usage("--read: %s is no signature", path)
	}
	if block, _ := pem.Decode(data); block != nil {
		data = block.Bytes
	}
	return data, nil
}
