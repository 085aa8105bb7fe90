package gatewaysim

import (
	"time"

	"tereze/intake/egov"
)

// The people the registers know, by what is the matter with them. All are
// invented; their numbers have right check digits.
const (
	Aigerim  = "900101400013" // nothing: agrees with her papers; gave powers of attorney
	Daniyar  = "900101300017" // nothing; holds powers of attorney
	Botagoz  = "040229600011" // married: the register has another surname than her papers
	Serik    = "900101300811" // dead
	Mariyam  = "750615400025" // a court declared her incapable
	Zhanibek = "090510500031" // Daniyar's child, born after 2008, with a birth record
	Aru      = "210918600043" // a small child with a birth record and no registered address
	Olzhas   = "850323300052" // his only identity card is past
	Raushan  = "601120400067" // missing
	Temirlan = "150707500076" // a pupil, birth recorded, too young for an identity card
	Dinara   = "821212400101" // nothing: a head who signs
	Unknown  = "980808400081" // a good number, and nobody's
)

// BotagozPapers is the surname that stands in Botagoz's papers.
const BotagozPapers = "СЕЙІТОВА"

// People are those the registers know, as of a day. Names come in capitals,
// as the real register gives them.
func People(today time.Time) []egov.Person {
	card := func(number string) []egov.IdentityPaper {
		return []egov.IdentityPaper{{
			Type: "002", Number: number, Status: "00", Issuer: "ҚР ІІМ", Begin: day(today, -3), End: day(today, 7),
		}}
	}
	home := func(street, building, flat string) egov.Address {
		return egov.Address{
			District: "МАҢҒЫСТАУ ОБЛЫСЫ", Region: "АҚТАУ ҚАЛАСЫ", City: "АҚТАУ", Street: street, Building: building, Flat: flat,
		}
	}
	return []egov.Person{
		{
			IIN: Aigerim, Surname: "ЖОЛДАСОВА", Name: "АЙГЕРІМ", Patronymic: "ЕРЛАНҚЫЗЫ", Born: date(1990, 1, 1), Sex: "2", Citizenship: "398",
			Address: home("14 ШАҒЫН АУДАН", "7", "31"), Documents: card("040000013"),
		},
		{
			IIN: Daniyar, Surname: "ОСПАНОВ", Name: "ДАНИЯР", Patronymic: "СЕРІКҰЛЫ", Born: date(1990, 1, 1), Sex: "1", Citizenship: "398",
			Address: home("27 ШАҒЫН АУДАН", "12", "4"), Documents: card("040000017"),
		},
		{
			IIN: Botagoz, Surname: "АМАНОВА", Name: "БОТАГӨЗ", Patronymic: "НҰРЛАНҚЫЗЫ", Born: date(2004, 2, 29), Sex: "2", Citizenship: "398",
			Address: home("3 ШАҒЫН АУДАН", "101", "18"), Documents: card("040000011"),
		},
		{
			IIN: Serik, Surname: "ТӨЛЕГЕНОВ", Name: "СЕРІК", Patronymic: "АСҚАРҰЛЫ", Born: date(1990, 1, 1), Died: date(2014, 11, 3), Sex: "1", Citizenship: "398",
			Address: home("8 ШАҒЫН АУДАН", "2", "55"), Documents: card("040000811"),
		},
		{
			IIN: Mariyam, Surname: "ҚАЙРАТОВА", Name: "МӘРИЯМ", Patronymic: "БОЛАТҚЫЗЫ", Born: date(1975, 6, 15), Sex: "2", Citizenship: "398",
			Incapable: true, Address: home("5 ШАҒЫН АУДАН", "30", "2"), Documents: card("040000025"),
		},
		{
			IIN: Zhanibek, Surname: "ОСПАНОВ", Name: "ЖӘНІБЕК", Patronymic: "ДАНИЯРҰЛЫ", Born: date(2009, 5, 10), Sex: "1", Citizenship: "398",
			Address: home("27 ШАҒЫН АУДАН", "12", "4"), Birth: egov.BirthRecord{Number: "10-110-09-0000031", Date: date(2009, 5, 20)},
		},
		{
			IIN: Aru, Surname: "ЖОЛДАСОВА", Name: "АРУ", Patronymic: "", Born: date(2021, 9, 18), Sex: "2", Citizenship: "398",
			Birth: egov.BirthRecord{Number: "10-110-21-0000043", Date: date(2021, 9, 27)},
		},
		{
			IIN: Olzhas, Surname: "БЕКОВ", Name: "ОЛЖАС", Patronymic: "МАРАТҰЛЫ", Born: date(1985, 3, 23), Sex: "1", Citizenship: "398",
			Address: home("1 ШАҒЫН АУДАН", "9", "77"), Documents: []egov.IdentityPaper{
				{Type: "002", Number: "040000052", Status: "00", Issuer: "ҚР ІІМ", Begin: day(today, -11), End: day(today, -1)},
				{Type: "001", Number: "N00000052", Status: "07", Issuer: "ҚР ІІМ", Begin: day(today, -3), End: day(today, 7)},
			},
		},
		{
			IIN: Raushan, Surname: "ИБРАЕВА", Name: "РАУШАН", Patronymic: "ҚАДЫРҚЫЗЫ", Born: date(1960, 11, 20), Sex: "2", Citizenship: "398",
			Missing: true, Documents: card("040000067"),
		},
		{
			IIN: Temirlan, Surname: "НҰРЖАНОВ", Name: "ТЕМІРЛАН", Patronymic: "ЕРБОЛҰЛЫ", Born: date(2015, 7, 7), Sex: "1", Citizenship: "398",
			Address: home("17 ШАҒЫН АУДАН", "4", "12"), Birth: egov.BirthRecord{Number: "10-110-15-0000076", Date: date(2015, 7, 14)},
		},
		{
			IIN: Dinara, Surname: "САҒЫНДЫҚОВА", Name: "ДИНАРА", Patronymic: "ЖАҚСЫБАЙҚЫЗЫ", Born: date(1982, 12, 12), Sex: "2", Citizenship: "398",
			Address: home("9 ШАҒЫН АУДАН", "1", "1"), Documents: card("040000101"),
		},
	}
}

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// day is today some years on, at midnight UTC, as days are here.
func day(today time.Time, years int) time.Time {
	y, m, d := today.Date()
	return date(y+years, m, d)
}
