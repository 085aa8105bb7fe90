package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// filled gives a folder with the filled store of a plan, for this run alone:
// made now, or a copy of the kept one.
func (r *run) filled(ctx context.Context, engine string, m maker, p *Plan) (string, error) {
	kind, _, _ := strings.Cut(engine, "-") // grouped or not, the store is the same
	own := filepath.Join(r.work, fmt.Sprintf("%s-%d", kind, p.Cases))
	if r.keep == "" {
		return own, r.fill(ctx, kind, m, own, p)
	}
	kept := filepath.Join(r.keep, fmt.Sprintf("%s-%d-%d", kind, p.Cases, p.Sweep))
	if _, err := os.Stat(kept); errors.Is(err, fs.ErrNotExist) {
		if err := r.fill(ctx, kind, m, own, p); err != nil {
			return "", err
		}
		if err := os.Rename(own, kept); err != nil { // whole or not at all
			return "", err
		}
	}
	// The system's own copier keeps holes and owners.
	if text, err := exec.CommandContext(ctx, "cp", "-a", kept, own).CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, text)
	}
	return own, nil
}

func (r *run) fill(ctx context.Context, kind string, m maker, dir string, p *Plan) error {
	began := time.Now()
	if err := m.Fill(ctx, dir, p); err != nil {
		return err
	}
	r.say("%s filled: %s, in %.1f s", kind, p, time.Since(began).Seconds())
	return nil
}

// probe finds out how many bytes one Accept commits: what the bare disk is
// given to write. The bytes are those of the engine's log where it has one.
func (r *run) probe(ctx context.Context) (int, error) {
	const warm, ops = 200, 400
	m, p := &terezeMaker{noSync: true}, newPlan(0, 0, r.models)
	dir := filepath.Join(r.work, "probe")
	if err := m.Fill(ctx, dir, p); err != nil {
		return 0, err
	}
	e, err := m.Open(ctx, dir, p)
	if err != nil {
		return 0, err
	}
	door, dice := newDoor(p, r.clock), rand.New(rand.NewPCG(1, 1))
	var before, after int64
	for i := range warm + ops {
		if i == warm {
			if before, err = logged(dir); err != nil {
				break
			}
		}
		if err = e.Accept(ctx, door.next(dice)); err != nil {
			break
		}
	}
	if err == nil {
		after, err = logged(dir)
	}
	if err = errors.Join(err, e.Close(), os.RemoveAll(dir)); err != nil {
		return 0, fmt.Errorf("probe: %w", err)
	}
	if after == before {
		return 0, errors.New("probe: the engine has no log in " + storeFile + ".log")
	}
	return int(after-before) / ops, nil
}

// logged is how far the store's log is written: its files are laid out ahead,
// in zeros.
func logged(dir string) (sum int64, err error) {
	files, err := filepath.Glob(filepath.Join(dir, storeFile+".log", "*"))
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return 0, err
		}
		end := len(b)
		for end > 0 && b[end-1] == 0 {
			end--
		}
		sum += int64(end)
	}
	return sum, err
}
