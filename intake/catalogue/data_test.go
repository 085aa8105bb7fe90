package catalogue

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tereze/intake/calendar"
	"tereze/intake/trio"
)

func day(t *testing.T, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func service(t *testing.T, edition, code string) *Service {
	t.Helper()
	e, ok := Embedded().Edition(edition)
	if !ok {
		t.Fatalf("no edition %s", edition)
	}
	s, ok := e.Service(code)
	if !ok {
		t.Fatalf("%s has no %s", edition, code)
	}
	return s
}

var mangystau = []string{"mangystau-339-2015", "mangystau-339-2016", "mangystau-339-2018"}

// The rows of the table of services: channels, forms, provider, result.
func TestServices(t *testing.T) {
	const atyrau = "atyrau-269-2014"
	rows := []struct {
		editions                        []string
		code, channels, forms, provider string
		resultForms                     string
		queue                           bool
	}{
		{[]string{atyrau}, "preschool-queue", "chancellery csc portal", "electronic paper", "executive", "paper electronic", true},
		{[]string{atyrau}, "preschool-enrolment", "chancellery", "paper", "preschool", "paper", false},
		{[]string{atyrau}, "duplicate", "chancellery csc", "paper", "school", "paper", false},
		{[]string{atyrau}, "externat", "chancellery", "paper", "executive", "paper", false},
		{[]string{atyrau}, "school-enrolment", "chancellery portal", "electronic paper", "school", "paper electronic", false},
		{mangystau, "school-enrolment", "chancellery portal", "electronic paper", "school", "electronic paper", false},
		{mangystau, "externat", "csc portal", "electronic paper", "executive", "electronic", false},
		{mangystau, "duplicate", "chancellery csc", "paper", "school", "paper", false},
	}
	count := map[string]int{}
	for _, r := range rows {
		for _, ed := range r.editions {
			s := service(t, ed, r.code)
			count[ed]++
			got := []string{words(s.Channels), words(s.Forms), s.Provider.Kind, words(s.Result.Forms), fmt.Sprint(s.QueueNumber)}
			want := []string{r.channels, r.forms, r.provider, r.resultForms, fmt.Sprint(r.queue)}
			if !slices.Equal(got, want) {
				t.Errorf("%s %s: %v, want %v", ed, r.code, got, want)
			}
		}
	}
	for _, e := range Embedded().Editions() {
		if len(e.Services) != count[e.ID] || count[e.ID] == 0 {
			t.Errorf("%s has %d services, the table %d", e.ID, len(e.Services), count[e.ID])
		}
	}
}

func words[T ~string](list []T) string {
	var out []string
	for _, x := range list {
		out = append(out, string(x))
	}
	return strings.Join(out, " ")
}

// The rows of the table of steps. m minutes, w working days, c calendar days.
func TestSteps(t *testing.T) {
	const atyrau = "atyrau-269-2014"
	rows := []struct {
		editions           []string
		code, para, limits string
	}{
		{[]string{atyrau}, "preschool-queue", "annex 1", "15m 5m 5m 3m 2m"},
		{[]string{atyrau}, "preschool-enrolment", "annex 2", "15m 2m 5m 3m 5m"},
		{[]string{atyrau}, "duplicate", "annex 3", "15m 15m 29c 15m 1c"},
		{[]string{atyrau}, "externat", "annex 4", "15m 15m 14w 15m 15m"},
		{[]string{atyrau}, "school-enrolment", "annex 5", "15m 5m 5m 15m 15m"},
		{mangystau, "school-enrolment", "regulation 1", "15m 1w 3w 1w 15m"},
		{mangystau, "externat", "regulation 2", "15m 1w 13w 1w 15m"},
		{mangystau, "duplicate", "regulation 3", "15m 1w 13w 1w 15m"},
	}
	short := map[calendar.Unit]string{calendar.WorkingMinute: "m", calendar.WorkingDay: "w", calendar.CalendarDay: "c"}
	for _, r := range rows {
		for _, ed := range r.editions {
			s := service(t, ed, r.code)
			var got, codes []string
			for i, st := range s.Steps {
				got = append(got, fmt.Sprint(st.Limit.Amount, short[st.Limit.Unit]))
				codes = append(codes, st.Code)
				want := fmt.Sprintf("%s, 5(%d)", r.para, i+1)
				if st.Source != want || st.Limit.Source != want {
					t.Errorf("%s %s %s: source %q, limit's %q, want %q", ed, r.code, st.Code, st.Source, st.Limit.Source, want)
				}
				assumed := ed == atyrau && r.code == "duplicate" && i == 4 // "1 day", of no kind
				if st.Limit.Assumed != assumed {
					t.Errorf("%s %s %s: assumed %v", ed, r.code, st.Code, st.Limit.Assumed)
				}
			}
			if g := strings.ReplaceAll(strings.Join(got, ";"), " ", ""); strings.ReplaceAll(g, ";", " ") != r.limits {
				t.Errorf("%s %s: %s, want %s", ed, r.code, g, r.limits)
			}
			if !slices.Equal(codes, StepCodes()) {
				t.Errorf("%s %s: steps %v", ed, r.code, codes)
			}
		}
	}
}

// The centre's own limits, where the road begins, and how the result returns.
func TestCentre(t *testing.T) {
	rows := []struct {
		edition, code, from string
		back                int
		assumed             bool // the limits are carried over from the Atyrau act
	}{
		{"atyrau-269-2014", "preschool-queue", FromDelivery, 1, false},
		{"atyrau-269-2014", "duplicate", FromAcceptance, 0, false},
		{"mangystau-339-2015", "duplicate", FromAcceptance, 0, true},
		{"mangystau-339-2016", "externat", FromAcceptance, 0, true},
		{"mangystau-339-2018", "externat", FromAcceptance, 0, true},
	}
	for _, r := range rows {
		s := service(t, r.edition, r.code)
		if s.From != r.from || s.Return.Amount != r.back || s.Return.Unit != calendar.WorkingDay || !s.Return.Assumed {
			t.Errorf("%s %s: from %s, return %+v", r.edition, r.code, s.From, s.Return)
		}
		l := s.Limits
		for _, x := range []struct {
			name    string
			got     calendar.Term
			amount  int
			unit    calendar.Unit
			assumed bool
		}{
			{"counter", l.Counter, 15, calendar.Minute, true},
			{"dispatch", l.Dispatch, 1, calendar.WorkingDay, r.assumed},
			{"forward", l.Forward, 0, calendar.WorkingDay, r.assumed},
			{"unclaimed", l.Unclaimed, 1, calendar.Month, r.assumed},
		} {
			if x.got.Amount != x.amount || x.got.Unit != x.unit || x.got.Assumed != x.assumed || x.got.Source == "" {
				t.Errorf("%s %s %s: %+v", r.edition, r.code, x.name, x.got)
			}
		}
	}
	for _, ed := range mangystau {
		if w := service(t, ed, "externat").Whole; w.Amount != 15 || w.Unit != calendar.WorkingDay || w.Source != "regulation 2, 11(11)" {
			t.Errorf("%s: whole externat %+v", ed, w)
		}
	}
}

// The lives of the acts, and what is marked as derived in them.
func TestStamps(t *testing.T) {
	rows := []struct{ id, adopted, registered, number, amended, inForce, repealed, by, replaces string }{
		{"atyrau-269-2014", "2014-08-29", "2014-10-07", "3013", "", "2014-10-18", "2015-07-21", "210", ""},
		{"mangystau-339-2015", "2015-11-04", "2015-12-07", "2899", "", "2015-12-18", "", "", ""},
		{"mangystau-339-2016", "2015-11-04", "2015-12-07", "2899", "2016-07-08", "2016-07-19", "", "", "mangystau-339-2015"},
		{"mangystau-339-2018", "2015-11-04", "2015-12-07", "2899", "2018-05-28", "2018-06-08", "2020-03-31", "44", "mangystau-339-2016"},
	}
	for _, r := range rows {
		e, ok := Embedded().Edition(r.id)
		if !ok {
			t.Fatal(r.id)
		}
		got := []string{e.Adopted.Date.String(), e.Registered.Date.String(), e.Registered.Number, e.Amended.Date.String(),
			e.InForce.Date.String(), e.Repealed.Date.String(), e.Repealed.Number, e.Replaces}
		if want := []string{r.adopted, r.registered, r.number, r.amended, r.inForce, r.repealed, r.by, r.replaces}; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", r.id, got, want)
		}
		if !e.InForce.Derived || e.Repealed.Known() != e.Repealed.Derived || e.Adopted.Derived || e.Registered.Derived {
			t.Errorf("%s: publication is unknown, so in force and repealed are derived, the rest given", r.id)
		}
	}
	carried := map[string]string{
		"mangystau-339-2015": "school-enrolment externat duplicate",
		"mangystau-339-2016": "school-enrolment duplicate",
	}
	for _, e := range Embedded().Editions() {
		var got []string
		for _, s := range e.Services {
			if s.Derived {
				got = append(got, s.Code)
			}
		}
		if g := strings.Join(got, " "); g != carried[e.ID] {
			t.Errorf("%s: wording carried over in %q, want %q", e.ID, g, carried[e.ID])
		}
	}
}

// Every embedded file passes its own linter, every text is whole, and no
// letter-spaced word of the sources' typesetting got in.
func TestFilesAreClean(t *testing.T) {
	files, err := filepath.Glob("data/*.toml")
	if err != nil || len(files) != 4 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		_, faults := Check(f, b)
		for _, x := range faults {
			t.Error(x)
		}
		for i, line := range strings.Split(string(b), "\n") {
			letters := 0
			for _, w := range strings.Fields(line) {
				if r := []rune(w); len(r) == 1 && r[0] > 'z' && r[0] != '–' && r[0] != '№' {
					letters++
				} else {
					letters = 0
				}
				if letters == 3 {
					t.Errorf("%s:%d: letter-spaced word: %s", f, i+1, line)
				}
			}
		}
	}
}

// A receipt prints the paragraph of every date, in words that are not English.
func TestParagraph(t *testing.T) {
	for src, want := range map[string]trio.Text{
		"annex 3, 5(3)":  {KK: "3-қосымша, 5-тармақтың 3) тармақшасы", RU: "приложение 3, подпункт 3) пункта 5", EN: "annex 3, paragraph 5(3)"},
		"standard, 9":    {KK: "Стандарт, 9-тармақ", RU: "Стандарт, пункт 9", EN: "the Standard, paragraph 9"},
		"assumed":        {KK: "болжам", RU: "допущение", EN: "our assumption"},
		"order 179 of x": {KK: "order 179 of x", RU: "order 179 of x", EN: "order 179 of x"},
	} {
		if got := Paragraph(src); got != want {
			t.Errorf("%s: %v", src, got)
		}
	}
	for _, e := range Embedded().Editions() {
		for _, s := range e.Services {
			for _, src := range sourcesOf(&s) {
				if got := Paragraph(src).RU; strings.ContainsAny(got, "abcdefghijklmnopqrstuvwxyz") {
					t.Errorf("%s %s: %q reads %q", e.ID, s.Code, src, got)
				}
			}
		}
	}
}

func sourcesOf(s *Service) []string {
	out := []string{s.Return.Source, s.Whole.Source, s.Limits.Counter.Source, s.Limits.Dispatch.Source,
		s.Limits.Forward.Source, s.Limits.Unclaimed.Source}
	for _, x := range s.Sources {
		out = append(out, x)
	}
	for _, x := range s.Steps {
		out = append(out, x.Source)
	}
	for _, x := range s.Documents {
		out = append(out, x.Source)
	}
	for _, x := range s.Windows {
		out = append(out, x.Source)
	}
	for _, r := range s.Roads {
		out = append(out, r.Source)
		for _, x := range r.Points {
			if out = append(out, x.Source); x.Form != "" {
				out = append(out, x.Form)
			}
		}
	}
	return out
}
