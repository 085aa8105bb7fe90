package main

import (
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
)

type handoverCmd struct {
	Give    handoverGiveCmd    `cmd:"" help:"The counter hands papers over, with one act for all."`
	Receive handoverReceiveCmd `cmd:"" help:"The sector says that it holds them."`
	Confirm handoverConfirmCmd `cmd:"" help:"The counter agrees to what the sector received without its word."`
	List    handoverListCmd    `cmd:"" help:"What is at the counter, and what is not settled."`
}

type handoverGiveCmd struct {
	Numbers []string `arg:"" optional:"" help:"Numbers or barcodes; - reads them from standard input."`
	All     bool     `help:"Everything at the counter."`
	To      string   `placeholder:"CODE" help:"Who takes them (default: the first worker of the sector)."`
}

type handoverReceiveCmd struct {
	Numbers []string `arg:"" optional:"" help:"Numbers or barcodes; - reads them from standard input."`
	All     bool     `help:"Everything the counter gave and nobody received yet."`
}

type handoverConfirmCmd struct {
	Numbers []string `arg:"" help:"Numbers or barcodes; - reads them from standard input."`
}

type handoverListCmd struct{}

type handoverOut struct {
	Act   uint64   `json:"act,omitempty"`
	From  string   `json:"from,omitempty"`
	To    string   `json:"to,omitempty"`
	Cases []string `json:"cases"`
}

func (v handoverOut) text(s *sheet) {
	if v.Act > 0 {
		s.line("%s %d: %s → %s", say(s.lang, "Акт №", "Акт №", "Act No"), v.Act, v.From, v.To)
	}
	for _, n := range v.Cases {
		s.line("%s", n)
	}
}

// Run hands over.
func (c *handoverGiveCmd) Run(a *app) error {
	if c.All == (len(c.Numbers) > 0) {
		return usage("give numbers, or --all")
	}
	return a.doing(intake.Command(intake.ActGive), func(o *place, by intake.By) error {
		to := c.To
		if to == "" {
			w, err := o.first(intake.Command(intake.ActReceive))
			if err != nil {
				return err
			}
			to = w.Code
		} else if _, err := o.Worker(a.ctx, to); err != nil {
			return err
		}
		cases, err := o.chosen(c.Numbers, c.All, intake.ListCounter, func(r intake.ListRow) bool { return !r.Given })
		if err != nil {
			return err
		}
		step, done := progress[int](a, "Тапсыру", "Передача", "Handing over")
		act, err := o.Give(a.ctx, by, ids(cases), to, step)
		done()
		if err != nil {
			return err
		}
		v := handoverOut{act.Number, act.From, act.To, numbers(cases)}
		return a.answer(v, v.text)
	})
}

// Run receives, case by case.
func (c *handoverReceiveCmd) Run(a *app) error {
	if c.All == (len(c.Numbers) > 0) {
		return usage("give numbers, or --all")
	}
	return a.doing(intake.Command(intake.ActReceive), func(o *place, by intake.By) error {
		cases, err := o.chosen(c.Numbers, c.All, intake.ListUnsettled, func(r intake.ListRow) bool { return r.Given && !r.Received })
		if err != nil {
			return err
		}
		return o.oneByOne(by, cases, func(by intake.By, x *intake.Case) (*intake.Case, error) {
			return o.Receive(a.ctx, by, x.ID)
		})
	})
}

// Run confirms, case by case.
func (c *handoverConfirmCmd) Run(a *app) error {
	return a.doing(intake.Command(intake.ActGive), func(o *place, by intake.By) error {
		cases, err := o.each(c.Numbers, nil)
		if err != nil {
			return err
		}
		return o.oneByOne(by, cases, func(by intake.By, x *intake.Case) (*intake.Case, error) {
			return o.Confirm(a.ctx, by, x.ID)
		})
	})
}

// oneByOne does an act on each case by itself, and answers with their numbers;
// the first one a rule refuses ends it, those before it stay done.
func (o *place) oneByOne(by intake.By, cases []*intake.Case, fn func(intake.By, *intake.Case) (*intake.Case, error)) error {
	if len(cases) == 0 {
		return nothing()
	}
	step, done := progress[int](o.a, "Орындалуда", "Выполняется", "Working")
	defer done()
	for i, x := range cases {
		if _, err := fn(by.Part(x.ID[:]), x); err != nil {
			return err
		}
		step(i+1, len(cases))
	}
	done()
	v := handoverOut{Cases: numbers(cases)}
	return o.a.answer(v, v.text)
}

// Run lists both piles.
func (c *handoverListCmd) Run(a *app) error {
	type row struct {
		Number   string        `json:"number"`
		Service  string        `json:"service"`
		Due      calendar.Date `json:"due"`
		Handover uint64        `json:"handover,omitempty"`
		Given    bool          `json:"given"`
		Received bool          `json:"received"`
	}
	return a.seeing(func(o *place) error {
		list := []row{}
		for _, l := range []intake.List{intake.ListCounter, intake.ListUnsettled} {
			err := o.walk(l, func(r intake.ListRow) {
				if l == intake.ListUnsettled && r.Stage == intake.Accepted {
					return // it stands among those at the counter
				}
				list = append(list, row{string(r.Number), r.Service, r.Due, r.Handover, r.Given, r.Received})
			})
			if err != nil {
				return err
			}
		}
		return rows(a, list, func(s *sheet, r row) {
			state := say(a.lang, "терезеде", "у окна", "at the counter")
			switch {
			case r.Given && !r.Received:
				state = say(a.lang, "берілді, алынбаған", "передано, не принято", "given, not received")
			case r.Received && !r.Given:
				state = say(a.lang, "алынды, берілмеген", "принято, не передано", "received, not given")
			}
			s.line("%s  %s  %-16s %s", r.Number, r.Due, r.Service, state)
		})
	})
}

// chosen is the cases of the numbers given or, with all, those of a list that
// are wanted.
func (o *place) chosen(args []string, all bool, l intake.List, want func(intake.ListRow) bool) ([]*intake.Case, error) {
	if !all {
		return o.each(args, nil)
	}
	var cases []*intake.Case
	var err error
	e := o.walk(l, func(r intake.ListRow) {
		if err == nil && want(r) {
			var c *intake.Case
			c, err = o.Case(o.a.ctx, r.ID)
			cases = append(cases, c)
		}
	})
	if err == nil {
		err = e
	}
	return cases, err
}

// walk reads a work list page by page.
func (o *place) walk(l intake.List, fn func(intake.ListRow)) error {
	var after []byte
	for {
		var page []intake.ListRow
		err := o.View(o.a.ctx, func(tx *store.Tx) (err error) {
			page, err = intake.ListPage(tx, l, after, 200)
			return err
		})
		if err != nil || len(page) == 0 {
			return err
		}
		for _, r := range page {
			fn(r)
		}
		after = page[len(page)-1].Cursor
	}
}

func numbers(cases []*intake.Case) []string {
	all := []string{}
	for _, c := range cases {
		all = append(all, string(c.Number))
	}
	return all
}
