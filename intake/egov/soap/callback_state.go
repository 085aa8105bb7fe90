package soap

import (
	"context"
	"time"

	"github.com/beevik/etree"
)

// StateChange is the gateway's word that a message of ours got further.
type StateChange struct {
	NotificationID string
	MessageID      string // of the message it is about
	SessionID      string
	State          State
	Error          *ErrorInfo // nil: none
	At             time.Time
}

// Element is the operation changeMassageStatusNotification for the Body of an
// envelope.
func (c StateChange) Element() *etree.Element {
	op, in := operation(AsyncTypes, opStateChange, "request")
	el := in.CreateElement("notification")
	put(el, "notificationId", c.NotificationID)
	put(el, "messageId", c.MessageID)
	putMoment(el, "notificationDate", c.At)
	c.State.put(el)
	if c.Error != nil {
		c.Error.put(el.CreateElement("error"))
	}
	putMoment(in, "requestDate", c.At)
	putSome(in, "sessionId", c.SessionID)
	return op
}

// ReadStateChange takes it out of an envelope.
func ReadStateChange(env *Envelope) (StateChange, error) {
	in := expect(env, AsyncTypes, opStateChange, "request")
	el := in.inside("notification")
	c := StateChange{
		NotificationID: el.required("notificationId"), MessageID: el.required("messageId"),
		At: el.moment("notificationDate"), SessionID: in.optional("sessionId"),
		State: el.state(), Error: el.errorInfo("error"),
	}
	return c, first(in.err, el.err)
}

// StateReceived is the answer for the Body of an envelope.
func StateReceived(at time.Time, session string) *etree.Element {
	return received(opStateChange, at, session)
}

// PushState is the other side: the gateway tells us. The endpoint is the
// office's callback.
func (e *Endpoint) PushState(ctx context.Context, c StateChange) error {
	if c.At.IsZero() {
		c.At = e.now()
	}
	if c.State.Since.IsZero() {
		c.State.Since = c.At
	}
	return e.confirmed(ctx, opStateChange, c.Element())
}
