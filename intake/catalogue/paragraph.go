package catalogue

import (
	"regexp"
	"strings"

	"tereze/intake/trio"
)

// sourceWords turns the parts of a source into words; $1 and $2 are numbers.
var sourceWords = []struct {
	part *regexp.Regexp
	say  trio.Text
}{
	{regexp.MustCompile(`^annex (\d+)$`), trio.Text{KK: "$1-қосымша", RU: "приложение $1", EN: "annex $1"}},
	{regexp.MustCompile(`^regulation (\d+)$`), trio.Text{KK: "$1-регламент", RU: "регламент $1", EN: "regulation $1"}},
	{regexp.MustCompile(`^(\d+)$`), trio.Text{KK: "$1-тармақ", RU: "пункт $1", EN: "paragraph $1"}},
	{regexp.MustCompile(`^(\d+)\((\d+)\)$`), trio.Text{
		KK: "$1-тармақтың $2) тармақшасы", RU: "подпункт $2) пункта $1", EN: "paragraph $1($2)"}},
	{regexp.MustCompile(`^standard$`), trio.Text{KK: "Стандарт", RU: "Стандарт", EN: "the Standard"}},
	{regexp.MustCompile(`^assumed$`), trio.Text{KK: "болжам", RU: "допущение", EN: "our assumption"}},
	{regexp.MustCompile(`^[a-z]+-(\d+)-(\d{4})$`), trio.Text{KK: "№ $1 ($2 ж.)", RU: "№ $1 ($2 г.)", EN: "No $1 ($2)"}},
}

// Paragraph says a source in words: "annex 3, 5(3)" is "приложение 3,
// подпункт 3) пункта 5". What it does not know it leaves as it is.
func Paragraph(source string) trio.Text {
	var kk, ru, en []string
	for part := range strings.SplitSeq(source, ", ") {
		say := trio.Text{KK: part, RU: part, EN: part}
		for _, w := range sourceWords {
			if w.part.MatchString(part) {
				say.KK = w.part.ReplaceAllString(part, w.say.KK)
				say.RU = w.part.ReplaceAllString(part, w.say.RU)
				say.EN = w.part.ReplaceAllString(part, w.say.EN)
				break
			}
		}
		kk, ru, en = append(kk, say.KK), append(ru, say.RU), append(en, say.EN)
	}
	return trio.Text{KK: strings.Join(kk, ", "), RU: strings.Join(ru, ", "), EN: strings.Join(en, ", ")}
}
