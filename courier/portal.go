package courier

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/egov/payload"
	"tereze/intake/egov/sign"
	"tereze/intake/trio"
	"tereze/store"
)

// TakePortal judges a signed request of the portal and answers it: the first
// of conditions 1, 2 and 3 that fails makes a refusal message of process 2, 4
// or 6 with its reasons; when all hold, the request becomes a case with its
// provider, its clock running. Answer and record are one transaction.
//
// The same request again gets the same answer and makes nothing. Where the
// signature cannot be verified here and now (no authority configured, the list
// of revoked certificates out of reach, GOST without NCANode) nobody is
// refused and nothing passes: the request waits with its reason, and PortalAgain
// tries it later.
//
// Problems: ProblemPortalRequest when this is no request, or another one under
// a number that is taken: both are for a person. Other errors: come again.
func (o *Office) TakePortal(ctx context.Context, by intake.By, raw []byte, gatewayID string) (*intake.PortalRequest, error) {
	if err := by.May(intake.Command(intake.ActPortal)); err != nil {
		return nil, err
	}
	form, cms, err := payload.ReadSigned(raw)
	if err != nil {
		return nil, intake.Refuse(intake.ProblemPortalRequest, "")
	}
	p, err := payload.ReadPortal(form)
	if err != nil || !portalNumber(p.ID) {
		return nil, intake.Refuse(intake.ProblemPortalRequest, "")
	}
	if by.Actor.Role.AtProvider() && p.Provider != by.Actor.Provider {
		return nil, intake.Refuse(intake.ProblemRole, "provider", string(intake.ActPortal))
	}
	who := person(p)
	r := &intake.PortalRequest{Portal: p.ID, Gateway: gatewayID, At: by.At, Service: p.Service, Provider: p.Provider,
		Name: who.ShortName(), Request: sha256.Sum256(form)}
	was, err := o.portalRequest(ctx, p.ID)
	switch {
	case err != nil:
		return nil, err
	case was != nil && was.Request != r.Request && was.Request != [32]byte{}: // zero: its person was blotted out
		return nil, o.differs(ctx, by, r)
	case was != nil && was.Waiting == "":
		return was, nil
	case was != nil:
		r.At, r.Gateway = was.At, was.Gateway
	}
	return o.answerPortal(ctx, by, r, p, form, cms)
}

// portalNumber says whether the portal's number can be a key: it stands in the
// clear.
func portalNumber(id string) bool {
	if id == "" || len(id) > 100 {
		return false
	}
	for _, c := range []byte(id) {
		if c <= ' ' || c > '~' {
			return false
		}
	}
	return true
}

// portalRequest reads a request's record; nil when there is none.
func (o *Office) portalRequest(ctx context.Context, id string) (r *intake.PortalRequest, err error) {
	err = o.Ledger.View(ctx, func(tx *store.Tx) error {
		r, err = intake.PortalRequests.Get(tx, []byte(id))
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if r != nil {
		o.local(&r.At)
	}
	return r, err
}

// differs journals once that another request came under a number that is taken.
func (o *Office) differs(ctx context.Context, by intake.By, r *intake.PortalRequest) error {
	by.Op = uuid.NewSHA1(uuid.Nil, append([]byte("portal differs "), r.Request[:]...))
	if _, err := o.Write(ctx, by, intake.Command(intake.ActPortal), 5, func(tx *store.Tx) error {
		tx.Note("portal-differs", r.Portal, hex.EncodeToString(r.Request[:]))
		return nil
	}); err != nil {
		return err
	}
	return intake.Refuse(intake.ProblemPortalRequest, "", r.Portal)
}

// answerPortal judges, keeps what was signed, and writes the answer down.
func (o *Office) answerPortal(ctx context.Context, by intake.By, r *intake.PortalRequest, p *payload.Portal, form, cms []byte) (*intake.PortalRequest, error) {
	j, err := o.judgePortal(ctx, by, p, form, cms)
	if err != nil {
		return nil, err
	}
	r.Condition, r.Reasons, r.Waiting = j.condition, j.reasons, j.waiting
	files, err := o.keepPortal(ctx, by, r, j, form, cms)
	if err != nil {
		return nil, err
	}
	var entrant *intake.Case
	if j.met() {
		if entrant, err = o.Entrant(by, j.app, j.list); err != nil {
			return nil, err
		}
		entrant.Origin, entrant.Files = r.Portal, files
	}
	_, err = o.Write(ctx, by, intake.Command(intake.ActPortal), intake.ActPortal.Process(), func(tx *store.Tx) error {
		fresh := *r
		was, err := intake.PortalRequests.Get(tx, []byte(r.Portal))
		switch {
		case err == nil && (was.Waiting == "" || was.Waiting == r.Waiting):
			return nil // decided meanwhile, or waits as before
		case err != nil && !errors.Is(err, store.ErrNotFound):
			return err
		}
		switch {
		case entrant != nil:
			c, err := o.Enter(tx, by, entrant, intake.ActPortal, r.Portal, func(c *intake.Case) error {
				c.Arrived, c.Step = true, 1
				return o.startStep(c, by.At)
			})
			if err != nil {
				return err
			}
			fresh.Case = c.ID
		case r.Waiting != "":
			tx.Note("portal-waits", r.Portal, r.Waiting)
		default:
			if err := o.tellPortal(tx, by, &fresh, ""); err != nil {
				return err
			}
			tx.Note("portal-refused", r.Portal, string(r.State()))
		}
		return intake.PortalRequests.Put(tx, &fresh)
	})
	if err != nil {
		return nil, err
	}
	return o.portalRequest(ctx, r.Portal) // what was written, by this act or another
}

// tellPortal puts the refusal message of process 2, 4 or 6 into the outbox, in
// three languages.
func (o *Office) tellPortal(tx *store.Tx, by intake.By, r *intake.PortalRequest, number string) error {
	a := payload.PortalAnswer{Portal: r.Portal, Number: number, Process: r.RefusalProcess(), At: by.At}
	for _, reason := range r.Reasons {
		a.Reasons = append(a.Reasons, o.PortalReason(r, reason))
	}
	m := intake.NewMessage(by, intake.MessageRefusal, r.Case, r.Portal, a.Write())
	m.Answers = r.Gateway
	return intake.Messages.Put(tx, m)
}

// freely is what a worker wrote, in whatever language.
func freely(text string) trio.Text { return trio.Text{KK: text, RU: text, EN: text} }

// idleTries is after how many requests in a row whose certificates nobody could
// be asked about a round ends: each costs the whole time an answer may take.
const idleTries = 5

// PortalAgain tries again the requests that could not be verified when they
// came, beginning with another one each minute; judged is how many are decided
// now. While nobody can be asked it tries a few.
func (o *Office) PortalAgain(ctx context.Context, by intake.By) (judged int, err error) {
	if err := by.May(intake.Command(intake.ActPortal)); err != nil {
		return 0, err
	}
	var waiting []*intake.PortalRequest
	err = o.Ledger.View(ctx, func(tx *store.Tx) error {
		waiting = nil
		for h, err := range intake.PortalRequestsBy.Seek(tx, []byte("w"), []byte("x"), false) {
			if err != nil {
				return err
			}
			r, err := intake.PortalRequests.Get(tx, h.ID)
			if err != nil {
				return err
			}
			waiting = append(waiting, r)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	idle := 0
	for i := range waiting {
		r := waiting[(i+int(by.At.Unix()/60))%len(waiting)]
		if idle == idleTries {
			break
		}
		form, err := o.content(ctx, &intake.File{Hash: r.Request})
		if err != nil {
			return judged, err
		}
		var cms []byte
		if r.Signature != [32]byte{} {
			if cms, err = o.content(ctx, &intake.File{Hash: r.Signature}); err != nil {
				return judged, err
			}
		}
		now, err := o.TakePortal(ctx, by.Part([]byte(r.Portal)), payload.WriteSigned(form, cms), r.Gateway)
		if err != nil {
			return judged, err
		}
		switch {
		case now.Waiting == "":
			judged++
			idle = 0
		case strings.HasSuffix(now.Waiting, string(sign.NoStatus)):
			idle++
		}
	}
	return judged, nil
}
