package segment

import (
	"fmt"
	"os"

	"github.com/google/uuid"

	"tereze/store"
)

// Identify says which store a log is of, by the first segment that tells.
// Errors: store.ErrMissing; *store.DamagedError when none does.
func Identify(dir string) (uuid.UUID, error) {
	numbers, err := list(dir)
	if err != nil {
		return uuid.Nil, err
	}
	for _, n := range numbers {
		raw := make([]byte, headerSize)
		f, err := os.Open(segmentPath(dir, n))
		if err != nil {
			return uuid.Nil, err
		}
		_, err = f.ReadAt(raw, 0)
		f.Close()
		if h, ok := decodeHeader(raw); ok && err == nil {
			return h.store, nil
		}
	}
	return uuid.Nil, &store.DamagedError{Where: dir, What: fmt.Sprintf("none of its %d segments has a whole header", len(numbers))}
}
