package serve

import (
	"cmp"
	"io"
	"log/slog"
	"time"

	"tereze/courier"
	"tereze/intake/account"
	"tereze/intake/egov/agent"
)

// Options say what is served and how much of it. Zero numbers are the usual
// ones, as named.
type Options struct {
	Office *courier.Office
	House  *account.House
	Dir    string // the data folder: host_key, papers and exports stand in it
	Log    *slog.Logger
	Agents *agent.Hub // where workers' machines offer to sign; nil: they may not

	PerAddress int // connections from one address (IPv6: one /64); 20
	All        int // connections at once; 300
	Waiting    int // of them not yet logged in; 32

	Idle time.Duration // locks a screen nobody touches; 5 minutes
	Most time.Duration // ends a session however busy; 12 hours

	Grace time.Duration // to shake hands, log in and open the screens; 30 seconds
	Alive time.Duration // between two questions whether the line stands; 20 seconds
	Stall time.Duration // a client may take nothing of a frame; 30 seconds
	Leave time.Duration // everybody has to save and leave when the office closes; 10 seconds
}

func (o Options) filled() Options {
	o.PerAddress = cmp.Or(o.PerAddress, 20)
	o.All = cmp.Or(o.All, 300)
	o.Waiting = cmp.Or(o.Waiting, 32)
	o.Idle = cmp.Or(o.Idle, 5*time.Minute)
	o.Most = cmp.Or(o.Most, 12*time.Hour)
	o.Grace = cmp.Or(o.Grace, 30*time.Second)
	o.Alive = cmp.Or(o.Alive, 20*time.Second)
	o.Stall = cmp.Or(o.Stall, 30*time.Second)
	o.Leave = cmp.Or(o.Leave, 10*time.Second)
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	return o
}
