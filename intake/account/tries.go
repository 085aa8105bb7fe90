package account

import (
	"errors"
	"net"
	"net/netip"
	"strconv"
	"time"

	"tereze/intake"
	"tereze/store"
)

// Try counts what failed under one name or from one address. Its id is a kind
// and a keyed hash: the file tells neither names nor addresses.
type Try struct {
	ID    []byte
	Count uint64
	At    time.Time // of the last one, up to the next full second
}

// The kinds, first byte of an id.
const (
	byName = 'n'
	byAddr = 'a'
)

// gauge is how a delay grows and fades.
type gauge struct {
	free uint64        // failures that cost nothing
	most time.Duration // the longest delay
	top  uint64        // failures beyond count no more
	fade time.Duration // one failure is forgiven after so long
}

// gaugeOf: under a name 0, 0, 1, 2, 4 … seconds, a quarter of an hour at most,
// forgiven one by one in as long: a guesser has some hundred tries a day. An
// address may be a whole office's, so it is let off ten and waits a minute at
// most.
func gaugeOf(id []byte) gauge {
	if id[0] == byAddr {
		return gauge{free: 10, most: time.Minute, top: 17, fade: 2 * time.Minute}
	}
	return gauge{free: 2, most: 15 * time.Minute, top: 13, fade: 15 * time.Minute}
}

func (g gauge) delay(count uint64) time.Duration {
	if count <= g.free {
		return 0
	}
	return min(g.most, time.Second<<min(count-g.free-1, 20))
}

func (t *Try) end() time.Time { return t.At.Add(time.Duration(t.Count) * gaugeOf(t.ID).fade) }

// left is how much of the delay is still to run. A clock set back cannot make
// it longer than it was.
func (t *Try) left(now time.Time) time.Duration {
	d := gaugeOf(t.ID).delay(t.Count)
	return max(0, min(d, t.At.Add(d).Sub(now)))
}

// again counts one more failure, after what time has forgiven.
func (t *Try) again(now time.Time) {
	g := gaugeOf(t.ID)
	if gone := now.Sub(t.At); gone > 0 {
		t.Count -= min(t.Count, uint64(gone/g.fade))
	}
	t.Count = min(t.Count+1, g.top)
	t.At = now.Add(time.Second - 1).Truncate(time.Second)
}

// tryIDs are what a try counts under. A name has two counts: one for the
// address its owner last came from and one for all others, so that somebody
// who guesses from elsewhere, for however long, does not keep the owner out.
// On this machine only names count.
func tryIDs(tx *store.Tx, acc *Account, code, from string) [][]byte {
	where := "elsewhere"
	if acc != nil && !acc.Last.At.IsZero() && acc.Last.From == from {
		where = "as before"
	}
	ids := [][]byte{append([]byte{byName}, tx.Blind("login-name", code, where)...)}
	if from != "" {
		ids = append(ids, append([]byte{byAddr}, tx.Blind("login-address", network(from))...))
	}
	return ids
}

// network is what one machine has for an address: all of IPv4, half of IPv6.
func network(from string) string {
	if a, err := netip.ParseAddr(from); err == nil && a.Is6() && !a.Is4In6() {
		if p, err := a.Prefix(64); err == nil {
			return p.String()
		}
	}
	return from
}

// bare is an address without its port, the same for every way of writing it.
func bare(from string) string {
	if host, _, err := net.SplitHostPort(from); err == nil {
		from = host
	}
	if a, err := netip.ParseAddr(from); err == nil {
		return a.Unmap().String()
	}
	return from
}

// waits refuses while a delay runs.
func waits(tx *store.Tx, ids [][]byte, now time.Time) error {
	var left time.Duration
	for _, id := range ids {
		t, err := Tries.Get(tx, id)
		if errors.Is(err, store.ErrNotFound) {
			continue
		} else if err != nil {
			return err
		}
		left = max(left, t.left(now))
	}
	return mustWait(left)
}

// mustWait refuses with the seconds that are left.
func mustWait(left time.Duration) error {
	if left == 0 {
		return nil
	}
	return intake.Refuse(ProblemWait, "", strconv.FormatInt(int64((left+time.Second-1)/time.Second), 10))
}

// sweep is how many faded counts go with every failure, so that they do not
// pile up faster than they are swept.
const sweep = 4

// count adds a failure to each and sweeps out what has faded.
func count(tx *store.Tx, ids [][]byte, now time.Time) error {
	old, err := TriesByEnd.Page(tx, nil, nil, sweep, false)
	if err != nil {
		return err
	}
	for _, h := range old {
		if end, _, err := store.ReadTime(h.Key); err != nil || end.After(now) {
			break
		}
		if err := Tries.Drop(tx, h.ID); err != nil {
			return err
		}
	}
	for _, id := range ids {
		t, err := Tries.Get(tx, id)
		if errors.Is(err, store.ErrNotFound) {
			t = &Try{ID: id}
		} else if err != nil {
			return err
		}
		t.again(now)
		if err := Tries.Put(tx, t); err != nil {
			return err
		}
	}
	return nil
}

// forgive drops the count under a name; an address keeps its own. code is for
// the journal, where nobody after it has more to say.
func forgive(tx *store.Tx, ids [][]byte, code string) error {
	for _, id := range ids {
		if id[0] != byName {
			continue
		}
		err := Tries.Drop(tx, id)
		if errors.Is(err, store.ErrNotFound) {
			continue
		} else if err != nil {
			return err
		}
		tx.Note("login-forgiven", code)
	}
	return nil
}
