package serve

import (
	"context"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// An Esc and the next key in one packet are two keys.
func TestEscTogetherWithTheNextKey(t *testing.T) {
	for _, c := range []struct{ bytes, want string }{
		{"\x1b\x1b[18~", "esc f7"},
		{"\x1b1", "esc 1"},
		{"\x1bә", "esc ә"},
		{"\x1b\r", "esc enter"},
		{"a\x1b[18~", "a f7"},
	} {
		var got []string
		_ = keys(context.Background(), strings.NewReader(c.bytes), "xterm-256color", func(m tea.Msg) {
			if k, ok := m.(uv.KeyPressEvent); ok {
				got = append(got, k.String())
			}
		})
		if !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("%q: %q, want %s", c.bytes, got, c.want)
		}
	}
}
