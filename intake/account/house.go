package account

import (
	"context"
	"regexp"
	"strings"
	"time"

	"tereze/intake"
	"tereze/store"
)

// House keeps the accounts of an office. One stands for a whole process: the
// bound on hashes at once is its Hasher's.
type House struct {
	Desk   *intake.Desk
	Hasher *Hasher
	// Clock is the machine's: delays and one-time codes run by it, whatever a
	// training clock says.
	Clock func() time.Time

	unwritten unwritten // of a store that cannot be written
}

// Open is the house of an office at the usual cost of a hash.
func Open(d *intake.Desk) *House {
	return &House{Desk: d, Hasher: NewHasher(DefaultCost()), Clock: time.Now}
}

// TrainingPassword is everybody's in a training office; it is no secret, and
// no real office takes it.
const TrainingPassword = "ashyq-tereze"

// Entry is a person who came in.
type Entry struct {
	Actor      intake.Actor
	Before     Login // the log-in before this one; zero: none
	Failed     int   // tries that failed since then
	MustChange bool  // came in with a one-time code: must choose a password first
}

// Login is when and from where somebody came in.
type Login struct {
	At   time.Time // by the office's clock, in UTC
	From string    // address without its port, or empty for this machine
	Key  string    // comment or fingerprint of the public key; empty: by password
}

// Listed is an account as the administrator sees it.
type Listed struct {
	Actor    intake.Actor
	None     bool // a worker without an account, or with nothing to come in with: see Reset
	Disabled bool
	Pending  bool      // has a one-time code and no password yet
	Until    time.Time // the code's end; it may have passed
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

// codeShape is a worker's code: what one types at a login and every SSH client
// sends as it is.
var codeShape = regexp.MustCompile(`^[a-z][a-z0-9._-]{0,31}$`)

// reserved are the codes the journal uses for what no worker did.
var reserved = map[string]bool{door: true, "setup": true, "tereze": true}

// Fold is a code as it is kept: people type capitals and spaces.
func Fold(code string) string { return strings.ToLower(strings.TrimSpace(code)) }

// Still says whether a person who is in may stay: enabled, with the same role
// and, at a provider's desk, the same provider.
func (h *House) Still(ctx context.Context, a intake.Actor) (stays bool, err error) {
	err = h.Desk.Ledger.View(ctx, func(tx *store.Tx) error {
		acc, who, err := find(tx, a.Code)
		stays = acc != nil && who != nil && !acc.Disabled && who.Role == a.Role && who.Provider == a.Provider
		return err
	})
	return stays && err == nil, err
}
