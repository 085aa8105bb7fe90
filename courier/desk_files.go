package courier

import (
	"context"
	"errors"
	"slices"

	"tereze/intake"
	"tereze/store/blob"
)

// PortalFile is the most a result to the personal account may hold, in bytes:
// it lies in the outbox beside its case until the gateway has it.
const PortalFile = 512 << 10

// keepFile puts a file into the blob store; its case's record comes after it.
func (o *Office) keepFile(ctx context.Context, by intake.By, document, kind string, data []byte) (*intake.File, error) {
	if o.Blobs == nil {
		return nil, intake.Refuse(intake.ProblemFileMissing, "file")
	}
	if p := o.Unwritable(); p != nil {
		return nil, p
	}
	sum, err := o.Blobs.Put(ctx, data)
	if errors.Is(err, blob.ErrTooBig) {
		return nil, intake.Refuse(intake.ProblemFileBig, "file", megabytes(blob.Limit))
	} else if err != nil {
		return nil, err
	}
	return &intake.File{Hash: sum, Document: document, Type: kind, Size: int64(len(data)), At: by.At, By: by.Actor.Code}, nil
}

// content reads a case's file.
func (o *Office) content(ctx context.Context, f *intake.File) ([]byte, error) {
	if o.Blobs == nil {
		return nil, intake.Refuse(intake.ProblemFileMissing, "file")
	}
	data, err := o.Blobs.Get(ctx, f.Hash)
	if errors.Is(err, blob.ErrMissing) || errors.Is(err, blob.ErrDamaged) {
		return nil, intake.Refuse(intake.ProblemFileMissing, "file")
	}
	return data, err
}

// replace puts a file in the place of a case's older ones; nil only clears it.
func replace(c *intake.Case, f *intake.File, documents ...string) {
	c.Files = slices.DeleteFunc(slices.Clone(c.Files), func(x intake.File) bool { return slices.Contains(documents, x.Document) })
	if f != nil {
		c.Files = append(c.Files, *f)
	}
}
