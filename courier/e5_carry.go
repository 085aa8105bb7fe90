package courier

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/code"
	"tereze/intake/egov"
	"tereze/intake/egov/sign"
	"tereze/store"
)

// CarryOut carries out what came and could not be carried out before: answers
// that were ahead of others, signatures whose status could not be had. What
// never can be stays open, and says why.
func (o *Office) CarryOut(ctx context.Context) (done int, err error) {
	now := o.Now()
	var ids []string
	err = o.Ledger.View(ctx, func(tx *store.Tx) error {
		ids = nil
		hits, err := intake.InboundsBy.Page(tx, nil, nil, perPass*4, false)
		if err != nil {
			return err
		}
		for _, h := range hits {
			m, err := intake.Inbounds.Get(tx, h.ID)
			if err != nil {
				return err
			}
			if p := m.Problem(); p != nil && p.Code == intake.ProblemPortalRequest || m.Kind == string(egov.PortalRequest) || m.Next.After(now) {
				continue
			}
			ids = append(ids, m.GatewayID)
		}
		return nil
	})
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return o.carryRounds(ctx, ids)
}

// carryRounds carries out messages until a round changes nothing: one may wait
// for another.
func (o *Office) carryRounds(ctx context.Context, ids []string) (done int, err error) {
	for more := true; more; {
		more = false
		var left []string
		for _, id := range ids {
			ok, err := o.carry(ctx, id)
			if err != nil {
				return done, err
			}
			if !ok {
				left = append(left, id)
				continue
			}
			done++
			more = true
		}
		ids = left
	}
	return done, nil
}

// carry carries one message out, or keeps why it cannot be.
func (o *Office) carry(ctx context.Context, id string) (done bool, err error) {
	m, c, err := o.read(ctx, id)
	if err != nil || m.Done {
		return false, err
	}
	was := m.Problem()
	if was != nil && was.Code == intake.ProblemSignature && !strings.Contains(m.Why, string(sign.NoStatus)) {
		return false, nil // judged; a person decides
	}
	var worth sign.Verdict
	if c != nil && m.Kind == string(egov.Decided) && m.File != [32]byte{} && c.Stage == intake.Out && c.Arrived {
		if worth, err = o.worth(ctx, m); err != nil {
			return false, err
		}
	}
	by := o.By(intake.Itself(intake.Sector))
	_, err = o.Write(ctx, by, intake.CanOutbox, 5, func(tx *store.Tx) error {
		done = false
		m, err := intake.Inbounds.Get(tx, []byte(id))
		if err != nil || m.Done {
			return err
		}
		err = o.obey(tx, by, m, worth)
		p, no := intake.AsProblem(err)
		switch {
		case err != nil && !no:
			return err
		case no && p.Code == intake.ProblemSignature && worth.Fault == sign.NoStatus:
			m.Tries++
			m.Next = by.At.Add(pause(uuid.NewSHA1(uuid.Nil, []byte(id)), m.Tries))
		case no && intake.WhyOf(p) == m.Why:
			return nil // nothing new, nothing written
		}
		if m.Why = ""; no {
			m.Why = intake.WhyOf(p)
		} else {
			done, m.Done = true, true
		}
		tx.Note("egov-incoming", m.Number, m.Kind, m.Why)
		return intake.Inbounds.Put(tx, m)
	})
	return done, err
}

// read gives a message with its case; nil when there is none.
func (o *Office) read(ctx context.Context, id string) (m *intake.Inbound, c *intake.Case, err error) {
	err = o.Ledger.View(ctx, func(tx *store.Tx) error {
		if m, err = intake.Inbounds.Get(tx, []byte(id)); err != nil {
			return err
		}
		c, err = intake.CaseNumbered(tx, code.Number(m.Number))
		if _, none := intake.AsProblem(err); none {
			c = nil
			return nil
		}
		return err
	})
	return m, c, err
}

// worth verifies the provider's signature on its result. Fault CannotHere is
// also the answer of an office that can verify nothing.
func (o *Office) worth(ctx context.Context, m *intake.Inbound) (sign.Verdict, error) {
	switch {
	case m.Signature == [32]byte{}:
		return sign.Verdict{Fault: sign.Broken}, nil
	case o.Verifier == nil:
		return sign.Verdict{Fault: sign.CannotHere}, nil
	case o.Blobs == nil:
		return sign.Verdict{}, intake.Refuse(intake.ProblemFileMissing, "")
	}
	file, err := o.Blobs.Get(ctx, m.File)
	if err != nil {
		return sign.Verdict{}, err
	}
	cms, err := o.Blobs.Get(ctx, m.Signature)
	if err != nil {
		return sign.Verdict{}, err
	}
	at := m.At
	if !m.Said.IsZero() && m.Said.Before(at) {
		at = m.Said
	}
	ctx, cancel := context.WithTimeout(ctx, intake.AskWithin)
	defer cancel()
	v, err := o.Verifier.Verify(ctx, cms, file, sign.Want{Purpose: o.SignPurpose(), At: at})
	if err != nil { // whom it had to ask is away
		return sign.Verdict{Fault: sign.NoStatus}, nil
	}
	return v, nil
}

// notBefore is a moment the other side tells, kept between an act of ours and
// now: clocks differ.
func notBefore(said, from, now time.Time) time.Time {
	if said.Before(from) || said.After(now) {
		return now
	}
	return said
}
