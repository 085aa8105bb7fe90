package main

import (
	"context"
	"os"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
	"tereze/tui"
	"tereze/tui/theme"
)

func main() { os.Exit(start()) }

// terminalScreens are the real ones, in the colours the terminal can show.
func terminalScreens() screens {
	return screens{
		setUp: func(ctx context.Context, l trio.Lang, c *catalogue.Catalogue) (intake.Office, string, bool, error) {
			s, ok, err := tui.RunSetup(ctx, l, theme.For(os.Environ()), c)
			return s.Office, s.Name, ok, err
		},
		run: func(ctx context.Context, o *courier.Office, s session) error {
			return tui.Run(ctx, tui.Options{Office: o, Actor: s.Actor, Lang: s.Lang, Theme: theme.For(os.Environ()), Log: s.Log, Dir: s.Dir})
		},
	}
}
