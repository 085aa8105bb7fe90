package gateway

import (
	"cmp"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"tereze/intake/egov"
	"tereze/intake/egov/soap"
)

// Within is how long one exchange may take unless Options says otherwise.
const Within = 20 * time.Second

// Options is what the settings do not say. The zero value is a real office's.
type Options struct {
	Training bool             // the stand-in's certificates may be used
	Clock    func() time.Time // nil: time.Now
	Log      *slog.Logger     // nil: nothing is logged
	Within   time.Duration    // of one exchange; 0: Within
	HTTP     *http.Client     // nil: one that trusts the roots of the settings and no others
}

// Gateway is egov.Gateway. It may be used by many at once.
type Gateway struct {
	sync, async *soap.Endpoint
	settings    egov.Settings
	clock       func() time.Time
	log         *slog.Logger

	mu   sync.Mutex
	from map[string]string // gateway's number of a message → the service it came by
}

var _ egov.Gateway = (*Gateway)(nil)

// Open makes the gateway of an office's settings; its PEM files lie in dir
// unless their paths are absolute. An office without a gateway gets
// egov.ErrOff, and a file that cannot stand a *Fault: the stand-in's
// certificates outside of training, an identity that is not in date.
func Open(dir string, s egov.Settings, o Options) (*Gateway, error) {
	if !s.On() {
		return nil, egov.ErrOff
	}
	o = o.filled()
	p := pems{dir: dir, training: o.Training}
	roots, err := p.pool("egov.roots", s.Roots)
	if err != nil {
		return nil, err
	}
	signers, err := p.pool("egov.signers", s.Signers)
	if err != nil {
		return nil, err
	}
	identity, err := p.identity("egov.identity", s.Identity, o.Clock())
	if err != nil {
		return nil, err
	}
	if o.HTTP == nil {
		o.HTTP = soap.NewClient(roots, o.Within)
	}
	channel := func(url string) *soap.Endpoint {
		return &soap.Endpoint{URL: url, HTTP: o.HTTP, Identity: identity, Signers: signers, Clock: o.Clock,
			Sender: soap.Sender{ID: s.Sender, Password: s.Password}}
	}
	return New(channel(s.Sync), channel(s.Async), s, o), nil
}

// New makes a gateway of two channels; of s only the services and the sender
// are looked at, of o the clock and the log.
func New(sync, async *soap.Endpoint, s egov.Settings, o Options) *Gateway {
	o = o.filled()
	return &Gateway{sync: sync, async: async, settings: s, clock: o.Clock, log: o.Log, from: map[string]string{}}
}

func (o Options) filled() Options {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Within = cmp.Or(o.Within, Within)
	return o
}
