package account

import (
	"context"
	"crypto/rand"
	"math/big"
	"strings"
	"time"
)

// OnceLife is how long a one-time code is good for: over a weekend.
const OnceLife = 72 * time.Hour

// onceSigns are told apart by eye and by ear: no 0 and o, no 1, i and l.
const onceSigns = "23456789abcdefghjkmnpqrstuvwxyz"

// once makes a one-time code, four groups of four, 79 bits, and its hash.
func (h *House) once(ctx context.Context) (code, hash string, err error) {
	var groups []string
	for range 4 {
		var g strings.Builder
		for range 4 {
			n, err := rand.Int(rand.Reader, big.NewInt(int64(len(onceSigns))))
			if err != nil {
				return "", "", err
			}
			g.WriteByte(onceSigns[n.Int64()])
		}
		groups = append(groups, g.String())
	}
	code = strings.Join(groups, "-")
	hash, err = h.Hasher.make(ctx, foldOnce(code))
	return code, hash, err
}

// foldOnce is a code as it is hashed, however it was typed.
func foldOnce(s string) string {
	return strings.ToLower(strings.NewReplacer("-", "", " ", "").Replace(s))
}
