package account

import (
	"bytes"
	"context"
	"crypto/rsa"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/crypto/ssh"

	"tereze/intake"
	"tereze/store"
)

const (
	leastRSA = 3072 // bits
	mostKeys = 8    // of one account
)

// ParseKey reads a line of an authorized_keys or .pub file. Refused: ProblemKey,
// ProblemKeyPrivate, ProblemKeyType, ProblemKeyShort.
func ParseKey(line string) (Key, error) {
	line = strings.TrimSpace(line)
	if strings.Contains(line, "PRIVATE KEY") {
		return Key{}, intake.Refuse(ProblemKeyPrivate, "key")
	}
	pub, comment, options, rest, err := ssh.ParseAuthorizedKey([]byte(line))
	if err != nil || len(options) > 0 || len(bytes.TrimSpace(rest)) > 0 {
		return Key{}, intake.Refuse(ProblemKey, "key")
	}
	switch pub.Type() {
	case ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519, ssh.KeyAlgoSKECDSA256,
		ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521:
	case ssh.KeyAlgoRSA:
		c, ok := pub.(ssh.CryptoPublicKey)
		if !ok {
			return Key{}, intake.Refuse(ProblemKey, "key")
		}
		if k, ok := c.CryptoPublicKey().(*rsa.PublicKey); !ok || k.N.BitLen() < leastRSA {
			return Key{}, intake.Refuse(ProblemKeyShort, "key", k.N.BitLen(), leastRSA)
		}
	default:
		return Key{}, intake.Refuse(ProblemKeyType, "key", pub.Type())
	}
	return Key{Print: ssh.FingerprintSHA256(pub), Comment: label(comment), Type: pub.Type(), Blob: pub.Marshal()}, nil
}

// label is a key's comment, fit for a list.
func label(s string) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	r := []rune(s)
	return string(r[:min(len(r), 60)])
}

// keyChange is change by the administrator or by the person.
func (h *House) keyChange(ctx context.Context, by intake.By, code string, fn func(*store.Tx, *Account) error) error {
	code = Fold(code)
	if code != by.Actor.Code {
		return h.change(ctx, by, code, func(tx *store.Tx, acc *Account, _ *intake.Actor) error { return fn(tx, acc) })
	}
	_, err := h.Desk.Ledger.Update(ctx, by.Store(0), func(tx *store.Tx) error {
		acc, who, err := find(tx, code)
		if err != nil {
			return err
		}
		if acc == nil || who == nil || acc.Disabled {
			return intake.Refuse(ProblemAccountNone, "code", code)
		}
		if err := fn(tx, acc); err != nil {
			return err
		}
		return Accounts.Put(tx, acc)
	})
	return err
}

// AddKey lets an account come in with a public key, given as a line of an
// authorized_keys file. A key stands at one account only. The administrator
// may add one, and everybody to their own; the journal keeps who did.
func (h *House) AddKey(ctx context.Context, by intake.By, code, line string) (Key, error) {
	k, err := ParseKey(line)
	if err != nil {
		return Key{}, err
	}
	err = h.keyChange(ctx, by, code, func(tx *store.Tx, acc *Account) error {
		hits, err := ByKey.Page(tx, digest(k.Blob), nil, 1, false)
		if err != nil {
			return err
		}
		if len(hits) > 0 && string(hits[0].ID) == acc.Code {
			return nil // there already
		}
		if len(hits) > 0 {
			return intake.Refuse(ProblemKeyTaken, "key")
		}
		if len(acc.Keys) >= mostKeys {
			return intake.Refuse(ProblemKeyMany, "key", mostKeys)
		}
		acc.Keys = append(acc.Keys, k)
		tx.Note("account-key-add", acc.Code, k.Print)
		return nil
	})
	if err != nil {
		return Key{}, err
	}
	return k, nil
}

// DropKey takes a key away by its fingerprint.
func (h *House) DropKey(ctx context.Context, by intake.By, code, print string) error {
	return h.keyChange(ctx, by, code, func(tx *store.Tx, acc *Account) error {
		i := slices.IndexFunc(acc.Keys, func(k Key) bool { return k.Print == strings.TrimSpace(print) })
		if i < 0 {
			return intake.Refuse(ProblemKeyNone, "key")
		}
		acc.Keys = slices.Delete(acc.Keys, i, i+1)
		tx.Note("account-key-drop", acc.Code, strings.TrimSpace(print))
		return nil
	})
}

// Keys are the account's own.
func (h *House) Keys(ctx context.Context, a intake.Actor) (keys []Key, err error) {
	err = h.Desk.Ledger.View(ctx, func(tx *store.Tx) error {
		acc, _, err := find(tx, a.Code)
		if acc != nil {
			keys = acc.Keys
		}
		return err
	})
	return keys, err
}
