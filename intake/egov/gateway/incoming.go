package gateway

import (
	"context"
	"net/http"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
	"tereze/intake/egov/soap"
)

// remembered is how many messages' services are kept for Confirm.
const remembered = 4096

// told turns a message into what the domain is told. One that cannot be read
// has no kind: it is kept as it came, for a person.
func (g *Gateway) told(m soap.AsyncMessage) egov.Incoming {
	g.mu.Lock()
	if len(g.from) >= remembered {
		clear(g.from)
	}
	g.from[m.MessageID] = m.ServiceID
	g.mu.Unlock()

	in := egov.Incoming{GatewayID: m.MessageID, Answers: m.CorrelationID, Number: m.SenderCorrelationID, At: m.At, Raw: m.Data}
	switch root := payload.Root(m.Data); root {
	case "answer":
		a, err := payload.ReadAnswer(m.Data)
		if err == nil {
			return a.Told(m.MessageID, m.CorrelationID, m.Data)
		}
		g.log.Warn("egov-unreadable", "message", m.MessageID, "cause", err.Error())
	case "signedRequest":
		in.Kind, in.Portal, in.Number = egov.PortalRequest, m.Data, portalNumber(m.Data)
	default:
		g.log.Warn("egov-unreadable", "message", m.MessageID, "cause", "no payload of ours")
	}
	return in
}

// portalNumber is the portal's own number of a request, "" when the request
// cannot be read. It is not verified here.
func portalNumber(raw []byte) string {
	form, _, err := payload.ReadSigned(raw)
	if err != nil {
		return ""
	}
	p, err := payload.ReadPortal(form)
	if err != nil {
		return ""
	}
	return p.ID
}

// changed is the gateway's own word on a message of ours.
func changed(c soap.StateChange) egov.Incoming {
	return egov.Incoming{GatewayID: c.NotificationID, Answers: c.MessageID, Kind: egov.Delivery, At: c.At, State: c.State.State}
}

// Callbacks serves what the gateway pushes. What receive returns nil for is
// taken; an error makes the gateway send it again. Without certificates of the
// gateway's signers nothing is let in: anybody could push.
func (g *Gateway) Callbacks(receive egov.Receive) http.Handler {
	if g.async.Signers == nil {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "no signers are configured", http.StatusForbidden)
		})
	}
	return soap.Callback(soap.CallbackOptions{
		Signers: g.async.Signers, Identity: g.async.Identity, Limit: g.async.Limit, Clock: g.clock, Revoked: g.async.Revoked, Log: g.log,
		Message: func(ctx context.Context, m soap.AsyncMessage) error { return receive(ctx, g.told(m)) },
		State:   func(ctx context.Context, c soap.StateChange) error { return receive(ctx, changed(c)) },
	})
}
