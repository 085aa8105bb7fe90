package bolt

import (
	"errors"
	"io/fs"
	"os"

	"tereze/store"
)

const shredSuffix = ".shred"

// Hiding gives the options with which the office's store at path is opened or
// made, so that its log hides people: Shred becomes the file of keys X.shred.
// That is made with the log. A log without it is damage: see store.OpenShred.
func Hiding(path string, keys *store.Keys, office string, s store.Schema, o Options) (Options, error) {
	_, err := os.Lstat(path + logSuffix)
	fresh := errors.Is(err, fs.ErrNotExist)
	if fresh && o.ReadOnly { // the first format, or nothing: Open says which
		return o, nil
	}
	shred, err := store.OpenShred(path+shredSuffix, keys, office, s,
		store.ShredOptions{Create: fresh, ReadOnly: o.ReadOnly, NoSync: o.NoSync})
	if err != nil {
		return o, err
	}
	o.Shred = shred
	return o, nil
}
