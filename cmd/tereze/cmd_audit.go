package main

import "fmt"

type auditCmd struct{}

type findingOut struct {
	Where string `json:"where"`
	What  string `json:"what"`
}

// auditOut is what was looked at and what was found.
type auditOut struct {
	OK           bool         `json:"ok"`
	Entries      uint64       `json:"entries"`
	Records      uint64       `json:"records"`
	IndexEntries uint64       `json:"indexEntries"`
	Tallies      uint64       `json:"tallies"`
	Findings     []findingOut `json:"findings"`
}

// Help is shown by tereze audit --help.
func (auditCmd) Help() string {
	return "Opens the store for reading only and derives again: the journal's chain, every record's sum, every index entry and count, every case's stage, the numbers. Prints each finding, then OK with counts. Exit code 3 when there are findings."
}

// Run audits.
func (auditCmd) Run(a *app) error {
	return a.office(reading, (*place).audit)
}

func (o *place) audit() error {
	a := o.a
	step, done := progress[uint64](a, "Тексеру", "Проверка", "Audit")
	r, err := o.Audit(a.ctx, step)
	done()
	if err != nil {
		return err
	}
	v := auditOut{OK: r.OK(), Entries: r.Entries, Records: r.Records, IndexEntries: r.IndexEntries, Tallies: r.Tallies, Findings: []findingOut{}}
	for _, f := range r.Findings {
		v.Findings = append(v.Findings, findingOut{f.Where, f.What})
	}
	err = a.answer(v, func(s *sheet) {
		for _, f := range r.Findings {
			s.line("%s", f)
		}
		verdict := "OK"
		if !v.OK {
			verdict = fmt.Sprintf(say(a.lang, "Табылды: %d", "Найдено: %d", "Found: %d"), len(v.Findings))
		}
		s.line("%s  %s", verdict, fmt.Sprintf(say(a.lang, "журнал жазбасы %d, жазба %d, индекс %d, санақ %d",
			"записей журнала %d, записей %d, индексов %d, счётчиков %d",
			"journal entries %d, records %d, index entries %d, counts %d"), v.Entries, v.Records, v.IndexEntries, v.Tallies))
	})
	if err == nil && !v.OK {
		return silent(exitTrouble)
	}
	return err
}
