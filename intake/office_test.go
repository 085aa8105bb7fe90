package intake_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"tereze/intake"
	"tereze/intake/calendar"
)

func TestOfficeSaveLoad(t *testing.T) {
	dir := t.TempDir()
	if _, err := intake.LoadOffice(dir); !errors.Is(err, intake.ErrNoOffice) {
		t.Errorf("an empty folder: %v", err)
	}
	for _, region := range []string{"atyrau", "mangystau", "aktobe"} {
		o := intake.DefaultOffice("042", region)
		if err := o.Check(); err != nil {
			t.Fatalf("%s: %v", region, err)
		}
		if err := o.Save(dir); err != nil {
			t.Fatal(err)
		}
		got, err := intake.LoadOffice(dir)
		if err != nil || !reflect.DeepEqual(*got, o) {
			t.Errorf("%s: %v\n%+v\n%+v", region, err, got, o)
		}
	}
	info, err := os.Stat(filepath.Join(dir, intake.OfficeFile))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// A save that cannot be finished leaves the settings as they were, and
// nothing beside them.
func TestOfficeSaveFails(t *testing.T) {
	dir := t.TempDir()
	o := intake.DefaultOffice("042", "atyrau")
	if err := o.Save(dir); err != nil {
		t.Fatal(err)
	}
	full := filepath.Join(dir, intake.OfficeFile+".new")
	if err := os.Symlink("/dev/full", full); err != nil {
		t.Skip("no /dev/full here")
	}
	o.Number = "043"
	if err := o.Save(dir); err == nil {
		t.Error("a full disk went unnoticed")
	}
	if got, err := intake.LoadOffice(dir); err != nil || got.Number != "042" {
		t.Errorf("%+v, %v", got, err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
	if err := o.Save(filepath.Join(dir, "nowhere")); err == nil {
		t.Error("saved into a folder that is not there")
	}
}

func TestOfficeFaults(t *testing.T) {
	for _, r := range []struct{ name, old, new, field string }{
		{"as it is", "", "", ""},
		{"unknown key", `region = "atyrau"`, "region = \"atyrau\"\nregoin = \"x\"", "office.toml"},
		{"unknown key of a provider", `code = "school-1"`, "code = \"school-1\"\n  weak = 6", "office.toml"},
		{"not TOML", `region = "atyrau"`, "region = ", "office.toml"},
		{"number of letters", `number = "042"`, `number = "04x"`, "number"},
		{"short number", `number = "042"`, `number = "42"`, "number"},
		{"no region", `region = "atyrau"`, `region = ""`, "region"},
		{"a week of four", "week = 6\nutc", "week = 4\nutc", "week"},
		{"closed before open", `close = "20:00"`, `close = "08:00"`, "hours"},
		{"an hour that does not exist", `close = "20:00"`, `close = "27:00"`, "office.toml"},
		{"Saturday closed before open", `sat-close = "13:00"`, `sat-close = "08:00"`, "hours"},
		{"lunch after closing", `lunch-from = "13:00"`, `lunch-from = "19:00"`, "provider.hours"},
		{"a name without Kazakh", `kk = "Атырау ХҚКО № 042"`, `kk = ""`, "name"},
		{"language", `lang = "kk"`, `lang = "de"`, "lang"},
		{"zone", "utc = 5", "utc = 25", "utc"},
		{"a scanner suffix that would quit", `suffix = ""`, "suffix = \"\\u0003\"", "scanner"},
		{"an address without a port", `listen = ":2222"`, `listen = "10.0.0.1"`, "serve.listen"},
		{"any port at all", `listen = ":2222"`, `listen = ":0"`, "serve.listen"},
		{"an endless session", "hours = 12", "hours = 48", "serve.hours"},
		{"fewer than no connections", "waiting = 32", "waiting = -1", "serve.waiting"},
		{"no [serve] at all", "[serve]\n  listen = \":2222\"\n  per_address = 20\n  connections = 300\n  waiting = 32\n  idle_minutes = 5\n  hours = 12\n", "", ""},
		{"two providers of one code", `code = "school-3"`, `code = "school-1"`, "provider"},
		{"a provider without code", `code = "school-3"`, `code = ""`, "provider"},
		{"a provider without kind", `kind = "executive"`, `kind = ""`, "provider"},
	} {
		t.Run(r.name, func(t *testing.T) {
			dir := t.TempDir()
			o := intake.DefaultOffice("042", "atyrau")
			if err := o.Save(dir); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, intake.OfficeFile)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			changed := strings.Replace(string(text), r.old, r.new, 1)
			if r.old != "" && changed == string(text) {
				t.Fatalf("%q is not in the file:\n%s", r.old, text)
			}
			if err := os.WriteFile(path, []byte(changed), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err = intake.LoadOffice(dir)
			p, ok := intake.AsProblem(err)
			switch {
			case r.field == "" && err != nil:
				t.Errorf("%v", err)
			case r.field != "" && (!ok || p.Code != intake.ProblemOffice || p.Field != r.field):
				t.Errorf("%v, want the field %s", err, r.field)
			}
		})
	}
}

func TestOfficeProviders(t *testing.T) {
	o := intake.DefaultOffice("042", "atyrau")
	if p, ok := o.Provider("school-7"); !ok || p.Short != "№ 7" {
		t.Errorf("%+v, %v", p, ok)
	}
	if _, ok := o.Provider("school-8"); ok {
		t.Error("a provider nobody knows")
	}
	if n := len(o.ProvidersOf("school")); n != 5 {
		t.Errorf("%d schools", n)
	}
	if got := o.Zone().String(); got != "UTC+5" {
		t.Errorf("zone %s", got)
	}
	if o.Hours.Close != calendar.At(20, 0) {
		t.Errorf("hours %+v", o.Hours)
	}
}
