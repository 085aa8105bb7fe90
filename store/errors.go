package store

import (
	"errors"
	"fmt"
	"time"
)

// What can go wrong, to be matched with errors.Is.
var (
	ErrNotFound       = errors.New("not found")
	ErrConflict       = errors.New("somebody else wrote first")
	ErrTooLarge       = errors.New("too large for one transaction")
	ErrInvalid        = errors.New("invalid use of the store")
	ErrReadOnly       = errors.New("read only")
	ErrClosed         = errors.New("closed")
	ErrLocked         = errors.New("the store is in use")                   // see LockedError
	ErrDamaged        = errors.New("the store is damaged")                  // see DamagedError
	ErrWrongKey       = errors.New("the key does not belong to this store") // the data are whole, the key file is another's
	ErrForeign        = errors.New("not this program's or this office's")   // another format, identity or office
	ErrUnbuilt        = errors.New("an index must be built first: open the store once for writing")
	ErrMissing        = errors.New("there is no store")                       // nothing at the path
	ErrExists         = errors.New("there is something already")              // Create found a file
	ErrExposed        = errors.New("others than the owner may read or write") // file mode
	ErrOwner          = errors.New("it belongs to another user")              // see OwnerError
	ErrNetwork        = errors.New("the disk is behind a network")            // not meant to be: a lock or a flush may be worth nothing there
	ErrKeyFile        = errors.New("not a key file")
	ErrFull           = errors.New("no space left for the store")
	ErrNotWritten     = errors.New("could not write, nothing was changed")
	ErrErased         = errors.New("the person's data were blotted out")
	ErrUnknownOutcome = errors.New("it is not known whether it was written")
)

// LockedError says who holds the store. It matches ErrLocked.
type LockedError struct {
	Path       string
	PID        int // 0 when the holder left no word
	Host, User string
	Since      time.Time
	Word       string // what the holder wants others to know; may be empty
}

func (e *LockedError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("%s: %v by another program", e.Path, ErrLocked)
	}
	return fmt.Sprintf("%s: %v by process %d of %s on %s since %s",
		e.Path, ErrLocked, e.PID, e.User, e.Host, e.Since.Format(time.RFC3339))
}

// Is makes the error match ErrLocked.
func (e *LockedError) Is(target error) bool { return target == ErrLocked }

// OwnerError says whose a file is that should be ours. It matches ErrOwner.
type OwnerError struct {
	Path      string
	Owner, Us string // users
}

func (e *OwnerError) Error() string {
	return fmt.Sprintf("%s: %v: %s's, and this is %s", e.Path, ErrOwner, e.Owner, e.Us)
}

// Is makes the error match ErrOwner.
func (e *OwnerError) Is(target error) bool { return target == ErrOwner }

// DamagedError says what is damaged. It matches ErrDamaged.
type DamagedError struct {
	Where string // file, or table and id
	What  string
	// Back is by how many commits the file is older than the last known one;
	// 0 when that is not the trouble or not known.
	Back uint64
}

func (e *DamagedError) Error() string {
	s := fmt.Sprintf("%s: %v: %s", e.Where, ErrDamaged, e.What)
	if e.Back > 0 {
		s += fmt.Sprintf(" (%d commits back)", e.Back)
	}
	return s
}

// Is makes the error match ErrDamaged.
func (e *DamagedError) Is(target error) bool { return target == ErrDamaged }
