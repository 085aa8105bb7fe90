package main

import (
	"tereze/intake/calendar"
)

type calendarCmd struct {
	Year int `arg:"" help:"Year, from 1900 to 2199."`
	Week int `placeholder:"5" help:"Working days of the week, 5 or 6 (default: the office's, else 5)."`
}

// dayOut is one day.
type dayOut struct {
	Date    calendar.Date `json:"date"`
	Working bool          `json:"working"`
	Why     string        `json:"why"`
	Unknown bool          `json:"unknown,omitempty"` // the year's holidays are not all known
}

// Run prints every day of a year. It needs no store.
func (c *calendarCmd) Run(a *app) error {
	if c.Year < 1900 || c.Year > 2199 {
		return usage("year: 1900 to 2199")
	}
	f, err := a.free("atyrau") // the days are the country's; the region plays no part
	if err != nil {
		return err
	}
	week := calendar.Week(c.Week)
	switch {
	case c.Week == 0 && f.Office.Number != "000":
		week = f.Office.Week
	case c.Week == 0:
		week = calendar.FiveDays
	case c.Week != 5 && c.Week != 6:
		return usage("--week: 5 or 6")
	}
	list := []dayOut{}
	for _, d := range f.Book.Calendar(week, f.Office.Hours).Year(c.Year) {
		list = append(list, dayOut{d.Date, d.Working, d.Reason.Say(a.lang), d.Unknown})
	}
	return rows(a, list, func(s *sheet, d dayOut) {
		mark := "  "
		if !d.Working {
			mark = "--"
		}
		s.line("%s %s %s", d.Date, mark, d.Why)
	})
}
