package tui

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/egov/agent"
	"tereze/intake/egov/ncalayer"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// signWait is how long a person may take over the signature: the token's
// password is typed on their own machine.
const signWait = 3 * time.Minute

// signedMsg ends the signing of a request.
type signedMsg struct {
	number string
	sent   bool
}

func (p *eroad) signed(m signedMsg) tea.Cmd {
	w := p.Words.ERoad()
	say := w.SignedDone
	if m.sent {
		say = w.SentDone
	}
	return p.Update(saidMsg{say.Fill(safe.Clean(m.number))})
}

// sign has the request signed on the person's own machine, and sends it where
// that was asked for. It asks nothing: the signing program does, there.
func (p *eroad) sign(send bool) tea.Cmd {
	id, number, version := p.picked()
	by, office, session := p.By(), p.Office, *p.Session
	usual := p.Deadline
	p.Deadline = signWait
	defer func() { p.Deadline = usual }()
	p.Say(0, p.Words.ERoad().Signing)
	return p.Do(p, "sign", func(ctx context.Context) any {
		c, err := office.CaseAsSeen(ctx, id, version)
		if err != nil {
			return err
		}
		if err := office.Signing(c, intake.ActSign); err != nil { // before anybody types a password
			return err
		}
		if !office.RequestSigned(c) {
			if cms, err := session.signature(ctx, c, office.Form(c)); err != nil {
				return err
			} else if c, err = office.SignRequest(ctx, by, id, cms); err != nil {
				return err
			}
		}
		if !send {
			return signedMsg{number: number}
		}
		if _, err := office.Send(ctx, by.Part([]byte("send")), c.ID); err != nil {
			return err
		}
		return signedMsg{number: number, sent: true}
	})
}

// signature asks the program that signs for this worker: beside their own
// terminal, never here.
func (s *Session) signature(ctx context.Context, c *intake.Case, data []byte) ([]byte, error) {
	if s.signer == nil {
		return nil, intake.Refuse(intake.ProblemNoSigner, "")
	}
	with, ok := s.signer(s.Actor.Code)
	if !ok {
		return nil, intake.Refuse(intake.ProblemNoSigner, "")
	}
	about := agent.What{Number: string(c.Number)}
	if svc, _, ok := s.Office.Service(c); ok {
		about.Service = svc.Short.In(s.Lang)
	}
	cms, err := with.Sign(agent.About(ctx, about), data)
	var failed *ncalayer.Failure
	switch {
	case errors.Is(err, ncalayer.ErrCanceled):
		err = intake.Refuse(intake.ProblemSigningCanceled, "")
	case errors.Is(err, ncalayer.ErrToken):
		err = intake.Refuse(intake.ProblemTokenOut, "")
	case errors.Is(err, ncalayer.ErrAway):
		err = intake.Refuse(intake.ProblemNoSigner, "")
	case errors.As(err, &failed):
		err = intake.Refuse(intake.ProblemSigningFailed, "", failed.Text)
	}
	return cms, err
}

// signFolder is where requests go to be signed elsewhere, by number alone.
const signFolder = "sign"

// writeOut lays the filled request beside the data, for a signing program that
// knows no other way.
func (p *eroad) writeOut() tea.Cmd {
	id, number, version := p.picked()
	office, dir, w := p.Office, p.dir, p.Words.ERoad()
	if dir == "" {
		return p.Say(theme.Trouble, w.NoFolder)
	}
	return p.Do(p, "write", func(ctx context.Context) any {
		c, err := office.CaseAsSeen(ctx, id, version)
		if err != nil {
			return err
		}
		folder := filepath.Join(dir, signFolder)
		path := filepath.Join(folder, number+".xml")
		if err := errors.Join(os.MkdirAll(folder, 0o700), os.WriteFile(path, office.Form(c), 0o600)); err != nil {
			return err
		}
		return saidMsg{w.WroteOut.Fill(safe.Clean(path))}
	})
}

// readIn takes back what was signed elsewhere.
func (p *eroad) readIn() tea.Cmd {
	id, number, version := p.picked()
	by, office, dir, w := p.By(), p.Office, p.dir, p.Words.ERoad()
	if dir == "" {
		return p.Say(theme.Trouble, w.NoFolder)
	}
	return p.Do(p, "sign", func(ctx context.Context) any {
		if _, err := office.CaseAsSeen(ctx, id, version); err != nil {
			return err
		}
		for _, end := range []string{".p7s", ".xml.p7s", ".cms", ".xml.cms"} {
			cms, err := os.ReadFile(filepath.Join(dir, signFolder, number+end))
			if errors.Is(err, fs.ErrNotExist) {
				continue
			} else if err != nil {
				return err
			}
			if _, err := office.SignRequest(ctx, by, id, cms); err != nil {
				return err
			}
			return saidMsg{w.SignedDone.Fill(safe.Clean(number))}
		}
		return intake.Refuse(intake.ProblemNotSigned, "")
	})
}

// whyNotResend: only what is in doubt, or waits, is sent again.
func (p *eroad) whyNotResend() safe.Text {
	return p.whyNot(func(m intake.Message) bool {
		return m.State == intake.MessageDoubtful || m.State == intake.MessageWaiting
	})
}

// whyNotDrop: a request is put aside only when it is in doubt.
func (p *eroad) whyNotDrop() safe.Text {
	return p.whyNot(func(m intake.Message) bool {
		return m.State == intake.MessageDoubtful || m.State == intake.MessageWaiting && m.Kind != intake.MessageRequest
	})
}

func (p *eroad) whyNot(may func(intake.Message) bool) safe.Text {
	m, is := p.value().(intake.Message)
	switch {
	case !is:
		return p.Words.Common().Nothing
	case !may(m):
		return p.Words.ERoad().OnlyDoubtful
	}
	return safe.Text{}
}

func (p *eroad) resend() tea.Cmd {
	m := p.value().(intake.Message)
	by, office, w := p.By(), p.Office, p.Words.ERoad()
	return p.Do(p, "resend", func(ctx context.Context) any {
		if _, err := office.Resend(ctx, by, m.ID); err != nil {
			return err
		}
		return saidMsg{w.ResendDone.Fill(safe.Clean(m.Number))}
	})
}

// drop asks why, and sends a message no more, or lays aside one that came.
func (p *eroad) drop() tea.Cmd {
	by, office, w := p.By(), p.Office, p.Words.ERoad()
	id, came, number := uuid.Nil, "", ""
	title, ask, done := w.Drop, w.DropAsk, w.DropDone
	switch m := p.value().(type) {
	case intake.Message:
		id, number = m.ID, m.Number
	case intake.Inbound:
		came, number = m.GatewayID, m.Number
		title, ask, done = w.SetAside, w.AsideAsk, w.AsideDone
	default:
		return nil
	}
	return p.Open(AskReason(p.Env, title, w.Reason, []safe.Text{safe.Clean(number), ask}, func(reason string) tea.Cmd {
		return p.Do(p, "drop", func(ctx context.Context) any {
			var err error
			if came != "" {
				err = office.DropInbound(ctx, by, came, reason)
			} else {
				_, err = office.DropMessage(ctx, by, id, reason)
			}
			if err != nil {
				return err
			}
			return saidMsg{done.Fill(safe.Clean(number))}
		})
	}))
}
