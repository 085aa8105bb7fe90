package intake

import (
	"time"

	"github.com/google/uuid"

	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/store"
)

// Served is one acceptance, refusal or issue as a day's figures need it. It is
// read from the index alone.
type Served struct {
	ID      uuid.UUID
	Number  code.Number
	Act     Act // ActAccept, ActRefuse or ActIssue
	By      string
	Window  int
	Service string
	Edition string
	At      time.Time
	Began   time.Time // when the counter began; zero where nobody knows
	Void    bool      // taken back since: its number is annulled
	Missing []Missing // only of a refusal
}

// Took is how long the person stood at the counter; false where nobody knows.
// What was begun on another day was a draft meanwhile, not a person waiting.
func (s *Served) Took(zone *time.Location) (time.Duration, bool) {
	if s.Began.IsZero() || s.Began.After(s.At) ||
		calendar.DateOf(s.Began.In(zone)) != calendar.DateOf(s.At.In(zone)) {
		return 0, false
	}
	return s.At.Sub(s.Began), true
}

// The first bytes of ByDay's keys. They are stored.
const (
	dayAccepted byte = 'a' // by the day of the number
	dayRefused  byte = 'r' // the same
	dayIssued   byte = 'i' // by the moment: the store keeps no zones
	dayLate     byte = 'l' // only counted: results by the day they came, after the day promised
)

// dayMarks is what the figures of days keep of a case: one row for the act at
// the counter, one for the issue. A case's road between the two does not
// change them.
func dayMarks(c *Case) []store.Mark {
	first := Event{At: c.AcceptedAt, Window: c.Window}
	if len(c.History) > 0 {
		first = c.History[0]
	}
	kind, act := dayAccepted, ActAccept
	if first.Act == ActRefuse || first.Act == "" && c.Stage == Refused { // a case turned back later was accepted
		kind, act = dayRefused, ActRefuse
	}
	s := Served{
		Number: c.Number, Act: act, By: first.By, Window: c.Window, Service: c.Service, Edition: c.Edition,
		At: c.AcceptedAt, Began: c.StartedAt, Void: c.Stage == Annulled, Missing: c.Missing,
	}
	key := dateKey([]byte{kind}, numberDay(c.Number))
	marks := []store.Mark{{Key: append(key[:len(key):len(key)], c.Number...), Tally: key, Row: s.row()}}
	if c.Stage == Issued {
		if last, i := lastDone(c); i >= 0 && last.Act == ActIssue {
			s = Served{Number: c.Number, Act: ActIssue, By: last.By, Window: last.Window, Service: c.Service, Edition: c.Edition, At: last.At}
			at := store.AppendTime([]byte{dayIssued}, last.At)
			marks = append(marks, store.Mark{Key: append(at, c.Number...), Row: s.row()})
		}
	}
	if !c.ReadyOn.IsZero() && !c.Come.IsZero() && c.Come.Before(c.ReadyOn) {
		marks = append(marks, store.Mark{Tally: dateKey([]byte{dayLate}, c.ReadyOn)})
	}
	return marks
}

func (s *Served) row() []byte {
	var e store.Encoder
	e.String(string(s.Number))
	e.String(string(s.Act))
	e.String(s.By)
	e.Int(int64(s.Window))
	e.String(s.Service)
	e.String(s.Edition)
	e.Time(s.At)
	e.Time(s.Began)
	e.Bool(s.Void)
	store.EncodeList(&e, s.Missing, func(e *store.Encoder, m *Missing) {
		e.String(m.Code)
		e.String(m.Why)
	})
	return e.Data()
}

func readServed(h store.Hit) (s Served, err error) {
	d := store.NewDecoder(h.Row)
	if s.ID, err = uuid.FromBytes(h.ID); err != nil {
		return s, err
	}
	s.Number, s.Act, s.By, s.Window = code.Number(d.String()), Act(d.String()), d.String(), int(d.Int())
	s.Service, s.Edition, s.At, s.Began, s.Void = d.String(), d.String(), d.Time(), d.Time(), d.Bool()
	s.Missing = store.DecodeList(d, func(d *store.Decoder, m *Missing) { m.Code, m.Why = d.String(), d.String() })
	return s, d.Done()
}

// ServedOn gives a day's acceptances and refusals in the order of their
// numbers, then its issues in the order of their hours. The zone is the
// office's.
func ServedOn(tx *store.Tx, day calendar.Date, zone *time.Location, fn func(Served)) error {
	issuedFrom, issuedTo := store.AppendTime([]byte{dayIssued}, day.In(zone)), store.AppendTime([]byte{dayIssued}, day.Add(1).In(zone))
	accepted, refused := dateKey([]byte{dayAccepted}, day), dateKey([]byte{dayRefused}, day)
	for _, span := range [][2][]byte{
		{accepted, store.PrefixEnd(accepted)}, {refused, store.PrefixEnd(refused)}, {issuedFrom, issuedTo},
	} {
		for h, err := range ByDay.Seek(tx, span[0], span[1], false) {
			if err != nil {
				return err
			}
			s, err := readServed(h)
			if err != nil {
				return err
			}
			fn(s)
		}
	}
	return nil
}

// LateOn counts the results that came back on a day later than the day their
// receipts promised.
func LateOn(tx *store.Tx, day calendar.Date) (int64, error) {
	return ByDay.Tally(tx, dateKey([]byte{dayLate}, day))
}

func turnAwayRow(t *TurnAway) []byte {
	var e store.Encoder
	e.String(t.Service)
	e.String(t.Edition)
	e.String(t.Reason)
	e.Time(t.At)
	e.String(t.By)
	e.Int(int64(t.Window))
	return e.Data()
}

// TurnedAwayOn gives a day's turn-aways in their order, without the channels
// they were sent to.
func TurnedAwayOn(tx *store.Tx, day calendar.Date, zone *time.Location, fn func(TurnAway)) error {
	for h, err := range TurnAwaysBy.Seek(tx, store.AppendTime(nil, day.In(zone)), store.AppendTime(nil, day.Add(1).In(zone)), false) {
		if err != nil {
			return err
		}
		var t TurnAway
		if t.ID, err = uuid.FromBytes(h.ID); err != nil {
			return err
		}
		d := store.NewDecoder(h.Row)
		t.Service, t.Edition, t.Reason, t.At, t.By, t.Window = d.String(), d.String(), d.String(), d.Time(), d.String(), int(d.Int())
		if err := d.Done(); err != nil {
			return err
		}
		fn(t)
	}
	return nil
}

// promised says whether the recipient was told a day and has not been served
// by the inspector's desk yet.
func (c *Case) promised() bool { return c.Stage >= Accepted && c.Stage <= Marked && !c.Come.IsZero() }

// CountTerms counts what is not ready for its recipient: Late where the day
// told on the receipt is past, Today where it ends within so many days more.
func CountTerms(tx *store.Tx, today calendar.Date, days int) (n Count, err error) {
	for t, err := range ByTerm.Tallies(tx, nil) {
		if err != nil {
			return n, err
		}
		day := readDateKey(t.Key)
		n.All += t.N
		switch {
		case day.Before(today):
			n.Late += t.N
		case !day.After(today.Add(days)):
			n.Today += t.N
		}
	}
	return n, nil
}

// TermWindow reads a window of what is not ready for its recipient, by the day
// told, up to the last one asked for. Each row reads its case.
func TermWindow(tx *store.Tx, last calendar.Date, w Window) ([]ListRow, error) {
	return ranged(tx, ByTerm, nil, dateKey(nil, last.Add(1)), w, func(h store.Hit) (r ListRow, err error) {
		c, err := Cases.Get(tx, h.ID)
		if err != nil {
			return r, err
		}
		h.Row = c.row(c.Come, 0)
		return readRow(h)
	})
}

// LeavesOn counts what a registry holds that has not reached its provider, and
// of it what had to leave by a day.
func LeavesOn(tx *store.Tx, registry uint64, day calendar.Date) (n Count, err error) {
	return countDays(tx, ByRegistry, leaveKey(registry), day)
}

func leaveKey(registry uint64) []byte { return store.AppendUint64([]byte{'d'}, registry) }
