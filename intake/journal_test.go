package intake_test

import (
	"fmt"
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
)

// A page is the same from both ends, filtered or not, and however far apart
// what fits lies.
func TestJournalPages(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	note := func(n int, a intake.Actor, process uint8, act, subject string, args ...string) {
		for range n {
			b.later(time.Minute)
			if _, err := b.Ledger.Update(t.Context(), b.By(a).Store(process), func(tx *store.Tx) error {
				tx.Note(act, subject, args...)
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
	}
	note(3, op1, 2, "accept", "042-150302-000001")  // 1 2 3
	note(600, op2, 0, "see", "042-150302-000009")   // 4 … 603
	b.set("2015-03-05T09:00")                       // another day
	note(2, boss, 4, "dispatch", "7", "12", "13")   // 604 605
	note(1, op1, 7, "issue", "042-150302-000001")   // 606
	b.set("2015-03-09T09:00")                       // and another
	note(600, op2, 0, "looks", "042-150302-000009") // 607 … 1206
	day := func(s string) calendar.Date { return date(t, s) }
	for _, r := range []struct {
		f    intake.JournalFilter
		w    intake.JournalWindow
		want string
	}{
		{intake.JournalFilter{Process: -1}, intake.JournalWindow{Limit: 2}, "[1206 1205] true"},
		{intake.JournalFilter{Process: -1}, intake.JournalWindow{From: 3, Limit: 5}, "[2 1] false"},
		{intake.JournalFilter{Process: -1}, intake.JournalWindow{From: 3, Inclusive: true, Limit: 3}, "[3 2 1] false"},
		{intake.JournalFilter{Process: -1}, intake.JournalWindow{From: 1, Limit: 5}, "[] false"},
		{intake.JournalFilter{Process: -1}, intake.JournalWindow{Newer: true, Limit: 2}, "[2 1] true"},
		{intake.JournalFilter{Process: -1}, intake.JournalWindow{From: 1203, Newer: true, Limit: 5}, "[1206 1205 1204] false"},
		{intake.JournalFilter{Process: -1}, intake.JournalWindow{From: 1205, Newer: true, Inclusive: true, Limit: 5}, "[1206 1205] false"},
		{intake.JournalFilter{Process: -1, Worker: "op1"}, intake.JournalWindow{Limit: 9}, "[606 3 2 1] false"},
		{intake.JournalFilter{Process: -1, Worker: "op1"}, intake.JournalWindow{Limit: 2}, "[606 3] true"},
		{intake.JournalFilter{Process: -1, Worker: "op1"}, intake.JournalWindow{From: 3, Limit: 2}, "[2 1] false"},
		{intake.JournalFilter{Process: -1, Worker: "op1"}, intake.JournalWindow{From: 2, Newer: true, Limit: 2}, "[606 3] false"},
		{intake.JournalFilter{Process: 4}, intake.JournalWindow{Limit: 9}, "[605 604] false"},
		{intake.JournalFilter{Process: -1, Acts: []string{"issue", "dispatch"}}, intake.JournalWindow{Limit: 9}, "[606 605 604] false"},
		{intake.JournalFilter{Process: -1, Subject: "000001"}, intake.JournalWindow{Limit: 9}, "[606 3 2 1] false"},
		{intake.JournalFilter{Process: -1, Subject: "13"}, intake.JournalWindow{Limit: 9}, "[605 604] false"},
		{intake.JournalFilter{Process: -1, Day: day("2015-03-05")}, intake.JournalWindow{Limit: 9}, "[606 605 604] false"},
		{intake.JournalFilter{Process: -1, Day: day("2015-03-05")}, intake.JournalWindow{Newer: true, Limit: 2}, "[605 604] true"},
		{intake.JournalFilter{Process: -1, Day: day("2015-03-02"), Worker: "op1"}, intake.JournalWindow{Limit: 9}, "[3 2 1] false"},
		{intake.JournalFilter{Process: -1, Day: day("2016-01-01")}, intake.JournalWindow{Limit: 9}, "[] false"},
		{intake.JournalFilter{Process: -1, Worker: "nobody"}, intake.JournalWindow{Limit: 9}, "[] false"},
	} {
		some, more, err := b.JournalPage(t.Context(), boss, r.f, r.w)
		got := []uint64{}
		for _, n := range some {
			got = append(got, n.Seq)
		}
		if s := fmt.Sprint(got, more); err != nil || s != r.want {
			t.Errorf("%+v %+v: %s, want %s (%v)", r.f, r.w, s, r.want, err)
		}
	}
	for _, role := range intake.Roles() {
		want := intake.ProblemRole
		if role.May(intake.CanJournal) {
			want = ""
		}
		_, _, err := b.JournalPage(t.Context(), intake.Actor{Code: "x", Role: role}, intake.JournalFilter{Process: -1}, intake.JournalWindow{Limit: 1})
		b.refused(err, want)
	}
}
