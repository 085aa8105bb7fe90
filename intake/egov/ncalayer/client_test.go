package ncalayer

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// layer is an NCALayer that says what it is told to.
type layer struct {
	*httptest.Server
	greet  string
	answer func(c *websocket.Conn, asked string)

	mu    sync.Mutex
	asked []string
}

const greets12 = `{"result":{"version":"1.2"}}`

// signature is no signature, but has the shape of one: what it is worth is not
// looked at here.
var signature = []byte{0x30, 0x03, 0x02, 0x01, 0x07}

func newLayer(t *testing.T, greet string, answer func(*websocket.Conn, string)) *layer {
	t.Helper()
	l := &layer{greet: greet, answer: answer}
	up := websocket.Upgrader{}
	l.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := up.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer c.Close()
		if l.greet != "" {
			_ = c.WriteMessage(websocket.TextMessage, []byte(l.greet))
		}
		_, raw, err := c.ReadMessage()
		if err != nil {
			return
		}
		l.mu.Lock()
		l.asked = append(l.asked, string(raw))
		l.mu.Unlock()
		l.answer(c, string(raw))
	}))
	t.Cleanup(l.Close)
	return l
}

// says answers with texts, one after another.
func says(texts ...string) func(*websocket.Conn, string) {
	return func(c *websocket.Conn, _ string) {
		for _, s := range texts {
			_ = c.WriteMessage(websocket.TextMessage, []byte(s))
		}
		_, _, _ = c.ReadMessage() // until the other side hangs up
	}
}

func (l *layer) client(t *testing.T, store, purpose string) *Client {
	t.Helper()
	c, err := New("wss"+strings.TrimPrefix(l.URL, "https"), store, purpose)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func asPEM(kind string) string {
	b, _ := json.Marshal(string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: signature})))
	return string(b)
}

var asBase64 = base64.StdEncoding.EncodeToString(signature)

// The recorded answers of both modules, and what they mean.
func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		name  string
		said  []string
		err   error
		words string // of a Failure
	}{
		{"basics", []string{`{"status":true,"body":{"result":[` + asPEM("CMS") + `]}}`}, nil, ""},
		{"basics, not in a list", []string{`{"status":true,"body":{"result":` + asPEM("CMS") + `}}`}, nil, ""},
		{"basics, an older shape", []string{`{"status":true,"responseObject":"` + asBase64 + `"}`}, nil, ""},
		{"commonUtils", []string{`{"code":"200","responseObject":"` + asBase64 + `"}`}, nil, ""},
		{"commonUtils, a bare number", []string{`{"code":200,"responseObject":"` + asBase64 + `"}`}, nil, ""},
		{"beats of the heart between", []string{"--heartbeat--", "{}", `{"result":{"version":"1.2"}}`, `{"code":"200","responseObject":"` + asBase64 + `"}`}, nil, ""},

		{"the window was closed", []string{`{"code":"500","message":"action.canceled"}`}, ErrCanceled, ""},
		{"the window was closed, basics", []string{`{"status":true,"body":{}}`}, ErrCanceled, ""},
		{"the window was closed, no body", []string{`{"status":true}`}, ErrCanceled, ""},
		{"the window was closed, nothing in the list", []string{`{"status":true,"body":{"result":[]}}`}, ErrCanceled, ""},
		{"the window was closed, a code", []string{`{"status":false,"code":"USER_CANCELED","message":""}`}, ErrCanceled, ""},

		{"the token was pulled out", []string{`{"code":"500","message":"java.security.ProviderException: sun.security.pkcs11.wrapper.PKCS11Exception: CKR_DEVICE_REMOVED"}`}, ErrToken, ""},
		{"no token, basics", []string{`{"status":false,"code":"500","message":"error","details":"PKCS11Exception: CKR_TOKEN_NOT_PRESENT"}`}, ErrToken, ""},

		{"a wrong password", []string{`{"code":"500","message":"java.io.IOException: keystore password was incorrect\n\tat sun.security.pkcs12.PKCS12KeyStore.load(Unknown Source)"}`},
			&Failure{}, "keystore password was incorrect"},
		{"somebody's number", []string{`{"status":false,"code":"500","message":"kz.gov.pki.kalkan.X509Exception: no key of IIN900101300017","details":"x"}`},
			&Failure{}, "no key of IIN…"},
		{"a terminal's commands", []string{`{"code":"500","message":"a\u001b[2Jb\u202ec"}`}, &Failure{}, "a [2Jb c"},
		{"only a number", []string{`{"code":"500"}`}, &Failure{}, ""},
		{"no signature in it", []string{`{"code":"200"}`}, &Failure{}, ""},
		{"something else in it", []string{`{"code":"200","responseObject":"aGVsbG8="}`}, &Failure{}, ""},
		{"two of them", []string{`{"code":"200","responseObject":["` + asBase64 + `","` + asBase64 + `"]}`}, &Failure{}, ""},
		{"a long story", []string{`{"code":"500","message":"` + strings.Repeat("ө", 5000) + `"}`}, &Failure{}, strings.Repeat("ө", 159) + "…"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cms, err := newLayer(t, greets12, says(c.said...)).client(t, "", "").Sign(t.Context(), []byte("x"))
			var f *Failure
			switch {
			case c.err == nil:
				if err != nil || !reflect.DeepEqual(cms, signature) {
					t.Errorf("%x, %v", cms, err)
				}
			case errors.As(c.err, &f):
				if !errors.As(err, &f) || f.Text != c.words || cms != nil {
					t.Errorf("%q, want %q (%v)", f.Text, c.words, err)
				}
				if strings.Contains(err.Error(), "IIN") || err.Error() != "ncalayer: it failed" {
					t.Errorf("the error tells more than it should: %v", err)
				}
			default:
				if !errors.Is(err, c.err) || cms != nil {
					t.Errorf("%v, want %v", err, c.err)
				}
			}
		})
	}
}

// What is asked: the module of the version, the store, the purpose, the bytes,
// and that they are not put into the signature.
func TestQuestions(t *testing.T) {
	const data = "eA==" // x
	for _, c := range []struct{ version, store, purpose, want string }{
		{"1.2", "", "", `{"module":"kz.gov.pki.knca.basics","method":"sign","args":{"allowedStorages":null,"format":"cms","data":"` + data + `","locale":"kk",
			"signingParams":{"decode":true,"encapsulate":false,"digested":false,"tsaProfile":null},"signerParams":{"extKeyUsageOids":[]}}}`},
		{"1.4", "AKKaztokenStore", "1.3.6.1.5.5.7.3.4", `{"module":"kz.gov.pki.knca.basics","method":"sign","args":{"allowedStorages":["AKKaztokenStore"],"format":"cms","data":"` + data + `","locale":"kk",
			"signingParams":{"decode":true,"encapsulate":false,"digested":false,"tsaProfile":null},"signerParams":{"extKeyUsageOids":["1.3.6.1.5.5.7.3.4"]}}}`},
		{"1.1", "AKKaztokenStore", "x", `{"module":"kz.gov.pki.knca.commonUtils","method":"createCMSSignatureFromBase64","args":["AKKaztokenStore","SIGNATURE","` + data + `",false]}`},
		{"", "", "", `{"module":"kz.gov.pki.knca.commonUtils","method":"createCMSSignatureFromBase64","args":["PKCS12","SIGNATURE","` + data + `",false]}`},
	} {
		l := newLayer(t, `{"result":{"version":"`+c.version+`"}}`, says(`{"code":"200","responseObject":"`+asBase64+`"}`))
		if _, err := l.client(t, c.store, c.purpose).Sign(t.Context(), []byte("x")); err != nil {
			t.Fatal(err)
		}
		var got, want any
		if json.Unmarshal([]byte(l.asked[0]), &got) != nil || json.Unmarshal([]byte(c.want), &want) != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: asked %s", c.version, l.asked[0])
		}
	}
	for version, want := range map[string]bool{"1.2": true, "1.2.1": true, "1.10": true, "2": true, "2.0": true, "1.1.9": false, "1": false, "0.9": false, "x": false, "": false} {
		if since(version) != want {
			t.Errorf("%q: %v", version, !want)
		}
	}
}

// Nobody there, somebody else there, a line that is cut, a window left open.
func TestAway(t *testing.T) {
	gone := newLayer(t, greets12, says())
	c := gone.client(t, "", "")
	gone.Close()
	if _, err := c.Sign(t.Context(), []byte("x")); !errors.Is(err, ErrAway) {
		t.Errorf("not running: %v", err)
	}
	if _, err := c.Version(t.Context()); !errors.Is(err, ErrAway) {
		t.Errorf("not running: %v", err)
	}
	web := httptest.NewTLSServer(http.NotFoundHandler())
	defer web.Close()
	c.at = "wss" + strings.TrimPrefix(web.URL, "https")
	if _, err := c.Sign(t.Context(), []byte("x")); !errors.Is(err, ErrAway) {
		t.Errorf("another program: %v", err)
	}
	for name, greet := range map[string]string{"greets otherwise": `{"hello":1}`, "greets in no language": "<html>"} {
		if _, err := newLayer(t, greet, says()).client(t, "", "").Sign(t.Context(), []byte("x")); !errors.Is(err, ErrAway) {
			t.Errorf("%s: %v", name, err)
		}
	}
	mute := newLayer(t, "", says()).client(t, "", "")
	mute.wait = 50 * time.Millisecond
	if _, err := mute.Sign(t.Context(), []byte("x")); !errors.Is(err, ErrAway) {
		t.Errorf("does not greet: %v", err)
	}
	cut := newLayer(t, greets12, func(c *websocket.Conn, _ string) {
		raw := c.NetConn()
		_, _ = raw.Write([]byte{0x81, 0x7e, 0x10, 0x00, '{', '"'}) // begins 4096 bytes and hangs up
	})
	if _, err := cut.client(t, "", "").Sign(t.Context(), []byte("x")); !errors.Is(err, ErrAway) {
		t.Errorf("cut in its answer: %v", err)
	}
	flood := newLayer(t, greets12, func(c *websocket.Conn, _ string) {
		_ = c.WriteMessage(websocket.TextMessage, []byte(`{"code":"200","responseObject":"`+asBase64+`","more":"`+strings.Repeat("x", mostSaid)+`"}`))
	})
	if _, err := flood.client(t, "", "").Sign(t.Context(), []byte("x")); !errors.Is(err, ErrAway) {
		t.Errorf("says too much: %v", err)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	l := newLayer(t, greets12, func(c *websocket.Conn, _ string) {
		cancel()
		_, _, _ = c.ReadMessage() // the window closes with the line
	})
	if _, err := l.client(t, "", "").Sign(ctx, []byte("x")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := l.client(t, "", "").Sign(t.Context(), make([]byte, MostData+1)); !errors.Is(err, ErrBig) {
		t.Error("signs more than it should")
	}
	if v, err := newLayer(t, greets12, says()).client(t, "", "").Version(t.Context()); v != "1.2" || err != nil {
		t.Error(v, err)
	}
}

// A certificate nobody vouches for is taken from this machine alone.
func TestOnlyThisMachine(t *testing.T) {
	for _, at := range []string{"wss://10.1.2.3:13579", "wss://ncalayer.example:13579", "wss://127.0.0.1.example", "ws://127.0.0.1:13579", "https://127.0.0.1",
		"wss://a@127.0.0.1", "127.0.0.1:13579", "wss://", "wss://0.0.0.0:13579", "%"} {
		if _, err := New(at, "", ""); !errors.Is(err, ErrAddress) {
			t.Errorf("%s: %v", at, err)
		}
	}
	for _, at := range []string{"", "wss://localhost:13579", "wss://[::1]:13579", "wss://127.0.0.2:1/"} {
		if _, err := New(at, "", ""); err != nil {
			t.Errorf("%s: %v", at, err)
		}
	}
	// A name that means this machine here may mean another one there.
	l := newLayer(t, greets12, says(`{"code":"200","responseObject":"`+asBase64+`"}`))
	c := l.client(t, "", "")
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range addrs {
		n, ok := a.(*net.IPNet)
		if !ok || n.IP.IsLoopback() || n.IP.To4() == nil {
			continue
		}
		wide, err := net.Listen("tcp", net.JoinHostPort(n.IP.String(), "0"))
		if err != nil {
			continue
		}
		reached := make(chan struct{})
		go func() {
			defer close(reached)
			if conn, err := wide.Accept(); err == nil {
				b := make([]byte, 1)
				if k, _ := conn.Read(b); k > 0 {
					t.Error("something was said to another machine")
				}
				conn.Close()
			}
		}()
		c.at = "wss://" + wide.Addr().String()
		if _, err := c.Sign(t.Context(), []byte("x")); !errors.Is(err, ErrAway) {
			t.Errorf("%s: %v", wide.Addr(), err)
		}
		<-reached
		wide.Close()
		return
	}
}
