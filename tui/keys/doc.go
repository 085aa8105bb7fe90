// Package keys is the one key table: a Binding joins keys, words, the reason
// why it cannot work now, and the act. Matching, the hint band, help and the
// README's list of keys all read it.
//
// A key matches by its character, then by the terminal's base-layout key, then
// by the layout table of keyboard.csv (Kazakh and Russian to US), and letters
// only in command mode: a text field takes them first. Start at binding.go,
// then match.go and layout.go.
package keys
