package bolt

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tereze/store"
)

// standing makes what stands where a store with a journal is, all of it ours.
func standing(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "s.db")
	for _, name := range []string{path, path + idSuffix, path + noteSuffix} {
		if err := os.WriteFile(name, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(path+logSuffix, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(path+logSuffix, "00000001.seg"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func local(string) (string, error) { return "", nil }

// Each file of a store must be a file, and its owner's alone.
func TestAdmit(t *testing.T) {
	for _, x := range []struct {
		name  string
		spoil func(path string) error
		want  []error // none: admitted
	}{
		{"whole", func(string) error { return nil }, nil},
		{"never there", func(p string) error {
			return errors.Join(os.Remove(p), os.Remove(p+idSuffix), os.Remove(p+noteSuffix), os.RemoveAll(p+logSuffix))
		}, []error{store.ErrMissing}},
		{"only the journal", func(p string) error {
			return errors.Join(os.Remove(p), os.Remove(p+idSuffix), os.Remove(p+noteSuffix))
		}, []error{store.ErrMissing, store.ErrDamaged}},
		{"only its name beside", func(p string) error { return errors.Join(os.Remove(p), os.RemoveAll(p+logSuffix)) },
			[]error{store.ErrMissing, store.ErrDamaged}},
		{"a folder for the file", func(p string) error { return errors.Join(os.Remove(p), os.Mkdir(p, 0o700)) }, []error{store.ErrForeign}},
		{"a file for the folder", func(p string) error {
			return errors.Join(os.RemoveAll(p+logSuffix), os.WriteFile(p+logSuffix, nil, 0o600))
		}, []error{store.ErrForeign}},
		{"the file for all", func(p string) error { return os.Chmod(p, 0o644) }, []error{store.ErrExposed}},
		{"its name for all", func(p string) error { return os.Chmod(p+idSuffix, 0o604) }, []error{store.ErrExposed}},
		{"its note for the group", func(p string) error { return os.Chmod(p+noteSuffix, 0o620) }, []error{store.ErrExposed}},
		{"the folder for all", func(p string) error { return os.Chmod(p+logSuffix, 0o701) }, []error{store.ErrExposed}},
		{"a segment for the group", func(p string) error { return os.Chmod(filepath.Join(p+logSuffix, "00000001.seg"), 0o640) }, []error{store.ErrExposed}},
	} {
		path := standing(t)
		if err := x.spoil(path); err != nil {
			t.Fatal(err)
		}
		err := admitOn(path, Options{}, local)
		if (err == nil) != (len(x.want) == 0) {
			t.Errorf("%s: %v, want %v", x.name, err, x.want)
		}
		for _, want := range x.want {
			if !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", x.name, err, want)
			}
		}
	}
}

// A creation cut short is no lost store.
func TestAdmitUnfinished(t *testing.T) {
	path := standing(t)
	if err := errors.Join(os.Remove(path), os.WriteFile(path+".new", nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := admitOn(path, Options{}, local); !errors.Is(err, store.ErrMissing) || errors.Is(err, store.ErrDamaged) {
		t.Errorf("%v, want missing and not damaged", err)
	}
}

// Whoever opens another's store leaves files in it that are not the owner's:
// nobody writes there, root neither.
func TestAdmitOwner(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can give a file away")
	}
	for _, name := range []string{"", idSuffix, noteSuffix, logSuffix, filepath.Join(logSuffix, "00000001.seg")} {
		path := standing(t)
		if err := os.Chown(path+name, 12345, -1); err != nil {
			t.Fatal(err)
		}
		err := admitOn(path, Options{}, local)
		var whose *store.OwnerError
		if !errors.As(err, &whose) || !errors.Is(err, store.ErrOwner) || whose.Owner != "12345" || whose.Path != path+name {
			t.Errorf("%q: %v, want whose it is", name, err)
		}
		if err := admitOn(path, Options{ReadOnly: true}, local); err != nil {
			t.Errorf("%q: reading: %v", name, err)
		}
	}
}

// A disk behind a network is refused by its name, unless it is meant.
func TestAdmitNetwork(t *testing.T) {
	for _, suffix := range []string{"", logSuffix} {
		path := standing(t)
		far := func(p string) (string, error) {
			if p == path+suffix {
				return "NFS", nil
			}
			return "", nil
		}
		if err := admitOn(path, Options{}, far); !errors.Is(err, store.ErrNetwork) || !strings.Contains(err.Error(), "NFS") {
			t.Errorf("%q: %v, want refused as NFS", suffix, err)
		}
		if err := admitOn(path, Options{Network: true}, far); err != nil {
			t.Errorf("%q: %v, though it was meant", suffix, err)
		}
	}
}
