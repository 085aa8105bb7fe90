package courier

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/egov/sign"
	"tereze/store"
	"tereze/store/blob"
)

// PortalFile is the most a result to the personal account may hold, in bytes:
// it lies in the outbox beside its case until the gateway has it.
const PortalFile = 512 << 10

// Executors lists whom a provider's head may name, by code.
func (o *Office) Executors(ctx context.Context, provider string) (some []intake.Actor, err error) {
	if err := o.Allows(intake.CanSee); err != nil {
		return nil, err
	}
	err = o.Ledger.View(ctx, func(tx *store.Tx) error {
		some = nil
		for a, err := range intake.Actors.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			if a.Provider != provider || a.Role != intake.ProviderExecutor {
				continue
			}
			if out, err := leftOut(tx, a.Code); err != nil {
				return err
			} else if !out {
				some = append(some, *a)
			}
		}
		return nil
	})
	return some, err
}

// leftOut says that a worker's account is shut.
func leftOut(tx *store.Tx, code string) (bool, error) {
	acc, err := account.Accounts.Get(tx, []byte(code))
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return err == nil && acc.Disabled, err
}

// Assign names the executor (§5(2)). While the executor works the head may
// name another one: the step's limit runs on.
func (o *Office) Assign(ctx context.Context, by intake.By, id uuid.UUID, executor string) (*intake.Case, error) {
	executor = account.Fold(executor)
	_, err := o.Write(ctx, by, intake.Command(intake.ActAssign), intake.ActAssign.Process(), func(tx *store.Tx) error {
		c, err := intake.Change(tx, by, id, func(c *intake.Case) error {
			duty := DeskHead
			if o.Duty(c) == DeskExecutor {
				duty = DeskExecutor
			}
			if err := o.owed(c, duty); err != nil {
				return err
			}
			who, err := intake.Actors.Get(tx, []byte(executor))
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return err
			}
			if err != nil || who.Role != intake.ProviderExecutor || who.Provider != c.Provider {
				return intake.Refuse(intake.ProblemExecutor, "executor", executor)
			}
			if out, err := leftOut(tx, executor); err != nil {
				return err
			} else if out {
				return intake.Refuse(intake.ProblemExecutor, "executor", executor)
			}
			if err := c.Move(by, intake.ActAssign, executor, func(s *intake.State) { s.Executor = executor }); err != nil {
				return err
			}
			if duty == DeskExecutor {
				return nil
			}
			return o.nextStep(by, c)
		})
		if err == nil {
			tx.Note(string(intake.ActAssign), string(c.Number), executor)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return o.Done(ctx, by, id)
}

// Prepare puts what the executor proposes before the head (§5(3)): a result,
// or a reasoned refusal with its reasons, with its file where the result is
// electronic. A file given before is replaced.
//
// Problems: ProblemNotAssigned, ProblemOutcome, ProblemReason,
// ProblemResultFile, ProblemFileType (neither PDF nor XML), ProblemFileBig.
func (o *Office) Prepare(ctx context.Context, by intake.By, id uuid.UUID, outcome intake.Outcome, reasons string, file []byte) (*intake.Case, error) {
	if err := by.May(intake.Command(intake.ActPrepare)); err != nil {
		return nil, err
	}
	reasons = strings.TrimSpace(reasons)
	switch {
	case outcome != intake.Result && outcome != intake.ReasonedRefusal:
		return nil, intake.Refuse(ProblemOutcome, "outcome")
	case outcome == intake.Result:
		reasons = ""
	case reasons == "":
		return nil, intake.Refuse(intake.ProblemReason, "reasons")
	}
	c, err := o.For(by.Actor).Case(ctx, id) // before the file is kept
	if err != nil {
		return nil, err
	}
	kind, err := o.resultKind(c, file)
	if err != nil {
		return nil, err
	}
	if err := o.assigned(by, c); err != nil && !o.again(ctx, by) {
		return nil, err
	}
	var kept *intake.File
	var args []string
	if kind != "" {
		if kept, err = o.keepFile(ctx, by, intake.FileResult, kind, file); err != nil {
			return nil, err
		}
		args = []string{hex.EncodeToString(kept.Hash[:])}
	}
	return o.atDesk(ctx, by, id, intake.ActPrepare, DeskExecutor, outcome.String(), args, func(_ *store.Tx, c *intake.Case) error {
		switch {
		case c.Executor != by.Actor.Code:
			return intake.Refuse(intake.ProblemNotAssigned, "", string(c.Number))
		case kept == nil && o.ElectronicResult(c):
			return intake.Refuse(intake.ProblemResultFile, "file", string(c.Number))
		}
		c.Prepared, c.Reasons = outcome, reasons
		replace(c, kept, intake.FileResult, intake.FileSigned)
		return o.nextStep(by, c)
	})
}

// assigned refuses before anything is kept what the transaction would refuse.
func (o *Office) assigned(by intake.By, c *intake.Case) error {
	if err := o.owed(c, DeskExecutor); err != nil {
		return err
	}
	if c.Executor != by.Actor.Code {
		return intake.Refuse(intake.ProblemNotAssigned, "", string(c.Number))
	}
	return nil
}

// again says that an act was done before: it is sent once more.
func (o *Office) again(ctx context.Context, by intake.By) bool {
	_, err := o.Ledger.HeadOf(ctx, by.Op)
	return err == nil
}

// resultKind tells a result's file by its content: "pdf", "xml", or "" for no
// file where none is needed.
func (o *Office) resultKind(c *intake.Case, file []byte) (string, error) {
	most := blob.Limit
	if c.Road == intake.RoadPortal {
		most = PortalFile
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(file, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case len(file) == 0 && o.ElectronicResult(c):
		return "", intake.Refuse(intake.ProblemResultFile, "file", string(c.Number))
	case len(file) == 0:
		return "", nil
	case len(file) > most:
		return "", intake.Refuse(intake.ProblemFileBig, "file", megabytes(most))
	case bytes.HasPrefix(file, []byte("%PDF-")):
		return "pdf", nil
	case bytes.HasPrefix(text, []byte("<?xml")):
		return "xml", nil
	}
	return "", intake.Refuse(intake.ProblemFileType, "file")
}

func megabytes(n int) string {
	if n < 1<<20 {
		return "0.5"
	}
	return strconv.Itoa(n >> 20)
}

// Redo gives what was prepared back to the executor, with the head's reason;
// the executor's step counts anew.
func (o *Office) Redo(ctx context.Context, by intake.By, id uuid.UUID, reason string) (*intake.Case, error) {
	reason = strings.TrimSpace(reason)
	return o.atDesk(ctx, by, id, intake.ActRedo, DeskSign, reason, nil, func(_ *store.Tx, c *intake.Case) error {
		switch {
		case reason == "":
			return intake.Refuse(intake.ProblemReason, "reason")
		case c.Executor == "": // stamped by telephone: nobody is named
			return intake.Refuse(intake.ProblemExecutor, "executor")
		}
		c.Prepared, c.Step = intake.NoOutcome, c.Step-1
		return o.startStep(c, by.At)
	})
}

// Decide is the head's decision on what was prepared (§5(4)). Where the result
// is electronic, cms is the head's detached signature over its file: verified
// here, and kept with the file. An office that can verify nothing keeps it
// marked so. A result on paper is signed by hand.
//
// Problems: ProblemNotSigned, ProblemSignature with a fault of package sign.
func (o *Office) Decide(ctx context.Context, by intake.By, id uuid.UUID, cms []byte) (*intake.Case, error) {
	if err := by.May(intake.Command(intake.ActDecide)); err != nil {
		return nil, err
	}
	c, err := o.For(by.Actor).Case(ctx, id)
	if err != nil {
		return nil, err
	}
	var result [32]byte
	var kept *intake.File
	if o.ElectronicResult(c) && !o.again(ctx, by) {
		if err := o.owed(c, DeskSign); err != nil {
			return nil, err
		}
		if result, kept, err = o.headSigned(ctx, by, c, cms); err != nil {
			return nil, err
		}
	}
	return o.atDesk(ctx, by, id, intake.ActDecide, DeskSign, c.Prepared.String(), nil, func(_ *store.Tx, c *intake.Case) error {
		if c.Prepared == intake.NoOutcome {
			return intake.Refuse(ProblemOutcome, "outcome")
		}
		if o.ElectronicResult(c) {
			f, ok := c.File(intake.FileResult)
			if !ok || f.Hash != result {
				return intake.Refuse(intake.ProblemChanged, "") // another file than the one that was signed
			}
		}
		c.Decided = true
		replace(c, kept, intake.FileSigned)
		return o.nextStep(by, c)
	})
}

// headPurposes are the extended key usages wanted of who signs for a provider:
// to sign, and for an organisation.
var headPurposes = []string{"1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.2"}

// headSigned verifies the head's signature over a case's result, and keeps it.
func (o *Office) headSigned(ctx context.Context, by intake.By, c *intake.Case, cms []byte) (result [32]byte, kept *intake.File, err error) {
	f, ok := c.File(intake.FileResult)
	switch {
	case !ok:
		return result, nil, intake.Refuse(intake.ProblemResultFile, "file", string(c.Number))
	case len(cms) == 0 && (o.Verifier != nil || c.Road == intake.RoadPortal):
		return result, nil, intake.Refuse(intake.ProblemNotSigned, "signature")
	case len(cms) == 0:
		return f.Hash, nil, nil
	}
	if o.Verifier != nil {
		content, err := o.content(ctx, f)
		if err != nil {
			return result, nil, err
		}
		v, err := o.Verifier.Verify(ctx, cms, content, sign.Want{Purpose: headPurposes, At: by.At})
		switch {
		case err != nil:
			return result, nil, err
		case !v.Good():
			return result, nil, intake.Refuse(intake.ProblemSignature, "signature", string(v.Fault))
		}
	}
	if kept, err = o.keepFile(ctx, by, intake.FileSigned, "cms", cms); err == nil {
		kept.Unverified = o.Verifier == nil
	}
	return f.Hash, kept, err
}

// errNoStore says that files cannot be kept: the office was opened without a
// place for them.
var errNoStore = errors.New("courier: no store for files")

// keepFile puts a file into the blob store; its case's record comes after it.
func (o *Office) keepFile(ctx context.Context, by intake.By, document, kind string, data []byte) (*intake.File, error) {
	if o.Blobs == nil {
		return nil, errNoStore
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
		return nil, errNoStore
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
