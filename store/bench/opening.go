package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// openingCommand is this program's other self: a fresh process that opens a
// store, shows the first page and tells what that took.
const openingCommand = "opening"

// Opened is its answer.
type Opened struct {
	Millis float64 `json:"ms"`   // from nothing to the first page
	Heap   int64   `json:"heap"` // bytes on Go's heap afterwards, idle
}

// openings asks a fresh process several times: with the system's cache warm,
// then cold, as after the machine was switched on.
func (r *run) openings(ctx context.Context, engine, dir string, p *Plan, at *figures) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	var warm, cold, heap []float64
	for i := range 6 {
		if i%2 == 1 {
			if err := forget(dir); err != nil {
				return err
			}
		}
		out, err := exec.CommandContext(ctx, self, openingCommand, engine, dir, strconv.Itoa(p.Cases), strconv.Itoa(p.Sweep)).Output()
		if err != nil {
			var exit *exec.ExitError
			if errors.As(err, &exit) {
				err = fmt.Errorf("%w: %s", err, exit.Stderr)
			}
			return fmt.Errorf("opening: %w", err)
		}
		var o Opened
		if err := json.Unmarshal(out, &o); err != nil {
			return err
		}
		if i%2 == 1 {
			cold = append(cold, o.Millis)
		} else {
			warm = append(warm, o.Millis)
		}
		heap = append(heap, float64(o.Heap))
	}
	at.Open, at.OpenCold, at.Heap = median(warm), median(cold), int64(median(heap))
	if strings.HasPrefix(engine, "postgres") {
		at.Heap = 0 // its memory is another process's
	}
	return nil
}

func median(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}

// forget asks the system to drop what it keeps of a folder's files.
func forget(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		return errors.Join(unix.Fdatasync(int(f.Fd())), unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED), f.Close())
	})
}

// opening is what the fresh process does.
func opening(ctx context.Context, args []string) error {
	if len(args) != 4 {
		return errors.New("opening wants an engine, a folder, cases and sweep")
	}
	cases, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	sweep, err := strconv.Atoi(args[3])
	if err != nil {
		return err
	}
	m, err := (&run{settings: &settings{}}).maker(args[0])
	if err != nil {
		return err
	}
	began := time.Now()
	e, err := m.Open(ctx, args[1], newPlan(cases, sweep, &Models{}))
	if err != nil {
		return err
	}
	defer e.Close()
	if _, err := e.Page(ctx); err != nil {
		return err
	}
	o := Opened{Millis: float64(time.Since(began).Microseconds()) / 1000}
	runtime.GC()
	debug.FreeOSMemory()
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	o.Heap = int64(mem.HeapAlloc)
	return json.NewEncoder(os.Stdout).Encode(o)
}
