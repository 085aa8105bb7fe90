package courier_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/egov"
	"tereze/intake/egov/payload"
	"tereze/intake/egov/sign"
)

// The portal's section of every regulation that has one, line by line.
var portalRoads = []struct {
	seed, region, at, service, provider string
	last                                string // the line of process 7
}{
	{"000 annex 1 §9", "atyrau", "2015-03-02T10:00", "preschool-queue", depart, "(11)"},
	{"000 annex 5 §8", "atyrau", "2015-03-02T10:00", "school-enrolment", school, "(11)"},
	{"001 school-enrolment §9", "mangystau", "2016-03-01T10:00", "school-enrolment", school, "(11)"},
	{"001 externat §11", "mangystau", "2016-10-03T10:00", "externat", depart, "(12)"},
}

func TestPortalLines(t *testing.T) {
	for _, road := range portalRoads {
		line := func(no, what string, fn func(*testing.T, *wired, payload.Portal)) {
			t.Run(road.seed+no+" "+what, func(t *testing.T) {
				w := wireOn(open(t, road.region, road.at))
				fn(t, w, w.portal(road.service, road.provider))
			})
		}
		refused := func(w *wired, p payload.Portal, condition uint8, reasons ...string) {
			w.Helper()
			r := w.takes(p)
			if r.Condition != condition || !slices.Equal(r.Reasons, reasons) || r.Case != [16]byte{} {
				w.Errorf("condition %d, %q, want %d, %q", r.Condition, r.Reasons, condition, reasons)
			}
			a := w.notice(p.ID)
			if a.Process != condition*2 || a.Portal != p.ID || len(a.Reasons) != len(reasons) || a.Number != "" {
				w.Errorf("the message of process %d: %+v", condition*2, a)
			}
			reasonsIn(w, a)
			if m := w.told(p.ID)[0]; m.Kind != intake.MessageRefusal || m.Answers != "gw-"+p.ID || m.State != intake.MessageWaiting {
				w.Errorf("in the outbox: %+v", m)
			}
			if n := w.cases(); n != 0 {
				w.Errorf("refused, and %d cases", n)
			}
		}
		without := func(form []byte, element string) bool {
			return !bytes.Contains(bytes.ToLower(form), []byte(element))
		}

		line("(1)", "registration is the portal's own", func(t *testing.T, w *wired, p payload.Portal) {
			if form := payload.WritePortal(p); !without(form, "password") || !without(form, "құпиясөз") {
				t.Error("a password in a request")
			}
		})
		line("(2)", "process 1: who was logged in comes with the request", func(t *testing.T, w *wired, p payload.Portal) {
			form := payload.WritePortal(p)
			from, to := bytes.Index(form, []byte("<account>")), bytes.Index(form, []byte("</account>"))
			form = append(bytes.Clone(form[:from]), form[to+len("</account>"):]...)
			w.refused(intake.ProblemPortalRequest, func() error {
				_, err := w.TakePortal(w.ctx(), w.by(sector), payload.WriteSigned(form, seal(form)), "")
				return err
			})
		})
		line("(3)", "condition 1: log-in confirmed", func(t *testing.T, w *wired, p payload.Portal) {
			p.Account.Authorised = false
			refused(w, p, 1, intake.PortalNotAuthorised)
		})
		line("(3)", "condition 1: of the same IIN", func(t *testing.T, w *wired, p payload.Portal) {
			p.Account.IIN = "900101300017"
			refused(w, p, 1, intake.PortalOtherAccount)
		})
		line("(3)", "condition 1: an IIN that can be", func(t *testing.T, w *wired, p payload.Portal) {
			p.Recipient.IIN = "900101300018"
			p.Account.IIN = p.Recipient.IIN
			refused(w, p, 1, intake.ProblemIIN)
		})
		line("(3)", "condition 1 is before 2 and 3", func(t *testing.T, w *wired, p payload.Portal) {
			p.Account.Authorised, p.Documents = false, nil
			w.judge.fault = sign.Revoked
			refused(w, p, 1, intake.PortalNotAuthorised)
			if w.judge.asked != 0 {
				t.Error("the signature was asked about")
			}
		})
		line("(4)", "process 2: refusal of authorisation", func(t *testing.T, w *wired, p payload.Portal) {
			p.Account.Authorised, p.Account.IIN = false, "900101300017"
			refused(w, p, 1, intake.PortalNotAuthorised, intake.PortalOtherAccount)
		})
		line("(5)", "process 3: the form and its attachments", func(t *testing.T, w *wired, p payload.Portal) {
			c := w.read(w.takes(p).Case)
			if c.Recipient.IIN != p.Recipient.IIN || c.Recipient.Surname != p.Recipient.Surname || c.Ground != p.Ground || !c.Consent || c.Origin != p.ID {
				t.Errorf("the case says %+v", c)
			}
			if c.RecipientID == [16]byte{} || ok(w.Desk.Recall(w.ctx(), p.Recipient.IIN))(t).Person == nil {
				t.Error("the recipient is not remembered")
			}
			for _, d := range p.Documents {
				f, found := c.File(d.Code)
				if !found || f.Type != "pdf" || f.Pages != 1 || !bytes.Equal(ok(w.Blobs.Get(w.ctx(), f.Hash))(t), d.Content) {
					t.Errorf("%s: %+v", d.Code, f)
				}
			}
			form := payload.WritePortal(p)
			for name, want := range map[string][]byte{intake.FileRequest: form, intake.FileSignature: seal(form)} {
				f, found := c.File(name)
				if !found || !bytes.Equal(ok(w.Blobs.Get(w.ctx(), f.Hash))(t), want) {
					t.Errorf("%s is not kept as it was signed", name)
				}
			}
		})
		line("(6)", "condition 2: what is wanted of the certificate", func(t *testing.T, w *wired, p payload.Portal) {
			w.takes(p)
			want := w.judge.want
			if want.IIN != p.Recipient.IIN || !want.At.Equal(w.Now()) || !slices.Equal(want.Purpose, []string{"1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1"}) {
				t.Errorf("%+v", want)
			}
		})
		for _, f := range []sign.Fault{sign.Expired, sign.NotYet, sign.Revoked, sign.WrongIIN, sign.WrongUse, sign.UnknownRoot, sign.Broken} {
			line("(6)", "condition 2: "+string(f), func(t *testing.T, w *wired, p payload.Portal) {
				w.judge.fault = f
				p.Documents = nil // condition 3 is not asked
				refused(w, p, 2, "signature "+string(f))
			})
		}
		line("(7)", "process 4: signature not confirmed", func(t *testing.T, w *wired, p payload.Portal) {
			form := payload.WritePortal(p)
			r := ok(w.TakePortal(w.ctx(), w.by(sector), payload.WriteSigned(form, nil), ""))(t)
			if a := w.notice(p.ID); r.Condition != 2 || a.Process != 4 || !strings.Contains(a.Reasons[0].RU, sign.Broken.Words().RU) {
				t.Errorf("without a signature: %+v, %+v", r, a)
			}
		})
		line("(8)", "process 5: with the provider at once", func(t *testing.T, w *wired, p payload.Portal) {
			who := w.provider(road.provider)
			c := w.read(w.takes(p).Case)
			if c.Stage != intake.Out || c.Road != intake.RoadPortal || !c.Arrived || c.Step != 1 || c.Number == "" || c.Registry != 0 || due(c) != road.at[:10]+" 10:15" {
				t.Errorf("%s, step %d by %s: %+v", c.Stage, c.Step, due(c), c.State)
			}
			rows, n, err := w.For(who.desk).DeskList(w.ctx(), courier.DeskIn, intake.Window{Limit: 10})
			if err != nil || len(rows) != 1 || n.All != 1 || n.Today != 1 || rows[0].ID != c.ID || rows[0].Road != intake.RoadPortal {
				t.Errorf("the chancellery's list: %v, %+v, %v", rows, n, err)
			}
			if n := w.count(intake.ListOut); n.All != 1 {
				t.Errorf("the sector sees %+v away", n)
			}
		})
		line("(9)", "condition 3: every document of the Standard", func(t *testing.T, w *wired, p payload.Portal) {
			last := p.Documents[len(p.Documents)-1].Code
			p.Documents = p.Documents[:len(p.Documents)-1]
			refused(w, p, 3, "missing "+last)
			svc, _, _ := w.ServiceOf(w.edition(p.Service), p.Service)
			doc, _ := svc.DocumentByCode(last)
			if a := w.notice(p.ID); !strings.Contains(a.Reasons[0].KK, doc.Name.KK) || !strings.Contains(a.Reasons[0].RU, doc.Name.RU) {
				t.Errorf("the document is not named: %+v", a.Reasons)
			}
		})
		line("(9)", "condition 3: an attachment that opens", func(t *testing.T, w *wired, p payload.Portal) {
			p.Documents[0].Content = []byte("MZ not a scan")
			refused(w, p, 3, "file "+p.Documents[0].Code)
		})
		line("(9)", "condition 3: the consent", func(t *testing.T, w *wired, p payload.Portal) {
			p.Consent = false
			refused(w, p, 3, intake.ProblemConsent)
		})
		line("(9)", "condition 3: a provider of this service", func(t *testing.T, w *wired, p payload.Portal) {
			p.Provider = "nobody"
			refused(w, p, 3, intake.ProblemProviderUnknown)
		})
		line("(10)", "process 6: refusal for the documents", func(t *testing.T, w *wired, p payload.Portal) {
			p.Documents, p.Consent = nil, false
			r := w.takes(p)
			a := w.notice(p.ID)
			if r.Condition != 3 || a.Process != 6 || len(a.Reasons) != len(r.Reasons) || len(r.Reasons) < 3 {
				t.Errorf("%+v, %+v", r, a)
			}
			reasonsIn(t, a)
		})
		line("(10)", "process 6: the chancellery turns it back", func(t *testing.T, w *wired, p payload.Portal) {
			who := w.provider(road.provider)
			id := w.takes(p).Case
			c := ok(w.Decline(w.ctx(), w.by(who.desk), id, "көшірме оқылмайды"))(t)
			if c.Stage != intake.Refused || c.Outcome != intake.Unaccepted || c.Reasons != "көшірме оқылмайды" {
				t.Errorf("%s: %+v", c.Stage, c.State)
			}
			a := w.notice(p.ID)
			if a.Process != 6 || a.Number != string(c.Number) || a.Reasons[0].KK != "көшірме оқылмайды" {
				t.Errorf("%+v", a)
			}
			if r := w.takes(p); r.State() != intake.PortalRefused3 || len(w.told(p.ID)) != 1 {
				t.Errorf("the record says %s", r.State())
			}
		})
		line(road.last, "process 7: the signed file to the personal account", func(t *testing.T, w *wired, p payload.Portal) {
			who := w.provider(road.provider)
			id := w.takes(p).Case
			w.walkTo(id, who, courier.DeskOut)
			c := ok(w.LetOut(w.ctx(), w.by(who.desk), id, "О-9"))(t)
			if c.Stage != intake.Issued || c.Outcome != intake.Result || c.Outgoing != "О-9" {
				t.Errorf("%s: %+v", c.Stage, c.State)
			}
			a := w.notice(p.ID)
			if a.Process != 7 || a.Number != string(c.Number) || a.Refused || !bytes.Equal(a.File, order(c)) || !bytes.Equal(a.Signature, seal(order(c))) || a.FileType != "pdf" {
				t.Errorf("%+v", a)
			}
			if m := w.told(p.ID)[0]; m.Kind != intake.MessageResult || m.Answers != "gw-"+p.ID || m.Case != id {
				t.Errorf("in the outbox: %s, answers %q", m.Kind, m.Answers)
			}
			w.clock.Add(minute)
			w.pass()
			if w.far.times(egov.KindResult) != 1 {
				t.Error("it did not leave")
			}
		})
		line(road.last, "process 7: a reasoned refusal is a result", func(t *testing.T, w *wired, p payload.Portal) {
			who := w.provider(road.provider)
			id := w.takes(p).Case
			c := w.walkTo(id, who, courier.DeskExecutor)
			ok(w.Prepare(w.ctx(), w.by(who.executor), id, intake.ReasonedRefusal, "орын жоқ", order(c)))(t)
			w.walkTo(id, who, courier.DeskOut)
			c = ok(w.LetOut(w.ctx(), w.by(who.desk), id, "О-10"))(t)
			if a := w.notice(p.ID); c.Stage != intake.Issued || c.Outcome != intake.ReasonedRefusal || !a.Refused || a.Process != 7 || a.Reasons[0].RU != "орын жоқ" {
				t.Errorf("%s %s, %+v", c.Stage, c.Outcome, a)
			}
		})
	}
}

// Seed 001, externat §11: 15 working days in all, and not after 1 December.
func TestPortalExternatTerm(t *testing.T) {
	t.Run("§11(11) 15 working days", func(t *testing.T) {
		w := wire(t) // a Monday; the department works five days
		c := w.ported("externat", depart)
		if got := c.Deadline.String() + " " + c.Come.String(); got != "2016-10-24 2016-10-24" {
			t.Errorf("last day %s", got)
		}
	})
	t.Run("§8 last day of the window", func(t *testing.T) {
		w := wireOn(open(t, "mangystau", "2016-12-01T23:58")) // a holiday night: the portal does not sleep
		c := w.ported("externat", depart)
		if due(c) != "2016-12-02 09:15" {
			t.Errorf("the chancellery's minutes run to %s", due(c))
		}
	})
	t.Run("§8 the day after", func(t *testing.T) {
		w := wireOn(open(t, "mangystau", "2016-12-02T00:01"))
		r := w.takes(w.portal("externat", depart))
		if r.Condition != 3 || !slices.Equal(r.Reasons, []string{intake.ProblemWindowClosed}) {
			t.Errorf("%d %q", r.Condition, r.Reasons)
		}
	})
	t.Run("§1 not every service is on the portal", func(t *testing.T) {
		w := wire(t)
		r := w.takes(w.portal("duplicate", school))
		if r.Condition != 3 || !slices.Equal(r.Reasons, []string{intake.ProblemNoRoad}) {
			t.Errorf("%d %q", r.Condition, r.Reasons)
		}
	})
	t.Run("§11(9) a ground", func(t *testing.T) {
		w := wire(t)
		p := w.portal("externat", depart)
		p.Ground = ""
		if r := w.takes(p); r.Condition != 3 || !slices.Contains(r.Reasons, intake.ProblemGroundMissing) {
			t.Errorf("%d %q", r.Condition, r.Reasons)
		}
	})
}

// edition is the one in force today.
func (b *bench) edition(service string) string {
	b.Helper()
	return ok(b.Catalogue.Find(b.Today(), b.Office.Office.Region, service))(b).Edition.ID
}
