package intake

import (
	"strconv"

	"github.com/google/uuid"

	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/intake/name"
	"tereze/store"
)

// The tables of the counter. Putting a record derives every index entry and
// tally from it; nobody can forget one, and the audit derives them all again.
var (
	Cases = store.NewTable(store.TableSpec[Case]{
		Name: "case", Version: 3, Personal: true,
		ID:     func(c *Case) []byte { return c.ID[:] },
		Encode: encodeCase, Decode: decodeCase,
	})
	People = store.NewTable(store.TableSpec[Person]{
		Name: "person", Version: 1, Personal: true,
		ID:     func(p *Person) []byte { return p.ID[:] },
		Encode: encodePerson,
		Decode: func(d *store.Decoder, _ byte, p *Person) { decodePerson(d, p) },
	})
	Drafts = store.NewTable(store.TableSpec[Draft]{
		Name: "draft", Version: 2, Personal: true,
		ID:     func(f *Draft) []byte { return f.App.ID[:] },
		Encode: encodeDraft, Decode: decodeDraft,
	})
	TurnAways = store.NewTable(store.TableSpec[TurnAway]{
		Name: "turn-away", Version: 1,
		ID:     func(t *TurnAway) []byte { return t.ID[:] },
		Encode: encodeTurnAway, Decode: decodeTurnAway,
	})
	Inventories = store.NewTable(store.TableSpec[Inventory]{
		Name: "inventory", Version: 1,
		ID: func(v *Inventory) []byte {
			return store.AppendUint64(dateKey(nil, calendar.Date{Year: v.Day.Year}), v.Number)
		},
		Encode: encodeInventory, Decode: decodeInventory,
	})
	Actors = store.NewTable(store.TableSpec[Actor]{
		Name: "actor", Version: 2,
		ID:     func(a *Actor) []byte { return []byte(a.Code) },
		Encode: encodeActor, Decode: decodeActor,
	})
	Looks = store.NewTable(store.TableSpec[Look]{
		Name: "look", Version: 1,
		ID:     func(l *Look) []byte { return l.ID[:] },
		Encode: encodeLook, Decode: decodeLook,
	})
	Pads = store.NewTable(store.TableSpec[Pad]{
		Name: "pad", Version: 1, Personal: true,
		ID:     func(p *Pad) []byte { return padID(p.Actor, p.Form, p.Of) },
		Encode: encodePad, Decode: decodePad,
	})
)

// Tables lists them for the store's schema.
func Tables() []store.AnyTable {
	return []store.AnyTable{Cases, People, Drafts, TurnAways, Inventories, Actors, Looks, Pads, Messages, Inbounds, PortalRequests}
}

// Key names an inventory on paper: "2015/3".
func (v *Inventory) Key() string {
	return strconv.Itoa(v.Day.Year) + "/" + strconv.FormatUint(v.Number, 10)
}

// The indexes. Only those of the work lists carry the row a screen shows.
var (
	ByNumber = store.NewIndex(Cases, store.IndexSpec[Case]{
		Name: "number",
		Marks: func(_ func(...string) []byte, c *Case) []store.Mark {
			return []store.Mark{
				{Key: append([]byte("n"), c.Number...)},
				{Key: append([]byte("t"), c.Number.Tail()...)},
			}
		},
	})
	ByPerson = store.NewIndex(Cases, store.IndexSpec[Case]{
		Name: "person",
		Marks: func(_ func(...string) []byte, c *Case) []store.Mark {
			return []store.Mark{{Key: append(c.RecipientID[:len(c.RecipientID):len(c.RecipientID)], c.Number...)}}
		},
	})
	ByDay = store.NewIndex(Cases, store.IndexSpec[Case]{
		Name:    "day", // of acceptance, refusal and issue: served.go
		Version: 1,
		Marks:   func(_ func(...string) []byte, c *Case) []store.Mark { return dayMarks(c) },
	})
	ByTerm = store.NewIndex(Cases, store.IndexSpec[Case]{
		Name: "term", // what is not ready for its recipient, by the day told on the receipt
		Marks: func(_ func(...string) []byte, c *Case) []store.Mark {
			if !c.promised() {
				return nil
			}
			day := dateKey(nil, c.Come)
			return []store.Mark{{Key: append(day[:len(day):len(day)], c.Number...), Tally: day}}
		},
	})
	ByList = store.NewIndex(Cases, store.IndexSpec[Case]{
		Name: "list",
		Marks: func(_ func(...string) []byte, c *Case) []store.Mark {
			var marks []store.Mark
			l, due, at := c.list()
			if l != 0 {
				marks = append(marks, listMark([]byte{byte(l)}, c, due, at))
			}
			if c.unsettled() {
				marks = append(marks, listMark([]byte{byte(ListUnsettled)}, c, c.Dispatch, 0))
			}
			return marks
		},
	})
	ByProvider = store.NewIndex(Cases, store.IndexSpec[Case]{
		Name: "provider",
		Marks: func(_ func(...string) []byte, c *Case) []store.Mark {
			l, due, at := c.list()
			if l != ListSector && !(l == ListOut && c.Arrived) {
				return nil
			}
			return []store.Mark{listMark(providerKey(l, c.Provider), c, due, at)}
		},
	})
	ByRegistry = store.NewIndex(Cases, store.IndexSpec[Case]{
		Version: 1, Name: "registry", // 'o' outgoing, 'r' return; 1 while the case is still out; 'd' only counted
		Marks: func(_ func(...string) []byte, c *Case) []store.Mark {
			var marks []store.Mark
			_, due, at := c.list()
			for kind, no := range map[byte]uint64{'o': c.Registry, 'r': c.Return} {
				if no == 0 {
					continue
				}
				key := RegistryKey(kind, no, c.Stage == Out)
				marks = append(marks, store.Mark{Key: append(key, c.Number...), Tally: key, Row: c.row(due, at)})
			}
			if c.Stage == Out && !c.Arrived && c.Registry != 0 {
				marks = append(marks, store.Mark{Tally: dateKey(leaveKey(c.Registry), c.Dispatch)})
			}
			return marks
		},
	})
	ByHandover = store.NewIndex(Cases, store.IndexSpec[Case]{
		Name: "handover",
		Marks: func(_ func(...string) []byte, c *Case) []store.Mark {
			if c.Handover == 0 {
				return nil
			}
			key := store.AppendUint64(nil, c.Handover)
			return []store.Mark{{Key: append(key, c.Number...), Tally: key}}
		},
	})
	ByShelf = store.NewIndex(Cases, store.IndexSpec[Case]{
		Name: "shelf",
		Marks: func(_ func(...string) []byte, c *Case) []store.Mark {
			if c.Shelf == "" {
				return nil
			}
			key := store.AppendString(nil, c.Shelf)
			return []store.Mark{{Key: append(key, c.Number...), Tally: []byte(c.Shelf)}}
		},
	})
	PeopleBy = store.NewIndex(People, store.IndexSpec[Person]{
		Name: "people", // keyed hashes only: the keys tell nothing
		Same: func(old, p *Person) bool {
			return old.IIN == p.IIN && old.Phone == p.Phone && old.FullName() == p.FullName()
		},
		Marks: func(blind func(...string) []byte, p *Person) []store.Mark {
			var marks []store.Mark
			if p.IIN != "" {
				marks = append(marks, store.Mark{Key: blind("iin", p.IIN)})
			}
			if p.Phone != "" {
				marks = append(marks, store.Mark{Key: blind("phone", p.Phone)})
			}
			keys := name.Keys(name.Words(p.FullName())...)
			for _, k := range keys[:min(len(keys), nameKeys)] {
				marks = append(marks, store.Mark{Key: blind("name", k)})
			}
			return marks
		},
	})
	DraftsBy = store.NewIndex(Drafts, store.IndexSpec[Draft]{
		Name: "draft-by", // operator
		Marks: func(_ func(...string) []byte, f *Draft) []store.Mark {
			m := store.Mark{Key: store.AppendString(nil, f.Actor), Tally: []byte("all")}
			if f.App.Road == RoadChancellery { // none of the centre's
				m.Tally = nil
			}
			return []store.Mark{m}
		},
	})
	TurnAwaysBy = store.NewIndex(TurnAways, store.IndexSpec[TurnAway]{
		Name: "turn-away-day", Version: 1,
		Marks: func(_ func(...string) []byte, t *TurnAway) []store.Mark {
			key := store.AppendTime(nil, t.At)
			return []store.Mark{{Key: key, Tally: []byte(t.Reason), Row: turnAwayRow(t)}}
		},
	})
	LooksBy = store.NewIndex(Looks, store.IndexSpec[Look]{
		Name: "look-at", // 'p' person, 'c' case: ids, never an IIN
		Marks: func(_ func(...string) []byte, l *Look) []store.Mark {
			mark := func(kind byte, id uuid.UUID) store.Mark {
				key := append([]byte{kind}, id[:]...)
				return store.Mark{Key: store.AppendTime(key[:len(key):len(key)], l.At), Tally: key}
			}
			marks := []store.Mark{mark('p', l.Person)}
			if !l.ByIIN {
				marks = append(marks, mark('c', l.Case))
			}
			return marks
		},
	})
)

// nameKeys bounds what one person adds to a transaction, twice when the name
// is another: four long words have all their keys, a name of twenty words is
// still found by its first ones. A test weighs the heaviest acceptance.
const nameKeys = 32

// RegistryKey is the prefix of a registry's cases in ByRegistry: kind 'o' for
// those that went out with it, 'r' for those that come back with it.
func RegistryKey(kind byte, no uint64, out bool) []byte {
	still := byte(0)
	if out {
		still = 1
	}
	return append(store.AppendUint64([]byte{kind}, no), still)
}

func listMark(prefix []byte, c *Case, due calendar.Date, at calendar.Clock) store.Mark {
	tally := dateKey(prefix, due)
	key := append(minuteKey(tally[:len(tally):len(tally)], at), c.Number...)
	return store.Mark{Key: key, Tally: tally, Row: c.row(due, at)}
}

// numberDay is the day a number was given on: it is part of the number.
func numberDay(n code.Number) calendar.Date { return calendar.DateOf(n.Day()) }
