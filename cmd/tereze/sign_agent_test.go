package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tereze/intake/account"
	"tereze/intake/egov"
	"tereze/intake/egov/gatewaysim"
	"tereze/intake/egov/sign"
)

// pretend puts a shell script in the place of ssh, first or alone in the PATH.
// It finds its folder in $HERE.
func pretend(t *testing.T, script string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if script != "" {
		if err := os.WriteFile(filepath.Join(dir, "ssh"), []byte("#!/bin/sh\n"+script), 0o700); err != nil {
			t.Fatal(err)
		}
		t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	} else {
		t.Setenv("PATH", dir)
	}
	t.Setenv("HERE", dir)
	return dir
}

// heard is what a command prints, to be looked into while it runs.
type heard struct {
	mu sync.Mutex
	b  bytes.Buffer
	// stop ends the command when this was said
	at   string
	stop context.CancelFunc
}

func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	n, err := h.b.Write(p)
	if h.at != "" && strings.Contains(h.b.String(), h.at) {
		h.stop()
	}
	return n, err
}

// agentRun runs sign-agent until it ends by itself, or has said something.
func agentRun(t *testing.T, until string, args ...string) (out, errs string, code int) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	o, e := &heard{at: until, stop: stop}, &heard{}
	t.Setenv("TEREZE_LANG", "en")
	code = run(ctx, append([]string{"sign-agent"}, args...), strings.NewReader(""), o, e, account.TrainingCost())
	return o.b.String(), e.b.String(), code
}

// officeScript plays the office: it greets, asks for a signature,
// keeps the answer and says why it ends.
const officeScript = `printf '%s\n' "$@" > "$HERE/args"
read hello
echo '{"hello":1}'
echo '{"ping":5}'
read pong
printf '%s\n' "$hello" "$pong" > "$HERE/heard"
echo '{"id":"1","data":"PGZvcm0vPg==","service":"Экстернат\u001b[2J","number":"042-2015-000017"}'
read answer
printf '%s\n' "$answer" > "$HERE/answer"
`

// A signature is asked for, shown, made by NCALayer and sent back.
func TestSignAgent(t *testing.T) {
	now := time.Date(2026, 3, 2, 5, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	ca, err := gatewaysim.NewCA(gatewaysim.CAOptions{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer ca.Close()
	key, err := ca.Issue(gatewaysim.Subject{IIN: "850505400026", Surname: "ӘЛИЕВА", Name: "ҚҰНДЫЗ"})
	if err != nil {
		t.Fatal(err)
	}
	layer, err := gatewaysim.StartNCALayer(gatewaysim.NCALayerOptions{Clock: clock, Key: key})
	if err != nil {
		t.Fatal(err)
	}
	defer layer.Close()

	dir := pretend(t, officeScript+"echo 'the office is shut' >&2\nexit 1\n")
	out, errs, code := agentRun(t, "", "op1@office.example", "-p", "2222", "--nca", layer.URL(), "--store", "AKKaztokenStore", "--", "-i", "my key")
	if code != exitRefused || !strings.Contains(errs, "the office is shut") {
		t.Errorf("%d: %s", code, errs)
	}
	for _, want := range []string{"NCALayer: 1.2", "Connected", "Service: Экстернат", "Case number: 042-2015-000017", "Size, bytes: 7", "Signed."} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if strings.Contains(out, "\x1b") {
		t.Errorf("the office moves the cursor: %q", out)
	}
	if got := read(t, dir, "args"); !strings.HasSuffix(got, "-p\n2222\n-i\nmy key\nop1@office.example\nsign-agent\n") || !strings.HasPrefix(got, "-T\n") {
		t.Errorf("ssh was started with\n%s", got)
	}
	if got := read(t, dir, "heard"); got != "{\"hello\":1}\n{\"pong\":5}\n" {
		t.Error(got)
	}
	var answer struct {
		ID  string
		CMS []byte
	}
	if err := json.Unmarshal([]byte(read(t, dir, "answer")), &answer); err != nil || answer.ID != "1" {
		t.Fatalf("%v: %s", err, read(t, dir, "answer"))
	}
	v, err := sign.New(sign.Options{Roots: ca.Pool(), Intermediates: ca.Pool(), Clock: clock}).Verify(t.Context(), answer.CMS, []byte("<form/>"), sign.Want{At: now})
	if err != nil || v.Fault == sign.Broken {
		t.Errorf("the signature: %+v, %v", v, err)
	}

	layer.Next(gatewaysim.NCACanceled)
	out, _, _ = agentRun(t, "", "op1@office.example", "--nca", layer.URL(), "--json")
	if !strings.Contains(out, `{"event":"sign","service":"Экстернат\u001b[2J","number":"042-2015-000017","bytes":7}`) || !strings.Contains(out, `{"event":"not-signed","why":"cancelled"}`) {
		t.Error(out)
	}
	if got := read(t, dir, "answer"); !strings.Contains(got, `"error":"canceled"`) {
		t.Error(got)
	}
	layer.Close()
	out, errs, _ = agentRun(t, "", "op1@office.example", "--nca", layer.URL())
	if !strings.Contains(errs, "NCALayer is not running") || !strings.Contains(out, "Not signed: NCALayer is not running") {
		t.Errorf("%s\n%s", out, errs)
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A line that is cut is made anew, after a pause that grows, until somebody
// stops it; what answers otherwise is no office.
func TestSignAgentAgain(t *testing.T) {
	nowhere := "wss://127.0.0.1:1"
	pretend(t, "exit 255\n")
	out, _, code := agentRun(t, "in 2 s", "op1@office.example", "--nca", nowhere)
	if code != exitDone || !strings.Contains(out, "connecting again in 1 s") {
		t.Errorf("%d: %s", code, out)
	}
	if _, _, code := agentRun(t, "", "op1@office.example", "--nca", nowhere, "--once"); code != exitTrouble {
		t.Errorf("--once: %d", code)
	}
	pretend(t, "read hello\necho '{\"hello\":1}'\nexit 255\n") // it stood: the pauses begin anew
	out, _, _ = agentRun(t, "again in 1 s.\nConnected, waiting for what the office sends to be signed. To stop: Ctrl+C.\nThe line is cut; connecting again in 1 s", "op1@office.example", "--nca", nowhere)
	if strings.Contains(out, "in 2 s") {
		t.Error(out)
	}
	pretend(t, "echo 'Welcome to another machine'\nexec sleep 60\n")
	if _, errs, code := agentRun(t, "", "op1@office.example", "--nca", nowhere); code != exitTrouble || !strings.Contains(errs, "not an office of Tereze") {
		t.Errorf("%d: %s", code, errs)
	}
	pretend(t, "read hello\necho '{\"hello\":1}'\necho '{\"bye\":\"replaced\"}'\necho 'somewhere else' >&2\nexit 1\n")
	if _, errs, code := agentRun(t, "", "op1@office.example", "--nca", nowhere); code != exitRefused || !strings.Contains(errs, "somewhere else") {
		t.Errorf("%d: %s", code, errs)
	}
}

// What is missing or wrong is said in three languages.
func TestSignAgentSaysWhatIsMissing(t *testing.T) {
	for _, args := range [][]string{{"-oProxyCommand=id@x"}, {"office.example"}, {"--nca", "wss://10.0.0.1:13579", "op1@x"}, {"op1@x", "-p", "70000"}, {}} {
		pretend(t, "exit 0\n")
		if _, errs, code := agentRun(t, "", append(args, "--once")...); code != exitUsage {
			t.Errorf("%v: %d, %s", args, code, errs)
		}
	}
	for lang, want := range map[string]string{"kk": "ssh бағдарламасы табылмады", "ru": "Программа ssh не найдена", "en": "There is no ssh"} {
		pretend(t, "")
		if _, errs, code := agentRun(t, "", "op1@x", "--lang", lang); code != exitTrouble || !strings.Contains(errs, want) {
			t.Errorf("%s: %d, %s", lang, code, errs)
		}
	}
	// The screens of this machine ask the same NCALayer.
	if s, err := signer(egov.Sign{}); err != nil || s == nil {
		t.Error(err)
	}
	if _, err := signer(egov.Sign{NCALayer: "wss://ncalayer.example"}); err == nil {
		t.Error("another machine's NCALayer")
	}
}
