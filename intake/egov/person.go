package egov

import "time"

// PersonAnswer is what ГБД ФЛ says of an IIN.
type PersonAnswer struct {
	Found  bool
	Person Person
	Code   string // the register's own status code
	Raw    []byte // the answer's data, as it came
}

// Person is somebody as ГБД ФЛ has them. Days are at midnight UTC; the zero
// time is no day.
type Person struct {
	IIN, Surname, Name, Patronymic string
	Born, Died                     time.Time
	Sex                            string // the register's code
	Citizenship                    string // the register's code
	Incapable                      bool   // a court said so, and it stands
	Missing                        bool   // missing, or excluded from the register
	Address                        Address
	Documents                      []IdentityPaper
	Birth                          BirthRecord
}

// Address is a registered address, in the parts the register gives; children
// may have none.
type Address struct{ District, Region, City, Street, Building, Corpus, Flat string }

// IdentityPaper is one identity document. Type 001 passport, 002 identity
// card, 015 foreign passport; status 00 is valid.
type IdentityPaper struct {
	Type, Number, Status, Issuer string
	Begin, End                   time.Time
}

// Valid says whether the paper is good on a day.
func (p IdentityPaper) Valid(on time.Time) bool {
	return p.Status == "00" && (p.End.IsZero() || !p.End.Before(on))
}

// BirthRecord is the record of a birth in Kazakhstan; Number is empty when the
// register has none.
type BirthRecord struct {
	Number string
	Date   time.Time
}
