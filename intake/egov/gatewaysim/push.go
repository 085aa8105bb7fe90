package gatewaysim

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/beevik/etree"

	"tereze/intake/egov"
	"tereze/intake/egov/soap"
)

// Passed is what one pass did.
type Passed struct {
	Made   int // answers that became due
	Pushed int // messages the office took
	Failed int // messages it did not take, or was not given; they come again
}

// SetCallback says where the office is told (http or https); roots are its TLS
// certificates. Empty: the office asks by itself.
func (s *Sim) SetCallback(url string, roots *x509.CertPool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.callback = url
	s.push = &http.Client{
		Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}},
		Timeout:   time.Minute,
	}
}

// Run makes a pass at each tick, until ctx ends.
func (s *Sim) Run(ctx context.Context, tick <-chan time.Time) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick:
			if _, err := s.Pass(ctx); err != nil && ctx.Err() == nil {
				s.o.Log.Error("stand-in: pass", "error", err)
			}
		}
	}
}

// Pass lets time go on at the other side: the provider answers what is due,
// and what the office has not confirmed is pushed to it, oldest first.
func (s *Sim) Pass(ctx context.Context) (p Passed, err error) {
	if p.Made, err = s.region.pass(); err != nil {
		return p, err
	}
	s.mu.Lock()
	to := s.callback
	s.mu.Unlock()
	if to == "" || s.line.isDown() {
		return p, nil
	}
	var late []outgoing // told out of order: after all others
	for _, m := range s.region.waiting() {
		f := s.script.next(ChannelCallback, m.operation(), string(m.Kind))
		if f == OutOfOrder && m.Kind != egov.Taken {
			late = append(late, m)
			continue
		}
		s.told(ctx, to, m, f, &p)
	}
	for _, m := range late {
		s.told(ctx, to, m, "", &p)
	}
	return p, ctx.Err()
}

func (m outgoing) operation() string {
	if m.Kind == egov.Delivery {
		return "changeMassageStatusNotification"
	}
	return "sendMessage"
}

// told pushes one message as its fault wants it, and notes what came of it.
func (s *Sim) told(ctx context.Context, to string, m outgoing, f Fault, p *Passed) {
	sent, times := m, 1
	switch f {
	case Delay, LoseBefore:
		p.Failed++
		return
	case OutOfOrder:
		s.region.turn(m.Number)
		p.Failed++
		return
	case Double:
		times = 2
	case WrongCorrelation, UnknownCode, StatusRefused:
		// Another message altogether; the right one comes with the next pass.
		sent.GatewayID = s.region.fresh()
	}
	taken := false
	for range times {
		body, err := s.pushed(sent, f)
		if err == nil {
			err = s.post(ctx, to, body, f)
		}
		taken = taken || err == nil
		if err != nil {
			s.o.Log.Info("stand-in: the office did not take a message", "kind", string(m.Kind), "error", err)
		}
	}
	if !taken || f == LoseAfter || sent.GatewayID != m.GatewayID {
		p.Failed++
		return
	}
	p.Pushed++
	s.region.confirm(m.GatewayID)
}

// pushed is a message's element for the office's callback.
func (s *Sim) pushed(m outgoing, f Fault) (*etree.Element, error) {
	now := s.o.Clock()
	if f == SOAPFault {
		return s.fault(nil, "FAULT-015", "the service is not there").body, nil
	}
	if f == StatusRefused && m.Kind != egov.Delivery {
		m.Kind, m.State = egov.Delivery, soap.NotDelivered
	}
	if m.Kind == egov.Delivery {
		state := soap.State{State: m.State, Code: "NOT_DELIVERED", Since: m.At, At: now}
		if f == UnknownCode {
			state.State = CodeUnknown
		}
		about := m.Answers
		if f == WrongCorrelation {
			about = s.region.fresh()
		}
		return soap.StateChange{NotificationID: m.GatewayID, MessageID: about, SessionID: s.session(), State: state, At: now}.Element(), nil
	}
	out := s.carried(m)
	switch f {
	case WrongCorrelation:
		out.CorrelationID = s.region.fresh()
	case UnknownCode:
		out.Data = bytes.Replace(out.Data, []byte("<kind>"+string(m.Kind)+"</kind>"), []byte("<kind>"+CodeUnknown+"</kind>"), 1)
		out.Data = bytes.ReplaceAll(out.Data, []byte("signedRequest"), []byte("unknownRequest"))
	}
	return out.Element()
}

// post sends an envelope; an error is also what the office refuses.
func (s *Sim) post(ctx context.Context, to string, body *etree.Element, f Fault) error {
	data, kind, err := s.dress(body, f)
	if err != nil {
		return err
	}
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("gatewaysim: callback: %w", err)
	}
	q.Header.Set("Content-Type", kind)
	q.Header.Set("SOAPAction", `""`)
	s.mu.Lock()
	client := s.push
	s.mu.Unlock()
	a, err := client.Do(q)
	if err != nil {
		return fmt.Errorf("gatewaysim: callback: %w", err)
	}
	defer a.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(a.Body, mostAsked))
	if err != nil {
		return fmt.Errorf("gatewaysim: callback: %w", err)
	}
	e, err := soap.ReadEnvelope(bytes.NewReader(answer), soap.ReadOptions{Clock: s.o.Clock, Limit: mostAsked})
	if err != nil {
		return err
	}
	if a.StatusCode != http.StatusOK || e.Operation() == "Fault" {
		return fmt.Errorf("gatewaysim: the office answers with status %d", a.StatusCode)
	}
	return nil
}
