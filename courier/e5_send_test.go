package courier_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/egov"
	"tereze/intake/egov/payload"
	"tereze/intake/egov/sign"
	"tereze/store"
)

// Seed 001, externat §10, line by line: the whole road of a case with its
// result as a file.
func TestExternat10(t *testing.T) {
	w := wire(t)
	// (2), (3): the worker fills the form in and the registers are asked.
	app := w.app("externat", depart)
	if app.Road != intake.RoadCentre {
		t.Fatalf("road %s", app.Road)
	}
	w.far.people[app.Recipient.IIN] = egov.Person{IIN: app.Recipient.IIN, Surname: app.Recipient.Surname, Name: app.Recipient.Given, Patronymic: app.Recipient.Patronymic}
	asked := ok(w.AskRegisters(w.ctx(), w.by(op), app))(t)
	// (4), condition 1.
	if asked.Check.Person != intake.Same {
		t.Errorf("ГБД ФЛ: %s %v", asked.Check.Person, asked.Differences)
	}
	app.Check = asked.Check
	c := ok(w.Accept(w.ctx(), w.by(op), app))(t)
	if n := w.count(intake.ListScan); n.All != 1 || w.count(intake.ListCounter).All != 0 {
		t.Errorf("to be scanned: %+v", n)
	}
	// (5), process 4: scans and signature.
	for _, p := range c.Papers {
		if !p.Shown {
			w.attach(c.ID, p.Code, p.Code)
		}
	}
	if c = w.sign(c.ID); !c.Signed {
		t.Error("not signed")
	}
	// (6), process 5.
	if c = ok(w.Send(w.ctx(), w.by(op), c.ID))(t); c.Stage != intake.Out || !c.Sent || c.Late || c.Last().Act != intake.ActSend {
		t.Errorf("%+v", c.State)
	}
	if n := w.count(intake.ListSent); n.All != 1 || w.count(intake.ListScan).All != 0 {
		t.Errorf("sent: %+v", n)
	}
	if done := w.pass(); done.Sent != 1 || done.Tried != 1 {
		t.Errorf("%+v", done)
	}
	got, err := payload.ReadApplication(w.far.came[0].Body)
	if err != nil || got.Number != string(c.Number) || len(got.Documents) != len(c.Papers) || string(got.Signature) != string(seal(got.Form)) {
		t.Fatalf("%+v, %v", got, err)
	}
	for _, d := range got.Documents {
		if d.Hash != [32]byte{} && string(d.Content) != string(picture(d.Code)) {
			t.Errorf("%s travels as %q", d.Code, d.Content)
		}
	}
	// (7), condition 2 holds: with the provider, its second step under way.
	w.clock.Add(time.Hour)
	w.far.says(w.answer(c, egov.Taken))
	if done := w.pass(); done.Taken != 1 {
		t.Errorf("%+v", done)
	}
	c = w.stands(c.ID, intake.Out)
	if !c.Arrived || c.Incoming != "15-77" || c.Step != 2 || c.StepDue.IsZero() || c.Last().Act != intake.ActDeliver {
		t.Errorf("%+v", c.State)
	}
	if m := w.request(c.ID); m.State != intake.MessageAnswered || w.count(intake.ListSent).All != 0 || w.count(intake.ListOut).All != 1 {
		t.Errorf("the request is %s", m.State)
	}
	// (9), process 7: the result, issued by the worker.
	w.clock.Add(14 * 24 * time.Hour)
	w.far.says(w.result(c))
	w.pass()
	c = w.stands(c.ID, intake.Ready)
	due := ok(w.Keep(c, w.Today()))(t)
	f, there := c.File(intake.FileResult)
	s, signed := c.File(intake.FileSigned)
	if c.Outcome != intake.Result || !there || !signed || s.Unverified || f.Type != "pdf" || c.KeepTo != due.Date || c.ReadyOn != w.Today() {
		t.Errorf("%+v %+v", c.State, c.Files)
	}
	if data, err := w.Blobs.Get(t.Context(), f.Hash); err != nil || string(data) != "%PDF order for "+string(c.Number) {
		t.Errorf("%q, %v", data, err)
	}
	c = ok(w.Issue(w.ctx(), w.by(op), c.ID, intake.Handing{Receipt: true, Identity: intake.IdentityCard}))(t)
	if c.Stage != intake.Issued {
		t.Errorf("%s", c.Stage)
	}
	if len(w.far.out) != 0 || len(w.open()) != 0 {
		t.Errorf("unconfirmed %d, open %v", len(w.far.out), w.open())
	}
}

// Seed 001, externat §10(7) and (8): condition 2 does not hold, the worker
// turns the application back with the receipt, and nobody issues it.
func TestExternat10Point8(t *testing.T) {
	w := wire(t)
	c := w.gone()
	in := w.answer(c, egov.NotTaken)
	in.Reasons = []string{"нет подписи", "не тот бланк"}
	w.take(in)
	c = w.stands(c.ID, intake.Ready)
	if c.Outcome != intake.Unaccepted || c.Reasons != "нет подписи\nне тот бланк" || c.KeepTo.IsZero() || c.Arrived {
		t.Errorf("%+v", c.State)
	}
	good := intake.Handing{Receipt: true, Identity: intake.IdentityCard}
	w.refused(intake.ProblemNotNow, func() error { _, err := w.Issue(w.ctx(), w.by(issuer), c.ID, good); return err })
	w.refused(intake.ProblemReceipt, func() error {
		_, err := w.TurnBack(w.ctx(), w.by(op), c.ID, intake.Handing{Identity: intake.IdentityCard})
		return err
	})
	c = ok(w.TurnBack(w.ctx(), w.by(op), c.ID, good))(t)
	if c.Stage != intake.Refused || c.Last().Process != 7 {
		t.Errorf("%s, %+v", c.Stage, c.Last())
	}
	w.refused(intake.ProblemNotNow, func() error { _, err := w.TurnBack(w.ctx(), w.by(op), c.ID, good); return err })
	// What has a result is issued, not turned back.
	c = w.gone()
	w.take(w.answer(c, egov.Taken))
	w.take(w.result(c))
	w.refused(intake.ProblemNotNow, func() error { _, err := w.TurnBack(w.ctx(), w.by(op), c.ID, good); return err })
}

// A result on paper comes by courier and under the scanner.
func TestDecidedOnPaper(t *testing.T) {
	w := wire(t)
	c := w.gone()
	w.take(w.answer(c, egov.Taken))
	in := w.answer(c, egov.Decided)
	in.Paper, in.Refused, in.Reasons = true, true, []string{"срок пропущен"}
	w.take(in)
	c = w.stands(c.ID, intake.Out)
	if last := len(w.Steps(c)); c.Outcome != intake.ReasonedRefusal || int(c.Step) != last+1 || int(c.Last().Step) != last || c.Reasons != "срок пропущен" {
		t.Errorf("%+v", c.State)
	}
	if s := w.scan(0, c.Number.Barcode()); s.Verdict != "on-list" {
		t.Errorf("%s", s.Verdict)
	}
	if n := ok(w.Forward(w.ctx(), w.by(sector), nil, nil))(t); n != 1 {
		t.Error(n)
	}
	c = w.stands(c.ID, intake.Ready)
	if c.Outcome != intake.ReasonedRefusal || c.KeepTo.IsZero() {
		t.Errorf("%+v", c.State)
	}
	// Under the scanner before the provider has it: not from there.
	early := w.gone()
	if s := w.scan(0, early.Number.Barcode()); s.Verdict != "not-out" {
		t.Errorf("%s", s.Verdict)
	}
}

// What stands in the way of signing and of sending.
func TestSendRefuses(t *testing.T) {
	w := wire(t)
	c := w.externat()
	send := func() error { _, err := w.Send(w.ctx(), w.by(op), c.ID); return err }
	signs := func(cms []byte) func() error {
		return func() error { _, err := w.SignRequest(w.ctx(), w.by(op), c.ID, cms); return err }
	}
	w.refused(intake.ProblemScanMissing, send)
	w.refused(intake.ProblemScanMissing, signs(seal(w.Form(c))))
	for _, p := range c.Papers {
		if !p.Shown {
			w.attach(c.ID, p.Code, p.Code)
		}
	}
	w.refused(intake.ProblemNotSigned, send)
	w.refused(intake.ProblemSignature, signs(nil))
	w.refused(intake.ProblemSignature, signs([]byte("cms of something else")))
	for _, f := range sign.Faults() { // none of them is a pass
		w.judge.fault = f
		w.refused(intake.ProblemSignature, signs(seal(w.Form(w.read(c.ID)))))
	}
	w.judge.fault = ""
	w.Desk.Verifier = nil
	w.refused(intake.ProblemNoVerifier, signs(seal(w.Form(w.read(c.ID)))))
	w.Desk.Verifier = w.judge
	w.refused(intake.ProblemRole, func() error { _, err := w.Send(w.ctx(), w.by(sector), c.ID); return err })
	w.sign(c.ID)
	if p := w.judge.want.Purpose; len(p) != 1 || p[0] != "1.3.6.1.5.5.7.3.4" {
		t.Errorf("wanted %v", p)
	}
	w.more(c.ID, "one page more") // past the rules: what was signed is not what is there now
	w.refused(intake.ProblemNotSigned, send)
	w.sign(c.ID)
	f, _ := w.read(c.ID).File(c.Papers[0].Code)
	if err := w.Blobs.Drop(f.Hash); err != nil {
		t.Fatal(err)
	}
	w.refused(intake.ProblemFileMissing, send)
	ok(w.Blobs.Put(w.ctx(), picture("one page more")))(t)
	by := w.by(op)
	sent := ok(w.Send(w.ctx(), by, c.ID))(t)
	before := w.head()
	if again := ok(w.Send(w.ctx(), by, c.ID))(t); again.Version() != sent.Version() || w.head() != before {
		t.Error("the same act sent again did something")
	}
	w.refused(intake.ProblemNotNow, send)
	w.refused(intake.ProblemNotNow, signs(seal(w.Form(w.read(c.ID)))))
	if n := len(w.letters(c.ID, intake.MessageRequest)); n != 1 {
		t.Errorf("%d requests", n)
	}
}

// Papers that stay here are handed to nobody, and a paper case is neither
// signed nor sent.
func TestActsKeepToTheirRoads(t *testing.T) {
	w := wire(t)
	c := w.externat()
	w.refused(intake.ProblemNotNow, func() error { return give(w, c) })
	w.refused(intake.ProblemNotNow, func() error { _, err := w.Receive(w.ctx(), w.by(sector), c.ID); return err })
	w.refused(intake.ProblemNotNow, func() error { _, err := w.Put(w.ctx(), w.by(sector), c.ID); return err })
	app := w.app("externat", depart)
	app.Road = intake.RoadPaper
	paper := ok(w.Accept(w.ctx(), w.by(op), app))(t)
	w.refused(intake.ProblemNotNow, func() error {
		_, err := w.SignRequest(w.ctx(), w.by(op), paper.ID, seal(w.Form(paper)))
		return err
	})
	w.refused(intake.ProblemNotNow, func() error { _, err := w.Send(w.ctx(), w.by(op), paper.ID); return err })
	if err := give(w, paper); err != nil {
		t.Error(err)
	}
	// A queued case is out, and in no registry.
	q := w.queued()
	w.refused(intake.ProblemNotNow, func() error { return give(w, q) })
}

// more puts a scan to a case that is signed.
func (w *wired) more(id uuid.UUID, text string) {
	w.Helper()
	hash := ok(w.Blobs.Put(w.ctx(), picture(text)))(w)
	_, err := w.Ledger.Update(w.ctx(), w.by(op).Store(0), func(tx *store.Tx) error {
		_, err := intake.Change(tx, intake.By{}, id, func(c *intake.Case) error {
			c.Files = append(c.Files, intake.File{Hash: hash, Document: c.Papers[0].Code, Type: "jpeg", Size: 1})
			return nil
		})
		return err
	})
	if err != nil {
		w.Fatal(err)
	}
}

func give(w *wired, c *intake.Case) error {
	_, err := w.Give(w.ctx(), w.by(op), []uuid.UUID{c.ID}, sector.Code, nil)
	return err
}

// Sent after its day, it is late as a registry's case would be.
func TestSentLate(t *testing.T) {
	w := wire(t)
	c := w.scanned()
	w.sign(c.ID)
	w.clock.Add(5 * 24 * time.Hour)
	if c = ok(w.Send(w.ctx(), w.by(op), c.ID))(t); !c.Late {
		t.Error("not late")
	}
}
