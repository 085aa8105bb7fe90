package intake

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"tereze/store"
)

// Draft is an application not yet accepted or refused. It is written at every
// change of a field and offered again after a crash, a logout or a cut line.
type Draft struct {
	App     Application
	Actor   string // whose it is
	Window  int
	SavedAt time.Time
}

// SaveDraft keeps an application as it stands. What was registered meanwhile
// does not become a draft again when its last field change arrives late.
func (d *Desk) SaveDraft(ctx context.Context, by By, a Application) error {
	if by.Actor.Role.AtProvider() {
		a.Road, a.Provider = RoadChancellery, by.Actor.Provider
	}
	_, err := d.Write(ctx, by, CanDraft, 1, func(tx *store.Tx) error {
		if err := ownDraft(tx, by, a.ID); err != nil {
			return err
		}
		if done, err := Cases.Has(tx, a.ID[:]); done || err != nil {
			return err
		}
		return Drafts.Put(tx, &Draft{App: a, Actor: by.Actor.Code, Window: by.Actor.Window, SavedAt: by.At})
	})
	return err
}

// DropDraft forgets an application the person gave up.
func (d *Desk) DropDraft(ctx context.Context, by By, id uuid.UUID) error {
	_, err := d.Write(ctx, by, CanDraft, 1, func(tx *store.Tx) error {
		if err := ownDraft(tx, by, id); err != nil {
			return err
		}
		return dropDraft(tx, id)
	})
	return err
}

// ownDraft keeps a chancellery and the counter to their own drafts.
func ownDraft(tx *store.Tx, by By, id uuid.UUID) error {
	f, err := Drafts.Get(tx, id[:])
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil
	case err != nil:
		return err
	case by.Actor.Role.AtProvider() && f.Actor != by.Actor.Code, !by.Actor.Role.AtProvider() && f.App.Road == RoadChancellery:
		return Refuse(ProblemRole, "", string(CanDraft))
	}
	return nil
}

func dropDraft(tx *store.Tx, id uuid.UUID) error {
	if ok, err := Drafts.Has(tx, id[:]); !ok {
		return err
	}
	return Drafts.Drop(tx, id[:])
}

// DraftsOf lists an operator's drafts, the one touched last first: after a cut
// line one key goes on with it. With actor "" all of the counter's, operator by
// operator: those of a provider's chancellery are its own.
func (d *Desk) DraftsOf(ctx context.Context, actor string) (all []Draft, err error) {
	read := d.View
	if a, ok := d.Reader(); ok && a.Role.AtProvider() && actor == a.Code {
		read = d.view // one's own
	}
	err = read(ctx, func(tx *store.Tx) error {
		var prefix []byte
		if actor != "" {
			prefix = store.AppendString(nil, actor)
		}
		hits, err := DraftsBy.Page(tx, prefix, nil, 100, false)
		if err != nil {
			return err
		}
		for _, h := range hits {
			f, err := Drafts.Get(tx, h.ID)
			if errors.Is(err, store.ErrNotFound) {
				continue
			} else if err != nil {
				return err
			}
			if actor == "" && f.App.Road == RoadChancellery {
				continue
			}
			all = append(all, *f)
		}
		return nil
	})
	if actor != "" {
		slices.SortStableFunc(all, func(a, b Draft) int { return b.SavedAt.Compare(a.SavedAt) })
	}
	return all, err
}
