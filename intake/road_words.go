package intake

import "tereze/intake/trio"

// Words is the verdict in words.
func (v Verdict) Words() trio.Text {
	switch v {
	case Unreachable:
		return trio.Text{KK: "жауап жоқ, кейін тексеріледі", RU: "нет ответа, сверится позже", EN: "no answer, checked later"}
	case Same:
		return trio.Text{KK: "сәйкес", RU: "совпадает", EN: "as typed"}
	case Differs:
		return trio.Text{KK: "айырмасы бар", RU: "есть отличия", EN: "differs"}
	case NotFound:
		return trio.Text{KK: "табылмады", RU: "не найдено", EN: "not found"}
	case Deceased:
		return trio.Text{KK: "қайтыс болған", RU: "умер", EN: "dead"}
	case Incapable:
		return trio.Text{KK: "әрекетке қабілетсіз", RU: "недееспособен", EN: "incapable"}
	case Invalid:
		return trio.Text{KK: "жарамсыз", RU: "недействительна", EN: "not valid"}
	}
	return trio.Text{KK: "тексерілмеген", RU: "не сверено", EN: "not checked"}
}

// ParseVerdict reads what String wrote.
func ParseVerdict(s string) (Verdict, bool) {
	for i, n := range verdictNames {
		if n == s {
			return Verdict(i), true
		}
	}
	return 0, false
}

// PersonRegister and NotaryRegister name the state's systems as people do.
func PersonRegister() trio.Text {
	return trio.Text{KK: "ЖТ МДҚ", RU: "ГБД ФЛ", EN: "people's register"}
}

// NotaryRegister is the notaries' system.
func NotaryRegister() trio.Text {
	return trio.Text{KK: "БНАЖ", RU: "ЕНИС", EN: "notaries' system"}
}

// FileWords names the files of a case that are no documents of paragraph 9.
func FileWords(document string) (trio.Text, bool) {
	switch document {
	case FileRequest:
		return trio.Text{KK: "толтырылған сауал", RU: "заполненный запрос", EN: "filled request"}, true
	case FileSignature:
		return trio.Text{KK: "сауалдың ЭЦҚ-сы", RU: "ЭЦП запроса", EN: "signature of the request"}, true
	case FileResult:
		return trio.Text{KK: "нәтиже", RU: "результат", EN: "result"}, true
	case FileSigned:
		return trio.Text{KK: "нәтиженің ЭЦҚ-сы", RU: "ЭЦП результата", EN: "signature of the result"}, true
	}
	return trio.Text{}, false
}
