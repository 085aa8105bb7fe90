package faulttest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

// open opens the store at path, and makes it when there is none.
func open(ctx context.Context, path string, o bolt.Options, s store.Schema) (*store.Ledger, error) {
	e, err := bolt.Open(path, o)
	if errors.Is(err, store.ErrMissing) {
		e, err = bolt.Create(path, o)
	}
	if err != nil {
		return nil, err
	}
	l, err := store.OpenLedger(ctx, e, storetest.Office, storetest.Keys(), s)
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return l, nil
}

// desk is what the writers of a child share.
type desk struct {
	job
	o        *office
	l        *store.Ledger
	returned atomic.Int64  // updates that came back without an error
	freed    chan struct{} // closed when there is room again
	telling  sync.Mutex
}

// tell writes one line to the parent: whole, whatever comes after.
func (d *desk) tell(format string, args ...any) {
	d.telling.Lock()
	defer d.telling.Unlock()
	if _, err := fmt.Fprintf(os.Stdout, format+"\n", args...); err != nil {
		os.Exit(3) // the parent has gone
	}
}

// write is the work of a child: writers who act until they are stopped.
func (j job) write() error {
	ctx := context.Background()
	d := &desk{job: j, o: newOffice(), freed: make(chan struct{})}
	var err error
	if d.l, err = open(ctx, j.Path, bolt.Options{NoSync: j.NoSync, Batch: j.Batch, Timeout: j.Timeout}, d.o.schema); err != nil {
		d.tell("err - %q", err)
		return nil
	}
	d.tell("open")
	go func() {
		in := bufio.NewScanner(os.Stdin)
		if in.Scan() {
			close(d.freed)
		}
	}()
	var wg sync.WaitGroup
	var failed atomic.Bool
	for _, c := range j.Resend {
		wg.Go(func() {
			if !d.send(ctx, c) {
				failed.Store(true)
			}
		})
	}
	wg.Wait()
	if !failed.Load() { // or another Op would move a case whose own is still to be answered
		d.writers(ctx, &wg)
	}
	d.tell("done")
	if err := d.l.Close(); err != nil {
		d.tell("err - %q", err)
		return nil
	}
	d.tell("closed")
	return nil
}

func (d *desk) writers(ctx context.Context, wg *sync.WaitGroup) {
	var rest []command
	err := d.l.View(ctx, func(tx *store.Tx) (err error) { rest, err = d.o.unfinished(tx, 16); return err })
	if err != nil {
		d.tell("err - %q", err)
		return
	}
	for w := range d.Writers {
		var own []command
		for i := w; i < len(rest); i += d.Writers {
			own = append(own, rest[i])
		}
		wg.Go(func() { d.writer(ctx, rand.New(rand.NewPCG(uint64(d.Seed), uint64(w))), own) })
	}
	wg.Wait()
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// writer takes cases in and moves them on until it has done its number or an
// update fails.
func (d *desk) writer(ctx context.Context, r *rand.Rand, own []command) {
	runtime.LockOSThread() // strace counts a thread's calls: so the n-th is the same each time
	defer runtime.UnlockOSThread()
	for n := 0; d.Acts == 0 || n < d.Acts; n++ {
		c := command{Op: newID(), Case: newID(), Stage: accepted}
		if i := r.IntN(len(own) + 1); i < len(own) && r.IntN(4) > 0 {
			c.Case, c.Stage = own[i].Case, own[i].Stage+1
			own[i] = own[len(own)-1]
			own = own[:len(own)-1]
		}
		if !d.send(ctx, c) {
			return
		}
		if c.Stage < issued {
			own = append(own, c)
		}
	}
}

// send does a command and tells of it; false: it could not.
func (d *desk) send(ctx context.Context, c command) bool {
	d.tell("try %s %s %d", c.Op, c.Case, c.Stage)
	by := store.By{Op: c.Op, Operator: "aigul", Process: byte(c.Stage), At: time.Now()}
	var head store.Head
	for full := 0; ; full++ {
		var err error
		head, err = d.l.Update(ctx, by, func(tx *store.Tx) error { return d.o.act(tx, c) })
		if err == nil {
			break
		}
		d.tell("err %s %q", c.Op, err)
		if !d.Waits || !errors.Is(err, store.ErrFull) || full > 5 {
			return false
		}
		d.tell("full")
		<-d.freed
	}
	if d.returned.Add(1) == int64(d.DieAfter) {
		dieNow()
	}
	var k *kase
	err := d.l.View(ctx, func(tx *store.Tx) (err error) { k, err = d.o.cases.Get(tx, c.Case[:]); return err })
	if err != nil {
		d.tell("err %s %q", c.Op, err)
		return false
	}
	d.tell("ack %s %d %d %d", c.Op, k.Number, k.Paper, head.Seq)
	return true
}

// dieNow is the end without any good-bye.
func dieNow() {
	if p, err := os.FindProcess(os.Getpid()); err == nil {
		_ = p.Kill()
	}
	select {}
}
