package faulttest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tereze/store"
	"tereze/store/bolt"
)

// TestMutations spoils the files of a store in thousands of ways. Each time it
// must be said, or every answer must be exactly the right one.
func TestMutations(t *testing.T) {
	t.Parallel()
	r, dir := chooser(t), t.TempDir()
	truth := grow(t, dir, r)
	const children = 2
	n := rounds(2000) / children * children
	count := make(map[string]int)
	var adding sync.Mutex
	var wg sync.WaitGroup
	for i := range children {
		work := filepath.Join(dir, fmt.Sprint("work", i))
		j := job{Work: "mutate", Path: work, Files: dir, Seed: r.Int64(), Truth: truth, Acts: n / children}
		wg.Go(func() {
			for j.First < j.Acts {
				c := start(t, newBook(), j)
				stuck := !c.judged()
				err := c.end()
				adding.Lock()
				for word, n := range c.count {
					count[word] += n
				}
				j.First += c.count["at"]
				switch {
				case stuck:
					count["stuck"]++
					t.Logf("no answer after mutation %q", c.last)
				case err != nil:
					t.Errorf("the process died of mutation %q: %v", c.last, err)
				}
				for _, wrong := range c.errs {
					t.Errorf("SILENT: %s", wrong)
				}
				adding.Unlock()
			}
		})
	}
	wg.Wait()
	delete(count, "at")
	said := count["open"] + count["read"] + count["audit"] + count["later"]
	if count["right"] == 0 || said < n/4 || said+count["right"]+count["stuck"] != n || count["stuck"] > max(n/200, 1) {
		t.Errorf("not every mutation came to a good end: %v", count)
	}
	t.Logf("%d mutations: %v", n, count)
}

// judged waits for the end of a child; false: it got no further with a mutation
// and was killed. Pages of bbolt's that refer to each other in a circle hold it
// for ever: no answer, but no wrong one either. It is counted, and must be rare.
func (c *child) judged() bool {
	const enough = 8 * time.Second
	late := time.NewTimer(enough)
	defer late.Stop()
	for {
		select {
		case _, ok := <-c.events:
			if !ok {
				return true
			}
			late.Reset(enough)
		case <-late.C:
			_ = c.cmd.Process.Kill()
			return false
		}
	}
}

// grow fills a store and keeps three states of its files in folders: "old",
// "new" (closed) and "killed", which is as new as "new". It gives what is
// right for the last two, as dump does.
func grow(t *testing.T, dir string, r *rand.Rand) map[string]string {
	path, b := filepath.Join(dir, "s.db"), newBook()
	session := func(keep string) {
		c := start(t, b, job{Work: "write", Path: path, Writers: 4, Acts: 20, Seed: r.Int64(), Resend: b.unanswered()})
		if c.end(); len(c.errs) > 0 {
			t.Fatal(c.errs)
		}
		load(t, path).put(t, filepath.Join(dir, keep), "s.db")
	}
	session("old")
	session("new")
	// One writer: then the note beside the file is as new as what was killed, and
	// the last frame cannot be taken for one nobody knew of.
	start(t, b, job{Work: "write", Path: path, Writers: 1, Seed: r.Int64(), DieAfter: 80}).end()
	load(t, path).put(t, filepath.Join(dir, "killed"), "s.db")
	b.look(t, path, true)
	truth := make(map[string]string)
	for _, state := range []string{"new", "killed"} {
		work := filepath.Join(dir, "truth-"+state)
		load(t, filepath.Join(dir, state, "s.db")).put(t, work, "s.db")
		l, err := open(t.Context(), filepath.Join(work, "s.db"), bolt.Options{NoSync: true}, b.o.schema)
		if err != nil {
			t.Fatal(err)
		}
		truth[state], err = dump(t.Context(), b.o, l)
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return truth
}

// files are a store's files by what follows its path: "", ".id", ".log/00000001.seg".
type files map[string][]byte

type failer interface {
	Helper()
	Fatal(...any)
}

func load(t failer, path string) files {
	t.Helper()
	f := make(files)
	dir := filepath.Dir(path)
	err := filepath.WalkDir(dir, func(name string, at fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		suffix, ours := strings.CutPrefix(name, path)
		switch {
		case at.IsDir() && name != dir && !ours:
			return fs.SkipDir
		case at.IsDir() || !ours || suffix == ".lock":
			return nil
		}
		f[suffix], err = os.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// put writes the files into a folder that is made for them; zeroes at a file's
// end are left to the file system.
func (f files) put(t failer, dir, base string) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for suffix, b := range f {
		name := filepath.Join(dir, base+suffix)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, b[:used(b)], 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(name, int64(len(b))); err != nil {
			t.Fatal(err)
		}
	}
}

// used is the length without the zeroes at the end.
func used(b []byte) int { return len(bytes.TrimRight(b, "\x00")) }

// stderr makes a failer of a child's end.
type stderr struct{}

func (stderr) Helper() {}
func (stderr) Fatal(args ...any) {
	fmt.Fprintln(os.Stderr, args...)
	os.Exit(1)
}

// mutate is the work of a child: Acts mutations, each on files laid anew.
func (j job) mutate() error {
	d := &desk{job: j, o: newOffice()}
	states := make(map[string]files)
	for _, s := range []string{"old", "new", "killed"} {
		states[s] = load(stderr{}, filepath.Join(j.Files, s, "s.db"))
	}
	for i := j.First; i < j.Acts; i++ {
		r := rand.New(rand.NewPCG(uint64(j.Seed), uint64(i)))
		state := []string{"new", "killed"}[r.IntN(2)]
		f := maps.Clone(states[state])
		what := f.spoil(r, states["old"])
		d.tell("at %s: %s", state, what)
		f.put(stderr{}, j.Path, "s.db")
		verdict, err := j.examine(context.Background(), d.o, state, r.IntN(4) == 0)
		if verdict == "wrong" {
			d.tell("err %s: %s: %v", state, what, err)
		} else {
			d.tell("%s", verdict)
		}
	}
	return nil
}

// spoil changes one file and says how.
func (f files) spoil(r *rand.Rand, old files) string {
	names := slices.Sorted(maps.Keys(f))
	var logs []string
	for _, n := range names {
		if strings.HasPrefix(n, ".log/") && used(f[n]) > 0 {
			logs = append(logs, n)
		}
	}
	name := ""
	switch k := r.IntN(20); {
	case k < 2:
		name = ".id"
	case k < 4:
		name = ".head"
	case k < 12 && len(logs) > 0:
		name = logs[r.IntN(len(logs))]
	case k == 12:
		name = names[r.IntN(len(names))]
	}
	b := bytes.Clone(f[name])
	defer func() { f[name] = b }()
	const page = 4096
	in := max(used(b), 1)
	pages := max((in+page-1)/page, 1)
	piece := func(b []byte, n int) []byte { return b[min(n*page, len(b)):min(n*page+page, len(b))] }
	at, p, q := r.IntN(in), r.IntN(pages), r.IntN(pages)
	switch k := r.IntN(24); {
	case k < 8:
		b[at] ^= 1 << r.IntN(8)
		return fmt.Sprintf("%q: a bit of byte %d", name, at)
	case k < 10:
		for i := at; i < min(at+64, len(b)); i++ {
			b[i] ^= byte(r.Uint32())
		}
		return fmt.Sprintf("%q: 64 bytes from %d", name, at)
	case k < 11:
		for i := at &^ 7; i < min(at&^7+8, len(b)); i++ {
			b[i] = 0xff
		}
		return fmt.Sprintf("%q: a word at %d", name, at&^7)
	case k < 13:
		clear(piece(b, p))
		return fmt.Sprintf("%q: page %d zeroed", name, p)
	case k < 15:
		one, two := bytes.Clone(piece(b, p)), bytes.Clone(piece(b, q))
		copy(piece(b, p), two)
		copy(piece(b, q), one)
		return fmt.Sprintf("%q: pages %d and %d swapped", name, p, q)
	case k < 16:
		copy(piece(b, p), bytes.Clone(piece(b, q)))
		return fmt.Sprintf("%q: page %d over page %d", name, q, p)
	case k < 18:
		b = b[:at]
		return fmt.Sprintf("%q: cut to %d bytes", name, at)
	case k < 20:
		copy(piece(b, p), piece(old[name], p))
		return fmt.Sprintf("%q: page %d of the old file", name, p)
	case k < 21:
		b = bytes.Clone(old[name])
		return fmt.Sprintf("%q: the whole old file", name)
	case k < 22:
		name, b = "", bytes.Clone(f[""])
		m := r.IntN(2)
		copy(piece(b, m), piece(old[""], r.IntN(2)))
		return fmt.Sprintf("an old meta page over %d", m)
	case k < 23:
		b = append(b, byte(r.Uint32()), byte(r.Uint32()), 0, 1)
		return fmt.Sprintf("%q: 4 bytes more", name)
	}
	b = nil
	return fmt.Sprintf("%q: emptied", name)
}

// examine opens what was spoilt, audits and reads everything. The verdict is
// where it was said (open, read, audit, later), "right", or "wrong".
func (j job) examine(ctx context.Context, o *office, state string, goOn bool) (string, error) {
	l, err := open(ctx, filepath.Join(j.Path, "s.db"), bolt.Options{NoSync: true}, o.schema)
	if err != nil {
		return "open", err
	}
	defer l.Close()
	got, err := dump(ctx, o, l)
	if err != nil {
		return "read", err
	}
	if said, err := audited(ctx, l); said {
		return "audit", err
	}
	if got != j.Truth[state] {
		return "wrong", fmt.Errorf("it reads otherwise than what was written, and nothing was said")
	}
	if !goOn {
		return "right", nil
	}
	// What is wrong may show only when it is worked on: pages given out twice.
	d := &desk{o: o, l: l}
	for range 5 {
		c := command{Op: newID(), Case: newID(), Stage: accepted}
		by := store.By{Op: c.Op, Operator: "aigul", Process: 2, At: zeroHour}
		if _, err := l.Update(ctx, by, func(tx *store.Tx) error { return d.o.act(tx, c) }); err != nil {
			return "later", err
		}
	}
	if said, err := audited(ctx, l); said {
		return "later", err
	}
	return "right", nil
}

func audited(ctx context.Context, l *store.Ledger) (said bool, err error) {
	report, err := l.Audit(ctx, nil)
	if err != nil || report.OK() {
		return err != nil, err
	}
	return true, fmt.Errorf("%v", report.Findings[0])
}

// dump reads everything there is through the ledger and gives its sum.
func dump(ctx context.Context, o *office, l *store.Ledger) (string, error) {
	sum := sha256.New()
	note := func(format string, args ...any) { fmt.Fprintf(sum, format+"\n", args...) }
	head, err := l.Head(ctx)
	if err != nil {
		return "", err
	}
	note("head %d %x", head.Seq, head.Hash)
	for next := uint64(1); ; {
		page, err := l.Journal(ctx, next, 500)
		if err != nil {
			return "", err
		}
		if len(page) == 0 {
			break
		}
		for _, n := range page {
			at, err := l.HeadOf(ctx, n.Op)
			if err != nil {
				return "", fmt.Errorf("op of journal %d: %w", n.Seq, err)
			}
			note("%d %x %d %x", n.Seq, n.Hash, at.Seq, at.Hash)
			next = n.Seq + 1
		}
	}
	err = l.View(ctx, func(tx *store.Tx) error {
		for k, err := range o.cases.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			note("%v", *k)
		}
		for _, x := range []*store.Index[kase]{o.byStage, o.byNumber, o.byName, o.work} {
			for h, err := range x.Seek(tx, nil, nil, false) {
				if err != nil {
					return err
				}
				note("%x %x %x", h.Key, h.ID, h.Row)
			}
			for c, err := range x.Tallies(tx, nil) {
				if err != nil {
					return err
				}
				note("%x %d", c.Key, c.N)
			}
		}
		for _, name := range []string{"case", "paper"} {
			n, err := tx.Peek(name)
			if err != nil {
				return err
			}
			note("%s %d", name, n)
		}
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}
