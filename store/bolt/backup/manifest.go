package backup

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"tereze/store"
	"tereze/store/bolt/segment"
)

// What can go wrong besides damage (store.DamagedError), for errors.Is.
var (
	ErrNone       = errors.New("no backup is in the folder")
	ErrOther      = errors.New("the folder holds backups of another store")
	ErrBranched   = errors.New("the store does not go on from the last backup: make a full one")
	ErrRecipients = errors.New("nobody to encrypt for")
	ErrIdentity   = errors.New("none of the identities opens the backup")
	ErrNotEmpty   = errors.New("the folder is not empty")
)

// The formats: the second has files beside the store.
const (
	formatLog   = 1
	formatFiles = 2
)

// Manifest says what one run wrote.
type Manifest struct {
	Format     int       `json:"format"`
	Number     int       `json:"number"` // from 1
	Full       bool      `json:"full"`
	Previous   string    `json:"previous"` // SHA-256 of the manifest before, hex
	Store      uuid.UUID `json:"store"`
	At         time.Time `json:"at"`
	From       Point     `json:"from"`
	To         Point     `json:"to"`
	Recipients []string  `json:"recipients"`
	Data       File      `json:"data"`
	Keys       *File     `json:"keys,omitempty"` // of people; nil where nothing is hidden
	Erasures   uint64    `json:"erasures"`       // how many the file of keys knows

	Files      *File `json:"files,omitempty"`      // list of the sealed files that came and went; nil: none did
	Added      int   `json:"added,omitempty"`      // sealed files the run copied
	AddedBytes int64 `json:"addedBytes,omitempty"` // encrypted
	Absent     int   `json:"absent,omitempty"`     // copied by earlier runs, and in the office no more, though nobody dropped them
}

// File is one encrypted file.
type File struct {
	Name string `json:"name"`
	Size int64  `json:"size"` // bytes
	Sum  string `json:"sha256"`
}

// Point is a segment.Position as people and other programs can read it.
type Point struct {
	Commit  uint64 `json:"commit"`
	Sum     string `json:"sum"`
	Segment uint32 `json:"segment"`
	Offset  uint32 `json:"offset"`
}

func pointOf(p segment.Position) Point {
	return Point{p.Commit, hex.EncodeToString(p.Sum[:]), p.Segment, p.Offset}
}

func (p Point) position() (at segment.Position, err error) {
	sum, err := hex.DecodeString(p.Sum)
	if err != nil || len(sum) != len(at.Sum) {
		return at, errors.New("a position without its sum")
	}
	return segment.Position{Commit: p.Commit, Sum: [16]byte(sum), Segment: p.Segment, Offset: p.Offset}, nil
}

func (m Manifest) name() string { return fmt.Sprintf("%06d.json", m.Number) }

// Read gives the manifests of a folder, oldest first, after following their
// chain. Errors: ErrNone; *store.DamagedError for one that is missing,
// unreadable or not the one its successor names.
func Read(dir string) ([]Manifest, error) {
	names, err := filepath.Glob(filepath.Join(escape(dir), "[0-9][0-9][0-9][0-9][0-9][0-9].json"))
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var all []Manifest
	previous := ""
	for i, name := range names {
		bad := func(what string) error { return &store.DamagedError{Where: name, What: what} }
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		m, err := decode(data)
		switch {
		case err != nil:
			return nil, bad(err.Error())
		case m.Format > formatFiles:
			return nil, fmt.Errorf("%s: %w: format %d, this program knows %d", name, store.ErrForeign, m.Format, formatFiles)
		case m.name() != filepath.Base(name):
			return nil, bad("it is the manifest of another run")
		case m.Number != i+1:
			return nil, bad(fmt.Sprintf("the manifest of run %d is missing", i+1))
		case m.Previous != previous:
			return nil, bad("it does not follow the manifest before it")
		case !m.Full && (i == 0 || m.From != all[i-1].To || m.Store != all[i-1].Store):
			return nil, bad("it does not go on where the run before ended")
		}
		previous = sumOf(data)
		all = append(all, m)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: %w", dir, ErrNone)
	}
	return all, nil
}

// escape keeps a folder's name from being a pattern.
func escape(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `[`, `\[`, `*`, `\*`, `?`, `\?`).Replace(dir)
}

// encode ends the JSON with a line of its own sum: the newest manifest has no
// successor to vouch for it.
func (m Manifest) encode() ([]byte, error) {
	data, err := json.MarshalIndent(m, "", "  ")
	data = append(data, '\n')
	return append(data, sumOf(data)+"\n"...), err
}

func decode(data []byte) (m Manifest, err error) {
	at := bytes.LastIndexByte(bytes.TrimSuffix(data, []byte("\n")), '\n') + 1
	if string(data[at:]) != sumOf(data[:at])+"\n" {
		return m, errors.New("it is not whole")
	}
	d := json.NewDecoder(bytes.NewReader(data[:at]))
	if err := d.Decode(&m); err != nil {
		return m, err
	}
	for _, f := range []*File{&m.Data, m.Keys, m.Files} {
		if f != nil && (filepath.Base(f.Name) != f.Name || f.Name == "." || f.Name == "..") {
			return m, errors.New("it names a file elsewhere")
		}
	}
	return m, nil
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// chain is the part of the runs a restore needs: from the last full one on.
func chain(all []Manifest) []Manifest {
	for i := range slices.Backward(all) {
		if all[i].Full {
			return all[i:]
		}
	}
	return nil
}

func exists(path string) (bool, error) {
	_, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
