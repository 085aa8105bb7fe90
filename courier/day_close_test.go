package courier_test

import (
	"testing"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
)

// A day is closed only when nothing of it hangs: each hindrance by itself
// refuses, is named, and once done with no longer does.
func TestCloseDay(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	day := func() calendar.Date { return b.Today() }
	hangs := func(want ...courier.DutyKind) {
		t.Helper()
		var got []courier.DutyKind
		all := ok(b.Hangs(ctx, day()))(t)
		for _, d := range all.Hang() {
			got = append(got, d.Kind)
		}
		if len(got) != len(want) {
			t.Errorf("%s: hangs %v, want %v", day(), got, want)
		}
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Errorf("%s: hangs %v, want %v", day(), got, want)
			}
		}
		if len(want) > 0 {
			b.refused(courier.ProblemDayHangs, func() error { _, err := b.CloseDay(ctx, b.by(boss), day()); return err })
		}
	}
	closes := func(on calendar.Date) *courier.DayEnd {
		t.Helper()
		before := b.head()
		by := b.by(boss)
		e := ok(b.CloseDay(ctx, by, on))(t)
		if e.On != on || e.By != boss.Code || e.Head != before || !e.At.Equal(by.At) {
			t.Errorf("%+v after %+v", e, before)
		}
		again := ok(b.CloseDay(ctx, by, on))(t)
		if again.On != e.On || again.Head != e.Head || !again.At.Equal(e.At) {
			t.Errorf("sent again: %+v, first %+v", again, e)
		}
		if n := b.entries(before); len(n) != 1 || n[0].Act != "day-closed" || n[0].Subject != on.String() || n[0].Operator != boss.Code {
			t.Errorf("the journal says %+v", n)
		}
		return e
	}
	// Not by everybody, and not before its time.
	for _, a := range []intake.Actor{op, sector, {Code: "admin1", Role: intake.Administrator}, {Code: "aud1", Role: intake.Auditor}} {
		b.refused(intake.ProblemRole, func() error { _, err := b.CloseDay(ctx, b.by(a), day()); return err })
	}
	b.refused(courier.ProblemDayAhead, func() error { _, err := b.CloseDay(ctx, b.by(boss), day().Add(1)); return err })

	// Drafts and what must leave tomorrow hinder nothing.
	if err := b.SaveDraft(ctx, b.by(op), b.app("duplicate", school)); err != nil {
		t.Fatal(err)
	}
	ids := b.duplicates(3, school)
	hangs()
	closes(day())
	b.refused(courier.ProblemDayClosed, func() error { _, err := b.CloseDay(ctx, b.by(boss), day()); return err })

	// The next evening they should have left, wherever they stand.
	b.set("2015-03-03T18:00")
	hangs(courier.DutyCounter)
	ok(b.Give(ctx, b.by(op), ids, sector.Code, nil))(t)
	hangs(courier.DutyCounter, courier.DutyUnsettled)
	for _, id := range ids {
		ok(b.Receive(ctx, b.by(sector), id))(t)
	}
	hangs(courier.DutySector)
	no := b.list(school)
	hangs(courier.DutyRegistry)
	b.dispatch(no)
	hangs()
	b.deliver(no) // at the provider it is the provider's
	hangs()
	all := ok(b.Hangs(ctx, day()))(t)
	if all.Of(courier.DutyStepToday).N+all.Of(courier.DutyStepLate).N != 0 || all.Of(courier.DutyTerm).N != 0 {
		t.Errorf("%+v", all)
	}

	// The provider late hinders nothing; what came back must go on.
	b.set("2015-03-04T17:00")
	if d := ok(b.Hangs(ctx, day()))(t).Of(courier.DutyStepToday); d.N != 3 || d.Stops { // delivered after hours
		t.Errorf("%+v", d)
	}
	all = ok(b.Hangs(ctx, day().Add(1)))(t)
	if all.Of(courier.DutyStepLate).N != 3 || all.Of(courier.DutyStepLate).Stops {
		t.Errorf("%+v", all)
	}
	b.scan(0, b.read(ids[0]).Number.Barcode())
	hangs(courier.DutyForward)
	yesterday := day().Add(-1)
	closes(yesterday) // what came back today was not owed yesterday
	ok(b.Forward(ctx, b.by(sector), nil, nil))(t)
	hangs()
	if left := ok(b.LeftOpen(ctx, day().Add(5)))(t); len(left) != 0 {
		t.Errorf("%v left open: nobody was served since", left)
	}

	// Days before the promised one, then after.
	come := b.read(ids[1]).Come
	for by, want := range map[int][2]int64{-4: {0, 0}, -3: {2, 0}, 0: {2, 0}, 1: {2, 2}} {
		d := ok(b.Hangs(ctx, come.Add(by)))(t).Of(courier.DutyTerm)
		if d.N != want[0] || d.Late != want[1] || d.Stops {
			t.Errorf("%d days from the promised one: %+v", by, d)
		}
	}

	// Unclaimed past its month.
	b.set("2015-04-06T10:00")
	hangs(courier.DutyArchive)
	ok(b.Archive(ctx, b.by(boss), nil))(t)
	hangs()
	closes(day())
}

// An unsettled handover of today does not keep yesterday open; one of
// yesterday does. Days on which people were served and nobody closed are named.
func TestCloseYesterday(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	first := b.duplicates(1, school)
	b.set("2015-03-03T10:00")
	second := b.duplicates(1, other)
	ok(b.Give(ctx, b.by(op), second, sector.Code, nil))(t)
	yesterday := b.Today().Add(-1)
	if n := ok(b.Hangs(ctx, yesterday))(t).Of(courier.DutyUnsettled).N; n != 0 {
		t.Errorf("%d unsettled the day before they were handed over", n)
	}
	if left := ok(b.LeftOpen(ctx, b.Today()))(t); len(left) != 1 || left[0] != yesterday {
		t.Errorf("left open: %v", left)
	}
	ok(b.CloseDay(ctx, b.by(boss), yesterday))(t)
	if left := ok(b.LeftOpen(ctx, b.Today()))(t); len(left) != 0 {
		t.Errorf("left open: %v", left)
	}
	b.pass(first...)
	b.set("2015-03-04T10:00")
	b.refused(courier.ProblemDayHangs, func() error { _, err := b.CloseDay(ctx, b.by(boss), b.Today().Add(-1)); return err })
	if n := ok(b.Hangs(ctx, b.Today().Add(-1)))(t).Of(courier.DutyUnsettled).N; n != 1 {
		t.Errorf("%d unsettled, want the one handed over that day", n)
	}
}

// Who may not see figures is not shown them.
func TestDayByRole(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	b.duplicates(1, school)
	for _, role := range intake.Roles() {
		o := b.For(intake.Actor{Code: "x", Role: role, Provider: school})
		_, err := o.Day(t.Context(), b.Today())
		_, err2 := o.Hangs(t.Context(), b.Today())
		_, err3 := o.DayEnd(t.Context(), b.Today())
		_, err4 := o.LeftOpen(t.Context(), b.Today())
		for _, err := range []error{err, err2, err3, err4} {
			p, refused := intake.AsProblem(err)
			if may := role == intake.Supervisor; may && err != nil || !may && (!refused || p.Code != intake.ProblemRole) {
				t.Errorf("%s: %v", role, err)
			}
		}
	}
}
