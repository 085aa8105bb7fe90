package tui

import (
	"strings"

	"tereze/intake"
	"tereze/tui/safe"
)

// may says why a key of a screen is not for this person's role; empty when it
// is. The domain refuses the act all the same: this only says so before.
func (s *Session) may(on Screen, id string) safe.Text {
	c := needs(on, id)
	if c == "" {
		return safe.Text{}
	}
	t, _ := s.Words.Explain(s.Actor.May(c))
	return t
}

// needs is the one table of what the keys of the screens do, as the table of
// roles names it; empty: nothing that a role decides.
func needs(on Screen, id string) intake.Command {
	if strings.HasPrefix(id, "export") {
		return intake.CanExport
	}
	var table map[string]intake.Command
	switch on.(type) {
	case *home:
		table = map[string]intake.Command{"new": intake.CanDraft}
	case *check:
		if strings.HasPrefix(id, "service.") {
			return intake.CanDraft
		}
		table = map[string]intake.Command{"continue": intake.CanDraft, "new": intake.CanDraft, "drop": intake.CanDraft, "choose": intake.CanDraft}
	case *application:
		table = map[string]intake.Command{"accept": act(intake.ActAccept), "refuse": act(intake.ActRefuse)}
	case *receipt, *refusal:
		table = map[string]intake.Command{"next": intake.CanDraft}
	case *handover:
		table = map[string]intake.Command{"hand": act(intake.ActGive), "take": act(intake.ActReceive), "all": act(intake.ActReceive)}
	case *dispatch:
		table = map[string]intake.Command{"put": act(intake.ActAdd), "all": act(intake.ActAdd), "new": intake.CanRegistry}
	case *registries, *registryView:
		table = map[string]intake.Command{"close": intake.CanRegistry, "send": intake.CanRegistry, "reopen": intake.CanRegistry,
			"recall": intake.CanRegistry, "deliver": act(intake.ActDeliver), "out": act(intake.ActTakeOut)}
	case *provide:
		table = map[string]intake.Command{"stamp": act(intake.ActStep), "give": act(intake.ActReturn), "refusal": act(intake.ActReturn),
			"back": act(intake.ActSendBack), "complete": act(intake.ActComplete)}
	case *marking:
		table = map[string]intake.Command{"forward": act(intake.ActForward), "outcome": act(intake.ActMark), "correct": act(intake.ActMark)}
	case *issue, *issuing:
		table = map[string]intake.Command{"issue": act(intake.ActIssue), "give": act(intake.ActIssue)}
	case *archive:
		table = map[string]intake.Command{"sweep": act(intake.ActArchive), "retrieve": act(intake.ActRetrieve)}
	case *card:
		table = map[string]intake.Command{"issue": act(intake.ActIssue), "withdraw": act(intake.ActWithdraw), "retrieve": act(intake.ActRetrieve)}
	}
	return table[id]
}

func act(a intake.Act) intake.Command { return intake.Command(a) }
