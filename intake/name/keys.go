package name

// Lengths, in runes, of the prefixes that are kept as search keys. Shorter
// ones would fit half of the people, longer ones narrow nothing.
const (
	MinPrefix = 3
	MaxPrefix = 8
)

// End marks the key of a whole word: "ли$" finds Ли and not Лилия. It is no
// letter, so no folded word has it.
const End = "$"

// Keys are the search keys of a person's names, each once, in the order met:
// for each folded word its prefixes of MinPrefix to MaxPrefix runes, and the
// whole word with End. They are personal data: keep them only hashed.
func Keys(names ...string) []string {
	var keys []string
	seen := map[string]bool{}
	add := func(k string) {
		if !seen[k] {
			seen[k] = true
			keys = append(keys, k)
		}
	}
	for _, n := range names {
		for _, w := range Words(n) {
			rs := []rune(w)
			for i := MinPrefix; i <= min(MaxPrefix, len(rs)); i++ {
				add(string(rs[:i]))
			}
			add(w + End)
		}
	}
	return keys
}

// Seek are the keys to look up for what was typed into a search line: one for
// each of its words, and a person must have them all. A word under MinPrefix
// runes asks for the whole word, one over MaxPrefix for its beginning: compare
// what is found with Fold.
func Seek(typed string) []string {
	var keys []string
	for _, w := range Words(typed) {
		switch rs := []rune(w); {
		case len(rs) < MinPrefix:
			keys = append(keys, w+End)
		case len(rs) > MaxPrefix:
			keys = append(keys, string(rs[:MaxPrefix]))
		default:
			keys = append(keys, w)
		}
	}
	return keys
}
