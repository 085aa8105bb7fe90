package egov

import "time"

// PowerQuestion asks ЕНИС for a notarised power of attorney (our assumption:
// nothing public describes this exchange).
type PowerQuestion struct {
	Number    string
	Date      time.Time
	Principal string // IIN of who gave it: the recipient
	Trustee   string // IIN of who holds it: the representative
}

// PowerAnswer is what ЕНИС says of it.
type PowerAnswer struct {
	Found   bool
	Valid   bool // in force, and of these two people
	Issued  time.Time
	Expires time.Time // zero: no end
	Revoked time.Time // zero: not revoked
	Notary  string
	Code    string
	Raw     []byte
}
