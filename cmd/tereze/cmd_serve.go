package main

import (
	"fmt"
	"log/slog"
	"net"
	"os"
	"runtime/debug"
	"strings"

	gossh "golang.org/x/crypto/ssh"

	"tereze/intake"
	"tereze/intake/egov/agent"
	"tereze/store/bolt"
	"tereze/tui/serve"
)

type serveCmd struct {
	Listen      string `placeholder:"HOST:PORT" help:"Address to listen on (default: serve.listen of office.toml, :2222)."`
	Fingerprint bool   `help:"Only print the fingerprint of the host key, which is made if there is none."`
}

// servedOut is the answer of serve.
type servedOut struct {
	Listen      string `json:"listen,omitempty"`
	Fingerprint string `json:"fingerprint"`
	Line        string `json:"line,omitempty"` // what a person types
}

// Run serves the office to many terminals over SSH until it is interrupted.
func (c *serveCmd) Run(a *app) error {
	dir := a.folder()
	settings, err := a.spoken(dir)
	if err != nil {
		return err
	}
	key, err := serve.HostKey(dir)
	if err != nil {
		return err
	}
	v := servedOut{Fingerprint: gossh.FingerprintSHA256(key.PublicKey())}
	if c.Fingerprint {
		return a.answer(v, func(s *sheet) { s.line("%s", v.Fingerprint) })
	}
	if c.Listen != "" {
		if _, _, err := net.SplitHostPort(c.Listen); err != nil {
			return usage("--listen: %q is not an address like :2222 or 10.0.0.1:2222", c.Listen)
		}
		settings.Serve.Listen = c.Listen
	}
	listen := new(net.ListenConfig)
	l, err := listen.Listen(a.ctx, "tcp", settings.Serve.Address())
	if err != nil {
		return err
	}
	defer l.Close()
	v.Listen = l.Addr().String()
	v.Line = serve.Line(reachable(l.Addr()), a.By)
	return a.officeWith(writing, bolt.Options{Word: servedWord + reachable(l.Addr())}, func(o *place) error {
		return o.serve(l, settings.Serve, v)
	})
}

// serve answers, then serves until the process is told to end.
func (o *place) serve(l net.Listener, set intake.ServeSettings, v servedOut) error {
	log, done, err := o.log()
	if err != nil {
		return err
	}
	defer done()
	slog.SetDefault(log) // what libraries have to say
	if o.a.Now != "" {
		began, from := o.a.clock(), o.Now()
		o.Clock = running(o.a.clock, began, from)
	}
	stop, err := o.post(log)
	if err != nil {
		return err
	}
	defer stop()
	s, err := serve.New(serve.Options{
		Office: o.Office, House: o.House, Dir: o.dir, Log: log, Agents: &agent.Hub{},
		PerAddress: set.PerAddress, All: set.Connections, Waiting: set.Waiting, Idle: set.IdleTime(), Most: set.Longest(),
	})
	if err != nil {
		return err
	}
	if err := o.a.answer(v, func(sh *sheet) {
		sh.pair("Мекенжай", "Адрес", "Address", v.Listen)
		sh.pair("Сервер кілті", "Ключ сервера", "Host key", v.Fingerprint)
		sh.pair("Кіру", "Вход", "To come in", v.Line)
	}); err != nil {
		return err
	}
	if os.Getenv("GOGC") == "" {
		// What a session holds is small, what it draws is gone at once: collecting
		// less often halves what a key costs, for some memory.
		debug.SetGCPercent(300)
	}
	log.Info("serving", "listen", v.Listen, "fingerprint", v.Fingerprint)
	err = s.Serve(o.a.ctx, l)
	log.Info("served")
	return err
}

// servedWord begins the word that a serving process leaves beside the store.
const servedWord = "serve "

// reachable is an address as others may type it: this machine's name where it
// listens everywhere.
func reachable(a net.Addr) string {
	t, ok := a.(*net.TCPAddr)
	if !ok || !t.IP.IsUnspecified() {
		return a.String()
	}
	name, err := os.Hostname()
	if err != nil || name == "" {
		name = "localhost"
	}
	return net.JoinHostPort(name, fmt.Sprint(t.Port))
}

// servedAt is where a store is served, out of the word its holder left; empty:
// it is not.
func servedAt(word string) string {
	at, ok := strings.CutPrefix(word, servedWord)
	if !ok {
		return ""
	}
	return at
}
