package gatewaysim

import (
	"crypto/rand"
	"crypto/rsa"
	"sync"
)

// keyBits is the size of a test key; making one takes a tenth of a second or more.
const keyBits = 2048

// keyring remembers test keys by their place in an authority, so that every
// authority of a process has the same ones and pays for them once.
type keyring struct {
	mu   sync.Mutex
	keys map[string]func() (*rsa.PrivateKey, error)
}

// ring is the only one: what it holds is made once and never altered.
var ring = keyring{keys: map[string]func() (*rsa.PrivateKey, error){}}

// key gives the key of a place; two places never share one.
func (r *keyring) key(place string) (*rsa.PrivateKey, error) {
	r.mu.Lock()
	make, ok := r.keys[place]
	if !ok {
		make = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, keyBits) })
		r.keys[place] = make
	}
	r.mu.Unlock()
	return make() // outside the lock: keys of two places are made side by side
}
