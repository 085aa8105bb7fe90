package tui

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/theme"
)

// panicked is a panic of a command, with where it happened.
type panicked struct {
	what  any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic of type %T", p.what) }

func (e *Env) ask(to Screen, topic string, hold bool, fn func(context.Context) any) tea.Cmd {
	e.last++
	req := e.last
	if topic != "" {
		e.newest[question{to, topic}] = req
	}
	parent, limit, keep := e.Context, e.Deadline, e.keep // the command must not look at e
	return func() (msg tea.Msg) {
		a := answerMsg{env: e, to: to, topic: topic, req: req, hold: hold}
		defer func() {
			if r := recover(); r != nil {
				a.msg = error(&panicked{r, debug.Stack()})
				msg = a
			}
		}()
		if hold { // what has begun to write is not cut off with the line
			if parent.Err() != nil || !keep.enter() {
				a.msg = error(context.Canceled)
				return a
			}
			defer keep.leave()
			parent = context.WithoutCancel(parent)
		}
		ctx, cancel := context.WithTimeout(parent, limit)
		defer cancel()
		a.msg = fn(ctx)
		return a
	}
}

// answered brings an answer to the screen that asked, if it still stands and
// has not asked again since.
func (a *App) answered(m answerMsg) tea.Cmd {
	if m.hold {
		a.env.held--
	}
	cmd := a.deliver(m)
	_, bad := m.msg.(error)
	if m.hold && a.env.held == 0 && (a.woken || !bad && a.calming) { // one's own act is seen at once
		a.woken = false
		cmd = tea.Batch(cmd, a.broadcast(Changed{}))
	}
	return cmd
}

func (a *App) deliver(m answerMsg) tea.Cmd {
	q := question{m.to, m.topic}
	if m.topic != "" {
		if a.env.newest[q] != m.req {
			return nil
		}
		delete(a.env.newest, q)
	}
	if t, ok := m.msg.(told); ok {
		return t.tell(a)
	}
	err, bad := m.msg.(error)
	if !bad {
		return a.bring(m)
	}
	no := a.fail(m.topic, err)
	if !a.stands(m.to) {
		return nil
	}
	return m.to.Update(Failed{m.topic, err, no})
}

// bring hands an answer over.
func (a *App) bring(m answerMsg) tea.Cmd {
	if !a.stands(m.to) || m.msg == nil {
		return nil
	}
	return m.to.Update(m.msg)
}

// fail says an error on the message line: the words of a rule, or a short
// number whose cause is in the log. It returns the number.
func (a *App) fail(topic string, err error) string {
	e := a.env
	if e.Explain != nil {
		if t, ok := e.Explain(e.Words, err); ok {
			if _, rule := intake.AsProblem(err); !rule {
				e.Log.Error("trouble with the store", "topic", topic, "cause", err.Error())
			}
			a.say(theme.Trouble, t)
			return ""
		}
	}
	c := e.Words.Common()
	if errors.Is(err, context.DeadlineExceeded) {
		e.Log.Error("no answer in time", "topic", topic)
		a.say(theme.Trouble, c.Late)
		return ""
	}
	if errors.Is(err, context.Canceled) {
		a.say(theme.Trouble, c.Cut)
		return ""
	}
	a.errors++
	no := errorNumber(e.Clock(), a.errors)
	attrs := []any{"no", no, "topic", topic, "cause", err.Error()}
	var p *panicked
	if errors.As(err, &p) {
		attrs = append(attrs, "stack", string(p.stack))
	}
	e.Log.Error("internal error", attrs...)
	a.say(theme.Trouble, c.Internal.Fill(number(no)))
	return no
}

// errorNumber is what an internal error is called on the screen and in the log.
func errorNumber(at time.Time, n int) string {
	return fmt.Sprintf("%04d-%d", at.UnixMilli()/100%10000, n)
}
