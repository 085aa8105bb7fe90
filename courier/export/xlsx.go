package export

import (
	"errors"
	"io"
	"time"

	"github.com/xuri/excelize/v2"
)

// xlsxSheet is a workbook of one sheet, written row by row.
type xlsxSheet struct {
	w      io.Writer
	file   *excelize.File
	stream *excelize.StreamWriter
	asText int // the style under which what is typed over a text stays a text
	bold   int
	rows   int
	values []any
}

// newXLSX begins a workbook. Pages that do not fit into memory are kept beside
// the draft, in dir: nothing of it goes to a folder that others read.
func newXLSX(w io.Writer, name, dir string, at time.Time) (*xlsxSheet, error) {
	s := &xlsxSheet{w: w, file: excelize.NewFile(excelize.Options{TmpDir: dir})}
	if err := s.begin(name[:min(len(name), 31)], at); err != nil {
		s.drop()
		return nil, err
	}
	return s, nil
}

func (s *xlsxSheet) begin(name string, at time.Time) (err error) {
	now := at.UTC().Format(time.RFC3339)
	if err := s.file.SetDocProps(&excelize.DocProperties{Creator: "Tereze", LastModifiedBy: "Tereze", Created: now, Modified: now}); err != nil {
		return err
	}
	if err := s.file.SetSheetName(s.file.GetSheetName(0), name); err != nil {
		return err
	}
	const textFormat = 49 // "@"
	if s.asText, err = s.file.NewStyle(&excelize.Style{NumFmt: textFormat}); err != nil {
		return err
	}
	if s.bold, err = s.file.NewStyle(&excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Bold: true},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}); err != nil {
		return err
	}
	s.stream, err = s.file.NewStreamWriter(name)
	return err
}

// head writes the heads, which stay in sight when the rows are scrolled.
func (s *xlsxSheet) head(names []string, widths []float64) error {
	for i, w := range widths {
		if err := s.stream.SetColWidth(i+1, i+1, w); err != nil {
			return err
		}
	}
	if err := s.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	s.values = s.values[:0]
	for _, n := range names {
		s.values = append(s.values, excelize.Cell{StyleID: s.bold, Value: n})
	}
	return s.put()
}

func (s *xlsxSheet) row(cells []cell) error {
	s.values = s.values[:0]
	for _, c := range cells {
		switch {
		case c.number:
			s.values = append(s.values, c.count)
		case c.text == "":
			s.values = append(s.values, nil)
		default:
			s.values = append(s.values, excelize.Cell{StyleID: s.asText, Value: c.text})
		}
	}
	return s.put()
}

func (s *xlsxSheet) put() error {
	if s.rows++; s.rows > excelize.TotalRows {
		return tooManyRows()
	}
	at, err := excelize.CoordinatesToCellName(1, s.rows)
	if err != nil {
		return err
	}
	return s.stream.SetRow(at, s.values)
}

func (s *xlsxSheet) close() error {
	err := s.stream.Flush()
	if err == nil {
		err = s.file.Write(s.w)
	}
	return errors.Join(err, s.file.Close())
}

func (s *xlsxSheet) drop() { _ = s.file.Close() }
