package account

// The codes of what the house refuses. Each has words in three languages; a
// test in tui/lang holds the two lists together.
const (
	ProblemLogin    = "login"          // name or password: never which, nor that the account is disabled
	ProblemWait     = "login-wait"     // args: seconds
	ProblemPassword = "password-wrong" // one's own, asked once more

	ProblemPasswordShort  = "password-short"  // args: least characters
	ProblemPasswordLong   = "password-long"   // args: most bytes
	ProblemPasswordCommon = "password-common" // many people have it
	ProblemPasswordPlain  = "password-plain"  // one short unit repeated, or a run along the alphabet or the keyboard
	ProblemPasswordOwn    = "password-own"    // holds the login or the name
	ProblemPasswordSame   = "password-same"   // the fresh one is the old one
	ProblemPasswordSigns  = "password-signs"  // characters no keyboard types

	ProblemAccountCode     = "account-code"     // the code's shape
	ProblemAccountName     = "account-name"     // no name
	ProblemAccountRole     = "account-role"     // args: role; there is none such
	ProblemAccountWindow   = "account-window"   // below 0 or above 999
	ProblemAccountProvider = "account-provider" // args: code; the office has no such provider
	ProblemAccountExists   = "account-exists"   // args: code
	ProblemAccountNone     = "account-none"     // args: code
	ProblemAccountLast     = "account-last"     // the last administrator who can come in
	ProblemAccountSelf     = "account-self"     // one's own account
	ProblemAccountFounded  = "account-founded"  // the office has an administrator already
	ProblemAccountCodeLost = "account-code-lost"

	ProblemKey        = "key"         // no line of a public key
	ProblemKeyPrivate = "key-private" // a private key was given
	ProblemKeyType    = "key-type"    // args: type
	ProblemKeyShort   = "key-short"   // args: bits, least bits
	ProblemKeyTaken   = "key-taken"   // stands at another account
	ProblemKeyMany    = "key-many"    // args: most
	ProblemKeyNone    = "key-none"    // no such fingerprint here
)
