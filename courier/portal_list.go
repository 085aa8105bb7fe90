package courier

import (
	"context"

	"tereze/intake"
	"tereze/store"
)

// PortalQuery asks for a page of the portal's requests.
type PortalQuery struct {
	After []byte // Next of the page before; nil: from the newest
	Limit int
}

// PortalPage is one page, newest first, and how many stand where.
type PortalPage struct {
	Requests []intake.PortalRequest
	Next     []byte // nil: this is the last page
	Counts   map[intake.PortalState]int64
}

// PortalList reads what came from the portal. A provider's worker sees what
// came for their provider.
func (o *Office) PortalList(ctx context.Context, q PortalQuery) (p PortalPage, err error) {
	if err := o.Allows(intake.CanSee); err != nil {
		return p, err
	}
	who, some := o.Reader()
	some = some && who.Role.AtProvider()
	list, counted := intake.PortalKey("", false), intake.PortalKey(who.Provider, some)
	if some {
		list = counted
	} else {
		counted = nil
	}
	err = o.Ledger.View(ctx, func(tx *store.Tx) error {
		p = PortalPage{Counts: map[intake.PortalState]int64{}}
		hits, err := intake.PortalRequestsBy.Page(tx, list, q.After, q.Limit+1, true)
		if err != nil {
			return err
		}
		for i, h := range hits {
			if i == q.Limit {
				p.Next = hits[i-1].Cursor
				break
			}
			r, err := intake.PortalRequests.Get(tx, h.ID)
			if err != nil {
				return err
			}
			o.local(&r.At)
			p.Requests = append(p.Requests, *r)
		}
		for t, err := range intake.PortalRequestsBy.Tallies(tx, counted) {
			if err != nil {
				return err
			}
			for _, s := range intake.PortalStates() {
				if tail := string(t.Key); len(tail) >= len(s) && tail[len(tail)-len(s):] == string(s) {
					p.Counts[s] += t.N
				}
			}
		}
		return nil
	})
	return p, err
}
