package tui

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

func TestWallFrames(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "super1")
	p := open(t, s, c, 80, 24)
	p.Press("w")
	tuitest.NoClash(t, p.Model().(*App).Keys())
	caseFrames(p, s, "wall")
	p.Press("tab")
	caseFrames(p, s, "wall_services")
	caseSizes(p)
	p.Press("down", "down", "down", "down", "down", "enter")
	caseFrames(p, s, "wall_terms")
	caseSizes(p)

	s, c = newTestOffice(t, trio.KK, intake.Supervisor)
	p = open(t, s, c, 80, 24)
	p.Press("f7")
	caseFrames(p, s, "wall_empty")
	caseSizes(p)
}

// wallTop is the wall on top of a session's screens.
func wallTop(t *testing.T, p *tuitest.Pump) *wall {
	t.Helper()
	w, ok := p.Model().(*App).top().(*wall)
	if !ok {
		t.Fatalf("the wall is not on top:\n%s", p.Frame())
	}
	return w
}

// Enter leads from each duty to the list that has its cases, Esc comes back to
// the same duty.
func TestWallDuties(t *testing.T) {
	s, c := newFilledOffice(t, trio.RU, "super1")
	p := open(t, s, c, 80, 24)
	p.Layout = "kz_basic"
	p.Press("w")
	for i, want := range []string{"3 Передача", "3 Передача", "6 Отметка", "5 ", "5 ", "День расписки близко", "7 Архив"} {
		if w := wallTop(t, p); w.at != i {
			t.Errorf("duty %d in focus, want %d", w.at, i)
		}
		p.Press("enter")
		p.Has(want)
		p.Press("esc")
		wallTop(t, p)
		p.Press("down")
	}
	if w := wallTop(t, p); w.at != 0 {
		t.Errorf("duty %d in focus after the last, want the first", w.at)
	}
	for _, x := range []struct{ key, title string }{{"a", "7 Архив"}, {"f7", "7 Архив"}, {"j", "Журнал"}, {"f5", "Журнал"}} {
		p.Press(x.key)
		p.Has(x.title)
		p.Press("esc")
		wallTop(t, p)
	}
	p.Press("f1")
	p.Has("Слева — что день обязан сделать")
}

// What must leave leads first to the counter, then to the sector, then to the
// registries.
func TestWallLeaves(t *testing.T) {
	s, c := newTestOffice(t, trio.EN, intake.Supervisor)
	k := caseAt(t, s.Office, intake.Handed, 1)
	c.Set("2015-03-03T17:00:00+05:00")
	p := open(t, s, c, 80, 24)
	p.Press("w")
	p.Has("Must leave with courier", "! The day cannot be closed: courier 1")
	p.Press("enter")
	p.Has("4 Dispatch")
	p.Press("esc")
	must(s.Office.Put(context.Background(), caseBy(s.Office, intake.Sector), k.ID))
	p.Send(Changed{})
	p.Press("enter")
	p.Has("Registries")
}

// The wall shows what the office counted, for every worker and every service.
func TestWallCounts(t *testing.T) {
	s, c := newFilledOffice(t, trio.EN, "super1")
	p := open(t, s, c, 132, 43)
	p.Press("w", "left", "left") // Saturday
	w := wallTop(t, p)
	d := must(s.Office.Day(context.Background(), calendar.Date{Year: 2015, Month: 2, Day: 28}))
	if w.day != d.On || len(d.Operators) == 0 || d.Total.Accepted == 0 {
		t.Fatalf("the wall shows %s, counted %+v", w.day, d.Total)
	}
	dash := func(n int) string {
		if n == 0 {
			return "–"
		}
		return fmt.Sprint(n)
	}
	rows := strings.Split(p.Frame(), "\n")
	for _, x := range append(d.Operators, d.Services...) {
		mean, over := "–", "–"
		if x.Timed > 0 {
			mean, over = s.Words.InMinutes(x.Mean).String(), fmt.Sprint(x.Over)
		}
		want := strings.Join([]string{dash(x.Accepted), dash(x.Refused), dash(x.Elsewhere), dash(x.Issued), mean, over}, " ")
		found := false
		for _, r := range rows {
			for _, part := range strings.Split(r, "│") {
				if strings.Contains(part, x.Name.EN) {
					found = found || strings.HasSuffix(strings.TrimSuffix(strings.Join(strings.Fields(part), " "), " !"), want)
				}
			}
		}
		if !found {
			t.Errorf("%s: %q is not on the wall\n%s", x.Name.EN, want, p.Frame())
		}
	}
	p.Press("right", "right", "right") // never beyond today
	if w.day != s.Today() {
		t.Errorf("the wall shows %s, today is %s", w.day, s.Today())
	}
}

// F9 names what hangs; when nothing does it asks, closes, and lays the report
// out with the journal's head. A closed day says so.
func TestWallCloses(t *testing.T) {
	s, c := newTestOffice(t, trio.RU, intake.Supervisor)
	caseAt(t, s.Office, intake.Marked, 1)
	p := open(t, s, c, 80, 24)
	p.Press("f7", "f9")
	p.Has("! День не закрыть: инспектору 1")
	if e := must(s.Office.DayEnd(context.Background(), s.Today())); e != nil {
		t.Errorf("closed: %+v", e)
	}
	must(s.Office.Forward(context.Background(), caseBy(s.Office, intake.Sector), nil, nil))
	p.Send(Changed{})
	p.Has("✓ Ничего не висит: день можно закрыть")
	p.Press("f9")
	p.Has("Закрыть день 02.03.2015?")
	c.Forward(1e9)
	p.Press("enter") // the harmless answer
	if e := must(s.Office.DayEnd(context.Background(), s.Today())); e != nil {
		t.Errorf("closed: %+v", e)
	}
	p.Press("f9")
	c.Forward(1e9)
	p.Press("right", "enter")
	end := must(s.Office.DayEnd(context.Background(), s.Today()))
	if end == nil || end.By != "super1" {
		t.Fatalf("not closed: %+v\n%s", end, p.Frame())
	}
	p.Has("ОТЧЁТ ЗА ДЕНЬ")
	p.Press("esc")
	p.Has("✓ День закрыт: ")
	p.Press("f9")
	p.Has("Сейчас нельзя: день закрыт")
	c.Set("2015-03-03T09:00:00+05:00")
	p.Send(Changed{})
	p.Has("✓ Ничего не висит")
	if w := wallTop(t, p); w.day != s.Today() {
		t.Errorf("after midnight the wall shows %s", w.day)
	}
}

// A day that nobody closed is named, and can be closed from where it stands.
func TestWallLeftOpen(t *testing.T) {
	s, c := newTestOffice(t, trio.EN, intake.Supervisor)
	caseAt(t, s.Office, intake.Refused, 1)
	c.Set("2015-03-03T09:00:00+05:00")
	p := open(t, s, c, 80, 24)
	p.Press("w")
	p.Has("! 1 day not closed")
	p.Press("left", "f9")
	p.Has("Close the day 02.03.2015?")
	c.Forward(1e9)
	p.Press("right", "enter", "esc")
	if e := must(s.Office.DayEnd(context.Background(), s.Today().Add(-1))); e == nil {
		t.Errorf("not closed\n%s", p.Frame())
	}
	p.Press("right")
	p.HasNot("not closed")
}

// Others' changes come to the wall; the duty in focus stays.
func TestWallFollows(t *testing.T) {
	s, c := newTestOffice(t, trio.EN, intake.Supervisor)
	p := open(t, s, c, 80, 24)
	p.Press("w", "down", "down")
	p.Has("Nobody was served on this day")
	caseAt(t, s.Office, intake.Marked, 1)
	p.Send(Changed{})
	p.Has("3 · А. Ахметова", " ▸ Came back, not forwarded")
	if n := wallTop(t, p).look.duties.Of(courier.DutyForward).N; n != 1 {
		t.Errorf("%d to forward", n)
	}
}

// Who may not close the day has no wall.
func TestWallByRole(t *testing.T) {
	for _, role := range []intake.Role{intake.Operator, intake.Sector} {
		s, c := newTestOffice(t, trio.EN, role)
		p := open(t, s, c, 80, 24)
		p.Press("w", "f7")
		if _, ok := p.Model().(*App).top().(*home); !ok {
			t.Errorf("%s has the wall", role)
		}
	}
}

// A bar crosses the line only where the mean is over fifteen minutes.
func TestWallChart(t *testing.T) {
	s, _ := newTestOffice(t, trio.EN, intake.Supervisor)
	p := newWall(s).(*wall)
	p.look = &wallLook{day: &courier.Day{}}
	for _, x := range [][2]int{{9, 10 * 60}, {10, 15 * 60}, {11, 15*60 + 1}, {12, 40 * 60}, {14, 20}} {
		p.look.day.Hours = append(p.look.day.Hours, courier.Hour{Hour: x[0], Served: 1, Times: courier.Times{Timed: 1, Mean: x[1]}})
	}
	var rows []string
	for _, l := range p.chart(40, 7) {
		rows = append(rows, l.Plain())
	}
	if !strings.Contains(rows[1], "15 ┈┈┈┈┈┈██┈██┈┈┈┈┈┈┈") {
		t.Errorf("%q", rows)
	}
	if f := strings.Fields(rows[5]); strings.Join(f, " ") != "10 15 15!40! 0" {
		t.Errorf("means %v", f)
	}
	if f := strings.Fields(rows[6]); strings.Join(f, " ") != "09 10 11 12 13 14 15 16 17 18 19" {
		t.Errorf("hours %v", f)
	}
}
