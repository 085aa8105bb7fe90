package store

import "context"

// JournalBack returns at most limit entries, newest first, beginning with the
// one before number before (0: with the last).
func (l *Ledger) JournalBack(ctx context.Context, before uint64, limit int) ([]Entry, error) {
	if limit <= 0 || before == 1 {
		return nil, nil
	}
	snap, err := l.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	end := l.y.kind(kindJournal + 1)
	if before > 0 {
		end = l.y.journal(before)
	}
	var out []Entry
	for p, err := range snap.Scan(l.y.journal(0), end, true) {
		if err != nil {
			return nil, err
		}
		n, _, err := l.entry(p.Key, p.Value)
		if err != nil {
			return nil, err
		}
		if out = append(out, n); len(out) == limit {
			break
		}
	}
	return out, nil
}
