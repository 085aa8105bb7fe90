package account

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"golang.org/x/crypto/ssh"

	"tereze/intake"
	"tereze/store"
)

// Account is how one worker comes in. The worker's name and role are in the
// record of package intake under the same code.
type Account struct {
	Code     string
	Hash     string    // of the password or of the one-time code; empty: neither
	Once     bool      // Hash is of a one-time code
	Until    time.Time // the code's end
	Disabled bool
	Keys     []Key
	Last     Login  // the last time in
	Failed   uint64 // tries since
}

// Accounts are the workers' accounts; Tries are the delays in force.
var (
	Accounts = store.NewTable(store.TableSpec[Account]{
		Name: "account", Version: 1,
		ID:     func(a *Account) []byte { return []byte(a.Code) },
		Encode: encodeAccount, Decode: decodeAccount, Check: checkAccount,
	})
	Tries = store.NewTable(store.TableSpec[Try]{
		Name: "login-try", Version: 1,
		ID:     func(t *Try) []byte { return t.ID },
		Encode: encodeTry, Decode: decodeTry,
	})
)

var (
	ByKey = store.NewIndex(Accounts, store.IndexSpec[Account]{
		Name: "key", // a public key's digest
		Marks: func(_ func(...string) []byte, a *Account) []store.Mark {
			var marks []store.Mark
			for _, k := range a.Keys {
				marks = append(marks, store.Mark{Key: digest(k.Blob)})
			}
			return marks
		},
	})
	TriesByEnd = store.NewIndex(Tries, store.IndexSpec[Try]{
		Name: "end", // when nothing of it is left
		Marks: func(_ func(...string) []byte, t *Try) []store.Mark {
			return []store.Mark{{Key: store.AppendTime(nil, t.end())}}
		},
	})
)

// Tables lists them for the store's schema.
func Tables() []store.AnyTable { return []store.AnyTable{Accounts, Tries} }

func digest(blob []byte) []byte {
	d := sha256.Sum256(blob)
	return d[:]
}

// find gives the account and the worker of a code, nil where there is none.
func find(tx *store.Tx, code string) (*Account, *intake.Actor, error) {
	if !codeShape.MatchString(code) {
		return nil, nil, nil
	}
	acc, err := Accounts.Get(tx, []byte(code))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, nil, err
	}
	who, err := intake.Actors.Get(tx, []byte(code))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, nil, err
	}
	return acc, who, nil
}

// checkAccount is what the audit asks of an account by itself.
func checkAccount(a *Account) error {
	if a.Hash != "" {
		if _, _, _, err := parsePHC(a.Hash); err != nil {
			return err
		}
	}
	if a.Once && (a.Hash == "" || a.Until.IsZero()) {
		return errors.New("a one-time code without its hash or its end")
	}
	for _, k := range a.Keys {
		if pub, err := ssh.ParsePublicKey(k.Blob); err != nil || ssh.FingerprintSHA256(pub) != k.Print {
			return fmt.Errorf("the public key %s does not fit its fingerprint", k.Print)
		}
	}
	return nil
}

// The stored forms, version 1 each.

func encodeAccount(e *store.Encoder, a *Account) {
	e.String(a.Code)
	e.String(a.Hash)
	e.Bool(a.Once)
	e.Time(a.Until)
	e.Bool(a.Disabled)
	store.EncodeList(e, a.Keys, func(e *store.Encoder, k *Key) {
		e.String(k.Print)
		e.String(k.Comment)
		e.String(k.Type)
		e.Bytes(k.Blob)
	})
	e.Time(a.Last.At)
	e.String(a.Last.From)
	e.String(a.Last.Key)
	e.Uint(a.Failed)
}

func decodeAccount(d *store.Decoder, _ byte, a *Account) {
	a.Code, a.Hash, a.Once, a.Until, a.Disabled = d.String(), d.String(), d.Bool(), d.Time(), d.Bool()
	a.Keys = store.DecodeList(d, func(d *store.Decoder, k *Key) {
		k.Print, k.Comment, k.Type, k.Blob = d.String(), d.String(), d.String(), d.Bytes()
	})
	a.Last = Login{At: d.Time(), From: d.String(), Key: d.String()}
	a.Failed = d.Uint()
}

func encodeTry(e *store.Encoder, t *Try) {
	e.Bytes(t.ID)
	e.Uint(t.Count)
	e.Time(t.At)
}

func decodeTry(d *store.Decoder, _ byte, t *Try) { t.ID, t.Count, t.At = d.Bytes(), d.Uint(), d.Time() }
