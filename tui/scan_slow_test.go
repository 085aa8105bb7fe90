package tui

import (
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

// slowly scans cases five milliseconds a key without a pause, while every
// commit's answer takes two seconds: seventeen seconds for two hundred of them.
func slowly(t *testing.T, p *tuitest.Pump, clock *tuitest.Clock, cs []*intake.Case) {
	t.Helper()
	began, held, least := clock.Now(), 0, time.Duration(len(cs))*17*5*time.Millisecond
	p.Hold()
	since := clock.Now()
	for _, c := range cs {
		p.Burst(c.Number.Barcode())
		if clock.Now().Sub(since) >= 2*time.Second {
			p.Release()
			p.Hold()
			since = clock.Now()
			held++
		}
	}
	p.Release()
	p.Settle()
	if took := clock.Now().Sub(began); took < least || held < int(least/time.Second)/3 {
		t.Fatalf("only %s went by, with %d slow commits", took, held)
	}
}

// answeredInTurn asserts that each case was answered once, the newest first.
func answeredInTurn(t *testing.T, roll scanRoll, cs []*intake.Case) {
	t.Helper()
	if len(roll) != len(cs) {
		t.Fatalf("%d answers to %d scans", len(roll), len(cs))
	}
	for i, l := range roll {
		if want := cs[len(cs)-1-i].Number; l.what.String() != string(want) {
			t.Fatalf("answer %d is about %s, want %s", i, l.what, want)
		}
	}
}

// Two hundred scans at station 3 while commits take two seconds again and
// again, under the Kazakh layout: none is lost, none comes twice, all in order.
func TestReceivingWaitsForASlowCommit(t *testing.T) {
	var cs []*intake.Case
	st := asSector(t, trio.KK, func(st *stand) { cs = st.accept(200, "school-7") })
	st.Layout, st.Caps = "kz_basic", true
	slowly(t, st.Pump, st.clock, cs)
	st.stages(intake.Handed, cs...)
	answeredInTurn(t, st.app.top().(*handover).roll, cs)
}

// The same at station 4, into the registries of two providers.
func TestPuttingWaitsForASlowCommit(t *testing.T) {
	st, cs := atSector(t, trio.KK, 120, 80)
	st.Layout = "ru_legacy"
	slowly(t, st.Pump, st.clock, cs)
	st.stages(intake.Out, cs...)
	answeredInTurn(t, st.app.top().(*dispatch).roll, cs)
	for no, want := range map[uint64]int{1: 120, 2: 80} {
		if rows, err := st.s.Office.Contents(background, no, nil, 500); err != nil || len(rows) != want {
			t.Errorf("registry %d holds %d of %d: %v", no, len(rows), want, err)
		}
	}
}

// A scanner programmed with a prefix and a suffix, in the office's settings:
// the whole program reads it, a scan without them too, under any layout; into a
// text field goes what is between them.
func TestProgrammedScanner(t *testing.T) {
	for _, layout := range []string{"", "kz_basic", "kz_kazrus", "ru_winkeys"} {
		for _, caps := range []bool{false, true} {
			s, c := newTestOffice(t, trio.KK, intake.Operator)
			s.Office.Office.Scanner = intake.ScannerSettings{Prefix: "n1:", Suffix: "~"}
			a, b := caseAt(t, s.Office, intake.Handed, 1), caseAt(t, s.Office, intake.Accepted, 2)
			p := open(t, s, c, 80, 24)
			p.Layout, p.Caps = layout, caps
			p.Scan("n1:" + a.Number.Barcode() + "~")
			p.Has(string(a.Number) + " · секторда")
			p.Scan(b.Number.Barcode() + "~")
			p.Has(string(b.Number) + " · қабылданды")
			p.Scan("n1:4006381333931~")
			p.Has("біздің код емес ?", string(b.Number)+" · ")
			p.Scan("n1:" + a.Number.Barcode()[:9] + "~")
			p.Has("код толық емес", string(b.Number)+" · ")
			// Two at once, the second torn: the first is not lost.
			p.Wait(5 * time.Second)
			p.Burst("n1:" + a.Number.Barcode() + "~n1:" + b.Number.Barcode()[:7] + "~")
			p.Settle()
			p.Has("код толық емес", string(a.Number)+" · секторда")
			p.Press("f4")
			p.Scan("n1:4006381333931~")
			p.HasNot("n1:", "~")
		}
	}
}
