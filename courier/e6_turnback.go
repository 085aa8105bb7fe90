package courier

import (
	"context"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/store"
)

// TurnBack hands out the refusal receipt of a request the provider did not
// take (process 6: the annex of the Standard the act names), to whom a result
// would be handed. The case ends refused.
func (o *Office) TurnBack(ctx context.Context, by intake.By, id uuid.UUID, h intake.Handing) (*intake.Case, error) {
	if err := by.May(intake.Command(intake.ActTurnBack)); err != nil {
		return nil, err
	}
	if err := h.Check(); err != nil {
		return nil, err
	}
	return o.Do(ctx, by, id, intake.ActTurnBack, h.Note(), func(_ *store.Tx, c *intake.Case) error {
		if c.Outcome != intake.Unaccepted {
			return intake.Refuse(intake.ProblemNotNow, "", string(intake.ActTurnBack), intake.Ready.String(), string(c.Number))
		}
		return nil
	})
}
