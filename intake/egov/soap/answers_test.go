package soap

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tereze/intake/egov"
)

func TestBadAnswersAreNotBelieved(t *testing.T) {
	good := signed(t, element(t, answer()), nil)
	other := answer()
	other.CorrelationID = "q-2"
	fault := signed(t, Fault{Code: "Server", Text: "no"}.Element(), nil)
	edit := func(old, new string) []byte { return []byte(strings.Replace(string(good), old, new, 1)) }
	for name, c := range map[string]struct {
		status int
		raw    []byte
		cause  string
	}{
		"of another message":     {200, signed(t, element(t, other), nil), "of another message"},
		"cut":                    {200, good[:len(good)/2], "cut"},
		"web page":               {200, []byte("<html>900101400013</html>"), "not an envelope"},
		"empty":                  {200, nil, "cut"},
		"of another operation":   {200, signed(t, AsyncReceipt{MessageID: "1", At: noon}.Element(), nil), "not the operation"},
		"qualified":              {200, edit("<response>", "<t:response>"), "order"},
		"qualified throughout":   {200, edit(`<response>`, `<response xmlns="`+SyncTypes+`">`), "response is missing"},
		"without a code":         {200, edit("<code>SCSS001</code>", ""), "code is missing"},
		"code twice":             {200, edit("<code>SCSS001</code>", "<code>SCSE001</code><code>SCSS001</code>"), "given twice"},
		"elements in a value":    {200, edit("SCSS001", "<b>SCSS001</b>"), "inside a value"},
		"no moment":              {200, edit("2026-11-23T", "23.11.2026 "), "no moment"},
		"data twice":             {200, edit("<data>", "<data>1</data><data>"), "given twice"},
		"text beside elements":   {200, edit("<persons>", "x<persons>"), "text between"},
		"text beside the status": {200, edit("<status>", "x<status>"), "text between"},
		"redirect":               {302, nil, "HTTP status 302"},
		"not found":              {404, []byte("no"), "HTTP status 404"},
		"answer under 500":       {500, good, "HTTP status 500"},
		"answer under 403":       {403, good, "HTTP status 403"},
		"fault that is no fault": {500, []byte(strings.Replace(string(fault), "<faultstring>", "<faultstring/><faultstring>", 1)), "given twice"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ask(replying(t, c.status, c.raw))
			unbelieved(t, err, c.cause)
		})
	}
}

func TestAnswerWithoutDataOrCorrelationIsTaken(t *testing.T) {
	a := answer()
	a.CorrelationID, a.Data = "", nil
	got, err := ask(replying(t, 200, signed(t, element(t, a), nil)))
	if err != nil || got.Data != nil || got.Code != "SCSS001" {
		t.Errorf("%+v %v", got, err)
	}
	raw := strings.Replace(string(signed(t, element(t, a), nil)), "<responseData></responseData>", "", 1)
	if _, err := ask(replying(t, 200, []byte(raw))); err != nil || strings.Contains(raw, "responseData") {
		t.Error(err)
	}
}

func TestAnswersCharset(t *testing.T) {
	good := signed(t, element(t, answer()), nil)
	for header, cause := range map[string]string{
		"text/xml; charset=windows-1251": "charset", "text/xml; charset=UTF-8": "", "text/xml": "", "": "",
		"application/soap+xml; charset=utf8": "", "text/xml; charset": "Content-Type",
	} {
		e := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = []string{header}
			_, _ = w.Write(good)
		})
		if _, err := ask(e); cause != "" {
			unbelieved(t, err, cause)
		} else if err != nil {
			t.Errorf("%q: %v", header, err)
		}
	}
}

func TestNoAnswerIsUnreachable(t *testing.T) {
	gone := httptest.NewTLSServer(http.NotFoundHandler())
	roots := x509.NewCertPool()
	roots.AddCert(gone.Certificate())
	gone.Close()
	closing := serve(t, func(w http.ResponseWriter, _ *http.Request) { hangUp(w) })
	strange := replying(t, 200, signed(t, element(t, answer()), nil))
	strange.HTTP = NewClient(nil, 10*time.Second) // trusts nobody, the system's roots neither
	for name, e := range map[string]*Endpoint{
		"nobody listens": {URL: gone.URL, HTTP: NewClient(roots, 10*time.Second), Sender: Sender{ID: "demo"}},
		"hung up":        closing,
		"unknown root":   strange,
		"HTTP 503":       replying(t, 503, []byte("busy 900101400013")),
		"HTTP 500":       replying(t, 500, []byte("<html/>")),
		"HTTP 502 empty": replying(t, 502, nil),
	} {
		_, err := ask(e)
		if !errors.Is(err, egov.ErrUnreachable) || errors.Is(err, egov.ErrAnswer) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && (strings.Contains(err.Error(), "9001") || strings.Contains(err.Error(), "secret")) {
			t.Errorf("%s: the error tells what was carried: %v", name, err)
		}
	}
}

func hangUp(w http.ResponseWriter) {
	c, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		c.Close()
	}
}

func TestAnswerCutByTheConnection(t *testing.T) {
	e := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		c, b, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		fmt.Fprint(b, "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 5000\r\n\r\n<a>")
		b.Flush()
		c.Close()
	})
	_, err := ask(e)
	unbelieved(t, err, "cut")
}

func TestContextEndsTheWaiting(t *testing.T) {
	came, leave := make(chan struct{}), make(chan struct{})
	e := serve(t, func(http.ResponseWriter, *http.Request) { close(came); <-leave })
	defer close(leave)
	ctx, cancel := context.WithCancel(context.Background())
	go func() { <-came; cancel() }()
	_, err := e.SyncSend(ctx, question())
	if !errors.Is(err, egov.ErrUnreachable) || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestTimeoutEndsTheWaiting(t *testing.T) {
	leave := make(chan struct{})
	e := serve(t, func(http.ResponseWriter, *http.Request) { <-leave })
	defer close(leave)
	e.HTTP.Timeout = time.Millisecond
	_, err := ask(e)
	if n, ok := errors.AsType[net.Error](err); !errors.Is(err, egov.ErrUnreachable) || !ok || !n.Timeout() {
		t.Errorf("got %v", err)
	}
}

func TestRedirectIsNotFollowed(t *testing.T) {
	followed := false
	e := serve(t, func(w http.ResponseWriter, r *http.Request) {
		followed = followed || r.URL.Path == "/other"
		http.Redirect(w, r, "/other", http.StatusTemporaryRedirect)
	})
	_, err := ask(e)
	unbelieved(t, err, "HTTP status 307")
	if followed {
		t.Error("the redirect was followed")
	}
}

func TestNeitherProxyNorSystemRoots(t *testing.T) {
	transport := NewClient(nil, time.Second).Transport.(*http.Transport)
	if transport.Proxy != nil {
		t.Error("a proxy would see the requests")
	}
	if roots := transport.TLSClientConfig.RootCAs; roots == nil || !roots.Equal(x509.NewCertPool()) {
		t.Error("no roots would mean the system's")
	}
}

func TestOldTLSIsRefused(t *testing.T) {
	s := httptest.NewUnstartedServer(http.NotFoundHandler())
	s.Config.ErrorLog = quiet
	s.TLS = oldTLS()
	s.StartTLS()
	defer s.Close()
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	_, err := ask(&Endpoint{URL: s.URL, HTTP: NewClient(roots, 10*time.Second), Sender: Sender{ID: "demo"}})
	if !errors.Is(err, egov.ErrUnreachable) || !strings.Contains(err.Error(), "protocol version") {
		t.Errorf("got %v", err)
	}
}

func TestPasswordIsNotSentInTheClear(t *testing.T) {
	for address, good := range map[string]bool{
		"https://gate.example/sync": true, "http://127.0.0.1:1/": true, "http://[::1]:1/": true,
		"http://gate.example/": false, "http://127.0.0.1.example/": false, "http://localhost/": false, "ftp://127.0.0.1/": false, "": false, "%": false,
	} {
		if err := allowed(address); (err == nil) != good {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestBigAnswerIsNotRead(t *testing.T) {
	big := strings.Repeat(" ", 5<<20)
	_, err := ask(replying(t, 200, []byte(big)))
	unbelieved(t, err, "bigger than 4194304 bytes")
	small := replying(t, 200, signed(t, element(t, answer()), nil))
	small.Limit = 100
	_, err = ask(small)
	unbelieved(t, err, "bigger than 100 bytes")
}
