package lang

import (
	"slices"
	"strings"

	"tereze/intake"
	"tereze/tui/safe"
)

// Journal is the words of the journal's screen.
type Journal struct {
	Title, Filtered, Empty, KeyHelp                 safe.Text
	No, At, Worker, Process, Act, Subject           safe.Text // heads of the list
	Head, NoHead                                    safe.Text // {0} number, {1} hash, {2} how long ago
	FilterKey, ClearKey, VerifyKey, EntryKey        safe.Text
	VerifyHelp, NothingFiltered                     safe.Text
	Filter, FilterSay, Day, BadDay, BadAct, BadProc safe.Text
	ProcessNo                                       safe.Text
	Verifying, Verified, Broken                     safe.Text // Verified: {0} entries, {1} hash; Broken: {0} where, {1} how many more
	Entry, Hash, Prev, Op, Changes, Args, Dropped   safe.Text
	Help1, Help2                                    safe.Text
}

// Journal says them.
func (w Words) Journal() Journal {
	return Journal{
		Title:    w.say("Журнал", "Журнал", "Journal"),
		Filtered: w.say("сүзгі: {0}", "отбор: {0}", "filter: {0}"),
		Empty:    w.say("Мұндай жазба жоқ", "Таких записей нет", "No such entries"),
		KeyHelp:  w.say("Журнал: кім, қашан, не істеді; сүзгі және тізбекті тексеру.", "Журнал: кто, когда и что сделал; отбор и проверка цепочки.", "The journal: who did what and when; filters, and the check of its chain."),

		No:      safe.Const("№"),
		At:      w.say("уақыты", "время", "time"),
		Worker:  w.say("логині", "логин", "login"),
		Process: w.say("пр.", "пр.", "pr."),
		Act:     w.say("әрекет", "действие", "act"),
		Subject: w.say("не туралы", "о чём", "of what"),

		Head:   w.say("Журнал басы: {0} · {1} · {2}", "Голова журнала: {0} · {1} · {2}", "The journal's head: {0} · {1} · {2}"),
		NoHead: w.say("Журнал бос", "Журнал пуст", "The journal is empty"),

		FilterKey:       w.say("сүзгі", "отбор", "filter"),
		ClearKey:        w.say("бәрі", "все", "all"),
		VerifyKey:       w.say("тізбекті тексеру", "проверить цепочку", "check the chain"),
		EntryKey:        w.say("жазба", "запись", "entry"),
		VerifyHelp:      w.say("Бірінші жазбадан басына дейін әр жазбаның алдыңғысына жалғанғанын тексереді; жұмысты тоқтатпайды.", "Проверяет от первой записи до головы, что каждая связана с предыдущей; работе не мешает.", "Follows every entry from the first to the head and its link to the one before; work goes on meanwhile."),
		NothingFiltered: w.say("сүзгі қойылмаған", "отбора нет", "there is no filter"),

		Filter:    w.say("Журнал сүзгісі", "Отбор по журналу", "Filter the journal"),
		FilterSay: w.say("Бос өріс бәрін қалдырады.", "Пустое поле ничего не отсеивает.", "An empty field leaves everything."),
		Day:       w.say("Күні", "День", "Day"),
		ProcessNo: w.say("Процесс", "Процесс", "Process"),
		BadDay:    w.say("Күнді былай жазыңыз: 02.03.2015.", "Напишите день так: 02.03.2015.", "Write the day like 02.03.2015."),
		BadAct:    w.say("Мұндай әрекет жоқ: журналдағыдай жазыңыз.", "Такого действия нет: пишите, как в журнале.", "No such act: write it as the journal has it."),
		BadProc:   w.say("Процесс – 0-ден 7-ге дейінгі сан.", "Процесс — число от 0 до 7.", "A process is a number from 0 to 7."),

		Verifying: w.say("Тізбек тексерілуде", "Проверка цепочки", "Checking the chain"),
		Verified:  w.say("Тізбек бүтін: {0} жазба, басы {1}", "Цепочка цела: записей {0}, голова {1}", "The chain is whole: {0} entries, head {1}"),
		Broken:    w.say("Тізбек бұзылған: {0} (барлығы {1}). Ештеңеге тимеңіз, әкімшіні шақырыңыз.", "Цепочка нарушена: {0} (всего {1}). Ничего не трогайте, позовите администратора.", "The chain is broken: {0} ({1} in all). Touch nothing and call the administrator."),

		Entry:   w.say("№ {0} жазба", "Запись № {0}", "Entry No {0}"),
		Hash:    w.say("Хэш", "Хеш", "Hash"),
		Prev:    w.say("Алдыңғысы", "Предыдущая", "Previous"),
		Op:      w.say("Әрекет нөмірі", "Номер операции", "Operation"),
		Changes: w.say("Өзгерген жазбалар", "Изменённые записи", "Records changed"),
		Args:    w.say("қосымша", "ещё", "more"),
		Dropped: w.say("өшірілді", "удалена", "dropped"),

		Help1: w.say("Журналда әр әрекет бір жазба: кім, қашан, қай процесте, не туралы. Онда адамның аты да, ЖСН да жоқ. Соңғысы жоғарыда.",
			"В журнале каждое действие — одна запись: кто, когда, в каком процессе и о чём. Имён людей и ИИН в нём нет. Новые сверху.",
			"Each act is one entry of the journal: who, when, in which process, of what. It holds no person's name and no IIN. The newest is on top."),
		Help2: w.say("Әр жазба алдыңғысының хэшін сақтайды. Қолхатта оның нөмірі мен хэшінің басы тұрады: нөмірді тауып, салыстырыңыз.",
			"Каждая запись хранит хеш предыдущей. На расписке стоят номер записи и начало хеша: найдите её по номеру и сравните.",
			"Each entry holds the hash of the one before. A receipt prints an entry's number and the beginning of its hash: find it and compare."),
	}
}

// journalActs are the acts of the journal that are no act of a case's road.
func (w Words) journalActs() map[string]safe.Text {
	return map[string]safe.Text{
		"":                 w.say("жоба сақталды", "черновик сохранён", "draft kept"),
		"see":              w.say("карточка қаралды", "смотрел карточку", "saw a card"),
		"looks":            w.say("кім көргенін сұрады", "спросил, кто смотрел", "asked who looked"),
		"vouch":            w.say("екінші адам растады", "подтвердил вторым", "vouched as second"),
		"login":            w.say("кірді", "вход", "logged in"),
		"login-failed":     w.say("кіре алмады", "вход не удался", "log-in failed"),
		"password":         w.say("құпиясөз ауысты", "сменил пароль", "password changed"),
		"account-add":      w.say("есептік жазба ашылды", "учётная запись", "account added"),
		"account-edit":     w.say("есептік жазба өзгерді", "запись изменена", "account changed"),
		"account-disable":  w.say("есептік жазба жабылды", "запись закрыта", "account disabled"),
		"account-enable":   w.say("есептік жазба ашылды", "запись открыта", "account enabled"),
		"account-reset":    w.say("құпиясөз жойылды", "пароль сброшен", "password reset"),
		"account-key-add":  w.say("кілт қосылды", "ключ добавлен", "key added"),
		"account-key-drop": w.say("кілт алынды", "ключ убран", "key dropped"),
		"worker":           w.say("қызметкер жазылды", "работник записан", "worker written"),
		"language":         w.say("тілі ауысты", "сменил язык", "language changed"),
		"day-closed":       w.say("күн жабылды", "день закрыт", "day closed"),
		"turn-away":        w.say("басқа жерге жіберілді", "направлен в другое место", "sent elsewhere"),
		"handover":         w.say("тапсыру актісі", "акт передачи", "handover act"),
		"registry-open":    w.say("тізілім ашылды", "реестр открыт", "registry opened"),
		"registry-close":   w.say("тізілім жабылды", "реестр закрыт", "registry closed"),
		"registry-reopen":  w.say("тізілім қайта ашылды", "реестр открыт снова", "registry reopened"),
		"dispatch":         w.say("шабарманға берілді", "отдано курьеру", "given to the courier"),
		"dispatch-recall":  w.say("шабарманнан қайтты", "отзыв у курьера", "dispatch recalled"),
		"discrepancy":      w.say("сәйкессіздік актісі", "акт расхождений", "discrepancy act"),
		"return-open":      w.say("қайтару тізілімі", "реестр возврата", "return registry"),
		"stray":            w.say("бөтен код келді", "чужой код", "a stray code"),
		"inventory":        w.say("тізімдеме ашылды", "опись открыта", "inventory opened"),
		"inventory-done":   w.say("тізімдеме жабылды", "опись закрыта", "inventory closed"),
		"print":            w.say("басылды", "напечатано", "printed"),
		"reprint":          w.say("көшірмесі басылды", "напечатана копия", "copy printed"),
		"export":           w.say("файлға шығарылды", "выгружено в файл", "exported"),
	}
}

// journalAll is the suffix of the act that announces an act over a whole list.
const journalAll = "-all"

// JournalAct is an act of the journal in words; one without words stays as it is.
func (w Words) JournalAct(act string) safe.Text {
	if t, ok := w.journalActs()[act]; ok {
		return t
	}
	if one, all := strings.CutSuffix(act, journalAll); all {
		return w.say("тізіммен: {0}", "списком: {0}", "as a list: {0}").Fill(w.Act(intake.Act(one)))
	}
	return w.Act(intake.Act(act))
}

// JournalActs are the acts whose words, or whose code, hold the text.
func (w Words) JournalActs(text string) (acts []string) {
	text = strings.ToLower(strings.TrimSpace(text))
	for _, a := range []intake.Act{
		intake.ActRefuse, intake.ActAccept, intake.ActGive, intake.ActReceive, intake.ActAdd, intake.ActTakeOut, intake.ActDeliver,
		intake.ActMissed, intake.ActStep, intake.ActSendBack, intake.ActComplete, intake.ActReturn, intake.ActMark, intake.ActForward,
		intake.ActIssue, intake.ActArchive, intake.ActRetrieve, intake.ActWithdraw, intake.ActUndo, intake.ActErase,
	} {
		if holds(string(a), w.Act(a), text) {
			acts = append(acts, string(a))
		}
	}
	for a, t := range w.journalActs() {
		if holds(a, t, text) {
			acts = append(acts, a)
		}
	}
	slices.Sort(acts)
	return acts
}

func holds(code string, words safe.Text, text string) bool {
	return code == text || strings.Contains(strings.ToLower(words.String()), text)
}
