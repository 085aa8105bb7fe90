package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tereze/intake/account"
)

// The promise of store/bolt: a store that any released version made is opened
// by every later one, and says the same. testdata/formats keeps one store of
// each format, as the version of its day wrote it, packed with gzip, with what
// that version answered. They are never made again; a new format is added with
//
//	go test ./cmd/tereze -run TestFormats -keepformat 3
var keepFormat = flag.String("keepformat", "", "make testdata/formats/N with the present program")

// life is what an invented office does in the kept stores.
var life = []string{
	"init --office 042 --region atyrau --training --lang kk --now 2015-03-02T09:00:00+05:00",
	"accept --now 2015-03-02T10:00:00+05:00 --service duplicate --iin 900101300017 --surname Сериков --given Дәурен --consent --provider school-7 --all-papers",
	"accept --now 2015-03-02T10:05:00+05:00 --service duplicate --iin 900101400013 --surname Омарова --given Әлия --consent --provider school-7 --all-papers",
	"accept --now 2015-03-02T10:10:00+05:00 --service duplicate --iin 040229600011 --surname Есенова --given Жанар --consent --provider school-1 --all-papers",
	"accept --now 2015-03-02T10:15:00+05:00 --service duplicate --no-iin --surname Тестов --given Нұрлан --consent --provider school-7 --all-papers",
	"refuse --now 2015-03-02T10:20:00+05:00 --service duplicate --iin 900101300811 --surname Үлгіев --given Ерлан --consent --provider school-7",
	"handover give --now 2015-03-02T11:00:00+05:00 --all",
	"handover receive --now 2015-03-02T11:30:00+05:00 --all",
	"registry add --now 2015-03-02T12:00:00+05:00 --all --provider school-7",
	"registry close --now 2015-03-02T12:30:00+05:00 1",
	"dispatch --now 2015-03-02T16:00:00+05:00 1 --courier К --seal 1",
	"deliver --now 2015-03-02T16:30:00+05:00 1 --receiver Кеңсе",
	"return --now 2015-03-20T10:00:00+05:00 00001 00002",
	"mark --now 2015-03-20T11:00:00+05:00 --return 1 --forward 042-150302-000001 042-150302-000002",
	"issue --now 2015-03-23T10:00:00+05:00 00001 --receipt --identity identity-card",
	"withdraw --now 2015-03-24T10:00:00+05:00 00003 --reason көшті",
	"accept --now 2015-03-24T10:30:00+05:00 --service duplicate --iin 900101300017 --surname Сериков --given Дәурен --consent --provider school-7 --all-papers",
}

// asked is what the version of the day answered, and every later one must. To
// be shown a card leaves a trace: the journal is asked first.
var asked = []string{
	"journal head", "journal entries", "audit", "find Серик", "find 900101400013", "find Тестов", "registry show 1",
	"show --now 2015-03-24T12:00:00+05:00 042-150302-000001", "show --now 2015-03-24T12:00:00+05:00 042-150302-000002",
	"show --now 2015-03-24T12:00:00+05:00 042-150302-000003", "show --now 2015-03-24T12:00:00+05:00 042-150302-000005",
}

type answer struct {
	Line   string          `json:"line"`
	Answer json.RawMessage `json:"answer"`
}

// said runs a line of the program in a folder.
func said(t *testing.T, dir, line string) (out, errs string, code int) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), append(strings.Fields(line), "--json", "--data", dir), strings.NewReader(""), &o, &e, account.TrainingCost())
	return o.String(), e.String(), code
}

func TestFormats(t *testing.T) {
	const all = "testdata/formats"
	if *keepFormat != "" {
		keep(t, filepath.Join(all, *keepFormat))
	}
	kept, err := os.ReadDir(all)
	if err != nil || len(kept) == 0 {
		t.Fatal("no store is kept: ", err)
	}
	for _, f := range kept {
		t.Run(f.Name(), func(t *testing.T) {
			dir := unpack(t, filepath.Join(all, f.Name(), "office"))
			var want []answer
			text, err := os.ReadFile(filepath.Join(all, f.Name(), "answers.json"))
			check(t, err)
			if err := json.Unmarshal(text, &want); err != nil || len(want) < 10 {
				t.Fatalf("%d answers, %v", len(want), err)
			}
			for _, a := range want {
				ask(t, dir, a)
			}
			// And it goes on in this version's own format.
			for _, line := range []string{
				"handover give --all --now 2015-03-24T11:00:00+05:00",
				"accept --now 2015-03-24T11:30:00+05:00 --service duplicate --no-iin --surname Жаңаев --given Арман --consent --provider school-7 --all-papers",
				"audit", "find Жаңаев",
			} {
				if out, errs, code := said(t, dir, line); code != 0 || out == "[]\n" {
					t.Fatalf("%s: exit code %d: %s%s", line, code, out, errs)
				}
			}
			for _, a := range want[3:] {
				ask(t, dir, a)
			}
		})
	}
}

// ask asks again what was answered once.
func ask(t *testing.T, dir string, a answer) {
	t.Helper()
	out, errs, code := said(t, dir, a.Line)
	if code != 0 {
		t.Fatalf("%s: exit code %d: %s", a.Line, code, errs)
	}
	var old, now any
	check(t, json.Unmarshal(a.Answer, &old))
	check(t, json.Unmarshal([]byte(out), &now))
	if !within(old, now) {
		t.Errorf("%s:\n%s\nwant all of\n%s", a.Line, out, a.Answer)
	}
}

// within tells that everything of the old answer stands in the new one, which
// may know more.
func within(old, now any) bool {
	switch o := old.(type) {
	case map[string]any:
		n, ok := now.(map[string]any)
		for k, v := range o {
			ok = ok && within(v, n[k])
		}
		return ok
	case []any:
		n, ok := now.([]any)
		ok = ok && len(o) == len(n)
		for i := 0; ok && i < len(o); i++ {
			ok = within(o[i], n[i])
		}
		return ok
	}
	return old == now
}

// keep makes a store with the present program, and its answers.
func keep(t *testing.T, to string) {
	t.Helper()
	if err := os.Mkdir(to, 0o755); err != nil {
		t.Fatal(err) // what is kept is never made again
	}
	dir := filepath.Join(t.TempDir(), "office")
	for _, line := range life {
		if _, errs, code := said(t, dir, line); code != 0 {
			t.Fatalf("%s: %d %s", line, code, errs)
		}
	}
	check(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path)
		if err != nil || d.IsDir() || strings.HasPrefix(rel, "log") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var z bytes.Buffer
		w, _ := gzip.NewWriterLevel(&z, gzip.BestCompression)
		_, err = w.Write(data)
		check(t, err)
		check(t, w.Close())
		out := filepath.Join(to, "office", rel+".gz")
		check(t, os.MkdirAll(filepath.Dir(out), 0o755))
		return os.WriteFile(out, z.Bytes(), 0o644)
	}))
	var answers []answer
	for _, line := range asked {
		out, errs, code := said(t, dir, line)
		if code != 0 {
			t.Fatalf("%s: %d %s", line, code, errs)
		}
		answers = append(answers, answer{line, json.RawMessage(out)})
	}
	text, err := json.MarshalIndent(answers, "", " ")
	check(t, err)
	check(t, os.WriteFile(filepath.Join(to, "answers.json"), append(text, '\n'), 0o644))
}

// unpack lays a kept office out as it was.
func unpack(t *testing.T, from string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "office")
	check(t, filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(from, path)
		to := filepath.Join(dir, strings.TrimSuffix(rel, ".gz"))
		if d.IsDir() {
			return os.Mkdir(to, 0o700)
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			return err
		}
		data, err := io.ReadAll(z)
		if err != nil {
			return err
		}
		return os.WriteFile(to, data, 0o600)
	}))
	return dir
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
