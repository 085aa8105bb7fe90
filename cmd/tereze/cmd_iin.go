package main

import (
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/iin"
	"tereze/intake/trio"
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

// iinFault is a fault or a warning of package iin in words.
func iinFault(code string, l trio.Lang) string {
	return map[string]trio.Text{
		iin.FaultEmpty:       {KK: "Нөмір жазылмаған.", RU: "Номер не указан.", EN: "There is no number."},
		iin.FaultLetters:     {KK: "Цифр емес таңбалар бар.", RU: "Есть знаки, которые не цифры.", EN: "There are characters that are no digits."},
		iin.FaultLength:      {KK: "Он екі цифр болуы керек.", RU: "Цифр должно быть двенадцать.", EN: "There must be twelve digits."},
		iin.FaultBIN:         {KK: "Бұл – БСН, ұйымның нөмірі.", RU: "Это БИН, номер организации.", EN: "This is a BIN, an organisation's number."},
		iin.FaultIIN:         {KK: "Бұл – ЖСН, адамның нөмірі.", RU: "Это ИИН, номер человека.", EN: "This is an IIN, a person's number."},
		iin.FaultPrefix:      {KK: "Алғашқы алты цифрдағы күн мүмкін емес.", RU: "Дата в первых шести цифрах невозможна.", EN: "The date in the first six digits is impossible."},
		iin.FaultCentury:     {KK: "Жетінші цифр 7, 8 немесе 9 бола алмайды.", RU: "Седьмая цифра не бывает 7, 8 или 9.", EN: "The seventh digit cannot be 7, 8 or 9."},
		iin.FaultImpossible:  {KK: "Мұндай нөмір болмайды: бақылау цифры шықпайды.", RU: "Такого номера не бывает: контрольной цифры для него нет.", EN: "No such number exists: no check digit fits it."},
		iin.FaultCheck:       {KK: "Бақылау цифры сәйкес емес: нөмірді салыстырыңыз.", RU: "Контрольная цифра не сходится: сверьте номер.", EN: "The check digit does not fit: compare the number."},
		iin.WarnForeigner:    {KK: "Жетінші цифр 0: шетелдік болуы мүмкін, туған ғасыры белгісіз.", RU: "Седьмая цифра 0: возможно, иностранец, век рождения не назван.", EN: "The seventh digit is 0: a foreigner perhaps; the century of birth is not told."},
		iin.WarnFutureBirth:  {KK: "Туған күні әлі келген жоқ.", RU: "Дата рождения ещё не наступила.", EN: "The date of birth is still to come."},
		iin.WarnOlderThan120: {KK: "Жасы 120-дан асқан.", RU: "Возраст больше 120 лет.", EN: "Older than 120 years."},
		iin.WarnMonth:        {KK: "БСН-дегі ай мүмкін емес.", RU: "Месяц в БИН невозможен.", EN: "The month in the BIN is impossible."},
	}[code].In(l)
}
