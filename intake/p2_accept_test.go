package intake_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/code"
	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

func TestAccept(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	a := b.duplicate(1)
	c := b.accept(a)
	if c.Number != "042-150302-000001" || c.Number.Barcode()[:15] != "042150302000001" {
		t.Errorf("number %s, barcode %s", c.Number, c.Number.Barcode())
	}
	if c.ID != a.ID || c.Stage != intake.Accepted || c.Edition != "atyrau-269-2014" || c.Repealed || c.Queue != 0 || c.Window != 3 {
		t.Errorf("%+v", c)
	}
	if len(c.Papers) != 2 || len(c.Missing) != 0 || !c.Consent || c.Ground != "lost" {
		t.Errorf("papers %v", c.Papers)
	}
	if h := c.Last(); h.Act != intake.ActAccept || h.Process != 2 || h.By != "op1" || h.Window != 3 || !h.At.Equal(b.now) || c.Version() != 1 {
		t.Errorf("history %+v", c.History)
	}
	if got := c.AcceptedAt.Format("2006-01-02T15:04 -0700"); got != "2015-03-02T10:00 +0500" {
		t.Errorf("accepted at %s", got)
	}
	// A number is kept for life: after the repeal the case still has its edition.
	b.set("2015-08-03T10:00")
	c = b.must(b.CaseByNumber(t.Context(), c.Number))
	if _, ed, ok := b.Service(c); !ok || ed.ID != "atyrau-269-2014" || c.Repealed {
		t.Errorf("edition %v, repealed %v", ed, c.Repealed)
	}
	if late := b.accept(b.duplicate(2)); !late.Repealed || late.Edition != c.Edition {
		t.Errorf("after the repeal: %q, repealed %v", late.Edition, late.Repealed)
	}
}

// Numbers of a day run without a gap over acceptances and refusals, the next
// day begins at 1, and an annulled number is never given again.
func TestNumbers(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	var got []string
	take := func(c *intake.Case) *intake.Case { got = append(got, string(c.Number)); return c }
	take(b.accept(b.duplicate(1)))
	take(b.at(intake.Refused, 2))
	undone := take(b.accept(b.duplicate(3)))
	undone = b.undo(undone)
	if undone.Stage != intake.Annulled || undone.Number != "042-150302-000003" {
		t.Errorf("%s is %s", undone.Number, undone.Stage)
	}
	take(b.accept(b.duplicate(3)))
	b.set("2015-03-03T09:30")
	take(b.at(intake.Refused, 4))
	b.set("2015-03-02T23:59") // the clock was put back: the day goes on where it stood
	take(b.accept(b.duplicate(5)))
	want := "042-150302-000001 042-150302-000002 042-150302-000003 042-150302-000004 042-150303-000001 042-150302-000005"
	if join(got) != want {
		t.Errorf("numbers %s\nwant    %s", join(got), want)
	}
	b.view(func(tx *store.Tx) error {
		accepted, refused, err := intake.AcceptedOn(tx, date(t, "2015-03-02"))
		if accepted != 4 || refused != 1 {
			t.Errorf("accepted %d, refused %d", accepted, refused)
		}
		return err
	})
}

// The number carries the office's day also when the moment is told in UTC.
func TestNumberZone(t *testing.T) {
	b := open(t, "atyrau", "2015-03-03T02:00")
	by := b.By(op1)
	by.At = by.At.UTC()
	if c := b.must(b.Accept(t.Context(), by, b.duplicate(1))); c.Number != "042-150303-000001" || c.Dispatch != date(t, "2015-03-04") {
		t.Errorf("%s, dispatch %s", c.Number, c.Dispatch)
	}
}

// Each provider has its own queue; a number in it is never given twice.
func TestQueueNumber(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	second := b.Office.Providers[len(b.Office.Providers)-1]
	second.Code = "kulsary"
	b.Office.Providers = append(b.Office.Providers, second)
	queue := func(provider string) *intake.Case {
		a := b.app("preschool-queue", "application birth-certificate parent-identity")
		a.Provider = provider
		return b.accept(a)
	}
	var got []uint64
	for _, p := range []string{"education", "kulsary", "education"} {
		got = append(got, queue(p).Queue)
	}
	c := queue("education")
	b.undo(c)
	got = append(got, c.Queue, queue("education").Queue)
	if fmt.Sprint(got) != "[1 1 2 3 4]" {
		t.Errorf("queue numbers %v", got)
	}
	a := b.app("preschool-queue", "application")
	if r := b.must(b.Refuse(t.Context(), b.By(op1), a)); r.Queue != 0 {
		t.Errorf("a refusal took queue number %d", r.Queue)
	}
}

func TestRefuse(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	refuse := func(a intake.Application) (*intake.Case, error) { return b.Refuse(t.Context(), b.By(op1), a) }
	a := b.app("preschool-queue", "application birth-certificate work-certificate@2015-01-05")
	a.Conditions, a.Provider, a.Consent = []string{"benefit-work"}, "", false
	c := b.must(refuse(a))
	if c.Stage != intake.Refused || c.Last().Process != 1 || lacks(c.Missing) != "parent-identity:absent work-certificate:expired" || c.Missing[1].Expired != date(t, "2015-02-05") {
		t.Errorf("%s, missing %+v", c.Stage, c.Missing)
	}
	for _, r := range []struct {
		name string
		slip func(*intake.Application)
		want string
	}{
		{"complete", func(a *intake.Application) {
			a.Papers = put(t, b.service("duplicate"), "application birth-certificate")
		}, "complete"},
		{"nobody", func(a *intake.Application) { a.Recipient.Surname = "" }, "surname-missing"},
		{"a name with a control character", func(a *intake.Application) { a.Recipient.Given = "Дәу\x1bрен" }, "name"},
		{"a bad IIN", func(a *intake.Application) { a.Recipient.IIN = "900101300018" }, "iin"},
		{"a bad telephone", func(a *intake.Application) { a.Recipient.Phone = "12" }, "phone"},
		{"a representative's name", func(a *intake.Application) {
			a.Agent = &intake.Representative{Kind: intake.Parent, Person: intake.Person{NoIIN: true, Surname: "Ким\u202e", Given: "Вера"}}
		}, "name"},
		{"no ground", func(a *intake.Application) { a.Ground = "" }, "ground-missing"},
		{"not at the centre", func(a *intake.Application) { a.Service, a.Ground = "externat", "health" }, "not-at-centre"},
	} {
		a := b.app("duplicate", "application")
		r.slip(&a)
		_, err := refuse(a)
		if got := problem(err); got != r.want {
			t.Errorf("%s: %q, want %q", r.name, got, r.want)
		}
	}
	// What was refused is not accepted under the same paper: the return is a new application.
	a.Papers = put(t, b.service("preschool-queue"), "application birth-certificate parent-identity work-certificate@2015-03-01")
	a.Provider, a.Consent = "education", true
	_, err := b.Accept(t.Context(), b.By(op1), a)
	b.refused(err, intake.ProblemNotNow)
}

// An IIN typed with spaces, or under the Kazakh layout, is the same person.
func TestAcceptFoldsIIN(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	a := b.app("duplicate", "application identity-document")
	first := b.accept(a)
	const kazakh = `ұққ"қ"іқққ".` // the digit row with the layout left on Kazakh
	for _, typed := range []string{"900101 300017", "9001-0130-0017", kazakh} {
		a := b.app("duplicate", "application identity-document")
		a.Recipient.IIN = typed
		c, err := b.Accept(t.Context(), b.By(op1), a)
		if err != nil || c.Recipient.IIN != "900101300017" || c.RecipientID != first.RecipientID {
			t.Errorf("%q: %v, %+v", typed, err, c)
		}
	}
}

// The same act sent again is one act; the same application by another act is refused.
func TestAcceptReplayed(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	by, a := b.By(op1), b.duplicate(1)
	first := b.must(b.Accept(t.Context(), by, a))
	b.set("2015-03-03T10:00")
	if c := b.must(b.Accept(t.Context(), by, a)); c.Number != first.Number || c.Version() != 1 {
		t.Errorf("%s, version %d", c.Number, c.Version())
	}
	_, err := b.Accept(t.Context(), b.By(op1), a)
	b.refused(err, intake.ProblemNotNow)
	_, err = b.Accept(t.Context(), b.By(op2), a)
	b.refused(err, intake.ProblemNotNow)
	if n := countTable(b, intake.Cases); n != 1 {
		t.Errorf("%d cases", n)
	}
	if c := b.accept(b.duplicate(2)); c.Number != "042-150303-000001" {
		t.Errorf("a number was lost: %s", c.Number)
	}
}

// Sent again after midnight, an acceptance is judged by the day it was made on.
func TestAcceptReplayedAfterTheWindow(t *testing.T) {
	b := open(t, "mangystau", "2016-12-01T19:59")
	a := b.app("externat", "application identity-document report-card")
	a.Ground = "marks"
	by := b.By(op1)
	c := b.must(b.Accept(t.Context(), by, a))
	b.set("2016-12-02T09:00")
	if again, err := b.Accept(t.Context(), by, a); err != nil || again.Number != c.Number {
		t.Errorf("%v, %v", again, err)
	}
	_, err := b.Accept(t.Context(), b.By(op1), a)
	b.refused(err, intake.ProblemWindowClosed)
}

// A commit of unknown outcome is looked up: one number, whether it was lost
// on the way there or on the way back.
func TestAcceptLostAnswer(t *testing.T) {
	e, err := bolt.Create(t.TempDir()+"/store.db", bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	flaky := &storetest.Flaky{Engine: e}
	l, err := store.OpenLedger(t.Context(), flaky, storetest.Office, storetest.Keys(), courier.Schema())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { storetest.MustAudit(t, l); l.Close() })
	b := openOn(t, l, "atyrau", "2015-03-02T10:00")
	for i, trouble := range []storetest.Trouble{storetest.Reply, storetest.Lost, storetest.Collision} {
		flaky.Fail(trouble)
		c := b.accept(b.duplicate(i))
		if want := code.Number(fmt.Sprintf("042-150302-%06d", i+1)); c.Number != want {
			t.Errorf("trouble %d: %s, want %s", trouble, c.Number, want)
		}
	}
	flaky.Fail(storetest.Full)
	if _, err := b.Accept(t.Context(), b.By(op1), b.duplicate(9)); !errors.Is(err, store.ErrFull) {
		t.Errorf("a full disk: %v", err)
	}
	if c := b.accept(b.duplicate(9)); c.Number != "042-150302-000004" {
		t.Errorf("after the full disk: %s", c.Number)
	}
}

func TestAcceptAtOnce(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	const n = 20
	apps, bys := make([]intake.Application, n), make([]intake.By, n)
	for i := range apps {
		apps[i], bys[i] = b.duplicate(i), b.By(op1)
	}
	numbers := make([]code.Number, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			c, err := b.Accept(context.Background(), bys[i], apps[i])
			if err != nil {
				t.Error(err)
				return
			}
			numbers[i] = c.Number
		})
	}
	wg.Wait()
	seen := map[code.Number]bool{}
	for _, num := range numbers {
		seen[num] = true
	}
	for i := range n {
		if want := code.Number(fmt.Sprintf("042-150302-%06d", i+1)); !seen[want] {
			t.Errorf("%s was not given", want)
		}
	}
}

// Acceptance stops at its context, and then nothing happened.
func TestAcceptCancelled(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Accept(ctx, b.By(op1), b.duplicate(1)); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if c := b.accept(b.duplicate(1)); c.Number.Seq() != 1 {
		t.Errorf("%s", c.Number)
	}
}

// The journal tells of an override, without the reason and without a name.
func TestOverrideJournalled(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	a := b.app("duplicate", "application identity-document")
	a.Recipient.IIN, a.Recipient.Override = "900101300018", "куәлікте осылай"
	c := b.must(b.Accept(t.Context(), b.two(op1), a))
	if c.Recipient.IIN != "900101300018" || c.Recipient.Override != "куәлікте осылай" || c.Recipient.Born != date(t, "1990-01-01") {
		t.Errorf("%+v", c.Recipient)
	}
	k, err := b.Recall(t.Context(), "900101300018")
	if err != nil || k.Person == nil {
		t.Errorf("not found again: %v", err)
	}
	head, err := b.Ledger.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	last, err := b.Ledger.Journal(t.Context(), head.Seq, 1)
	if err != nil || len(last) != 1 {
		t.Fatal(err)
	}
	if e := last[0]; e.Act != "accept" || e.Subject != string(c.Number) || join(e.Args) != "iin-override second boss" || e.Process != 2 {
		t.Errorf("%+v", e)
	}
	if said := fmt.Sprintf("%v", last[0]); strings.Contains(said, "900101") || strings.Contains(said, "Сериков") || strings.Contains(said, "осылай") {
		t.Errorf("the journal names somebody: %s", said)
	}
}

// The dates of a receipt stand in the case.
func TestAcceptDates(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	c := b.accept(b.duplicate(1))
	want := [3]calendar.Date{date(t, "2015-03-03"), date(t, "2015-04-01"), date(t, "2015-04-01")}
	if got := [3]calendar.Date{c.Dispatch, c.Deadline, c.Come}; got != want || c.Uncertain {
		t.Errorf("dispatch, deadline, come %v, want %v; uncertain %v", got, want, c.Uncertain)
	}
	plan, err := b.PlanOf(c)
	if err != nil || plan.Come != c.Come || plan.Deadline != c.Deadline || plan.Dispatch != c.Dispatch {
		t.Errorf("counted anew: %+v, %v", plan, err)
	}
	b.Catalogue = catalogue.Embedded()
	c.Edition = "gone"
	_, err = b.PlanOf(c)
	b.refused(err, intake.ProblemServiceUnknown)
}
