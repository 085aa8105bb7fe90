package sign

import (
	"time"

	"tereze/intake/trio"
)

// Want is what a signature must be.
type Want struct {
	IIN     string    // of the certificate's holder; empty: anybody's
	BIN     string    // of the certificate's organisation; empty: any
	Purpose []string  // extended key usages, dotted; all of them must be there
	At      time.Time // the moment the certificate must be good at
}

// Fault is why a signature does not count; empty: it does.
type Fault string

// The faults.
const (
	Broken      Fault = "broken"       // no CMS, or the bytes were changed
	NotYet      Fault = "not-yet"      // before the certificate's first day
	Expired     Fault = "expired"      // after its last
	Revoked     Fault = "revoked"      // in the list of revoked certificates, or OCSP says so
	UnknownRoot Fault = "unknown-root" // no chain to a configured authority
	WrongIIN    Fault = "wrong-iin"    // condition 2: the certificate's IIN is not the request's
	WrongBIN    Fault = "wrong-bin"
	WrongUse    Fault = "wrong-purpose" // the key is not for signing, or not for this
	NoStatus    Fault = "no-status"     // neither CRL nor OCSP could be had
	CannotHere  Fault = "cannot-here"   // GOST, and no NCANode server
)

// Faults lists them.
func Faults() []Fault {
	return []Fault{Broken, NotYet, Expired, Revoked, UnknownRoot, WrongIIN, WrongBIN, WrongUse, NoStatus, CannotHere}
}

// Verdict is what a signature is worth.
type Verdict struct {
	Fault  Fault
	Signer Signer
}

// Good says that the signature counts.
func (v Verdict) Good() bool { return v.Fault == "" }

// Signer is whom a certificate names.
type Signer struct {
	IIN, BIN string
	Serial   string // of the certificate, hexadecimal
	Issuer   string
	From, To time.Time
	GOST     bool
	Uses     []string  // extended key usages, dotted
	At       time.Time // when it was signed, by the signature's own word; zero: it does not say
}

// Words is the fault in words.
func (f Fault) Words() trio.Text {
	switch f {
	case Broken:
		return trio.Text{KK: "бүлінген не басқа деректікі", RU: "повреждена или от других данных", EN: "damaged, or of other data"}
	case NotYet:
		return trio.Text{KK: "куәлік әлі күшіне енбеген", RU: "свидетельство ещё не действует", EN: "the certificate is not valid yet"}
	case Expired:
		return trio.Text{KK: "куәліктің мерзімі өткен", RU: "срок свидетельства истёк", EN: "the certificate has expired"}
	case Revoked:
		return trio.Text{KK: "куәлік кері қайтарылған", RU: "свидетельство отозвано", EN: "the certificate is revoked"}
	case UnknownRoot:
		return trio.Text{KK: "куәландырушы орталық белгісіз", RU: "удостоверяющий центр неизвестен", EN: "the authority is not known"}
	case WrongIIN:
		return trio.Text{KK: "куәліктегі ЖСН сауалдағыдан басқа", RU: "ИИН свидетельства не тот, что в запросе", EN: "the certificate's IIN is not the request's"}
	case WrongBIN:
		return trio.Text{KK: "куәліктегі БСН басқа", RU: "БИН свидетельства другой", EN: "the certificate's BIN is another"}
	case WrongUse:
		return trio.Text{KK: "кілт қол қоюға арналмаған", RU: "ключ не для подписи", EN: "the key is not for signing"}
	case NoStatus:
		return trio.Text{KK: "кері қайтарылғаны тексерілмеді, кейін қайталаңыз", RU: "не удалось проверить отзыв, повторите позже", EN: "revocation could not be checked, try later"}
	case CannotHere:
		return trio.Text{KK: "ГОСТ қолтаңбасы мұнда тексерілмейді", RU: "подпись ГОСТ здесь не проверить", EN: "a GOST signature cannot be verified here"}
	}
	return trio.Text{KK: string(f), RU: string(f), EN: string(f)}
}
