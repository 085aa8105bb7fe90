package catalogue

import (
	"fmt"
	"strconv"
	"time"

	"tereze/intake/calendar"
)

// unitNames are the units a term may be in, as calendar.Unit spells them.
var unitNames = []string{
	string(calendar.Minute), string(calendar.WorkingMinute), string(calendar.WorkingDay),
	string(calendar.CalendarDay), string(calendar.Month), string(calendar.OnDate),
}

// term reads { amount = 15, unit = "working-day", … }. With least 0 the term
// may be "the same day"; otherwise it is at least one unit long.
func (n *node) term(k string, must bool, least int) (t calendar.Term) {
	sub, ok := n.table(k, must)
	if !ok {
		return t
	}
	unit := sub.oneOf("unit", "unknown-unit", unitNames...)
	t = calendar.Term{
		Unit:    calendar.Unit(unit),
		Roll:    sub.roll(),
		Counted: sub.boolean("counted"),
		Assumed: sub.boolean("assumed"),
		Source:  sub.str("source", false),
	}
	t.Article = Paragraph(t.Source)
	if t.Source == "" {
		n.r.fault(sub.path, "no-source", k)
	}
	if unit == string(calendar.OnDate) {
		t.Month, t.Day = time.Month(sub.integer("month", true)), sub.integer("day", true)
	} else if t.Amount = sub.integer("amount", true); sub.m["amount"] != nil && t.Amount < least {
		n.r.fault(sub.key("amount"), "bad-amount", k, strconv.Itoa(t.Amount))
		t.Amount = least
	}
	sub.done()
	if code, _ := t.Check(); code != "" && code != "unknown-unit" && code != "unknown-roll" {
		n.r.fault(sub.path, "term-"+code, k)
	}
	return t
}

func (n *node) roll() calendar.Roll {
	if _, has := n.m["roll"]; !has {
		return ""
	}
	return calendar.Roll(n.oneOf("roll", "unknown-value",
		string(calendar.RollNext), string(calendar.RollPrevious), string(calendar.RollNone)))
}

// possible says whether some year has the day; 29 February is one.
func possible(month, day int) bool {
	if month < 1 || month > 12 || day < 1 {
		return false
	}
	t := time.Date(2000, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return int(t.Month()) == month && t.Day() == day
}

func dayMonth(month, day int) string { return fmt.Sprintf("%02d.%02d", day, month) }

func itoa(n int) string { return strconv.Itoa(n) }
