package account

import (
	"bytes"
	"context"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/store"
)

// door is who the journal names for a try that failed: nobody of the office.
const door = "door"

// proof is one password held against an account.
type proof struct {
	code, password, from string
	by                   store.By // of what is written when it fits
	lasting              bool     // a one-time code will not do
	problem              string   // what it is told when it does not fit
}

// prove lets won write what follows when the password fits. It is the one road
// for passwords: whatever is wrong (the name, the password, a disabled
// account, none at all), it costs one hash, is counted and told alike. While a
// delay runs it is refused with ProblemWait, without a hash and without a
// trace, right or wrong.
func (h *House) prove(ctx context.Context, p proof, won func(*store.Tx, *Account, *intake.Actor) error) error {
	p.code, p.from = Fold(p.code), bare(p.from)
	if h.Desk.ReadOnly {
		return h.proveUnwritten(ctx, p, won)
	}
	hash, err := h.compare(ctx, p)
	if err != nil {
		return err
	}
	refusal := intake.Refuse(p.problem, "password")
	now, by := h.Clock(), p.by
	if hash == "" {
		by = store.By{Op: uuid.Must(uuid.NewV7()), Operator: door, At: h.Desk.Now()}
	}
	_, err = h.Desk.Ledger.Update(ctx, by, func(tx *store.Tx) error {
		acc, who, err := find(tx, p.code)
		if err != nil {
			return err
		}
		// Once more: of many tries at the same time one is answered.
		ids := tryIDs(tx, acc, p.code, p.from)
		if err := waits(tx, ids, now); err != nil {
			return err
		}
		if hash != "" {
			if acc == nil || who == nil || acc.Hash != hash || acc.Disabled {
				return refusal // changed under our hands
			}
			if err := forgive(tx, ids, acc.Code); err != nil {
				return err
			}
			return won(tx, acc, who)
		}
		if err := count(tx, ids, now); err != nil {
			return err
		}
		// A name nobody has may be a password typed a line too early.
		if acc == nil {
			tx.Note("login-failed", "")
			return nil
		}
		acc.Failed++
		tx.Note("login-failed", acc.Code)
		return Accounts.Put(tx, acc)
	})
	if err == nil && hash == "" {
		return refusal
	}
	return err
}

// compare gives the stored hash the password fits, empty when it fits none.
func (h *House) compare(ctx context.Context, p proof) (string, error) {
	release, err := h.Hasher.take(ctx)
	if err != nil {
		return "", err
	}
	defer release()
	password, hash := normal(p.password), h.Hasher.dummy
	err = h.Desk.Ledger.View(ctx, func(tx *store.Tx) error {
		acc, who, err := find(tx, p.code)
		if err != nil {
			return err
		}
		if err := waits(tx, tryIDs(tx, acc, p.code, p.from), h.Clock()); err != nil {
			return err
		}
		if who != nil && acc.opens(h.Clock(), p.lasting) && len(password) <= MostBytes {
			if hash = acc.Hash; acc.Once {
				password = foldOnce(password)
			}
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	fits, err := h.Hasher.fits(hash, password[:min(len(password), MostBytes)])
	if !fits || hash == h.Hasher.dummy {
		return "", err
	}
	return hash, err
}

// opens says whether there is anything a password could fit.
func (a *Account) opens(now time.Time, lasting bool) bool {
	return a != nil && !a.Disabled && a.Hash != "" && (!a.Once || !lasting && now.Before(a.Until))
}

// Login lets in who knows the password or the one-time code. from is the
// client's address, empty for this machine. Refused: ProblemLogin, ProblemWait.
func (h *House) Login(ctx context.Context, code, password, from string) (e Entry, err error) {
	p := proof{code: code, password: password, from: from, by: h.by(Fold(code)), problem: ProblemLogin}
	err = h.prove(ctx, p, func(tx *store.Tx, acc *Account, who *intake.Actor) error {
		how := "password"
		if acc.Once {
			how = "once"
		}
		e = acc.enter(who, Login{At: p.by.At, From: bare(from)})
		tx.Note("login", acc.Code, how)
		return Accounts.Put(tx, acc)
	})
	if err != nil {
		return Entry{}, err
	}
	return e, nil
}

// enter writes a log-in down and says what was before it.
func (a *Account) enter(who *intake.Actor, l Login) Entry {
	e := Entry{Actor: *who, Before: a.Last, Failed: int(a.Failed), MustChange: a.Once && l.Key == ""}
	a.Last, a.Failed = l, 0
	return e
}

func (h *House) by(code string) store.By {
	return store.By{Op: uuid.Must(uuid.NewV7()), Operator: code, At: h.Desk.Now()}
}

// KnowsKey answers a client that asks whether a key would do; it leaves no
// trace.
func (h *House) KnowsKey(ctx context.Context, code string, blob []byte) (known bool, err error) {
	err = h.Desk.Ledger.View(ctx, func(tx *store.Tx) error {
		acc, who, err := find(tx, Fold(code))
		known = who != nil && acc.key(blob) != nil
		return err
	})
	return known && err == nil, err
}

// key is the enabled account's key of that wire form, or nil.
func (a *Account) key(blob []byte) *Key {
	if a == nil || a.Disabled {
		return nil
	}
	for i := range a.Keys {
		if bytes.Equal(a.Keys[i].Blob, blob) {
			return &a.Keys[i]
		}
	}
	return nil
}

// LoginKey lets in who has proved to hold the key (wire form). No delay holds
// it up: a key is not guessed. Refused: ProblemLogin.
func (h *House) LoginKey(ctx context.Context, code string, blob []byte, from string) (e Entry, err error) {
	by := h.by(Fold(code))
	enter := func(tx *store.Tx) error {
		acc, who, err := find(tx, Fold(code))
		if err != nil {
			return err
		}
		k := acc.key(blob)
		if k == nil || who == nil {
			return intake.Refuse(ProblemLogin, "")
		}
		name := k.Comment
		if name == "" {
			name = k.Print
		}
		e = acc.enter(who, Login{At: by.At, From: bare(from), Key: name})
		tx.Note("login", acc.Code, "key")
		return Accounts.Put(tx, acc)
	}
	if h.Desk.ReadOnly {
		err = h.Desk.Ledger.View(ctx, func(tx *store.Tx) error { return forgoing(enter(tx)) })
	} else {
		_, err = h.Desk.Ledger.Update(ctx, by, enter)
	}
	if err != nil {
		return Entry{}, err
	}
	return e, nil
}

// Vouch is the log-in of the second pair of eyes beside by: another person,
// whose role may be it, with a password of their own. It is no log-in of
// theirs: the failed tries stay to be told at the next one.
func (h *House) Vouch(ctx context.Context, by intake.By, code, password, from string) (second intake.Actor, err error) {
	if Fold(code) == by.Actor.Code {
		return intake.Actor{}, intake.Refuse(intake.ProblemSecondSame, "")
	}
	p := proof{code: code, password: password, from: from, by: h.by(by.Actor.Code), lasting: true, problem: ProblemLogin}
	err = h.prove(ctx, p, func(tx *store.Tx, acc *Account, who *intake.Actor) error {
		if !who.Role.May(intake.CanSecond) {
			return intake.Refuse(intake.ProblemSecondRole, "")
		}
		second = *who
		tx.Note("vouch", acc.Code)
		return nil
	})
	if err != nil {
		return intake.Actor{}, err
	}
	return second, nil
}

// Unlock is Login of the same person at a locked screen: no new entry in the
// log-in record. Refused: ProblemPassword, ProblemWait.
func (h *House) Unlock(ctx context.Context, a intake.Actor, password, from string) error {
	p := proof{code: a.Code, password: password, from: from, by: h.by(a.Code), lasting: true, problem: ProblemPassword}
	return h.prove(ctx, p, func(*store.Tx, *Account, *intake.Actor) error { return nil })
}
