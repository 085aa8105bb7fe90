package training

import (
	"context"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/trio"
)

// staff is who works in a training office: every role at least once.
func staff(o *intake.Office) []intake.Actor {
	all := []intake.Actor{
		{Code: "op1", Name: "А. Ахметова", Role: intake.Operator, Window: 3, Lang: trio.KK},
		{Code: "op2", Name: "В. Ли", Role: intake.Operator, Window: 4, Lang: trio.RU},
		{Code: "op3", Name: "Д. Оспанов", Role: intake.Operator, Window: 7, Lang: trio.KK},
		{Code: "sector1", Name: "Б. Нұрланов", Role: intake.Sector, Lang: trio.RU},
		{Code: "super1", Name: "Г. Сапарова", Role: intake.Supervisor, Lang: trio.KK},
		{Code: "inspector1", Name: "Л. Ким", Role: intake.Issuer, Lang: trio.RU},
		{Code: "admin1", Name: "Р. Төлегенов", Role: intake.Administrator, Lang: trio.RU},
		{Code: "auditor1", Name: "Ж. Мұсаева", Role: intake.Auditor, Lang: trio.KK},
	}
	if p := desk(o); p != "" {
		all = append(all,
			intake.Actor{Code: "school7", Name: "С. Досова", Role: intake.ProviderDesk, Lang: trio.KK, Provider: p},
			intake.Actor{Code: "head7", Name: "М. Жұмабаев", Role: intake.ProviderHead, Lang: trio.KK, Provider: p},
			intake.Actor{Code: "exec7", Name: "Т. Есенова", Role: intake.ProviderExecutor, Lang: trio.RU, Provider: p})
	}
	return all
}

// desk is the provider whose desk the office has: school 7, or else the first
// school; empty without one.
func desk(o *intake.Office) string {
	if _, ok := o.Provider("school-7"); ok {
		return "school-7"
	}
	if some := o.ProvidersOf("school"); len(some) > 0 {
		return some[0].Code
	}
	return ""
}

// Workers gives the office the training staff, each with an account and
// account.TrainingPassword, unless it has them: op1, op2 and op3 at windows 3,
// 4 and 7, sector1, super1, inspector1, admin1, auditor1, and of one provider
// the chancellery school7, the head head7 and the executor exec7.
func Workers(ctx context.Context, o *courier.Office) ([]intake.Actor, error) {
	all := staff(o.Desk.Office)
	return all, train(ctx, o, all)
}

// train gives workers their accounts. The password is printed on the screen: a
// dear hash would guard nothing.
func train(ctx context.Context, o *courier.Office, all []intake.Actor) error {
	h := account.House{Desk: o.Desk, Hasher: account.NewHasher(account.TrainingCost()), Clock: time.Now}
	return h.Train(ctx, o.By(intake.Actor{Code: "setup"}), all)
}

// executives are the three of the body that decides on external study, to whom
// the portal's requests go: edu1 the chancellery, eduhead1 the head, eduexec1
// the executor.
func executives(provider string) []intake.Actor {
	return []intake.Actor{
		{Code: "edu1", Name: "Н. Бақытова", Role: intake.ProviderDesk, Lang: trio.KK, Provider: provider},
		{Code: "eduhead1", Name: "Қ. Ержанов", Role: intake.ProviderHead, Lang: trio.KK, Provider: provider},
		{Code: "eduexec1", Name: "И. Власова", Role: intake.ProviderExecutor, Lang: trio.RU, Provider: provider},
	}
}
