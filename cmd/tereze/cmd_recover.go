package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"tereze/courier"
	"tereze/store"
	"tereze/store/bolt"
)

type recoverCmd struct {
	DropOld bool `help:"Overwrite and remove the file that stood there before, and those of earlier recoveries, when all is proven: bbolt's free pages hold what was blotted out."`
}

// Help is shown by tereze recover --help.
func (recoverCmd) Help() string {
	return "For a store whose tereze.db is lost, damaged or to be shrunk. Makes it anew of the journal's files (tereze.db.log), which are the truth; audits it; compares it with what stood there before, as far as that can be read. The old file is kept beside as tereze.db.old-1 and so on. The office must be closed."
}

// recoverOut is what was done.
type recoverOut struct {
	OK       bool         `json:"ok"`
	Commits  uint64       `json:"commits"`
	Lost     uint64       `json:"lost"` // commits the note beside knew of and the journal has not
	Seq      uint64       `json:"seq"`
	Short    string       `json:"short"`
	Old      string       `json:"old,omitempty"`
	Equal    *bool        `json:"equal,omitempty"` // nothing unexplained between old and new
	Same     uint64       `json:"same"`
	Later    uint64       `json:"later"`
	Other    uint64       `json:"other"`
	Unread   string       `json:"unread,omitempty"`
	Dropped  []string     `json:"dropped,omitempty"`
	Findings []findingOut `json:"findings"`
}

// Run recovers.
func (c *recoverCmd) Run(a *app) error {
	dir := a.folder()
	settings, err := a.spoken(dir)
	if err != nil {
		return err
	}
	keys, err := store.LoadKeys(a.keyPath(dir))
	if err != nil {
		return err
	}
	db := filepath.Join(dir, storeFile)
	if _, err := os.Stat(db + ".log"); err != nil {
		return fmt.Errorf("%w: %s (%w)", store.ErrMissing, db+".log", err)
	}
	opts, err := bolt.Hiding(db, keys, settings.Number, courier.Schema(), bolt.Options{Network: a.NetworkDisk})
	if err != nil {
		return err
	}
	step, done := progress[uint64](a, "Журналдан жинау", "Восстановление из журнала", "Rebuilding")
	r, err := bolt.Recover(a.ctx, db, opts, step)
	done()
	if err != nil {
		return err
	}
	v := recoverOut{Commits: r.Commits, Lost: r.Lost, Old: r.Old, Findings: []findingOut{}}
	if r.Old != "" {
		cmp, err := bolt.Compare(a.ctx, r.Old, db, opts)
		if err != nil {
			return err
		}
		equal := cmp.Equal()
		v.Equal, v.Same, v.Later, v.Other, v.Unread = &equal, cmp.Same, cmp.Later, cmp.Other, cmp.Unread
	}
	if err := a.office(reading, func(o *place) error { return o.recovered(&v) }); err != nil {
		return err
	}
	v.OK = len(v.Findings) == 0
	if c.DropOld && v.OK && v.Lost == 0 {
		if v.Dropped, err = dropOld(db); err != nil {
			return err
		}
	}
	if err := a.answer(v, v.text); err != nil || v.OK && v.Lost == 0 {
		return err
	}
	return silent(exitTrouble)
}

// recovered audits what was made.
func (o *place) recovered(v *recoverOut) error {
	_, findings, err := o.audited()
	if err != nil {
		return err
	}
	_, lost, err := o.filesAudited(false)
	if err != nil {
		return err
	}
	v.Findings = append(append(v.Findings, findings...), lost...)
	h, err := o.Ledger.Head(o.a.ctx)
	v.Seq, v.Short = h.Seq, h.Short()
	return err
}

// dropOld overwrites and removes the files that recoveries put aside.
func dropOld(db string) (gone []string, err error) {
	for n := 1; ; n++ {
		name := fmt.Sprintf("%s.old-%d", db, n)
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if errors.Is(err, os.ErrNotExist) {
			return gone, nil
		}
		if err != nil {
			return gone, err
		}
		info, err := f.Stat()
		if err == nil {
			_, err = io.CopyN(f, zeroes{}, info.Size())
		}
		if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
			return gone, err
		}
		if err := os.Remove(name); err != nil {
			return gone, err
		}
		gone = append(gone, name)
	}
}

type zeroes struct{}

func (zeroes) Read(b []byte) (int, error) { clear(b); return len(b), nil }

func (v recoverOut) text(s *sheet) {
	for _, f := range v.Findings {
		s.line("%s: %s", f.Where, f.What)
	}
	verdict := "OK"
	if !v.OK {
		verdict = fmt.Sprintf(say(s.lang, "Табылды: %d", "Найдено: %d", "Found: %d"), len(v.Findings))
	}
	s.line("%s  %d  %s", verdict, v.Seq, v.Short)
	s.line(say(s.lang, "Журналдағы %d жазбадан жаңа файл жасалды.", "Файл построен заново из %d записей журнала.", "The file was made anew of %d commits of the journal."), v.Commits)
	if v.Lost > 0 {
		s.line(say(s.lang, "Соңғы %d жазба журналда жоқ: олар жоғалған. Сақтық көшірмені және қолхаттарды қараңыз.",
			"Последних %d записей в журнале нет: они потеряны. Смотрите резервную копию и расписки.",
			"The last %d commits are not in the journal: they are lost. Look at the backup and at the receipts."), v.Lost)
	}
	switch {
	case v.Equal == nil:
		s.line("%s", say(s.lang, "Бұрынғы файл болмады: салыстыратын ештеңе жоқ.", "Прежнего файла не было: сравнивать не с чем.", "There was no file before: nothing to compare with."))
	case v.Unread != "":
		s.line(say(s.lang, "Бұрынғы файл оқылмады (%s): ол %s болып сақталды.", "Прежний файл не читается (%s): он сохранён как %s.", "The file before cannot be read (%s): it is kept as %s."), v.Unread, v.Old)
	case *v.Equal:
		s.line(say(s.lang, "Бұрынғымен тең: бірдей %d, кейінгі жазбалардан %d. Бұрынғысы: %s.", "Равен прежнему: одинаковых %d, изменённых позднейшими записями %d. Прежний: %s.",
			"Equal to the one before: the same %d, changed by later commits %d. The one before: %s."), v.Same, v.Later, v.Old)
	default:
		s.line(say(s.lang, "Бұрынғы файлда журнал растамайтын %d мән бар еді: ол зақымданған. Жаңасы дұрыс. Бұрынғысы: %s.",
			"В прежнем файле %d значений, которых журнал не подтверждает: он был повреждён. Верен новый. Прежний: %s.",
			"The file before held %d values that the journal does not confirm: it was damaged. The new one is right. The one before: %s."), v.Other, v.Old)
	}
	for _, name := range v.Dropped {
		s.line(say(s.lang, "Өшірілді: %s", "Стёрт: %s", "Overwritten and removed: %s"), name)
	}
}
