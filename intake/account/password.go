package account

import (
	_ "embed"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tereze/intake"
	"tereze/intake/iin"
)

// A password is LeastRunes characters at least and MostBytes bytes at most.
// There are no rules of composition: length is what counts, and that nobody
// guesses it among the first million.
const (
	LeastRunes = 12
	MostBytes  = 256
)

// normal is a password as it is hashed: Kazakh keyboards and Macs compose
// й and ё differently.
func normal(s string) string { return norm.NFC.String(s) }

// CheckPassword refuses what is too easily guessed for this worker.
func CheckPassword(password string, a intake.Actor) error {
	if !utf8.ValidString(password) || strings.ContainsFunc(password, unicode.IsControl) {
		return intake.Refuse(ProblemPasswordSigns, "password")
	}
	p := normal(password)
	if utf8.RuneCountInString(p) < LeastRunes {
		return intake.Refuse(ProblemPasswordShort, "password", LeastRunes)
	}
	if len(p) > MostBytes {
		return intake.Refuse(ProblemPasswordLong, "password", MostBytes)
	}
	p = strings.ToLower(p)
	switch {
	case repeats([]rune(p)), runs([]rune(p)):
		return intake.Refuse(ProblemPasswordPlain, "password")
	case isCommon(p):
		return intake.Refuse(ProblemPasswordCommon, "password")
	case holdsOwn(p, a):
		return intake.Refuse(ProblemPasswordOwn, "password")
	}
	return nil
}

// holdsOwn finds the login or a word of the name in it.
func holdsOwn(p string, a intake.Actor) bool {
	own := strings.FieldsFunc(strings.ToLower(normal(a.Name)), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, w := range own {
		if utf8.RuneCountInString(w) >= 4 && strings.Contains(p, w) {
			return true
		}
	}
	return len(a.Code) >= 3 && strings.Contains(p, a.Code)
}

// repeats: one unit of at most six characters again and again.
func repeats(p []rune) bool {
	for unit := 1; unit <= 6 && unit*2 <= len(p); unit++ {
		same := true
		for i := unit; i < len(p) && same; i++ {
			same = p[i] == p[i-unit]
		}
		if same {
			return true
		}
	}
	return false
}

// walks are the lines fingers run along: alphabets, and the rows and columns
// of the US, Russian and Kazakh layouts.
var walks = []string{
	"abcdefghijklmnopqrstuvwxyz", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгдежзийклмнопрстуфхцчшщъыьэюя",
	"аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
	"012345678901234567890", "`1234567890-=", "~!@#$%^&*()_+", "ё1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./",
	"йцукенгшщзхъ\\", "фывапролджэ", "ячсмитьбю.", "(\"әіңғ,.үұқөһ)",
	"1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/",
	"1йфя", "2цыч", "3увс", "4кам", "5епи", "6нрт", "7гоь", "8шлб", "9щдю",
	"әйфя", "іцыч", "ңувс", "ғкам", "үшлб", "ұщдю",
}

// runs: nothing but pieces of walks, each of three or more, either way.
func runs(p []rune) bool {
	for len(p) > 0 {
		n := 0
		for _, w := range walks {
			n = max(n, along([]rune(w), p, 1), along([]rune(w), p, -1))
		}
		if n < 3 {
			return false
		}
		p = p[n:]
	}
	return true
}

// along is how far p goes along a walk.
func along(walk, p []rune, step int) (most int) {
	for start := range walk {
		n := 0
		for i := start; n < len(p) && i >= 0 && i < len(walk) && walk[i] == p[n]; i += step {
			n++
		}
		most = max(most, n)
	}
	return most
}

//go:embed common.txt
var commonFile string

// common is the list of what many people choose, lower case, a line each.
var common = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{TrainingPassword: true}
	for line := range strings.Lines(commonFile) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			set[normal(line)] = true
		}
	}
	return set
})

// leet undoes the substitutions everybody knows.
var leet = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i")

// isCommon looks for the whole, for what is left without the digits and signs
// around it ("Password2015!"), for its letters alone, each also with the usual
// substitutions undone, and for two listed words side by side. An IIN is no
// secret either.
func isCommon(p string) bool {
	if iin.Parse(p, time.Time{}).Fault == "" {
		return true
	}
	letter := unicode.IsLetter
	bare := strings.TrimFunc(p, func(r rune) bool { return !letter(r) })
	dry := strings.TrimFunc(p, func(r rune) bool { return !letter(r) && !unicode.IsDigit(r) })
	for _, s := range []string{p, dry, bare, leet.Replace(bare), leet.Replace(p), only(p, letter), only(leet.Replace(bare), letter)} {
		if common()[s] {
			return true
		}
		for i := range s {
			if i > 0 && common()[s[:i]] && common()[s[i:]] {
				return true
			}
		}
	}
	return false
}

func only(s string, keep func(rune) bool) string {
	return strings.Map(func(r rune) rune {
		if keep(r) {
			return r
		}
		return -1
	}, s)
}
