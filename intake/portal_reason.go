package intake

import (
	"strings"

	"tereze/intake/calendar"
	"tereze/intake/egov/sign"
	"tereze/intake/trio"
)

// The reasons of portal refusals, beside the codes of problems. With an
// argument after a space: "missing report-card", "signature revoked".
const (
	PortalNotAuthorised = "not-authorised" // condition 1: the portal does not say that IIN and password were right
	PortalOtherAccount  = "other-account"  // condition 1: logged in under another IIN than the request's
	PortalMissing       = "missing"        // condition 3; argument: document
	PortalExpired       = "expired"        // condition 3; argument: document
	PortalFileBad       = "file"           // condition 3; argument: document: no whole PDF, JPEG or TIFF
	PortalFree          = "text "          // and the words themselves, as a worker wrote them
)

// PortalReason is a reason of a portal refusal in words, as the message of
// process 2, 4 or 6 tells it.
func (d *Desk) PortalReason(r *PortalRequest, reason string) trio.Text {
	return portalReason(reason, func(document string) trio.Text { return d.portalDocument(r, document) })
}

func portalReason(reason string, named func(document string) trio.Text) trio.Text {
	code, arg, _ := strings.Cut(reason, " ")
	with := func(t trio.Text) trio.Text {
		name := named(arg)
		return trio.Text{KK: t.KK + ": " + name.KK, RU: t.RU + ": " + name.RU, EN: t.EN + ": " + name.EN}
	}
	switch code {
	case "text":
		return same(arg)
	case PortalNotAuthorised:
		return trio.Text{KK: "портал ЖСН мен парольді растамады", RU: "портал не подтвердил ИИН и пароль", EN: "the portal did not confirm IIN and password"}
	case PortalOtherAccount:
		return trio.Text{KK: "кірген адамның ЖСН-і сауалдағыдан басқа", RU: "вход под другим ИИН, чем в запросе", EN: "logged in under another IIN than the request's"}
	case PortalMissing:
		return with(trio.Text{KK: "тіркелмеген құжат", RU: "не приложен документ", EN: "document not attached"})
	case PortalExpired:
		return with(trio.Text{KK: "құжаттың мерзімі өткен", RU: "срок документа истёк", EN: "document expired"})
	case PortalFileBad:
		return with(trio.Text{KK: "файл ашылмайды не PDF, JPEG, TIFF емес", RU: "файл повреждён или не PDF, JPEG, TIFF", EN: "file damaged, or no PDF, JPEG, TIFF"})
	case ProblemSignature:
		words := sign.Fault(arg).Words()
		return trio.Text{KK: "ЭЦҚ: " + words.KK, RU: "ЭЦП: " + words.RU, EN: "signature: " + words.EN}
	case ProblemDocumentUnknown:
		return trio.Text{KK: "Стандартта мұндай құжат жоқ: " + arg, RU: "в Стандарте нет такого документа: " + arg, EN: "the Standard has no such document: " + arg}
	}
	return portalProblem(code)
}

// portalProblem is a slip in the request, as its sender is told of it.
func portalProblem(code string) trio.Text {
	switch code {
	case ProblemServiceUnknown, ProblemNoRoad:
		return trio.Text{KK: "қызмет мұнда портал арқылы көрсетілмейді", RU: "услуга здесь через портал не оказывается", EN: "the service is not offered here through the portal"}
	case ProblemWindowClosed:
		return trio.Text{KK: "өтініш қабылдау мерзімі емес", RU: "вне срока приёма заявлений", EN: "outside the days of application"}
	case ProblemProvider, ProblemProviderUnknown, ProblemProviderKind:
		return trio.Text{KK: "мұндай көрсетілетін қызметті беруші жоқ", RU: "такого услугодателя нет", EN: "there is no such provider"}
	case ProblemGroundMissing, ProblemGroundUnknown:
		return trio.Text{KK: "қызмет көрсетуге негіз көрсетілмеген", RU: "не указано основание для оказания услуги", EN: "no ground for the service is given"}
	case ProblemConditionOther:
		return trio.Text{KK: "қызметте мұндай шарт жоқ", RU: "у услуги нет такого условия", EN: "the service has no such condition"}
	case ProblemConsent:
		return trio.Text{KK: "заңмен қорғалатын деректерді пайдалануға келісім жоқ", RU: "нет согласия на использование охраняемых законом сведений", EN: "no consent to use data protected by law"}
	case ProblemIIN, ProblemIINMissing:
		return trio.Text{KK: "ЖСН қате", RU: "ИИН неверен", EN: "the IIN is wrong"}
	case ProblemSurname, ProblemGiven, ProblemName:
		return trio.Text{KK: "тегі не аты дұрыс жазылмаған", RU: "фамилия или имя записаны неверно", EN: "surname or name is not written right"}
	case ProblemFilesFull:
		return trio.Text{KK: "тіркелген файл тым көп", RU: "приложено слишком много файлов", EN: "too many files are attached"}
	case ProblemPhone:
		return trio.Text{KK: "телефон нөмірі қате", RU: "номер телефона неверен", EN: "the telephone number is wrong"}
	}
	return trio.Text{KK: "сауал дұрыс толтырылмаған (" + code + ")", RU: "запрос заполнен неверно (" + code + ")", EN: "the request is not filled in right (" + code + ")"}
}

// portalDocument is the name of a document in the edition of the request's day.
func (d *Desk) portalDocument(r *PortalRequest, document string) trio.Text {
	offer, err := d.Catalogue.Find(calendar.DateOf(r.At.In(d.Office.Zone())), d.Office.Region, r.Service)
	if err == nil {
		if doc, ok := offer.Service.DocumentByCode(document); ok {
			return doc.Name
		}
	}
	return same(document)
}
