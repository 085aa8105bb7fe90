package courier

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tereze/intake"
	"tereze/intake/egov/payload"
	"tereze/store"
)

// The folders into which a drop folder's files go once they were looked at.
const (
	DropDone    = "done"    // accepted
	DropRefused = "refused" // by condition 1, 2 or 3
	DropWaiting = "waiting" // cannot be verified here now: looked at again each time
	DropBad     = "bad"     // no request, or another one under a number that is taken
)

// MostPortal is the most one file of the drop folder may hold, in bytes.
const MostPortal = 40 << 20

// Dropped is what one look at the drop folder did.
type Dropped struct{ Taken, Refused, Waiting, Bad int }

// PortalDrop tries again what waits (PortalAgain), takes every *.xml of a drop
// folder and moves it where it belongs. Who puts files there writes them under another
// name first and renames them: a half-written one would be bad. A crash after
// the answer and before the move does no harm: the same request gets the same
// answer again.
func (o *Office) PortalDrop(ctx context.Context, by intake.By, dir string) (n Dropped, err error) {
	if err := by.May(intake.Command(intake.ActPortal)); err != nil {
		return n, err
	}
	if _, err := o.PortalAgain(ctx, by.Part([]byte("again"))); err != nil {
		return n, err
	}
	for _, folder := range []string{filepath.Join(dir, DropWaiting), dir} {
		files, err := os.ReadDir(folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return n, err
		}
		for _, f := range files {
			if !f.Type().IsRegular() || !strings.EqualFold(filepath.Ext(f.Name()), ".xml") || strings.HasPrefix(f.Name(), ".") {
				continue
			}
			if err := o.dropped(ctx, by, dir, filepath.Join(folder, f.Name()), &n); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

// dropped takes one file and moves it.
func (o *Office) dropped(ctx context.Context, by intake.By, dir, path string, n *Dropped) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // somebody else took it
	} else if err != nil {
		return err
	}
	if info.Size() > MostPortal {
		n.Bad++
		return move(path, filepath.Join(dir, DropBad), nil)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(raw)
	if filepath.Base(filepath.Dir(path)) == DropWaiting {
		if still, err := o.waits(ctx, raw); err != nil || still {
			n.Waiting++
			return err
		}
	}
	r, err := o.TakePortal(ctx, by.Part(sum[:]), raw, "")
	p, no := intake.AsProblem(err)
	to := DropDone
	switch {
	case no && p.Code == intake.ProblemPortalRequest:
		to = DropBad
		n.Bad++
	case err != nil:
		return err
	case r.Waiting != "":
		to = DropWaiting
		n.Waiting++
	case r.Condition != 0:
		to = DropRefused
		n.Refused++
	default:
		n.Taken++
	}
	return move(path, filepath.Join(dir, to), raw)
}

// waits says that a request was tried just now, and still waits.
func (o *Office) waits(ctx context.Context, raw []byte) (bool, error) {
	form, _, err := payload.ReadSigned(raw)
	if err != nil {
		return false, nil
	}
	p, err := payload.ReadPortal(form)
	if err != nil {
		return false, nil
	}
	r, err := o.portalRequest(ctx, p.ID)
	return r != nil && r.Waiting != "" && r.Request == sha256.Sum256(form), err
}

// move renames a file into a folder; of another one under the same name there
// it is told by its sum.
func move(path, folder string, raw []byte) error {
	if filepath.Dir(path) == folder {
		return nil
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	to := filepath.Join(folder, filepath.Base(path))
	if _, err := os.Lstat(to); err == nil {
		sum := sha256.Sum256(raw)
		ext := filepath.Ext(to)
		to = strings.TrimSuffix(to, ext) + "-" + hex.EncodeToString(sum[:6]) + ext
	}
	if err := os.Rename(path, to); err != nil {
		return err
	}
	return store.SyncFolder(folder)
}
