package gatewaysim

import (
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/smallstep/pkcs7"
)

const (
	askCommon = `{"module":"kz.gov.pki.knca.commonUtils","method":"createCMSSignatureFromBase64","args":["PKCS12","SIGNATURE","MTEK",false]}`
	askBasics = `{"module":"kz.gov.pki.knca.basics","method":"sign","args":{"allowedStorages":null,"format":"cms","data":"MTEK",
		"signingParams":{"decode":true,"encapsulate":false,"digested":false,"tsaProfile":{}},"signerParams":{"extKeyUsageOids":[]},"locale":"kk"}}`
)

func newNCALayer(t testing.TB) *NCALayer {
	t.Helper()
	ca := newCA(t)
	auth := person
	auth.Uses = []string{UseAuth, UsePerson}
	n := must(StartNCALayer(NCALayerOptions{
		Clock: at(noon), Key: must(ca.Issue(person))(t), Auth: must(ca.Issue(auth))(t), Other: must(ca.Issue(Subject{IIN: "900101300017"}))(t),
	}))(t)
	t.Cleanup(func() { n.Close() })
	return n
}

func dial(t testing.TB, n *NCALayer) *websocket.Conn {
	t.Helper()
	d := websocket.Dialer{TLSClientConfig: &tls.Config{RootCAs: n.Roots(), Time: at(noon)}, HandshakeTimeout: 10 * time.Second}
	c, _, err := d.DialContext(t.Context(), n.URL(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetReadDeadline(time.Now().Add(20 * time.Second)) // a test that hangs is red, not endless
	return c
}

func say(t testing.TB, c *websocket.Conn, text string) string {
	t.Helper()
	if text != "" {
		if err := c.WriteMessage(websocket.TextMessage, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	_, data, err := c.ReadMessage()
	if err != nil {
		return "gone: " + err.Error()
	}
	return string(data)
}

func TestNCALayerShapes(t *testing.T) {
	c := dial(t, newNCALayer(t))
	for _, x := range []struct{ ask, want string }{
		{"", `{"result":{"version":"1.2"}}`},
		{`{"module":"kz.gov.pki.knca.commonUtils","method":"getActiveTokens"}`, `{"code":"200","responseObject":["AKKaztokenStore"]}`},
		{`{"module":"kz.gov.pki.knca.commonUtils","method":"getKeyInfo","args":[null]}`,
			`{"code":"500","message":"java.lang.IllegalArgumentException: argument type mismatch. Method: getKeyInfo"}`},
		{`{"module":"kz.gov.pki.knca.commonUtils","method":"createCAdESFromBase64","args":["AKKaztokenStore",123,"MTEK",false]}`,
			`{"code":"500","message":"java.lang.IllegalArgumentException: argument type mismatch. Method: createCAdESFromBase64"}`},
		{`{"module":"kz.gov.pki.knca.basics","method":"sign","args":{"format":"cms","data":"MTEK"}}`,
			`{"code":"INVOCATION_ERROR","details":"org.json.JSONException: JSONObject[\"signingParams\"] is not a JSONObject.","message":"An invoked method threw an exception.","status":false}`},
	} {
		if got := say(t, c, x.ask); got != x.want {
			t.Errorf("%s:\ngot  %s\nwant %s", x.ask, got, x.want)
		}
	}
	var info struct{ ResponseObject map[string]string }
	if err := json.Unmarshal([]byte(say(t, c, `{"module":"kz.gov.pki.knca.commonUtils","method":"getKeyInfo","args":["PKCS12"]}`)), &info); err != nil ||
		!strings.Contains(info.ResponseObject["subjectDn"], "IIN900101400013") || info.ResponseObject["algorithm"] != "RSA" {
		t.Errorf("getKeyInfo: %v %v", info, err)
	}
}

// signer is whose signature over MTEK an answer holds.
func signer(t *testing.T, cms []byte) string {
	t.Helper()
	p := must(pkcs7.Parse(cms))(t)
	p.Content = []byte("11\n") // MTEK
	if err := p.VerifyWithChainAtTime(nil, noon); err != nil {
		t.Error(err)
	}
	return p.GetOnlySigner().Subject.SerialNumber
}

func commonCMS(t *testing.T, text string) []byte {
	t.Helper()
	var a struct{ ResponseObject string }
	if err := json.Unmarshal([]byte(text), &a); err != nil {
		t.Fatal(err)
	}
	return must(base64.StdEncoding.DecodeString(strings.ReplaceAll(a.ResponseObject, "\r\n", "")))(t)
}

func basicsCMS(t *testing.T, text string) []byte {
	t.Helper()
	var a struct{ Body struct{ Result string } }
	if err := json.Unmarshal([]byte(text), &a); err != nil {
		t.Fatal(err)
	}
	b, _ := pem.Decode([]byte(a.Body.Result))
	if b == nil || b.Type != "CMS" {
		t.Fatalf("no CMS: %s", text)
	}
	return b.Bytes
}

func TestNCALayerSigns(t *testing.T) {
	n := newNCALayer(t)
	c := dial(t, n)
	say(t, c, "")
	for name, cms := range map[string][]byte{
		"common": commonCMS(t, say(t, c, askCommon)), "basics": basicsCMS(t, say(t, c, askBasics)),
		"cades": commonCMS(t, say(t, c, strings.Replace(askCommon, "createCMSSignatureFromBase64", "createCAdESFromBase64", 1))),
	} {
		if got := signer(t, cms); got != "IIN900101400013" {
			t.Errorf("%s: signed by %s", name, got)
		}
	}
	var many struct{ Body struct{ Result []string } }
	if err := json.Unmarshal([]byte(say(t, c, strings.Replace(askBasics, `"MTEK"`, `["MTEK","MTEK"]`, 1))), &many); err != nil || len(many.Body.Result) != 2 {
		t.Errorf("a list of data: %v %v", many, err)
	}
	if got := len(n.Requests()); got != 4 {
		t.Errorf("%d requests remembered", got)
	}
}

func TestNCALayerFaults(t *testing.T) {
	n := newNCALayer(t)
	c := dial(t, n)
	say(t, c, "")
	n.Next(NCACanceled, NCACanceled, NCATokenOut, NCATokenOut, NCAWrongKey, NCAAuthKey, NCAAuthKey, NCAGarbage)
	for _, x := range []struct{ ask, want string }{
		{askCommon, `{"code":"500","message":"action.canceled"}`},
		{askBasics, `{"body":{},"status":true}`},
		{askCommon, `{"code":"500","message":"` + tokenOut + `"}`},
		{askBasics, `"details":"` + tokenOut + `","message":"An invoked method threw an exception.","status":false}`},
	} {
		if got := say(t, c, x.ask); !strings.HasSuffix(got, x.want) {
			t.Errorf("got %s, want %s", got, x.want)
		}
	}
	if got := signer(t, basicsCMS(t, say(t, c, askBasics))); got != "IIN900101300017" {
		t.Errorf("wrong key: signed by %s", got)
	}
	for _, cms := range [][]byte{basicsCMS(t, say(t, c, askBasics)), commonCMS(t, say(t, c, askCommon))} {
		p := must(pkcs7.Parse(cms))(t)
		if !p.Certificates[0].Equal(n.o.Auth.Cert) {
			t.Error("auth key: another key signed")
		}
	}
	if got := say(t, c, askBasics); json.Valid([]byte(got)) {
		t.Errorf("garbage can be read: %s", got)
	}
	n.Next(NCACut)
	if got := say(t, c, askBasics); !strings.HasPrefix(got, "gone: ") {
		t.Errorf("cut: %s", got)
	}
}

func TestNCALayerHangsUntilTheClientGoes(t *testing.T) {
	n := newNCALayer(t)
	n.Next(NCANoGreeting, NCAHang)
	seen := make(chan string, 9)
	n.mu.Lock()
	n.seen = seen
	n.mu.Unlock()
	silent := dial(t, n)
	if err := silent.WriteMessage(websocket.TextMessage, []byte(askBasics)); err != nil {
		t.Fatal(err)
	}
	<-seen // it has the request, and keeps silent
	silent.Close()
	// One request at a time: the next one is answered once that client is gone.
	c := dial(t, n)
	say(t, c, "")
	if got := signer(t, basicsCMS(t, say(t, c, askBasics))); got != "IIN900101400013" {
		t.Errorf("after a hang: %s", got)
	}
}
