package main

import (
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/trio"
	"tereze/store"
	"tereze/tui/lang"
)

type registryCmd struct {
	Open    registryOpenCmd    `cmd:"" help:"Begin a registry for a provider; its open one is given when there is one."`
	Add     registryAddCmd     `cmd:"" help:"Lay cases in: into the provider's open registry, or a named one."`
	Remove  registryRemoveCmd  `cmd:"" help:"Take cases out of an open registry, back to the pile."`
	Close   registryCloseCmd   `cmd:"" help:"Fix a registry's list."`
	Reopen  registryReopenCmd  `cmd:"" help:"Take the closing back before the courier has it."`
	List    registryListCmd    `cmd:"" help:"Registries, by state."`
	Show    registryShowCmd    `cmd:"" help:"One registry with its cases."`
	Waiting registryWaitingCmd `cmd:"" help:"What the sector holds outside any registry, by provider, and when it must leave."`
}

type registryOpenCmd struct {
	Provider string `arg:"" help:"Provider, as office.toml names it."`
}

type registryAddCmd struct {
	Numbers  []string `arg:"" optional:"" help:"Numbers or barcodes; - reads them from standard input."`
	All      bool     `help:"Everything the sector holds for --provider."`
	Provider string   `placeholder:"CODE" help:"With --all."`
	Registry uint64   `placeholder:"N" help:"This registry (default: the open one of each case's provider)."`
}

type registryRemoveCmd struct {
	Numbers []string `arg:"" help:"Numbers or barcodes; - reads them from standard input."`
}

type registryCloseCmd struct {
	Registry uint64 `arg:"" help:"Number of the registry."`
}

type registryReopenCmd struct {
	Registry uint64 `arg:"" help:"Number of the registry."`
}

type registryListCmd struct {
	State string `enum:",open,closed,dispatched,delivered" default:"" help:"Only those: open, closed, dispatched or delivered."`
	Limit int    `default:"100" help:"At most so many of each state."`
}

type registryShowCmd struct {
	Registry uint64 `arg:"" help:"Number of the registry."`
}

type registryWaitingCmd struct{}

// registryOut is a registry in JSON.
type registryOut struct {
	Registry   uint64          `json:"registry"`
	Provider   string          `json:"provider"`
	State      string          `json:"state"`
	Opened     time.Time       `json:"opened"`
	Closed     *time.Time      `json:"closed,omitempty"`
	Cases      uint64          `json:"cases"`
	Batch      uint64          `json:"batch,omitempty"`
	Courier    string          `json:"courier,omitempty"`
	Run        string          `json:"run,omitempty"`
	Seal       string          `json:"seal,omitempty"`
	Dispatched *time.Time      `json:"dispatched,omitempty"`
	Delivered  *time.Time      `json:"delivered,omitempty"`
	Receiver   string          `json:"receiver,omitempty"`
	Act        *discrepancyOut `json:"discrepancy,omitempty"`
	Contents   []lineOut       `json:"contents,omitempty"`
}

// lineOut is a case on a list.
type lineOut struct {
	Number   string        `json:"number"`
	Service  string        `json:"service"`
	Name     string        `json:"name"`
	Stage    string        `json:"stage"`
	Accepted time.Time     `json:"accepted"`
	Due      calendar.Date `json:"due,omitzero"`
}

type discrepancyOut struct {
	Number uint64   `json:"number"`
	Missed []string `json:"missed"`
	Extra  []string `json:"extra"`
}

func (o *place) registryOut(r *courier.Registry) (registryOut, error) {
	v := registryOut{Registry: r.Number, Provider: r.Provider, State: r.State.String(), Opened: o.local(r.OpenedAt),
		Cases: r.Cases, Batch: r.Batch, Courier: r.Courier, Run: r.Run, Seal: r.Seal, Receiver: r.Receiver,
		Closed: o.when(r.ClosedAt), Dispatched: o.when(r.DispatchedAt), Delivered: o.when(r.DeliveredAt)}
	if r.State != courier.Open {
		return v, nil
	}
	return v, o.View(o.a.ctx, func(tx *store.Tx) error {
		out, _, err := courier.Held(tx, r.Number)
		v.Cases = uint64(out)
		return err
	})
}

// local puts an instant into the office's zone; when gives nil for none.
func (o *place) local(t time.Time) time.Time { return t.In(o.Office.Office.Zone()) }

func (o *place) when(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = o.local(t)
	return &t
}

// stateWords names a registry's state.
func stateWords(state string, l trio.Lang) string {
	for s := courier.Open; s <= courier.Delivered; s++ {
		if s.String() == state {
			return lang.New(l).State(s).String()
		}
	}
	return state
}

func (v registryOut) text(s *sheet) {
	s.line("%s %d  %s  %s  %s: %d", say(s.lang, "Тізілім №", "Реестр №", "Registry No"), v.Registry, v.Provider,
		stateWords(v.State, s.lang), say(s.lang, "іс", "дел", "cases"), v.Cases)
	s.pair("Шабарман", "Курьер", "Courier", v.Courier)
	s.pair("Рейс", "Рейс", "Run", v.Run)
	s.pair("Мөр", "Пломба", "Seal", v.Seal)
	s.pair("Қабылдаған", "Принял", "Received by", v.Receiver)
	for i, c := range v.Contents {
		s.line("%4d. %s  %-16s %s", i+1, c.Number, c.Service, c.Name)
	}
	if v.Act != nil {
		s.line("%s %d", say(s.lang, "Сәйкессіздік актісі №", "Акт о расхождении №", "Discrepancy act No"), v.Act.Number)
		for _, n := range v.Act.Missed {
			s.line("  - %s", n)
		}
		for _, n := range v.Act.Extra {
			s.line("  + %s", n)
		}
	}
}

func (o *place) tellRegistry(r *courier.Registry, err error) error {
	if err != nil {
		return err
	}
	v, err := o.registryOut(r)
	if err != nil {
		return err
	}
	return o.a.answer(v, v.text)
}

// Run opens a registry.
func (c *registryOpenCmd) Run(a *app) error {
	return a.doing(intake.CanRegistry, func(o *place, by intake.By) error { return o.tellRegistry(o.OpenRegistry(a.ctx, by, c.Provider)) })
}

// Run closes one.
func (c *registryCloseCmd) Run(a *app) error {
	return a.doing(intake.CanRegistry, func(o *place, by intake.By) error { return o.tellRegistry(o.CloseRegistry(a.ctx, by, c.Registry)) })
}

// Run opens a closed one again.
func (c *registryReopenCmd) Run(a *app) error {
	return a.doing(intake.CanRegistry, func(o *place, by intake.By) error { return o.tellRegistry(o.Reopen(a.ctx, by, c.Registry)) })
}

// Run lays cases into registries and tells which hold them.
func (c *registryAddCmd) Run(a *app) error {
	if c.All == (len(c.Numbers) > 0) || c.All != (c.Provider != "") || c.All && c.Registry > 0 {
		return usage("give numbers, or --all with --provider")
	}
	return a.doing(intake.Command(intake.ActAdd), func(o *place, by intake.By) error {
		if c.All {
			return o.addAll(by, c.Provider)
		}
		cases, err := o.each(c.Numbers, in(intake.Handed))
		if err != nil {
			return err
		}
		return o.oneByOne(by, cases, func(by intake.By, x *intake.Case) (*intake.Case, error) {
			if c.Registry > 0 {
				return o.Add(a.ctx, by, c.Registry, x.ID)
			}
			return o.Put(a.ctx, by, x.ID)
		})
	})
}

func (o *place) addAll(by intake.By, provider string) error {
	if _, ok := o.Office.Office.Provider(provider); !ok {
		return intake.Refuse(intake.ProblemProviderUnknown, "provider", provider)
	}
	step, done := progress[int](o.a, "Тізілімге", "В реестр", "Into the registry")
	n, err := o.PutAll(o.a.ctx, by, provider, step)
	done()
	if err != nil {
		return err
	}
	if n == 0 {
		return nothing()
	}
	open, err := o.RegistriesIn(o.a.ctx, courier.Open, 1000)
	if err != nil {
		return err
	}
	for _, r := range open {
		if r.Provider == provider {
			return o.tellRegistry(r, nil)
		}
	}
	return nil
}

// Run takes cases out of their open registries.
func (c *registryRemoveCmd) Run(a *app) error {
	return a.doing(intake.Command(intake.ActTakeOut), func(o *place, by intake.By) error {
		cases, err := o.each(c.Numbers, in(intake.Out))
		if err != nil {
			return err
		}
		return o.oneByOne(by, cases, func(by intake.By, x *intake.Case) (*intake.Case, error) {
			return o.TakeOut(a.ctx, by, x.ID)
		})
	})
}
