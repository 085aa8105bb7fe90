package lang

import (
	"errors"
	"syscall"

	"tereze/intake"
	"tereze/store"
	"tereze/tui/safe"
)

// Trouble is the words of a store or a disk that will not do.
type Trouble struct {
	ReadOnlyBadge, ReadOnlyHome safe.Text
	Full, Doubt, NotWritten     safe.Text
	Damaged, Gone               safe.Text
}

// Trouble says them. They stand on one row of eighty cells.
func (w Words) Trouble() Trouble {
	return Trouble{
		ReadOnlyBadge: w.say("ТЕК ОҚУ", "ТОЛЬКО ЧТЕНИЕ", "READ ONLY"),
		ReadOnlyHome: w.say("Диск тек оқуға ашық: іздеу мен басып шығару істейді. Әкімшіні шақырыңыз.",
			"Диск только для чтения: поиск и печать идут. Позовите администратора.",
			"The disk is read-only: search and printing work. Call the administrator."),
		Full: w.say("Дискіде орын бітті, ештеңе жазылған жоқ. Әкімшіні шақырыңыз.",
			"Место на диске кончилось, ничего не записано. Позовите администратора.",
			"The disk is full, nothing was written. Call the administrator."),
		Doubt: w.say("Жазылғаны белгісіз. Сол пернені қайта басыңыз: екі рет жазылмайды.",
			"Неизвестно, записано ли. Нажмите ту же клавишу: дважды не запишется.",
			"Not known whether it was written. Press the key again: never done twice."),
		NotWritten: w.say("Жазу мүмкін болмады, ештеңе өзгерген жоқ. Қайталап көріңіз.",
			"Записать не удалось, ничего не изменено. Попробуйте ещё раз.",
			"It could not be written, nothing was changed. Try again."),
		Damaged: w.say("Қойма зақымданған: жұмысты тоқтатып, әкімшіні шақырыңыз. Ctrl+Q – шығу.",
			"Хранилище повреждено: остановите работу, зовите администратора. Ctrl+Q.",
			"The store is damaged: stop work, call the administrator. Ctrl+Q quits."),
		Gone: w.say("Диск жазылмайтын болды. Ctrl+Q басып, қайта кіріңіз: оқу экрандары ашылады.",
			"Диск стал только для чтения. Ctrl+Q и войдите снова: откроется чтение.",
			"The disk became read-only. Ctrl+Q and come in again: reading will open."),
	}
}

// trouble is the sentence for an error of the store or its disk; false for
// others. What is damaged comes first, and doubt before its cause: only of what
// is known it may be said that nothing was written.
func (w Words) trouble(err error) (safe.Text, bool) {
	t := w.Trouble()
	for _, x := range []struct {
		is   error
		said safe.Text
	}{
		{store.ErrDamaged, t.Damaged},
		{syscall.EROFS, t.Gone},
		{store.ErrUnknownOutcome, t.Doubt},
		{store.ErrFull, t.Full},
		{syscall.ENOSPC, t.Full},
		{store.ErrNotWritten, t.NotWritten},
	} {
		if errors.Is(err, x.is) {
			return x.said, true
		}
	}
	if errors.Is(err, store.ErrReadOnly) {
		return w.Problem(intake.ProblemReadOnly)
	}
	return safe.Text{}, false
}
