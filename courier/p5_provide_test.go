package courier_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
)

// Every provider's step of both regulations, begun on a Monday at 10:00. The
// schools work six days, the education department five.
func TestStepDueOfEveryEdition(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	const spring = "2015-03-02T10:00" // 8, 21 and 22 March move: five days lose 9, 24 and 25, six days 9 and 24
	const autumn = "2018-09-03T10:00"
	for _, row := range []struct {
		edition, service, provider, since string
		due                               [5]string
	}{
		{"atyrau-269-2014", "preschool-queue", depart, spring, [5]string{"10:15", "10:05", "10:05", "10:03", "10:02"}},
		{"atyrau-269-2014", "preschool-enrolment", depart, spring, [5]string{"10:15", "10:02", "10:05", "10:03", "10:05"}},
		{"atyrau-269-2014", "duplicate", school, spring, [5]string{"10:15", "10:15", "2015-03-31", "10:15", "2015-03-03"}},
		{"atyrau-269-2014", "externat", depart, spring, [5]string{"10:15", "10:15", "2015-03-26", "10:15", "10:15"}},
		{"atyrau-269-2014", "school-enrolment", school, spring, [5]string{"10:15", "10:05", "10:05", "10:15", "10:15"}},
		{"mangystau-339-2015", "school-enrolment", school, autumn, [5]string{"10:15", "2018-09-04", "2018-09-06", "2018-09-04", "10:15"}},
		{"mangystau-339-2015", "externat", depart, autumn, [5]string{"10:15", "2018-09-04", "2018-09-20", "2018-09-04", "10:15"}},
		{"mangystau-339-2015", "duplicate", school, autumn, [5]string{"10:15", "2018-09-04", "2018-09-18", "2018-09-04", "10:15"}},
		{"mangystau-339-2016", "externat", depart, autumn, [5]string{"10:15", "2018-09-04", "2018-09-20", "2018-09-04", "10:15"}},
		{"mangystau-339-2016", "duplicate", school, autumn, [5]string{"10:15", "2018-09-04", "2018-09-18", "2018-09-04", "10:15"}},
		{"mangystau-339-2018", "school-enrolment", school, autumn, [5]string{"10:15", "2018-09-04", "2018-09-06", "2018-09-04", "10:15"}},
		{"mangystau-339-2018", "externat", depart, autumn, [5]string{"10:15", "2018-09-04", "2018-09-20", "2018-09-04", "10:15"}},
		{"mangystau-339-2018", "duplicate", school, autumn, [5]string{"10:15", "2018-09-04", "2018-09-18", "2018-09-04", "10:15"}},
	} {
		c := &intake.Case{Edition: row.edition, Service: row.service, Provider: row.provider}
		if n := len(b.Steps(c)); n != 5 {
			t.Errorf("%s %s has %d steps", row.edition, row.service, n)
		}
		for i, want := range row.due {
			due := ok(b.StepDue(c, i+1, b.moment(row.since).UTC()))(t)
			if len(want) == 5 {
				want = row.since[:10] + " " + want
			}
			if got := due.Moment.String(); got != want {
				t.Errorf("%s %s step %d: %s, want %s", row.edition, row.service, i+1, got, want)
			}
		}
	}
	if _, err := b.StepDue(&intake.Case{Edition: "none", Service: "duplicate"}, 1, b.Now()); err == nil {
		t.Error("a term of no edition")
	}
}

// Minutes run in the provider's own hours and week.
func TestStepMinutes(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	for _, row := range []struct{ provider, since, want string }{
		{school, "2015-03-02T12:50", "2015-03-02 14:05"}, // lunch 13–14
		{school, "2015-03-02T17:50", "2015-03-03 09:05"},
		{school, "2015-03-07T11:00", "2015-03-07 11:15"}, // Saturday: a school works
		{depart, "2015-03-07T11:00", "2015-03-10 09:15"}, // the department does not, nor on the 9th
		{depart, "2015-03-02T08:10", "2015-03-02 09:15"},
	} {
		c := &intake.Case{Edition: "atyrau-269-2014", Service: "duplicate", Provider: row.provider}
		if got := ok(b.StepDue(c, 1, b.moment(row.since)))(t).Moment.String(); got != row.want {
			t.Errorf("%s at %s: %s, want %s", row.provider, row.since, got, row.want)
		}
	}
}

// arrived is one case of a service with its provider at the moment b shows.
func (b *bench) arrived(service, provider string) *intake.Case {
	b.Helper()
	c := b.accept(service, provider)
	b.pass(c.ID)
	no := b.list(provider)
	b.dispatch(no)
	b.deliver(no)
	return b.read(c.ID)
}

// The steps as they are stamped, from delivery to the way back.
func TestStampEachStep(t *testing.T) {
	type row struct{ at, due string } // stamped at; the next step's limit
	for _, c := range []struct {
		region, service, provider, edition, at, first string
		rows                                          [5]row
	}{
		{"atyrau", "preschool-queue", depart, "atyrau-269-2014", "2015-03-06T10:00", "2015-03-06 10:15", [5]row{
			{"2015-03-06T10:10", "2015-03-06 10:15"}, {"2015-03-06T12:58", "2015-03-06 14:03"}, {"2015-03-06T17:59", "2015-03-10 09:02"},
			{"2015-03-10T09:30", "2015-03-10 09:32"}, {"2015-03-10T09:31", "2015-03-10"},
		}},
		{"atyrau", "duplicate", school, "atyrau-269-2014", "2015-03-02T10:00", "2015-03-02 10:15", [5]row{
			{"2015-03-02T10:10", "2015-03-02 10:25"}, {"2015-03-02T11:00", "2015-03-31"}, {"2015-03-20T16:00", "2015-03-20 16:15"},
			{"2015-03-20T17:00", "2015-03-25"}, {"2015-03-25T09:10", "2015-03-25"}, // the 21st to the 24th are off
		}},
		{"mangystau", "externat", depart, "mangystau-339-2016", "2017-09-11T10:00", "2017-09-11 10:15", [5]row{
			{"2017-09-11T10:10", "2017-09-12"}, {"2017-09-15T11:00", "2017-10-04"}, {"2017-09-29T16:00", "2017-10-02"},
			{"2017-10-02T10:00", "2017-10-02 10:15"}, {"2017-10-02T10:05", "2017-10-02"},
		}},
		{"mangystau", "duplicate", school, "mangystau-339-2016", "2017-09-11T10:00", "2017-09-11 10:15", [5]row{
			{"2017-09-11T10:10", "2017-09-12"}, {"2017-09-15T11:00", "2017-09-30"}, {"2017-09-29T16:00", "2017-09-30"},
			{"2017-10-02T10:00", "2017-10-02 10:15"}, {"2017-10-02T10:05", "2017-10-02"},
		}},
		{"mangystau", "duplicate", school, "mangystau-339-2018", "2018-09-03T10:00", "2018-09-03 10:15", [5]row{
			{"2018-09-03T10:10", "2018-09-04"}, {"2018-09-04T11:00", "2018-09-19"}, {"2018-09-07T16:00", "2018-09-08"},
			{"2018-09-08T10:00", "2018-09-08 10:15"}, {"2018-09-08T10:05", "2018-09-08"},
		}},
	} {
		t.Run(c.region+" "+c.service+" "+c.edition, func(t *testing.T) {
			b := open(t, c.region, c.at)
			x := b.arrived(c.service, c.provider)
			due := func(x *intake.Case) string {
				return calendar.Moment{Date: x.StepDue, At: x.StepAt, Whole: x.StepAt == 0}.String()
			}
			if x.Edition != c.edition || x.Step != 1 || due(x) != c.first {
				t.Fatalf("%s, step %d by %s", x.Edition, x.Step, due(x))
			}
			for i, r := range c.rows {
				b.set(r.at)
				x = ok(b.Stamp(t.Context(), b.by(sector), x.ID, i+1, b.moment(r.at), "телефон"))(t)
				if int(x.Step) != i+2 || due(x) != r.due || x.Last().Step != uint8(i+1) || x.Last().Process != 5 {
					t.Errorf("after step %d: step %d by %s, want %s", i+1, x.Step, due(x), r.due)
				}
				if got := x.Outcome; (got == intake.Result) != (i == 4) {
					t.Errorf("after step %d: outcome %q", i+1, got)
				}
			}
		})
	}
}

// A later step ends the ones before it.
func TestStampSkips(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	c := b.arrived("duplicate", school)
	b.set("2015-03-05T10:00")
	if c = ok(b.Stamp(t.Context(), b.by(sector), c.ID, 3, b.Now(), ""))(t); c.Step != 4 {
		t.Errorf("%+v", c.State)
	}
}

// Late is counted by the step under way, not by the whole.
func TestProvideLate(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	c := b.arrived("duplicate", school)
	look := func(at string, all, late, today int64) {
		t.Helper()
		b.set(at)
		if n := b.count(intake.ListOut); n != (intake.Count{All: all, Late: late, Today: today}) {
			t.Errorf("%s: %+v", at, n)
		}
	}
	look("2015-03-02T18:00", 1, 0, 1)
	look("2015-03-03T09:00", 1, 1, 0) // the chancellery had 15 minutes
	ok(b.Stamp(t.Context(), b.by(sector), c.ID, 2, b.Now(), ""))(t)
	look("2015-03-31T18:00", 1, 0, 0)
	look("2015-04-01T18:00", 1, 0, 1) // 29 calendar days from the 3rd
	look("2015-04-02T09:00", 1, 1, 0)
	ret := ok(b.GiveBack(t.Context(), b.by(sector), school, map[uuid.UUID]intake.Outcome{c.ID: intake.Result}, nil))(t)
	look("2015-04-02T18:00", 1, 0, 1) // on its way back, expected that day
	look("2015-04-03T09:00", 1, 1, 0)
	b.scan(ret.Number, string(c.Number))
	look("2015-04-03T10:00", 0, 0, 0)
}

func TestSendBackAndComplete(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	c := b.arrived("duplicate", school)
	ok(b.Stamp(ctx, b.by(sector), c.ID, 2, b.Now(), ""))(t)
	b.set("2015-03-05T10:00")
	c = ok(b.SendBack(ctx, b.by(sector), c.ID, "өтініште қол жоқ"))(t)
	if c.SentBack != "өтініште қол жоқ" || c.Step != 3 || c.StepDue.String() != "2015-03-31" {
		t.Errorf("%+v", c.State)
	}
	b.set("2015-03-10T10:00")
	c = ok(b.Complete(ctx, b.by(sector), c.ID, b.Now()))(t)
	if c.SentBack != "" || c.Step != 3 || c.StepDue.String() != "2015-04-08" { // 29 days anew
		t.Errorf("%+v", c.State)
	}
}

func TestProvideRefusals(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	_, road := b.sent(1, other)
	c, mine := b.arrived("duplicate", school), b.handed(1, school)[0]
	stamp := func(id uuid.UUID, step int, at string) func() error {
		return func() error { _, err := b.Stamp(ctx, b.by(sector), id, step, b.moment(at), ""); return err }
	}
	back := func(id uuid.UUID, why string) func() error {
		return func() error { _, err := b.SendBack(ctx, b.by(sector), id, why); return err }
	}
	again := func(id uuid.UUID, at string) func() error {
		return func() error { _, err := b.Complete(ctx, b.by(sector), id, b.moment(at)); return err }
	}
	give := func(provider string, out intake.Outcome, ids ...uuid.UUID) func() error {
		return func() error {
			all := map[uuid.UUID]intake.Outcome{}
			for _, id := range ids {
				all[id] = out
			}
			_, err := b.GiveBack(ctx, b.by(sector), provider, all, nil)
			return err
		}
	}
	b.set("2015-03-04T10:00")
	ok(b.Stamp(ctx, b.by(sector), c.ID, 2, b.Now(), ""))(t)
	b.set("2015-03-05T10:00")
	const now, early, late = "2015-03-05T10:00", "2015-03-04T09:59", "2015-03-05T10:30"
	check := func(name, want string, act func() error) {
		t.Helper()
		t.Run(name, func(t *testing.T) { b.refused(want, act) })
	}
	check("on the road", courier.ProblemNotArrived, stamp(road[0], 1, now))
	check("with the sector", intake.ProblemNotNow, stamp(mine, 1, now))
	check("a step already over", courier.ProblemStepOrder, stamp(c.ID, 2, now))
	check("step 0", courier.ProblemStepOrder, stamp(c.ID, 0, now))
	check("step 6 of 5", courier.ProblemStepOrder, stamp(c.ID, 6, now))
	check("ended before it began", courier.ProblemStepTime, stamp(c.ID, 3, early))
	check("ended in the future", courier.ProblemStepTime, stamp(c.ID, 3, late))
	check("sent back without a reason", intake.ProblemReason, back(c.ID, ""))
	check("sent back on the road", courier.ProblemNotArrived, back(road[0], "қол жоқ"))
	check("completed what was not sent back", courier.ProblemNotSentBack, again(c.ID, now))
	ok(b.SendBack(ctx, b.by(sector), c.ID, "қол жоқ"))(t)
	check("a step while it is sent back", courier.ProblemSentBack, stamp(c.ID, 3, now))
	check("sent back twice", courier.ProblemSentBack, back(c.ID, "қол жоқ"))
	check("completed before the step began", courier.ProblemStepTime, again(c.ID, early))
	check("completed in the future", courier.ProblemStepTime, again(c.ID, late))
	check("given back without an outcome", courier.ProblemOutcome, give(school, intake.NoOutcome, c.ID))
	check("given back from the road", courier.ProblemNotArrived, give(other, intake.Result, road[0]))
	check("given back by another", courier.ProblemOtherProvider, give(other, intake.Result, c.ID))
	check("given back by nobody", intake.ProblemProviderUnknown, give("nobody", intake.Result))
	check("one of two never left", courier.ProblemNotArrived, give(school, intake.Result, c.ID, mine))
	if r := ok(b.OpenReturn(ctx, b.by(sector), school, 0))(t); r.Number != 1 {
		t.Errorf("a refused act took a number: %d", r.Number)
	}
}

// A reasoned refusal is a result like any other: it comes back on the list.
func TestGiveBack(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	_, ids := b.delivered(12, school)
	b.set("2015-03-06T10:00")
	ok(b.SendBack(t.Context(), b.by(sector), ids[1], "қол жоқ"))(t)
	out := map[uuid.UUID]intake.Outcome{}
	for i, id := range ids[:11] {
		out[id] = intake.Result
		if i%3 == 0 {
			out[id] = intake.ReasonedRefusal
		}
	}
	r := ok(b.GiveBack(t.Context(), b.by(sector), school, out, nil))(t)
	if r.Number != 1 || r.Cases != 11 || r.Provider != school || r.By != sector.Code {
		t.Errorf("%+v", r)
	}
	for id, want := range out {
		if c := b.stands(id, intake.Out); c.Outcome != want || c.Return != 1 || c.Step != 6 || c.SentBack != "" || c.StepDue != b.Today() || c.Last().Note != want.String() {
			t.Errorf("%+v", c.State)
		}
	}
	if c := b.stands(ids[11], intake.Out); c.Return != 0 {
		t.Errorf("%+v", c.State)
	}
	if e := ok(b.Expects(t.Context(), 1, school, b.Today()))(t); e != (courier.Expected{Waiting: 11}) {
		t.Errorf("%+v", e)
	}
	if s := fmt.Sprint(intake.NoOutcome, intake.Result, intake.ReasonedRefusal); s != " result refusal" {
		t.Errorf("%q", s)
	}
}
