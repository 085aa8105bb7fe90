package papers

import (
	"context"
	"errors"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/paper"
	"tereze/intake/trio"
	"tereze/store"
)

// ofPortal is the refusal that a request of the portal was answered with.
func ofPortal(ctx context.Context, o *courier.Office, w Want) (Paper, error) {
	var r *intake.PortalRequest
	err := o.View(ctx, func(tx *store.Tx) (err error) {
		r, err = intake.PortalRequests.Get(tx, []byte(w.Portal))
		return err
	})
	if errors.Is(err, store.ErrNotFound) || err == nil && r.Condition == 0 {
		return Paper{}, noPortal()
	} else if err != nil {
		return Paper{}, err
	}
	var reasons []trio.Text
	for _, reason := range r.Reasons {
		reasons = append(reasons, o.PortalReason(r, reason))
	}
	f, err := paper.PortalRefusal(o.Desk, r, reasons, paper.Options{Worker: w.Worker, Head: w.Head, Copy: w.Copy})
	return Paper{f, r.Portal}, err
}
