package training

import (
	"context"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/trio"
)

// staff is who works in a training office.
func staff() []intake.Actor {
	return []intake.Actor{
		{Code: "op1", Name: "А. Ахметова", Role: intake.Operator, Window: 3, Lang: trio.KK},
		{Code: "op2", Name: "В. Ли", Role: intake.Operator, Window: 4, Lang: trio.RU},
		{Code: "op3", Name: "Д. Оспанов", Role: intake.Operator, Window: 7, Lang: trio.KK},
		{Code: "sector1", Name: "Б. Нұрланов", Role: intake.Sector, Lang: trio.RU},
		{Code: "super1", Name: "Г. Сапарова", Role: intake.Supervisor, Lang: trio.KK},
	}
}

// Workers gives the office the training staff, unless it has them: op1, op2
// and op3 at windows 3, 4 and 7, sector1 and super1.
func Workers(ctx context.Context, o *courier.Office) ([]intake.Actor, error) {
	there := map[string]bool{}
	have, err := o.Workers(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range have {
		there[a.Code] = true
	}
	for _, a := range staff() {
		if there[a.Code] {
			continue
		}
		if err := o.SaveActor(ctx, o.By(a), a); err != nil {
			return nil, err
		}
	}
	return staff(), nil
}
