package forms

import (
	"strconv"

	"tereze/courier"
	"tereze/intake/paper"
)

// moves is the table of the registries that left or arrived on the day.
func moves(o *courier.Office, all []courier.Move) paper.Table {
	t := paper.Table{Size: 8, Columns: []paper.Column{
		{Head: say("Тізілім", "Реестр"), Width: 15, Text: 7, Right: true, Bold: true},
		{Head: say("Қызметті беруші", "Услугодатель")},
		{Head: say("Іс", "Дел"), Width: 10, Text: 4, Right: true},
		{Head: say("Шабарман", "Курьер"), Width: 34, Text: 12},
		{Head: say("Жіберілді", "Отправлено"), Width: 24, Text: 10},
		{Head: say("Жеткізілді", "Доставлено"), Width: 24, Text: 10},
	}}
	for _, m := range all {
		name := paper.Same(m.Provider)
		if p, ok := o.Desk.Office.Provider(m.Provider); ok {
			name = p.Name
		}
		t.Rows = append(t.Rows, []string{strconv.FormatUint(m.No, 10), stacked(name), strconv.Itoa(m.Cases),
			m.Courier, moment(o, m.DispatchedAt), moment(o, m.DeliveredAt)})
	}
	return t
}
