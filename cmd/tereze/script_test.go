package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.etcd.io/bbolt"

	"tereze/intake/account"
	"tereze/intake/code"
	"tereze/store/bolt"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tereze": func() { os.Exit(start(account.TrainingCost())) }})
}

// TestScript runs the program as scripts and other systems do. Each script has
// a folder of its own; TEREZE_DATA names a data folder in it.
func TestScript(t *testing.T) {
	logs := newLogWatch(t, "testdata/script")
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("TEREZE_DATA", filepath.Join(e.WorkDir, "office"))
			e.Setenv("TEREZE_LANG", "en")
			e.Defer(func() { logs.look(e.WorkDir) })
			return nil
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root":
				return os.Geteuid() == 0, nil
			case "mount":
				return mayMount(t), nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"rc": exitCode, "field": field, "barcode": barcode, "truncate": truncate, "hold": hold, "spoil": spoil, "served": served,
			"twist": twist, "forget": forget, "mounted": mounted,
		},
		RequireExplicitExec: true,
	})
}

// exitCode runs a program and wants this exit code: rc 3 tereze show 1.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: rc CODE PROGRAM ARG…")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = -1
		var exit interface{ ExitCode() int }
		if e, ok := err.(interface{ ExitCode() int }); ok {
			exit = e
			got = exit.ExitCode()
		}
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
}

// field wants a value of the JSON the last program printed: field [stderr]
// due.come 2015-04-01. "dates.2.code" goes into a list, "dates.len" counts it. A
// missing key is "null". With one word more than a path it sets a variable:
// field number =N.
func field(ts *testscript.TestScript, neg bool, args []string) {
	from := "stdout"
	if len(args) == 3 {
		from, args = args[0], args[1:]
	}
	if len(args) != 2 {
		ts.Fatalf("usage: field [stderr] PATH VALUE|=VARIABLE")
	}
	var v any
	if err := json.Unmarshal([]byte(ts.ReadFile(from)), &v); err != nil {
		ts.Fatalf("%s is not JSON: %v", from, err)
	}
	for _, key := range strings.Split(args[0], ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[key]
		case []any:
			if key == "len" {
				v = len(x)
				continue
			}
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(x) {
				ts.Fatalf("%s: no element %s among %d", args[0], key, len(x))
			}
			v = x[i]
		default:
			v = nil
		}
	}
	got := "null"
	switch x := v.(type) {
	case nil:
	case map[string]any, []any:
		b, err := json.Marshal(x)
		ts.Check(err)
		got = string(b)
	case float64:
		got = strconv.FormatFloat(x, 'f', -1, 64)
	default:
		got = fmt.Sprint(x)
	}
	if name, ok := strings.CutPrefix(args[1], "="); ok {
		ts.Setenv(name, got)
		return
	}
	if (got == args[1]) == neg {
		ts.Fatalf("%s is %q, want %q", args[0], got, args[1])
	}
}

// barcode sets a variable to a number's barcode: barcode B 042-150302-000001.
func barcode(ts *testscript.TestScript, _ bool, args []string) {
	n, fault := code.ParseNumber(args[1])
	if fault != "" {
		ts.Fatalf("%s: %s", args[1], fault)
	}
	ts.Setenv(args[0], n.Barcode())
}

// truncate cuts a file to so many bytes.
func truncate(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size))
}

// hold keeps a store open to the end of the script, as the screens would.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	e, err := bolt.Open(ts.MkAbs(args[0]), bolt.Options{})
	ts.Check(err)
	ts.Defer(func() { _ = e.Close() })
}

// spoil drops the last key of a store's data, as no program of ours would.
func spoil(ts *testscript.TestScript, _ bool, args []string) {
	db, err := bbolt.Open(ts.MkAbs(args[0]), 0o600, nil)
	ts.Check(err)
	ts.Check(db.Update(func(tx *bbolt.Tx) error {
		c := tx.Bucket([]byte("data")).Cursor()
		c.Last()
		return c.Delete()
	}))
	ts.Check(db.Close())
}
