package main

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"
)

// terminal says whether a stream is a terminal a person looks at.
func terminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// progress shows long work on one line of the terminal; in a pipe it is quiet.
// done wipes the line.
func progress[N int | uint64](a *app, kk, ru, en string) (step func(done, all N), done func()) {
	if !terminal(a.err) {
		return func(N, N) {}, func() {}
	}
	what, last, width := say(a.lang, kk, ru, en), N(0), 0
	step = func(n, all N) {
		if all == 0 || n != all && (n-last)*200 < all {
			return // at most some two hundred redraws
		}
		last = n
		s := fmt.Sprintf("%s: %d / %d", what, n, all)
		width = max(width, len([]rune(s)))
		fmt.Fprintf(a.err, "\r%s", s)
	}
	return step, func() {
		if width > 0 {
			fmt.Fprintf(a.err, "\r%s\r", strings.Repeat(" ", width))
		}
	}
}
