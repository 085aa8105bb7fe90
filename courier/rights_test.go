package courier_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/courier/export"
	"tereze/intake"
	"tereze/intake/trio"
	"tereze/store"
	"tereze/store/storetest"
)

// deeds is each command by the function of the domain that does it: the
// office made ready by those who may, then the act, on its own case each time.
func deeds(b *bench) map[string]func(a intake.Actor) error {
	ctx, dir := b.ctx(), b.TempDir()
	err1 := func(_ any, err error) error { return err }
	one := func(ids []uuid.UUID) uuid.UUID { return ids[0] }
	away := func() uuid.UUID { _, ids := b.delivered(1, school); return ids[0] }
	kept := func() uuid.UUID {
		id := one(b.marked(1, school))
		ok(b.Forward(ctx, b.by(sector), []uuid.UUID{id}, nil))(b)
		return id
	}
	archived := func() uuid.UUID {
		id := kept()
		b.clock.Add(60 * 24 * time.Hour)
		ok(b.Archive(ctx, b.by(boss), nil))(b)
		return id
	}
	handing := intake.Handing{Receipt: true, Identity: intake.Passport}
	do := map[string]func(intake.Actor) error{
		"see": func(a intake.Actor) error {
			id := away()
			if err := err1(b.For(a).Find(ctx, string(b.read(id).Number), 5)); err != nil {
				return err
			}
			return err1(b.Look(ctx, b.by(a), id))
		},
		"export": func(a intake.Actor) error {
			_, _, err := export.Write(ctx, b.For(a), dir, b.by(a), export.What{Kind: export.Day, Day: b.Today()}, export.CSV, trio.KK)
			return err
		},
		"draft":     func(a intake.Actor) error { return b.SaveDraft(ctx, b.by(a), b.app("duplicate", school)) },
		"turn-away": func(a intake.Actor) error { return err1(b.SendElsewhere(ctx, b.by(a), "preschool-enrolment")) },
		"refuse": func(a intake.Actor) error {
			app := b.app("duplicate", school)
			app.Papers = nil
			return err1(b.Refuse(ctx, b.by(a), app))
		},
		"accept": func(a intake.Actor) error { return err1(b.Accept(ctx, b.by(a), b.app("duplicate", school))) },
		"give": func(a intake.Actor) error {
			if err := err1(b.Give(ctx, b.by(a), b.duplicates(1, school), sector.Code, nil)); err != nil {
				return err
			}
			id := one(b.duplicates(1, school))
			ok(b.Receive(ctx, b.by(sector), id))(b)
			return err1(b.Confirm(ctx, b.by(a), id))
		},
		"receive": func(a intake.Actor) error { return err1(b.Receive(ctx, b.by(a), one(b.duplicates(1, school)))) },
		"registry": func(a intake.Actor) error {
			b.handed(1, school)
			ok(b.PutAll(ctx, b.by(sector), school, nil))(b)
			r := ok(b.OpenRegistry(ctx, b.by(sector), school))(b)
			return all(b, r.Number, func(no uint64) []func() error {
				return []func() error{
					func() error { return err1(b.OpenRegistry(ctx, b.by(a), school)) },
					func() error { return err1(b.CloseRegistry(ctx, b.by(a), no)) },
					func() error { return err1(b.Reopen(ctx, b.by(a), no)) },
					func() error { return err1(b.CloseRegistry(ctx, b.by(a), no)) },
					func() error { return err1(b.Dispatch(ctx, b.by(a), []uint64{no}, "М. Тәжін", "1", "П-1")) },
					func() error { return err1(b.Recall(ctx, b.by(a), no)) },
				}
			}, a)
		},
		"add": func(a intake.Actor) error {
			ids := b.handed(3, school)
			no := ok(b.OpenRegistry(ctx, b.by(sector), school))(b).Number
			return first(
				err1(b.Put(ctx, b.by(a), ids[0])),
				err1(b.Add(ctx, b.by(a), no, ids[1])),
				err1(b.PutAll(ctx, b.by(a), school, nil)))
		},
		"take-out": func(a intake.Actor) error {
			id := one(b.handed(1, school))
			ok(b.Put(ctx, b.by(sector), id))(b)
			return err1(b.TakeOut(ctx, b.by(a), id))
		},
		"deliver": func(a intake.Actor) error {
			no, _ := b.sent(1, school)
			by := b.by(a)
			_, _, err := b.Deliver(ctx, by, no, b.taken(), nil)
			return first(err, b.Resume(ctx, b.by(a)))
		},
		"missed": func(a intake.Actor) error {
			no, ids := b.sent(1, school)
			by, d := b.by(a), b.taken()
			d.Missed = numbers(b, ids)
			_, _, err := b.Deliver(ctx, by, no, d, nil)
			return err
		},
		"step": func(a intake.Actor) error {
			id := away()
			by := b.by(a)
			return err1(b.Stamp(ctx, by, id, 2, by.At, ""))
		},
		"send-back": func(a intake.Actor) error { return err1(b.SendBack(ctx, b.by(a), away(), "қол жоқ")) },
		"completed": func(a intake.Actor) error {
			id := away()
			ok(b.SendBack(ctx, b.by(sector), id, "қол жоқ"))(b)
			by := b.by(a)
			return err1(b.Complete(ctx, by, id, by.At))
		},
		"return": func(a intake.Actor) error {
			return err1(b.GiveBack(ctx, b.by(a), school, map[uuid.UUID]intake.Outcome{away(): intake.Result}, nil))
		},
		"returns": func(a intake.Actor) error { return err1(b.OpenReturn(ctx, b.by(a), school, 0)) },
		"mark": func(a intake.Actor) error {
			return err1(b.Mark(ctx, b.by(a), 0, b.read(away()).Number.Barcode(), intake.NoOutcome))
		},
		"forward": func(a intake.Actor) error {
			if err := err1(b.Forward(ctx, b.by(a), b.marked(1, school), nil)); err != nil {
				return err
			}
			b.marked(1, school)
			return err1(b.Forward(ctx, b.by(a), nil, nil))
		},
		"issue": func(a intake.Actor) error { return err1(b.Issue(ctx, b.by(a), kept(), handing)) },
		"withdraw": func(a intake.Actor) error {
			return err1(b.Withdraw(ctx, b.by(a), one(b.duplicates(1, school)), "қажет емес"))
		},
		"archive":  func(a intake.Actor) error { return err1(b.Archive(ctx, b.by(a), nil)) },
		"retrieve": func(a intake.Actor) error { return err1(b.Retrieve(ctx, b.two(a), archived())) },
		"undo": func(a intake.Actor) error { // one's own act, done while one still had the right to it
			if a.Role == intake.ProviderHead || a.Role == intake.ProviderExecutor {
				return undoAtDesk(b, a)
			}
			id, then := away(), a
			if then.Role.May("send-back") != true {
				then.Role = intake.Supervisor
			}
			if a.Role == intake.Operator || a.Role == intake.Issuer { // theirs is the issue
				id = kept()
				ok(b.Issue(ctx, b.by(then), id, handing))(b)
			} else {
				ok(b.SendBack(ctx, b.by(then), id, "қол жоқ"))(b)
			}
			return err1(b.Undo(ctx, b.by(a), b.read(id), ""))
		},
		"undo-any": func(a intake.Actor) error {
			id := away()
			ok(b.SendBack(ctx, b.by(sector), id, "қол жоқ"))(b)
			by := b.by(a)
			by.Actor.Code = "another" // of the same role
			return err1(b.Undo(ctx, by, b.read(id), "қате"))
		},
		"close-day": func(a intake.Actor) error {
			return first(err1(b.For(a).Day(ctx, b.Today())), hangs(err1(b.CloseDay(ctx, b.by(a), b.Today()))))
		},
		"second": func(a intake.Actor) error {
			by := b.by(issuer)
			by.Second = a
			by.Second.Code = "another"
			return err1(b.Retrieve(ctx, by, archived()))
		},
		"erase": func(a intake.Actor) error {
			id := kept()
			ok(b.Issue(ctx, b.by(issuer), id, handing))(b)
			return err1(b.Erase(ctx, b.two(a), b.shred(), intake.Erasure{Case: id, Ground: intake.EraseCourt, Reference: "1"}))
		},
		"looks": func(a intake.Actor) error { return err1(b.WhoSaw(ctx, b.by(a), away())) },
		"journal": func(a intake.Actor) error {
			_, _, err := export.Write(ctx, b.For(a), dir, b.by(a), export.What{Kind: export.Journal}, export.CSV, trio.KK)
			return err
		},
		"users": func(a intake.Actor) error {
			return b.SaveActor(ctx, b.by(a), intake.Actor{Code: "new", Name: "Ж. Әлі", Role: intake.Operator})
		},
	}
	maps.Copy(do, wireDeeds(b))
	maps.Copy(do, deskDeeds(b))
	return do
}

// shred is a file of keys; the log of the tests hides nothing.
func (b *bench) shred() *store.Shred {
	return ok(store.OpenShred(b.TempDir()+"/store.shred", storetest.Keys(), storetest.Office, courier.Schema(),
		store.ShredOptions{Create: true, NoSync: true}))(b)
}

// all does acts in a row and wants them all refused or all done; those refused
// are done by the one who may, so that the next has its turn.
func all(b *bench, no uint64, acts func(uint64) []func() error, a intake.Actor) error {
	b.Helper()
	var firstErr error
	for i, act := range acts(no) {
		err := act()
		if i > 0 && (err == nil) != (firstErr == nil) {
			b.Errorf("%s: part %d of the command: %v, the first: %v", a.Role, i, err, firstErr)
		}
		if i == 0 {
			firstErr = err
		}
	}
	return firstErr
}

// first is the first of several errors, when none of the others differs in
// being refused; parts of one command stand or fall together.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// hangs passes over what keeps a day open: the right to close it was there.
func hangs(err error) error {
	if p, is := intake.AsProblem(err); is && p.Code == courier.ProblemDayHangs {
		return nil
	}
	return err
}

// Every role and every command, through the functions of the domain, against
// the table above.
func TestRights(t *testing.T) {
	rows := strings.Split(strings.TrimSpace(rightsTable), "\n")
	roles := strings.Fields(rows[0])
	if len(roles) != len(intake.Roles()) {
		t.Fatalf("the table has %d roles, the program %d", len(roles), len(intake.Roles()))
	}
	b := open(t, "atyrau", "2015-03-02T10:00")
	do := deeds(b)
	var told []string
	for _, row := range rows[1:] {
		cells := strings.Fields(row)
		command := cells[0]
		told = append(told, command)
		act := do[command]
		if act == nil || len(cells) != len(roles)+1 {
			t.Fatalf("row %q", row)
		}
		for i, cell := range cells[1:] {
			a := intake.Actor{Code: "x-" + roles[i], Name: "Т. Сынақ", Role: intake.Role(roles[i])}
			if a.Role.AtProvider() {
				a.Provider = school
			}
			if !slices.Contains(intake.Roles(), a.Role) {
				t.Fatalf("no role %q", a.Role)
			}
			err := act(a)
			if command == "archive" || command == "retrieve" || command == "second" {
				b.set("2015-03-02T10:00")
			}
			switch p, _ := intake.AsProblem(err); {
			case cell == "x" && err != nil:
				t.Errorf("%s by %s: %v, but it may", command, a.Role, err)
			case cell == "." && err == nil:
				t.Errorf("%s by %s: done, but it may not", command, a.Role)
			case cell == "." && (p == nil || !slices.Contains([]string{
				intake.ProblemRole, intake.ProblemUndoOther, intake.ProblemSecondRole}, p.Code)):
				t.Errorf("%s by %s: refused with %v", command, a.Role, err)
			}
		}
	}
	for _, c := range intake.Commands() {
		if !slices.Contains(told, string(c)) {
			t.Errorf("the table does not tell of %s", c)
		}
	}
}

// Nobody without a role, and no role nobody knows, may do anything at all.
func TestRightsOfNobody(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	for command, act := range deeds(b) {
		for _, r := range []intake.Role{"", "Supervisor", "root"} {
			if command == "undo" || command == "undo-any" {
				continue // those are refused by name before the role is
			}
			if err := act(intake.Actor{Code: "x", Role: r}); err == nil {
				t.Errorf("%s by role %q: done", command, r)
			}
			b.set("2015-03-02T10:00")
		}
	}
}

// Through the office of one who may not see, no list, no card and no count is
// read; through a provider's, its own cases and nothing else.
func TestReading(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	_, mine := b.delivered(2, school)
	_, theirs := b.delivered(1, other)
	counter := b.accept("duplicate", school)
	desk := intake.Actor{Code: "school1", Role: intake.ProviderDesk, Provider: school}
	reads := func(o *courier.Office, c *intake.Case) map[string]error {
		view := func(*store.Tx) error { return nil }
		found, err := o.Find(ctx, string(c.Number), 5)
		if err == nil && len(found) == 0 {
			err = intake.Refuse(intake.ProblemNoCase, "")
		}
		_, err1 := o.Case(ctx, c.ID)
		_, err2 := o.CaseByNumber(ctx, c.Number)
		_, err3 := o.Desk.Recall(ctx, c.Recipient.IIN)
		_, err4 := o.DraftsOf(ctx, "")
		_, err5 := o.Conveyor(ctx, o.Today())
		_, err6 := o.Registry(ctx, 1)
		return map[string]error{"find": err, "case": err1, "number": err2, "recall": err3, "drafts": err4, "conveyor": err5, "registry": err6, "view": o.View(ctx, view)}
	}
	refusedWith := func(who, what string, err error, want string) {
		t.Helper()
		got := ""
		if p, is := intake.AsProblem(err); is {
			got = p.Code
		} else if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s, %s: %q, want %q", who, what, got, want)
		}
	}
	c := b.read(mine[0])
	for _, r := range []intake.Role{intake.Administrator, intake.Auditor} {
		for what, err := range reads(b.For(intake.Actor{Code: "x", Role: r}), c) {
			refusedWith(string(r), what, err, intake.ProblemRole)
		}
	}
	for _, r := range []intake.Role{intake.Operator, intake.Sector, intake.Issuer, intake.Supervisor} {
		for what, err := range reads(b.For(intake.Actor{Code: "x", Role: r}), c) {
			refusedWith(string(r), what, err, "")
		}
	}
	for name, of := range map[string]*intake.Case{"own": c, "another's": b.read(theirs[0]), "not arrived": counter} {
		for what, err := range reads(b.For(desk), of) {
			want := intake.ProblemRole // what a desk has no business with
			if what == "find" || what == "case" || what == "number" {
				if want = ""; name != "own" {
					want = intake.ProblemNoCase
				}
			}
			refusedWith("provider, "+name, what, err, want)
		}
	}
	rows, n, err := b.For(desk).Own(ctx, intake.Window{Limit: 10})
	if err != nil || len(rows) != 2 || n.All != 2 {
		t.Errorf("its own list: %d rows, %+v, %v", len(rows), n, err)
	}
	// And it acts on nothing else.
	for _, id := range []uuid.UUID{theirs[0], counter.ID} {
		b.refused(intake.ProblemNoCase, func() error { _, err := b.SendBack(ctx, b.by(desk), id, "қол жоқ"); return err })
	}
	b.refused(intake.ProblemNoCase, func() error {
		_, err := b.GiveBack(ctx, b.by(desk), school, map[uuid.UUID]intake.Outcome{theirs[0]: intake.Result}, nil)
		return err
	})
	b.refused(intake.ProblemRole, func() error { _, err := b.GiveBack(ctx, b.by(desk), other, nil, nil); return err })
	ok(b.SendBack(ctx, b.by(desk), mine[0], "қол жоқ"))(t)
}
