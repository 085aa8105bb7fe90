package paper

import (
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
)

// Away is the slip of a person sent elsewhere (A5): the service is not taken
// at the centre, or not now; where to go, or when to come. It names no one.
func Away(d *intake.Desk, t intake.TurnAway, o Options) *Form {
	f := &Form{Kind: "turn-away", Size: A5, Copies: 1, Office: HeadOf(d.Office), Foot: Journal(o.Head), Date: t.At,
		Title: say("Жолдама парағы", "Памятка"), Mark: MarkOf(d.Office, o.Copy)}
	at := t.At.In(d.Office.Zone())
	name, svc := Same(t.Service), (*catalogue.Service)(nil)
	if s, _, ok := d.ServiceOf(t.Edition, t.Service); ok {
		name, svc = s.Name, s
	}
	f.Blocks = []Block{
		Title{Text: say("Қызмет мұнда қабылданбайды", "Услуга здесь не принимается"),
			About: say("қайда бару керек", "куда обратиться")},
		Space{MM: 3},
		Fields{Label: 33, Rows: []Field{{Label: say("Қызмет", "Услуга"), Value: name, Bold: true}}},
		Space{MM: 3},
	}
	f.Blocks = append(f.Blocks, whither(t, svc, calendar.DateOf(at))...)
	f.Blocks = append(f.Blocks,
		Space{MM: 3},
		Fields{Label: 33, Rows: []Field{
			{Label: say("Жүгінген уақыты", "Обращение"), Value: moment(at)},
			{Label: say("Қызметкер", "Работник"), Value: window(Same(o.Worker), t.Window)},
		}},
		Para{Text: say("Бұл жүгінім журналға жазылды.", "Это обращение записано в журнал."), Size: 7.5},
	)
	return f
}

func moment(at time.Time) trio.Text {
	day, clock := calendar.DateOf(at), at.Format(", 15:04")
	return say(calendar.Say(day, trio.KK, calendar.Long)+clock, calendar.Say(day, trio.RU, calendar.Long)+clock)
}

// whither is the answer in large: the channels, or the days of the window.
func whither(t intake.TurnAway, svc *catalogue.Service, on calendar.Date) (out []Block) {
	if svc == nil {
		return []Block{Big{Heavy: true, Label: say("Себебі", "Причина"), Size: 15, Value: say(
			"Бұл өңірде мұндай қызмет жоқ", "В этом регионе такой услуги нет")}}
	}
	if t.Reason == intake.ProblemWindowClosed {
		w, _ := svc.WindowOn(on, nil)
		from := calendar.Date{Year: on.Year, Month: time.Month(w.FromMonth), Day: w.FromDay}
		to := calendar.Date{Year: on.Year, Month: time.Month(w.ToMonth), Day: w.ToDay}
		return []Block{Big{Heavy: true, Size: 17, Label: say("Өтініштер қабылданатын уақыт", "Заявления принимаются"), Value: say(
			calendar.Say(from, trio.KK, calendar.DayMonth)+" – "+calendar.Say(to, trio.KK, calendar.DayMonth),
			"с "+calendar.Say(from, trio.RU, calendar.DayMonth)+" по "+calendar.Say(to, trio.RU, calendar.DayMonth))}}
	}
	for i, ch := range t.Channels {
		words := catalogue.Channel(ch).Words()
		b := Big{Heavy: i == 0, Size: 15, Label: say("Мына жерге жүгініңіз", "Обратитесь"), Value: words}
		if i > 0 {
			b.Label = say("немесе", "или")
		}
		if catalogue.Channel(ch) == catalogue.Chancellery {
			b.Note = svc.Provider.Name
		}
		out = append(out, b)
	}
	return out
}
