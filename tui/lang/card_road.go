package lang

import (
	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/tui/safe"
)

// CardRoad is the words of a card about its electronic road: the points, the
// registers, the files, the messages.
type CardRoad struct {
	Road, Files, Messages              safe.Text // heads
	Person, Agent, Notary              safe.Text // labels of what was checked
	Portal                             safe.Text // label of the portal's own number
	Unverified                         safe.Text
	ToScan, ToSign, ToSend             safe.Text // where it stands
	Sent, NotTaken, FromPortal, AtDesk safe.Text
	Attempts                           Count
	NextAt, By                         safe.Text // {0} when
}

func (w Words) cardRoad() CardRoad {
	return CardRoad{
		Road:       w.say("Электрондық жол", "Электронный путь", "Electronic road"),
		Files:      w.say("Файлдар", "Файлы", "Files"),
		Messages:   w.say("Хабарламалар", "Сообщения", "Messages"),
		Person:     w.Of(intake.PersonRegister()),
		Agent:      w.Of(intake.PersonRegister()).Plus(w.say(": өкіл", ": предст.", ": agent")),
		Notary:     w.Of(intake.NotaryRegister()),
		Portal:     w.say("Портал №", "Портал №", "Portal No"),
		Unverified: w.say("қолтаңба тексерілмеген", "подпись не проверена", "signature not verified"),
		ToScan:     w.say("сканерлеу керек", "нужны сканы", "to be scanned"),
		ToSign:     w.say("қол қою керек", "нужна подпись", "to be signed"),
		ToSend:     w.say("қол қойылған, жолдау керек", "подписано, нужно отправить", "signed, to be sent"),
		Sent:       w.say("ЭҮШ-те, берушінің жауабын күтеді", "в ШЭП, ждёт ответа услугодателя", "sent, the provider's answer awaited"),
		NotTaken:   w.say("беруші алмады: бас тарту қолхаты", "не принято: выдать расписку", "not taken: give the refusal receipt"),
		FromPortal: w.say("порталдан, берушіде: {0}", "с портала, у услугодателя: {0}", "from the portal, provider: {0}"),
		AtDesk:     w.say("берушінің кеңсесінде: {0}", "в канцелярии услугодателя: {0}", "at the chancellery: {0}"),
		Attempts:   w.count("{0} рет", "{0} раз", "{0} раза", "{0} раз", "{0} try", "{0} tries"),
		NextAt:     w.say("келесісі {0}", "следующий {0}", "next {0}"),
		By:         w.say("берушінің № {0}", "№ услугодателя {0}", "provider's No {0}"),
	}
}

var saidCardRoad said[CardRoad]

// CardRoad says them.
func (w Words) CardRoad() CardRoad { return saidCardRoad.in(w, Words.cardRoad) }

// Verdict is what a state register said.
func (w Words) Verdict(v intake.Verdict) safe.Text { return w.Of(v.Words()) }

// Road is how an application travels.
func (w Words) Road(r intake.Road) safe.Text { return w.Of(r.Words()) }

// Point is a process or a condition of an electronic road by its number.
func (w Words) Point(p catalogue.Point) safe.Text { return w.Of(p.Name()) }

// verdictOf is a verdict by its name in a problem's arguments.
func (w Words) verdictOf(name string) safe.Text {
	if v, ok := intake.ParseVerdict(name); ok {
		return w.Verdict(v)
	}
	return safe.Clean(name)
}
