package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Cost is what one Argon2id hash takes.
type Cost struct {
	Memory uint32 // KiB
	Time   uint32 // passes
	Lanes  uint8
}

// DefaultCost is 64 MiB in three passes on one lane, as RFC 9106 advises where
// memory is dear.
func DefaultCost() Cost { return Cost{Memory: 64 << 10, Time: 3, Lanes: 1} }

// TrainingCost is next to nothing: for passwords that are printed on a screen.
func TrainingCost() Cost { return Cost{Memory: 64, Time: 1, Lanes: 1} }

// dearest bounds what a stored hash may ask for.
var dearest = Cost{Memory: 1 << 20, Time: 16, Lanes: 16}

const (
	atOnce   = 2 // hashes; so 128 MiB at the usual cost
	saltSize = 16
	hashSize = 32
)

// Hasher makes and checks Argon2id hashes, at most two at once; the others
// wait their turn.
type Hasher struct {
	cost  Cost
	turn  chan struct{}
	dummy string // fits no password
	key   func(password, salt []byte, c Cost) []byte
}

// NewHasher makes new hashes at a cost; old ones are checked at their own.
func NewHasher(c Cost) *Hasher {
	return &Hasher{cost: c, turn: make(chan struct{}, atOnce), dummy: phc(c, random(saltSize), random(hashSize)),
		key: func(password, salt []byte, c Cost) []byte {
			return argon2.IDKey(password, salt, c.Time, c.Memory, c.Lanes, hashSize)
		}}
}

func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return b
}

// take waits for a turn, as long as ctx lasts.
func (h *Hasher) take(ctx context.Context) (release func(), err error) {
	select {
	case h.turn <- struct{}{}:
		return func() { <-h.turn }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// make hashes a password with a new salt.
func (h *Hasher) make(ctx context.Context, password string) (string, error) {
	release, err := h.take(ctx)
	if err != nil {
		return "", err
	}
	defer release()
	salt := random(saltSize)
	return phc(h.cost, salt, h.key([]byte(password), salt, h.cost)), nil
}

// fits says whether the hash is the password's. The caller has a turn.
func (h *Hasher) fits(hash, password string) (bool, error) {
	c, salt, key, err := parsePHC(hash)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(key, h.key([]byte(password), salt, c)) == 1, nil
}

// phc is the string form of the password hashing competition.
func phc(c Cost, salt, key []byte) string {
	b := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.Memory, c.Time, c.Lanes, b(salt), b(key))
}

var errPHC = errors.New("account: not an Argon2id hash")

func parsePHC(s string) (c Cost, salt, key []byte, err error) {
	part := strings.Split(s, "$")
	if len(part) != 6 || part[0] != "" || part[1] != "argon2id" {
		return c, nil, nil, errPHC
	}
	var version int
	if _, err := fmt.Sscanf(part[2], "v=%d", &version); err != nil || version != argon2.Version {
		return c, nil, nil, errPHC
	}
	if _, err := fmt.Sscanf(part[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Time, &c.Lanes); err != nil {
		return c, nil, nil, errPHC
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(part[4])
	key, err2 := base64.RawStdEncoding.DecodeString(part[5])
	if err1 != nil || err2 != nil || len(salt) < 8 || len(key) != hashSize || phc(c, salt, key) != s ||
		c.Memory > dearest.Memory || c.Time > dearest.Time || c.Lanes > dearest.Lanes || c.Memory*c.Time == 0 || c.Lanes == 0 {
		return c, nil, nil, errPHC
	}
	return c, salt, key, nil
}
