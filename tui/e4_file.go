package tui

import (
	"tereze/tui/lang"
	"tereze/tui/safe"
)

// fileFacts is what is known of a file without opening it.
func fileFacts(words lang.Words, kind string, size int64, pages int) safe.Text {
	t := safe.Clean(kind).Plus(safe.Const(" "), safe.Num(int(max(size/1024, 1))), safe.Const(" KB"))
	if pages > 0 {
		t = t.Plus(safe.Const(", "), words.ERoad().Pages.Of(pages))
	}
	return t
}
