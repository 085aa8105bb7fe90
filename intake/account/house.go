package account

import (
	"context"
	"errors"
	"time"

	"tereze/intake"
)

// House keeps the accounts of an office.
type House struct {
	Desk   *intake.Desk
	Hasher *Hasher
	Clock  func() time.Time // the machine's: delays run by it, whatever a training clock says
}

// Hasher makes and checks Argon2id hashes, at most two at once.
type Hasher struct{}

// Entry is a person who came in.
type Entry struct {
	Actor      intake.Actor
	Before     Login // the log-in before this one; zero: none
	Failed     int   // tries that failed since then
	MustChange bool  // came in with a one-time code: must choose a password first
}

// Login is when and from where somebody came in.
type Login struct {
	At   time.Time
	From string // address, or empty for this machine
	Key  string // comment of the public key; empty: by password
}

// Listed is an account as the administrator sees it.
type Listed struct {
	Actor    intake.Actor
	Disabled bool
	Pending  bool // has a one-time code and no password yet
	Last     Login
	Failed   int
	Keys     []Key
}

// Key is a public key of an account.
type Key struct {
	Print   string // SHA256:…, as ssh-keygen -l shows it
	Comment string
	Type    string // ssh-ed25519
	Blob    []byte // wire form
}

var errSoon = errors.New("account: not written yet")

func (h *House) Login(ctx context.Context, code, password, from string) (Entry, error) {
	return Entry{}, errSoon
}

// LoginKey lets in who proved to hold the key (wire form).
func (h *House) LoginKey(ctx context.Context, code string, blob []byte, from string) (Entry, error) {
	return Entry{}, errSoon
}

// KnowsKey answers a client that asks whether a key would do; it leaves no trace.
func (h *House) KnowsKey(ctx context.Context, code string, blob []byte) (bool, error) {
	return false, errSoon
}

// Vouch is the log-in of the second pair of eyes beside by.
func (h *House) Vouch(ctx context.Context, by intake.By, code, password, from string) (intake.Actor, error) {
	return intake.Actor{}, errSoon
}

// Unlock is Login of the same person at a locked screen: no new entry in the log-in record.
func (h *House) Unlock(ctx context.Context, a intake.Actor, password, from string) error {
	return errSoon
}

// Still says whether a person who is in may stay: enabled, with the same role.
func (h *House) Still(ctx context.Context, a intake.Actor) (bool, error) { return false, errSoon }

// Change sets one's own password; old is the present one or the one-time code.
func (h *House) Change(ctx context.Context, by intake.By, old, fresh string) error { return errSoon }

// Add makes a worker with an account and gives the one-time code, which is shown once.
func (h *House) Add(ctx context.Context, by intake.By, a intake.Actor) (once string, err error) {
	return "", errSoon
}

// First makes the first administrator, or a training worker, with a password, where no account is yet of that code.
func (h *House) First(ctx context.Context, by intake.By, a intake.Actor, password string) error {
	return errSoon
}

// Reset gives a new one-time code; the old password is void at once.
func (h *House) Reset(ctx context.Context, by intake.By, code string) (once string, err error) {
	return "", errSoon
}

func (h *House) Disable(ctx context.Context, by intake.By, code string, disabled bool) error {
	return errSoon
}

// Edit changes name, role, window, provider of a worker.
func (h *House) Edit(ctx context.Context, by intake.By, a intake.Actor) error { return errSoon }

func (h *House) AddKey(ctx context.Context, by intake.By, code, line string) (Key, error) {
	return Key{}, errSoon
}

func (h *House) DropKey(ctx context.Context, by intake.By, code, print string) error { return errSoon }

func (h *House) List(ctx context.Context, by intake.By) ([]Listed, error) { return nil, errSoon }
