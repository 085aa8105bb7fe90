package training

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/egov/gatewaysim"
	"tereze/intake/egov/payload"
)

// Electronic plays the electronic road of an office against the stand-in of
// the other side: cases at each of its points, a portal request that is taken
// and three that are not. The office has its gateway, its files and its
// verifier; where a service cannot be had on the day, its cases are left out.
func Electronic(ctx context.Context, o *courier.Office, sim *gatewaysim.Sim) error {
	w := &wire{ctx: ctx, o: o, sim: sim, post: &courier.Post{Office: o}, worker: staff(o.Desk.Office)[0]}
	sim.SetPolicy(gatewaysim.Policy{Reply: gatewaysim.ReplyTaken})
	for _, step := range []func() error{w.decided, w.byPaper, w.turnedDown, w.unsigned, w.unscanned, w.portal, w.cutOff} {
		err := step()
		if p, ok := intake.AsProblem(err); ok && leftOut[p.Code] {
			continue
		}
		if err != nil {
			return fmt.Errorf("training: %w", err)
		}
	}
	return nil
}

// leftOut are the refusals of a day or a region that has no such road.
var leftOut = map[string]bool{
	intake.ProblemWindowClosed: true, intake.ProblemNotAtCentre: true, intake.ProblemNoRoad: true, intake.ProblemServiceUnknown: true,
}

// wire is one play of the electronic road.
type wire struct {
	ctx    context.Context
	o      *courier.Office
	sim    *gatewaysim.Sim
	post   *courier.Post
	worker intake.Actor
}

// papered is a person of the registers as their own papers have them.
func (w *wire) papered(number string) (intake.Person, error) {
	for _, p := range gatewaysim.People(w.o.Now()) {
		if p.IIN != number {
			continue
		}
		surname := p.Surname
		if number == gatewaysim.Botagoz {
			surname = gatewaysim.BotagozPapers
		}
		return intake.Person{
			IIN: number, Surname: spelt(surname), Given: spelt(p.Name), Patronymic: spelt(p.Patronymic),
			Born: calendar.DateOf(p.Born), Phone: "77010000000",
		}, nil
	}
	return intake.Person{}, errors.New("nobody in the register")
}

// spelt writes a register's capitals as people do.
func spelt(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 {
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// accepted is a complete application for somebody, asked about and registered.
func (w *wire) accepted(service, number string) (*intake.Case, error) {
	app, err := Apply(w.o.Desk, service, uint64(len(number)))
	if err != nil {
		return nil, err
	}
	if app.Recipient, err = w.papered(number); err != nil {
		return nil, err
	}
	app.Agent, app.Road = nil, intake.RoadCentre
	asked, err := w.o.AskRegisters(w.ctx, w.o.By(w.worker), app)
	if err != nil {
		return nil, err
	}
	app.Check = asked.Check
	return w.o.Accept(w.ctx, w.o.By(w.worker), app)
}

// scanned puts a page to each document that is sent on.
func (w *wire) scanned(c *intake.Case, err error) (*intake.Case, error) {
	if err != nil {
		return nil, err
	}
	for i, code := range w.o.MissingScans(c) {
		page := gatewaysim.Leaf(string(c.Number), fmt.Sprint(i+1))
		if c, err = w.o.Attach(w.ctx, w.o.By(w.worker), c.ID, code, page); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// sent signs a case's request as the operator does, and sends it.
func (w *wire) sent(c *intake.Case, err error) (*intake.Case, error) {
	if c, err = w.scanned(c, err); err != nil {
		return nil, err
	}
	cms, err := gatewaysim.Sign(w.sim.Operator, w.o.Form(c), gatewaysim.SignOptions{At: w.o.Now()})
	if err != nil {
		return nil, err
	}
	if c, err = w.o.SignRequest(w.ctx, w.o.By(w.worker), c.ID, cms); err != nil {
		return nil, err
	}
	return w.o.Send(w.ctx, w.o.By(w.worker), c.ID)
}

// exchange lets both sides say what they have to say.
func (w *wire) exchange() error {
	for range 3 {
		if _, err := w.post.Pass(w.ctx); err != nil {
			return err
		}
		if _, err := w.sim.Pass(w.ctx); err != nil {
			return err
		}
	}
	_, err := w.post.Pass(w.ctx)
	return err
}

// answered sends a request, lets it be taken, and then decided.
func (w *wire) answered(c *intake.Case, err error, decide func(number string) error) error {
	if err == nil {
		err = w.exchange()
	}
	if err != nil || decide == nil {
		return err
	}
	if err := decide(string(c.Number)); err != nil {
		return err
	}
	return w.exchange()
}

// decided: the result came as a signed file and waits for its recipient.
func (w *wire) decided() error {
	c, err := w.sent(w.accepted("externat", gatewaysim.Aigerim))
	return w.answered(c, err, func(number string) error { return w.sim.Decide(number, gatewaysim.DecisionFile) })
}

// byPaper: taken over the wire, its result comes by courier.
func (w *wire) byPaper() error {
	c, err := w.sent(w.accepted("duplicate", gatewaysim.Botagoz))
	return w.answered(c, err, func(number string) error { return w.sim.Decide(number, gatewaysim.DecisionPaper) })
}

// turnedDown: the provider did not take the request (condition 2).
func (w *wire) turnedDown() error {
	c, err := w.sent(w.accepted("duplicate", gatewaysim.Daniyar))
	if err != nil {
		return err
	}
	w.sim.SetPolicy(gatewaysim.Policy{})
	defer w.sim.SetPolicy(gatewaysim.Policy{Reply: gatewaysim.ReplyTaken})
	if _, err := w.post.Pass(w.ctx); err != nil {
		return err
	}
	if err := w.sim.NotTake(string(c.Number), "Өтініште мектеп көрсетілмеген / В заявлении не указана школа"); err != nil {
		return err
	}
	return w.exchange()
}

// unsigned: scanned, waits for the signature.
func (w *wire) unsigned() error {
	_, err := w.scanned(w.accepted("externat", gatewaysim.Dinara))
	return err
}

// unscanned: accepted, nothing scanned yet.
func (w *wire) unscanned() error {
	_, err := w.accepted("duplicate", gatewaysim.Olzhas)
	return err
}

// cutOff: accepted and sent while the gateway was down: unchecked, it waits in
// the outbox and goes by itself. It comes last: after it the post rests.
func (w *wire) cutOff() error {
	w.sim.Down(true)
	defer w.sim.Down(false)
	_, err := w.sent(w.accepted("duplicate", gatewaysim.Temirlan))
	if err != nil {
		return err
	}
	_, err = w.post.Pass(w.ctx)
	return err
}

// portal: a request that is taken, and one refused for each condition.
func (w *wire) portal() error {
	some := w.o.Office.ProvidersOf("executive")
	if len(some) == 0 {
		return nil
	}
	if err := train(w.ctx, w.o, executives(some[0].Code)); err != nil {
		return err
	}
	for _, kind := range []gatewaysim.PortalKind{
		gatewaysim.PortalGood, gatewaysim.PortalNotAuthorised, gatewaysim.PortalOtherIIN, gatewaysim.PortalPapersMissing,
	} {
		raw, _, err := w.sim.PortalRequestOf(kind, payload.Portal{Provider: some[0].Code})
		if err != nil {
			return err
		}
		if err := w.sim.PushPortal(raw); err != nil {
			return err
		}
	}
	return w.exchange()
}
