package courier

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/code"
	"tereze/intake/egov"
	"tereze/store"
)

// Take keeps a message of the gateway and carries out what it says: condition
// 2 and processes 6 and 7 of the State Corporation's road, what the portal
// sends, the gateway's own word on our messages. It is egov.Receive: nil means
// that the message is on the disk, now or since before; the gateway may forget
// it. What cannot be carried out yet, or ever, stays open for CarryOut and for
// a person.
func (o *Office) Take(ctx context.Context, in egov.Incoming) error {
	_, err := o.take(ctx, in)
	return err
}

// took says whether a message was new, and how many were carried out with it.
type took struct {
	fresh bool
	done  int
}

func (o *Office) take(ctx context.Context, in egov.Incoming) (t took, err error) {
	id := gatewayID(in)
	if in.Kind == egov.PortalRequest {
		return o.takePortal(ctx, id, in)
	}
	m := &intake.Inbound{GatewayID: id, Answers: in.Answers, Kind: string(in.Kind), Number: in.Number, Said: in.At,
		Incoming: strings.TrimSpace(in.Incoming), Reasons: in.Reasons, Refused: in.Refused, Paper: in.Paper, FileType: in.FileType,
		FileSize: int64(len(in.File)), State: in.State, Raw: in.Raw[:min(len(in.Raw), intake.RawKept)]}
	if known, err := o.kept(ctx, id); known || err != nil {
		return t, err
	}
	for _, f := range []struct {
		data []byte
		sum  *[32]byte
	}{{in.File, &m.File}, {in.Signature, &m.Signature}} {
		if len(f.data) == 0 {
			continue
		}
		if o.Blobs == nil {
			return t, intake.Refuse(intake.ProblemFileMissing, "")
		}
		sum, err := o.Blobs.Put(ctx, f.data)
		if err != nil {
			return t, err
		}
		*f.sum = sum
	}
	if t.fresh, err = o.writeInbound(ctx, m); err != nil {
		return t, err
	}
	t.done, err = o.carryRounds(ctx, []string{id})
	if err != nil { // it is on the disk: the next pass carries it out
		return t, nil
	}
	if t.done > 0 && m.Case != uuid.Nil { // what came before it may be carried out now
		n, err := o.CarryOut(ctx)
		if err == nil {
			t.done += n
		}
	}
	return t, nil
}

// gatewayID is what tells a message's doubles; one without a number is told by
// its content.
func gatewayID(in egov.Incoming) string {
	if in.GatewayID != "" && len(in.GatewayID) <= 128 {
		return in.GatewayID
	}
	sum := sha256.Sum256(append([]byte(in.GatewayID+"\x00"+string(in.Kind)+"\x00"+in.Number+"\x00"+in.Answers+"\x00"), in.Raw...))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// kept says whether a message was taken before.
func (o *Office) kept(ctx context.Context, id string) (known bool, err error) {
	err = o.Ledger.View(ctx, func(tx *store.Tx) error {
		known, err = intake.Inbounds.Has(tx, []byte(id))
		return err
	})
	return known, err
}

// writeInbound writes a message down, once.
func (o *Office) writeInbound(ctx context.Context, m *intake.Inbound) (fresh bool, err error) {
	by := o.By(intake.Itself(intake.Sector))
	_, err = o.Write(ctx, by, intake.CanOutbox, 5, func(tx *store.Tx) error {
		fresh = false
		if known, err := intake.Inbounds.Has(tx, []byte(m.GatewayID)); known || err != nil {
			return err
		}
		fresh, m.At, m.Next = true, by.At, by.At
		c, err := intake.CaseNumbered(tx, code.Number(m.Number))
		if _, none := intake.AsProblem(err); err != nil && !none {
			return err
		} else if err == nil {
			m.Case = c.ID
		}
		tx.Note("egov-came", m.GatewayID, m.Kind)
		return intake.Inbounds.Put(tx, m)
	})
	return fresh, err
}

// takePortal hands a request of the portal on, which keeps it itself; what is
// none is kept for a person.
func (o *Office) takePortal(ctx context.Context, id string, in egov.Incoming) (t took, err error) {
	if known, err := o.kept(ctx, id); known || err != nil {
		return t, err
	}
	m := &intake.Inbound{GatewayID: id, Answers: in.Answers, Kind: string(in.Kind), Number: in.Number, Said: in.At, Done: true}
	_, err = o.TakePortal(ctx, o.By(intake.Itself(intake.Sector)), in.Portal, in.GatewayID)
	var p *intake.Problem
	if errors.As(err, &p) && !p.StoreTrouble() {
		m.Done, m.Why = false, intake.WhyOf(p)
		m.Raw = in.Portal[:min(len(in.Portal), intake.RawKept)]
	} else if err != nil {
		return t, err
	} else {
		t.done = 1
	}
	t.fresh, err = o.writeInbound(ctx, m)
	return t, err
}
