package courier

import (
	"bytes"
	"context"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/store"
	"tereze/store/blob"
)

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

// again says that an act was done before: it is sent once more.
func (o *Office) again(ctx context.Context, by intake.By) bool {
	_, err := o.Ledger.HeadOf(ctx, by.Op)
	return err == nil
}
