package calendar

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"testing"

	"tereze/intake/trio"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The explanations as a person reads them, in three languages.
func TestExplainGolden(t *testing.T) {
	school := trio.Text{KK: "Мектеп береді", RU: "Школа отдаёт", EN: "The school hands over"}
	var out bytes.Buffer
	for _, r := range []struct {
		name, from string
		week       Week
		term       Term
		event      trio.Text
		label      trio.Text
	}{
		{"15 working days over Nauryz", "2015-03-02 10:00", 5, Term{Amount: 15, Unit: WorkingDay, Source: "п. 5 пп. 3"}, Acceptance(), school},
		{"the same in six days", "2015-03-02 10:00", 6, Term{Amount: 15, Unit: WorkingDay}, Acceptance(), trio.Text{}},
		{"decrees", "2018-12-27 10:00", 5, Term{Amount: 6, Unit: WorkingDay}, trio.Text{}, trio.Text{}},
		{"29 calendar days", "2015-03-02 10:00", 5, Term{Amount: 29, Unit: CalendarDay, Source: "п. 5 пп. 3"}, Acceptance(), trio.Text{}},
		{"a month that rolls, assumed", "2015-01-31 12:00", 5, Term{Amount: 1, Unit: Month, Assumed: true}, trio.Text{}, trio.Text{}},
		{"a month to a holiday, by data", "2015-04-01", 5, Term{Amount: 1, Unit: Month, Roll: RollNext}, trio.Text{}, trio.Text{}},
		{"taken back", "2015-02-27", 5, Term{Amount: 1, Unit: CalendarDay, Roll: RollPrevious, Counted: true}, Acceptance(), trio.Text{}},
		{"taken back for real", "2015-02-26", 5, Term{Amount: 2, Unit: CalendarDay, Roll: RollPrevious}, Acceptance(), trio.Text{}},
		{"a window that ends on a holiday", "2015-06-01", 5, Term{Unit: OnDate, Month: 8, Day: 30}, trio.Text{}, trio.Text{}},
		{"minutes within a whole day", "2015-03-03", 5, Term{Amount: 15, Unit: Minute}, trio.Text{}, trio.Text{}},
		{"working minutes over 8 March", "2015-03-06 17:55", 5, Term{Amount: 15, Unit: WorkingMinute}, trio.Text{}, trio.Text{}},
		{"working minutes from a day off", "2015-03-08 12:00", 6, Term{Amount: 15, Unit: WorkingMinute}, trio.Text{}, trio.Text{}},
		{"one day before", "2015-03-10", 5, Term{Amount: -1, Unit: WorkingDay}, trio.Text{}, trio.Text{}},
		{"beyond what is known", "2027-12-27 09:00", 5, Term{Amount: 6, Unit: WorkingDay}, Acceptance(), trio.Text{}},
		{"near an estimate", "2027-05-14 09:00", 5, Term{Amount: 1, Unit: WorkingDay}, Acceptance(), trio.Text{}},
	} {
		c := Embedded().Calendar(r.week, lunch())
		d, err := c.Due(moment(t, r.from), r.term)
		if err != nil {
			t.Fatal(r.name, err)
		}
		d.Event, d.Label = r.event, r.label
		for _, l := range trio.Langs() {
			fmt.Fprintf(&out, "## %s (%s)\n", r.name, l)
			for _, s := range d.Explain(l) {
				fmt.Fprintln(&out, s)
			}
			fmt.Fprintln(&out)
		}
	}
	const file = "testdata/explain.golden"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, out.Bytes()) {
		t.Errorf("explanations changed; look, then run with -update:\n%s", firstDifference(want, out.Bytes()))
	}
}

func firstDifference(want, got []byte) string {
	w, g := bytes.Split(want, []byte("\n")), bytes.Split(got, []byte("\n"))
	for i := range min(len(w), len(g)) {
		if !bytes.Equal(w[i], g[i]) {
			return fmt.Sprintf("line %d\nwant %s\ngot  %s", i+1, w[i], g[i])
		}
	}
	return "one is longer than the other"
}

func TestRunsOverMonths(t *testing.T) {
	d := Due{From: WholeDay(Date{2026, 1, 30})}
	var days []Day
	c := Embedded().Calendar(FiveDays, lunch())
	for at := (Date{2026, 1, 30}); at.Before(Date{2026, 2, 23}); at = at.Add(1) {
		if day := c.Day(at); !day.Working {
			days = append(days, day)
		}
	}
	got := d.fold(days, trio.EN)
	want := "31 January – 1 February, 7–8, 14–15, 21–22 February: weekends"
	if len(got) != 1 || got[0] != want {
		t.Errorf("%q, want %q", got, want)
	}
}
