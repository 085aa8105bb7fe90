package papers

import (
	"context"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/paper"
	"tereze/store"
)

// Kind is which paper: the word of the command line, the journal and of file
// names.
type Kind string

// The papers.
const (
	Receipt     Kind = "receipt"     // of an accepted case
	Refusal     Kind = "refusal"     // of a refused one
	Label       Kind = "label"       // of a case, or of the sector's whole list
	TurnAway    Kind = "turn-away"   // of Want.Away
	Registry    Kind = "registry"    // Want.Number
	Discrepancy Kind = "discrepancy" // of the registry Want.Number
	Return      Kind = "return"      // the return registry Want.Number
	Inventory   Kind = "inventory"   // Want.Inventory, or the one Want.Case lies in
	Report      Kind = "report"      // Want.Day

	PortalRefusal Kind = "portal-refusal" // of the portal's request Want.Portal
	PortalResult  Kind = "portal-result"  // of a portal's case whose result was sent
)

// Want names one paper. Of its other fields only those the kind speaks of
// count.
type Want struct {
	Kind      Kind
	Case      uuid.UUID
	Provider  string           // labels: only this one's; "" for all
	Away      *intake.TurnAway // as SendElsewhere gave it
	Number    uint64
	Inventory string // as on paper: "2015/3"
	Portal    string // the portal's own number of its request
	Day       calendar.Date
	Worker    string     // who prints, as papers of the sector name them
	Head      store.Head // of the journal just after the act, where that is known
	Copy      bool       // was printed before: marked, and a reprint in the journal
}

// Paper is a form and what the journal and file names call its subject: a
// number, never a name.
type Paper struct {
	*paper.Form
	Subject string
}

// Name is the paper's in queues and folders: "receipt-042-150302-000174".
func (p Paper) Name() string {
	s := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(p.Kind+"-"+p.Subject))
	return s[:min(len(s), 80)]
}

// Make builds the paper from what the office holds now. What is not there is
// an intake.Problem or a *Trouble.
func Make(ctx context.Context, o *courier.Office, w Want) (Paper, error) {
	switch w.Kind {
	case Receipt, Refusal, PortalResult:
		return ofCase(ctx, o, w)
	case PortalRefusal:
		return ofPortal(ctx, o, w)
	case Label:
		return labels(ctx, o, w)
	case TurnAway:
		who, err := worker(ctx, o, w.Away.By)
		if err != nil {
			return Paper{}, err
		}
		return Paper{paper.Away(o.Desk, *w.Away, paper.Options{Worker: who, Head: w.Head, Copy: w.Copy}),
			w.Away.Service + "-" + w.Away.At.In(o.Office.Zone()).Format("20060102-150405")}, nil
	}
	return sectors(ctx, o, w)
}

// Of tells which paper a case has at its window now; false when it has none:
// its number is void. What the provider did not take has the refusal receipt
// of the electronic road's process 6; a portal's case none but the notice of
// its result.
func Of(c *intake.Case) (Kind, bool) {
	switch c.Stage {
	case intake.Annulled:
		return "", false
	case intake.Refused:
		return Refusal, true
	}
	switch {
	case c.Road == intake.RoadCentre && c.Stage == intake.Ready && c.Outcome == intake.Unaccepted:
		return Refusal, true
	case c.Road == intake.RoadPortal:
		return PortalResult, c.Stage == intake.Issued && c.Outcome != intake.Unaccepted
	}
	return Receipt, true
}

func ofCase(ctx context.Context, o *courier.Office, w Want) (Paper, error) {
	c, err := o.Case(ctx, w.Case)
	if err != nil {
		return Paper{}, err
	}
	no := c.Number.String()
	if k, ok := Of(c); !ok || k != w.Kind {
		return Paper{}, noReceipt()
	}
	by := ""
	if len(c.History) > 0 {
		by = c.History[0].By
	}
	for _, e := range c.History {
		if e.Act == intake.ActTurnBack { // who hands the refusal receipt out signs it
			by = e.By
		}
	}
	who, err := worker(ctx, o, by)
	if err != nil {
		return Paper{}, err
	}
	build := paper.Receipt
	switch {
	case w.Kind == PortalResult:
		build = paper.PortalResult
	case w.Kind == Refusal && c.Outcome == intake.Unaccepted:
		build = paper.Unaccepted
	case w.Kind == Refusal:
		build = paper.Refusal
	}
	f, err := build(o.Desk, c, paper.Options{Worker: who, Head: w.Head, Copy: w.Copy})
	return Paper{f, no}, err
}

// worker is the name a paper prints for a worker's code.
func worker(ctx context.Context, o *courier.Office, code string) (string, error) {
	a, err := o.Worker(ctx, code)
	if p, ok := intake.AsProblem(err); ok && p.Code == intake.ProblemOperator {
		return code, nil // acts of machines and of workers who left the list
	}
	if err != nil {
		return "", err
	}
	return a.Name, nil
}

// page is how many rows of a list are read at once.
const page = 200

// labels are one case's, or those of everything the sector holds.
func labels(ctx context.Context, o *courier.Office, w Want) (Paper, error) {
	var all []*intake.Case
	subject := "sector"
	if w.Provider != "" {
		subject = w.Provider
	}
	if w.Case != uuid.Nil {
		c, err := o.Case(ctx, w.Case)
		if err != nil {
			return Paper{}, err
		}
		return Paper{paper.LabelSheet(o.Desk, []*intake.Case{c}), c.Number.String()}, nil
	}
	var after []byte
	for {
		var rows []intake.ListRow
		err := o.View(ctx, func(tx *store.Tx) (err error) {
			win := intake.Window{From: after, Limit: page}
			if w.Provider != "" {
				rows, err = intake.ListWindowOf(tx, intake.ListSector, w.Provider, win)
			} else {
				rows, err = intake.ListWindow(tx, intake.ListSector, win)
			}
			return err
		})
		if err != nil {
			return Paper{}, err
		}
		for _, r := range rows {
			c, err := o.Case(ctx, r.ID)
			if err != nil {
				return Paper{}, err
			}
			all = append(all, c)
		}
		if len(rows) < page {
			break
		}
		after = rows[len(rows)-1].Cursor
	}
	return Paper{paper.LabelSheet(o.Desk, all), subject + "-" + strconv.Itoa(len(all))}, nil
}
