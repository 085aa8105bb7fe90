package account

import (
	"context"
	"testing"

	"tereze/intake"
	"tereze/intake/trio"
)

func TestWhoMayBeAdded(t *testing.T) {
	b, ctx := founded(t), t.Context()
	good := intake.Actor{Code: "op1", Name: "Б. Нұрланов", Role: intake.Operator, Window: 3}
	for _, c := range []struct {
		name string
		do   func(*intake.Actor)
		want string
	}{
		{"good", func(*intake.Actor) {}, ""},
		{"twice", func(*intake.Actor) {}, ProblemAccountExists},
		{"the founder again", func(a *intake.Actor) { a.Code = "admin" }, ProblemAccountExists},
		{"capitals are folded", func(a *intake.Actor) { a.Code = " Op-2 " }, ""},
		{"no code", func(a *intake.Actor) { a.Code = "" }, ProblemAccountCode},
		{"a digit first", func(a *intake.Actor) { a.Code = "1op" }, ProblemAccountCode},
		{"Cyrillic", func(a *intake.Actor) { a.Code = "оп1" }, ProblemAccountCode},
		{"a space", func(a *intake.Actor) { a.Code = "op 1" }, ProblemAccountCode},
		{"too long", func(a *intake.Actor) { a.Code = "abcdefghijklmnopqrstuvwxyzabcdefg" }, ProblemAccountCode},
		{"the journal's own", func(a *intake.Actor) { a.Code = "door" }, ProblemAccountCode},
		{"the program's own", func(a *intake.Actor) { a.Code = "tereze" }, ProblemAccountCode},
		{"no name", func(a *intake.Actor) { a.Code, a.Name = "op3", "  " }, ProblemAccountName},
		{"no role", func(a *intake.Actor) { a.Code, a.Role = "op3", "" }, ProblemAccountRole},
		{"another role", func(a *intake.Actor) { a.Code, a.Role = "op3", "boss" }, ProblemAccountRole},
		{"window", func(a *intake.Actor) { a.Code, a.Window = "op3", -1 }, ProblemAccountWindow},
		{"desk of nobody", func(a *intake.Actor) { a.Code, a.Role = "desk", intake.ProviderDesk }, ProblemAccountProvider},
		{"desk of a stranger", func(a *intake.Actor) { a.Code, a.Role, a.Provider = "desk", intake.ProviderDesk, "school-99" }, ProblemAccountProvider},
		{"desk", func(a *intake.Actor) { a.Code, a.Role, a.Provider = "desk", intake.ProviderDesk, "school-7" }, ""},
		{"a provider elsewhere is dropped", func(a *intake.Actor) { a.Code, a.Provider = "op4", "school-7" }, ""},
	} {
		a := good
		c.do(&a)
		_, err := b.Add(ctx, b.root(), a)
		if c.want == "" && err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if c.want != "" {
			if p, _ := intake.AsProblem(err); p == nil || p.Code != c.want {
				t.Errorf("%s: %v, want %s", c.name, err, c.want)
			}
		}
	}
	if a, err := b.Desk.Worker(ctx, "op4"); err != nil || a.Provider != "" || a.Lang != trio.KK {
		t.Errorf("%+v %v", a, err)
	}
}

// acts are all that only the administrator does, on the account op1.
var acts = map[string]func(*bench, context.Context, intake.By) error{
	"add": func(b *bench, ctx context.Context, by intake.By) error {
		_, err := b.Add(ctx, by, intake.Actor{Code: "op9", Name: "Д. Оспанов", Role: intake.Operator})
		return err
	},
	"reset":   func(b *bench, ctx context.Context, by intake.By) error { _, err := b.Reset(ctx, by, "op1"); return err },
	"disable": func(b *bench, ctx context.Context, by intake.By) error { return b.Disable(ctx, by, "op1", true) },
	"enable":  func(b *bench, ctx context.Context, by intake.By) error { return b.Disable(ctx, by, "op1", false) },
	"edit": func(b *bench, ctx context.Context, by intake.By) error {
		return b.Edit(ctx, by, intake.Actor{Code: "op1", Name: "Д. Оспанов", Role: intake.Supervisor})
	},
	"key add": func(b *bench, ctx context.Context, by intake.By) error {
		_, err := b.AddKey(ctx, by, "op1", ed25519Line)
		return err
	},
	"key drop": func(b *bench, ctx context.Context, by intake.By) error { return b.DropKey(ctx, by, "op1", "SHA256:x") },
	"list":     func(b *bench, ctx context.Context, by intake.By) error { _, err := b.List(ctx, by); return err },
}

// Only an administrator: not another role, not one the store knows better
// than the session does, not one who is disabled, not one who is nobody.
func TestOnlyAdministrator(t *testing.T) {
	b, ctx := founded(t), t.Context()
	b.worker("op1", intake.Operator)
	was, off := b.worker("was", intake.Administrator), b.worker("off", intake.Administrator)
	now := was
	now.Role = intake.Auditor
	b.ok(b.Edit(ctx, b.root(), now))
	b.ok(b.Disable(ctx, b.root(), "off", true))
	who := []intake.Actor{was, off, {Code: "nobody", Role: intake.Administrator}, {Code: "setup", Role: intake.Administrator}}
	for _, r := range intake.Roles() {
		if r != intake.Administrator {
			who = append(who, intake.Actor{Code: "x", Role: r})
		}
	}
	head := b.head()
	for name, act := range acts {
		for _, a := range who {
			if p, _ := intake.AsProblem(act(b, ctx, b.Desk.By(a))); p == nil || p.Code != intake.ProblemRole {
				t.Errorf("%s by %s, %s: %v", name, a.Code, a.Role, p)
			}
		}
	}
	if b.head() != head {
		t.Error("something was written")
	}
}

func TestLastAdministrator(t *testing.T) {
	b, ctx := founded(t), t.Context()
	other := intake.Actor{Code: "admin2", Name: "Б. Нұрланов", Role: intake.Administrator}
	demoted := root
	demoted.Role = intake.Auditor
	b.refused(b.Disable(ctx, b.root(), "admin", true), ProblemAccountSelf)
	_, err := b.Reset(ctx, b.root(), "admin")
	b.refused(err, ProblemAccountSelf)
	b.refused(b.Edit(ctx, b.root(), demoted), ProblemAccountLast)
	once, err := b.Add(ctx, b.root(), other)
	b.ok(err)
	b.refused(b.Edit(ctx, b.root(), demoted), ProblemAccountLast) // the code may never be used
	b.ok(b.Change(ctx, b.Desk.By(other), once, goodWord))
	b.ok(b.Disable(ctx, b.root(), "admin2", true))
	b.refused(b.Edit(ctx, b.root(), demoted), ProblemAccountLast)
	b.ok(b.Disable(ctx, b.root(), "admin2", false))
	b.ok(b.Edit(ctx, b.root(), demoted))
	b.refused(b.Disable(ctx, b.Desk.By(other), "admin2", true), ProblemAccountSelf)
	b.ok(b.Edit(ctx, b.Desk.By(other), root))
	b.ok(b.Disable(ctx, b.Desk.By(other), "admin", true))
	b.refused(b.Disable(ctx, b.Desk.By(other), "nobody", true), ProblemAccountNone)
}

func TestFirst(t *testing.T) {
	b, ctx := open(t), t.Context()
	by := b.by("setup")
	b.refused(b.First(ctx, by, root, "short"), ProblemPasswordShort)
	b.refused(b.First(ctx, by, root, TrainingPassword), ProblemPasswordCommon)
	b.refused(b.Train(ctx, by, []intake.Actor{root}), ProblemAccountFounded)
	op := intake.Actor{Code: "op1", Name: "Б. Нұрланов", Role: intake.Operator}
	b.refused(b.First(ctx, by, op, rootWord), ProblemAccountFounded)
	// The first code ran out unused: another one may be made.
	once, err := b.FirstOnce(ctx, by, root)
	b.ok(err)
	b.now = b.now.Add(OnceLife)
	_, err = b.Login(ctx, "admin", once, "")
	b.refused(err, ProblemLogin)
	once, err = b.FirstOnce(ctx, b.by("setup"), root)
	b.ok(err)
	b.ok(b.Change(ctx, b.root(), once, rootWord))
	_, err = b.FirstOnce(ctx, b.by("setup"), root)
	b.refused(err, ProblemAccountFounded)
	b.refused(b.First(ctx, b.by("setup"), intake.Actor{Code: "admin2", Name: "Д. Оспанов", Role: intake.Administrator}, goodWord), ProblemAccountFounded)

	// An act sent again after its answer was lost gives out no dead code.
	twice := b.root()
	_, err = b.Add(ctx, twice, op)
	b.ok(err)
	_, err = b.Add(ctx, twice, op)
	b.refused(err, ProblemAccountCodeLost)
}

func TestTrain(t *testing.T) {
	b, ctx := open(t), t.Context()
	b.Desk.Office.Training = true
	kept := intake.Actor{Code: "op1", Name: "Д. Оспанов", Role: intake.Operator, Window: 5, Lang: trio.RU}
	b.ok(b.First(ctx, b.by("setup"), kept, goodWord))
	all := []intake.Actor{{Code: "op1", Name: "Б. Нұрланов", Role: intake.Supervisor}, root}
	b.ok(b.Train(ctx, b.by("setup"), all))
	head := b.head()
	if b.ok(b.Train(ctx, b.by("setup"), all)); b.head() != head {
		t.Error("trained twice")
	}
	if e, err := b.Login(ctx, "admin", TrainingPassword, ""); err != nil || e.MustChange {
		t.Error(err)
	}
	if e, err := b.Login(ctx, "op1", goodWord, ""); err != nil || e.Actor != kept {
		t.Error(e, err)
	}
}
