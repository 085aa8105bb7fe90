package intake_test

import (
	"fmt"
	"testing"

	"tereze/intake"
	"tereze/intake/code"
	"tereze/store"
)

// crowd puts n accepted cases into the store, several to a transaction.
func (b *bench) crowd(n int) {
	b.Helper()
	c := *b.accept(b.duplicate(0))
	const part = 10
	for from := 2; from < n; from += part {
		_, err := b.Ledger.Update(b.Context(), b.By(op1).Store(2), func(tx *store.Tx) error {
			for i := from; i < from+part; i++ {
				seq, err := tx.Next("case/" + b.Today().String())
				if err != nil {
					return err
				}
				one := c
				one.ID = newID()
				one.Number, err = code.Make(b.Office.Number, b.Now(), seq)
				if err != nil {
					return err
				}
				one.Dispatch = c.Dispatch.Add(i % 20)
				if err := intake.Cases.Put(tx, &one); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAccept is without the disk's flush: what the program itself costs.
func BenchmarkAccept(bb *testing.B) {
	b := open(bb, "atyrau", "2015-03-02T10:00")
	apps, bys := make([]intake.Application, bb.N), make([]intake.By, bb.N)
	for i := range apps {
		apps[i], bys[i] = b.duplicate(i), b.By(op1)
	}
	bb.ResetTimer()
	for i := range apps {
		if _, err := b.Accept(bb.Context(), bys[i], apps[i]); err != nil {
			bb.Fatal(err)
		}
	}
	bb.StopTimer()
}

func BenchmarkCheck(bb *testing.B) {
	b := open(bb, "atyrau", "2015-03-02T10:00")
	a := b.duplicate(1)
	for bb.Loop() {
		b.Check(&a)
	}
}

func BenchmarkAt10000(bb *testing.B) {
	b := open(bb, "atyrau", "2015-03-02T10:00")
	b.crowd(10_000)
	b.set("2015-03-10T10:00")
	bb.Run("page of 50", func(bb *testing.B) {
		var after []byte
		for bb.Loop() {
			b.view(func(tx *store.Tx) error {
				rows, err := intake.ListPage(tx, intake.ListCounter, after, 50)
				if after = nil; len(rows) == 50 {
					after = rows[49].Cursor
				}
				return err
			})
		}
	})
	bb.Run("count", func(bb *testing.B) {
		for bb.Loop() {
			b.view(func(tx *store.Tx) error {
				n, err := intake.CountList(tx, intake.ListCounter, b.Today())
				if n.All < 10_000 {
					bb.Fatal(n)
				}
				return err
			})
		}
	})
	for _, query := range []string{"042-150302-005000", "05000", "сериков", "900101400013"} {
		bb.Run("find "+query, func(bb *testing.B) {
			for bb.Loop() {
				if _, err := b.Find(bb.Context(), query, 20); err != nil {
					bb.Fatal(err)
				}
			}
		})
	}
	bb.Run("accept", func(bb *testing.B) {
		for i := 0; bb.Loop(); i++ {
			a := b.app("duplicate", "application identity-document")
			a.Recipient.Given = fmt.Sprint("Дәурен", string(rune('а'+i%30)))
			b.accept(a)
		}
	})
}
