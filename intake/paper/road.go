package paper

import (
	"strings"
	"time"

	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
)

// roadFields say on a receipt which way the application goes, and what was
// held against the state's registers and what was not: a person must be able
// to show it. Nothing is said where the act knows no such check.
func roadFields(d *intake.Desk, c *intake.Case, svc *catalogue.Service) (out []Field) {
	if _, ok := svc.Road(catalogue.CSC); !ok || c.Road != intake.RoadPaper && c.Road != intake.RoadCentre {
		return nil
	}
	if c.Road == intake.RoadCentre {
		out = append(out, Field{Label: say("Жолы", "Способ"), Value: say(
			"электрондық: сауал ЭҮШ арқылы жолданады",
			"электронно: запрос направляется через ШЭП")})
	}
	out = append(out, Field{Label: say("Тіркелімдер", "Сверка"), Value: checked(d, c)})
	var kk, ru []string
	for _, doc := range c.FromRegisters(svc) {
		kk, ru = append(kk, doc.Name.KK), append(ru, doc.Name.RU)
	}
	return append(out, Field{Label: say("Мемлекеттік жүйеден", "Из гос. системы"), Value: say(strings.Join(kk, ", "), strings.Join(ru, ", "))})
}

// checked says of each register what it answered, or that it was not asked.
func checked(d *intake.Desk, c *intake.Case) trio.Text {
	var kk, ru []string
	add := func(of trio.Text, v intake.Verdict, at time.Time) {
		w := verdict(v)
		when := ""
		if v.Checked() && !at.IsZero() {
			when = at.In(d.Office.Zone()).Format(", 02.01.2006 15:04")
		}
		kk, ru = append(kk, of.KK+": "+w.KK+when), append(ru, of.RU+": "+w.RU+when)
	}
	people, notaries := intake.PersonRegister(), intake.NotaryRegister()
	add(people, c.Check.Person, c.Check.PersonAt)
	if c.Agent != nil {
		add(say(people.KK+" (өкіл)", people.RU+" (представитель)"), c.Check.Agent, c.Check.PersonAt)
		if c.Agent.Kind == intake.ProxyNotary {
			add(notaries, c.Check.Power, c.Check.PowerAt)
		}
	}
	return say(strings.Join(kk, "; "), strings.Join(ru, "; "))
}

// verdict is a register's word for a paper that strangers may read: it does
// not tell that somebody is dead or incapable.
func verdict(v intake.Verdict) trio.Text {
	switch v {
	case intake.Deceased, intake.Incapable, intake.Invalid:
		return say("нақтылау керек", "требует уточнения")
	}
	return v.Words()
}
