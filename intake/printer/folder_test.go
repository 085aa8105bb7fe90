//go:build unix

package printer

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"tereze/intake"
)

// pipe makes a named pipe.
func pipe(t *testing.T, path string) {
	t.Helper()
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
}

// names lists a folder.
func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestFolderOfPDFs(t *testing.T) {
	data := t.TempDir()
	p, err := New(intake.PrinterSettings{Kind: "escpos"}, data) // no queue: PDFs whatever the kind
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(data, "papers")
	for i, want := range []string{"receipt-042-150302-000174.pdf", "receipt-042-150302-000174-2.pdf", "receipt-042-150302-000174-3.pdf"} {
		text := fmt.Sprint("paper ", i)
		done, err := p.Print(t.Context(), page(text))
		if err != nil || !done.File || done.Where != filepath.Join(dir, want) {
			t.Fatalf("%+v, %v", done, err)
		}
		if got := read(t, done.Where); got != text {
			t.Errorf("%s holds %q", want, got)
		}
	}
	if all := names(t, dir); len(all) != 3 {
		t.Errorf("the folder holds %v", all)
	}
	for path, mode := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, "receipt-042-150302-000174.pdf"): 0o600} {
		if s, err := os.Stat(path); err != nil || s.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", path, s.Mode(), err)
		}
	}
}

// Twenty windows save at once: each keeps its own paper.
func TestFolderOfManyWindows(t *testing.T) {
	p := built(t, intake.PrinterSettings{})
	var all sync.Map
	var wait sync.WaitGroup
	for i := range 20 {
		wait.Go(func() {
			text := fmt.Sprint("paper ", i)
			done, err := p.Print(t.Context(), page(text))
			if err != nil {
				t.Error(err)
				return
			}
			if _, twice := all.LoadOrStore(done.Where, true); twice {
				t.Errorf("%s was given twice", done.Where)
			}
			if b, err := os.ReadFile(done.Where); err != nil || string(b) != text {
				t.Errorf("%s: %q, %v", done.Where, b, err)
			}
		})
	}
	wait.Wait()
	if got := names(t, p.folder); len(got) != 20 {
		t.Errorf("%d papers of 20", len(got))
	}
}

func TestFolderThatIsNone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "taken")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := built(t, intake.PrinterSettings{Folder: file}).Print(t.Context(), page("x"))
	wants(t, err, Folder, file)
}

// A full disk leaves the folder as it was.
func TestFolderFull(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("mounting a small disk needs root: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	p := built(t, intake.PrinterSettings{Folder: dir})
	if _, err := p.Print(t.Context(), page("small")); err != nil {
		t.Fatal(err)
	}
	_, err := p.Print(t.Context(), page(string(bytes.Repeat([]byte("x"), 100_000))))
	wants(t, err, NoSpace, dir)
	if all := names(t, dir); len(all) != 1 {
		t.Errorf("left behind: %v", all)
	}
	if _, err := p.Print(t.Context(), page("small")); err != nil {
		t.Errorf("after it: %v", err)
	}
}

// chek is a job for a receipt printer.
func chek(text string) Job { return Job{Name: "receipt-1", Text: text} }

func TestDevice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lp0")
	_, err := built(t, intake.PrinterSettings{Queue: path, Kind: "escpos"}).Print(t.Context(), chek("x"))
	wants(t, err, NoPrinter, path) // never made
	pipe(t, path)
	p := built(t, intake.PrinterSettings{Queue: path, Kind: "escpos"})
	_, err = p.Print(t.Context(), chek("x"))
	wants(t, err, NoPrinter, path) // nobody behind it

	r, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	done, err := p.Print(t.Context(), chek("Қолхат"))
	if err != nil || done != (Done{Where: path}) {
		t.Fatalf("%+v, %v", done, err)
	}
	got := make([]byte, 5)
	if _, err := r.Read(got); err != nil || !bytes.Equal(got, []byte("\x1b@\x1dv0")) {
		t.Errorf("%q, %v", got, err)
	}
	// The pipe holds 64 KB; a longer paper hangs, since nobody reads on.
	p.wait = 200 * time.Millisecond
	_, err = p.Print(t.Context(), chek(string(bytes.Repeat([]byte("\nx"), 100))))
	wants(t, err, Hangs, path)
}

func TestDeviceFull(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full here")
	}
	_, err := built(t, intake.PrinterSettings{Queue: "/dev/full", Kind: "escpos"}).Print(t.Context(), chek("x"))
	wants(t, err, NoSpace, "/dev/full")
}

// Papers into one file stand one behind the other, even when sent at once.
func TestDeviceFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chek.bin")
	p := built(t, intake.PrinterSettings{Queue: "file:" + path, Kind: "escpos"})
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if _, err := p.Print(t.Context(), chek(strings.Repeat("Қабылданды\n", 60))); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	all := []byte(read(t, path))
	one := all[:len(all)/8]
	if !bytes.Equal(all, bytes.Repeat(one, 8)) || !bytes.HasSuffix(one, escCut) {
		t.Error("the papers ran into each other")
	}
	if s, err := os.Stat(path); err != nil || s.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", s.Mode(), err)
	}
}

// A paper waits until the one before it is through.
func TestDeviceIsTakenByOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chek.bin")
	other, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := lock(other); err != nil {
		t.Fatal(err)
	}
	p := built(t, intake.PrinterSettings{Queue: "file:" + path, Kind: "escpos"})
	p.wait = 200 * time.Millisecond
	_, err = p.Print(t.Context(), chek("x"))
	wants(t, err, Hangs, path)
	if got := read(t, path); got != "" {
		t.Errorf("written beside another paper: %q", got)
	}
}
