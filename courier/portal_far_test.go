package courier_test

import (
	"bytes"
	"testing"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/egov/gatewaysim"
	"tereze/intake/egov/payload"
)

// The portal's whole road against the stand-in, with real certificates and
// signatures: one request is accepted and gets its result, the others are
// refused by the condition that fails, one waits. Each is asked for, answered
// and confirmed over the wire.
func TestPortalFar(t *testing.T) {
	d := afar(t)
	who := d.provider(depart)
	for _, r := range []struct {
		kind gatewaysim.PortalKind
		want intake.PortalState
	}{
		{gatewaysim.PortalGood, intake.PortalAccepted},
		{gatewaysim.PortalNotAuthorised, intake.PortalRefused1},
		{gatewaysim.PortalOtherAccount, intake.PortalRefused1},
		{gatewaysim.PortalRevoked, intake.PortalRefused2},
		{gatewaysim.PortalExpired, intake.PortalRefused2},
		{gatewaysim.PortalOtherIIN, intake.PortalRefused2},
		{gatewaysim.PortalAuthKey, intake.PortalRefused2},
		{gatewaysim.PortalTampered, intake.PortalRefused2},
		{gatewaysim.PortalUnsigned, intake.PortalRefused2},
		{gatewaysim.PortalPapersMissing, intake.PortalRefused3},
		{gatewaysim.PortalGOST, intake.PortalWaiting},
	} {
		t.Run(string(r.kind), func(t *testing.T) {
			raw, id, err := d.sim.PortalRequestOf(r.kind, payload.Portal{Provider: depart})
			if err != nil {
				t.Fatal(err)
			}
			if err := d.sim.PushPortal(raw); err != nil {
				t.Fatal(err)
			}
			before := d.cases()
			pass := func() {
				t.Helper()
				d.clock.Add(minute)
				if _, err := d.sim.Pass(d.ctx()); err != nil {
					t.Fatal(err)
				}
				d.pass()
			}
			pass()
			pass()
			var got intake.PortalRequest
			for _, one := range ok(d.PortalList(d.ctx(), courier.PortalQuery{Limit: 1}))(t).Requests {
				got = one
			}
			if got.Portal != id || got.State() != r.want {
				t.Fatalf("%s is %s: %q %s", got.Portal, got.State(), got.Reasons, got.Waiting)
			}
			answers := ok(d.sim.PortalAnswers(id))(t)
			switch r.want {
			case intake.PortalWaiting:
				if len(answers) != 0 || d.cases() != before {
					t.Errorf("%d answers, %d cases", len(answers), d.cases()-before)
				}
				return
			case intake.PortalAccepted:
				if d.cases() != before+1 || len(answers) != 0 {
					t.Fatalf("%d answers, %d cases", len(answers), d.cases()-before)
				}
				c := d.walkTo(got.Case, who, courier.DeskExecutor)
				file := gatewaysim.Leaf("order", string(c.Number))
				ok(d.Prepare(d.ctx(), d.by(who.executor), c.ID, intake.Result, "", file))(t)
				d.refused(intake.ProblemSignature, func() error { // the operator's key is no organisation's
					cms := ok(gatewaysim.Sign(d.sim.Operator, gatewaysim.Leaf("another"), gatewaysim.SignOptions{At: d.Now()}))(t)
					_, err := d.Decide(d.ctx(), d.by(who.head), c.ID, cms)
					return err
				})
				cms := ok(gatewaysim.Sign(d.sim.Head, file, gatewaysim.SignOptions{At: d.Now()}))(t)
				ok(d.Decide(d.ctx(), d.by(who.head), c.ID, cms))(t)
				ok(d.LetOut(d.ctx(), d.by(who.desk), c.ID, "О-1"))(t)
				pass()
				answers = ok(d.sim.PortalAnswers(id))(t)
				if len(answers) != 1 || answers[0].Process != 7 || !bytes.Equal(answers[0].File, file) || !bytes.Equal(answers[0].Signature, cms) {
					t.Errorf("the personal account got %+v", answers)
				}
			default:
				if len(answers) != 1 || answers[0].Process != got.RefusalProcess() || d.cases() != before {
					t.Errorf("the portal was told %+v; %d cases", answers, d.cases()-before)
				}
			}
			if d.sim.Waiting() != 0 {
				t.Errorf("%d messages are not confirmed", d.sim.Waiting())
			}
		})
	}
}
