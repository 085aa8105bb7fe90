package gateway

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"tereze/intake/egov"
	"tereze/intake/egov/soap"
)

// usualFetch is how many messages are asked for when nobody says.
const usualFetch = 20

// Send hands a message to the asynchronous channel. Its number goes as
// SenderCorrelationId, by which the other side tells doubles; an answer names
// what it answers.
func (g *Gateway) Send(ctx context.Context, r egov.Request) (string, error) {
	s, ok := g.settings.Service(string(r.Kind))
	if !ok {
		return "", egov.ErrOff
	}
	if r.Number == "" || len(r.Body) == 0 {
		return "", fmt.Errorf("gateway: a message of kind %q without a number or a body", r.Kind)
	}
	m := soap.AsyncMessage{ServiceID: s.ID, Type: soap.TypeRequest, SenderCorrelationID: r.Number, At: r.At, Data: r.Body}
	if m.At.IsZero() {
		m.At = g.clock()
	}
	if r.Answer != "" {
		m.CorrelationID, m.Type = r.Answer, soap.TypeResponse
	}
	receipt, err := g.async.AsyncSend(ctx, m)
	if err != nil {
		if _, err = faulted(s, err); err == nil { // "none" is no answer to a message
			err = fmt.Errorf("%w: a fault that says nothing was found", egov.ErrAnswer)
		}
		return "", err
	}
	if receipt.MessageID == "" {
		return "", fmt.Errorf("%w: no number of the gateway", egov.ErrAnswer)
	}
	return receipt.MessageID, nil
}

// Fetch asks for what was not pushed: answers of АРМ РШЭП and requests of the
// portal, oldest first. What one service has comes even when another does not
// answer.
func (g *Gateway) Fetch(ctx context.Context, limit int) (all []egov.Incoming, err error) {
	if limit <= 0 {
		limit = usualFetch
	}
	asked := 0
	for _, id := range g.inboxes() {
		list, e := g.messages(ctx, id, limit)
		if e != nil {
			g.log.WarnContext(ctx, "egov-fetch", "service", id, "cause", e.Error())
			err = errors.Join(err, e)
			continue
		}
		asked++
		for _, m := range list {
			all = append(all, g.told(m))
		}
	}
	if asked == 0 && err == nil {
		return nil, egov.ErrOff
	}
	slices.SortStableFunc(all, func(a, b egov.Incoming) int { return a.At.Compare(b.At) })
	if len(all) > limit {
		all = all[:limit] // the rest stays with the gateway, unconfirmed
	}
	if len(all) > 0 {
		err = nil
	}
	return all, err
}

// inboxes are the services that messages come by.
func (g *Gateway) inboxes() (ids []string) {
	for _, kind := range []string{egov.KindAnswer, egov.KindPortal} {
		if s, ok := g.settings.Service(kind); ok && !slices.Contains(ids, s.ID) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// messages asks one service; when many together cannot be read, be it that
// they are too big, one.
func (g *Gateway) messages(ctx context.Context, service string, limit int) ([]soap.AsyncMessage, error) {
	list, err := g.async.GetMessages(ctx, soap.Query{ServiceID: service, Amount: limit})
	if errors.Is(err, egov.ErrAnswer) && limit > 1 {
		list, err = g.async.GetMessages(ctx, soap.Query{ServiceID: service, Amount: 1})
	}
	return list, err
}

// Confirm tells the gateway that a message is safe with us, or that it cannot
// be read and is not to be sent again.
func (g *Gateway) Confirm(ctx context.Context, gatewayID string, taken bool) error {
	g.mu.Lock()
	service, ok := g.from[gatewayID]
	g.mu.Unlock()
	if !ok { // from before this program began: most come by the first
		ids := g.inboxes()
		if len(ids) == 0 {
			return egov.ErrOff
		}
		service = ids[0]
	}
	err := g.async.Deliver(ctx, soap.Notification{MessageID: gatewayID, ServiceID: service, Accepted: taken})
	if err == nil {
		g.mu.Lock()
		delete(g.from, gatewayID)
		g.mu.Unlock()
	}
	return err
}
