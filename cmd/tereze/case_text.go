package main

import (
	"fmt"
	"strings"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/trio"
	"tereze/tui/lang"
)

// stageWords names a stage.
func stageWords(stage string, l trio.Lang) string {
	if st, ok := intake.ParseStage(stage); ok {
		return lang.New(l).Stage(st).String()
	}
	return stage
}

// outcomeWords names an outcome.
func outcomeWords(outcome string, l trio.Lang) string {
	for _, o := range []intake.Outcome{intake.Result, intake.ReasonedRefusal} {
		if o.String() == outcome {
			return lang.New(l).Outcome(o).String()
		}
	}
	return outcome
}

// text prints a case for a person at a terminal.
func (v *caseOut) text(s *sheet) {
	s.line("%s  %s", v.Number, stageWords(v.Stage, s.lang))
	s.pair("Штрих-код", "Штрих-код", "Barcode", v.Barcode)
	s.pair("Қызмет", "Услуга", "Service", v.ServiceName)
	edition := v.Edition
	if v.Repealed {
		edition += say(s.lang, " (күші жойылған)", " (утратила силу)", " (repealed)")
	}
	s.pair("Редакция", "Редакция", "Edition", edition)
	s.pair("Алушы", "Получатель", "Recipient", v.Recipient.Name)
	if v.Agent != nil {
		s.pair("Өкіл", "Представитель", "Representative", v.Agent.Name)
	}
	s.pair("Беруші", "Услугодатель", "Provider", v.ProvidedBy)
	if v.Queue > 0 {
		s.pair("Кезектілік нөмірі", "Номер очередности", "Queue number", fmt.Sprint(v.Queue))
	}
	s.pair("Қабылданды", "Принято", "Accepted", v.Accepted.Format("02.01.2006 15:04"))
	s.missing(v.Missing)
	for _, d := range v.Dates {
		s.date(d)
	}
	if v.Registry > 0 {
		s.pair("Тізілім", "Реестр", "Registry", fmt.Sprint(v.Registry))
	}
	s.pair("Кіріс нөмірі", "Входящий номер", "Incoming number", v.Incoming)
	s.pair("Қадам мерзімі", "Срок шага", "Step due", v.StepDue)
	s.pair("Толықтыруға қайтарылды", "Возвращено на доработку", "Sent back for completion", v.SentBack)
	s.pair("Нәтиже", "Результат", "Outcome", outcomeWords(v.Outcome, s.lang))
	s.pair("Мұрағатта", "В архиве", "In the archive", v.Shelf)
	if len(v.History) > 0 {
		s.line("%s:", say(s.lang, "Тарихы", "История", "History"))
	}
	for _, h := range v.History {
		s.line("  %d  %s  %-8s %s %s", h.Process, h.At.Format("02.01.2006 15:04"), h.By, lang.New(s.lang).Act(intake.Act(h.Act)), h.Note)
	}
	s.pair("Журнал", "Журнал", "Journal", v.Journal)
	for _, w := range v.Warnings {
		s.line("! %s", w.Text)
	}
}

// date prints one date with its explanation under it.
func (s *sheet) date(d dateOut) {
	at := calendar.Say(d.Date, s.lang, calendar.LongWeekday)
	if d.At != "" {
		at += " " + d.At
	}
	s.line("%s: %s", d.Label, at)
	if d.Explanation == "" {
		return
	}
	for l := range strings.SplitSeq(d.Explanation, "\n") {
		s.line("    %s", l)
	}
}

// missing prints a numbered list of what is missing.
func (s *sheet) missing(list []missingOut) {
	if len(list) == 0 {
		return
	}
	s.line("%s:", say(s.lang, "Жетіспейді", "Не хватает", "Missing"))
	for i, m := range list {
		s.line("  %d. %s (%s)", i+1, m.Name, m.Text)
	}
}
