package tui

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/store"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// awayFilter is which of the cases that have left are listed.
type awayFilter struct {
	provider string    // only what this provider has; empty: all, and what is on the road
	late     bool      // only those past their limit
	one      uuid.UUID // only this case, found by a scan
}

// awayRow is one case of the list.
type awayRow struct {
	intake.ListRow
	since time.Time // of the step under way; zero on the road
	steps []catalogue.Step
	late  bool
}

// number is how the row is named in a sentence.
func (r awayRow) number() safe.Text { return safe.Clean(string(r.Number)) }

// awaySource reads the list. What it needs of the screen is handed over whole,
// so that the screen may change its mind while a page is on its way.
type awaySource struct {
	office *courier.Office
	state  atomic.Pointer[awayState]
}

type awayState struct {
	filter awayFilter
	words  lang.Words
	refuse map[string]bool // rows to be given back as reasoned refusals
}

// Page reads some rows: what stands in a registry that has not left is passed
// over, it is process 4's.
func (s *awaySource) Page(ctx context.Context, w widget.Want) (page widget.Page, err error) {
	if desk(s.office) {
		return s.ownPage(ctx, w)
	}
	st, now := s.state.Load(), s.office.Now()
	err = s.office.View(ctx, func(tx *store.Tx) error {
		rows, more, err := s.read(tx, st.filter, now, w)
		page = widget.Page{More: more}
		for _, r := range rows {
			page.Rows = append(page.Rows, s.row(st, r, now))
		}
		return err
	})
	return page, err
}

func (s *awaySource) read(tx *store.Tx, f awayFilter, now time.Time, w widget.Want) ([]awayRow, bool, error) {
	if f.one != uuid.Nil {
		r, err := s.single(tx, f.one, now)
		return r, false, err
	}
	if f.late && w.Back && w.From == "" {
		return s.lastLate(tx, f, now, w.Limit)
	}
	var out []awayRow
	win := intake.Window{Inclusive: w.Inclusive, Back: w.Back, Limit: w.Limit + 1}
	if w.From != "" {
		win.From = []byte(w.From)
	}
	for {
		list, err := f.window(tx, win)
		if err != nil {
			return nil, false, err
		}
		for i := range list {
			r := list[i]
			if w.Back {
				r = list[len(list)-1-i]
			}
			win.From, win.Inclusive = r.Cursor, false
			if f.late && !isLate(r.Due, r.DueAt, now) {
				return out, false, nil // the late ones come first
			}
			if gone, err := hasLeft(tx, r); err != nil || !gone {
				if err != nil {
					return nil, false, err
				}
				continue
			}
			if len(out) == w.Limit {
				return inOrder(out, w.Back), true, nil
			}
			full, err := s.fill(tx, r, now)
			if err != nil {
				return nil, false, err
			}
			out = append(out, full)
		}
		if len(list) < win.Limit {
			return inOrder(out, w.Back), false, nil
		}
	}
}

// lastLate is the end of the late ones, which no cursor marks.
func (s *awaySource) lastLate(tx *store.Tx, f awayFilter, now time.Time, limit int) ([]awayRow, bool, error) {
	var all []awayRow
	from := ""
	for {
		some, more, err := s.read(tx, f, now, widget.Want{From: from, Limit: 500})
		if err != nil {
			return nil, false, err
		}
		if all = append(all, some...); !more {
			return all[max(len(all)-limit, 0):], len(all) > limit, nil
		}
		from = string(all[len(all)-1].Cursor)
	}
}

func (s *awaySource) single(tx *store.Tx, id uuid.UUID, now time.Time) ([]awayRow, error) {
	c, err := intake.Cases.Get(tx, id[:])
	if err != nil || c.Stage != intake.Out {
		return nil, err
	}
	r := intake.ListRow{
		Cursor: id[:], ID: id, Number: c.Number, Service: c.Service, Edition: c.Edition, Name: c.Recipient.ShortName(),
		Provider: c.Provider, Due: c.Deadline, Stage: c.Stage, Accepted: c.AcceptedAt, Registry: c.Registry, Return: c.Return,
		Step: c.Step, Arrived: c.Arrived, SentBack: c.SentBack != "", Outcome: c.Outcome, Version: c.Version(),
	}
	if c.Step > 0 {
		r.Due, r.DueAt = c.StepDue, c.StepAt
	}
	full, err := s.fill(tx, r, now)
	return []awayRow{full}, err
}

// fill adds what the index does not tell.
func (s *awaySource) fill(tx *store.Tx, r intake.ListRow, now time.Time) (awayRow, error) {
	out := awayRow{ListRow: r, late: isLate(r.Due, r.DueAt, now)}
	if svc, _, ok := s.office.ServiceOf(r.Edition, r.Service); ok {
		out.steps = svc.Steps
	}
	if !r.Arrived {
		return out, nil
	}
	c, err := intake.Cases.Get(tx, r.ID[:])
	if err == nil {
		out.since = c.StepSince.In(now.Location())
	}
	return out, err
}

func (f awayFilter) window(tx *store.Tx, w intake.Window) ([]intake.ListRow, error) {
	if f.provider != "" {
		return intake.ListWindowOf(tx, intake.ListOut, f.provider, w)
	}
	return intake.ListWindow(tx, intake.ListOut, w)
}

// hasLeft tells that the courier has taken a case, or more.
func hasLeft(tx *store.Tx, r intake.ListRow) (bool, error) {
	if r.Arrived {
		return true, nil
	}
	reg, err := courier.Registries.Get(tx, store.AppendUint64(nil, r.Registry))
	return err == nil && reg.State >= courier.Dispatched, err
}

func inOrder(rows []awayRow, back bool) []awayRow {
	if back {
		for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
			rows[i], rows[j] = rows[j], rows[i]
		}
	}
	return rows
}

// isLate tells that a limit is past; a whole day is past when it is over.
func isLate(d calendar.Date, at calendar.Clock, now time.Time) bool {
	today := calendar.DateOf(now)
	return d.Before(today) || d == today && at != 0 && at < calendar.ClockOf(now)
}

func (s *awaySource) row(st *awayState, r awayRow, now time.Time) widget.Row {
	sign, at := theme.None, r.DueAt
	if r.late {
		sign = theme.Trouble
		if r.Due != calendar.DateOf(now) {
			at = 0 // of a day gone by the hour no longer matters
		}
	}
	service := safe.Clean(r.Service)
	if svc, _, ok := s.office.ServiceOf(r.Edition, r.Service); ok {
		service = st.words.Of(svc.Short)
	}
	provider := safe.Clean(r.Provider)
	if p, ok := s.office.Office.Provider(r.Provider); ok && p.Short != "" {
		provider = safe.Clean(p.Short)
	}
	since := safe.Text{}
	if !r.since.IsZero() {
		since = st.words.When(r.since, now)
	}
	return widget.Row{
		ID: r.ID.String(), Key: string(r.Cursor), Version: uint64(r.Version), Sign: sign, Value: r,
		Cells: []safe.Text{r.number(), safe.Clean(r.Name), provider,
			stepCell(st, r, false), stepCell(st, r, true), st.words.Due(r.Due, at, now), service, since},
	}
}

// stepCell says where a case stands with the provider, in a word or in full.
func stepCell(st *awayState, r awayRow, full bool) safe.Text {
	w := st.words.P5()
	switch {
	case st.refuse[r.ID.String()]:
		return w.ToRefuse
	case !r.Arrived:
		return w.OnRoad
	case r.SentBack:
		return w.SentBack
	case r.Return != 0:
		return w.OnReturn.Fill(number(uitoa(r.Return)))
	case int(r.Step) > len(r.steps) || r.Step == 0:
		return w.HasLeft
	}
	return stepName(st.words, r.steps, int(r.Step), full)
}

// stepName is 3/5 and who does it: in a word, or as the edition says it.
func stepName(words lang.Words, steps []catalogue.Step, step int, full bool) safe.Text {
	w, s := words.P5(), steps[step-1]
	who := words.Of(s.Who)
	short := map[string]safe.Text{"chancellery-in": w.StepIn, "head": w.StepHead, "executor": w.StepExecutor,
		"head-sign": w.StepSign, "chancellery-out": w.StepOut}[s.Code]
	if !full && !short.Empty() {
		who = short
	}
	return safe.Num(step).Plus(safe.Const("/"), safe.Num(len(steps)), safe.Const(" "), who)
}
