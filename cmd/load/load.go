package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"tereze/intake"
	"tereze/intake/account"
)

type cli struct {
	Measure measureCmd `cmd:"" default:"withargs" help:"Key to frame, processor and memory of many sessions (the same as no command)."`
	Hour    hourCmd    `cmd:"" help:"Ten terminals of mixed roles work one office by script, lines cut at random; then the day is closed and the store audited."`
	Within  withinCmd  `cmd:"" hidden:""`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var c cli
	k := kong.Parse(&c, kong.Name("load"), kong.Description("Work an office of many hands over SSH and tell how it bears it."),
		kong.BindTo(ctx, (*context.Context)(nil)))
	k.FatalIfErrorf(k.Run())
}

// measureCmd is one measurement.
type measureCmd struct {
	Sessions int           `default:"50" help:"Terminals at once."`
	Rate     float64       `default:"5" help:"Keys a second at each."`
	For      time.Duration `default:"30s" help:"How long keys are pressed."`
	Cases    int           `default:"100000" help:"Cases in the store, when it is filled anew."`
	Keep     string        `placeholder:"DIR" help:"Fill this folder once and use it again."`
	Addr     string        `placeholder:"HOST:PORT" help:"Measure this server, which serves the folder of --keep after it was filled; its processor and memory are not known."`
	JSON     bool          `name:"json" help:"Answer in JSON."`
	Profile  string        `placeholder:"FILE" help:"Serve from this program and write a profile of its processor."`
}

// report is what is measured. Times are in milliseconds, memory in bytes.
type report struct {
	Sessions int                  `json:"sessions"`
	Rate     float64              `json:"rate"`
	Seconds  float64              `json:"seconds"`
	Stolen   float64              `json:"stolen"` // the part of all processors that the host gave to others
	Keys     int                  `json:"keys"`   // sent
	Taken    Quantiles            `json:"taken"`  // by design not held: letters, moves, scans
	Kinds    map[string]Quantiles `json:"kinds"`
	Login    Quantiles            `json:"login"` // to the first frame, one after the other
	Lost     int                  `json:"lost"`
	// Of the server's own process, while keys are pressed.
	Processor float64 `json:"processor"` // seconds a second
	PerKey    float64 `json:"perKey"`    // milliseconds of processor
	Memory    int64   `json:"memory"`    // of a session
	Idle      float64 `json:"idle"`      // processor seconds a second with everybody in and no key pressed
	Store     int64   `json:"store"`
}

// Run measures and prints.
func (c *measureCmd) Run(ctx context.Context) error {
	dir := c.Keep
	temp, err := os.MkdirTemp("", "tereze-load-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	if dir == "" {
		dir = filepath.Join(temp, "data")
	}
	fmt.Fprintf(os.Stderr, "store: %s\n", dir)
	g := &ground{}
	actors := make([]intake.Actor, 0, c.Sessions)
	for _, p := range crowd(c.Sessions, g) {
		actors = append(actors, p.actor())
	}
	var filled *ground
	if c.Addr != "" {
		filled, err = served(dir)
	} else {
		filled, err = prepare(ctx, dir, c.Cases, actors, false)
	}
	if err != nil {
		return err
	}
	*g = *filled
	var s *server
	if c.Addr == "" {
		if s, err = c.serve(ctx, temp, dir); err != nil {
			return err
		}
		defer func() { _ = s.stop() }()
		c.Addr = s.Addr
	}
	r, err := c.measure(ctx, s, g)
	if err != nil {
		if s != nil {
			fmt.Fprintf(os.Stderr, "the server said:\n%s\n", s.said)
		}
		return err
	}
	if c.JSON {
		e := json.NewEncoder(os.Stdout)
		e.SetIndent("", "  ")
		return e.Encode(r)
	}
	r.print(os.Stdout)
	return nil
}

// serve starts the server on the folder: the program itself, or what --profile
// asks for.
func (c *measureCmd) serve(ctx context.Context, temp, dir string) (*server, error) {
	addr, err := free()
	if err != nil {
		return nil, err
	}
	if c.Profile != "" {
		self, err := os.Executable()
		if err != nil {
			return nil, err
		}
		return start(ctx, addr, self, "within", "--data", dir, "--listen", addr, "--profile", c.Profile)
	}
	path, err := build(ctx, temp)
	if err != nil {
		return nil, err
	}
	return start(ctx, addr, path, "serve", "--data", dir, "--listen", addr, "--now", morning.Format(time.RFC3339))
}

func (r *report) print(w io.Writer) {
	row := func(name string, q Quantiles) {
		fmt.Fprintf(w, "  %-22s %8d %8.1f %8.1f %8.1f %8.1f\n", name, q.Count, q.P50, q.P95, q.P99, q.Max)
	}
	fmt.Fprintf(w, "%d sessions, %g keys a second each, %.0f s, %d keys sent, %d unanswered\n", r.Sessions, r.Rate, r.Seconds, r.Keys, r.Lost)
	fmt.Fprintf(w, "  %-22s %8s %8s %8s %8s %8s\n", "key to frame, ms", "count", "p50", "p95", "p99", "max")
	row("all but Esc", r.Taken)
	for k := range kinds {
		row(k.String(), r.Kinds[k.String()])
	}
	row("login to first frame", r.Login)
	if r.Stolen > 0 {
		fmt.Fprintf(w, "the host gave %.1f %% of the processors to others meanwhile: a p99 beside more than one or two is theirs\n", 100*r.Stolen)
	}
	if r.Memory > 0 || r.Processor > 0 {
		fmt.Fprintf(w, "server: processor %.2f s a second (%.2f with nobody pressing), %.2f ms a key; memory %.0f KiB a session; store %.0f MB\n",
			r.Processor, r.Idle, r.PerKey, float64(r.Memory)/1024, float64(r.Store)/1e6)
	}
}

// password is everybody's in a training office.
const password = account.TrainingPassword
