package faulttest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// failing is one kind of call that is made to fail.
type failing struct {
	calls string
	paths bool // only on the store's own files: the child's pipe needs the call, too
	most  int  // the short form goes up to the so-manieth call of a thread
}

var failings = []failing{
	{"pwrite64", false, 16},
	{"fdatasync", false, 8},
	{"fsync", false, 4},
	{"ftruncate,fallocate", false, 3},
	{"write", true, 4},
}

// TestFailingWrites makes the first, second, third… write and flush of the
// process fail, once or from then on, and then cuts the power, so that nothing
// is there but what a flush that succeeded put there. Whatever the process made
// of the failure, what it acknowledged must be there.
func TestFailingWrites(t *testing.T) {
	t.Parallel()
	strace, err := exec.LookPath("strace")
	if err != nil {
		need(t, "strace is missing")
	}
	if out, err := exec.Command(strace, "-f", "-qq", "-e", "trace=none", "true").CombinedOutput(); err != nil {
		need(t, "strace may not trace here: %v: %s", err, out)
	}
	d, r, b := newDisk(t, 192), chooser(t), newBook()
	path, trace := filepath.Join(d.dir, "s.db"), filepath.Join(t.TempDir(), "trace")
	start(t, b, job{Work: "write", Path: path, Writers: 2, Acts: 8}).end() // something to begin with
	n, met := 0, 0
	for _, f := range failings {
		most := rounds(f.most)
		for _, when := range []string{"%d", "%d+"} {
			misses := 0
			for at := 1; at <= most && misses < 2; at++ {
				code := []string{"EIO", "ENOSPC", "EROFS"}[n%3]
				what := fmt.Sprintf("%s:error=%s:when=%s", f.calls, code, fmt.Sprintf(when, at))
				args := []string{strace, "-f", "-qq", "--seccomp-bpf", "-o", trace, "-e", "trace=" + f.calls, "-e", "inject=" + what}
				if f.paths {
					args = append(args, ours(path)...)
				}
				j := job{Work: "write", Path: path, Writers: 1 + 3*r.IntN(2), Acts: 1 + r.IntN(4), Seed: r.Int64(), Resend: b.unanswered()}
				c := start(t, b, j, args...)
				c.end()
				d.cut(cutHard)
				d.again()
				if len(b.pending) > 0 && len(c.errs) == 0 {
					t.Errorf("%s: it said nothing", what)
				}
				b.look(t, path, n%10 == 0)
				text, err := os.ReadFile(trace)
				if err != nil {
					t.Fatal(err)
				}
				if misses++; bytes.Contains(text, []byte("INJECTED")) {
					misses, met = 0, met+1
				}
				if n++; t.Failed() {
					t.Fatalf("%s (%d. round); it said %v", what, n, c.errs)
				}
			}
		}
	}
	if b.look(t, path, true); met < n/3 {
		t.Errorf("only %d of %d rounds met their failure", met, n)
	}
	t.Logf("%d rounds, %d with a failure, %d acknowledged", n, met, b.acks)
}

// ours are strace's arguments for all files of a store.
func ours(path string) (args []string) {
	for _, name := range []string{"", ".id", ".id.new", ".head", ".head.new", ".lock"} {
		args = append(args, "-P", path+name)
	}
	for i := 1; i < 20; i++ {
		args = append(args, "-P", filepath.Join(path+".log", fmt.Sprintf("%08d.seg", i)))
	}
	return args
}
