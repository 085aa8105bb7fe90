package main

import (
	"io"
	"os"
	"strings"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
)

type portalCmd struct {
	List portalListCmd `cmd:"" default:"withargs" help:"What came from the portal and what became of it, newest first; the same as no command."`
	Take portalTakeCmd `cmd:"" help:"Judge signed requests by conditions 1, 2 and 3 and answer them."`
	Drop portalDropCmd `cmd:"" help:"Take everything of the drop folder, and try again what waits; tereze serve does it by itself."`
}

// Help is shown by tereze portal --help.
func (portalCmd) Help() string {
	return "The first condition that fails refuses a request, with the message of process 2, 4 or 6 in the outbox; when all hold it is a case with its provider. What cannot be verified here now waits: nobody is refused for it. The drop folder is portal/ in the data folder, or egov.portal of office.toml."
}

type portalListCmd struct {
	State string `enum:",accepted,refused-1,refused-2,refused-3,waiting" default:"" placeholder:"STATE" help:"Only these: accepted, refused-1, refused-2, refused-3 or waiting."`
	Limit int    `default:"200" help:"At most so many."`
}

type portalTakeCmd struct {
	Files []string `arg:"" help:"Signed requests as the portal sends them."`
}

type portalDropCmd struct {
	Folder string `arg:"" optional:"" help:"Another folder."`
}

// portalOut is a portal request in JSON.
type portalOut struct {
	Portal    string      `json:"portal"` // the portal's own number
	At        time.Time   `json:"at"`
	State     string      `json:"state"`
	Service   string      `json:"service"`
	Provider  string      `json:"provider"`
	Name      string      `json:"name,omitempty"`
	Number    string      `json:"number,omitempty"` // of the case it became
	Condition uint8       `json:"condition,omitempty"`
	Process   uint8       `json:"process,omitempty"` // of the refusal message
	Reasons   []reasonOut `json:"reasons,omitempty"`
	Waiting   string      `json:"waiting,omitempty"`
}

type reasonOut struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

func (o *place) portalOut(r *intake.PortalRequest) portalOut {
	v := portalOut{Portal: r.Portal, At: r.At, State: string(r.State()), Service: r.Service, Provider: r.Provider, Name: r.Name,
		Condition: r.Condition, Process: r.RefusalProcess(), Waiting: r.Waiting}
	for _, reason := range r.Reasons {
		v.Reasons = append(v.Reasons, reasonOut{reason, o.PortalReason(r, reason).In(o.a.lang)})
	}
	if r.Case != uuid.Nil {
		if c, err := o.Case(o.a.ctx, r.Case); err == nil { // a provider's worker sees it while they have it
			v.Number = string(c.Number)
		}
	}
	return v
}

func (v portalOut) text(s *sheet) {
	s.line("%s  %s  %-10s %-16s %-12s %s  %s", v.At.Format("02.01.2006 15:04"), v.Portal,
		intake.PortalState(v.State).Words().In(s.lang), v.Service, v.Provider, v.Name, v.Number)
	for _, r := range v.Reasons {
		s.line("    %s", r.Text)
	}
	if v.Waiting != "" {
		s.line("    %s", v.Waiting)
	}
}

// Run lists what came from the portal.
func (c *portalListCmd) Run(a *app) error {
	if c.Limit < 1 || c.Limit > 10_000 {
		return usage("--limit: 1 to 10000")
	}
	return a.seeing(func(o *place) error {
		list := []portalOut{}
		for q := (courier.PortalQuery{Limit: 100}); len(list) < c.Limit; {
			page, err := o.PortalList(a.ctx, q)
			if err != nil {
				return err
			}
			for i := range page.Requests {
				if r := &page.Requests[i]; (c.State == "" || string(r.State()) == c.State) && len(list) < c.Limit {
					list = append(list, o.portalOut(r))
				}
			}
			if q.After = page.Next; q.After == nil {
				break
			}
		}
		return rows(a, list, func(s *sheet, v portalOut) { v.text(s) })
	})
}

// Run takes requests, one file after the other; those before one that is none
// stay answered.
func (c *portalTakeCmd) Run(a *app) error {
	return a.doing(intake.Command(intake.ActPortal), func(o *place, by intake.By) error {
		list := []portalOut{}
		for i, path := range c.Files {
			raw, err := readRequest(path)
			if err != nil {
				return err
			}
			one := by
			if i > 0 {
				one = by.Part([]byte(path))
			}
			r, err := o.TakePortal(a.ctx, one, raw, "")
			if err != nil {
				return err
			}
			list = append(list, o.portalOut(r))
		}
		return rows(a, list, func(s *sheet, v portalOut) { v.text(s) })
	})
}

// readRequest reads a file, but no more of it than a request may hold and a byte.
func readRequest(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, courier.MostPortal+1))
}

// Run empties the drop folder.
func (c *portalDropCmd) Run(a *app) error {
	return a.doing(intake.Command(intake.ActPortal), func(o *place, by intake.By) error {
		dir := c.Folder
		if dir == "" {
			dir, _ = o.portalDrop()
		}
		n, err := o.PortalDrop(a.ctx, by, dir)
		if err != nil {
			return err
		}
		v := struct {
			Taken   int `json:"taken"`
			Refused int `json:"refused"`
			Waiting int `json:"waiting"`
			Bad     int `json:"bad"`
		}(n)
		return a.answer(v, func(s *sheet) {
			words := []string{
				say(s.lang, "қабылданды", "принято", "accepted"), say(s.lang, "бас тартылды", "отказано", "refused"),
				say(s.lang, "күтуде", "ждёт", "waiting"), say(s.lang, "сауал емес", "не запрос", "no request"),
			}
			s.line(strings.Join(words, " %d, ")+" %d", v.Taken, v.Refused, v.Waiting, v.Bad)
		})
	})
}
