package main

import (
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/iin"
)

type iinCmd struct {
	Number string `arg:"" help:"Twelve digits, on any keyboard layout."`
	Bin    bool   `help:"It is to be an organisation's number."`
}

// iinOut is what a number tells.
type iinOut struct {
	Digits      string        `json:"digits"`
	Kind        string        `json:"kind"` // iin, bin, unknown
	Valid       bool          `json:"valid"`
	Fault       string        `json:"fault,omitempty"`
	Text        string        `json:"text,omitempty"` // the fault in words
	Overridable bool          `json:"overridable,omitempty"`
	Born        calendar.Date `json:"born,omitzero"`
	Sex         string        `json:"sex,omitempty"`
	Warnings    []problemOut  `json:"warnings"`
}

// Run says what a number is. The answer comes out whether it can be or not; a
// number that cannot be gives exit code 1.
func (c *iinCmd) Run(a *app) error {
	if a.Now != "" {
		return usage("--now: this command looks at no store")
	}
	r := iin.Parse(c.Number, a.clock())
	if c.Bin {
		r = iin.ParseBIN(c.Number)
	}
	v := iinOut{Digits: r.Digits, Kind: r.Kind.String(), Valid: r.Valid, Fault: r.Fault,
		Overridable: r.Overridable, Sex: r.Sex.String(), Warnings: []problemOut{}}
	if !r.Born.IsZero() {
		v.Born = calendar.DateOf(r.Born)
	}
	if r.Fault != "" {
		v.Text = iinFault(r.Fault, a.lang)
	}
	for _, w := range r.Warnings {
		v.Warnings = append(v.Warnings, problemOut{intake.ProblemIINWarning, w, iinFault(w, a.lang)})
	}
	err := a.answer(v, func(s *sheet) {
		if !v.Valid {
			s.line("%s", v.Text)
		} else {
			s.line("%s: %s", v.Digits, say(a.lang, "дұрыс", "верный", "valid"))
		}
		s.pair("Туған күні", "Дата рождения", "Born", calendar.Say(v.Born, a.lang, calendar.Long))
		s.pair("Жынысы", "Пол", "Sex", map[string]string{"male": say(a.lang, "ер", "мужской", "male"),
			"female": say(a.lang, "әйел", "женский", "female")}[v.Sex])
		for _, w := range v.Warnings {
			s.line("! %s", w.Text)
		}
	})
	if err == nil && !v.Valid {
		if a.JSON {
			a.complain(problemOut{intake.ProblemIIN, "number", v.Text})
		}
		return silent(exitRefused)
	}
	return err
}
