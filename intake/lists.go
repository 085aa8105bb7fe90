package intake

import (
	"bytes"
	"encoding/binary"
	"time"

	"github.com/google/uuid"

	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/store"
)

// List is a work list: the open cases of one station, in the order of the day
// by which each must move on.
type List byte

// The work lists. The bytes are stored.
const (
	ListCounter   List = 'c' // 3: accepted, papers at the counter; by the dispatch day
	ListUnsettled List = 'u' // 3: handed and not received, or received and not handed
	ListSector    List = 's' // 4: with the sector, outside any registry; by the dispatch day
	ListOut       List = 'o' // 4 and 5: in a registry; by the provider's day
	ListMarked    List = 'm' // 6: back, not forwarded; by the day it came
	ListReady     List = 'r' // 7: with the inspector; by the last day it waits
	ListArchive   List = 'a' // 7: in the archive; by the day it would have left
	ListScan      List = 'e' // electronic 4: accepted, to be scanned and signed; by the dispatch day
	ListSent      List = 'x' // electronic 5: in the outbox or unanswered; by the dispatch day
)

// ListRow is a case as a work list shows it. It is read from the index alone.
type ListRow struct {
	Cursor   []byte // where the next page starts
	ID       uuid.UUID
	Number   code.Number
	Service  string
	Edition  string
	Name     string // surname and initials
	Provider string
	Due      calendar.Date
	DueAt    calendar.Clock // 0: the day is meant
	Stage    Stage
	Accepted time.Time
	Registry uint64
	Return   uint64
	Handover uint64
	Step     uint8
	Given    bool
	Received bool
	Arrived  bool
	SentBack bool
	Outcome  Outcome
	Version  int
	Road     Road
	Executor string // provider's desk: whom the head named
}

// list says on which list a case stands now, and by when it must leave it.
func (c *Case) list() (List, calendar.Date, calendar.Clock) {
	switch c.Stage {
	case Accepted:
		if c.Road == RoadCentre {
			return ListScan, c.Dispatch, 0
		}
		return ListCounter, c.Dispatch, 0
	case Handed:
		return ListSector, c.Dispatch, 0
	case Out:
		if c.Step > 0 {
			return ListOut, c.StepDue, c.StepAt
		}
		if c.Road == RoadCentre {
			return ListSent, c.Dispatch, 0
		}
		return ListOut, c.Deadline, 0
	case Marked:
		return ListMarked, c.ReadyOn, 0
	case Ready:
		return ListReady, c.KeepTo, 0
	case Archived:
		return ListArchive, c.KeepTo, 0
	}
	return 0, calendar.Date{}, 0
}

// unsettled: the counter and the sector do not say the same (process 3).
func (c *Case) unsettled() bool {
	return c.Given != c.Received && (c.Stage == Accepted || c.Stage >= Handed && c.Stage <= Ready)
}

// row is what the covering indexes keep of a case.
func (c *Case) row(due calendar.Date, at calendar.Clock) []byte {
	var e store.Encoder
	e.String(string(c.Number))
	e.String(c.Service)
	e.String(c.Edition)
	e.String(c.Recipient.ShortName())
	e.String(c.Provider)
	putDate(&e, due)
	e.Uint(uint64(at))
	e.Uint(uint64(c.Stage))
	e.Time(c.AcceptedAt)
	e.Uint(c.Registry)
	e.Uint(c.Return)
	e.Uint(c.Handover)
	e.Uint(uint64(c.Step))
	e.Bool(c.Given)
	e.Bool(c.Received)
	e.Bool(c.Arrived)
	e.Bool(c.SentBack != "")
	e.Uint(uint64(c.Outcome))
	e.Uint(uint64(c.Version()))
	if c.Road != RoadPaper || c.Executor != "" { // last, and only then: rows written before there were roads stay good
		e.Uint(uint64(c.Road))
	}
	if c.Executor != "" {
		e.String(c.Executor)
	}
	return e.Data()
}

// readRow undoes row.
func readRow(h store.Hit) (r ListRow, err error) {
	d := store.NewDecoder(h.Row)
	r.Cursor = bytes.Clone(h.Cursor)
	if r.ID, err = uuid.FromBytes(h.ID); err != nil {
		return r, err
	}
	r.Number = code.Number(d.String())
	r.Service, r.Edition, r.Name, r.Provider = d.String(), d.String(), d.String(), d.String()
	r.Due, r.DueAt = getDate(d), calendar.Clock(d.Uint())
	r.Stage, r.Accepted = Stage(d.Uint()), d.Time()
	r.Registry, r.Return, r.Handover, r.Step = d.Uint(), d.Uint(), d.Uint(), uint8(d.Uint())
	r.Given, r.Received, r.Arrived, r.SentBack = d.Bool(), d.Bool(), d.Bool(), d.Bool()
	r.Outcome, r.Version = Outcome(d.Uint()), int(d.Uint())
	if d.More() {
		r.Road = Road(d.Uint())
	}
	if d.More() {
		r.Executor = d.String()
	}
	return r, d.Done()
}

// dateKey keeps the order of days; ReadDateKey reads it back.
func dateKey(b []byte, d calendar.Date) []byte {
	return binary.BigEndian.AppendUint32(b, uint32(d.Year*10000+int(d.Month)*100+d.Day))
}

func readDateKey(b []byte) calendar.Date {
	return dateOfNumber(int(binary.BigEndian.Uint32(b)))
}

// minuteKey orders the moments of one day; a whole day comes last.
func minuteKey(b []byte, at calendar.Clock) []byte {
	if at == 0 {
		at = 24 * 60
	}
	return binary.BigEndian.AppendUint16(b, uint16(at))
}

// ListPage reads a page of a work list, earliest due first.
func ListPage(tx *store.Tx, l List, after []byte, limit int) ([]ListRow, error) {
	return readPage(ByList.Page(tx, []byte{byte(l)}, after, limit, false))
}

// ListPageOf is ListPage for the cases of one provider.
func ListPageOf(tx *store.Tx, l List, provider string, after []byte, limit int) ([]ListRow, error) {
	return readPage(ByProvider.Page(tx, providerKey(l, provider), after, limit, false))
}

func readPage(hits []store.Hit, err error) ([]ListRow, error) {
	rows := make([]ListRow, 0, len(hits))
	for _, h := range hits {
		r, err := readRow(h)
		if err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	return rows, err
}

// Count is how much stands on a list.
type Count struct {
	All   int64
	Late  int64 // its day is past
	Today int64 // its day is this one
}

// CountList adds up the kept tallies of a list: a handful of days, whatever
// the number of cases.
func CountList(tx *store.Tx, l List, today calendar.Date) (Count, error) {
	return countDays(tx, ByList, []byte{byte(l)}, today)
}

// CountListOf is CountList for one provider.
func CountListOf(tx *store.Tx, l List, provider string, today calendar.Date) (Count, error) {
	return countDays(tx, ByProvider, providerKey(l, provider), today)
}

func countDays(tx *store.Tx, x *store.Index[Case], prefix []byte, today calendar.Date) (Count, error) {
	var n Count
	for t, err := range x.Tallies(tx, prefix) {
		if err != nil {
			return n, err
		}
		day := readDateKey(t.Key[len(prefix):])
		n.All += t.N
		switch {
		case day.Before(today):
			n.Late += t.N
		case day == today:
			n.Today += t.N
		}
	}
	return n, nil
}

func providerKey(l List, provider string) []byte {
	return store.AppendString([]byte{byte(l)}, provider)
}

// RegistryPage reads a page of a registry's cases, kind as in RegistryKey:
// those that came back first, then those still out.
func RegistryPage(tx *store.Tx, kind byte, no uint64, after []byte, limit int) ([]ListRow, error) {
	return readPage(ByRegistry.Page(tx, store.AppendUint64([]byte{kind}, no), after, limit, false))
}

// RegistryPageOf is RegistryPage for only those still out, or only the others.
func RegistryPageOf(tx *store.Tx, kind byte, no uint64, out bool, after []byte, limit int) ([]ListRow, error) {
	return readPage(ByRegistry.Page(tx, RegistryKey(kind, no, out), after, limit, false))
}
