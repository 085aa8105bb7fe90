// Package tui is the screens. One App (app.go) owns the terminal's size, the
// stack of screens, the overlays above them, the scan line, the message line
// and the language; a Screen (screen.go) owns one thing a person does. The
// seven processes are p1_….go to p7_….go.
//
// There are three routes and no fourth: what concerns all goes to every screen
// (size, Changed, language); a key, a paste or a scan goes to the top overlay,
// else to the top screen; an answer goes to the screen that asked (Env.Ask).
// Update never waits, and a command never touches a screen. What a screen wants
// of the App it says through its Env (env.go): Push, Say, Confirm, Ask, Do …
//
// Printing and exporting hold nothing: their answers are told to the App
// (print.go), whatever screen is in front by then.
//
// Everything is per session: Env holds language, theme, clock and log, and
// there is no other place for them.
package tui
