package blob

// Watch is told before each step of a Put.
func (s *Store) Watch(step func(string)) { s.step = step }
