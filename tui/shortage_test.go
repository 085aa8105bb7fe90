package tui

import (
	"testing"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/store"
)

// A disk nearly full is told on the conveyor in every language, whole in eighty
// cells, and goes when there is room again.
func TestDiskLowIsSaid(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "op1")
	free := uint64(143 << 20)
	s.Office.Room = func() (uint64, error) { return free, nil }
	p := open(t, s, c, 80, 24)
	for _, want := range []string{
		"! Дискіде 143 МБ қалды: жаңа іс ашылмайды, ескісі жүреді. Әкімшіні шақырыңыз.",
		"! На диске 143 МБ: новых дел нет, начатые идут. Позовите администратора.",
		"! Disk: 143 MB left. No new cases, open ones go on. Call the administrator.",
	} {
		p.Has(want)
		p.FitsFrame()
		p.Press("f2")
	}
	free = intake.LeastRoom
	p.Send(Changed{})
	p.HasNot("143", "МБ қалды")
}

// On the form it is said before anything is typed; F9 says it too, and F8 still
// gives the refusal receipt.
func TestDiskLowOnTheForm(t *testing.T) {
	s, c := newTestOffice(t, trio.RU, intake.Operator)
	s.Office.Room = func() (uint64, error) { return 143 << 20, nil }
	p := open(t, s, c, 80, 24)
	push(p, must(newApplication(s, must(s.Office.Blank("duplicate")), false)))
	p.Has("! На диске 143 МБ: новых дел нет, начатые идут.")
	p.Press("f9")
	p.Has("Сейчас нельзя: На диске 143 МБ")
	p.Type("900101300017") // goes on by itself
	p.Type("Сериков")
	p.Press("tab")
	p.Type("Дәурен")
	p.Press("f8", "f8")
	p.Has("отказано в приёме", "042-150302-000001", "Не хватает")
}

// On a disk that cannot be written the header says so everywhere, an act says
// why it cannot be, and what is there is found and read.
func TestReadOnlyScreens(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "op1")
	s.Office.ReadOnly = true
	p := open(t, s, c, 80, 24)
	for _, want := range [][]string{
		{"ТЕК ОҚУ", "! Диск тек оқуға ашық: іздеу мен басып шығару істейді. Әкімшіні шақырыңыз."},
		{"ТОЛЬКО ЧТЕНИЕ", "! Диск только для чтения: поиск и печать идут. Позовите администратора."},
		{"READ ONLY", "! The disk is read-only: search and printing work. Call the administrator."},
	} {
		p.Has(want...)
		p.FitsFrame()
		p.Press("f2") // and the language is kept by nobody, without a word
		p.HasNot("Ішкі қате", "Внутренняя", "Internal")
	}
	p.Press("n")
	p.Has("Қазір болмайды: Диск тек оқуға ашық, ештеңе жазылмайды.")
	p.Press("3")
	p.Has("ТЕК ОҚУ")
	p.Press("esc", "f4")
	p.Type("Серик")
	p.Settle()
	p.Has("Серик")
}

// Trouble of the store has a sentence, and its cause is in the log.
func TestStoreTroubleIsSaid(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "op1")
	p := open(t, s, c, 80, 24)
	for err, want := range map[error]string{
		&store.DamagedError{Where: "x", What: "cut"}: "Қойма зақымданған: жұмысты тоқтатып",
		store.ErrFull:           "Дискіде орын бітті, ештеңе жазылған жоқ",
		store.ErrUnknownOutcome: "Жазылғаны белгісіз. Сол пернені қайта басыңыз",
		store.ErrReadOnly:       "Диск тек оқуға ашық, ештеңе жазылмайды",
	} {
		s.Fail(err)
		p.Send(Changed{})
		p.Has(want)
		p.FitsFrame()
	}
}
