package serve

import (
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// gate is the listener: it counts connections before anything is read from
// them, and closes at once what is too many.
type gate struct {
	net.Listener
	o       Options
	refused func(from net.Addr, why string)

	mu      sync.Mutex
	lines   map[*line]struct{}
	by      map[netip.Prefix]int
	waiting int
}

// line is one connection of the gate. Close gives its place back, once.
type line struct {
	net.Conn
	gate   *gate
	from   netip.Prefix
	grace  *time.Timer
	known  bool        // guarded by gate.mu: a session began
	gone   bool        // guarded by gate.mu
	opened atomic.Bool // its one session channel was asked for
}

func newGate(o Options, refused func(net.Addr, string)) *gate {
	return &gate{o: o, refused: refused, lines: map[*line]struct{}{}, by: map[netip.Prefix]int{}}
}

// Accept gives the next connection there is room for.
func (g *gate) Accept() (net.Conn, error) {
	for {
		c, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		l, why := g.enter(c)
		if l != nil {
			return l, nil
		}
		_ = c.Close()
		g.refused(c.RemoteAddr(), why)
	}
}

func (g *gate) enter(c net.Conn) (*line, string) {
	from := neighbourhood(c.RemoteAddr())
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case len(g.lines) >= g.o.All:
		return nil, "connections"
	case g.by[from] >= g.o.PerAddress:
		return nil, "per address"
	case g.waiting >= g.o.Waiting:
		return nil, "waiting"
	}
	if t, ok := c.(*net.TCPConn); ok {
		_ = t.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: 15 * time.Second, Interval: 10 * time.Second, Count: 3})
	}
	l := &line{Conn: c, gate: g, from: from}
	g.lines[l] = struct{}{}
	g.by[from]++
	g.waiting++
	l.grace = time.AfterFunc(g.o.Grace, func() { g.leave(l); _ = c.Close() })
	return l, ""
}

// settled says that the session of the line began: it waits no more.
func (l *line) settled() {
	l.grace.Stop()
	l.gate.mu.Lock()
	defer l.gate.mu.Unlock()
	if !l.known && !l.gone {
		l.known = true
		l.gate.waiting--
	}
}

// Close closes the connection and gives its place back.
func (l *line) Close() error {
	l.grace.Stop()
	l.gate.leave(l)
	return l.Conn.Close()
}

func (g *gate) leave(l *line) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if l.gone {
		return
	}
	l.gone = true
	delete(g.lines, l)
	if g.by[l.from]--; g.by[l.from] == 0 {
		delete(g.by, l.from)
	}
	if !l.known {
		g.waiting--
	}
}

// cut closes every connection.
func (g *gate) cut() {
	g.mu.Lock()
	all := make([]*line, 0, len(g.lines))
	for l := range g.lines {
		all = append(all, l)
	}
	g.mu.Unlock()
	for _, l := range all {
		_ = l.Close()
	}
}

// neighbourhood is what counts as one address: of IPv6 a whole /64, which one
// household has to itself.
func neighbourhood(a net.Addr) netip.Prefix {
	p, err := netip.ParseAddrPort(a.String())
	if err != nil {
		return netip.Prefix{}
	}
	ip, bits := p.Addr().Unmap().WithZone(""), 64
	if ip.Is4() {
		bits = 32
	}
	net, _ := ip.Prefix(bits)
	return net
}
