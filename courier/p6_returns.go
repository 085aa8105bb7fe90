package courier

import (
	"context"
	"slices"

	"tereze/intake"
	"tereze/store"
)

// WaitingReturn is a return registry that has not come back whole.
type WaitingReturn struct {
	*Return
	Expected
}

// WaitingReturns lists the return registries that still wait for cases, the
// newest first: what a scan loop can be run against. It is read from the kept
// tallies, two a registry, and from the records of those that wait.
func (o *Office) WaitingReturns(ctx context.Context) (all []WaitingReturn, err error) {
	err = o.View(ctx, func(tx *store.Tx) error {
		all = nil
		out := map[uint64]int64{}
		for t, err := range intake.ByRegistry.Tallies(tx, []byte{'r'}) {
			if err != nil {
				return err
			}
			no, still, err := store.ReadUint64(t.Key[1:])
			if err != nil {
				return err
			}
			if len(still) == 1 && still[0] == 1 {
				out[no] = t.N
			}
		}
		for no, n := range out {
			r, err := Returns.Get(tx, store.AppendUint64(nil, no))
			if err != nil {
				return err
			}
			w := WaitingReturn{r, Expected{Waiting: n}}
			w.At = w.At.In(o.Office.Zone())
			if w.Back, err = intake.ByRegistry.Tally(tx, intake.RegistryKey('r', no, false)); err != nil {
				return err
			}
			all = append(all, w)
		}
		return nil
	})
	slices.SortFunc(all, func(a, b WaitingReturn) int { return int(int64(b.Number) - int64(a.Number)) })
	return all, err
}
