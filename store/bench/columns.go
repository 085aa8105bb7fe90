package main

import (
	"tereze/intake"
	"tereze/store"
)

// columns are the values of a case's row in the order of the tables; nil where
// the case has no business in an index.
func (r *Row) columns() []any {
	list := nothing(r.List != 0)
	return []any{
		r.id[:], r.Number, r.Tail, r.person[:], int64(r.Stage),
		int64(r.Day), r.Served, nothing(r.Issued != nil)(r.IssuedAt), nothing(r.Issued != nil)(r.Issued), nothing(r.Come != 0)(int64(r.Come)),
		list(int64(r.List)), list(int64(r.Due)), list(int64(r.Minute)), r.Provider, nothing(r.Own)(int64(1)),
		nothing(r.Registry != 0)(int64(r.Registry)), nothing(r.Return != 0)(int64(r.Return)), still(r), nothing(r.Handover != 0)(int64(r.Handover)),
		nothing(r.Shelf != "")(r.Shelf), nothing(r.Row != nil)(r.Row), r.Body,
	}
}

var caseColumns = []string{"id", "number", "tail", "person", "stage", "day", "served", "issued_at", "issued", "come",
	"list", "due", "minute", "provider", "own", "registry", "returned", "still", "handover", "shelf", "row", "body"}

// nothing gives a column's value when there is one.
func nothing(there bool) func(any) any {
	return func(v any) any {
		if !there {
			return nil
		}
		return v
	}
}

func still(r *Row) any {
	if r.Registry == 0 && r.Return == 0 {
		return nil
	}
	if r.Still {
		return int64(1)
	}
	return int64(0)
}

// personBody is a person as bytes, in the fields and order of Tereze's record.
func personBody(p *intake.Person) []byte {
	var e store.Encoder
	e.Uint(1)
	e.UUID(p.ID)
	e.String(p.IIN)
	e.Bool(p.NoIIN)
	e.String(p.Override)
	e.String(p.Surname)
	e.String(p.Given)
	e.String(p.Patronymic)
	e.Uint(uint64(dayNumber(p.Born)))
	e.String(p.Phone)
	e.String(p.Address)
	e.Time(p.Seen)
	e.String(p.SeenFor)
	return e.Data()
}
