package account

import (
	"context"
	"strings"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/store"
)

// admin is the administrator's right, by what the store says now and not by
// what it said when the person came in.
func admin(tx *store.Tx, by intake.By) error {
	if err := by.May(intake.CanUsers); err != nil {
		return err
	}
	acc, who, err := find(tx, by.Actor.Code)
	if err != nil {
		return err
	}
	if acc == nil || who == nil || acc.Disabled {
		return intake.Refuse(intake.ProblemRole, "", string(intake.CanUsers))
	}
	return who.May(intake.CanUsers)
}

// change runs fn as the administrator's act on an account and its worker, and
// notes it.
func (h *House) change(ctx context.Context, by intake.By, code string, fn func(*store.Tx, *Account, *intake.Actor) error) error {
	if err := by.May(intake.CanUsers); err != nil {
		return err
	}
	code = Fold(code)
	_, err := h.Desk.Ledger.Update(ctx, by.Store(0), func(tx *store.Tx) error {
		if err := admin(tx, by); err != nil {
			return err
		}
		acc, who, err := find(tx, code)
		if err != nil {
			return err
		}
		if who == nil {
			return intake.Refuse(ProblemAccountNone, "code", code)
		}
		if acc == nil {
			acc = &Account{Code: code}
		}
		if err := fn(tx, acc, who); err != nil {
			return err
		}
		return Accounts.Put(tx, acc)
	})
	return err
}

// checked is a worker's record as the office can have it.
func (h *House) checked(a intake.Actor) (intake.Actor, error) {
	a.Code, a.Name, a.Provider = Fold(a.Code), strings.TrimSpace(a.Name), strings.TrimSpace(a.Provider)
	if !codeShape.MatchString(a.Code) || reserved[a.Code] {
		return a, intake.Refuse(ProblemAccountCode, "code")
	}
	if a.Name == "" {
		return a, intake.Refuse(ProblemAccountName, "name")
	}
	known := false
	for _, r := range intake.Roles() {
		known = known || r == a.Role
	}
	if !known {
		return a, intake.Refuse(ProblemAccountRole, "role", string(a.Role))
	}
	if a.Window < 0 || a.Window > 999 {
		return a, intake.Refuse(ProblemAccountWindow, "window")
	}
	if _, ok := trio.ParseLang(string(a.Lang)); !ok {
		a.Lang = h.Desk.Office.Lang
	}
	if !a.Role.AtProvider() {
		a.Provider = ""
		return a, nil
	}
	if _, ok := h.Desk.Office.Provider(a.Provider); ok {
		return a, nil
	}
	return a, intake.Refuse(ProblemAccountProvider, "provider", a.Provider)
}

// Add makes a worker with an account and gives the one-time code, which is
// shown once and is good for 72 hours.
func (h *House) Add(ctx context.Context, by intake.By, a intake.Actor) (string, error) {
	if err := by.May(intake.CanUsers); err != nil {
		return "", err
	}
	return h.add(ctx, by, a, func(tx *store.Tx, acc *Account, who *intake.Actor) error {
		if acc != nil || who != nil {
			return intake.Refuse(ProblemAccountExists, "code", Fold(a.Code))
		}
		return admin(tx, by)
	})
}

// FirstOnce is First with a one-time code in place of a password.
func (h *House) FirstOnce(ctx context.Context, by intake.By, a intake.Actor) (string, error) {
	return h.add(ctx, by, a, func(tx *store.Tx, _ *Account, _ *intake.Actor) error { return h.unfounded(tx, a) })
}

// add makes an account with a one-time code where may lets it.
func (h *House) add(ctx context.Context, by intake.By, a intake.Actor, may func(*store.Tx, *Account, *intake.Actor) error) (string, error) {
	a, err := h.checked(a)
	if err != nil {
		return "", err
	}
	code, hash, err := h.once(ctx)
	if err != nil {
		return "", err
	}
	until := h.Clock().Add(OnceLife)
	_, err = h.Desk.Ledger.Update(ctx, by.Store(0), func(tx *store.Tx) error {
		acc, who, err := find(tx, a.Code)
		if err != nil {
			return err
		}
		if err := may(tx, acc, who); err != nil {
			return err
		}
		tx.Note("account-add", a.Code, string(a.Role))
		if err := intake.Actors.Put(tx, &a); err != nil {
			return err
		}
		return Accounts.Put(tx, &Account{Code: a.Code, Hash: hash, Once: true, Until: until})
	})
	if err != nil {
		return "", err
	}
	return code, h.given(ctx, a.Code, hash)
}

// given makes sure that the code we are about to show is the one that counts:
// an act sent again after a lost answer is not done twice.
func (h *House) given(ctx context.Context, code, hash string) error {
	return h.Desk.Ledger.View(ctx, func(tx *store.Tx) error {
		acc, _, err := find(tx, code)
		if err == nil && (acc == nil || acc.Hash != hash) {
			return intake.Refuse(ProblemAccountCodeLost, "")
		}
		return err
	})
}

// unfounded lets the first administrator be made where none can come in: in a
// new office, or where a first one-time code ran out unused.
func (h *House) unfounded(tx *store.Tx, a intake.Actor) error {
	if h.Desk.Office.Training {
		acc, _, err := find(tx, Fold(a.Code))
		if err == nil && acc != nil {
			return intake.Refuse(ProblemAccountExists, "code", acc.Code)
		}
		return err
	}
	others, err := admins(tx, "")
	if err == nil && (others || a.Role != intake.Administrator) {
		return intake.Refuse(ProblemAccountFounded, "")
	}
	return err
}

// First makes the first administrator with a password, where the office has
// none who can come in; in a training office, any worker who has no account.
func (h *House) First(ctx context.Context, by intake.By, a intake.Actor, password string) error {
	a, err := h.checked(a)
	if err != nil {
		return err
	}
	if !h.Desk.Office.Training || password != TrainingPassword {
		if err := CheckPassword(password, a); err != nil {
			return err
		}
	}
	hash, err := h.Hasher.make(ctx, normal(password))
	if err != nil {
		return err
	}
	_, err = h.Desk.Ledger.Update(ctx, by.Store(0), func(tx *store.Tx) error {
		if err := h.unfounded(tx, a); err != nil {
			return err
		}
		tx.Note("account-add", a.Code, string(a.Role))
		if err := intake.Actors.Put(tx, &a); err != nil {
			return err
		}
		return Accounts.Put(tx, &Account{Code: a.Code, Hash: hash})
	})
	return err
}

// Train gives each of these an account of a training office, all with
// TrainingPassword; who is a worker already, or has an account, keeps it.
func (h *House) Train(ctx context.Context, by intake.By, all []intake.Actor) error {
	if !h.Desk.Office.Training {
		return intake.Refuse(ProblemAccountFounded, "")
	}
	hash, err := h.Hasher.make(ctx, TrainingPassword)
	if err != nil {
		return err
	}
	_, err = h.Desk.Ledger.Update(ctx, by.Store(0), func(tx *store.Tx) error {
		var codes []string
		for _, a := range all {
			a, err := h.checked(a)
			if err != nil {
				return err
			}
			acc, who, err := find(tx, a.Code)
			if err == nil && who == nil {
				err = intake.Actors.Put(tx, &a)
			}
			if err == nil && acc == nil {
				codes = append(codes, a.Code)
				err = Accounts.Put(tx, &Account{Code: a.Code, Hash: hash})
			}
			if err != nil {
				return err
			}
		}
		if len(codes) > 0 {
			tx.Note("account-add", codes[0], codes[1:]...)
		}
		return nil
	})
	return err
}

// Edit changes name, role, window, provider and language of a worker. A new
// role ends the sessions of who is in: see Still.
func (h *House) Edit(ctx context.Context, by intake.By, a intake.Actor) error {
	a, err := h.checked(a)
	if err != nil {
		return err
	}
	return h.change(ctx, by, a.Code, func(tx *store.Tx, acc *Account, who *intake.Actor) error {
		if who.Role == intake.Administrator && a.Role != who.Role {
			if err := spare(tx, a.Code); err != nil {
				return err
			}
		}
		tx.Note("account-edit", a.Code, string(a.Role))
		return intake.Actors.Put(tx, &a)
	})
}

// Disable shuts an account, or opens it again. Its drafts, its history and its
// keys stay.
func (h *House) Disable(ctx context.Context, by intake.By, code string, disabled bool) error {
	return h.change(ctx, by, code, func(tx *store.Tx, acc *Account, who *intake.Actor) error {
		act := "account-enable"
		if disabled {
			if act = "account-disable"; acc.Code == by.Actor.Code {
				return intake.Refuse(ProblemAccountSelf, "code")
			}
			if who.Role == intake.Administrator {
				if err := spare(tx, acc.Code); err != nil {
					return err
				}
			}
		}
		acc.Disabled = disabled
		tx.Note(act, acc.Code)
		return nil
	})
}

// spare refuses when without this one no administrator could come in.
func spare(tx *store.Tx, code string) error {
	others, err := admins(tx, code)
	if err == nil && !others {
		return intake.Refuse(ProblemAccountLast, "code")
	}
	return err
}

// admins says whether an administrator but this one can come in, today and
// when every one-time code has run out.
func admins(tx *store.Tx, but string) (bool, error) {
	for a, err := range intake.Actors.Scan(tx, nil, nil, false) {
		if err != nil {
			return false, err
		}
		if a.Role != intake.Administrator || a.Code == but {
			continue
		}
		acc, _, err := find(tx, a.Code)
		if err != nil {
			return false, err
		}
		if acc != nil && !acc.Disabled && (acc.Hash != "" && !acc.Once || len(acc.Keys) > 0) {
			return true, nil
		}
	}
	return false, nil
}

// List is every worker by code, with the account's state.
func (h *House) List(ctx context.Context, by intake.By) (all []Listed, err error) {
	if err := by.May(intake.CanUsers); err != nil {
		return nil, err
	}
	err = h.Desk.Ledger.View(ctx, func(tx *store.Tx) error {
		if err := admin(tx, by); err != nil {
			return err
		}
		all = nil
		for a, err := range intake.Actors.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			acc, _, err := find(tx, a.Code)
			if err != nil {
				return err
			}
			l := Listed{Actor: *a, None: acc == nil || acc.Hash == "" && len(acc.Keys) == 0}
			if acc != nil {
				l.Disabled, l.Pending, l.Until = acc.Disabled, acc.Once, acc.Until
				l.Last, l.Failed, l.Keys = acc.Last, int(acc.Failed), acc.Keys
			}
			all = append(all, l)
		}
		return nil
	})
	return all, err
}
