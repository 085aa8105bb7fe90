package tui

import "tereze/intake"

// first is the screen a person begins on, by role: the day's road for who works
// on cases, and for the others the one thing they are there for.
func (s *Session) first() Screen {
	switch s.Actor.Role {
	case intake.Administrator:
		return newAccounts(s)
	case intake.Auditor:
		return newJournal(s)
	case intake.ProviderDesk, intake.ProviderHead, intake.ProviderExecutor:
		return newDeskWork(s)
	}
	return newHome(s)
}
