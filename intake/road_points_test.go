package intake_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
)

// walker drives an invented case along a road by acts alone, an hour each.
type walker struct {
	t *testing.T
	*intake.Desk
	*intake.Case
	now time.Time
}

func walk(t *testing.T, road intake.Road, edition, service string) *walker {
	t.Helper()
	office := intake.DefaultOffice("042", strings.SplitN(edition, "-", 2)[0])
	w := &walker{t: t, now: time.Date(2018, 9, 3, 4, 0, 0, 0, time.UTC)}
	w.Desk = &intake.Desk{Catalogue: catalogue.Embedded(), Book: calendar.Embedded(), Office: &office}
	w.Case = &intake.Case{Edition: edition, Service: service, Road: road, StartedAt: w.now.Add(-time.Minute)}
	return w
}

func (w *walker) do(acts ...intake.Act) *walker {
	w.t.Helper()
	for _, a := range acts {
		who := hands(a)
		if a == intake.ActDecline || a == intake.ActPortal {
			who = intake.Actor{Code: "desk1", Role: intake.ProviderDesk}
		}
		w.now = w.now.Add(time.Hour)
		err := w.Move(intake.By{Actor: who, At: w.now}, a, "", func(s *intake.State) {
			switch a {
			case intake.ActSign:
				s.Signed = true
			case intake.ActSend:
				s.Sent = true
			case intake.ActDeliver, intake.ActTakeIn:
				s.Arrived, s.Incoming = true, "01-17/55"
			case intake.ActPortal:
				s.Arrived = true
			case intake.ActNotTaken:
				s.Outcome, s.Reasons = intake.Unaccepted, "no report card"
			case intake.ActResult:
				s.Outcome = intake.Result
			}
		})
		if err != nil {
			w.t.Fatal(err)
		}
	}
	return w
}

// decline is the chancellery's no to a request of the portal.
func (w *walker) decline() *walker {
	w.do(intake.ActDecline)
	w.Outcome, w.Reasons = intake.Unaccepted, "no report card"
	return w
}

// check is what the registers said, told when the walk stood there.
func (w *walker) check(person intake.Verdict) *walker {
	w.Case.Check = intake.RegisterCheck{Person: person, PersonAt: w.now}
	return w
}

func (w *walker) agent(k intake.Authority, agent, power intake.Verdict) *walker {
	w.Agent = &intake.Representative{Kind: k}
	w.Case.Check.Agent, w.Case.Check.Power, w.Case.Check.PowerAt = agent, power, w.now.Add(time.Minute)
	return w
}

// signs are the marks of all points: done, failed, skipped, to come.
func signs(points []intake.PointState) string {
	var out []string
	for _, p := range points {
		n := 0
		s := "·"
		for mark, on := range map[string]bool{"+": p.Done, "!": p.Failed, "-": p.Skipped} {
			if on {
				n, s = n+1, mark
			}
		}
		if n > 1 {
			s = "?"
		}
		out = append(out, fmt.Sprintf("%c%d%s", p.Kind[0], p.Number, s))
	}
	return strings.Join(out, " ")
}

const externat16 = "mangystau-339-2016"

// One case of each kind, and where its road stands.
func TestPoints(t *testing.T) {
	centre := func() *walker { return walk(t, intake.RoadCentre, externat16, "externat") }
	portal := func() *walker { return walk(t, intake.RoadPortal, externat16, "externat") }
	const (
		accept, sign, send  = intake.ActAccept, intake.ActSign, intake.ActSend
		deliver, result     = intake.ActDeliver, intake.ActResult
		notTaken, turnBack  = intake.ActNotTaken, intake.ActTurnBack
		issue, came, posted = intake.ActIssue, intake.ActPortal, intake.ActPost
	)
	for name, r := range map[string]struct {
		w    *walker
		want string
	}{
		"registers not asked":       {centre().do(accept), "p1+ p2+ p3- c1- p4· p5· c2· p6· p7·"},
		"registers unreachable":     {centre().check(intake.Unreachable).do(accept), "p1+ p2+ p3- c1- p4· p5· c2· p6· p7·"},
		"data found":                {centre().check(intake.Same).do(accept), "p1+ p2+ p3+ c1+ p4· p5· c2· p6· p7·"},
		"data found, otherwise":     {centre().check(intake.Differs).do(accept), "p1+ p2+ p3+ c1+ p4· p5· c2· p6· p7·"},
		"nobody of that number":     {centre().check(intake.NotFound).do(accept), "p1+ p2+ p3+ c1! p4· p5· c2· p6· p7·"},
		"dead":                      {centre().check(intake.Deceased).do(accept), "p1+ p2+ p3+ c1! p4· p5· c2· p6· p7·"},
		"incapable, alone":          {centre().check(intake.Incapable).do(accept), "p1+ p2+ p3+ c1! p4· p5· c2· p6· p7·"},
		"incapable, with guardian":  {centre().check(intake.Incapable).agent(intake.Guardian, intake.Same, 0).do(accept), "p1+ p2+ p3+ c1+ p4· p5· c2· p6· p7·"},
		"power of attorney void":    {centre().check(intake.Same).agent(intake.ProxyNotary, intake.Same, intake.Invalid).do(accept), "p1+ p2+ p3+ c1! p4· p5· c2· p6· p7·"},
		"notaries out of reach":     {centre().check(intake.Same).agent(intake.ProxyNotary, intake.Same, intake.Unreachable).do(accept), "p1+ p2+ p3- c1- p4· p5· c2· p6· p7·"},
		"nobody, notaries away":     {centre().check(intake.NotFound).agent(intake.ProxyNotary, intake.Same, intake.Unreachable).do(accept), "p1+ p2+ p3+ c1! p4· p5· c2· p6· p7·"},
		"other power: not asked of": {centre().check(intake.Same).agent(intake.ProxyOther, intake.Same, intake.Unasked).do(accept), "p1+ p2+ p3+ c1+ p4· p5· c2· p6· p7·"},
		"scanned, not signed":       {centre().check(intake.Same).do(accept, intake.ActAttach), "p1+ p2+ p3+ c1+ p4· p5· c2· p6· p7·"},
		"signed":                    {centre().check(intake.Same).do(accept, sign), "p1+ p2+ p3+ c1+ p4+ p5· c2· p6· p7·"},
		"sent":                      {centre().check(intake.Same).do(accept, sign, send), "p1+ p2+ p3+ c1+ p4+ p5+ c2· p6· p7·"},
		"taken":                     {centre().check(intake.Same).do(accept, sign, send, deliver), "p1+ p2+ p3+ c1+ p4+ p5+ c2+ p6- p7·"},
		"decided before taken":      {centre().check(intake.Same).do(accept, sign, send, result), "p1+ p2+ p3+ c1+ p4+ p5+ c2+ p6- p7·"},
		"issued":                    {centre().check(intake.Same).do(accept, sign, send, deliver, result, issue), "p1+ p2+ p3+ c1+ p4+ p5+ c2+ p6- p7+"},
		"not taken":                 {centre().check(intake.Same).do(accept, sign, send, notTaken), "p1+ p2+ p3+ c1+ p4+ p5+ c2! p6· p7-"},
		"turned back":               {centre().check(intake.Same).do(accept, sign, send, notTaken, turnBack), "p1+ p2+ p3+ c1+ p4+ p5+ c2! p6+ p7-"},
		"withdrawn before sending":  {centre().check(intake.Same).do(accept, sign, intake.ActWithdraw), "p1+ p2+ p3+ c1+ p4+ p5- c2- p6- p7-"},
		"refused at the counter":    {centre().do(intake.ActRefuse), "p1+ p2+ p3- c1- p4- p5- c2- p6- p7-"},
		"from the portal":           {portal().do(came), "p1+ c1+ p2- p3+ c2+ p4- p5+ c3+ p6- p7·"},
		"portal, result sent":       {portal().do(came, posted), "p1+ c1+ p2- p3+ c2+ p4- p5+ c3+ p6- p7+"},
		"portal, chancellery's no":  {portal().do(came).decline(), "p1+ c1+ p2- p3+ c2+ p4- p5+ c3! p6+ p7-"},
		"on paper":                  {walk(t, intake.RoadPaper, externat16, "externat").do(accept), ""},
		"straight to the provider":  {walk(t, intake.RoadChancellery, externat16, "duplicate").do(intake.ActLodge), ""},
		"no such road in the act":   {walk(t, intake.RoadCentre, "atyrau-269-2014", "duplicate").do(accept), ""},
	} {
		if got := signs(r.w.Points(r.w.Case)); got != r.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, r.want)
		}
	}
}

// A refused request of the portal is no case: the condition it failed, and the
// refusal after it, are as far as it came.
func TestPortalPoints(t *testing.T) {
	d := walk(t, intake.RoadPortal, externat16, "externat").Desk
	for condition, want := range []string{
		"p1+ c1+ p2- p3+ c2+ p4- p5+ c3+ p6- p7·",
		"p1+ c1! p2+ p3- c2- p4- p5- c3- p6- p7-",
		"p1+ c1+ p2- p3+ c2! p4+ p5- c3- p6- p7-",
		"p1+ c1+ p2- p3+ c2+ p4- p5+ c3! p6+ p7-",
	} {
		p := intake.PortalRequest{Service: "externat", Condition: uint8(condition), At: time.Date(2018, 9, 3, 4, 0, 0, 0, time.UTC)}
		points := d.PortalPoints(&p)
		if got := signs(points); got != want {
			t.Errorf("condition %d:\n got %s\nwant %s", condition, got, want)
		}
		for _, x := range points {
			if (x.Done || x.Failed) != x.At.Equal(p.At) {
				t.Errorf("condition %d, %s %d: at %v", condition, x.Kind, x.Number, x.At)
			}
		}
	}
	if got := d.PortalPoints(&intake.PortalRequest{Service: "duplicate", At: time.Date(2018, 9, 3, 4, 0, 0, 0, time.UTC)}); got != nil {
		t.Error("the duplicate has no road through the portal")
	}
}

// Each line of the seeds' electronic sections is true of a case only after
// its own act, with the hour and the worker of that act.
func TestPointsLineByLine(t *testing.T) {
	type line struct {
		seed   string
		kind   catalogue.PointKind
		number int
		act    intake.Act // the act that carries it out; "" where the check does
		by     string
	}
	centre := []line{
		{"(1)", catalogue.PointProcess, 1, intake.ActAccept, "op1"},
		{"(2)", catalogue.PointProcess, 2, intake.ActAccept, "op1"},
		{"(3)", catalogue.PointProcess, 3, "", "op1"},
		{"(4)", catalogue.PointCondition, 1, "", ""},
		{"(5)", catalogue.PointProcess, 4, intake.ActSign, "op1"},
		{"(6)", catalogue.PointProcess, 5, intake.ActSend, "op1"},
		{"(7)", catalogue.PointCondition, 2, intake.ActDeliver, "sec1"},
		{"(8)", catalogue.PointProcess, 6, intake.ActTurnBack, "op1"},
		{"(9)", catalogue.PointProcess, 7, intake.ActIssue, "op1"},
	}
	good := []intake.Act{intake.ActAccept, intake.ActSign, intake.ActSend, intake.ActDeliver, intake.ActResult, intake.ActIssue}
	bad := []intake.Act{intake.ActAccept, intake.ActSign, intake.ActSend, intake.ActNotTaken, intake.ActTurnBack}
	for _, svc := range []struct{ seed, code string }{{"001 externat 10", "externat"}, {"001 duplicate 10", "duplicate"}} {
		for _, l := range centre {
			t.Run(svc.seed+l.seed, func(t *testing.T) {
				acts := good
				if l.act == intake.ActTurnBack {
					acts = bad
				}
				w := walk(t, intake.RoadCentre, externat16, svc.code)
				if l.act != "" {
					w.check(intake.Same)
				}
				for _, a := range acts {
					if a == l.act || l.act == "" && a == intake.ActSign {
						if p := point(w, l.kind, l.number); l.act != intake.ActAccept && p.Done {
							t.Errorf("done before %s", a)
						}
						w.do(a)
						if l.act == "" {
							w.check(intake.Same)
						}
						break
					}
					w.do(a)
				}
				p := point(w, l.kind, l.number)
				at := w.now
				if l.kind == catalogue.PointProcess && l.number == 1 {
					at = w.StartedAt
				}
				if !p.Done || p.Failed || p.Skipped || p.By != l.by || !p.At.Equal(at) {
					t.Errorf("after its act: %+v, want by %s at %v", p, l.by, at)
				}
			})
		}
	}
	came := intake.ActPortal
	for _, svc := range []struct {
		seed, edition, code string
		last                int
	}{
		{"001 enrolment 9", "mangystau-339-2018", "school-enrolment", 11}, {"001 externat 11", externat16, "externat", 12},
		{"000 annex 1 9", "atyrau-269-2014", "preschool-queue", 11}, {"000 annex 5 8", "atyrau-269-2014", "school-enrolment", 11},
	} {
		for i, l := range []line{
			{"", catalogue.PointProcess, 1, came, ""}, {"", catalogue.PointCondition, 1, came, "desk1"},
			{"", catalogue.PointProcess, 2, "", ""}, {"", catalogue.PointProcess, 3, came, ""},
			{"", catalogue.PointCondition, 2, came, "desk1"}, {"", catalogue.PointProcess, 4, "", ""},
			{"", catalogue.PointProcess, 5, came, ""}, {"", catalogue.PointCondition, 3, came, "desk1"},
			{"", catalogue.PointProcess, 6, intake.ActDecline, "desk1"}, {"", catalogue.PointProcess, 7, intake.ActPost, "sec1"},
		} {
			sub := i + 2
			if l.number == 7 {
				sub = svc.last
			}
			t.Run(fmt.Sprintf("%s(%d)", svc.seed, sub), func(t *testing.T) {
				w := walk(t, intake.RoadPortal, svc.edition, svc.code).do(came)
				if l.act == "" { // refused requests are no cases
					if p := point(w, l.kind, l.number); !p.Skipped || p.Done {
						t.Errorf("%+v", p)
					}
					return
				}
				if l.act != came {
					if point(w, l.kind, l.number).Done {
						t.Error("done before its act")
					}
					w.do(l.act)
				}
				if l.act == intake.ActDecline {
					w.Outcome = intake.Unaccepted
				}
				if p := point(w, l.kind, l.number); !p.Done || p.By != l.by || !p.At.Equal(w.now) {
					t.Errorf("%+v, want by %q at %v", p, l.by, w.now)
				}
			})
		}
	}
}

func point(w *walker, k catalogue.PointKind, n int) intake.PointState {
	for _, p := range w.Points(w.Case) {
		if p.Kind == k && p.Number == n {
			return p
		}
	}
	return intake.PointState{}
}
