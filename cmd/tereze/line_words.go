package main

import (
	"strings"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/iin"
	"tereze/intake/trio"
	"tereze/tui/lang"
)

// lineWords are the sentences that on the screens name a key; on a command
// line they name a flag or a command.
func lineWords(p *intake.Problem) (trio.Text, bool) {
	args := strings.Join(p.Args, ", ")
	var t trio.Text
	switch p.Code {
	case intake.ProblemIIN:
		if args != iin.FaultCheck {
			return t, false
		}
		t = wrongCheckDigit()
	case intake.ProblemIncomplete:
		t = trio.Text{KK: "Топтама толық емес, жетіспейтін құжат: " + args + ". Бас тарту қолхаты: tereze refuse.",
			RU: "Пакет неполный, не хватает документов: " + args + ". Расписка об отказе: tereze refuse.",
			EN: "The package is incomplete, documents missing: " + args + ". Refusal receipt: tereze refuse."}
	case intake.ProblemComplete:
		t = trio.Text{KK: "Топтама толық: бас тартуға негіз жоқ. Тіркеу: tereze accept.",
			RU: "Пакет полный: отказать не в чем. Зарегистрировать: tereze accept.",
			EN: "The package is complete: there is no ground to refuse. Register it: tereze accept."}
	case intake.ProblemNoCase:
		t = trio.Text{KK: "Мұндай іс жоқ. Нөмірін тексеріңіз немесе tereze find арқылы іздеңіз.",
			RU: "Такого дела нет. Проверьте номер или найдите через tereze find.",
			EN: "There is no such case. Check the number, or search with tereze find."}
	case intake.ProblemReadOnly:
		t = readOnlyTrouble(p).text
	case intake.ProblemDiskLow:
		t = trio.Text{KK: "Дискіде " + args + " МБ ғана қалды: жаңа іс тіркелмейді. Басталған істер мен бас тарту қолхаты (tereze refuse) жүре береді. Әкімші кемінде 200 МБ орын босатсын.",
			RU: "На диске осталось " + args + " МБ: новые дела не регистрируются. Начатые дела и расписки об отказе (tereze refuse) идут. Администратору: освободите хотя бы 200 МБ.",
			EN: "Only " + args + " MB are left on the disk: no new case is registered. Open cases and refusal receipts (tereze refuse) go on. For the administrator: make room, 200 MB at least."}
	case courier.ProblemNothing:
		t = trio.Text{KK: "Бірде-бір іс аталмаған немесе қалмаған.", RU: "Ни одного дела не названо или не осталось.",
			EN: "No case is named, or none is left."}
	case courier.ProblemRegistryClosed:
		t = trio.Text{KK: "№ " + args + " тізілім жабылған: іс келесісіне түседі, --registry бермеңіз.",
			RU: "Реестр № " + args + " закрыт: дело пойдёт в следующий, не указывайте --registry.",
			EN: "Registry No " + args + " is closed: the case goes to the next one, leave --registry out."}
	default:
		return t, false
	}
	return t, true
}

func wrongCheckDigit() trio.Text {
	return trio.Text{KK: "ЖСН бақылау цифры сәйкес емес, салыстырыңыз; дұрыс болса – --iin-override және себебі.",
		RU: "Контрольная цифра ИИН не сходится, сверьте; если верно — --iin-override и причина.",
		EN: "The check digit of the IIN does not fit, compare it; if it is right, --iin-override and a reason."}
}

// iinFault is a fault or a warning of package iin in words.
func iinFault(code string, l trio.Lang) string {
	if code == iin.FaultCheck {
		return wrongCheckDigit().In(l)
	}
	return lang.New(l).IIN(code).String()
}
