package main

import (
	"fmt"
	"time"

	"tereze/intake"
	"tereze/store"
)

type auditCmd struct {
	Files bool `help:"Read every scan and signed file too, and compare; without it they are only looked for."`
	Sweep bool `help:"Take away the files that no record names and that have stood for a day: a crash left them."`
}

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
	Files        int64        `json:"files"`             // scans and signed files that records name
	Unnamed      []string     `json:"unnamed,omitempty"` // hashes of files that no record names: harmless
	Swept        int          `json:"swept,omitempty"`
	Findings     []findingOut `json:"findings"`
}

// Help is shown by tereze audit --help.
func (auditCmd) Help() string {
	return "Opens the store for reading only and derives again: the journal's chain, every record's sum, every index entry and count, every case's stage, the numbers; every scan and signed file is looked for, with --files read and compared. Prints each finding, then OK with counts. Exit code 3 when there are findings."
}

// Run audits.
func (c auditCmd) Run(a *app) error {
	m := reading
	if c.Sweep {
		m = writing
	}
	return a.office(m, func(o *place) error { return o.auditAs(c) })
}

// filesAudited holds the files against the records.
func (o *place) filesAudited(read bool) (intake.FilesReport, []findingOut, error) {
	step, done := progress[uint64](o.a, "Файлдар", "Файлы", "Files")
	r, err := o.AuditFiles(o.a.ctx, read, step)
	done()
	var findings []findingOut
	for _, f := range r.Findings {
		findings = append(findings, findingOut{f.Where, f.What})
	}
	return r, findings, err
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

// sweepAfter is how long a file that no record names may be somebody's who is
// about to name it.
const sweepAfter = 24 * time.Hour

func (o *place) audit() error { return o.auditAs(auditCmd{}) }

func (o *place) auditAs(c auditCmd) error {
	a := o.a
	r, findings, err := o.audited()
	if err != nil {
		return err
	}
	v := auditOut{Entries: r.Entries, Records: r.Records, IndexEntries: r.IndexEntries, Tallies: r.Tallies}
	if c.Sweep {
		if v.Swept, err = o.SweepFiles(a.ctx, a.clock().Add(-sweepAfter)); err != nil {
			return err
		}
	}
	files, lost, err := o.filesAudited(c.Files)
	if err != nil {
		return err
	}
	v.Files, v.Findings = files.Files, append(findings, lost...)
	for _, sum := range files.Unnamed {
		v.Unnamed = append(v.Unnamed, sum.String())
	}
	v.OK = len(v.Findings) == 0
	err = a.answer(v, func(s *sheet) {
		for _, f := range v.Findings {
			s.line("%s: %s", f.Where, f.What)
		}
		s.line("%s  %s", s.verdict(v.Findings), fmt.Sprintf(say(a.lang, "журнал жазбасы %d, жазба %d, индекс %d, санақ %d, файл %d",
			"записей журнала %d, записей %d, индексов %d, счётчиков %d, файлов %d",
			"journal entries %d, records %d, index entries %d, counts %d, files %d"), v.Entries, v.Records, v.IndexEntries, v.Tallies, v.Files))
		if len(v.Unnamed) > 0 {
			s.line(say(a.lang, "Ешбір жазба атамайтын файл: %d. Бір тәуліктен ескісін --sweep алып тастайды.", "Файлов, которых не называет ни одна запись: %d. Старше суток уберёт --sweep.",
				"Files that no record names: %d. --sweep takes away those older than a day."), len(v.Unnamed))
		}
	})
	if err == nil && !v.OK {
		return silent(exitTrouble)
	}
	return err
}
