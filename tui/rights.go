package tui

import (
	"strings"

	"tereze/intake"
	"tereze/tui/safe"
)

// may says why a key of a screen is not for this person's role, or not for a
// disk that cannot be written; empty when it is. The domain refuses the act all the same: this only says so before.
func (s *Session) may(on Screen, id string) safe.Text {
	c := needs(on, id)
	if c == "" {
		return safe.Text{}
	}
	err := s.Actor.May(c)
	if p := s.Office.Unwritable(); err == nil && p != nil && c != intake.CanExport {
		return s.say(p)
	}
	if err == nil {
		return safe.Text{}
	}
	t, _ := s.Words.Explain(err)
	return t
}

// keyRights is what the keys of a screen do, as the table of roles names it.
type keyRights map[string]intake.Command

// The one table of the screens' keys; what is not in it no role decides. Made
// once: it is asked for every key of every frame.
var (
	homeRights  = keyRights{"new": intake.CanDraft}
	checkRights = keyRights{"continue": intake.CanDraft, "new": intake.CanDraft, "drop": intake.CanDraft, "choose": intake.CanDraft}
	formRights  = keyRights{"accept": act(intake.ActAccept), "refuse": act(intake.ActRefuse),
		"lodge": act(intake.ActLodge), "send-home": act(intake.ActLodge)}
	paperRights    = keyRights{"next": intake.CanDraft}
	handoverRights = keyRights{"hand": act(intake.ActGive), "take": act(intake.ActReceive), "all": act(intake.ActReceive)}
	dispatchRights = keyRights{"put": act(intake.ActAdd), "all": act(intake.ActAdd), "new": intake.CanRegistry}
	registryRights = keyRights{"close": intake.CanRegistry, "send": intake.CanRegistry, "reopen": intake.CanRegistry,
		"recall": intake.CanRegistry, "deliver": act(intake.ActDeliver), "out": act(intake.ActTakeOut)}
	provideRights = keyRights{"stamp": act(intake.ActStep), "give": act(intake.ActReturn), "refusal": act(intake.ActReturn),
		"back": act(intake.ActSendBack), "complete": act(intake.ActComplete)}
	markRights  = keyRights{"forward": act(intake.ActForward), "outcome": act(intake.ActMark), "correct": act(intake.ActMark)}
	eroadRights = keyRights{"send": act(intake.ActSend), "sign": act(intake.ActSign), "read": act(intake.ActSign), "write": act(intake.ActSign),
		"attach": act(intake.ActAttach), "resend": intake.CanOutbox, "drop": intake.CanOutbox}
	deskRights = keyRights{"take-in": act(intake.ActTakeIn), "decline": act(intake.ActDecline), "assign": act(intake.ActAssign), "prepare": act(intake.ActPrepare),
		"decide": act(intake.ActDecide), "redo": act(intake.ActRedo), "let-out": act(intake.ActLetOut), "hand-out": act(intake.ActHandOut), "lodge": act(intake.ActLodge)}
	issueRights   = keyRights{"issue": act(intake.ActIssue), "give": act(intake.ActIssue)}
	archiveRights = keyRights{"sweep": act(intake.ActArchive), "retrieve": act(intake.ActRetrieve)}
	cardRights    = keyRights{"issue": act(intake.ActIssue), "withdraw": act(intake.ActWithdraw), "retrieve": act(intake.ActRetrieve)}
)

// needs is what a key of a screen does; empty: nothing that a role decides.
func needs(on Screen, id string) intake.Command {
	if strings.HasPrefix(id, "export") {
		return intake.CanExport
	}
	switch on := on.(type) {
	case *home:
		return homeRights[id]
	case *check:
		if strings.HasPrefix(id, "service.") {
			return intake.CanDraft
		}
		return checkRights[id]
	case *application:
		return formRights[id]
	case *receipt, *refusal:
		return paperRights[id]
	case *handover:
		return handoverRights[id]
	case *dispatch:
		return dispatchRights[id]
	case *registries, *registryView:
		return registryRights[id]
	case *provide:
		return provideRights[id]
	case *marking:
		return markRights[id]
	case *deskWork:
		return deskRights[id]
	case *eroad:
		return eroadRights[id]
	case *issue:
		return issueRights[id]
	case *issuing:
		if id == "give" {
			return intake.Command(on.giving())
		}
	case *archive:
		return archiveRights[id]
	case *card:
		return cardRights[id]
	}
	return ""
}

func act(a intake.Act) intake.Command { return intake.Command(a) }
