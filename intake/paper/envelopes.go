package paper

import (
	"tereze/intake"
)

// LabelSheet is labels for the envelopes of cases, 24 on an A4: number,
// barcode, service, provider, the recipient's surname and initials.
func LabelSheet(d *intake.Desk, cases []*intake.Case) *Form {
	f := &Form{Kind: "label", Size: Sheet, Copies: 1, Title: say("Конверттерге жапсырмалар", "Этикетки для конвертов")}
	var all Labels
	for _, c := range cases {
		l := Label{Number: c.Number.String(), Digits: c.Number.Barcode()}
		short := Same(c.Service)
		if svc, _, ok := d.Service(c); ok {
			short = svc.Short
		}
		provider := c.Provider
		if p, ok := d.Office.Provider(c.Provider); ok {
			if provider = p.Short; provider == "" {
				provider = p.Name.KK
			}
		}
		l.Lines = []string{c.Recipient.ShortName(), beside(short) + " · " + provider}
		all.Items = append(all.Items, l)
		if c.AcceptedAt.After(f.Date) {
			f.Date = c.AcceptedAt
		}
	}
	f.Blocks = []Block{all}
	return f
}
