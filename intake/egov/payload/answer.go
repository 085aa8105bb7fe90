package payload

import (
	"strings"
	"time"

	"tereze/intake/egov"
)

// Answer is what АРМ РШЭП says of a request of ours.
type Answer struct {
	Kind      egov.IncomingKind // Taken, NotTaken or Decided
	Number    string            // ours
	At        time.Time
	Incoming  string   // Taken: the provider's incoming number
	Reasons   []string // NotTaken, and Decided with Refused
	Refused   bool     // Decided: a reasoned refusal
	Paper     bool     // Decided: the result itself comes by courier
	File      []byte   // Decided: the result as a file
	FileType  string   // "pdf" or "xml"
	Signature []byte   // detached CMS over File; who reads must verify it
}

// Write writes the answer.
func (a Answer) Write() []byte {
	return document("answer", func(w *writer) {
		w.text("kind", string(a.Kind))
		w.text("number", a.Number)
		w.moment("at", a.At)
		w.some("incoming", a.Incoming)
		w.texts("reason", a.Reasons)
		if a.Kind == egov.Decided {
			w.flag("refused", a.Refused)
			w.flag("paper", a.Paper)
			w.result(a.File, a.FileType, a.Signature)
		}
	})
}

// result writes a signed file.
func (w *writer) result(file []byte, kind string, signature []byte) {
	if len(file) == 0 {
		return
	}
	w.in("file", func() {
		w.text("type", kind)
		w.bytes("content", file)
		w.bytes("signature", signature)
	})
}

func (e *element) result() (file []byte, kind string, signature []byte) {
	f := e.child("file")
	if f == nil {
		return nil, "", nil
	}
	file, kind, signature = f.bytes("content"), f.oneOf("type", "pdf", "xml"), f.bytes("signature")
	if len(file) == 0 {
		e.fail("content", "missing")
	}
	return file, kind, signature
}

// ReadAnswer reads what Write wrote. What a kind cannot do without must be
// there: the incoming number, the reasons, the file or the word that the
// result comes on paper.
func ReadAnswer(data []byte) (*Answer, error) {
	e, err := readDocument(data, mostAnswer, "answer")
	if err != nil {
		return nil, err
	}
	a := &Answer{Number: e.must("number"), At: e.moment("at"),
		Kind: egov.IncomingKind(e.oneOf("kind", string(egov.Taken), string(egov.NotTaken), string(egov.Decided)))}
	for _, r := range e.values("reason") {
		if strings.TrimSpace(r) != "" {
			a.Reasons = append(a.Reasons, r)
		}
	}
	switch a.Kind {
	case egov.Taken:
		a.Incoming = e.must("incoming")
	case egov.NotTaken:
		e.reasoned(a.Reasons)
	case egov.Decided:
		a.Refused, a.Paper = e.flag("refused"), e.flag("paper")
		a.File, a.FileType, a.Signature = e.result()
		if a.Refused {
			e.reasoned(a.Reasons)
		}
		if a.Paper == (len(a.File) > 0) && (a.Paper || !a.Refused) {
			e.fail("file", "either a file or paper")
		}
	}
	if *e.fault != nil {
		return nil, *e.fault
	}
	return a, nil
}

func (e *element) reasoned(reasons []string) {
	if len(reasons) == 0 {
		e.fail("reason", "missing")
	}
}

// Told makes of an answer what the domain is told. gatewayID is the message's
// number at the gateway, answers that of the message it answers.
func (a Answer) Told(gatewayID, answers string, raw []byte) egov.Incoming {
	return egov.Incoming{
		GatewayID: gatewayID, Answers: answers, Number: a.Number, Kind: a.Kind, At: a.At,
		Incoming: a.Incoming, Reasons: a.Reasons, Refused: a.Refused, Paper: a.Paper,
		File: a.File, FileType: a.FileType, Signature: a.Signature, Raw: raw,
	}
}

// Withdrawal tells АРМ РШЭП that the recipient took an application back.
type Withdrawal struct {
	Number, Service, Provider string
	At                        time.Time
	Reason                    string
}

// Write writes the withdrawal.
func (x Withdrawal) Write() []byte {
	return document("withdrawal", func(w *writer) {
		w.text("number", x.Number)
		w.text("service", x.Service)
		w.text("provider", x.Provider)
		w.moment("at", x.At)
		w.some("reason", x.Reason)
	})
}

// ReadWithdrawal reads what Write wrote.
func ReadWithdrawal(data []byte) (*Withdrawal, error) {
	e, err := readDocument(data, mostAnswer, "withdrawal")
	if err != nil {
		return nil, err
	}
	x := &Withdrawal{Number: e.must("number"), Service: e.must("service"), Provider: e.must("provider"), At: e.moment("at"), Reason: e.value("reason")}
	if *e.fault != nil {
		return nil, *e.fault
	}
	return x, nil
}
