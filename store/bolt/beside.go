package bolt

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"tereze/store"
	"tereze/store/bolt/segment"
)

// The companions of the file.
const (
	idSuffix   = ".id"
	noteSuffix = ".head"
	lockSuffix = ".lock"
)

// noteText is always of the same length, so that it can be overwritten in place.
func noteText(p segment.Position) []byte { return fmt.Appendf(nil, "%020d %x\n", p.Commit, p.Sum) }

// writeNote overwrites without a flush: an old note after a power cut only
// notices less. For the same reason its error is not the commit's.
func writeNote(f *os.File, p segment.Position) { _, _ = f.WriteAt(noteText(p), 0) }

// note is the last commit known: how many there were and the chain up to it.
type note struct {
	count uint64
	mark  [16]byte
}

func readNote(path string) (p note, err error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return p, &store.DamagedError{Where: path, What: "missing"}
	}
	if err != nil {
		return p, err
	}
	var mark string
	_, err = fmt.Sscanf(string(text), "%d %s\n", &p.count, &mark)
	raw, hexErr := hex.DecodeString(mark)
	if err != nil || hexErr != nil || len(raw) != len(p.mark) {
		return p, &store.DamagedError{Where: path, What: "unreadable"}
	}
	copy(p.mark[:], raw)
	return p, nil
}

// writeHolder leaves word of who holds the lock. It is for people: where it
// cannot be written, on a full disk, the store opens all the same.
func (c *core) writeHolder() {
	now := time.Now
	if c.o.Now != nil {
		now = c.o.Now
	}
	host, _ := os.Hostname()
	name := "?"
	if u, err := user.Current(); err == nil {
		name = u.Username
	}
	text := fmt.Sprintf("pid %d\nhost %q\nuser %q\nsince %s\n", os.Getpid(), host, name, now().UTC().Format(time.RFC3339))
	if c.o.Word != "" {
		text += fmt.Sprintf("word %q\n", c.o.Word)
	}
	_ = os.WriteFile(c.path+lockSuffix, []byte(text), 0o600)
}

func readHolder(path string) error {
	who := &store.LockedError{Path: path}
	text, err := os.ReadFile(path + lockSuffix)
	if err != nil {
		return who // a reader, or another program altogether
	}
	var since string
	if _, err := fmt.Sscanf(string(text), "pid %d\nhost %q\nuser %q\nsince %s\n", &who.PID, &who.Host, &who.User, &since); err != nil {
		return &store.LockedError{Path: path}
	}
	who.Since, _ = time.Parse(time.RFC3339, since)
	if _, word, ok := strings.Cut(string(text), "\nword "); ok {
		who.Word, _ = strconv.Unquote(strings.TrimSuffix(word, "\n"))
	}
	return who
}

// writeWhole writes a small file so that it is old or new, never half.
func writeWhole(path string, text []byte) error {
	temp := path + ".new"
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	return store.SyncFolder(filepath.Dir(path))
}
