package paper

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
)

// Unaccepted is the refusal receipt of the electronic road's process 6: the
// provider looked at the request (condition 2) and did not take it. It is the
// form of the Standard's annex that the act names, 3 for external study and 2
// for duplicates, with the fields of Refusal in their order and the provider's
// reasons in the place of missing documents. The error is the receipt's.
func Unaccepted(d *intake.Desk, c *intake.Case, o Options) (*Form, error) {
	svc, _, ok := d.Service(c)
	if !ok {
		return nil, intake.Refuse(intake.ProblemServiceUnknown, "service", c.Service)
	}
	f := refusalOf(d, c, o)
	if r, ok := svc.Road(catalogue.CSC); ok {
		if p, ok := r.Point(catalogue.PointProcess, 6); ok && p.Form != "" {
			form, at := catalogue.Paragraph(p.Form), catalogue.Paragraph(p.Source)
			f.Blocks = append(f.Blocks, Para{Centre: true, Size: 7, Text: say("нысаны: "+form.KK+" · "+at.KK, "форма: "+form.RU+" · "+at.RU)})
		}
	}
	at := c.AcceptedAt
	for _, e := range c.History { // handed out, else when the provider said no
		if e.Act == intake.ActTurnBack || e.Act == intake.ActNotTaken {
			at = e.At
		}
	}
	f.Date = at
	f.Blocks = append(f.Blocks,
		Para{Beside: true, Text: unacceptedGround(d.Office, svc)},
		Space{MM: 1},
		List{Framed: true, Numbered: true, Bold: true, Size: 12, Items: reasonItems(c.Reasons),
			Label: say("Беруші көрсеткен бұзушылықтар", "Нарушения, указанные услугодателем")},
		Para{Beside: true, Text: say(
			"Осы қолхат әр тарап үшін бір-бірден екі данада жасалды. Құжаттар өтініш берушіге түгел қайтарылды. Бұзушылықтарды жойып, қайта өтініш беруге болады: осы қолхатты көрсетіңіз, ештеңе қайта толтырылмайды.",
			"Настоящая расписка составлена в двух экземплярах, по одному для каждой стороны. Документы возвращены заявителю полностью. Устранив нарушения, можно обратиться снова: покажите эту расписку, заново ничего не заполняют.",
		)},
		Space{MM: 3},
		refusalSigns(d, c, o, dayFull(calendar.DateOf(at.In(d.Office.Zone())))),
	)
	return f, nil
}

// ruled is the act's own words for a point, with the paragraph.
func ruled(p catalogue.Point) trio.Text {
	at := catalogue.Paragraph(p.Source)
	return say(upper(at.KK)+": "+p.Text.KK+".", upper(at.RU)+": "+p.Text.RU+".")
}

// upper begins a sentence.
func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func unacceptedGround(o *intake.Office, svc *catalogue.Service) trio.Text {
	kk, ru := department(o)
	return say(
		lawKK+kk+", электрондық сауалды тексерген көрсетілетін қызметті берушінің шешімімен, құжаттарыңызда бұзушылықтардың болуына байланысты «"+svc.Name.KK+"» мемлекеттік қызметін көрсетуге құжаттарды қабылдаудан бас тартады.",
		lawRU+ru+", по решению услугодателя, проверившего электронный запрос, отказывает в приёме документов на оказание государственной услуги «"+svc.Name.RU+"» в связи с имеющимися нарушениями в Ваших документах.",
	)
}

// reasonItems are the provider's reasons, a line each.
func reasonItems(reasons string) (out []trio.Text) {
	for line := range strings.SplitSeq(reasons, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, Same(line))
		}
	}
	return out
}
