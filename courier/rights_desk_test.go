package courier_test

import (
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/egov"
)

// wireDeeds is deeds for the electronic road: on an office that has a gateway.
func wireDeeds(b *bench) map[string]func(a intake.Actor) error {
	w, ctx := wire(b.TB), b.ctx()
	err1 := func(_ any, err error) error { return err }
	accepted := func() *intake.Case {
		app := w.app("duplicate", school)
		app.Check.Person = intake.Same
		return ok(w.Accept(ctx, w.by(op), app))(b)
	}
	scanned := func() *intake.Case {
		c := accepted()
		for _, code := range w.MissingScans(c) {
			ok(w.Attach(ctx, w.by(op), c.ID, code, leaf(code+string(c.Number))))(b)
		}
		return w.read(c.ID)
	}
	signed := func() *intake.Case { return w.sign(scanned().ID) }
	gone := func() *intake.Case {
		c := ok(w.Send(ctx, w.by(op), signed().ID))(b)
		w.clock.Add(time.Second)
		w.pass()
		return w.read(c.ID)
	}
	taken := func() *intake.Case {
		c := gone()
		w.take(w.answer(c, egov.Taken))
		return w.read(c.ID)
	}
	act := func(a intake.Actor, id uuid.UUID, what intake.Act) error {
		return err1(w.Do(ctx, w.by(a), id, what, "", nil))
	}
	return map[string]func(intake.Actor) error{
		"ask": func(a intake.Actor) error { return err1(w.AskRegisters(ctx, w.by(a), w.app("duplicate", school))) },
		"attach": func(a intake.Actor) error {
			c := accepted()
			return err1(w.Attach(ctx, w.by(a), c.ID, w.MissingScans(c)[0], leaf("one")))
		},
		"detach": func(a intake.Actor) error {
			c := scanned()
			return err1(w.Detach(ctx, w.by(a), c.ID, c.Files[0].Hash))
		},
		"sign": func(a intake.Actor) error {
			c := scanned()
			return err1(w.SignRequest(ctx, w.by(a), c.ID, seal(w.Form(c))))
		},
		"send":  func(a intake.Actor) error { return err1(w.Send(ctx, w.by(a), signed().ID)) },
		"check": func(a intake.Actor) error { return act(a, accepted().ID, intake.ActCheck) },
		"outbox": func(a intake.Actor) error {
			w.far.before = func(egov.Request) error { return &egov.Refusal{Code: "X"} }
			m := w.request(gone().ID)
			w.far.before = nil
			return err1(w.Resend(ctx, w.by(a), m.ID))
		},
		"not-taken": func(a intake.Actor) error {
			id := gone().ID
			if a.Role.AtProvider() { // sees it once it has come
				id = taken().ID
			}
			return act(a, id, intake.ActNotTaken)
		},
		"turn-back": func(a intake.Actor) error {
			c := gone()
			in := w.answer(c, egov.NotTaken)
			in.Reasons = []string{"анықтама ескі"}
			w.take(in)
			return err1(w.TurnBack(ctx, w.by(a), c.ID, intake.Handing{Receipt: true, Identity: intake.Passport}))
		},
		"result": func(a intake.Actor) error { return act(a, taken().ID, intake.ActResult) },
		"portal": func(a intake.Actor) error {
			return err1(w.TakePortal(ctx, w.by(a), signedPortal(w.portal("school-enrolment", school)), ""))
		},
		"post": func(a intake.Actor) error { return act(a, w.ported("school-enrolment", school).ID, intake.ActPost) },
	}
}

// deskDeeds is deeds for the provider's desk.
func deskDeeds(b *bench) map[string]func(a intake.Actor) error {
	w, ctx := deskBench(b.TB, "atyrau", "2015-03-02T10:00"), b.ctx()
	who := w.provider(school)
	err1 := func(_ any, err error) error { return err }
	at := func(duty courier.DeskDuty) uuid.UUID {
		return w.walkTo(w.arrived("duplicate", school).ID, who, duty).ID
	}
	return map[string]func(intake.Actor) error{
		"lodge": func(a intake.Actor) error {
			if err := err1(w.Lodge(ctx, w.by(a), w.brought("school-enrolment", school), "1")); err != nil {
				return err
			}
			app := w.brought("school-enrolment", school)
			app.Papers = nil
			return err1(w.SendHome(ctx, w.by(a), app))
		},
		"take-in": func(a intake.Actor) error { return err1(w.TakeIn(ctx, w.by(a), at(courier.DeskIn), "1")) },
		"decline": func(a intake.Actor) error { return err1(w.Decline(ctx, w.by(a), at(courier.DeskIn), "қате")) },
		"assign": func(a intake.Actor) error {
			return err1(w.Assign(ctx, w.by(a), at(courier.DeskHead), who.executor.Code))
		},
		"prepare": func(a intake.Actor) error {
			id := at(courier.DeskExecutor)
			by := w.by(a)
			by.Actor.Code = who.executor.Code // whom the head named, in another role
			return err1(w.Prepare(ctx, by, id, intake.Result, "", nil))
		},
		"redo":    func(a intake.Actor) error { return err1(w.Redo(ctx, w.by(a), at(courier.DeskSign), "қате")) },
		"decide":  func(a intake.Actor) error { return err1(w.Decide(ctx, w.by(a), at(courier.DeskSign), nil)) },
		"let-out": func(a intake.Actor) error { return err1(w.LetOut(ctx, w.by(a), at(courier.DeskOut), "1")) },
		"hand-out": func(a intake.Actor) error {
			id := w.walkTo(w.lodged("school-enrolment", who).ID, who, courier.DeskHandOut).ID
			return err1(w.HandOut(ctx, w.by(a), id, intake.Handing{Receipt: true, Identity: intake.Passport}))
		},
	}
}

// undoAtDesk is the head's, or the executor's, own act taken back.
func undoAtDesk(b *bench, a intake.Actor) error {
	who := b.provider(school)
	id := b.arrived("duplicate", school).ID
	var err error
	if a.Role == intake.ProviderHead {
		b.walkTo(id, who, courier.DeskHead)
		_, err = b.Assign(b.ctx(), b.by(a), id, who.executor.Code)
	} else {
		b.walkTo(id, who, courier.DeskExecutor)
		a.Code = who.executor.Code
		_, err = b.Prepare(b.ctx(), b.by(a), id, intake.Result, "", nil)
	}
	if err != nil {
		b.Fatal(err)
	}
	_, err = b.Undo(b.ctx(), b.by(a), b.read(id), "")
	return err
}
