package safe

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Style is how a span looks: the codes before and after it, computed once.
// The zero Style is the terminal's own.
type Style struct{ on, off string }

// NewStyle takes colours and attributes from a lipgloss style; borders, padding
// and alignment are not a span's and are left out.
func NewStyle(s lipgloss.Style) Style {
	plain := s.Inline(true).UnsetPadding().UnsetMargins().UnsetWidth().UnsetMaxWidth()
	on, off, ok := strings.Cut(plain.Render("x"), "x")
	if !ok {
		return Style{}
	}
	return Style{on, off}
}
