package main

import (
	"bytes"
	"encoding/json"
	"os"

	"github.com/rogpeppe/go-internal/testscript"
	"go.etcd.io/bbolt"
)

// twist writes bad.json: a proof with one thing changed, or none.
func twist(ts *testscript.TestScript, _ bool, args []string) {
	var p map[string]any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &p))
	// other is the same base64 with one letter another one.
	other := func(s any, at int) string {
		b := []byte(s.(string))
		if b[at]++; b[at] == 'z'+1 || b[at] == 'Z'+1 || b[at] == '9'+1 || b[at] == '+'+1 || b[at] == '/'+1 {
			b[at] = 'b'
		}
		return string(b)
	}
	path := p["path"].([]any)
	switch args[1] {
	case "none":
	case "body":
		p["body"] = other(p["body"], 20)
	case "path":
		path[0] = other(path[0], 5)
	case "cut":
		p["path"] = path[:len(path)-1]
	case "seq":
		p["seq"] = p["seq"].(float64) + 1
	case "head":
		at := bytes.IndexByte([]byte(p["head"].(string)), '\n') + 4
		p["head"] = other(p["head"], at)
	default:
		ts.Fatalf("twist FILE none|body|path|cut|seq|head")
	}
	out, err := json.Marshal(p)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs("bad.json"), out, 0o600))
}

// forget drops the place of the n-th journal entry from a store's file, as no
// program of ours would.
func forget(ts *testscript.TestScript, _ bool, args []string) {
	db, err := bbolt.Open(ts.MkAbs(args[0]), 0o600, nil)
	ts.Check(err)
	seq := args[1][0] - '0'
	ts.Check(db.Update(func(tx *bbolt.Tx) error {
		c := tx.Bucket([]byte("places")).Cursor()
		for k, _ := c.First(); k != nil; k, _ = c.Next() {
			// "042", its end, kind 3, the number in eight bytes
			if bytes.Equal(k, []byte{'0', '4', '2', 0, 1, 3, 0, 0, 0, 0, 0, 0, 0, seq}) {
				return c.Delete()
			}
		}
		ts.Fatalf("no entry %s", args[1])
		return nil
	}))
	ts.Check(db.Close())
}
