package printer

import (
	"bytes"
	"image"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"
)

// kazakh is the alphabet of 42 letters.
const kazakh = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

// picture draws one line and gives its dots.
func picture(t *testing.T, s string, width int) []byte {
	t.Helper()
	img, err := RasterText([]Line{{Text: s}}, width)
	if err != nil {
		t.Fatal(err)
	}
	return img.(*image.Gray).Pix
}

// Every letter is drawn: the font has it, it is no empty box, and the letters
// that only Kazakh has look like none of the Russian ones.
func TestEveryKazakhLetterIsDrawn(t *testing.T) {
	f, err := mono()
	if err != nil {
		t.Fatal(err)
	}
	if n := len([]rune(kazakh)); n != 42 {
		t.Fatalf("%d letters", n)
	}
	var buf sfnt.Buffer
	all := kazakh + strings.ToUpper(kazakh) + "№₸«»–—…·0123456789абвABCxyz─│┌┐└┘█▀▄☐☑"
	for _, r := range all {
		if i, err := f.GlyphIndex(&buf, r); err != nil || i == 0 {
			t.Errorf("%c %U is not in the font: %v", r, r, err)
		}
	}
	own := "әғқңөұүһі" + strings.ToUpper("әғқңөұүһі")
	for _, width := range []int{384, DefaultWidth} {
		seen := map[rune][]byte{}
		box, blank := picture(t, "\U0010fffe", width), picture(t, "", width)
		for _, r := range all {
			if seen[r] = picture(t, string(r), width); bytes.Equal(seen[r], box) || bytes.Equal(seen[r], blank) {
				t.Errorf("%c %U is not drawn on %d dots", r, r, width)
			}
		}
		for _, k := range own {
			for _, r := range kazakh + strings.ToUpper(kazakh) {
				if k != r && bytes.Equal(seen[k], seen[r]) {
					t.Errorf("%c looks like %c on %d dots", k, r, width)
				}
			}
		}
		// й may come in two parts; a mark may have no letter of its own.
		if !bytes.Equal(picture(t, "и\u0306", width), seen['й']) {
			t.Error("й in two parts is another letter")
		}
		if bytes.Equal(picture(t, "ә\u0301", width), seen['ә']) {
			t.Error("a stress is lost")
		}
	}
}

func TestNothingIsCutFromALine(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"", []string{""}},
		{"қабылданды", []string{"қабылданды"}},
		{"Жаңа Өмір көшесі", []string{"Жаңа Өмір", "көшесі"}},
		{"  Жаңа Өмір көшесі", []string{"  Жаңа Өмір", "  көшесі"}},
		{"абвгдежзийклмнопр", []string{"абвгдежзийкл", "мнопр"}},
		{"            ", []string{""}},
		{"абвгдежзийкл ", []string{"абвгдежзийкл"}},
		{"абвгдежзийкл м", []string{"абвгдежзийкл", "м"}},
	} {
		if got := fold(c.in, 12); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q", c.in, got)
		}
	}
	if got := plain("a\tb\x1b[2J\u00a0\u200ec"); got != "a    b[2J c" {
		t.Errorf("%q", got)
	}
	// A name of 200 letters makes the paper longer, and the last is on it.
	img, err := RasterText([]Line{{Text: strings.Repeat("ә", 200)}}, DefaultWidth)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := img.Bounds().Dy(), (200/Columns(DefaultWidth)+1)*cellFor(DefaultWidth).height; got != want {
		t.Errorf("%d dots high, want %d", got, want)
	}
}

func TestLines(t *testing.T) {
	const digits, shown = "0421503020001747", "042 150302 000174 7"
	bars := Line{shown, digits}
	for _, c := range []struct {
		text, digits string
		want         []Line
	}{
		{"a\n   [ " + shown + " ]\nb\n\f", digits, []Line{{Text: "a"}, bars, {Text: "b"}}},
		{"a\n   [ " + shown + " ]\nb", "", []Line{{Text: "a"}, bars, {Text: "b"}}},
		{"ҚОЛХАТ   [ " + shown + " ]", digits, []Line{{Text: "ҚОЛХАТ   "}, bars}},
		{"[ 3 ] [ ] [ x ] 042 150302", digits, []Line{{Text: "[ 3 ] [ ] [ x ] 042 150302"}, {}, {digits, digits}}},
		{"[ 1234 56 ] [ 6543 21 ]", "", []Line{{"1234 56", "123456"}, {"6543 21", "654321"}}},
		{"a\n\nb", "", []Line{{Text: "a"}, {}, {Text: "b"}}},
	} {
		if got := Lines(c.text, c.digits); !slices.Equal(got, c.want) {
			t.Errorf("%q: %v", c.text, got)
		}
	}
}

func TestBarsThatCannotBe(t *testing.T) {
	for _, digits := range []string{"04215030200017474x", "Қ", strings.Repeat("0", 60)} {
		if _, err := RasterText([]Line{{Text: digits, Bars: digits}}, DefaultWidth); err == nil {
			t.Errorf("%s has bars", digits)
		}
	}
}

// The white on either side is the standard's ten modules at least.
func TestQuietZone(t *testing.T) {
	for _, width := range []int{288, 384, 576} {
		img, err := bars("0421503020001747", width)
		if err != nil {
			t.Fatal(err)
		}
		row := img.Pix[:width]
		left, right := bytes.IndexByte(row, 0), width-1-bytes.LastIndexByte(row, 0)
		dot := bytes.IndexByte(row[left:], 255) / 2 // each code starts with a bar of two modules
		if dot < 2 || left < 10*dot || right < 10*dot {
			t.Errorf("%d: modules of %d dots, white of %d and %d", width, dot, left, right)
		}
	}
}

func BenchmarkRegistryOf500(b *testing.B) {
	text := strings.Repeat("042-150302-000174 Ахметова Айгерім Жаңабайқызы\n", 1000)
	for b.Loop() {
		img, err := RasterText(Lines(text, "0421503020001747"), DefaultWidth)
		if err != nil {
			b.Fatal(err)
		}
		escpos(img, DefaultWidth, 1)
	}
}
