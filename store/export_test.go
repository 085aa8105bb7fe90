package store

// Seal and Unseal let tests forge what only a holder of the key could.
func (k *Keys) Seal(key, plain []byte) []byte { return k.seal(key, plain) }

func (k *Keys) Unseal(key, sealed []byte) ([]byte, error) { return k.open(key, sealed) }

// SetStep lets a test come between the steps of a change to the file of keys.
func (s *Shred) SetStep(step func(string) error) { s.step = step }
