//go:build unix

package export_test

import (
	"context"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"tereze/courier/export"
	"tereze/intake/trio"
)

// A disk that is full leaves no half of a file; it is made full by a limit on
// the size of files, below what the export needs. The limit is a process's, so
// it is set in one of its own: go test writes files too.
func TestDiskFull(t *testing.T) {
	const alone = "TEREZE_EXPORT_TO_A_FULL_DISK"
	if os.Getenv(alone) == "" {
		child := exec.Command(os.Args[0], "-test.run=^TestDiskFull$")
		child.Env = append(os.Environ(), alone+"=1")
		if out, err := child.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	b := open(t)
	for range 40 {
		b.accept(nil)
	}
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Skip(err)
	}
	for f, size := range map[export.Format]uint64{export.CSV: 8192, export.XLSX: 4096} {
		limit(t, syscall.Rlimit{Cur: size, Max: was.Max})
		b.fails(export.TroubleFull, context.Background(), counter, f)
		limit(t, was)
		if path, n := b.write(counter, f, trio.KK); n != 40 { // room was made
			t.Errorf("%d rows in %s", n, path)
		} else if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

func limit(t *testing.T, l syscall.Rlimit) {
	t.Helper()
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &l); err != nil {
		t.Fatal(err)
	}
}
