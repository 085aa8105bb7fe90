package account

import (
	"context"
	"time"

	"tereze/intake"
	"tereze/store"
)

// Change sets one's own password; old is the present one or the one-time code.
// Refused: what CheckPassword refuses, ProblemPasswordSame, ProblemPassword
// when old does not fit, ProblemWait.
func (h *House) Change(ctx context.Context, by intake.By, old, fresh string) error {
	if err := CheckPassword(fresh, by.Actor); err != nil {
		return err
	}
	if normal(old) == normal(fresh) {
		return intake.Refuse(ProblemPasswordSame, "password")
	}
	hash, err := h.Hasher.make(ctx, normal(fresh))
	if err != nil {
		return err
	}
	p := proof{code: by.Actor.Code, password: old, by: by.Store(0), problem: ProblemPassword}
	return h.prove(ctx, p, func(tx *store.Tx, acc *Account, _ *intake.Actor) error {
		acc.Hash, acc.Once, acc.Until = hash, false, time.Time{}
		tx.Note("password", acc.Code)
		return Accounts.Put(tx, acc)
	})
}

// Reset gives a new one-time code; the old password is void at once and the
// delays under the name are forgiven. Keys stay: a forgotten password says
// nothing of them, and a stolen one has DropKey. Who is in stays in: Disable
// ends that. A worker without an account gets one.
func (h *House) Reset(ctx context.Context, by intake.By, code string) (string, error) {
	if err := by.May(intake.CanUsers); err != nil {
		return "", err
	}
	if Fold(code) == by.Actor.Code {
		return "", intake.Refuse(ProblemAccountSelf, "code")
	}
	once, hash, err := h.once(ctx)
	if err != nil {
		return "", err
	}
	until := h.Clock().Add(OnceLife)
	err = h.change(ctx, by, code, func(tx *store.Tx, acc *Account, _ *intake.Actor) error {
		for _, seen := range []*Account{nil, acc} {
			if err := forgive(tx, tryIDs(tx, seen, acc.Code, acc.Last.From), acc.Code); err != nil {
				return err
			}
		}
		acc.Hash, acc.Once, acc.Until = hash, true, until
		tx.Note("account-reset", acc.Code)
		return nil
	})
	if err != nil {
		return "", err
	}
	return once, h.given(ctx, Fold(code), hash)
}
