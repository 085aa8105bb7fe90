package intake_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tereze/intake"
	"tereze/store"
)

// onKazakh is what arrives when digits are typed with the layout left on
// Kazakh.
func onKazakh(s string) string {
	return strings.NewReplacer("1", `"`, "2", "ә", "3", "і", "4", "ң", "5", "ғ", "6", ",", "7", ".", "8", "ү", "9", "ұ", "0", "қ", "-", "ө").Replace(s)
}

func TestFind(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	person := func(n int, surname, given, patronymic, phone string) intake.Person {
		return intake.Person{IIN: iinOf(t, n), Surname: surname, Given: given, Patronymic: patronymic, Phone: phone}
	}
	asel := person(1, "Әлімова", "Әсел", "Қайратқызы", "+7 701 111 22 33")
	oraz := person(2, "Оразова", "Мәдина", "", "8 702 111 22 33")
	yolk := person(3, "Ёлкин", "Пётр", "Ильич", "")
	ual := person(4, "Уәлиханов-Бөкейханов", "Шоқан", "Шыңғысұлы", "")
	twin := person(5, "Алимов", "Асель", "", "")
	var cases []*intake.Case
	for _, p := range []intake.Person{asel, oraz, asel, yolk, ual, twin} {
		a := b.app("duplicate", "application identity-document")
		a.Recipient = p
		cases = append(cases, b.accept(a))
		b.later(26 * time.Hour)
	}
	n := func(i int) string { return string(cases[i].Number) }
	for _, r := range []struct{ name, query, want string }{
		{"number", n(1), "1"},
		{"number without dashes", strings.ReplaceAll(n(1), "-", ""), "1"},
		{"number with spaces", "  " + strings.ReplaceAll(n(1), "-", " ") + " ", "1"},
		{"number on the Kazakh layout", onKazakh(n(1)), "1"},
		{"barcode", cases[2].Number.Barcode(), "2"},
		{"barcode on the Kazakh layout", onKazakh(cases[2].Number.Barcode()), "2"},
		{"a number not given", "042-150302-000099", ""},
		{"last five digits, newest first", "00001", "5 4 3 2 1 0"},
		{"last five digits on the Kazakh layout", onKazakh("00001"), "5 4 3 2 1 0"},
		{"IIN", asel.IIN, "2 0"},
		{"IIN with spaces", asel.IIN[:6] + " " + asel.IIN[6:], "2 0"},
		{"IIN on the Kazakh layout", onKazakh(asel.IIN), "2 0"},
		{"an IIN of nobody", "900101400013", ""},
		{"telephone", "+7 (702) 111-22-33", "1"},
		{"telephone from 8", "87021112233", "1"},
		{"telephone without the code", "7021112233", "1"},
		{"surname", "Әлімова", "2 0"},
		{"surname in plain letters", "алимова", "2 0"},
		{"beginning of a surname, of two people", "АЛИМ", "5 2 0"},
		{"given name in plain letters", "Асел", "5 2 0"},
		{"whole short word", "әсел", "5 2 0"},
		{"two words", "Алимова Асел", "2 0"},
		{"two words the other way", "асел алимов", "5 2 0"},
		{"three words", "әлімова әсел қайрат", "2 0"},
		{"words of two people", "Алимова Мадина", ""},
		{"ё", "елкин", "3"},
		{"half of a double name", "бокейхан", "4"},
		{"longer than a key", "бөкейханов", "4"},
		{"longer than a key, and wrong at its end", "бөкейханова", ""},
		{"nobody", "Нұрланов", ""},
		{"too short to be a beginning", "ал", ""},
		{"nothing", "   ", ""},
		{"signs", "***", ""},
	} {
		t.Run(r.name, func(t *testing.T) {
			found, err := b.Find(t.Context(), r.query, 50)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range found {
				got = append(got, fmt.Sprint(slices.IndexFunc(cases, func(o *intake.Case) bool { return o.ID == c.ID })))
			}
			if join(got) != r.want {
				t.Errorf("%q: %v, want %s", r.query, got, r.want)
			}
		})
	}
	found, err := b.Find(t.Context(), "алим", 2)
	if err != nil || len(found) != 2 || found[0].ID != cases[5].ID || found[1].ID != cases[2].ID {
		t.Errorf("the first two: %v, %v", found, err)
	}
}

// A common surname hides nobody who is sought with a second word.
func TestFindCommonSurname(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	const people = 60
	for i := range people {
		a := b.duplicate(i)
		a.Recipient.Surname, a.Recipient.Given, a.Recipient.Patronymic = "Ахметов", "Дәурен", ""
		if i == 7 {
			a.Recipient.Given = "Ғани"
		}
		b.accept(a)
	}
	found, err := b.Find(t.Context(), "ахметов гани", 1)
	if err != nil || len(found) != 1 || found[0].Recipient.Given != "Ғани" {
		t.Errorf("%v, %v", found, err)
	}
	if found, err = b.Find(t.Context(), "ахметов", 20); err != nil || len(found) != 20 || found[0].Number.Seq() != people {
		t.Errorf("%d found, the first %s, %v", len(found), found[0].Number, err)
	}
}

// A person who has changed the name is found by the new one only.
func TestFindAfterRename(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	a := b.duplicate(1)
	a.Recipient.Surname = "Серикова"
	b.accept(a)
	a = b.duplicate(1)
	a.Recipient.Surname = "Жұмабаева"
	b.accept(a)
	for query, want := range map[string]int{"жумабаева": 2, "серикова": 0} {
		if found, err := b.Find(t.Context(), query, 10); err != nil || len(found) != want {
			t.Errorf("%s: %d, %v", query, len(found), err)
		}
	}
}

// Pages of a list join without a gap and without a repeat.
func TestListPages(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	var want []string
	for i := range 11 {
		want = append(want, b.accept(b.duplicate(i)).Number.Tail())
	}
	for _, size := range []int{1, 3, 11, 50} {
		var got []string
		var after []byte
		for {
			var rows []intake.ListRow
			b.view(func(tx *store.Tx) (err error) {
				rows, err = intake.ListPage(tx, intake.ListCounter, after, size)
				return err
			})
			if len(rows) == 0 {
				break
			}
			for _, r := range rows {
				got = append(got, r.Number.Tail())
			}
			after = rows[len(rows)-1].Cursor
		}
		if join(got) != join(want) {
			t.Errorf("pages of %d: %v", size, got)
		}
	}
}

// A row of a list shows what the case holds.
func TestListRow(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	c := b.at(intake.Ready, 1)
	b.view(func(tx *store.Tx) error {
		rows, err := intake.ListPage(tx, intake.ListReady, nil, 10)
		if len(rows) != 1 {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		r := rows[0]
		want := intake.ListRow{Cursor: r.Cursor, ID: c.ID, Number: c.Number, Service: c.Service, Edition: c.Edition,
			Name: "Сериков Д. Б.", Provider: c.Provider, Due: c.KeepTo, Stage: c.Stage, Accepted: c.AcceptedAt.UTC(),
			Registry: c.Registry, Given: true, Received: true, Outcome: c.Outcome, Version: c.Version()}
		if fmt.Sprint(r) != fmt.Sprint(want) {
			t.Errorf("%+v\nwant %+v", r, want)
		}
		return err
	})
}
