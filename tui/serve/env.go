package serve

import (
	"strings"

	"github.com/charmbracelet/colorprofile"

	"tereze/intake/trio"
)

// The only variables of the client that are looked at, the strongest first.
var localeNames = [3]string{"LC_ALL", "LC_CTYPE", "LANG"}

// locale collects the client's language.
type locale [len(localeNames)]string

// set takes a variable; false: it is none of ours.
func (l *locale) set(name, value string) bool {
	for i, n := range localeNames {
		if n == name {
			l[i] = value
			return true
		}
	}
	return false
}

// lang is the language asked for, else the one of the office.
func (l *locale) lang(office trio.Lang) trio.Lang {
	for _, v := range l {
		if v == "" {
			continue
		}
		if lang, ok := trio.ParseLang(strings.ToLower(v[:min(2, len(v))])); ok && (len(v) == 2 || strings.ContainsRune("_.@-", rune(v[2]))) {
			return lang
		}
		break // C, POSIX or a language we do not speak
	}
	if office == "" {
		return trio.KK
	}
	return office
}

// terminalName keeps what a terminal's name may be made of.
func terminalName(s string) string {
	if len(s) > 32 {
		s = s[:32]
	}
	for _, c := range []byte(s) {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("+-.", c) >= 0) {
			return "xterm"
		}
	}
	if s == "" {
		return "xterm"
	}
	return s
}

// surroundings is the whole environment of a session's program. SSH_TTY keeps
// Bubble Tea from asking terminals it does not know about their abilities.
func surroundings(term string) []string { return []string{"TERM=" + term, "SSH_TTY=ssh"} }

// colours is what may be drawn with: 256 at most, fewer where TERM says so.
func colours(env []string) colorprofile.Profile {
	return min(colorprofile.Env(env), colorprofile.ANSI256)
}

// A window no terminal has is not believed.
const widest, highest = 500, 300

func clampWindow(w, h uint32) (int, int) {
	return int(min(max(w, 1), widest)), int(min(max(h, 1), highest))
}
