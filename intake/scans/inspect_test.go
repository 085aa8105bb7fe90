package scans_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"runtime"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/tiff"

	"tereze/intake/scans"
)

func aPDF(t testing.TB, pages int) []byte {
	t.Helper()
	doc := fpdf.New("P", "mm", "A4", "")
	for range pages {
		doc.AddPage()
		doc.Rect(10, 10, 100, 100, "D")
	}
	var b bytes.Buffer
	if err := doc.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func aJPEG(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, width, height)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type order interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// aTIFF has pages of one strip each; the last directory leads to next.
func aTIFF(order order, pages int, next uint32) []byte {
	head := "II*\x00"
	if order.String() == binary.BigEndian.String() {
		head = "MM\x00*"
	}
	b := []byte(head)
	u16 := func(n int) { b = order.AppendUint16(b, uint16(n)) }
	u32 := func(n int) { b = order.AppendUint32(b, uint32(n)) }
	entry := func(tag, kind, value int) {
		u16(tag)
		u16(kind)
		u32(1)
		if kind == 3 {
			u16(value)
			u16(0)
		} else {
			u32(value)
		}
	}
	u32(8)
	for n := range pages {
		at := len(b)
		const entries = 4
		end := at + 2 + entries*12 + 4
		u16(entries)
		entry(256, 3, 1700+n)
		entry(257, 4, 2200)
		entry(273, 4, end)
		entry(279, 4, 10)
		if n == pages-1 {
			u32(int(next))
		} else {
			u32(end + 10)
		}
		b = append(b, make([]byte, 10)...)
	}
	return b
}

// byHand is a PDF of objects, with a trailer.
func byHand(trailer string, objects ...string) []byte {
	return []byte("%PDF-1.4\n" + strings.Join(objects, "\n") + "\ntrailer\n<<" + trailer + ">>\nstartxref\n0\n%%EOF\n")
}

// packedPDF keeps its tree of pages in an object stream, as writers since 1.5 do.
func packedPDF(pages int, filter string, pack func([]byte) []byte) []byte {
	var head, body strings.Builder
	add := func(n int, s string) {
		fmt.Fprintf(&head, "%d %d ", n, body.Len())
		body.WriteString(s + "\n")
	}
	add(1, "<</Type/Catalog/Pages 2 0 R>>")
	kids := ""
	for n := range pages {
		kids += fmt.Sprintf("%d 0 R ", n+3)
		add(n+3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 100 0 R>>")
	}
	add(2, "<</Type/Pages/Count 3/Kids["+kids+"]>>")
	data := pack([]byte(head.String() + body.String()))
	return []byte(fmt.Sprintf("%%PDF-1.5\n90 0 obj\n<</Type/ObjStm/N %d/First %d/Length 91 0 R%s>>stream\r\n%s\nendstream endobj\n91 0 obj %d endobj\n"+
		"92 0 obj<</Type/XRef/Root 1 0 R/Length 4>>stream\nobj \nendstream\nendobj\nstartxref\n0\n%%%%EOF", pages+2, head.Len(), filter, data, len(data)))
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

func plain(data []byte) []byte { return data }

func TestInspect(t *testing.T) {
	var library bytes.Buffer
	if err := tiff.Encode(&library, image.NewGray(image.Rect(0, 0, 33, 44)), &tiff.Options{Compression: tiff.Deflate}); err != nil {
		t.Fatal(err)
	}
	catalogue, tree, page := "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj", "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj", "3 0 obj<</Type/Page>>endobj"
	const root = "/Root 1 0 R"
	two := strings.Replace(tree, "[3 0 R]", "[3 0 R 4 0 R]", 1)
	for _, c := range []struct {
		what  string
		data  []byte
		want  scans.Facts
		wrong error
	}{
		{"nothing", nil, scans.Facts{}, scans.ErrEmpty},
		{"a text named scan.pdf", []byte("Өтініш"), scans.Facts{}, scans.ErrType},
		{"a picture of another kind", []byte("\x89PNG\r\n\x1a\n"), scans.Facts{}, scans.ErrType},
		{"a program", []byte("MZ\x90\x00"), scans.Facts{}, scans.ErrType},
		{"too big", append([]byte("%PDF-1.4"), make([]byte, scans.MostBytes)...), scans.Facts{Type: "pdf"}, scans.ErrBig},

		{"jpeg", aJPEG(t, 60, 40), scans.Facts{Type: "jpeg", Pages: 1, Width: 60, Height: 40}, nil},
		{"jpeg and rubbish", append(aJPEG(t, 60, 40), 1, 2, 3), scans.Facts{Type: "jpeg", Pages: 1, Width: 60, Height: 40}, nil},
		{"tiff of the library", library.Bytes(), scans.Facts{Type: "tiff", Pages: 1, Width: 33, Height: 44}, nil},
		{"tiff of 3", aTIFF(binary.LittleEndian, 3, 0), scans.Facts{Type: "tiff", Pages: 3, Width: 1700, Height: 2200}, nil},
		{"tiff of 2, big end first", aTIFF(binary.BigEndian, 2, 0), scans.Facts{Type: "tiff", Pages: 2, Width: 1700, Height: 2200}, nil},
		{"tiff of 500", aTIFF(binary.BigEndian, 500, 0), scans.Facts{Type: "tiff", Pages: 500, Width: 1700, Height: 2200}, nil},
		{"tiff of 501", aTIFF(binary.BigEndian, 501, 0), scans.Facts{Type: "tiff", Pages: 500, Width: 1700, Height: 2200}, scans.ErrPages},
		{"tiff that bites its tail", aTIFF(binary.LittleEndian, 3, 8), scans.Facts{Type: "tiff", Pages: 3, Width: 1700, Height: 2200}, scans.ErrBroken},

		{"pdf", aPDF(t, 3), scans.Facts{Type: "pdf", Pages: 3}, nil},
		{"pdf of 500", aPDF(t, 500), scans.Facts{Type: "pdf", Pages: 500}, nil},
		{"pdf of 501", aPDF(t, 501), scans.Facts{Type: "pdf", Pages: 501}, scans.ErrPages},
		{"pdf behind a letterhead", append([]byte("HTTP/1.1 200 OK\r\n\r\n"), aPDF(t, 2)...), scans.Facts{Type: "pdf", Pages: 2}, nil},
		{"pdf with packed objects", packedPDF(3, "/Filter/FlateDecode", deflated), scans.Facts{Type: "pdf", Pages: 3}, nil},
		{"the same, in a list of one", packedPDF(3, "/Filter[/FlateDecode]", deflated), scans.Facts{Type: "pdf", Pages: 3}, nil},
		{"packed in nothing", packedPDF(3, "", plain), scans.Facts{Type: "pdf", Pages: 3}, nil},
		{"packed as nobody does", packedPDF(3, "/Filter/LZWDecode", plain), scans.Facts{Type: "pdf"}, nil},
		{"pdf under a password", byHand(root+"/Encrypt 9 0 R", catalogue, tree, page), scans.Facts{Type: "pdf", Locked: true}, nil},
		{"by hand", byHand(root, catalogue, tree, page), scans.Facts{Type: "pdf", Pages: 1}, nil},
		{"added to later", byHand(root, catalogue, tree, page, "4 0 obj<</Type/Page>>endobj", two), scans.Facts{Type: "pdf", Pages: 2}, nil},
		{"a page in a picture's bytes", byHand(root, catalogue, tree, page, "5 0 obj<</Length 29>>stream\n3 0 obj<</Kids[]>>endobj     \nendstream"), scans.Facts{Type: "pdf", Pages: 1}, nil},
		{"strings and remarks", byHand(root, "1 0 obj<</A(a\\)(b))/B<3e3e>%>>\n/Type/Cata#6cog/Pages 2 0 R/C[/x[(]) 1.5]]>>", tree, page), scans.Facts{Type: "pdf", Pages: 1}, nil},
		{"a page that is not there", byHand(root, catalogue, two, page), scans.Facts{Type: "pdf"}, scans.ErrBroken},
		{"no pages", byHand(root, catalogue, "2 0 obj<</Kids[]>>"), scans.Facts{Type: "pdf"}, scans.ErrBroken},
		{"no tree", byHand(root, catalogue), scans.Facts{Type: "pdf"}, scans.ErrBroken},
		{"no catalogue", byHand(root, tree, page), scans.Facts{Type: "pdf"}, scans.ErrBroken},
		{"a tree that bites its tail", byHand(root, catalogue, "2 0 obj<</Kids[4 0 R]>>", "4 0 obj<</Kids[2 0 R]>>"), scans.Facts{Type: "pdf"}, scans.ErrBroken},
		{"the head alone", []byte("%PDF-1.4\n"), scans.Facts{Type: "pdf"}, scans.ErrBroken},
	} {
		got, err := scans.Inspect(c.data)
		if c.want.Size = int64(len(c.data)); got != c.want && err == nil || got.Type != c.want.Type || !errors.Is(err, c.wrong) {
			t.Errorf("%s: %+v %v, want %+v %v", c.what, got, err, c.want, c.wrong)
		}
	}
}

// A scan cut off anywhere is told from a whole one.
func TestCutOff(t *testing.T) {
	for what, data := range map[string][]byte{
		"pdf": aPDF(t, 2), "packed": packedPDF(5, "/Filter/FlateDecode", deflated), "jpeg": aJPEG(t, 30, 20),
		"tiff": aTIFF(binary.LittleEndian, 2, 0), "TIFF": aTIFF(binary.BigEndian, 2, 0),
	} {
		last := len(data)
		if strings.HasPrefix(string(data), "%PDF") {
			last = bytes.LastIndex(data, []byte("startxref")) // what stands behind is not needed
		}
		for n := range last {
			if f, err := scans.Inspect(data[:n]); err == nil {
				t.Errorf("%s: %d of %d bytes: %+v", what, n, len(data), f)
				break
			}
		}
	}
}

// Files made to do harm take neither memory nor time.
func TestBombs(t *testing.T) {
	zeroes := deflated(make([]byte, 256<<20))
	huge := aJPEG(t, 8, 8)
	size := bytes.Index(huge, []byte{0xff, 0xc0}) + 5
	copy(huge[size:], []byte{0xff, 0xff, 0xff, 0xff}) // 65535 × 65535
	wide := aTIFF(binary.BigEndian, 1, 0)
	copy(wide[8+2+8:], []byte{0xff, 0xff})
	copy(wide[8+2+12+8:], []byte{0, 0xff, 0xff, 0xff})
	many := aTIFF(binary.BigEndian, 1, 0)
	copy(many[8+2+24+4:], []byte{0xff, 0xff, 0xff, 0xff}) // strips
	var kids strings.Builder
	for range 700_000 {
		kids.WriteString("3 0 R ")
	}
	again := strings.Repeat("1 0 obj(", scans.MostBytes/8-100)
	deep := strings.Repeat("1 0 obj"+strings.Repeat("[", 100), scans.MostBytes/107-100)
	pages := strings.Builder{}
	for n := range 500_000 {
		fmt.Fprintf(&pages, "%d 0 obj<</Type/Page>>", n)
	}
	for what, data := range map[string][]byte{
		"packed zeroes":        []byte("%PDF-1.5\n" + strings.Repeat("90 0 obj<</Type/ObjStm/N 9/First 9/Filter/FlateDecode>>stream\n"+string(zeroes)+"\nendstream\n", 8) + "%%EOF"),
		"an endless tree":      byHand("/Root 1 0 R", "1 0 obj<</Type/Catalog/Pages 2 0 R>>", "2 0 obj<</Kids["+kids.String()+"]>>", "3 0 obj<</Type/Page>>"),
		"strings without end":  byHand("/Root 1 0 R", again),
		"lists in lists":       byHand("/Root 1 0 R", deep),
		"half a million pages": byHand("/Root 1 0 R", pages.String()),
		"a picture of 4 Gpx":   huge,
		"a TIFF of 1 Tpx":      wide,
		"a TIFF of 4 G strips": many,
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f, err := scans.Inspect(data)
		runtime.ReadMemStats(&after)
		if err == nil {
			t.Errorf("%s: %+v", what, f)
		}
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 300<<20 {
			t.Errorf("%s: %d MB", what, grown>>20)
		} else {
			t.Logf("%s: %d MB", what, grown>>20)
		}
	}
}

func FuzzInspect(f *testing.F) {
	for _, data := range [][]byte{aPDF(f, 2), packedPDF(2, "/Filter/FlateDecode", deflated), packedPDF(2, "", plain), aJPEG(f, 9, 9),
		aTIFF(binary.BigEndian, 2, 8), aTIFF(binary.LittleEndian, 1, 0), byHand("/Root 1 0 R", "1 0 obj<</A(a\\)(b))/B<3e3e>%>>\n/Type/Cata#6cog/Pages 2 0 R/C[/x[(]) 1.5]]>>")} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := scans.Inspect(data)
		if err == nil && (got.Type == "" || got.Pages < 0 || got.Pages > scans.MostPages || got.Pages == 0 && got.Type != "pdf") {
			t.Errorf("%+v", got)
		}
	})
}
