package export_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tereze/courier/export"
	"tereze/intake"
	"tereze/intake/trio"
)

var counter = export.What{Kind: export.List, List: intake.ListCounter}

// The file is where and what it says: named by the program, its owner's alone,
// never over another, and in the journal without anybody's data.
func TestFile(t *testing.T) {
	b := open(t)
	c := b.accept(nil)
	path, n := b.write(counter, export.CSV, trio.KK)
	want := filepath.Join(b.dir, "export", "tereze-042-counter-20150302-100000.csv")
	if path != want || n != 1 {
		t.Errorf("%d rows in %s, want %s", n, path, want)
	}
	first, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// A link under the next name is a name taken: what it leads to stays.
	outside := filepath.Join(b.dir, "outside")
	if err := os.Symlink(outside, strings.TrimSuffix(path, ".csv")+"-2.csv"); err != nil {
		t.Fatal(err)
	}
	next, _ := b.write(counter, export.CSV, trio.KK)
	if next != strings.TrimSuffix(want, ".csv")+"-3.csv" {
		t.Errorf("the second is %s", next)
	}
	if _, err := os.Lstat(outside); !os.IsNotExist(err) {
		t.Errorf("a link was followed: %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || string(now) != string(first) {
		t.Errorf("the first file is not what it was: %v", err)
	}
	for at, mode := range map[string]os.FileMode{path: 0o600, next: 0o600, filepath.Dir(path): 0o700} {
		if info, err := os.Stat(at); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v, want %v", at, info.Mode(), err, mode)
		}
	}
	notes := b.acts("export")
	if len(notes) != 2 || notes[0].Subject != "counter" || notes[0].Process != 3 || notes[0].Operator != "op1" ||
		!slices.Equal(notes[0].Args, []string{"1", "csv", filepath.Base(path)}) || len(notes[0].Changes) != 0 {
		t.Fatalf("journal: %+v", notes)
	}
	if all := strings.Join(append(notes[0].Args, path), " "); strings.Contains(all, c.Recipient.Surname) || strings.Contains(all, c.Recipient.IIN) {
		t.Error("personal data in the name or in the journal")
	}
	if got := b.files(); len(got) != 3 {
		t.Errorf("left in the folder: %v", got)
	}
}

// The same act sent again gives the file it made; when that is gone, another
// one and another entry.
func TestSentAgain(t *testing.T) {
	b := open(t)
	b.accept(nil)
	by := b.By(op)
	again := func() (string, int) {
		t.Helper()
		path, n, err := export.Write(context.Background(), b.Office, b.dir, by, counter, export.CSV, trio.KK)
		if err != nil {
			t.Fatal(err)
		}
		return path, n
	}
	path, _ := again()
	b.accept(nil)
	for range 2 {
		if p, n := again(); p != path || n != 1 {
			t.Errorf("again: %d rows in %s", n, p)
		}
	}
	if len(b.acts("export")) != 1 || len(b.files()) != 1 {
		t.Errorf("%d entries, files %v", len(b.acts("export")), b.files())
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if p, n := again(); p != path || n != 2 || len(b.acts("export")) != 2 {
			t.Errorf("after it was taken away: %d rows in %s, %d entries", n, p, len(b.acts("export")))
		}
	}
}

// Only the data folder's own folder is written to.
func TestFolder(t *testing.T) {
	for name, make := range map[string]func(at string) error{
		"link":      func(at string) error { return os.Symlink(t.TempDir(), at) },
		"dangling":  func(at string) error { return os.Symlink(filepath.Join(t.TempDir(), "no"), at) },
		"link here": func(at string) error { return os.Symlink(filepath.Dir(at), at) },
		"file":      func(at string) error { return os.WriteFile(at, nil, 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t)
			if err := make(filepath.Join(b.dir, export.Folder)); err != nil {
				t.Fatal(err)
			}
			b.fails(export.TroubleFolder, context.Background(), counter, export.CSV)
		})
	}
}

// fails wants a trouble, and nothing left behind: no file, no entry.
func (b *bench) fails(code string, ctx context.Context, w export.What, f export.Format) {
	b.Helper()
	before := len(b.acts("export"))
	path, _, err := export.Write(ctx, b.Office, b.dir, b.exporter(w), w, f, trio.KK)
	var t *export.Trouble
	if !errors.As(err, &t) || t.Code != code || path != "" {
		b.Errorf("%q, %v, want %s", path, err, code)
	} else if len(t.Text.Missing()) > 0 {
		b.Errorf("%s lacks words: %+v", code, t.Text)
	}
	if n := len(b.acts("export")) - before; n != 0 {
		b.Errorf("%d entries for an export there is not", n)
	}
	if info, err := os.Lstat(filepath.Join(b.dir, export.Folder)); err == nil && info.IsDir() && len(b.files()) > 0 {
		b.Errorf("left behind: %v", b.files())
	}
}

// A folder that may not be written to is said to be one.
func TestReadOnlyFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("nothing is closed to root")
	}
	b := open(t)
	at := filepath.Join(b.dir, export.Folder)
	if err := os.Mkdir(at, 0o500); err != nil {
		t.Fatal(err)
	}
	b.fails(export.TroubleDenied, context.Background(), counter, export.CSV)
}

// cutAfter is a context that ends after it was asked so many times.
type cutAfter struct {
	context.Context
	left int
}

func (c *cutAfter) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// Cut off at any moment before its end, an export leaves nothing.
func TestCut(t *testing.T) {
	b := open(t)
	for range 3 {
		b.accept(nil)
	}
	for _, f := range []export.Format{export.CSV, export.XLSX} {
		cut := 0
		for n := 0; ; n++ {
			_, _, err := export.Write(&cutAfter{context.Background(), n}, b.Office, b.dir, b.exporter(export.What{Kind: export.Journal}), export.What{Kind: export.Journal}, f, trio.KK)
			if err == nil {
				break
			}
			if cut++; !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
			if len(b.files()) > 0 {
				t.Fatalf("cut at %d: left %v", n, b.files())
			}
		}
		if cut < 3 || len(b.files()) != 1 || len(b.acts("export")) != 1 {
			t.Errorf("%s: cut %d times, then %v, %d entries", f, cut, b.files(), len(b.acts("export")))
		}
		b = open(t)
	}
}

// What is not there is refused before anything is made.
func TestNotThere(t *testing.T) {
	b := open(t)
	for _, x := range []struct {
		what export.What
		code string
	}{
		{export.What{}, export.TroubleUnknown},
		{export.What{Kind: "people"}, export.TroubleUnknown},
		{export.What{Kind: export.List}, export.TroubleUnknown},
		{export.What{Kind: export.Day}, export.TroubleUnknown},
		{export.What{Kind: export.Registry}, export.TroubleUnknown},
		{export.What{Kind: export.Inventory, Inventory: "2015/1"}, export.TroubleInventory},
		{export.What{Kind: export.Inventory, Inventory: "../../etc"}, export.TroubleInventory},
	} {
		b.fails(x.code, context.Background(), x.what, export.CSV)
	}
	b.fails(export.TroubleUnknown, context.Background(), counter, "pdf")
	for what, code := range map[export.What]string{
		{Kind: export.Registry, Number: 9}:                               "no-registry",
		{Kind: export.Return, Number: 9}:                                 "no-return",
		{Kind: export.List, List: intake.ListSector, Provider: "nobody"}: "provider-unknown",
	} {
		_, _, err := export.Write(context.Background(), b.Office, b.dir, b.By(op), what, export.CSV, trio.KK)
		if p, ok := intake.AsProblem(err); !ok || p.Code != code {
			t.Errorf("%+v: %v, want %s", what, err, code)
		}
	}
	if _, err := os.Lstat(filepath.Join(b.dir, export.Folder)); !os.IsNotExist(err) {
		t.Errorf("a folder for nothing: %v", err)
	}
}
