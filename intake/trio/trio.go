package trio

// Lang is one of the three languages, by its ISO 639-1 code.
type Lang string

// The languages, in the order the screens show them.
const (
	KK Lang = "kk"
	RU Lang = "ru"
	EN Lang = "en"
)

// Langs lists the languages in the order F2 walks through them.
func Langs() [3]Lang { return [3]Lang{KK, RU, EN} }

// ParseLang reads a code such as "kk"; false for anything else.
func ParseLang(s string) (Lang, bool) {
	switch l := Lang(s); l {
	case KK, RU, EN:
		return l, true
	}
	return "", false
}

// Text says one thing in each language.
type Text struct {
	KK string `toml:"kk" json:"kk"`
	RU string `toml:"ru" json:"ru"`
	EN string `toml:"en" json:"en"`
}

// In is the text in l; an unknown language reads the Kazakh one.
func (t Text) In(l Lang) string {
	switch l {
	case RU:
		return t.RU
	case EN:
		return t.EN
	}
	return t.KK
}

// Missing lists the languages in which nothing is said.
func (t Text) Missing() []Lang {
	var m []Lang
	for _, l := range Langs() {
		if t.In(l) == "" {
			m = append(m, l)
		}
	}
	return m
}
