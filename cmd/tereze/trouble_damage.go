package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"tereze/intake/trio"
	"tereze/store"
)

// A part of a store, by the place a DamagedError names.
type part int

const (
	aRecord    part = iota // something in it: a table and an id
	theFile                // tereze.db
	aCompanion             // tereze.db.id, tereze.db.head, tereze.db.shred
	theJournal             // tereze.db.log, or a file in it
)

// partOf tells which part a place is of, and the store's own file.
func partOf(where string) (p part, file string) {
	switch dir, name := filepath.Split(where); {
	case filepath.Base(where) == storeFile:
		return theFile, where
	case name == storeFile+".id", name == storeFile+".head", name == storeFile+".shred":
		return aCompanion, filepath.Join(dir, storeFile)
	case name == storeFile+".log":
		return theJournal, filepath.Join(dir, storeFile)
	case filepath.Base(filepath.Clean(dir)) == storeFile+".log":
		return theJournal, filepath.Join(filepath.Dir(filepath.Clean(dir)), storeFile)
	}
	return aRecord, ""
}

// damagedTrouble says what is broken or gone, and which command mends it: with
// its journal a store is rebuilt (tereze recover), without it a backup is laid
// out (tereze restore). err is d as it came, for the cause.
func damagedTrouble(d *store.DamagedError, err error) *trouble {
	p, file := partOf(d.Where)
	gone := func(path string) bool { _, err := os.Lstat(path); return err != nil }
	journal := file != "" && !gone(file+".log")
	t := &trouble{code: "store-damaged", cause: err}
	leave := trio.Text{KK: "Файлдарға тимеңіз, әкімшіні шақырыңыз. ", RU: "Не трогайте файлы, позовите администратора. ", EN: "Leave the files as they are and call the administrator. "}
	mend := restoreIt
	if journal {
		mend = recoverIt
	}
	switch {
	case p == theFile && (strings.Contains(d.What, "older") || strings.Contains(d.What, "another copy")):
		t.code = "store-older"
		t.text = trio.Text{
			KK: fmt.Sprintf("Қойма ескі көшірме: кейінгі жазбалар мұнда жоқ (кемінде %d). Соңғы файлды орнына қойыңыз. ", d.Back),
			RU: fmt.Sprintf("Хранилище — старая копия: последующих записей в ней нет (не меньше %d). Верните последний файл. ", d.Back),
			EN: fmt.Sprintf("The store is an older copy: what was written later is not in it (%d commits at least). Put the latest file back. ", d.Back)}
		mend = restoreIt
	case p == theFile && gone(file):
		t.code = "store-gone"
		t.text = trio.Text{KK: "Қойма файлы жоқ, қасындағы файлдары орнында. ", RU: "Файла хранилища нет, а файлы рядом с ним на месте. ",
			EN: "The store's file is gone; what stands beside it is there. "}
	case p == theJournal && gone(file+".log"):
		t.code = "journal-gone"
		t.text = trio.Text{KK: "Журнал қалтасы жоқ: онсыз қойма ашылмайды. Қойма көшірілсе, tereze.db.log қалтасын да көшіріңіз. ",
			RU: "Нет папки журнала: без неё хранилище не открывается. Если его переносили, перенесите и папку tereze.db.log. ",
			EN: "The journal's folder is gone, and without it the store does not open. If the store was moved, move the folder tereze.db.log too. "}
		mend = restoreIt
	case p == theJournal && strings.Contains(d.What, "are gone"):
		t.code = "journal-short"
		t.text = trio.Text{KK: "Журналдың соңы жоқ: орнына ескі көшірмесі қойылған немесе диск жоғалтқан. Соңғы қалтасы табылса, орнына қойыңыз. ",
			RU: "У журнала нет конца: на его место положили старую копию, или его потерял диск. Если есть последняя папка, верните её. ",
			EN: "The journal's end is missing: an older copy was put in its place, or the disk has lost it. If the latest folder is to be had, put it back. "}
		mend = restoreIt
	case p == theJournal:
		t.code = "journal-damaged"
		t.text = trio.Text{KK: "Журнал файлдары зақымданған: жазбалардың бір бөлігі жоғалған. ", RU: "Файлы журнала повреждены: часть записей потеряна. ",
			EN: "The journal's files are damaged: some of what was written is lost. "}
		mend = restoreIt
	case p == aCompanion:
		t.text = trio.Text{KK: "Қойманың қасындағы файл жоқ немесе бұзылған: tereze.db, .id, .head, .shred, .log бірге жүреді. ",
			RU: "Файла рядом с хранилищем нет, или он испорчен: tereze.db, .id, .head, .shred, .log переносят вместе. ",
			EN: "A file beside the store is gone or spoilt: tereze.db, .id, .head, .shred and .log belong together. "}
		if strings.HasSuffix(d.Where, ".shred") { // a journal does not make it anew
			mend = restoreIt
		}
	default:
		t.text = trio.Text{KK: "Қойма файлы зақымданған. ", RU: "Файл хранилища повреждён. ", EN: "The store's file is damaged. "}
	}
	t.text = joined(t.text, leave, mend, cause(err))
	return t
}

var (
	recoverIt = trio.Text{KK: "Журнал бүтін болса, ол қайта құрылады: tereze recover.", RU: "Если журнал цел, оно строится заново: tereze recover.",
		EN: "If its journal is whole, it is rebuilt: tereze recover."}
	restoreIt = trio.Text{KK: "Сақтық көшірмеден қалпына келтіру: tereze restore.", RU: "Восстановить из резервной копии: tereze restore.",
		EN: "Then restore a backup: tereze restore."}
)

// joined puts texts one behind the other, in each language.
func joined(all ...trio.Text) (t trio.Text) {
	for _, x := range all {
		t.KK, t.RU, t.EN = t.KK+x.KK, t.RU+x.RU, t.EN+x.EN
	}
	return t
}

// cause is what the program itself says, for who is called.
func cause(err error) trio.Text {
	s := "\n(" + err.Error() + ")"
	return trio.Text{KK: s, RU: s, EN: s}
}
