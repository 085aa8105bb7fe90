package main

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"sync"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
	"tereze/store"
	"tereze/store/bolt"
)

// belt is what the scripts of the hour know of the cases they have in hand,
// and what they have done: the store is judged by it.
type belt struct {
	mu    sync.Mutex
	seeds uint64              // of people
	at    map[string][]string // stage of the hour → numbers
	last  map[string]intake.Stage
	done  map[string]int
}

func newBelt() *belt {
	return &belt{at: map[string][]string{}, last: map[string]intake.Stage{}, done: map[string]int{}}
}

// person is the seed of somebody new.
func (b *belt) person() uint64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.seeds++
	return b.seeds
}

func (b *belt) count(what string, n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done[what] += n
}

// put lays a case at a place of the belt; stage is where the store must have
// it at least.
func (b *belt) put(place, number string, stage intake.Stage) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.at[place] = append(b.at[place], number)
	b.last[number] = stage
}

// take takes one case from a place; "" when there is none.
func (b *belt) take(place string, dice *rand.Rand) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := b.at[place]
	if len(all) == 0 {
		return ""
	}
	i := dice.IntN(len(all))
	n := all[i]
	b.at[place] = slices.Delete(all, i, i+1)
	return n
}

// all takes every case from a place.
func (b *belt) all(place string) []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	some := b.at[place]
	delete(b.at, place)
	return some
}

// judge compares the store with what was done, after everybody has gone.
func (b *belt) judge(ctx context.Context, dir, program string) error {
	audit := exec.CommandContext(ctx, program, "audit", "--data", dir, "--lang", "en")
	audit.Stdout, audit.Stderr = os.Stdout, os.Stderr
	if err := audit.Run(); err != nil {
		return fmt.Errorf("audit: %w", err)
	}
	var trouble []string
	err := opened(ctx, dir, still(morning), bolt.Options{}, func(o *courier.Office) error {
		seen, stages := map[string]intake.Stage{}, map[intake.Stage]int{}
		drafts := 0
		err := o.Ledger.View(ctx, func(tx *store.Tx) error {
			for c, err := range intake.Cases.Scan(tx, nil, nil, false) {
				if err != nil {
					return err
				}
				if _, twice := seen[string(c.Number)]; twice {
					trouble = append(trouble, "a number twice: "+string(c.Number))
				}
				seen[string(c.Number)] = c.Stage
				stages[c.Stage]++
			}
			for _, err := range intake.Drafts.Scan(tx, nil, nil, false) {
				if err != nil {
					return err
				}
				drafts++
			}
			return nil
		})
		if err != nil {
			return err
		}
		for n, stage := range b.last {
			switch at, there := seen[n]; {
			case !there:
				trouble = append(trouble, "shown on a screen and not in the store: "+n)
			case at < stage && at != intake.Refused, (at == intake.Refused) != (stage == intake.Refused):
				trouble = append(trouble, fmt.Sprintf("%s is %s, the script left it %s", n, at, stage))
			}
		}
		if len(seen) != len(b.last) {
			trouble = append(trouble, fmt.Sprintf("%d cases in the store, %d made by the scripts", len(seen), len(b.last)))
		}
		for i := range len(seen) { // without gaps
			n, err := code.Make(number, morning, uint64(i+1))
			if err != nil {
				return err
			}
			if _, there := seen[string(n)]; !there {
				trouble = append(trouble, "no number "+string(n))
			}
		}
		if left := b.done["begun"] - b.done["accepted"] - b.done["refused"]; drafts != left {
			trouble = append(trouble, fmt.Sprintf("%d drafts in the store, %d left open by the scripts", drafts, left))
		}
		fmt.Printf("cases %d, numbers without a gap, drafts %d\n", len(seen), drafts)
		for _, s := range intake.Stages() {
			if stages[s] > 0 {
				fmt.Printf("  %-10s %6d\n", s, stages[s])
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, what := range slices.Sorted(maps.Keys(b.done)) {
		fmt.Printf("  %-26s %6d\n", what, b.done[what])
	}
	if len(trouble) > 0 {
		return fmt.Errorf("%d troubles, the first: %v", len(trouble), trouble[:min(len(trouble), 10)])
	}
	return nil
}
