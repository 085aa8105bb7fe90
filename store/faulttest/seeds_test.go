package faulttest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// seeds are the bugs that can be built in, with the test that must notice each
// and what they must say: that they failed for the right reason.
var seeds = []struct{ tag, run, says string }{
	{"seed_nofsync", "TestPowerCut", "LOST"},
	{"seed_earlyack", "TestPowerCut", "LOST|did not start: .*not found"},
	{"seed_indexlater", "TestKill", "INDEX|AUDIT: index|in another stage"},
	{"seed_numberoutside", "TestKill", "NUMBER"},
	{"seed_retrynoop", "TestKilledBeforeTheAnswer", "NUMBER|in another stage"},
	{"seed_pasttorn", "TestTornRecord", "want ErrDamaged"},
}

// TestSeeds builds these tests once with each bug and demands that they fail.
func TestSeeds(t *testing.T) {
	t.Parallel()
	if testing.Short() || raceEnabled {
		t.Skip("builds the tests six times over; leave -short and -race out")
	}
	if os.Geteuid() != 0 {
		need(t, "only root may mount the disk two of them are found on")
	}
	tool, err := exec.LookPath("go")
	if err != nil {
		need(t, "the go tool is missing")
	}
	dir := t.TempDir()
	for _, s := range seeds {
		t.Run(s.tag, func(t *testing.T) {
			binary := filepath.Join(dir, s.tag)
			if out, err := exec.Command(tool, "test", "-c", "-vet=off", "-tags", s.tag, "-o", binary, ".").CombinedOutput(); err != nil {
				t.Fatalf("building: %v: %s", err, out)
			}
			out, err := exec.Command(binary, "-test.run", "^"+s.run+"$", "-test.v", "-test.timeout", "120s").CombinedOutput()
			switch {
			case err == nil:
				t.Errorf("GREEN with the bug built in:\n%s", out)
			case !bytes.Contains(out, []byte("--- FAIL: "+s.run)) || !regexp.MustCompile(s.says).Match(out):
				t.Errorf("it failed otherwise than by finding the bug:\n%s", out)
			}
			if err := os.Remove(binary); err != nil {
				t.Error(err)
			}
		})
	}
}
