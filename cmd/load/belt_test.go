package main

import (
	"path/filepath"
	"strings"
	"testing"

	"tereze/intake"
)

// The judge of the hour finds what the scripts did and the store does not have.
func TestJudge(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "office")
	if _, err := prepare(t.Context(), dir, 0, ten(), true); err != nil {
		t.Fatal(err)
	}
	const sound = "true" // stands for an audit that found nothing
	if err := newBelt().judge(t.Context(), dir, sound); err != nil {
		t.Errorf("an empty office after no work: %v", err)
	}
	for name, spoil := range map[string]struct {
		do   func(*belt)
		want string
	}{
		"a case shown": {func(b *belt) { b.put("counter", "042-150302-000001", intake.Accepted) }, "not in the store: 042-150302-000001"},
		"a draft left": {func(b *belt) { b.count("begun", 1) }, "0 drafts in the store, 1 left open"},
	} {
		b := newBelt()
		spoil.do(b)
		if err := b.judge(t.Context(), dir, sound); err == nil || !strings.Contains(err.Error(), spoil.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := newBelt().judge(t.Context(), dir, "false"); err == nil {
		t.Error("an audit with findings passed")
	}
}
