package export

import (
	"strconv"
	"strings"

	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/intake/code"
	"tereze/intake/trio"
	"tereze/store"
)

// The tables of cases. Names and telephones stand only where people are called by
// them; a registry goes to the provider and the courier without telephones.

type caseColumn = column[entry]

// The columns that tables of cases share.
var (
	colNumber    = caseColumn{heads.number, 19, func(_ *job, c entry) cell { return text(string(c.Number)) }}
	colBarcode   = caseColumn{heads.barcode, 18, func(_ *job, c entry) cell { return text(c.Number.Barcode()) }}
	colService   = caseColumn{heads.service, 40, func(j *job, c entry) cell { return j.service(c.Edition, c.Service) }}
	colRecipient = caseColumn{heads.recipient, 32, func(_ *job, c entry) cell { return text(c.Recipient.FullName()) }}
	colPhone     = caseColumn{heads.phone, 16, func(_ *job, c entry) cell { return phone(c.Recipient.Phone) }}
	colProvider  = caseColumn{heads.provider, 30, func(j *job, c entry) cell { return j.provider(c.Provider) }}
	colStage     = caseColumn{heads.stage, 16, func(j *job, c entry) cell { return j.in(c.Stage.Words()) }}
	colAccepted  = caseColumn{heads.accepted, 26, func(j *job, c entry) cell { return j.moment(c.AcceptedAt) }}
	colCome      = caseColumn{heads.come, 14, func(_ *job, c entry) cell { return date(c.Come) }}
	colDeadline  = caseColumn{heads.deadline, 14, func(_ *job, c entry) cell { return date(c.Deadline) }}
	colRegistry  = caseColumn{heads.registry, 10, func(_ *job, c entry) cell { return known(c.Registry) }}
	colOutcome   = caseColumn{heads.outcome, 20, func(j *job, c entry) cell { return j.in(c.Outcome.Words()) }}
	colPapers    = caseColumn{heads.papers, 50, func(j *job, c entry) cell { return j.papers(c.Case) }}
	colSheets    = caseColumn{heads.sheets, 8, func(_ *job, c entry) cell { return count(sheets(c.Case)) }}
	colKeep      = caseColumn{heads.keep, 12, func(_ *job, c entry) cell { return date(c.KeepTo) }}
	colReady     = caseColumn{heads.ready, 12, func(_ *job, c entry) cell { return date(c.ReadyOn) }}
	colInventory = caseColumn{heads.inventory, 12, func(_ *job, c entry) cell { return text(c.Shelf) }}
)

func listColumns() []caseColumn {
	return []caseColumn{
		numbered[entry](), colNumber, colBarcode, colService, colRecipient, colPhone, colProvider, colStage, colAccepted,
		{heads.due, 17, func(_ *job, c entry) cell { return c.due }}, colCome, colRegistry,
		{heads.step, 24, func(j *job, c entry) cell { return j.step(c.Case) }},
		colOutcome, colInventory, colPapers, colSheets,
	}
}

func dayColumns() []caseColumn {
	first := func(c entry) intake.Event { // the act at the window, whatever came after
		if len(c.History) == 0 {
			return intake.Event{}
		}
		return c.History[0]
	}
	return []caseColumn{
		numbered[entry](), colNumber, colBarcode,
		{heads.act, 24, func(j *job, c entry) cell { return j.in(first(c).Act.Words()) }},
		colService, colRecipient, colPhone, colProvider,
		{heads.at, 26, func(j *job, c entry) cell { return j.moment(c.AcceptedAt) }},
		{heads.window, 8, func(_ *job, c entry) cell { return known(c.Window) }},
		{heads.operator, 12, func(_ *job, c entry) cell { return text(first(c).By) }},
		colCome, colStage, colPapers, colSheets,
		{heads.missing, 50, func(j *job, c entry) cell { return j.missing(c.Case) }},
	}
}

// registryColumns are those of the paper (domain: L, A).
func registryColumns() []caseColumn {
	return []caseColumn{
		numbered[entry](), colRegistry, colProvider, colNumber, colBarcode, colService, colRecipient, colPapers, colSheets,
		colAccepted, colDeadline,
		{heads.incoming, 16, func(_ *job, c entry) cell { return text(c.Incoming) }},
		{heads.late, 12, func(j *job, c entry) cell { return j.yes(c.Late) }},
		colStage,
	}
}

func returnColumns() []caseColumn {
	return []caseColumn{
		numbered[entry](), {heads.ret, 10, func(_ *job, c entry) cell { return known(c.Return) }},
		colProvider, colNumber, colBarcode, colService, colRecipient, colOutcome, colDeadline,
		{heads.marked, 26, func(j *job, c entry) cell { return j.moment(c.ReadyAt) }}, colStage,
	}
}

func inventoryColumns() []caseColumn {
	return []caseColumn{
		numbered[entry](), colInventory, colNumber, colBarcode, colService, colOutcome, colRecipient, colPhone,
		colProvider, colReady, colKeep, colStage,
	}
}

// table writes the rows of what is asked.
func (j *job) table(out sheet) (int, error) {
	switch j.what.Kind {
	case List:
		return fill(j, out, listColumns(), j.listed())
	case Day:
		prefix, err := j.numbersOf()
		if err != nil {
			return 0, err
		}
		return fill(j, out, dayColumns(), j.cases(intake.ByNumber, prefix))
	case Registry:
		return fill(j, out, registryColumns(), j.ofRegistry('o'))
	case Return:
		return fill(j, out, returnColumns(), j.ofRegistry('r'))
	case Inventory:
		return fill(j, out, inventoryColumns(), j.cases(intake.ByShelf, store.AppendString(nil, j.what.Inventory)))
	case TurnAways:
		return fill(j, out, turnAwayColumns(), j.turnAways())
	}
	return fill(j, out, journalColumns(), j.ofDay(j.entries()))
}

// numbersOf is the beginning of every number of the day: acceptances and
// refusals share them.
func (j *job) numbersOf() ([]byte, error) {
	n, err := code.Make(j.Office.Office.Number, j.what.Day.In(j.Office.Office.Zone()), 1)
	if err != nil {
		return nil, unknown() // a day no number can hold
	}
	s := string(n)
	return []byte("n" + s[:strings.LastIndexByte(s, '-')+1]), nil
}

// exists refuses a registry or an inventory that is not there.
func (j *job) exists() (err error) {
	switch j.what.Kind {
	case Registry:
		_, err = j.Registry(j.ctx, j.what.Number)
	case Return:
		_, err = j.ReturnRegistry(j.ctx, j.what.Number)
	case Inventory:
		err = j.View(j.ctx, func(tx *store.Tx) error {
			for v, err := range intake.Inventories.Scan(tx, nil, nil, true) {
				if err != nil || v.Key() == j.what.Inventory {
					return err
				}
			}
			return noInventory()
		})
	}
	return err
}

// service is a service's name in the words of the case's edition.
func (j *job) service(edition, service string) cell {
	if s, _, ok := j.ServiceOf(edition, service); ok {
		return j.in(s.Name)
	}
	return text(service)
}

func (j *job) provider(code string) cell {
	if p, ok := j.Office.Office.Provider(code); ok {
		return j.in(p.Name)
	}
	return text(code)
}

// step is whose turn it is at the provider.
func (j *job) step(c *intake.Case) cell {
	if steps := j.Steps(c); c.Stage == intake.Out && c.Step > 0 && int(c.Step) <= len(steps) {
		return j.in(steps[c.Step-1].Who)
	}
	return cell{}
}

// phone writes a telephone as people dial it; the store keeps its digits.
func phone(digits string) cell {
	if len(digits) == 11 && digits[0] == '7' {
		return text("+" + digits)
	}
	return text(digits)
}

func (j *job) yes(b bool) cell {
	if b {
		return j.in(trio.Text{KK: "иә", RU: "да", EN: "yes"})
	}
	return cell{}
}

// document is a document's name in the words of the case's edition.
func (j *job) document(s *catalogue.Service, code string) string {
	if s != nil {
		if d, ok := s.DocumentByCode(code); ok {
			return d.Name.In(j.lang)
		}
	}
	return code
}

// papers names what was laid on the counter: kind, and sheets or "shown".
func (j *job) papers(c *intake.Case) cell {
	s, _, _ := j.Service(c)
	var all []string
	for _, p := range c.Papers {
		if !p.There {
			continue
		}
		how := intake.ShownWords().In(j.lang)
		if !p.Shown {
			how = strconv.Itoa(p.Sheets) + " " + trio.Text{KK: "п.", RU: "л.", EN: "sh."}.In(j.lang)
		}
		all = append(all, j.document(s, p.Code)+" ("+p.Kind.Words().In(j.lang)+", "+how+")")
	}
	return text(strings.Join(all, "; "))
}

func sheets(c *intake.Case) (n int) {
	for _, p := range c.Papers {
		if p.There && !p.Shown {
			n += p.Sheets
		}
	}
	return n
}

// missing names what a refused package lacked, and why.
func (j *job) missing(c *intake.Case) cell {
	s, _, _ := j.Service(c)
	var all []string
	for _, m := range c.Missing {
		all = append(all, j.document(s, m.Code)+" ("+m.Words().In(j.lang)+")")
	}
	return text(strings.Join(all, "; "))
}
