package account

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"tereze/intake"
	"tereze/store"
)

const bad = "мүлде басқа сөз"

// wait is what a try is told: seconds, or 0 and the other code.
func (b *bench) wait(code, password, from string) (seconds int, problem string) {
	b.Helper()
	_, err := b.Login(b.Context(), code, password, from)
	p, ok := intake.AsProblem(err)
	if !ok {
		if err != nil {
			b.Fatal(err)
		}
		return 0, ""
	}
	if p.Code == ProblemWait {
		seconds, err = strconv.Atoi(p.Args[0])
		b.ok(err)
	}
	return seconds, p.Code
}

// delays fails under a name until the delay is at its longest and lists the
// delays on the way.
func (b *bench) delays(code string, times int, from func(int) string) (list []int) {
	b.Helper()
	for i := range times {
		if _, p := b.wait(code, bad, from(i)); p != ProblemLogin {
			b.Fatalf("try %d: %s", i, p)
		}
		before, head := b.hashes.Load(), b.head()
		s, _ := b.wait(code, goodWord, from(i)) // right or wrong
		if s > 0 && (b.hashes.Load() != before || b.head() != head) {
			b.Errorf("try %d: a try within the delay left a trace", i)
		}
		if s == 0 {
			return append(list, 0)
		}
		list = append(list, s)
		b.now = b.now.Add(time.Duration(s) * time.Second)
	}
	return list
}

func elsewhere(i int) string { return fmt.Sprintf("192.0.2.%d", i) }

func TestDelayGrows(t *testing.T) {
	// The first two cost nothing, and what exists waits like what does not.
	for _, code := range []string{"op1", "nobody"} {
		b := founded(t)
		if code == "op1" {
			b.worker(code, intake.Operator)
		}
		b.wait(code, bad, "192.0.2.201")
		b.wait(code, bad, "192.0.2.202")
		got := b.delays(code, 13, elsewhere)
		if s := fmt.Sprint(got); s != "[1 2 4 8 16 32 64 128 256 512 900 900 900]" {
			t.Errorf("%s: %s", code, s)
		}
	}
}

func TestDelayFades(t *testing.T) {
	b := founded(t)
	b.worker("op1", intake.Operator)
	b.wait("op1", bad, "")
	b.wait("op1", bad, "")
	b.delays("op1", 11, func(int) string { return "" }) // full
	b.now = b.now.Add(2*time.Hour + 20*time.Minute)     // with the last quarter of an hour 10 of 13 forgiven
	b.wait("op1", bad, "")
	if s, p := b.wait("op1", goodWord, ""); s != 2 {
		t.Errorf("%d %s, want 2 s after the fourth", s, p)
	}
	b.now = b.now.Add(2 * time.Second)
	if s, p := b.wait("op1", goodWord, ""); s != 0 || p != "" {
		t.Errorf("%d %s: locked out", s, p)
	}
	// A success starts from the beginning.
	if s, p := b.wait("op1", bad, ""); p != ProblemLogin {
		t.Errorf("%d %s", s, p)
	}
	if _, p := b.wait("op1", goodWord, ""); p != "" {
		t.Error(p)
	}
	// A clock set back does not make it longer.
	for range 3 {
		b.wait("op1", bad, "")
	}
	b.now = b.now.AddDate(-1, 0, 0)
	if s, _ := b.wait("op1", goodWord, ""); s != 1 {
		t.Errorf("%d s", s)
	}
}

// Who guesses from elsewhere for days does not keep the owner out.
func TestGuesserDoesNotLockOut(t *testing.T) {
	b := founded(t)
	b.worker("op1", intake.Operator)
	if _, p := b.wait("op1", goodWord, "10.0.0.7:4000"); p != "" {
		t.Fatal(p)
	}
	for i := range 12 {
		b.wait("op1", bad, elsewhere(i))
		s, _ := b.wait("op1", bad, elsewhere(100+i))
		b.now = b.now.Add(time.Duration(s) * time.Second)
	}
	b.wait("op1", bad, elsewhere(50))
	if s, _ := b.wait("op1", goodWord, "192.0.2.250"); s == 0 {
		t.Fatal("the guesser is not held up")
	}
	if s, p := b.wait("op1", goodWord, "[::ffff:10.0.0.7]:4001"); s != 0 || p != "" {
		t.Errorf("the owner waits %d s: %s", s, p)
	}
	if s, _ := b.wait("op1", bad, "192.0.2.250"); s == 0 {
		t.Error("the owner's success let the guesser off")
	}
}

// An address may be a whole office's.
func TestDelayOfAddress(t *testing.T) {
	b := founded(t)
	b.worker("op1", intake.Operator)
	for i := range 10 {
		if s, p := b.wait(fmt.Sprintf("guess%d", i), bad, "2001:db8::1"); s != 0 {
			t.Fatalf("%d: %d s %s", i, s, p)
		}
	}
	b.wait("guess10", bad, "[2001:db8::ffff]:22") // one machine has all of these
	if s, _ := b.wait("op1", goodWord, "2001:db8::2"); s != 1 {
		t.Errorf("%d s, want 1", s)
	}
	if _, p := b.wait("op1", goodWord, "2001:db8:0:1::2"); p != "" {
		t.Error("another network waits too:", p)
	}
	for i := range 30 { // never more than a minute
		s, _ := b.wait("guess", bad, "2001:db8::3")
		if b.now = b.now.Add(time.Duration(s) * time.Second); s > 60 && i < 3 {
			t.Fatalf("%d s", s)
		}
	}
}

func TestDelaySurvivesReopening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	var now time.Time
	t.Run("before", func(t *testing.T) {
		b := openAt(t, path)
		b.ok(b.First(t.Context(), b.by("setup"), root, rootWord))
		for s := 0; s < 8; s, _ = b.wait("admin", bad, "") {
			b.now = b.now.Add(time.Duration(s) * time.Second)
		}
		now = b.now
	})
	t.Run("after", func(t *testing.T) {
		b := openAt(t, path)
		b.now = now
		if s, p := b.wait("admin", rootWord, ""); s != 8 {
			t.Errorf("%d s %s", s, p)
		}
		b.now = now.Add(time.Minute)
		if _, p := b.wait("admin", rootWord, ""); p != "" {
			t.Error(p)
		}
	})
}

// Twenty at once are answered like twenty one after another: two for nothing,
// the third starts the delay. And never are more than two hashes made at once.
func TestManyAtOnce(t *testing.T) {
	b := founded(t)
	b.worker("op1", intake.Operator)
	var mu sync.Mutex
	busy, most := 0, 0
	key := b.Hasher.key
	b.Hasher.key = func(password, salt []byte, c Cost) []byte {
		mu.Lock()
		busy++
		most = max(most, busy)
		mu.Unlock()
		defer func() { mu.Lock(); busy--; mu.Unlock() }()
		return key(password, salt, Cost{Memory: 4 << 10, Time: 2, Lanes: 1})
	}
	var wg sync.WaitGroup
	told := map[string]int{}
	for range 20 {
		wg.Go(func() {
			_, err := b.Login(b.Context(), "op1", bad, "")
			p, ok := intake.AsProblem(err)
			mu.Lock()
			defer mu.Unlock()
			if !ok {
				t.Error(err)
				return
			}
			told[p.Code]++
		})
	}
	wg.Wait()
	if told[ProblemLogin] != 3 || told[ProblemWait] != 17 {
		t.Errorf("told %v", told)
	}
	if most != 2 {
		t.Errorf("%d hashes at once, want 2", most)
	}
}

// Counts that have faded are swept out by later failures.
func TestSweep(t *testing.T) {
	b := founded(t)
	tries := func() (n int) {
		b.ok(b.Desk.Ledger.View(t.Context(), func(tx *store.Tx) error {
			for _, err := range Tries.Scan(tx, nil, nil, false) {
				if n++; err != nil {
					return err
				}
			}
			return nil
		}))
		return n
	}
	for i := range 8 {
		b.wait(fmt.Sprintf("guess%d", i), bad, "")
	}
	if n := tries(); n != 8 {
		t.Fatal(n)
	}
	b.now = b.now.Add(time.Hour)
	for range 2 {
		b.wait("admin", bad, "")
	}
	if n := tries(); n != 1 {
		t.Errorf("%d are left", n)
	}
}

// The journal tells neither addresses nor what was typed into the wrong line.
func TestJournalTellsNothing(t *testing.T) {
	b, ctx := founded(t), t.Context()
	op := intake.Actor{Code: "op1", Name: "Б. Нұрланов", Role: intake.Operator}
	once, err := b.Add(ctx, b.root(), op)
	b.ok(err)
	b.wait("op1", bad, "203.0.113.9:22")
	b.wait("zhezdi-qonyrau", bad, "203.0.113.9:22")
	b.ok(b.Change(ctx, b.Desk.By(op), once, goodWord))
	b.wait("op1", goodWord, "203.0.113.9:22")
	all, err := b.Desk.Ledger.Journal(ctx, 1, 100)
	b.ok(err)
	text, err := json.Marshal(all)
	b.ok(err)
	for _, secret := range []string{"203.0", "qonyrau", once, foldOnce(once), "Нұрланов", bad, "argon2"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the journal has %q", secret)
		}
	}
	var acts []string
	for _, n := range all {
		acts = append(acts, n.Operator+" "+n.Act+" "+n.Subject)
	}
	want := "setup account-add admin; admin account-add op1; door login-failed op1; door login-failed ; op1 password op1; op1 login op1"
	if got := strings.Join(acts, "; "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
