package main

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/google/uuid"

	outgoing "tereze/courier/papers"
	"tereze/intake"
	"tereze/intake/printer"
	"tereze/intake/trio"
)

type paperCmd struct {
	Number    string `arg:"" optional:"" help:"Number, barcode, last five digits or IIN: receipt, refusal, label."`
	Form      string `enum:",receipt,refusal,label,registry,discrepancy,return,inventory,report" default:"" placeholder:"FORM" help:"receipt, refusal, label, registry, discrepancy, return, inventory or report (default: the one that fits)."`
	Registry  uint64 `placeholder:"N" help:"registry, discrepancy: number of the registry."`
	Return    uint64 `placeholder:"N" help:"return: number of the return registry."`
	Inventory string `placeholder:"YEAR/N" help:"inventory: its number, such as 2015/3."`
	Day       string `placeholder:"DATE" help:"report: the day (default: today)."`
	Provider  string `placeholder:"CODE" help:"label, without a number: labels of what the sector holds for this provider."`
	Copy      bool   `help:"Mark it as a copy; the journal says reprint."`
	Text      bool   `help:"Plain text of 80 columns instead of PDF."`

	Out   string `placeholder:"FILE" help:"Write it here; - is standard output. A file that is there stays unless --force."`
	Force bool   `help:"Write over the file."`
	Print bool   `help:"Send it to the office's printer."`
}

// printOut tells where a paper went.
type printOut struct {
	Form    string `json:"form"`
	Subject string `json:"subject"`
	Copy    bool   `json:"copy"`
	Path    string `json:"path,omitempty"`
	Printed string `json:"printed,omitempty"`
}

// Run makes one paper and brings it out. The journal has it before it leaves.
func (c *paperCmd) Run(a *app) error {
	if err := c.slips(a); err != nil {
		return err
	}
	return a.office(writing, func(o *place) error {
		by, err := o.act(c.may())
		if err != nil {
			return err
		}
		w, err := c.want(o)
		if err != nil {
			return err
		}
		w.Worker = by.Actor.Name
		out := printOut{Form: string(w.Kind), Copy: w.Copy}
		if c.Print {
			return c.print(o, by, w, out)
		}
		if err := free(c.Out, c.Force); err != nil {
			return err
		}
		doc, err := outgoing.Noted(a.ctx, o.Office, by, w)
		if err != nil {
			return a.paperFailed(err)
		}
		var b bytes.Buffer
		if c.Text {
			b.WriteString(doc.Form.Text(80))
		} else if err := doc.PDF(&b); err != nil {
			return err
		}
		if c.Out == "-" {
			_, err := io.Copy(a.out, &b)
			return err
		}
		if err := writeWhole(c.Out, b.Bytes(), c.Force); err != nil {
			return err
		}
		out.Subject, out.Path = doc.Subject, c.Out
		return a.answer(out, func(s *sheet) { s.line("%s", c.Out) })
	})
}

// may is what the paper's maker must be allowed. Who makes it is named on it:
// the sector on the sector's papers, who closes the day on its report.
func (c *paperCmd) may() intake.Command {
	switch {
	case c.Registry+c.Return > 0:
		return intake.CanRegistry
	case c.Day != "" || c.Form == "report":
		return intake.CanCloseDay
	}
	return intake.CanSee
}

// print sends it to the office's printer.
func (c *paperCmd) print(o *place, by intake.By, w outgoing.Want, out printOut) error {
	a := o.a
	p, err := printer.New(o.Office.Office.Printer, o.dir)
	if err != nil {
		return err
	}
	doc, err := outgoing.Noted(a.ctx, o.Office, by, w)
	if err != nil {
		return a.paperFailed(err)
	}
	done, err := p.Print(a.ctx, doc.Job())
	if err != nil {
		return a.paperFailed(err)
	}
	if done.Paused {
		q := intake.Refuse("print-"+printer.Paused, "printer", done.Where)
		a.caution(problemOut{q.Code, q.Field, problemText(q, a.lang)})
	}
	out.Subject, out.Printed = doc.Subject, done.Where
	return a.answer(out, func(s *sheet) { s.line("%s", done.Where) })
}

// slips are the lines that cannot be obeyed, before anything is opened.
func (c *paperCmd) slips(a *app) error {
	switch {
	case c.Print && c.Out != "":
		return usage("paper: --print or --out, not both")
	case c.Print && c.Text:
		return usage("paper: a printer decides itself between pages and text; --text needs --out")
	case !c.Print && c.Out == "" && c.Text && !a.JSON:
		c.Out = "-"
	case !c.Print && c.Out == "":
		return usage("paper: where to? --out FILE, --out - or --print")
	}
	if c.Out == "-" && a.JSON {
		return usage("paper: --json has nothing to say beside a paper on standard output")
	}
	if c.Out == "-" && !c.Text && terminal(a.out) {
		return usage("paper: a PDF is not for a terminal; --text is")
	}
	var of []string
	for _, s := range []struct {
		name  string
		given bool
		forms string
	}{
		{"NUMBER", c.Number != "", ",receipt,refusal,label"},
		{"--registry", c.Registry > 0, ",registry,discrepancy"},
		{"--return", c.Return > 0, ",return"},
		{"--inventory", c.Inventory != "", ",inventory"},
		{"--day", c.Day != "", ",report"},
		{"--provider", c.Provider != "", ",label"},
	} {
		if !s.given {
			continue
		}
		of = append(of, s.name)
		if c.Form != "" && !strings.Contains(s.forms+",", ","+c.Form+",") {
			return usage("paper: --form %s is not of %s", c.Form, s.name)
		}
	}
	alone := c.Form == "report" || c.Form == "label" // of today; of all that the sector holds
	if len(of) > 1 || len(of) == 0 && !alone {
		return usage("paper: of what? One of NUMBER, --registry, --return, --inventory, --day, --provider; got %d", len(of))
	}
	return nil
}

// want is the line as papers name it.
func (c *paperCmd) want(o *place) (w outgoing.Want, err error) {
	w = outgoing.Want{Kind: outgoing.Kind(c.Form), Provider: c.Provider, Inventory: c.Inventory, Number: c.Registry + c.Return, Copy: c.Copy}
	var k *intake.Case
	if c.Number != "" {
		if k, err = o.one(c.Number, nil); err != nil {
			return w, err
		}
		w.Case = k.ID
	}
	if p := c.Provider; p != "" {
		if _, known := o.Office.Office.Provider(p); !known {
			return w, intake.Refuse(intake.ProblemProviderUnknown, "provider", p)
		}
	}
	if w.Day, err = dateFlag("day", c.Day, o.Today()); err != nil || w.Kind != "" {
		return w, err
	}
	switch {
	case w.Case != uuid.Nil:
		if w.Kind, _ = outgoing.Of(k); w.Kind == "" {
			w.Kind = outgoing.Receipt // its sentence says that there is none
		}
	case c.Registry > 0:
		w.Kind = outgoing.Registry
	case c.Return > 0:
		w.Kind = outgoing.Return
	case c.Inventory != "":
		w.Kind = outgoing.Inventory
	case c.Provider != "":
		w.Kind = outgoing.Label
	default:
		w.Kind = outgoing.Report
	}
	return w, nil
}

// paperFailed puts a paper's trouble where the line's other troubles are.
func (a *app) paperFailed(err error) error {
	var none *outgoing.Trouble
	if errors.As(err, &none) {
		return refusal{{none.Code, "", none.Text.In(a.lang)}}
	}
	var out *printer.Error
	if errors.As(err, &out) {
		p := out.Problem()
		say := func(l trio.Lang) string { return problemText(p, l) }
		return &trouble{code: p.Code, field: p.Field, cause: err, text: trio.Text{KK: say(trio.KK), RU: say(trio.RU), EN: say(trio.EN)}}
	}
	return err
}
