package soap

import (
	"context"
	"errors"
	"time"

	"github.com/beevik/etree"
)

// Notification tells the gateway what became of a message it gave us.
type Notification struct {
	MessageID string // the gateway's
	ServiceID string
	Accepted  bool       // it is safe with us
	Resend    bool       // not accepted: worth sending again
	Error     *ErrorInfo // why not; nil: not said
	Sender    Sender     // zero: the endpoint's
	At        time.Time
}

// Element is the operation for the Body of an envelope.
func (n Notification) Element() *etree.Element {
	op, in := operation(AsyncTypes, opDelivery, "request")
	el := in.CreateElement("notification")
	put(el, "messageId", n.MessageID)
	put(el, "serviceId", n.ServiceID)
	putMoment(el, "notificationDate", n.At)
	status := el.CreateElement("deliveryStatus")
	received, again := statusNotAccepted, notResend
	if n.Accepted {
		received = statusAccepted
	}
	if n.Resend {
		again = resend
	}
	put(status, "receiveStatus", received)
	putMoment(status, "statusDate", n.At)
	put(status, "resendMessage", again)
	if n.Error != nil {
		n.Error.put(status.CreateElement("error"))
	}
	putMoment(in, "requestDate", n.At)
	if n.Sender != (Sender{}) {
		putSender(in, n.Sender)
	}
	return op
}

// ReadNotification is the other side.
func ReadNotification(env *Envelope) (Notification, error) {
	in := expect(env, AsyncTypes, opDelivery, "request")
	el := in.inside("notification")
	status := el.inside("deliveryStatus")
	n := Notification{
		MessageID: el.required("messageId"), ServiceID: el.required("serviceId"),
		At: el.moment("notificationDate"), Error: status.errorInfo("error"),
	}
	received, again := status.required("receiveStatus"), status.required("resendMessage")
	if in.maybe("sender") != nil {
		n.Sender = in.sender()
	}
	if err := first(in.err, el.err, status.err); err != nil {
		return n, err
	}
	if !oneOf(received, statusAccepted, statusNotAccepted) || !oneOf(again, resend, notResend) {
		return n, bad("a notification of no known status")
	}
	n.Accepted, n.Resend = received == statusAccepted, again == resend
	return n, nil
}

// DeliveryReceived is the answer for the Body of an envelope.
func DeliveryReceived(at time.Time, session string) *etree.Element {
	return received(opDelivery, at, session)
}

func received(op string, at time.Time, session string) *etree.Element {
	el, in := operation(AsyncTypes, op+answerSuffix, "response")
	putMoment(in, "responseDate", at)
	putSome(in, "sessionId", session)
	return el
}

// Deliver tells the gateway what became of a message it gave us.
func (e *Endpoint) Deliver(ctx context.Context, n Notification) error {
	if n.MessageID == "" || n.ServiceID == "" || n.Accepted && n.Resend {
		return errors.New("soap: a notification needs its message and service, and sends nothing accepted again")
	}
	e.fill(&n.Sender, &n.At)
	return e.confirmed(ctx, opDelivery, n.Element())
}

// confirmed sends what is answered by nothing but a moment.
func (e *Endpoint) confirmed(ctx context.Context, op string, content *etree.Element) error {
	env, err := e.exchange(ctx, content)
	if err != nil {
		return err
	}
	in := expect(env, AsyncTypes, op+answerSuffix, "response")
	in.moment("responseDate")
	return in.err
}
