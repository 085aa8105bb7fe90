package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"filippo.io/age"
	"github.com/google/uuid"

	"tereze/store"
	"tereze/store/blob"
	"tereze/store/bolt/segment"
)

// The companions of a store X that are copied.
const (
	logSuffix   = ".log"
	idSuffix    = ".id"
	shredSuffix = ".shred"
)

// DefaultRate is how many bytes a second a run reads: an unpaced one makes
// those who write wait fifty times as long.
const DefaultRate = 100 << 20

// Extra is a file that goes along: settings, rules, the key file.
type Extra struct {
	Name string // in the backup, with slashes
	Path string
}

// Options of a run.
type Options struct {
	// Recipients are age's public keys, age1…; none: those of the run before.
	Recipients []string
	Extras     []Extra
	Files      string // folder of sealed files, as package blob keeps them; empty: none
	Full       bool   // begin a new chain
	Rate       int64  // bytes a second; 0: DefaultRate, below 0: unpaced
	Now        func() time.Time
	// Progress, if set, is told bytes: of the log while it is copied, then of
	// the encrypted files while they are read back.
	Progress func(what Stage, done, total uint64)
	// Wait sleeps between two pieces; nil: by the clock.
	Wait func(ctx context.Context, d time.Duration) error
}

// Stage is what a run or a restore is at.
type Stage int

// The stages.
const (
	Copying Stage = iota
	ReadingBack
	Unpacking
)

// Make copies what came to the store at path since the run before into dir,
// which is made when it is missing. Others may write to the store meanwhile.
//
// Errors: ErrRecipients, ErrOther, ErrBranched; *store.DamagedError of the
// store or of what is in the folder; store.ErrMissing; store.ErrFull. A run
// that fails leaves nothing that counts.
func Make(ctx context.Context, path, dir string, o Options) (Manifest, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Manifest{}, err
	}
	before, err := Read(dir)
	if err != nil && !errors.Is(err, ErrNone) {
		return Manifest{}, err
	}
	m := Manifest{Format: formatLog, Number: len(before) + 1, Full: o.Full || len(before) == 0, At: o.now().UTC().Truncate(time.Second)}
	m.Recipients = slices.Clone(o.Recipients)
	if len(before) > 0 {
		last := before[len(before)-1]
		data, err := os.ReadFile(filepath.Join(dir, last.name()))
		if err != nil {
			return m, err
		}
		m.Previous = sumOf(data)
		if len(m.Recipients) == 0 {
			m.Recipients = last.Recipients
		}
	}
	to, err := recipients(m.Recipients)
	if err != nil {
		return m, err
	}
	p, err := find(path)
	if err != nil {
		return m, err
	}
	defer p.log.Close()
	m.Store, m.Erasures = p.id, p.erasures
	from := p.log.Begin()
	if !m.Full {
		last := before[len(before)-1]
		if last.Store != p.id {
			return m, fmt.Errorf("%s: %w", dir, ErrOther)
		}
		if from, err = last.To.position(); err != nil {
			return m, err
		}
		if !p.continues(ctx, from) {
			return m, fmt.Errorf("%s: %w", path, ErrBranched)
		}
	}
	m.From, m.To = pointOf(from), pointOf(p.end)
	if err := p.flush(from); err != nil {
		return m, err
	}
	hold := map[blob.Sum]copied{}
	if !m.Full {
		if hold, err = held(dir, chain(before)); err != nil {
			return m, err
		}
	}
	w := &writer{ctx: ctx, dir: dir, to: to, o: o, number: m.Number, hold: hold}
	defer w.clean()
	if err := w.run(p, from, &m); err != nil {
		return m, err
	}
	return m, errors.Join(prune(dir, append(before, m)), pruneFiles(dir, hold))
}

func (o Options) now() time.Time {
	if o.Now == nil {
		return time.Now()
	}
	return o.Now()
}

// recipients reads X25519 public keys.
func recipients(keys []string) (to []age.Recipient, err error) {
	for _, k := range keys {
		r, err := age.ParseX25519Recipient(k)
		if err != nil {
			return nil, fmt.Errorf("%w: %q: %w", ErrRecipients, k, err)
		}
		to = append(to, r)
	}
	if len(to) == 0 {
		return nil, ErrRecipients
	}
	return to, nil
}

// point is a store at one moment: the log up to end needs no other keys than
// those in shred, and those need no more of the log.
type point struct {
	path     string
	id       uuid.UUID
	rawID    []byte
	log      *segment.Log
	end      segment.Position
	segments []segment.Info
	shred    []byte // nil where nothing is hidden
	erasures uint64
}

// find finds such a moment: the file of keys is written before what it opens
// and after what it makes unreadable, so it must not change while the end of
// the log is looked for.
func find(path string) (*point, error) {
	const tries = 100
	for range tries {
		shred, err := optional(path + shredSuffix)
		if err != nil {
			return nil, err
		}
		p, err := open(path)
		if err != nil {
			return nil, err
		}
		again, err := optional(path + shredSuffix)
		if err == nil && bytes.Equal(shred, again) {
			if p.shred = shred; shred != nil {
				if p.erasures, err = store.ShredErasures(shred); err != nil {
					err = &store.DamagedError{Where: path + shredSuffix, What: err.Error()}
				}
			}
			if err == nil {
				return p, nil
			}
		}
		if p.log.Close(); err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("%s: it changed %d times in a row", path+shredSuffix, tries)
}

func optional(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

func open(path string) (*point, error) {
	rawID, err := os.ReadFile(path + idSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s (%w)", store.ErrMissing, path+idSuffix, fs.ErrNotExist)
	}
	if err != nil {
		return nil, err
	}
	if ok, err := exists(path + logSuffix); !ok {
		return nil, errors.Join(fmt.Errorf("%w: %s; a store of the first format has no log: open it once for writing", store.ErrMissing, path+logSuffix), err)
	}
	id, err := segment.Identify(path + logSuffix)
	if err != nil {
		return nil, err
	}
	log, err := openLog(path+logSuffix, id)
	if err != nil {
		return nil, err
	}
	return &point{path: path, id: id, rawID: rawID, log: log, end: log.End(), segments: log.Segments()}, nil
}

// openLog finds the end of a log that may be written to meanwhile: then the
// frame under way looks torn, and damaged when the next one stands behind it
// already. What is damaged is so in the same place when one looks again.
func openLog(dir string, id uuid.UUID) (*segment.Log, error) {
	before := ""
	for {
		log, err := segment.Open(dir, id, segment.Options{ReadOnly: true})
		if err == nil || !errors.Is(err, store.ErrDamaged) || err.Error() == before {
			return log, err
		}
		before = err.Error()
	}
}

// continues says whether the log goes on from a position of an earlier run.
func (p *point) continues(ctx context.Context, from segment.Position) bool {
	if from == p.end {
		return true
	}
	if from.Commit >= p.end.Commit {
		return false
	}
	for f, err := range p.log.Frames(ctx, from) {
		return err == nil && f.First == from.Commit+1
	}
	return false
}

// flush makes what is about to be copied durable where it stands: a power cut
// must not leave the backup ahead of the store.
func (p *point) flush(from segment.Position) error {
	if runtime.GOOS == "windows" {
		return nil // flushing takes the right to write there
	}
	for _, s := range p.segments[from.Segment-1:] {
		f, err := os.Open(s.Path)
		if err != nil {
			return err
		}
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	return nil
}
