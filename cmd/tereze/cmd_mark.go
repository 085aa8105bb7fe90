package main

import (
	"bufio"
	"io"
	"strings"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/trio"
)

type markCmd struct {
	Codes   []string `arg:"" optional:"" help:"Barcodes or numbers. Without any they are read from standard input, one a line, as a scanner types them."`
	Return  uint64   `placeholder:"N" help:"Return registry on the table; what it does not list is marked and said."`
	Refusal bool     `help:"What comes back now are reasoned refusals."`
	Forward bool     `help:"At the end pass all that is marked to the inspector."`
}

// scanOut is the answer to one code.
type scanOut struct {
	Code    string          `json:"code"`
	Verdict courier.Verdict `json:"verdict"`
	Text    string          `json:"text"`
	Number  string          `json:"number,omitempty"`
	Stage   string          `json:"stage,omitempty"`
	At      time.Time       `json:"at"`
	Before  *time.Time      `json:"before,omitempty"` // when it was marked first
}

// Run answers every code with a line as soon as it is on disk; in JSON with an
// object a line. Whatever the verdicts, the loop is done when its input is.
func (c *markCmd) Run(a *app) error {
	return a.doing(intake.Command(intake.ActMark), func(o *place, by intake.By) error {
		if c.Return > 0 {
			if _, err := o.ReturnRegistry(a.ctx, c.Return); err != nil {
				return err
			}
		}
		outcome := intake.NoOutcome // as the provider announced, else a result
		if c.Refusal {
			outcome = intake.ReasonedRefusal
		}
		scan := func(text string) error {
			one := o.By(by.Actor)
			if a.Op != "" {
				one = by.Part([]byte(text))
			}
			s, err := o.Mark(a.ctx, one, c.Return, text, outcome)
			if err != nil {
				return err
			}
			return a.tellScan(o, s)
		}
		for _, text := range c.Codes {
			if err := scan(text); err != nil {
				return err
			}
		}
		if len(c.Codes) == 0 {
			if err := eachLine(a.in, scan); err != nil {
				return err
			}
		}
		if !c.Forward {
			return nil
		}
		err := o.forward(o.By(by.Actor), nil)
		if p, ok := intake.AsProblem(err); ok && p.Code == courier.ProblemNothing {
			return o.forwarded(0) // the loop is done all the same
		}
		return err
	})
}

// eachLine hands on lines as they come; blank ones are a scanner's second Enter.
func eachLine(r io.Reader, fn func(string) error) error {
	s := bufio.NewScanner(r)
	for s.Scan() {
		if text := strings.TrimSpace(s.Text()); text != "" {
			if err := fn(text); err != nil {
				return err
			}
		}
	}
	return s.Err()
}

func (a *app) tellScan(o *place, s courier.Scan) error {
	v := scanOut{Code: s.Code, Verdict: s.Verdict, Text: verdictWords(s.Verdict, a.lang), At: s.At, Before: o.when(s.Before)}
	if s.Case != nil {
		v.Number, v.Stage = string(s.Case.Number), s.Case.Stage.String()
	}
	return a.answer(v, func(out *sheet) {
		what := v.Number
		if what == "" {
			what = v.Code
		}
		before := ""
		if v.Before != nil {
			before = v.Before.Format(" 02.01.2006 15:04")
		}
		out.line("%s  %-12s %s%s", what, v.Verdict, v.Text, before)
	})
}

func verdictWords(v courier.Verdict, l trio.Lang) string {
	return map[courier.Verdict]trio.Text{
		courier.OnList:      {KK: "тізімде бар, белгіленді", RU: "в списке, отмечено", EN: "on the list, marked"},
		courier.OffList:     {KK: "тізімде жоқ, бәрібір белгіленді", RU: "не в списке, всё равно отмечено", EN: "not on the list, marked all the same"},
		courier.Twice:       {KK: "бұрын белгіленген", RU: "уже отмечено", EN: "marked before"},
		courier.NotOut:      {KK: "берушіде емес, ештеңе істелген жоқ", RU: "не у услугодателя, ничего не сделано", EN: "not with a provider, nothing done"},
		courier.OtherOffice: {KK: "басқа орталықтікі, бөлек қойыңыз", RU: "другого центра, отложите", EN: "another centre's, put it aside"},
		courier.Foreign:     {KK: "біздің код емес", RU: "не наш код", EN: "not our code"},
		courier.Unreadable:  {KK: "код толық оқылмады, қайта сканерлеңіз", RU: "код прочитан не весь, сканируйте ещё раз", EN: "the code is torn, scan it again"},
		courier.Unknown:     {KK: "мұндай іс жоқ, бөлек қойыңыз", RU: "такого дела нет, отложите", EN: "no such case, put it aside"},
	}[v].In(l)
}
