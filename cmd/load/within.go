package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"runtime/debug"
	"runtime/pprof"
	"time"

	"tereze/courier"
	"tereze/intake/account"
	"tereze/store/bolt"
	"tereze/tui/serve"
)

// withinCmd serves from this program in the place of tereze serve: the same
// server, with a profile of its processor. It is what --profile starts.
type withinCmd struct {
	Data    string `required:""`
	Listen  string `required:""`
	Profile string
}

// heap writes what is held in memory.
func heap(path string) {
	f, err := os.Create(path)
	if err != nil {
		return
	}
	defer f.Close()
	_ = pprof.WriteHeapProfile(f)
}

// Run serves until it is told to end.
func (c *withinCmd) Run(ctx context.Context) error {
	if c.Profile != "" {
		f, err := os.Create(c.Profile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
		defer heap(c.Profile + ".heap")
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300) // as tereze serve does
	}
	began := time.Now()
	clock := func() time.Time { return morning.Add(time.Since(began)) }
	return opened(ctx, c.Data, clock, bolt.Options{}, func(o *courier.Office) error {
		s, err := serve.New(serve.Options{
			Office: o, House: account.Open(o.Desk), Dir: c.Data, Log: slog.New(slog.NewTextHandler(os.Stderr, nil)),
			PerAddress: 5000, All: 5000, Waiting: 5000,
		})
		if err != nil {
			return err
		}
		l, err := net.Listen("tcp", c.Listen)
		if err != nil {
			return err
		}
		fmt.Println(l.Addr())
		return s.Serve(ctx, l)
	})
}
