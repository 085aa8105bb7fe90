package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// bom says UTF-8 to programs that would guess otherwise.
const bom = "\ufeff"

// csvSheet is a file of RFC 4180.
type csvSheet struct {
	w      io.Writer
	csv    *csv.Writer
	fields []string
}

func newCSV(w io.Writer) *csvSheet {
	c := csv.NewWriter(w)
	c.UseCRLF = true
	return &csvSheet{w: w, csv: c}
}

func (s *csvSheet) head(names []string, _ []float64) error {
	if _, err := io.WriteString(s.w, bom); err != nil {
		return err
	}
	return s.csv.Write(names)
}

func (s *csvSheet) row(cells []cell) error {
	s.fields = s.fields[:0]
	for _, c := range cells {
		if c.number {
			s.fields = append(s.fields, strconv.FormatUint(c.count, 10))
		} else {
			s.fields = append(s.fields, disarm(c.text))
		}
	}
	return s.csv.Write(s.fields)
}

func (s *csvSheet) close() error {
	s.csv.Flush()
	return s.csv.Error()
}

func (s *csvSheet) drop() {}

// disarm puts an apostrophe before what a spreadsheet would take for a formula
// or spoil: at the front, and after each place where one of another locale
// would begin a new cell. See the package's words.
func disarm(s string) string {
	var b strings.Builder
	if armed(s) || spoilt(s) {
		b.WriteByte('\'')
	}
	for i := range len(s) {
		b.WriteByte(s[i])
		if (s[i] == ';' || s[i] == '\t') && armed(s[i+1:]) {
			b.WriteByte('\'')
		}
	}
	return b.String()
}

// armed says whether the first thing to be seen begins a formula, or is the
// mark that disarms one.
func armed(s string) bool {
	for _, r := range s {
		switch {
		case strings.ContainsRune("=+-@\t\r\n'＝＋－＠﹣", r):
			return true
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), unicode.IsControl(r):
			continue
		}
		return false
	}
	return false
}

// spoilt says whether a spreadsheet would make another number of these digits.
func spoilt(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return len(s) > 15 || len(s) > 1 && s[0] == '0'
}
