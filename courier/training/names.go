package training

// Names are all the surnames, given names and patronymics that training people
// bear: none of them may stand in a log.
func Names() (all []string) {
	for _, p := range customs() {
		for _, s := range p.surnames {
			all = append(all, s)
			if p.inflect {
				all = append(all, p.surname(s, true))
			}
		}
		all = append(append(all, p.men...), p.women...)
		for _, f := range p.fathers {
			all = append(all, f.son, f.daughter)
		}
	}
	return all
}
