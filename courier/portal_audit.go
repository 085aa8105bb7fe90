package courier

import (
	"errors"

	"tereze/intake"
	"tereze/store"
)

// checkPortal holds each portal request against the case it became: both name
// each other, and who was refused has none but the one turned down later.
func checkPortal(tx *store.Tx, found func(id, what string)) error {
	for r, err := range intake.PortalRequests.Scan(tx, nil, nil, false) {
		if err != nil {
			return err
		}
		none := r.Case == [16]byte{}
		switch {
		case none && r.State() == intake.PortalAccepted:
			found(r.Portal, "accepted, and no case")
			continue
		case none:
			continue
		case r.State() != intake.PortalAccepted && r.State() != intake.PortalRefused3:
			found(r.Portal, "refused, and yet a case")
		}
		c, err := intake.Cases.Get(tx, r.Case[:])
		if errors.Is(err, store.ErrNotFound) {
			found(r.Portal, "its case is not there")
			continue
		} else if err != nil {
			return err
		}
		if c.Origin != r.Portal || c.Road != intake.RoadPortal || c.Provider != r.Provider || c.Service != r.Service {
			found(r.Portal, "its case is of another request")
		}
	}
	return nil
}
