package account

import (
	"strings"
	"testing"

	"tereze/intake"
)

func TestCheckPassword(t *testing.T) {
	who := intake.Actor{Code: "op1", Name: "А. Ахметова"}
	for _, c := range []struct{ password, want string }{
		{"құмды дала түні", ""},
		{"zhezdi qonyrau 7", ""},
		{"жалғыз терек желде", ""},
		{"four old rusty spoons", ""},
		{"xv7-Kq2_pw9Zt", ""},
		{"20 км до Бейнеу по пыли", ""},
		{strings.Repeat("аяз дала ", 14) + "ok", ""}, // 254 bytes

		{"", ProblemPasswordShort},
		{"zhezdi qony", ProblemPasswordShort},
		{"құмды дала", ProblemPasswordShort},                                     // 19 bytes, 10 characters
		{"и\u0306и\u0306и\u0306и\u0306и\u0306и\u0306абвг", ProblemPasswordShort}, // й six times: 16 as typed, 10 as they are
		{strings.Repeat("аяз дала ", 16) + "соңы!", ProblemPasswordLong},

		{"Password2015", ProblemPasswordCommon},
		{"P@ssw0rd2015!", ProblemPasswordCommon},
		{"password is password", ProblemPasswordCommon},
		{"qwerty-password", ProblemPasswordCommon},
		{"!!!Қазақстан!!!", ProblemPasswordCommon},
		{"құпиясөз2024", ProblemPasswordCommon},
		{"қазақстан2015", ProblemPasswordCommon},
		{"АлматыАстана1", ProblemPasswordCommon},
		{"МойПароль123", ProblemPasswordCommon},
		{"gfhjkmgfhjkm1", ProblemPasswordCommon}, // пароль on a Latin layout
		{"1q2w3e4r5t6y", ProblemPasswordCommon},
		{"87001234567!", ProblemPasswordCommon},
		{"900101300017", ProblemPasswordCommon}, // an IIN
		{TrainingPassword, ProblemPasswordCommon},
		{"tereze2014-2015", ProblemPasswordCommon},

		{"aaaaaaaaaaaa", ProblemPasswordPlain},
		{"abcabcabcabc", ProblemPasswordPlain},
		{"дала2дала2дала2", ProblemPasswordPlain},
		{"abcdefghijkl", ProblemPasswordPlain},
		{"lkjihgfedcba", ProblemPasswordPlain},
		{"123456789012", ProblemPasswordPlain},
		{"210987654321", ProblemPasswordPlain},
		{"qwertyuiop[]", ProblemPasswordPlain},
		{"ЙЦУКЕНГШЩЗХЪ", ProblemPasswordPlain},
		{"әіңғқөһәіңғүұ", ""}, // leaps about: no walk
		{"әіңғ,.үұқөһ)", ProblemPasswordPlain},
		{"1qaz2wsx3edc", ProblemPasswordPlain},
		{"1йфя2цыч3увс", ProblemPasswordPlain},
		{"әйфяіцычңувс", ProblemPasswordPlain},
		{"абвгдежзийкл", ProblemPasswordPlain},
		{"qwer1234asdf", ProblemPasswordPlain},

		{"my login op1 here", ProblemPasswordOwn},
		{"Терезедегі Ахметова", ProblemPasswordOwn},

		{"tab\tin between it", ProblemPasswordSigns},
		{"broken \xff utf-8 text", ProblemPasswordSigns},
	} {
		p, _ := intake.AsProblem(CheckPassword(c.password, who))
		got := ""
		if p != nil {
			got = p.Code
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.password, got, c.want)
		}
	}
}

// The list is sorted out as it is read: lower case, nothing twice, NFC.
func TestCommonList(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(commonFile) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if line != strings.ToLower(normal(strings.TrimSpace(line))) || line == "" || seen[line] {
			t.Errorf("%q", line)
		}
		if strings.ContainsAny(line, "əƏ") {
			t.Errorf("%q has a look-alike", line)
		}
		seen[line] = true
	}
	if len(seen) < 500 {
		t.Errorf("only %d lines", len(seen))
	}
}

// What one keyboard composes and another does not is one password.
func TestComposedAlike(t *testing.T) {
	b, ctx := open(t), t.Context()
	b.ok(b.First(ctx, b.by("setup"), root, "ескі май \u0439 қайнады"))
	if _, err := b.Login(ctx, "admin", "ескі май \u0438\u0306 қайнады", ""); err != nil {
		t.Error(err)
	}
}
