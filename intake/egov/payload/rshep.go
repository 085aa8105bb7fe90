package payload

import (
	"time"
)

// Inline is how many bytes of scans, all together, travel inside a request.
// Of more only the hashes go, and the files are fetched later.
const Inline = 200 << 10

// Application is a signed request for a service, as it goes to АРМ РШЭП
// (State Corporation's road, process 5). The signature covers Form.
type Application struct {
	Number, Service, Edition, Provider string
	At                                 time.Time
	Recipient                          Person
	Agent                              *Agent
	Ground                             string
	Conditions                         []string
	Documents                          []Document
	Form, Signature                    []byte // the filled request; detached CMS over it
}

// Person is somebody in a request.
type Person struct {
	IIN, Surname, Name, Patronymic string
	Born                           time.Time // a day; zero: not told
	Phone, Address                 string
}

// Notarised is the kind of an agent whose power of attorney has data; of all
// others they are not filled in (seed 001, externat and duplicates §10(2)).
const Notarised = "proxy-notarised"

// Agent acts for the recipient.
type Agent struct {
	Person
	Kind string
	Deed *Deed // Kind Notarised only
}

// Deed is a notarised power of attorney.
type Deed struct {
	Number string
	Date   time.Time
	Notary string
}

// Write writes the application.
func (a Application) Write() []byte {
	all := int64(0)
	for _, d := range a.Documents {
		all += int64(len(d.Content))
	}
	return document("application", func(w *writer) {
		w.text("number", a.Number)
		w.text("service", a.Service)
		w.text("edition", a.Edition)
		w.text("provider", a.Provider)
		w.moment("at", a.At)
		w.in("recipient", func() { w.somebody(a.Recipient) })
		if g := a.Agent; g != nil {
			w.in("agent", func() { w.agent(g) })
		}
		w.some("ground", a.Ground)
		w.texts("condition", a.Conditions)
		for _, d := range a.Documents {
			if all > Inline {
				d.Content = nil
			}
			w.in("document", func() { w.scan(d) })
		}
		w.bytes("form", a.Form)
		w.bytes("signature", a.Signature)
	})
}

func (w *writer) somebody(p Person) {
	w.some("iin", p.IIN)
	w.text("surname", p.Surname)
	w.text("name", p.Name)
	w.some("patronymic", p.Patronymic)
	w.day("born", p.Born)
	w.some("phone", p.Phone)
	w.some("address", p.Address)
}

func (w *writer) agent(g *Agent) {
	w.somebody(g.Person)
	w.text("kind", g.Kind)
	if d := g.Deed; d != nil && g.Kind == Notarised {
		w.in("deed", func() {
			w.text("number", d.Number)
			w.day("date", d.Date)
			w.some("notary", d.Notary)
		})
	}
}

// ReadApplication reads what Write wrote. A file's content must be of its hash.
func ReadApplication(data []byte) (*Application, error) {
	e, err := readDocument(data, mostAnswer, "application")
	if err != nil {
		return nil, err
	}
	a := &Application{Number: e.must("number"), Service: e.must("service"), Edition: e.must("edition"), Provider: e.must("provider"),
		At: e.moment("at"), Recipient: e.somebody("recipient"), Ground: e.value("ground"), Conditions: e.values("condition"),
		Form: e.bytes("form"), Signature: e.bytes("signature")}
	if k := e.child("agent"); k != nil {
		a.Agent = &Agent{Person: e.somebody("agent"), Kind: k.must("kind")}
		if d := k.child("deed"); d != nil {
			if a.Agent.Kind != Notarised {
				e.fail("deed", "of a power of attorney that is not notarised")
			}
			a.Agent.Deed = &Deed{Number: d.must("number"), Date: d.day("date"), Notary: d.value("notary")}
		}
	}
	for _, d := range e.all("document") {
		a.Documents = append(a.Documents, d.scan())
	}
	if len(a.Form) == 0 || len(a.Signature) == 0 {
		e.fail("form", "not there, or not signed")
	}
	if *e.fault != nil {
		return nil, *e.fault
	}
	return a, nil
}

func (e *element) somebody(name string) Person {
	k := e.child(name)
	if k == nil {
		e.fail(name, "missing")
		return Person{}
	}
	return Person{IIN: k.value("iin"), Surname: k.must("surname"), Name: k.value("name"), Patronymic: k.value("patronymic"),
		Born: k.day("born"), Phone: k.value("phone"), Address: k.value("address")}
}
