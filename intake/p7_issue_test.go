package intake_test

import (
	"strings"
	"testing"

	"tereze/intake"
)

// What must be checked before a result leaves the window.
func TestHanding(t *testing.T) {
	good := intake.Handing{Receipt: true, Identity: intake.IdentityCard}
	for _, r := range []struct {
		name string
		slip func(*intake.Handing)
		want string
	}{
		{"receipt and identity", func(*intake.Handing) {}, ""},
		{"no receipt, and no word why", func(h *intake.Handing) { h.Receipt = false }, "receipt-missing"},
		{"no receipt, and why", func(h *intake.Handing) { h.Receipt, h.NoReceipt = false, "жоғалған" }, ""},
		{"a reason of spaces", func(h *intake.Handing) { h.Receipt, h.NoReceipt = false, "  " }, "receipt-missing"},
		{"no identity", func(h *intake.Handing) { h.Identity = "" }, "identity-missing"},
		{"library card", func(h *intake.Handing) { h.Identity = "library-card" }, "identity-missing"},
		{"a representative without authority", func(h *intake.Handing) { h.Agent = true }, "authority-missing"},
		{"authority of spaces", func(h *intake.Handing) { h.Agent, h.Authority = true, " " }, "authority-missing"},
		{"a representative", func(h *intake.Handing) { h.Agent, h.Authority = true, "сенімхат № 15" }, ""},
	} {
		t.Run(r.name, func(t *testing.T) {
			b := open(t, "atyrau", "2015-03-02T10:00")
			c := b.at(intake.Ready, 1)
			h := good
			r.slip(&h)
			got, err := b.Issue(t.Context(), b.By(op2), c.ID, h)
			b.refused(err, r.want)
			if r.want != "" {
				if c = b.must(b.Case(t.Context(), c.ID)); c.Stage != intake.Ready {
					t.Errorf("refused, but %s", c.Stage)
				}
				return
			}
			last := got.Last()
			if got.Stage != intake.Issued || last.By != "op2" || last.Process != 7 || !strings.Contains(last.Note, h.Identity) ||
				!strings.Contains(last.Note, h.NoReceipt) || !strings.Contains(last.Note, h.Authority) {
				t.Errorf("%s, %+v", got.Stage, last)
			}
			_, err = b.Issue(t.Context(), b.By(op2), c.ID, good)
			b.refused(err, intake.ProblemNotNow) // never twice
		})
	}
	for _, id := range intake.Identities() {
		if err := (intake.Handing{Receipt: true, Identity: id}).Check(); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// An applicant may take the papers back at any time before the issue, with a
// reason; the case then leaves every work list.
func TestWithdraw(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	for i, stage := range []intake.Stage{intake.Accepted, intake.Handed, intake.Out, intake.Marked, intake.Ready} {
		c := b.at(stage, i)
		for _, why := range []string{"", "  "} {
			_, err := b.Withdraw(t.Context(), b.By(op1), c.ID, why)
			b.refused(err, intake.ProblemReason)
		}
		c = b.must(b.Withdraw(t.Context(), b.By(op1), c.ID, "өтініш берушінің қалауы"))
		if c.Stage != intake.Withdrawn || c.Last().Note != "өтініш берушінің қалауы" {
			t.Errorf("from %s: %s, %+v", stage, c.Stage, c.Last())
		}
	}
	for _, l := range allLists {
		if n := b.listed(l); len(n) != 0 {
			t.Errorf("list %c still has %v", l, n)
		}
	}
}

// A result waits one month: to the same date, or the month's last day, moved
// on from a day the centre is shut.
func TestKeep(t *testing.T) {
	b := open(t, "atyrau", "2015-01-05T10:00")
	c := b.accept(b.duplicate(1))
	for _, r := range []struct{ ready, keep string }{
		{"2015-03-02", "2015-04-02"},
		{"2015-01-31", "2015-02-28"}, // Saturday: the centre works six days
		{"2016-01-31", "2016-02-29"},
		{"2015-05-31", "2015-06-30"},
		{"2015-04-01", "2015-05-02"}, // 1 May is a holiday
		{"2015-02-21", "2015-03-25"}, // 21–24 March are free
		{"2015-01-22", "2015-02-23"}, // Sunday
		{"2014-12-31", "2015-01-31"},
	} {
		due, err := b.Keep(c, date(t, r.ready))
		if err != nil || due.Date != date(t, r.keep) {
			t.Errorf("ready %s: to %s (%v), want %s", r.ready, due.Date, err, r.keep)
		}
	}
}
