package lang_test

import (
	"testing"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/tui/lang"
)

// A stale act says what happened, whose act it was and when; where that is not
// known it says only that something did.
func TestExplainChanged(t *testing.T) {
	full := intake.Refuse(intake.ProblemChanged, "", "mark", "sector2", "2015-03-02T10:05:09+05:00", "042-150302-000001")
	for _, c := range []struct {
		l    trio.Lang
		p    *intake.Problem
		want string
	}{
		{trio.KK, full, "Іс осы арада өзгерді: «сканермен белгіленді», sector2, 02.03.2015 10:05. Ештеңе жазылған жоқ: қайта қарап, қайталаңыз."},
		{trio.RU, full, "Дело тем временем изменилось: «отмечено сканером», sector2, 02.03.2015 10:05. Ничего не записано: посмотрите ещё раз и повторите."},
		{trio.EN, full, "The case has changed meanwhile: “marked by scanner”, by sector2, 02.03.2015 10:05. Nothing was written: look again and repeat."},
		{trio.EN, intake.Refuse(intake.ProblemChanged, ""), "The case has changed meanwhile. Look again and repeat."},
		{trio.EN, intake.Refuse(intake.ProblemChanged, "", "042-150302-000001"), "The case has changed meanwhile. Look again and repeat."},
	} {
		if got, ok := lang.New(c.l).Explain(c.p); !ok || got.String() != c.want {
			t.Errorf("%s %v: %q, want %q", c.l, c.p.Args, got, c.want)
		}
	}
}
