package serve_test

import (
	"bytes"
	"context"
	"log/slog"
	"net"
	"path/filepath"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/store/storetest"
	"tereze/tui/serve"
)

// served is a training office at ten in the morning of 2 March 2015, served on
// a port of the loopback.
type served struct {
	*serve.Server
	office *courier.Office
	house  *account.House
	dir    string
	addr   string
	host   gossh.PublicKey
	log    *quiet
	o      serve.Options
	stop   func()     // ends Serve
	ended  chan error // what it returned
}

// quiet is a log to look into.
type quiet struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (q *quiet) Write(p []byte) (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.b.Write(p)
}

func (q *quiet) String() string {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.b.String()
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// open makes the office and serves it until the test ends; change may alter the
// options.
func open(t *testing.T, change ...func(*serve.Options)) *served {
	t.Helper()
	s := &served{dir: t.TempDir(), log: &quiet{}}
	began, from := time.Now(), must(time.Parse(time.RFC3339, "2015-03-02T10:00:00+05:00"))
	settings := intake.DefaultOffice("042", "atyrau")
	settings.Training = true
	desk := &intake.Desk{
		Ledger:    storetest.OpenAt(t, filepath.Join(s.dir, "store.db"), courier.Schema()),
		Catalogue: catalogue.Embedded(), Book: calendar.Embedded(), Office: &settings,
		Clock: func() time.Time { return from.Add(time.Since(began)) },
	}
	s.office = &courier.Office{Desk: desk}
	if _, err := training.Workers(t.Context(), s.office); err != nil {
		t.Fatal(err)
	}
	s.house = &account.House{Desk: desk, Hasher: account.NewHasher(account.TrainingCost()), Clock: time.Now}
	s.o = serve.Options{
		Office: s.office, House: s.house, Dir: s.dir, PerAddress: 1000, All: 1000, Waiting: 1000,
		Log: slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	for _, f := range change {
		f(&s.o)
	}
	s.start(t)
	return s
}

// start serves the office, once more after it was stopped.
func (s *served) start(t *testing.T) {
	t.Helper()
	s.Server = must(serve.New(s.o))
	s.host = must(serve.HostKey(s.dir)).PublicKey()
	l := must(net.Listen("tcp", "127.0.0.1:0"))
	s.addr = l.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	ended, server := make(chan error, 1), s.Server
	s.stop, s.ended = stop, ended
	go func() { ended <- server.Serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("Serve: %v", err)
		}
		if t.Failed() {
			t.Log(s.log)
		}
	})
}

// over waits until Serve came back.
func (s *served) over() { s.ended <- <-s.ended }

// dial logs in with the protocol's Go client.
func (s *served) dial(user string, auth ...gossh.AuthMethod) (*gossh.Client, error) {
	return gossh.Dial("tcp", s.addr, &gossh.ClientConfig{
		User: user, Auth: auth, HostKeyCallback: gossh.FixedHostKey(s.host), Timeout: 10 * time.Second,
	})
}

// password logs in as a worker of the training office.
func (s *served) password(t *testing.T, user string) *gossh.Client {
	t.Helper()
	c, err := s.dial(user, gossh.Password(account.TrainingPassword))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// until waits for something another goroutine brings about.
func until(t *testing.T, what string, good func() bool) {
	t.Helper()
	late := time.NewTimer(10 * time.Second)
	defer late.Stop()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !good() {
		select {
		case <-tick.C:
		case <-late.C:
			t.Fatalf("waited in vain: %s", what)
		}
	}
}
