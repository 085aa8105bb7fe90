package store

// Head is where the journal stands in what tx sees: in an Update, the entry
// before the one it will write.
func (tx *Tx) Head() (Head, error) {
	if err := tx.usable(false); err != nil {
		return Head{}, err
	}
	h, _, err := tx.l.head(tx.snap)
	return h, err
}
