package faulttest

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/store"
)

var (
	long   = flag.Bool("long", false, "ten times as many rounds")
	fixed  = flag.Int("rounds", 0, "this many rounds in each test, instead of each test's own number")
	chance = flag.Int64("seed", 0, "where the random choices begin; 0: anew each time, and said")
)

// rounds is how many rounds a test does whose short form has n.
func rounds(n int) int {
	switch {
	case *fixed > 0:
		return *fixed
	case *long:
		return n * 10
	case testing.Short() || raceEnabled: // the promises do not depend on it, the time does
		return max(n/10, 3)
	}
	return n
}

// jobVar carries the job of a child, as JSON.
const jobVar = "TEREZE_FAULT_JOB"

// job is what a child is to do.
type job struct {
	Work    string // "write" or "mutate"
	Path    string
	Writers int
	Acts    int   // each writer stops after so many; 0: never
	Seed    int64 // of its choices
	// Resend are commands whose answer was lost: the same Op is sent again first.
	Resend []command
	// DieAfter: kills itself when this many updates have returned, before it
	// tells of the last one; 0: does not.
	DieAfter int
	NoSync   bool
	Timeout  time.Duration
	Batch    int // see bolt.Options: small ones are put into the file all the time
	// Waits: after ErrFull the writers wait for a line on standard input and
	// send the same command again; otherwise they end at the first error.
	Waits bool
	// Where the states of a store lie that is to be spoilt, and what is right
	// for each; see mutate_test.go.
	Files string
	Truth map[string]string
	First int // the mutation to begin with, of Acts
}

// command is one act, fixed before it is sent.
type command struct {
	Op    uuid.UUID
	Case  uuid.UUID
	Stage stage // where the case is afterwards
}

func TestMain(m *testing.M) {
	if text := os.Getenv(jobVar); text != "" {
		var j job
		if err := json.Unmarshal([]byte(text), &j); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		os.Exit(j.run())
	}
	os.Exit(m.Run())
}

func (j job) run() int {
	var err error
	switch j.Work {
	case "write":
		err = j.write()
	case "mutate":
		err = j.mutate()
	default:
		err = fmt.Errorf("%w: job %q", store.ErrInvalid, j.Work)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// batches are taken in turn: the engine's own, and such as keep it busy putting
// what is in the log into its file.
var batches = []int{0, 1 << 12, 1 << 15}
