package account

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tereze/intake"
)

// A name nobody has, a wrong password, a disabled account, one without a
// password, one whose code ran out: one answer, one hash, one entry.
func TestNobodyIsToldWhoExists(t *testing.T) {
	b, ctx := founded(t), t.Context()
	b.worker("op1", intake.Operator)
	b.worker("off", intake.Operator)
	b.ok(b.Disable(ctx, b.root(), "off", true))
	_, err := b.Add(ctx, b.root(), intake.Actor{Code: "late", Name: "Б. Нұрланов", Role: intake.Operator})
	b.ok(err)
	b.now = b.now.Add(OnceLife)
	b.ok(b.Edit(ctx, b.root(), intake.Actor{Code: "late", Name: "Б. Н.", Role: intake.Operator}))
	for _, c := range []struct{ code, password string }{
		{"op1", bad}, {"nobody", bad}, {"", ""}, {"OFF", goodWord}, {"late", ""}, {"\x00", "a"}, {strings.Repeat("x", 5000), bad},
		{"op1", strings.Repeat("ұзақ", 100)}, {"op1", ""}, {"../..", "\xff"},
	} {
		hashes, seq := b.hashes.Load(), b.head().Seq
		e, err := b.Login(ctx, c.code, c.password, "")
		p, _ := intake.AsProblem(err)
		if p == nil || p.Error() != "login (password)" || e != (Entry{}) {
			t.Errorf("%.20q: %v, %+v", c.code, err, e)
		}
		if made, wrote := b.hashes.Load()-hashes, b.head().Seq-seq; made != 1 || wrote != 1 {
			t.Errorf("%.20q: %d hashes, %d entries", c.code, made, wrote)
		}
		b.now = b.now.Add(time.Hour)
	}
}

func TestOneTimeCode(t *testing.T) {
	b, ctx := founded(t), t.Context()
	op := intake.Actor{Code: "op1", Name: "Б. Нұрланов", Role: intake.Supervisor}
	once, err := b.Add(ctx, b.root(), op)
	b.ok(err)
	if groups := strings.Split(once, "-"); len(groups) != 4 || strings.ContainsAny(once, "01loi") || len(once) != 19 {
		t.Errorf("%q", once)
	}
	for _, typed := range []string{once, strings.ToUpper(once), strings.ReplaceAll(once, "-", " "), foldOnce(once) + " "} {
		if e, err := b.Login(ctx, "op1", typed, ""); err != nil || !e.MustChange {
			t.Errorf("%q: %+v %v", typed, e, err)
		}
	}
	// It opens nothing but the choice of a password.
	_, err = b.Vouch(ctx, b.root(), "op1", once, "")
	b.refused(err, ProblemLogin)
	b.refused(b.Unlock(ctx, op, once, ""), ProblemPassword)
	b.now = b.now.Add(OnceLife - time.Second)
	if _, err := b.Login(ctx, "op1", once, ""); err != nil {
		t.Error("within 72 hours:", err)
	}
	b.refused(b.Change(ctx, b.Desk.By(op), once, once), ProblemPasswordSame)
	b.now = b.now.Add(time.Second)
	b.refused(b.Change(ctx, b.Desk.By(op), once, goodWord), ProblemPassword)
	_, err = b.Login(ctx, "op1", once, "")
	b.refused(err, ProblemLogin)

	// Another one; the first is void. A reset forgives delays.
	for range 4 {
		b.wait("op1", bad, "")
	}
	second, err := b.Reset(ctx, b.root(), "op1")
	b.ok(err)
	b.ok(b.Change(ctx, b.Desk.By(op), second, goodWord))
	_, err = b.Login(ctx, "op1", second, "")
	b.refused(err, ProblemLogin)
	e, err := b.Login(ctx, "op1", goodWord, "")
	if b.ok(err); e.MustChange {
		t.Error("the password is taken for a code")
	}
	// A reset voids the password at once.
	_, err = b.Reset(ctx, b.root(), "op1")
	b.ok(err)
	_, err = b.Login(ctx, "op1", goodWord, "")
	b.refused(err, ProblemLogin)
}

func TestChange(t *testing.T) {
	b, ctx := founded(t), t.Context()
	op := b.worker("op1", intake.Operator)
	const fresh = "төрт ескі қасық"
	b.refused(b.Change(ctx, b.Desk.By(op), bad, fresh), ProblemPassword)
	b.refused(b.Change(ctx, b.Desk.By(op), goodWord, "short"), ProblemPasswordShort)
	b.refused(b.Change(ctx, b.Desk.By(op), goodWord, goodWord), ProblemPasswordSame)
	b.refused(b.Change(ctx, b.Desk.By(op), goodWord, "op1 "+fresh), ProblemPasswordOwn)
	b.ok(b.Change(ctx, b.Desk.By(op), goodWord, fresh))
	if _, err := b.Login(ctx, "op1", fresh, ""); err != nil {
		t.Error(err)
	}
	// An open session is no place to guess the password in.
	for range 3 {
		b.Change(ctx, b.Desk.By(op), bad, goodWord)
	}
	b.refused(b.Change(ctx, b.Desk.By(op), fresh, goodWord), ProblemWait)
	b.ok(b.Disable(ctx, b.root(), "op1", true))
	b.now = b.now.Add(time.Minute)
	b.refused(b.Change(ctx, b.Desk.By(op), fresh, goodWord), ProblemPassword)
}

func TestVouch(t *testing.T) {
	b, ctx := founded(t), t.Context()
	op, super := b.worker("op1", intake.Operator), b.worker("super1", intake.Supervisor)
	b.worker("op2", intake.Operator)
	by := b.Desk.By(op)
	a, err := b.Vouch(ctx, by, "Super1", goodWord, "")
	if b.ok(err); a != super {
		t.Errorf("%+v", a)
	}
	_, err = b.Vouch(ctx, by, "op1", goodWord, "")
	b.refused(err, intake.ProblemSecondSame)
	_, err = b.Vouch(ctx, by, "op2", goodWord, "")
	b.refused(err, intake.ProblemSecondRole)
	for _, code := range []string{"super1", "nobody", "op2"} { // a role is told only to who knows the password
		_, err = b.Vouch(ctx, by, code, bad, "")
		b.refused(err, ProblemLogin)
	}
	e, err := b.Login(ctx, "super1", goodWord, "")
	if b.ok(err); e.Failed != 1 || !e.Before.At.IsZero() {
		t.Errorf("%+v", e)
	}
}

func TestUnlock(t *testing.T) {
	b, ctx := founded(t), t.Context()
	op := b.worker("op1", intake.Operator)
	_, err := b.Login(ctx, "op1", goodWord, "10.0.0.7")
	b.ok(err)
	b.now = b.now.Add(time.Hour)
	head := b.head()
	if b.ok(b.Unlock(ctx, op, goodWord, "10.0.0.7")); b.head() != head {
		t.Error("unlocking left a trace")
	}
	b.refused(b.Unlock(ctx, op, bad, "10.0.0.7"), ProblemPassword)
	e, err := b.Login(ctx, "op1", goodWord, "10.0.0.7")
	if b.ok(err); !e.Before.At.Equal(b.now.Add(-time.Hour)) || e.Failed != 1 {
		t.Errorf("%+v", e)
	}
	b.ok(b.Disable(ctx, b.root(), "op1", true))
	b.refused(b.Unlock(ctx, op, goodWord, "10.0.0.7"), ProblemPassword)
}

func TestStill(t *testing.T) {
	b, ctx := founded(t), t.Context()
	op := b.worker("op1", intake.Operator)
	is := func(want bool) {
		t.Helper()
		if got, err := b.Still(ctx, op); err != nil || got != want {
			t.Errorf("%v, %v", got, err)
		}
	}
	is(true)
	renamed := op
	renamed.Name, renamed.Window = "Б. Н. Нұрланов", 9
	b.ok(b.Edit(ctx, b.root(), renamed))
	is(true)
	b.ok(b.Disable(ctx, b.root(), "op1", true))
	is(false)
	b.ok(b.Disable(ctx, b.root(), "op1", false))
	is(true)
	renamed.Role = intake.Sector
	b.ok(b.Edit(ctx, b.root(), renamed))
	is(false)
	renamed.Role, renamed.Provider = intake.ProviderDesk, "school-7"
	b.ok(b.Edit(ctx, b.root(), renamed))
	is(false)
	op = renamed
	is(true)
	renamed.Provider = "school-1"
	b.ok(b.Edit(ctx, b.root(), renamed))
	is(false)
	op.Code = "nobody"
	is(false)
}

func TestKeysLetIn(t *testing.T) {
	b, ctx := founded(t), t.Context()
	op, other := b.worker("op1", intake.Operator), b.worker("op2", intake.Operator)
	k, err := b.AddKey(ctx, b.Desk.By(op), "op1", ed25519Line)
	b.ok(err)
	for range 5 {
		b.wait("op1", bad, "") // delays do not hold a key up
	}
	// A probe leaves no trace.
	head := b.head()
	for _, c := range []struct {
		code string
		blob []byte
		want bool
	}{{"op1", k.Blob, true}, {"OP1", k.Blob, true}, {"op2", k.Blob, false}, {"nobody", k.Blob, false}, {"op1", k.Blob[1:], false}, {"op1", nil, false}, {"", nil, false}} {
		if got, err := b.KnowsKey(ctx, c.code, c.blob); err != nil || got != c.want {
			t.Errorf("%s: %v, %v", c.code, got, err)
		}
		if _, err := b.LoginKey(ctx, c.code, c.blob, ""); c.want != (err == nil) {
			t.Errorf("%s: %v", c.code, err)
		} else if !c.want {
			b.refused(err, ProblemLogin)
		}
		if now := b.head(); c.want {
			head = now
		} else if now != head {
			t.Errorf("%s: a probe left a trace", c.code)
		}
	}
	head = b.head()
	if _, err := b.KnowsKey(ctx, "op1", k.Blob); err != nil || b.head() != head {
		t.Error("a probe left a trace", err)
	}
	e, err := b.LoginKey(ctx, "op1", k.Blob, "10.0.0.7:1")
	b.ok(err)
	if e.Actor != op || e.MustChange || e.Before.Key != "window 3" {
		t.Errorf("%+v", e)
	}

	_, err = b.AddKey(ctx, b.Desk.By(other), "op2", ed25519Line)
	b.refused(err, ProblemKeyTaken)
	_, err = b.AddKey(ctx, b.Desk.By(other), "op1", ed25519Line)
	b.refused(err, intake.ProblemRole)
	b.refused(b.DropKey(ctx, b.Desk.By(other), "op1", k.Print), intake.ProblemRole)
	if again, err := b.AddKey(ctx, b.root(), "op1", ed25519Line); err != nil || again.Print != k.Print {
		t.Error(again, err)
	}
	if keys, err := b.Keys(ctx, op); err != nil || len(keys) != 1 || !slices.Equal(keys[0].Blob, k.Blob) {
		t.Error(keys, err)
	}
	// A reset keeps it; disabling does not let it in; dropped is dropped.
	_, err = b.Reset(ctx, b.root(), "op1")
	b.ok(err)
	if e, err := b.LoginKey(ctx, "op1", k.Blob, ""); err != nil || e.MustChange {
		t.Errorf("%+v %v", e, err)
	}
	b.ok(b.Disable(ctx, b.root(), "op1", true))
	if known, _ := b.KnowsKey(ctx, "op1", k.Blob); known {
		t.Error("a disabled account's key is known")
	}
	_, err = b.LoginKey(ctx, "op1", k.Blob, "")
	b.refused(err, ProblemLogin)
	b.ok(b.Disable(ctx, b.root(), "op1", false))
	b.ok(b.DropKey(ctx, b.Desk.By(op), "op1", k.Print))
	b.refused(b.DropKey(ctx, b.Desk.By(op), "op1", k.Print), ProblemKeyNone)
	_, err = b.LoginKey(ctx, "op1", k.Blob, "")
	b.refused(err, ProblemLogin)
	_, err = b.AddKey(ctx, b.Desk.By(other), "op2", ed25519Line) // free again
	b.ok(err)
}
