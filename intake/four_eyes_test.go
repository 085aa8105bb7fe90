package intake_test

import (
	"testing"
	"time"

	"tereze/intake"
)

// What takes four eyes: annulling a number, re-opening a refusal, the archive,
// a wrong IIN. One person alone cannot, nor with themselves, nor with somebody
// who may not be the second; with a supervisor it is done, and history and
// journal say who stood by.
func TestFourEyes(t *testing.T) {
	for _, c := range []struct {
		name string
		by   intake.Actor
		act  func(b *bench) func(intake.By) (*intake.Case, error)
	}{
		{"acceptance undone", op1, func(b *bench) func(intake.By) (*intake.Case, error) {
			x := b.accept(b.duplicate(1))
			return func(by intake.By) (*intake.Case, error) { return b.Undo(b.Context(), by, x.ID, "", nil) }
		}},
		{"refusal undone", op1, func(b *bench) func(intake.By) (*intake.Case, error) {
			x := b.at(intake.Refused, 1)
			return func(by intake.By) (*intake.Case, error) { return b.Undo(b.Context(), by, x.ID, "қате", nil) }
		}},
		{"back from the archive", iss1, func(b *bench) func(intake.By) (*intake.Case, error) {
			x := b.at(intake.Archived, 1)
			return func(by intake.By) (*intake.Case, error) { return b.Retrieve(b.Context(), by, x.ID) }
		}},
		{"accepted with a wrong IIN", op1, func(b *bench) func(intake.By) (*intake.Case, error) {
			a := b.duplicate(1)
			a.Recipient.IIN, a.Recipient.Override = "900101300018", "куәлікте осылай"
			return func(by intake.By) (*intake.Case, error) { return b.Accept(b.Context(), by, a) }
		}},
		{"refused with a wrong IIN of the representative", op1, func(b *bench) func(intake.By) (*intake.Case, error) {
			a := b.duplicate(1)
			a.Papers = nil
			a.Agent = &intake.Representative{Kind: intake.Parent, Person: intake.Person{
				IIN: "900101300018", Override: "куәлікте осылай", Surname: "Сериков", Given: "Болат"}}
			return func(by intake.By) (*intake.Case, error) { return b.Refuse(b.Context(), by, a) }
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, "atyrau", "2015-03-02T10:00")
			act := c.act(b)
			before, err := b.Ledger.Head(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range []struct {
				second intake.Actor
				want   string
			}{{intake.Actor{}, "second-missing"}, {c.by, "second-same"}, {op2, "second-role"}, {root, "second-role"}} {
				by := b.By(c.by)
				by.Second = r.second
				_, err := act(by)
				b.refused(err, r.want)
			}
			if now, _ := b.Ledger.Head(t.Context()); now != before {
				t.Error("refused, and yet something was written")
			}
			by := b.By(c.by)
			by.Second = boss
			x := b.must(act(by))
			if x.Last().By != c.by.Code || x.Last().Second != "boss" {
				t.Errorf("history: %+v", x.Last())
			}
			head, _ := b.Ledger.Head(t.Context())
			last, err := b.Ledger.Journal(t.Context(), head.Seq, 1)
			if err != nil || len(last) != 1 || last[0].Operator != c.by.Code {
				t.Fatalf("%+v, %v", last, err)
			}
			if args := join(last[0].Args); args != "second boss" && args != "iin-override second boss" {
				t.Errorf("the journal: %q", args)
			}
		})
	}
}

// A number put right after an override was asked for is no override.
func TestNoOverrideLeft(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	a := b.duplicate(1)
	a.Recipient.Override = "of the number typed before"
	if c := b.accept(a); c.Recipient.Override != "" {
		t.Errorf("%+v", c.Recipient)
	}
}

// A refusal taken back is an annulled number and a draft with all that was on
// the counter; accepted, it has a number of its own. Once, and with a reason.
func TestReopenRefusal(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	a := b.app("duplicate", "identity-document")
	r := b.must(b.Refuse(t.Context(), b.By(op1), a))
	_, err := b.Undo(t.Context(), b.two(op1), r.ID, " ", nil)
	b.refused(err, intake.ProblemReason)
	b.later(24 * time.Hour)
	_, err = b.Undo(t.Context(), b.By(op2), r.ID, "өтініш табылды", nil)
	b.refused(err, intake.ProblemUndoOther)
	// The day after, by another: the supervisor beside vouches for that too.
	r = b.must(b.Undo(t.Context(), b.two(op2), r.ID, "өтініш табылды", nil))
	if r.Stage != intake.Annulled || r.Number != "042-150302-000001" {
		t.Errorf("%s %s", r.Number, r.Stage)
	}
	drafts, err := b.DraftsOf(t.Context(), op2.Code)
	if err != nil || len(drafts) != 1 {
		t.Fatalf("%d drafts, %v", len(drafts), err)
	}
	app := drafts[0].App
	if app.ID != r.Reopened() || app.Recipient.IIN != r.Recipient.IIN || len(app.Papers) != 1 || !app.Consent || app.Ground != r.Ground || app.Provider != r.Provider || !app.StartedAt.Equal(b.now) {
		t.Errorf("%+v", app)
	}
	app.Papers = put(t, b.service("duplicate"), "application identity-document")
	c := b.must(b.Accept(t.Context(), b.By(op2), app))
	if c.Number != "042-150303-000001" || c.Stage != intake.Accepted {
		t.Errorf("%s %s", c.Number, c.Stage)
	}
	_, err = b.Undo(t.Context(), b.two(op1), r.ID, "тағы", nil)
	b.refused(err, intake.ProblemUndoNothing)
	if drafts, _ = b.DraftsOf(t.Context(), op2.Code); len(drafts) != 0 {
		t.Error("the draft outlived its acceptance")
	}
}

// A worker's language is their own to choose, and nothing else of them.
func TestSetLang(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	if err := b.SaveActor(t.Context(), b.By(root), op1); err != nil {
		t.Fatal(err)
	}
	by := b.By(op1)
	by.Actor.Role = intake.Supervisor // what the act says of its worker is not kept
	if err := b.SetLang(t.Context(), by, "en"); err != nil {
		t.Fatal(err)
	}
	a, err := b.Worker(t.Context(), "op1")
	want := op1
	if want.Lang = "en"; err != nil || *a != want {
		t.Errorf("%+v, %v", a, err)
	}
	b.refused(b.SetLang(t.Context(), b.By(op2), "en"), intake.ProblemOperator)
	b.refused(b.SaveActor(t.Context(), b.By(boss), op2), intake.ProblemRole)
}
