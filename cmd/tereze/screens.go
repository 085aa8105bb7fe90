package main

import (
	"context"
	"os"

	"tereze/courier"
	"tereze/intake/account"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
	"tereze/tui"
	"tereze/tui/theme"
)

func main() { os.Exit(start(account.DefaultCost())) }

// terminalScreens are the real ones, in the colours the terminal can show.
func terminalScreens() screens {
	return screens{
		setUp: func(ctx context.Context, l trio.Lang, c *catalogue.Catalogue, found func(first) (onceOut, error)) (bool, error) {
			return tui.RunSetup(ctx, l, theme.For(os.Environ()), c, func(s tui.Setup) (string, error) {
				once, err := found(first{s.Office, s.Name, s.Password})
				return once.Once, err
			})
		},
		run: func(ctx context.Context, o *courier.Office, s session) (string, error) {
			said, err := tui.Run(ctx, tui.DoorOptions{Office: o, House: s.House, Entry: s.Entry, Lang: s.Lang, KeepLang: s.Asked,
				Theme: theme.For(os.Environ()), Log: s.Log, Dir: s.Dir, Presence: tui.NewPresence(), Signer: s.Sign,
				Idle: o.Office.Serve.IdleTime(), Most: o.Office.Serve.Longest()})
			return said.String(), err
		},
	}
}
