package main

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"tereze/intake/egov"
	"tereze/intake/egov/agent"
	"tereze/intake/egov/ncalayer"
	"tereze/intake/trio"
)

// usualPurpose is what a key must be for where nothing else is said: to sign.
const usualPurpose = "1.3.6.1.5.5.7.3.4"

// signAgentCmd runs on the worker's own machine, beside NCALayer. It needs no
// data folder.
type signAgentCmd struct {
	To      string   `arg:"" name:"login@host" help:"Who, and at which office."`
	Flags   []string `arg:"" optional:"" name:"ssh-flags" help:"Flags for ssh, after --."`
	Port    int      `short:"p" placeholder:"PORT" help:"Port of the office (default: ssh's own)."`
	NCA     string   `name:"nca" placeholder:"ADDRESS" help:"NCALayer on this machine (default: wss://127.0.0.1:13579)."`
	Store   string   `placeholder:"NAME" help:"Where the key lies: PKCS12, AKKaztokenStore and others (default: NCALayer asks)."`
	Purpose string   `placeholder:"OID" default:"1.3.6.1.5.5.7.3.4" help:"Extended key usage the key must have."`
	Once    bool     `help:"Do not connect again when the line is cut."`
}

// signAgentOut is one thing that happened.
type signAgentOut struct {
	Event    string `json:"event"` // ncalayer, connected, sign, signed, not-signed, cut
	Version  string `json:"version,omitempty"`
	Service  string `json:"service,omitempty"`
	Number   string `json:"number,omitempty"`
	Bytes    int    `json:"bytes,omitempty"`
	Why      string `json:"why,omitempty"`
	PauseSec int    `json:"pauseSeconds,omitempty"`
}

// signer is the NCALayer of this machine as the office's settings want it: for
// the screens of this terminal. Errors: ncalayer.ErrAddress.
func signer(s egov.Sign) (agent.Signer, error) {
	purpose := s.Purpose
	if purpose == "" {
		purpose = usualPurpose
	}
	return ncalayer.New(s.NCALayer, s.Store, purpose)
}

// Run relays between the office and NCALayer until it is interrupted.
func (c *signAgentCmd) Run(a *app) error {
	if c.To == "" || strings.HasPrefix(c.To, "-") || !strings.Contains(c.To, "@") {
		return usage("%q: login@host is wanted", c.To)
	}
	if c.Port < 0 || c.Port > 65535 {
		return usage("--port: %d", c.Port)
	}
	path, err := exec.LookPath("ssh")
	if err != nil {
		return noSSH(err)
	}
	client, err := ncalayer.New(c.NCA, c.Store, c.Purpose)
	if err != nil {
		return usage("--nca: %q: %s", c.NCA, say(a.lang, "осы компьютердегі мекенжай керек: wss://127.0.0.1:13579",
			"нужен адрес на этом компьютере: wss://127.0.0.1:13579", "an address on this machine is wanted: wss://127.0.0.1:13579"))
	}
	client.Locale = string(a.lang)
	if version, err := client.Version(a.ctx); err != nil {
		a.caution(problemOut{"ncalayer-away", "", awayText().In(a.lang)})
	} else if err := c.tell(a, signAgentOut{Event: "ncalayer", Version: version}); err != nil {
		return err
	}
	return c.keep(a, path, client)
}

// pauses between two tries to connect grow; a line that stood begins anew.
func pauses() []time.Duration {
	return []time.Duration{time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second, 30 * time.Second, time.Minute}
}

// keep connects again and again.
func (c *signAgentCmd) keep(a *app, path string, client agent.Signer) error {
	for try := 0; ; try++ {
		work := &agent.Agent{Signer: &telling{a, c, client}, Confirm: func(_ context.Context, r agent.Request) error {
			return c.tell(a, signAgentOut{Event: "sign", Service: r.Service, Number: r.Number, Bytes: len(r.Data)})
		}, Up: func() {
			try = 0
			_ = c.tell(a, signAgentOut{Event: "connected"})
		}}
		code, err := c.line(a, path, work)
		switch {
		case a.ctx.Err() != nil:
			return nil
		case errors.Is(err, agent.ErrProtocol):
			return notTereze(err)
		case code > 0 && code != 255: // the office has said why
			return silent(exitRefused)
		case c.Once:
			return silent(exitTrouble)
		}
		all := pauses()
		pause := all[min(try, len(all)-1)]
		if err := c.tell(a, signAgentOut{Event: "cut", PauseSec: int(pause / time.Second)}); err != nil {
			return err
		}
		wait := time.NewTimer(pause)
		select {
		case <-a.ctx.Done():
			wait.Stop()
			return nil
		case <-wait.C:
		}
	}
}

// pipes are the two ends of ssh.
type pipes struct {
	io.Reader
	io.WriteCloser
}

// line is one connection, from its beginning to its end: ssh's exit code, and
// how the talk ended.
func (c *signAgentCmd) line(a *app, path string, work *agent.Agent) (code int, err error) {
	ctx, cancel := context.WithCancel(a.ctx)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, c.arguments()...) //nolint:gosec // the person's own ssh, with the person's own flags
	cmd.Stderr, cmd.WaitDelay = a.err, 3*time.Second
	in, err := cmd.StdinPipe()
	if err != nil {
		return 0, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	err = work.Serve(ctx, pipes{out, in})
	if errors.Is(err, agent.ErrProtocol) {
		cancel()
	}
	late := time.AfterFunc(5*time.Second, cancel)
	defer late.Stop()
	_ = cmd.Wait() // its code tells all
	return cmd.ProcessState.ExitCode(), err
}

func (c *signAgentCmd) arguments() []string {
	args := []string{"-T", "-o", "ServerAliveInterval=20", "-o", "ServerAliveCountMax=3"}
	if c.Port != 0 {
		args = append(args, "-p", strconv.Itoa(c.Port))
	}
	return append(append(args, c.Flags...), c.To, agent.Command)
}

// telling is a Signer that says what came of it.
type telling struct {
	a    *app
	c    *signAgentCmd
	with agent.Signer
}

func (t *telling) Sign(ctx context.Context, data []byte) ([]byte, error) {
	cms, err := t.with.Sign(ctx, data)
	e := signAgentOut{Event: "signed"}
	if err != nil {
		e = signAgentOut{Event: "not-signed", Why: notSignedText(err).In(t.a.lang)}
	}
	if err := t.c.tell(t.a, e); err != nil {
		return nil, err
	}
	return cms, err
}

// tell prints what happened.
func (c *signAgentCmd) tell(a *app, e signAgentOut) error {
	return a.answer(e, func(s *sheet) {
		switch e.Event {
		case "ncalayer":
			s.pair("NCALayer", "NCALayer", "NCALayer", e.Version)
		case "connected":
			s.line("%s", say(a.lang, "Қосылды: кеңсе қол қоюға жібергенін күтеміз. Тоқтату: Ctrl+C.",
				"Подключено: ждём, что центр пришлёт на подпись. Остановить: Ctrl+C.", "Connected, waiting for what the office sends to be signed. To stop: Ctrl+C."))
		case "sign":
			s.line("%s", say(a.lang, "Қол қоюға сұралып отыр, NCALayer терезесін қараңыз:", "Просят подписать, смотрите окно NCALayer:", "A signature is asked for, see NCALayer's window:"))
			s.pair("  Қызмет", "  Услуга", "  Service", e.Service)
			s.pair("  Іс нөмірі", "  Номер дела", "  Case number", e.Number)
			s.pair("  Көлемі, байт", "  Размер, байт", "  Size, bytes", strconv.Itoa(e.Bytes))
		case "signed":
			s.line("%s", say(a.lang, "Қол қойылды.", "Подписано.", "Signed."))
		case "not-signed":
			s.line("%s: %s", say(a.lang, "Қол қойылмады", "Не подписано", "Not signed"), e.Why)
		case "cut":
			s.line(say(a.lang, "Байланыс үзілді, %d секундтан кейін қайта қосыламыз.", "Связь прервана, подключимся снова через %d с.", "The line is cut; connecting again in %d s."), e.PauseSec)
		}
	})
}

func awayText() trio.Text {
	return trio.Text{
		KK: "Бұл компьютерде NCALayer іске қосылмаған: оны қосыңыз, бұл жерді жаппай-ақ қойыңыз.",
		RU: "На этом компьютере не запущен NCALayer: запустите его, это окно можно не закрывать.",
		EN: "NCALayer is not running on this machine: start it, this may stay open.",
	}
}

// notSignedText says why there is no signature.
func notSignedText(err error) trio.Text {
	var f *ncalayer.Failure
	switch {
	case errors.Is(err, ncalayer.ErrAway):
		return awayText()
	case errors.Is(err, ncalayer.ErrToken):
		return trio.Text{KK: "токен жоқ немесе суырылған", RU: "токена нет или его вынули", EN: "the token is not there, or was pulled out"}
	case errors.Is(err, ncalayer.ErrCanceled), errors.Is(err, context.Canceled):
		return trio.Text{KK: "бас тартылды", RU: "отменено", EN: "cancelled"}
	case errors.As(err, &f) && f.Text != "":
		return trio.Text{KK: f.Text, RU: f.Text, EN: f.Text}
	}
	return trio.Text{KK: "NCALayer қол қоя алмады", RU: "NCALayer не смог подписать", EN: "NCALayer could not sign"}
}

func noSSH(err error) error {
	return &trouble{code: "no-ssh", cause: err, text: trio.Text{
		KK: "ssh бағдарламасы табылмады: OpenSSH клиентін орнатыңыз (Windows: «Қосымша мүмкіндіктер», Debian: openssh-client).",
		RU: "Программа ssh не найдена: установите клиент OpenSSH (Windows: «Дополнительные компоненты», Debian: openssh-client).",
		EN: "There is no ssh: install OpenSSH's client (Windows: optional features, Debian: openssh-client).",
	}}
}

func notTereze(err error) error {
	return &trouble{code: "not-tereze", cause: err, text: trio.Text{
		KK: "Ол жақта Tereze кеңсесі жауап бермейді: мекенжай мен портты тексеріңіз.",
		RU: "Там отвечает не центр Tereze: проверьте адрес и порт.",
		EN: "It is not an office of Tereze that answers there: check the address and the port.",
	}}
}
