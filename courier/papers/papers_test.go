package papers

import (
	"errors"
	"regexp"
	"testing"

	"tereze/intake/paper"
)

// What a queue or a folder shows is letters, digits and dashes, whatever an
// office calls its providers.
func TestNameIsPlain(t *testing.T) {
	plain := regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,99}$`) // what the printer takes
	for _, c := range []struct{ kind, subject, want string }{
		{"receipt", "042-150302-000174", "receipt-042-150302-000174"},
		{"inventory", "2015/3", "inventory-2015-3"},
		{"label", "School_7-12", "label-school-7-12"},
		{"label", "мектеп/../etc", ""},
		{"label", string(make([]byte, 300)), ""},
	} {
		got := Paper{&paper.Form{Kind: c.kind}, c.subject}.Name()
		if !plain.MatchString(got) || c.want != "" && got != c.want {
			t.Errorf("%s %q: %q", c.kind, c.subject, got)
		}
	}
}

// A kind nobody knows is a sentence, not a panic.
func TestUnknownKind(t *testing.T) {
	_, err := Make(t.Context(), nil, Want{Kind: "passport"})
	var none *Trouble
	if !errors.As(err, &none) || none.Code != TroubleUnknown || len(none.Text.Missing()) > 0 {
		t.Errorf("%v", err)
	}
	for _, x := range []*Trouble{noAct(), noInventory(), noReceipt(), noPortal()} {
		if len(x.Text.Missing()) > 0 || x.Error() == "" {
			t.Errorf("%+v", x)
		}
	}
}
