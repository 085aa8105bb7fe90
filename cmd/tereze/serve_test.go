package main

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// served waits until the office is served at a host, and sets a variable to the
// port: served 127.0.0.1 =PORT.
func served(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: served HOST =VARIABLE")
	}
	path := filepath.Join(ts.Getenv("TEREZE_DATA"), storeFile+".lock")
	late, tick := time.After(20*time.Second), time.NewTicker(10*time.Millisecond)
	defer tick.Stop()
	for {
		text, _ := os.ReadFile(path)
		if _, port, ok := strings.Cut(string(text), servedWord+args[0]+":"); ok {
			ts.Setenv(strings.TrimPrefix(args[1], "="), strings.TrimRight(port, "\"\n"))
			return
		}
		select {
		case <-tick.C:
		case <-late:
			ts.Fatalf("nobody serves %s", path)
		}
	}
}
