package main

import (
	"fmt"

	"tereze/store"
)

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

// audited audits the office and shows how far it is.
func (o *place) audited() (store.Report, []findingOut, error) {
	step, done := progress[uint64](o.a, "Тексеру", "Проверка", "Audit")
	r, err := o.Audit(o.a.ctx, step)
	done()
	findings := []findingOut{}
	for _, f := range r.Findings {
		findings = append(findings, findingOut{f.Where, f.What})
	}
	return r, findings, err
}

// verdict says OK, or how much was found.
func (s *sheet) verdict(findings []findingOut) string {
	if len(findings) == 0 {
		return "OK"
	}
	return fmt.Sprintf(say(s.lang, "Табылды: %d", "Найдено: %d", "Found: %d"), len(findings))
}

func (o *place) audit() error {
	a := o.a
	r, findings, err := o.audited()
	if err != nil {
		return err
	}
	v := auditOut{OK: r.OK(), Entries: r.Entries, Records: r.Records, IndexEntries: r.IndexEntries, Tallies: r.Tallies, Findings: findings}
	err = a.answer(v, func(s *sheet) {
		for _, f := range r.Findings {
			s.line("%s", f)
		}
		s.line("%s  %s", s.verdict(v.Findings), fmt.Sprintf(say(a.lang, "журнал жазбасы %d, жазба %d, индекс %d, санақ %d",
			"записей журнала %d, записей %d, индексов %d, счётчиков %d",
			"journal entries %d, records %d, index entries %d, counts %d"), v.Entries, v.Records, v.IndexEntries, v.Tallies))
	})
	if err == nil && !v.OK {
		return silent(exitTrouble)
	}
	return err
}
