package keys

import (
	"strings"

	"tereze/tui/safe"
)

// Name is how a key is written in hints and help: F9, Enter, Ctrl+Q, ↑.
func Name(key string) safe.Text {
	parts := strings.Split(key, "+")
	if key == "+" {
		parts = []string{"+"}
	}
	for i, p := range parts {
		parts[i] = name(p, len(parts) > 1)
	}
	return safe.Clean(strings.Join(parts, "+"))
}

func name(p string, chord bool) string {
	switch p {
	case "enter":
		return "Enter"
	case "esc":
		return "Esc"
	case "tab":
		return "Tab"
	case "space":
		return "Space"
	case "shift":
		return "Shift"
	case "ctrl":
		return "Ctrl"
	case "alt":
		return "Alt"
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "left":
		return "←"
	case "right":
		return "→"
	case "pgup":
		return "PgUp"
	case "pgdown":
		return "PgDn"
	case "home":
		return "Home"
	case "end":
		return "End"
	case "delete":
		return "Del"
	case "insert":
		return "Ins"
	case "backspace":
		return "Backspace"
	}
	if len(p) > 1 && p[0] == 'f' || chord && len(p) == 1 {
		return strings.ToUpper(p)
	}
	return p
}
