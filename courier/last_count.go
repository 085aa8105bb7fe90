package courier

import (
	"sync"

	"tereze/intake/calendar"
	"tereze/store"
)

// lastCount keeps the last count of an office: two hundred terminals that follow
// one change need one.
type lastCount struct {
	mu    sync.Mutex
	at    store.Head
	today calendar.Date
	of    Conveyor
	once  bool
}

// Remember lets the office, and every view of it made by For from now on, count
// the conveyor once for each entry of the journal. Call it before the office is
// used by several.
func (o *Office) Remember() { o.last = &lastCount{} }

// conveyor is the count as tx sees it.
func (k *lastCount) conveyor(tx *store.Tx, today calendar.Date) (Conveyor, error) {
	if k == nil {
		return count(tx, today)
	}
	head, err := tx.Head()
	if err != nil {
		return Conveyor{}, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.once && k.at == head && k.today == today {
		return k.of, nil
	}
	c, err := count(tx, today)
	if err == nil && (!k.once || head.Seq >= k.at.Seq) {
		k.at, k.today, k.of, k.once = head, today, c, true
	}
	return c, err
}
