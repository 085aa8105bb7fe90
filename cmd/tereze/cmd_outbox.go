package main

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
)

type outboxCmd struct {
	List   outboxListCmd   `cmd:"" default:"withargs" help:"What waits, is unanswered or in doubt; the same as no command."`
	Came   outboxCameCmd   `cmd:"" help:"What the gateway sent and could not be carried out, and why."`
	Pass   outboxPassCmd   `cmd:"" help:"Send what is due and ask for answers, once; tereze serve does it by itself."`
	Resend outboxResendCmd `cmd:"" help:"Send a message that is in doubt or waits now; the other side counts it once."`
	Drop   outboxDropCmd   `cmd:"" help:"Put aside a message that need not be sent."`
	Aside  outboxAsideCmd  `cmd:"" help:"Put aside what came and cannot be carried out."`
}

type outboxListCmd struct {
	State string `enum:",waiting,sent,answered,doubtful,dropped" default:"" placeholder:"STATE" help:"Only these: waiting, sent, answered, doubtful or dropped."`
	Limit int    `default:"200" help:"At most so many."`
}

// messageOut is one message. Raw is what a person must read of one in doubt.
type messageOut struct {
	ID       string     `json:"id"`
	Kind     string     `json:"kind"`
	Number   string     `json:"number"`
	State    string     `json:"state"`
	Made     time.Time  `json:"made"`
	Next     *time.Time `json:"next,omitempty"` // of one that waits
	Tried    *time.Time `json:"tried,omitempty"`
	Attempts int        `json:"attempts"`
	Trying   bool       `json:"trying,omitempty"` // a try began whose end nobody knows
	Gateway  string     `json:"gateway,omitempty"`
	Code     string     `json:"code,omitempty"`
	Why      string     `json:"why,omitempty"`
	Text     string     `json:"text,omitempty"`
	Note     string     `json:"note,omitempty"`
	Raw      string     `json:"raw,omitempty"`
}

func (o *place) messageOut(m *intake.Message) messageOut {
	v := messageOut{ID: m.ID.String(), Kind: string(m.Kind), Number: m.Number, State: m.State.String(), Made: m.Made,
		Tried: o.when(m.Tried), Attempts: m.Attempts, Trying: m.Trying, Gateway: m.Gateway, Code: m.Code, Note: m.Note,
		Raw: strings.ToValidUTF8(string(m.Raw), "?")}
	if m.State == intake.MessageWaiting {
		v.Next = o.when(m.Next)
	}
	if p := m.Problem(); p != nil {
		v.Why, v.Text = p.Code, problemText(p, o.a.lang)
	}
	return v
}

func (v messageOut) text(s *sheet) {
	s.line("%s  %-18s %-14s %-9s %3d  %s", v.ID, v.Number, v.Kind, v.State, v.Attempts, v.Text)
}

// Run lists messages: those in doubt first, then what waits, then what is
// unanswered.
func (c *outboxListCmd) Run(a *app) error {
	if c.Limit < 1 || c.Limit > 10_000 {
		return usage("--limit: 1 to 10000")
	}
	q := intake.OutboxQuery{Limit: c.Limit}
	for s := intake.MessageWaiting; s <= intake.MessageDropped; s++ {
		if s.String() == c.State {
			q.State = s
		}
	}
	return a.seeing(func(o *place) error {
		some, _, err := o.Outbox(a.ctx, q)
		if err != nil {
			return err
		}
		list := []messageOut{}
		for i := range some {
			list = append(list, o.messageOut(&some[i]))
		}
		return rows(a, list, func(s *sheet, v messageOut) { v.text(s) })
	})
}

type outboxPassCmd struct{}

// passOut is what one pass did.
type passOut struct {
	Tried    int `json:"tried"`
	Sent     int `json:"sent"`
	Answered int `json:"answered"`
	Doubtful int `json:"doubtful"`
	Taken    int `json:"taken"`
}

// Run makes one pass of the post.
func (c *outboxPassCmd) Run(a *app) error {
	return a.office(writing, func(o *place) error {
		whole := o.Office // the post reads for the office itself
		if _, err := o.act(intake.CanOutbox); err != nil {
			return err
		}
		if o.Gateway == nil {
			return intake.Refuse(intake.ProblemNoGateway, "")
		}
		log, done, err := o.log()
		if err != nil {
			return err
		}
		defer done()
		p, err := (&courier.Post{Office: whole, Log: log}).Pass(a.ctx)
		if err != nil {
			return err
		}
		return a.answer(passOut(p), func(s *sheet) {
			s.line("%s %d, %s %d, %s %d, %s %d, %s %d",
				say(s.lang, "әрекет", "попыток", "tried"), p.Tried, say(s.lang, "жолданды", "отправлено", "sent"), p.Sent,
				say(s.lang, "жауап алды", "отвечено", "answered"), p.Answered, say(s.lang, "күмәнді", "сомнительно", "doubtful"), p.Doubtful,
				say(s.lang, "келгені орындалды", "пришло и исполнено", "taken"), p.Taken)
		})
	})
}

type outboxResendCmd struct {
	ID string `arg:"" help:"The message's number, as the list tells it."`
}

// Run sends a message once more.
func (c *outboxResendCmd) Run(a *app) error {
	return a.oneMessage(c.ID, func(o *place, by intake.By, id uuid.UUID) (*intake.Message, error) {
		return o.Resend(a.ctx, by, id)
	})
}

type outboxDropCmd struct {
	ID     string `arg:"" help:"The message's number, as the list tells it."`
	Reason string `placeholder:"TEXT" help:"Why."`
}

// Run puts a message aside.
func (c *outboxDropCmd) Run(a *app) error {
	return a.oneMessage(c.ID, func(o *place, by intake.By, id uuid.UUID) (*intake.Message, error) {
		return o.DropMessage(a.ctx, by, id, c.Reason)
	})
}

func (a *app) oneMessage(text string, fn func(*place, intake.By, uuid.UUID) (*intake.Message, error)) error {
	id, err := uuid.Parse(text)
	if err != nil {
		return usage("%q is no number of a message (tereze outbox)", text)
	}
	return a.doing(intake.CanOutbox, func(o *place, by intake.By) error {
		m, err := fn(o, by, id)
		if err != nil {
			return err
		}
		v := o.messageOut(m)
		return a.answer(v, v.text)
	})
}
