package backup_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/uuid"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/bolt/backup"
)

var keys = store.NewKeys([32]byte{4, 2})

type paper struct {
	ID    uuid.UUID
	Owner string
}

// office is a store in use, with where its backups go.
type office struct {
	t         *testing.T
	path, dir string
	papers    *store.Table[paper]
	schema    store.Schema
	shred     *store.Shred
	l         *store.Ledger
	identity  *age.X25519Identity
	n         int
}

func newOffice(t *testing.T) *office {
	o := &office{t: t, path: filepath.Join(t.TempDir(), "x.db"), dir: filepath.Join(t.TempDir(), "backups")}
	o.papers = store.NewTable(store.TableSpec[paper]{Name: "paper", Version: 1, Personal: true,
		ID:     func(p *paper) []byte { return p.ID[:] },
		Encode: func(e *store.Encoder, p *paper) { e.UUID(p.ID); e.String(p.Owner) },
		Decode: func(d *store.Decoder, _ byte, p *paper) { p.ID, p.Owner = d.UUID(), d.String() }})
	o.schema = store.Schema{Tables: []store.AnyTable{o.papers}}
	var err error
	if o.identity, err = age.GenerateX25519Identity(); err != nil {
		t.Fatal(err)
	}
	o.shred = o.keysOf(o.path, true)
	e, err := bolt.Create(o.path, bolt.Options{NoSync: true, Shred: o.shred})
	if err != nil {
		t.Fatal(err)
	}
	o.l = o.ledger(e)
	t.Cleanup(func() { o.l.Close() })
	return o
}

func (o *office) keysOf(path string, create bool) *store.Shred {
	o.t.Helper()
	s, err := store.OpenShred(path+".shred", keys, "042", o.schema, store.ShredOptions{Create: create, NoSync: true})
	if err != nil {
		o.t.Fatal(err)
	}
	return s
}

func (o *office) ledger(e *bolt.Engine) *store.Ledger {
	o.t.Helper()
	l, err := store.OpenLedger(context.Background(), e, "042", keys, o.schema)
	if err != nil {
		o.t.Fatal(err)
	}
	return l
}

// act is one transaction, on the paper n.
func (o *office) act(fn func(*store.Tx) error) {
	o.t.Helper()
	o.n++
	by := store.By{Op: uuid.NewSHA1(uuid.Nil, fmt.Append(nil, o.n)), Operator: "aigul", At: time.Unix(int64(1e9+o.n), 0)}
	if _, err := o.l.Update(context.Background(), by, fn); err != nil {
		o.t.Error(err)
	}
}

func id(n int) uuid.UUID { return uuid.NewSHA1(uuid.Nil, fmt.Append(nil, "paper", n)) }

func (o *office) put(n int, owner string) {
	o.t.Helper()
	o.act(func(tx *store.Tx) error { return o.papers.Put(tx, &paper{id(n), owner}) })
}

func (o *office) options() backup.Options {
	return backup.Options{Recipients: []string{o.identity.Recipient().String()}, Rate: -1}
}

func (o *office) backup() backup.Manifest {
	o.t.Helper()
	m, err := backup.Make(context.Background(), o.path, o.dir, o.options())
	if err != nil {
		o.t.Fatal(err)
	}
	return m
}

// restored is the store made again of the backups, audited.
func (o *office) restored() (*store.Ledger, backup.Unpacked) {
	o.t.Helper()
	return o.restoredAt(filepath.Join(o.t.TempDir(), "y.db"))
}

func (o *office) restoredAt(path string) (*store.Ledger, backup.Unpacked) {
	o.t.Helper()
	u, err := backup.Unpack(context.Background(), o.dir, path, []age.Identity{o.identity}, nil)
	if err != nil {
		o.t.Fatal(err)
	}
	opts := bolt.Options{NoSync: true, Shred: o.keysOf(path, false)}
	if _, err := bolt.Recover(context.Background(), path, opts, nil); err != nil {
		o.t.Fatal(err)
	}
	e, err := bolt.Open(path, opts)
	if err != nil {
		o.t.Fatal(err)
	}
	l := o.ledger(e)
	o.t.Cleanup(func() { l.Close() })
	if r, err := l.Audit(context.Background(), nil); err != nil || !r.OK() {
		o.t.Errorf("audit: %v %v", r.Findings, err)
	}
	return l, u
}

func (o *office) owners(l *store.Ledger) map[uuid.UUID]string {
	o.t.Helper()
	all := map[uuid.UUID]string{}
	err := l.View(context.Background(), func(tx *store.Tx) error {
		for p, err := range o.papers.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			all[p.ID] = p.Owner
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}

func (o *office) same(l *store.Ledger) {
	o.t.Helper()
	a, err := o.l.Head(context.Background())
	b, err2 := l.Head(context.Background())
	if err != nil || err2 != nil || a != b {
		o.t.Errorf("head %v, want %v (%v, %v)", b, a, err2, err)
	}
	want, got := o.owners(o.l), o.owners(l)
	for id, owner := range want {
		if got[id] != owner {
			o.t.Errorf("%v: %q, want %q", id, got[id], owner)
		}
	}
	if len(got) != len(want) {
		o.t.Errorf("%d papers, want %d", len(got), len(want))
	}
}

// Full, then what came since, each restored while the store is open and held.
func TestIncrements(t *testing.T) {
	o := newOffice(t)
	secret := bytes.Repeat([]byte("s3cret"), 4)
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, secret, 0o600); err != nil {
		t.Fatal(err)
	}
	big := string(bytes.Repeat([]byte("ү"), 40<<10)) // so that the log has several files
	var last backup.Manifest
	for run := range 4 {
		for i := range 6 * run {
			o.put(100*run+i, fmt.Sprint("Адам ", run, i, big))
		}
		opts := o.options()
		opts.Extras = []backup.Extra{{Name: "sub/key", Path: file}}
		if run > 1 {
			opts.Recipients = nil // as before
		}
		m, err := backup.Make(context.Background(), o.path, o.dir, opts)
		if err != nil {
			t.Fatal(err)
		}
		if m.Full != (run == 0) || run > 0 && m.From != last.To || m.Number != run+1 {
			t.Errorf("run %d: %+v", run, m)
		}
		last = m
		l, u := o.restored()
		o.same(l)
		if u.Runs != run+1 || !bytes.Equal(u.Files["sub/key"], secret) {
			t.Errorf("run %d: %d runs, file %q", run, u.Runs, u.Files["sub/key"])
		}
		if _, err := backup.Verify(context.Background(), o.dir, nil); err != nil {
			t.Error(err)
		}
	}
	if last.To.Segment < 3 {
		t.Errorf("the log has %d files: too few to tell", last.To.Segment)
	}
	whole, err := backup.Read(o.dir)
	if err != nil || whole[3].Data.Size > whole[0].Data.Size+whole[3].Data.Size/2+int64(18*2*len(big)) {
		t.Errorf("the increments are no increments: %+v %v", whole, err)
	}
	filepath.WalkDir(o.dir, func(path string, d os.DirEntry, _ error) error {
		if d.IsDir() {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil || bytes.Contains(data, secret) || bytes.Contains(data, []byte("Адам")) {
			t.Errorf("%s tells something (%v)", path, err)
		}
		return nil
	})
	opts := o.options()
	opts.Full = true
	m, err := backup.Make(context.Background(), o.path, o.dir, opts)
	if err != nil || !m.Full || m.Number != 5 {
		t.Fatalf("full again: %+v %v", m, err)
	}
	l, u := o.restored()
	o.same(l)
	if u.Runs != 1 {
		t.Errorf("%d runs after a full one", u.Runs)
	}
}

// Writers go on while backups are made: each is a whole moment of the store.
func TestWhileWriting(t *testing.T) {
	o := newOffice(t)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-stop:
				return
			default:
				o.put(n%50, fmt.Sprint("Адам ", n))
			}
		}
	})
	defer wg.Wait()
	halt := sync.OnceFunc(func() { close(stop) })
	defer halt()
	for range 4 {
		o.backup()
		l, u := o.restored()
		h, err := l.Head(context.Background())
		if err != nil || h.Seq == 0 && u.Last.To.Commit > 1 {
			t.Errorf("head %v %v", h, err)
		}
		if e, err := o.l.Journal(context.Background(), h.Seq, 1); h.Seq > 0 && (err != nil || e[0].Hash != h.Hash) {
			t.Errorf("the backup's journal is another one: %v", err)
		}
	}
	halt()
	wg.Wait()
	o.backup()
	l, _ := o.restored()
	o.same(l)
}

// Blotted out before the next run, a person is in no restored store, and the
// folder has no key left that opens what older runs copied.
func TestErased(t *testing.T) {
	o := newOffice(t)
	for n := range 5 {
		o.put(n, fmt.Sprint("Адам ", n))
	}
	first := o.backup()
	old, err := os.ReadFile(filepath.Join(o.dir, first.Keys.Name))
	if err != nil {
		t.Fatal(err)
	}
	by := store.By{Op: uuid.New(), Operator: "super", At: time.Unix(2e9, 0)}
	_, err = o.shred.Erase(context.Background(), o.l, by, func(tx *store.Tx) ([][]byte, error) {
		gone := id(2)
		return [][]byte{gone[:]}, o.papers.Put(tx, &paper{gone, ""})
	})
	if err != nil {
		t.Fatal(err)
	}
	held := filepath.Join(o.dir, "held")
	if err := os.Link(filepath.Join(o.dir, first.Keys.Name), held); err != nil {
		t.Skip(err)
	}
	m := o.backup()
	if m.Full || m.Erasures != 1 {
		t.Errorf("%+v", m)
	}
	l, _ := o.restored()
	o.same(l)
	if got := o.owners(l); got[id(2)] != "" || got[id(1)] == "" {
		t.Errorf("%v", got)
	}
	if _, err := os.Stat(filepath.Join(o.dir, first.Keys.Name)); !os.IsNotExist(err) {
		t.Errorf("the older keys are still there: %v", err)
	}
	if now, err := os.ReadFile(held); err != nil || bytes.Equal(now, old) || !bytes.Equal(now, make([]byte, len(now))) {
		t.Errorf("the older keys were not overwritten (%v)", err)
	}
}

// Whatever is spoilt in the folder is told, never restored.
func TestSpoilt(t *testing.T) {
	o := newOffice(t)
	for n := range 3 {
		o.put(n, "Адам")
		o.backup()
	}
	names, err := filepath.Glob(filepath.Join(o.dir, "*"))
	if err != nil || len(names) != 9 {
		t.Fatalf("%v %v", names, err)
	}
	unpack := func() error {
		_, err := backup.Unpack(context.Background(), o.dir, filepath.Join(t.TempDir(), "y.db"), []age.Identity{o.identity}, nil)
		return err
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		spoil := func(what string, bad []byte) {
			os.Remove(name)
			if bad != nil {
				os.WriteFile(name, bad, 0o600)
			}
			_, verified := backup.Verify(context.Background(), o.dir, nil)
			unpacked := unpack()
			old := name != filepath.Join(o.dir, "000003.keys.age") && bytes.HasSuffix([]byte(name), []byte(".keys.age"))
			last := name == filepath.Join(o.dir, "000003.json") && bad == nil
			switch {
			case old || last: // not needed; or the run before is the newest
				if verified != nil || unpacked != nil {
					t.Errorf("%s %s: %v, %v", name, what, verified, unpacked)
				}
			case !errors.Is(verified, store.ErrDamaged):
				t.Errorf("%s %s: verified: %v", name, what, verified)
			case name == filepath.Join(o.dir, "000003.keys.age"): // an older one opens as much
				if unpacked != nil {
					t.Errorf("%s %s: %v", name, what, unpacked)
				}
			case !errors.Is(unpacked, store.ErrDamaged):
				t.Errorf("%s %s: unpacked: %v", name, what, unpacked)
			}
			os.WriteFile(name, data, 0o600)
		}
		for _, at := range []int{0, len(data) / 2, len(data) - 1} {
			bad := bytes.Clone(data)
			bad[at] ^= 1
			spoil(fmt.Sprint("byte ", at), bad)
		}
		spoil("short", data[:len(data)-1])
		spoil("empty", []byte{})
		spoil("missing", nil)
	}
	if err := unpack(); err != nil {
		t.Errorf("whole again: %v", err)
	}
	other, _ := age.GenerateX25519Identity()
	_, err = backup.Unpack(context.Background(), o.dir, filepath.Join(t.TempDir(), "y.db"), []age.Identity{other}, nil)
	if !errors.Is(err, backup.ErrIdentity) {
		t.Errorf("another's identity: %v", err)
	}
}

// A store that is not what the last run saw, or another one, is refused.
func TestBranched(t *testing.T) {
	o := newOffice(t)
	o.put(1, "Адам")
	o.backup()
	other := newOffice(t)
	other.put(1, "Адам")
	if _, err := backup.Make(context.Background(), other.path, o.dir, other.options()); !errors.Is(err, backup.ErrOther) {
		t.Errorf("another store: %v", err)
	}
	if _, err := backup.Make(context.Background(), o.path, t.TempDir(), backup.Options{}); !errors.Is(err, backup.ErrRecipients) {
		t.Errorf("no recipients: %v", err)
	}
	// A copy of the store goes on by itself.
	path := filepath.Join(t.TempDir(), "z.db")
	l, _ := o.restoredAt(path)
	o.put(2, "Басқа")
	o.backup()
	copied := *o
	copied.l = l
	copied.n += 100
	copied.put(2, "Бөлек")
	copied.put(3, "Бөлек")
	if _, err := backup.Make(context.Background(), path, o.dir, o.options()); !errors.Is(err, backup.ErrBranched) {
		t.Errorf("a branch: %v", err)
	}
	opts := o.options()
	opts.Full = true
	if _, err := backup.Make(context.Background(), path, o.dir, opts); err != nil {
		t.Errorf("a branch, in full: %v", err)
	}
}

// A run cut off leaves nothing that counts, and the next one does not stumble.
func TestCutOff(t *testing.T) {
	o := newOffice(t)
	o.put(1, "Адам")
	ctx, cancel := context.WithCancel(context.Background())
	opts := o.options()
	opts.Progress = func(what backup.Stage, _, _ uint64) {
		if what == backup.ReadingBack {
			cancel()
		}
	}
	if _, err := backup.Make(ctx, o.path, o.dir, opts); !errors.Is(err, context.Canceled) {
		t.Fatalf("cut off: %v", err)
	}
	if left, _ := os.ReadDir(o.dir); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
	if err := os.WriteFile(filepath.Join(o.dir, "000001.age.part"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	o.backup()
	l, _ := o.restored()
	o.same(l)
}

// The pace is kept: what was read waits until its time has come.
func TestPace(t *testing.T) {
	o := newOffice(t)
	for n := range 40 {
		o.put(n, string(bytes.Repeat([]byte("ү"), 100<<10)))
	}
	now := time.Unix(1e9, 0)
	began := now
	opts := o.options()
	opts.Rate = 1 << 20
	opts.Now = func() time.Time { return now }
	opts.Wait = func(_ context.Context, d time.Duration) error { now = now.Add(d); return nil }
	var most uint64
	opts.Progress = func(what backup.Stage, done, total uint64) {
		if what == backup.Copying {
			most = done
			if early := time.Duration(done-1<<20) * time.Second / (1 << 20); done > 1<<20 && now.Sub(began) < early {
				t.Errorf("%d bytes after %v", done, now.Sub(began))
			}
		}
	}
	if _, err := backup.Make(context.Background(), o.path, o.dir, opts); err != nil {
		t.Fatal(err)
	}
	if most < 7<<20 {
		t.Errorf("only %d bytes", most)
	}
}
