package soap

import (
	"bytes"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/beevik/etree"
)

// written is one of every message that either side writes, some of them twice:
// as full and as bare as they may be.
func written(t *testing.T) map[string][]byte {
	t.Helper()
	id := identity(t, gateKey(), nil)
	text, bare, nothing := question(), question(), answer()
	text.AsText = true
	bare.CorrelationID, bare.Sender.Password, bare.Data = "", "", nil
	nothing.CorrelationID, nothing.SessionID, nothing.Data = "", "", nil
	typed := answer()
	typed.Data, typed.DataType = []byte("77"), xml.Name{Space: nsSchema, Local: "string"}
	typed.AsText = true
	inbound := pushed()
	inbound.SessionID = "{S}"
	wrong := &ErrorInfo{Code: "E1", Message: "full", Data: "x", SubError: "y", SessionID: "{S}", At: noon}
	els := map[string]*etree.Element{
		"sync": element(t, question()), "sync-text": element(t, text), "sync-bare": element(t, bare),
		"answer": element(t, answer()), "answer-bare": element(t, nothing), "answer-text": element(t, typed),
		"send": element(t, message()), "push": element(t, inbound),
		"receipt":     AsyncReceipt{MessageID: "m", CorrelationID: "c", SessionID: "{S}", At: noon}.Element(),
		"status":      StatusQuery{MessageID: "m", Sender: Sender{"demo", "x"}, At: noon}.Element(),
		"state":       State{State: OnDelivery, Code: "1", Message: "", Since: noon, At: noon, SessionID: "{S}"}.Element(),
		"query":       Query{ServiceID: "s", Amount: 5, MessageID: "m", CorrelationID: "c", Sender: Sender{ID: "demo"}, At: noon}.Element(),
		"query-bare":  Query{ServiceID: "s", At: noon}.Element(),
		"messages":    element(t, Messages{At: noon, SessionID: "{S}", List: []AsyncMessage{inbound, inbound}}),
		"none":        element(t, Messages{At: noon}),
		"accepted":    Notification{MessageID: "m", ServiceID: "s", Accepted: true, Sender: Sender{ID: "demo"}, At: noon}.Element(),
		"resend":      Notification{MessageID: "m", ServiceID: "s", Resend: true, Error: wrong, At: noon}.Element(),
		"delivered":   DeliveryReceived(noon, "{S}"),
		"change":      StateChange{NotificationID: "n", MessageID: "m", SessionID: "{S}", State: State{State: Delivered, Since: noon}, Error: wrong, At: noon}.Element(),
		"changed":     StateReceived(noon, ""),
		"fault":       Fault{Code: "Server", Text: "no", Info: wrong}.Element(),
		"fault-async": Fault{Code: "Client", Text: "no", Info: wrong, Async: true}.Element(),
		"fault-bare":  Fault{Code: "Client", Text: "no"}.Element(),
	}
	out := map[string][]byte{}
	for name, el := range els {
		out[name] = signed(t, el, id)
		out[name+"-unsigned"] = signed(t, el, nil)
	}
	return out
}

func TestEveryMessageFitsTheSchema(t *testing.T) {
	all := written(t)
	for name, verdict := range validate(t, all) {
		if verdict != "validates" {
			t.Errorf("%s: %s\n%s", name, verdict, all[name])
		}
	}
}

// TestWrongMessagesDoNotFitTheSchema holds the schema itself to what it is for.
func TestWrongMessagesDoNotFitTheSchema(t *testing.T) {
	all := written(t)
	wrong := map[string][]byte{}
	swap := func(of, a, b string) { // two neighbours change places
		d := parsedDoc(t, all[of])
		x, y := d.FindElement("//"+a), d.FindElement("//"+b)
		x.Parent().InsertChildAt(y.Index()+1, x.Copy())
		x.Parent().RemoveChild(x)
		wrong["swapped-"+of+"-"+a] = write(d.Root())
	}
	swap("sync", "messageId", "serviceId")
	swap("sync", "messageDate", "sender")
	swap("sync", "senderId", "password")
	swap("answer", "responseDate", "status")
	swap("answer", "code", "message")
	swap("send", "messageType", "messageDate")
	swap("send", "SenderCorrelationId", "sender")
	swap("receipt", "messageId", "responseDate")
	swap("state", "messageState", "status")
	swap("query", "serviceId", "amount")
	swap("messages", "responseDate", "messages")
	swap("resend", "receiveStatus", "resendMessage")
	swap("change", "messageState", "error")
	swap("fault", "errorCode", "errorDate")
	for name := range all {
		d := parsedDoc(t, all[name])
		op := d.Root().SelectElement("Body").ChildElements()[0]
		first := op.ChildElements()[0]
		first.Space = op.Space // the child is qualified
		wrong["qualified-"+name] = write(d.Root())
	}
	edit := func(of, old, new string) {
		wrong["edited-"+of+"-"+old] = bytes.Replace(all[of], []byte(old), []byte(new), 1)
	}
	edit("sync", "12:00:00.000+05:00", "12:00:00.000")
	edit("sync", "12:00:00.000+05:00", "12:00:00+05:00")
	edit("answer", "<code>SCSS001</code>", "")
	edit("send", "REQUEST</messageType", "OTHER</messageType")
	edit("accepted", "MESSAGE_ACCEPTED", "ACCEPTED")
	edit("send", AsyncTypes, SyncTypes)
	verdicts := validate(t, wrong)
	if len(verdicts) != len(wrong) || len(wrong) < 60 {
		t.Errorf("%d verdicts of %d", len(verdicts), len(wrong))
	}
	for name, verdict := range verdicts {
		if verdict != "fails to validate" {
			t.Errorf("%s: %s\n%s", name, verdict, wrong[name])
		}
	}
}

func parsedDoc(t *testing.T, raw []byte) *etree.Document {
	t.Helper()
	d := etree.NewDocument()
	if err := d.ReadFromBytes(raw); err != nil {
		t.Fatal(err)
	}
	return d
}

// validate runs xmllint over all messages at once and gives its word on each.
func validate(t *testing.T, all map[string][]byte) map[string]string {
	t.Helper()
	lint, dir := xmllint(t), t.TempDir()
	args := []string{"--nonet", "--noout", "--schema", filepath.Join("testdata", "envelope.xsd")}
	names := map[string]string{}
	for name, raw := range all {
		path := filepath.Join(dir, strings.Map(fileRune, name)+".xml")
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		names[path], args = name, append(args, path)
	}
	out, _ := exec.Command(lint, args...).CombinedOutput() // its status is that of the worst
	verdicts := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, verdict, ok := strings.Cut(strings.TrimSpace(line), " ")
		if name, known := names[path]; ok && known {
			verdicts[name] = verdict
		}
	}
	if len(verdicts) != len(all) {
		t.Fatalf("%d verdicts for %d messages:\n%s", len(verdicts), len(all), out)
	}
	return verdicts
}

func fileRune(r rune) rune {
	if strings.ContainsRune("/<>:+. ", r) {
		return '_'
	}
	return r
}
