package ncalayer

import (
	"errors"
	"regexp"
	"strings"
	"unicode"
)

// What may go wrong. They tell nothing of the person.
var (
	ErrCanceled = errors.New("ncalayer: the person did not sign")
	ErrToken    = errors.New("ncalayer: the token is not there")
	ErrAway     = errors.New("ncalayer: the program does not answer")
	ErrAddress  = errors.New("ncalayer: an address on this machine, as wss://127.0.0.1:13579, is wanted")
	ErrBig      = errors.New("ncalayer: too much to sign")
)

// Failure is anything else NCALayer says: a wrong password, a key that expired,
// a store it does not know.
type Failure struct {
	Text string // its own words, one cleaned line, for the person at its machine
}

// Error leaves the words out: they may name people.
func (f *Failure) Error() string { return "ncalayer: it failed" }

// fault sorts what NCALayer says: it speaks in names of its own, of Java and of
// the token's driver.
func fault(texts ...string) error {
	all := strings.ToLower(strings.Join(texts, " "))
	for _, s := range []string{"action.canceled", "action.cancelled", "user_cancel", "user.cancel"} {
		if strings.Contains(all, s) {
			return ErrCanceled
		}
	}
	for _, s := range []string{"ckr_token_not_present", "ckr_device_removed", "ckr_device_error", "ckr_slot_id_invalid", "ckr_session_handle_invalid",
		"token.removed", "token_removed", "token not found", "token is not", "no token", "токен не", "load.slot.empty", "slotlist.empty"} {
		if strings.Contains(all, s) {
			return ErrToken
		}
	}
	for _, s := range texts {
		if s = cleaned(s); s != "" {
			return &Failure{s}
		}
	}
	return &Failure{}
}

var (
	javaName = regexp.MustCompile(`\b(?:[a-z_][a-z0-9_]*\.){2,}(?:[A-Z][A-Za-z0-9_$]*)?`)
	number   = regexp.MustCompile(`[0-9]{12}`)
	blanks   = regexp.MustCompile(`\s+`)
)

const longest = 160 // of a failure's words, in letters

// cleaned makes one line of an exception's text: its first, without the names of
// packages, and without anybody's number.
func cleaned(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(strings.ToValidUTF8(s, "")), "\n")
	s = javaName.ReplaceAllString(s, "")
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, s)
	s = number.ReplaceAllString(s, "…")
	s = strings.Trim(blanks.ReplaceAllString(s, " "), " :")
	if r := []rune(s); len(r) > longest {
		s = string(r[:longest-1]) + "…"
	}
	return s
}
