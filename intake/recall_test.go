package intake_test

import (
	"testing"
	"time"

	"tereze/intake"
)

// A refusal is remembered: when the person returns, it says what was missing.
func TestRecall(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	k, err := b.Recall(t.Context(), "900101300017")
	if err != nil || k.Person != nil || k.Refused != nil || len(k.Open) != 0 {
		t.Fatalf("a newcomer: %+v, %v", k, err)
	}
	a := b.app("duplicate", "identity-document")
	a.Recipient.Address = "Атырау, Сәтбаев көшесі, 1"
	refused := b.must(b.Refuse(t.Context(), b.By(op1), a))
	b.later(24 * time.Hour)

	if k, err = b.Recall(t.Context(), "9001 0130 0017"); err != nil || k.Person == nil || k.Refused == nil {
		t.Fatalf("after the refusal: %+v, %v", k, err)
	}
	if k.Refused.ID != refused.ID || lacks(k.Refused.Missing) != "application:absent" || k.Person.Phone != "77010000000" || k.Person.SeenFor != "duplicate" {
		t.Errorf("%+v", k)
	}
	if k.Duplicate("duplicate") != nil {
		t.Error("a refused case is taken for an open one")
	}

	again := b.app("duplicate", "application identity-document")
	again.Recipient = intake.Person{IIN: k.Person.IIN, Surname: k.Person.Surname, Given: k.Person.Given, Patronymic: k.Person.Patronymic}
	c := b.accept(again)
	if c.RecipientID != refused.RecipientID {
		t.Error("the same IIN made another person")
	}
	k, err = b.Recall(t.Context(), "900101300017")
	if err != nil || k.Refused != nil || len(k.Open) != 1 || k.Open[0].ID != c.ID {
		t.Fatalf("after the acceptance: %+v, %v", k, err)
	}
	if k.Person.Phone != "77010000000" || k.Person.Address == "" {
		t.Errorf("what was not said today is forgotten: %+v", k.Person)
	}
	if p := k.Duplicate("duplicate"); p == nil || p.Code != intake.ProblemDuplicateOpen || p.Args[0] != string(c.Number) {
		t.Errorf("no warning of the open case: %v", p)
	}
	if k.Duplicate("preschool-queue") != nil {
		t.Error("a warning for another service")
	}
	b.move(c, road(intake.Issued)...)
	if k, _ = b.Recall(t.Context(), "900101300017"); len(k.Open) != 0 {
		t.Errorf("issued, but open: %v", k.Open)
	}
	if n := countTable(b, intake.People); n != 1 {
		t.Errorf("%d people", n)
	}
}
