package intake_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"tereze/intake"
)

// The whole law of motion, written out a second time: from each stage (a row)
// each act leads to a stage (a column) or is not allowed (a dot).
//
//	A accepted, H handed, O out, M marked, R ready, I issued, V archived, W withdrawn
const law = `
            give receive add take-out deliver missed step send-back completed return mark forward issue archive retrieve withdraw
refused     .    .       .   .        .       .      .    .         .         .      .    .       .     .       .        .
accepted    A    H       .   .        .       .      .    .         .         .      .    .       .     .       .        W
handed      H    .       O   .        .       .      .    .         .         .      .    .       .     .       .        W
out         .    .       .   H        O       H      O    O         O         O      M    .       .     .       .        W
marked      .    .       .   .        .       .      .    .         .         .      .    R       .     .       .        W
ready       .    .       .   .        .       .      .    .         .         .      .    .       I     V       .        W
issued      .    .       .   .        .       .      .    .         .         .      .    .       .     .       .        .
archived    .    .       .   .        .       .      .    .         .         .      .    .       .     .       R        .
withdrawn   .    .       .   .        .       .      .    .         .         .      .    .       .     .       .        .
annulled    .    .       .   .        .       .      .    .         .         .      .    .       .     .       .        .
`

var letters = map[string]intake.Stage{
	"A": intake.Accepted, "H": intake.Handed, "O": intake.Out, "M": intake.Marked,
	"R": intake.Ready, "I": intake.Issued, "V": intake.Archived, "W": intake.Withdrawn,
}

// lawOf reads the table: stage, act → where to, 0 for not allowed.
func lawOf(t *testing.T) (acts []intake.Act, to map[intake.Stage]map[intake.Act]intake.Stage) {
	rows := strings.Split(strings.TrimSpace(law), "\n")
	for _, a := range strings.Fields(rows[0]) {
		acts = append(acts, intake.Act(a))
	}
	to = map[intake.Stage]map[intake.Act]intake.Stage{}
	for _, r := range rows[1:] {
		f := strings.Fields(r)
		s, ok := intake.ParseStage(f[0])
		if !ok || len(f) != len(acts)+1 {
			t.Fatalf("row %q", r)
		}
		to[s] = map[intake.Act]intake.Stage{}
		for i, cell := range f[1:] {
			to[s][acts[i]] = letters[cell]
		}
	}
	return acts, to
}

// Every act in every stage: allowed ones lead where the law says and write
// one line of history; the others are refused with the reason and change
// nothing.
func TestEveryActInEveryStage(t *testing.T) {
	acts, law := lawOf(t)
	if len(law) != len(intake.Stages()) {
		t.Fatalf("the table has %d stages, the program %d", len(law), len(intake.Stages()))
	}
	b := open(t, "atyrau", "2015-03-02T10:00")
	n := 0
	for _, stage := range intake.Stages() {
		var c *intake.Case
		for _, act := range acts {
			if c == nil {
				n++
				c = b.at(stage, n)
			}
			if c.Stage != stage {
				t.Fatalf("%s: the road led to %s", stage, c.Stage)
			}
			want := law[stage][act]
			if to, ok := act.Allows(stage); ok != (want != 0) || to != want {
				t.Errorf("%s in %s: leads to %s, %v", act, stage, to, ok)
			}
			before := c
			got, err := b.Do(t.Context(), b.By(hands(act)), c.ID, act, "", b.sector(act))
			if want == 0 {
				b.refused(err, intake.ProblemNotNow)
				if p, ok := intake.AsProblem(err); ok && join(p.Args) != string(act)+" "+stage.String()+" "+string(c.Number) {
					t.Errorf("%s in %s: args %q", act, stage, p.Args)
				}
				if c = b.must(b.Case(t.Context(), c.ID)); c.Version() != before.Version() || state(c.State) != state(before.State) {
					t.Errorf("%s in %s changed the case", act, stage)
				}
				continue
			}
			if err != nil {
				t.Fatalf("%s in %s: %v", act, stage, err)
			}
			if got.Stage != want || got.Version() != before.Version()+1 || got.Last().Act != act || got.Last().Process != act.Process() || state(got.Last().Was) != state(before.State) {
				t.Errorf("%s in %s: %s, %+v", act, stage, got.Stage, got.Last())
			}
			c = nil // it went on: the next act gets a fresh one
		}
	}
}

func TestActsBeforeTheFirst(t *testing.T) {
	for _, a := range []intake.Act{intake.ActRefuse, intake.ActAccept} {
		for _, s := range intake.Stages() {
			if _, ok := a.Allows(s); ok {
				t.Errorf("%s is allowed in %s", a, s)
			}
		}
		if _, ok := a.Allows(0); !ok {
			t.Errorf("%s is not allowed at the beginning", a)
		}
	}
	if _, ok := intake.Act("dance").Allows(intake.Accepted); ok || intake.Act("dance").Process() != 0 {
		t.Error("an unknown act is allowed")
	}
	if _, ok := intake.ActUndo.Allows(intake.Accepted); ok {
		t.Error("undo is a move like another")
	}
}

func TestStageNames(t *testing.T) {
	for _, s := range intake.Stages() {
		if got, ok := intake.ParseStage(s.String()); !ok || got != s {
			t.Errorf("%d is %q, read back as %d", s, s, got)
		}
	}
	if _, ok := intake.ParseStage(""); ok || intake.Stage(99).String() != "?" {
		t.Error("what is no stage has a name")
	}
	open := ""
	for _, s := range intake.Stages() {
		if s.Open() {
			open += s.String() + " "
		}
	}
	if open != "accepted handed out marked ready archived " {
		t.Errorf("open stages: %s", open)
	}
}

func TestNoSuchCase(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	_, err := b.Do(t.Context(), b.By(op1), uuid.Max, intake.ActGive, "", nil)
	b.refused(err, intake.ProblemNoCase)
	_, err = b.Case(t.Context(), uuid.Max)
	b.refused(err, intake.ProblemNoCase)
	_, err = b.CaseByNumber(t.Context(), "042-150302-000001")
	b.refused(err, intake.ProblemNoCase)
	_, err = b.Issue(t.Context(), b.By(op1), uuid.Max, intake.Handing{Receipt: true, Identity: intake.Passport})
	b.refused(err, intake.ProblemNoCase)
}
