package serve_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"tereze/store"
	"tereze/tui/serve"
)

func TestHostKey(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, serve.HostKeyFile)
	var all sync.WaitGroup
	prints := make([]string, 8)
	for i := range prints { // eight processes that start at once agree
		all.Go(func() {
			if k, err := serve.HostKey(dir); err != nil {
				t.Error(err)
			} else {
				prints[i] = gossh.FingerprintSHA256(k.PublicKey())
			}
		})
	}
	all.Wait()
	for _, p := range prints {
		if p != prints[0] || !strings.HasPrefix(p, "SHA256:") {
			t.Fatalf("not one key: %v", prints)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	text := must(os.ReadFile(path))
	if !bytes.HasPrefix(text, []byte("-----BEGIN OPENSSH PRIVATE KEY-----")) {
		t.Errorf("%.40s", text)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) != 1 {
		t.Errorf("left in the folder: %v", left)
	}
}

func TestAHostKeyThatWillNotDo(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(path string) error
		want  error
	}{
		{"others may read", func(p string) error { return os.Chmod(p, 0o644) }, store.ErrExposed},
		{"the group may write", func(p string) error { return os.Chmod(p, 0o620) }, store.ErrExposed},
		{"a link", func(p string) error { return errors.Join(os.Rename(p, p+".real"), os.Symlink(p+".real", p)) }, serve.ErrHostKey},
		{"a link to nothing", func(p string) error { return errors.Join(os.Remove(p), os.Symlink(p+".none", p)) }, serve.ErrHostKey},
		{"a folder", func(p string) error { return errors.Join(os.Remove(p), os.Mkdir(p, 0o700)) }, serve.ErrHostKey},
		{"empty", func(p string) error { return os.Truncate(p, 0) }, serve.ErrHostKey},
		{"half", func(p string) error { return os.Truncate(p, 200) }, serve.ErrHostKey},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, serve.HostKeyFile)
			must(serve.HostKey(dir))
			if err := c.spoil(path); err != nil {
				t.Fatal(err)
			}
			if k, err := serve.HostKey(dir); k != nil || !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if _, err := os.Lstat(path + ".none"); err == nil {
				t.Error("written through a link")
			}
		})
	}
}
