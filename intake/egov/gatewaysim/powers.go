package gatewaysim

import (
	"time"

	"tereze/intake/egov"
)

// Power is a power of attorney as the notaries' system has it.
type Power struct {
	egov.PowerQuestion
	Issued, Expires, Revoked time.Time // days; zero: no end, not revoked
	Notary                   string
}

// The numbers of the powers of attorney the notaries' system knows. Each is
// dated PowerDate and, where not said otherwise, given by Aigerim to Daniyar.
const (
	PowerValid   = "2026-1001" // in force
	PowerEndless = "2026-1002" // in force, with no end
	PowerRevoked = "2026-1003" // revoked
	PowerExpired = "2026-1004" // past its end
	PowerOthers  = "2026-1005" // of two other people
	PowerUnknown = "2026-9999" // of no register
)

// PowerDate is the day the powers of attorney were given, for a stand-in
// started on a day: two years before.
func PowerDate(today time.Time) time.Time { return day(today, -2) }

// Powers are those the notaries' system knows, as of a day.
func Powers(today time.Time) []Power {
	of := func(number, principal, trustee string) Power {
		return Power{
			PowerQuestion: egov.PowerQuestion{Number: number, Date: PowerDate(today), Principal: principal, Trustee: trustee},
			Issued:        PowerDate(today), Expires: day(today, 1), Notary: "СЫНАҚ НОТАРИУСЫ",
		}
	}
	endless, revoked, expired := of(PowerEndless, Aigerim, Daniyar), of(PowerRevoked, Aigerim, Daniyar), of(PowerExpired, Aigerim, Daniyar)
	endless.Expires = time.Time{}
	revoked.Revoked = day(today, -1)
	expired.Expires = day(today, -1)
	return []Power{of(PowerValid, Aigerim, Daniyar), endless, revoked, expired, of(PowerOthers, Olzhas, Dinara)}
}

// answer is what the system says of a power it was asked about. It answers
// only who names the number and the day rightly, and it says Valid only of
// the two people that were named.
func (p Power) answer(q egov.PowerQuestion, now time.Time) egov.PowerAnswer {
	today := day(now, 0)
	return egov.PowerAnswer{
		Found: true, Issued: p.Issued, Expires: p.Expires, Revoked: p.Revoked, Notary: p.Notary,
		Valid: p.Principal == q.Principal && p.Trustee == q.Trustee && p.Revoked.IsZero() &&
			(p.Expires.IsZero() || !p.Expires.Before(today)),
	}
}
