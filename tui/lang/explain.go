package lang

import (
	"strings"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/egov/sign"
	"tereze/tui/safe"
)

// Explain is the sentence for an error that a rule gave, its codes put into
// words, or for trouble of the store or its disk; false for an internal error.
func (w Words) Explain(err error) (safe.Text, bool) {
	p, ok := intake.AsProblem(err)
	if !ok {
		return w.trouble(err)
	}
	code, args := p.Code, p.Args
	switch p.Code {
	case intake.ProblemChanged:
		if at, err := time.Parse(time.RFC3339, last(args[:min(len(args), 3)])); err == nil {
			code, args = changedWhat, []string{w.Act(intake.Act(args[0])).String(), args[1], at.Format("02.01.2006 15:04")}
		}
	case intake.ProblemNotAtCentre:
		var where []string
		for _, a := range args {
			where = append(where, w.Channel(catalogue.Channel(a)).String())
		}
		args = []string{strings.Join(where, ", ")}
	case intake.ProblemNotNow:
		args = make([]string, 3)
		copy(args, p.Args)
		args[0] = w.Act(intake.Act(args[0])).String()
		if s, ok := intake.ParseStage(args[1]); ok {
			args[1] = w.Stage(s).String()
		}
	case intake.ProblemRole:
		args = w.each(args, func(a string) safe.Text { return w.Of(intake.Command(a).Words()) })
	case intake.ProblemSignature:
		args = w.each(args, func(a string) safe.Text { return w.Of(sign.Fault(a).Words()) })
	case intake.ProblemPower:
		args = w.each(args, w.verdictOf)
	case intake.ProblemMessage:
		args = w.each(args, func(a string) safe.Text {
			for s := intake.MessageWaiting; s <= intake.MessageDropped; s++ {
				if s.String() == a {
					return w.MessageState(s)
				}
			}
			return safe.Clean(a)
		})
	case intake.ProblemIIN, intake.ProblemIINWarning:
		args = w.each(args, w.IIN)
	case intake.ProblemName, intake.ProblemNameLatin:
		args = w.each(args, w.Name)
	case courier.ProblemRegistryState:
		args = append([]string{}, args...)
		for s := courier.Open; s <= courier.Delivered; s++ {
			if len(args) > 1 && args[1] == s.String() {
				args[1] = w.State(s).String()
			}
		}
	default:
		args = w.each(args, func(a string) safe.Text {
			if d, err := calendar.ParseDate(a); err == nil {
				return w.DayShort(d)
			}
			return safe.Clean(a)
		})
	}
	return w.Problem(code, args...)
}

// changedWhat has the words of intake.ProblemChanged where it is known what
// happened to the case: the act, whose, and when.
const changedWhat = intake.ProblemChanged + "-by"

func last(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[len(args)-1]
}

func (w Words) each(args []string, say func(string) safe.Text) []string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = say(a).String()
	}
	return out
}

// IIN is a fault or a warning of package iin.
func (w Words) IIN(code string) safe.Text {
	switch code {
	case "empty":
		return w.say("бос", "пусто", "empty")
	case "letters":
		return w.say("цифрдан басқа таңба бар", "есть не цифры", "it has other signs than digits")
	case "length":
		return w.say("12 цифр болуы керек", "должно быть 12 цифр", "12 digits are needed")
	case "bin":
		return w.say("бұл БСН сияқты, адамдікі емес", "похоже на БИН, а не на ИИН", "it looks like a BIN, not a person's")
	case "iin":
		return w.say("бұл ЖСН, ұйымдікі емес", "это ИИН, а не БИН", "it is an IIN, not an organisation's")
	case "prefix":
		return w.say("мұндай туған күн болмайды", "такой даты рождения не бывает", "no such date of birth exists")
	case "century":
		return w.say("жетінші цифр мүмкін емес", "седьмая цифра невозможна", "the seventh digit is impossible")
	case "impossible":
		return w.say("мұндай нөмір берілмейді", "такого номера не бывает", "no such number is given out")
	case "check":
		return w.say("бақылау цифры сәйкес емес, қайта теріңіз; дұрыс болса – F6, себебін жазыңыз", "контрольная цифра не сходится, наберите заново; если верно — F6 и причина", "the check digit is wrong, type it again; if it is right, F6 and a reason")
	case "foreigner":
		return w.say("шетел азаматының нөмірі", "номер иностранца", "a foreigner's number")
	case "future-birth":
		return w.say("туған күні болашақта", "дата рождения в будущем", "born in the future")
	case "older-than-120":
		return w.say("120 жастан асқан", "старше 120 лет", "older than 120")
	case "month":
		return w.say("тіркелген айы мүмкін емес", "месяц регистрации невозможен", "an impossible month of registration")
	case "birth-differs":
		return w.say("туған күні құжаттағыдан бөлек", "дата рождения не как в документе", "the date of birth differs from the paper")
	case "sex-differs":
		return w.say("жынысы құжаттағыдан бөлек", "пол не как в документе", "the sex differs from the paper")
	}
	return safe.Clean(code)
}

// Name is a fault or a warning of package name.
func (w Words) Name(code string) safe.Text {
	switch code {
	case "utf8":
		return w.say("оқылмайтын таңба бар", "есть нечитаемые знаки", "it has unreadable signs")
	case "control", "bidi", "invisible":
		return w.say("көрінбейтін таңба бар, қайта теріңіз", "есть невидимые знаки, наберите заново", "it has invisible signs, type it again")
	case "digits":
		return w.say("атында цифр бар", "в имени цифры", "it has digits")
	case "symbols":
		return w.say("артық таңба бар", "лишние знаки", "it has other signs than letters")
	case "long":
		return w.say("тым ұзын", "слишком длинное", "it is too long")
	case "no-letters":
		return w.say("әріп жоқ", "нет букв", "it has no letters")
	case "latin-lookalike":
		return w.say("кириллица арасында латын әрпі бар", "латинские буквы среди кириллицы", "Latin letters among Cyrillic ones")
	case "cyrillic-lookalike":
		return w.say("латын арасында кирилл әрпі бар", "кириллица среди латинских букв", "Cyrillic letters among Latin ones")
	case "schwa":
		return w.say("ә орнына латынның ə әрпі тұр", "вместо ә стоит латинская ə", "a Latin ə stands for ә")
	case "mixed-script":
		return w.say("екі жазу араласқан", "смешаны два письма", "two scripts are mixed")
	case "mixed-case":
		return w.say("бас әріп сөз ортасында", "заглавная в середине слова", "a capital inside a word")
	case "lower-case":
		return w.say("кіші әріптен басталған", "начинается со строчной", "it begins in lower case")
	}
	return safe.Clean(code)
}
