package paper

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
)

// PortalRefusal is the message of process 2, 4 or 6 on A5: a request of the
// portal that failed a condition, and why. reasons are as the portal was told.
// The error says that the region has no such service, or that the request
// failed nothing.
func PortalRefusal(d *intake.Desk, p *intake.PortalRequest, reasons []trio.Text, o Options) (*Form, error) {
	offer, err := d.Catalogue.Find(calendar.DateOf(p.At.In(d.Office.Zone())), d.Office.Region, p.Service)
	if err != nil {
		return nil, intake.Refuse(intake.ProblemServiceUnknown, "service", p.Service)
	}
	road, ok := offer.Service.Road(catalogue.Portal)
	failed, ok1 := roadPoint(road, ok, catalogue.PointCondition, int(p.Condition))
	refusal, ok2 := roadPoint(road, ok, catalogue.PointProcess, int(p.RefusalProcess()))
	if !ok1 || !ok2 {
		return nil, intake.Refuse(intake.ProblemPortalRequest, "")
	}
	about := say("сұратылып отырған қызметтен бас тарту туралы", "об отказе в запрашиваемой услуге")
	if p.Condition == 1 {
		about = say("авторландырудан бас тарту туралы", "об отказе в авторизации")
	}
	f := notice(d, o, "portal-refusal", p.At, about)
	f.Blocks = append(f.Blocks,
		Fields{Label: 33, Rows: []Field{
			{Label: say("Портал нөмірі", "Номер портала"), Value: Same(p.Portal), Bold: true},
			{Label: say("Келген уақыты", "Поступил"), Value: moment(p.At.In(d.Office.Zone()))},
			{Label: say("Қызмет", "Услуга"), Value: offer.Service.Name, Bold: true},
			{Label: say("Қызметті алушы", "Услугополучатель"), Value: Same(p.Name)},
			providerOf(d, p.Provider),
			{Label: say("Орындалмаған шарт", "Не выполнено"), Value: named(failed)},
		}},
		Space{MM: 2},
		List{Framed: true, Numbered: true, Bold: true, Items: reasons, Label: say("Себептері", "Причины")},
		Para{Text: say("Қайта өтініш беруге болады: себебін жойып, сауалды порталдан жаңадан жолдаңыз.",
			"Можно обратиться снова: устраните причину и направьте новый запрос с портала.")},
		Space{MM: 2},
		Para{Beside: true, Size: 7, Text: ruled(refusal)},
	)
	return f, nil
}

// PortalResult is the notice of process 7 on A5: the result went to the
// personal account, and which file it is. The error is the receipt's; of a
// case that is no portal's, ProblemPortalRequest.
func PortalResult(d *intake.Desk, c *intake.Case, o Options) (*Form, error) {
	svc, ed, ok := d.Service(c)
	if !ok {
		return nil, intake.Refuse(intake.ProblemServiceUnknown, "service", c.Service)
	}
	posted := time.Time{}
	for _, e := range c.History {
		if e.Act == intake.ActPost {
			posted = e.At
		}
	}
	if c.Road != intake.RoadPortal || posted.IsZero() {
		return nil, intake.Refuse(intake.ProblemPortalRequest, "")
	}
	f := notice(d, o, "portal-result", posted, say("мемлекеттік қызмет көрсету нәтижесі туралы", "о результате оказания государственной услуги"))
	outcome := c.Outcome.Words()
	rows := []Field{
		{Label: say("Өтініш нөмірі", "Номер заявления"), Value: Same(c.Number.String()), Bold: true},
		{Label: say("Портал нөмірі", "Номер портала"), Value: Same(c.Origin)},
		{Label: say("Қызмет", "Услуга"), Value: svc.Name, Bold: true},
		{Label: say("Қызметті алушы", "Услугополучатель"), Value: Same(c.Recipient.FullName())},
		providerField(d, c),
		{Label: say("Шешім", "Решение"), Value: outcome, Bold: true},
		{Label: say("Шығыс нөмірі", "Исходящий номер"), Value: Same(c.Outgoing)},
		{Label: say("Жеке кабинетке", "В личный кабинет"), Value: moment(posted.In(d.Office.Zone()))},
	}
	if file, ok := c.File(intake.FileResult); ok {
		rows = append(rows, Field{Label: say("Файлы", "Файл"), Value: fileFact(c, file)})
	}
	f.Blocks = append(f.Blocks, Fields{Label: 33, Rows: rows})
	if items := reasonItems(c.Reasons); c.Outcome == intake.ReasonedRefusal && len(items) > 0 {
		f.Blocks = append(f.Blocks, Space{MM: 2}, List{Framed: true, Numbered: true, Items: items, Label: say("Себептері", "Причины")})
	}
	road, ok := svc.Road(catalogue.Portal)
	if p, ok := roadPoint(road, ok, catalogue.PointProcess, 7); ok {
		f.Blocks = append(f.Blocks, Space{MM: 2}, Para{Beside: true, Size: 7, Text: ruled(p)})
	}
	f.Blocks = append(f.Blocks, Para{Beside: true, Size: 6, Text: say(ed.Act.KK, ed.Act.RU)})
	return f, nil
}

// notice begins a message of the portal.
func notice(d *intake.Desk, o Options, kind string, at time.Time, about trio.Text) *Form {
	f := &Form{Kind: kind, Size: A5, Copies: 1, Office: HeadOf(d.Office), Foot: Journal(o.Head), Date: at,
		Title: say("Хабарлама", "Уведомление"), Mark: MarkOf(d.Office, o.Copy)}
	f.Blocks = []Block{Title{Text: f.Title, About: about}, Space{MM: 2}}
	return f
}

func roadPoint(r *catalogue.Road, ok bool, k catalogue.PointKind, n int) (catalogue.Point, bool) {
	if !ok {
		return catalogue.Point{}, false
	}
	return r.Point(k, n)
}

// named is a point by its number, with what it is about.
func named(p catalogue.Point) trio.Text {
	n, s := p.Name(), p.Short(catalogue.Portal)
	return say(n.KK+": "+s.KK, n.RU+": "+s.RU)
}

func providerOf(d *intake.Desk, code string) Field {
	f := Field{Label: say("Қызметті беруші", "Услугодатель")}
	if p, ok := d.Office.Provider(code); ok {
		f.Value = p.Name
	}
	return f
}

// fileFact tells a file apart from others: its kind, its size, the beginning
// of its hash, and whether it is signed.
func fileFact(c *intake.Case, f *intake.File) trio.Text {
	fact := strings.ToUpper(f.Type) + ", " + strconv.FormatInt(max(f.Size/1024, 1), 10)
	hash := fmt.Sprintf("%x", f.Hash[:8])
	kk, ru := fact+" КБ, SHA-256 "+hash+"…", fact+" КБ, SHA-256 "+hash+"…"
	if _, ok := c.File(intake.FileSigned); ok {
		kk, ru = kk+", ЭЦҚ бар", ru+", подписан ЭЦП"
	}
	return say(kk, ru)
}
