package serve

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	gossh "golang.org/x/crypto/ssh"

	"tereze/store"
)

// HostKeyFile is the name of the host's key in the data folder, in OpenSSH's
// format.
const HostKeyFile = "host_key"

// ErrHostKey says that what stands in the host key's place is none: a link, a
// folder, another kind of key.
var ErrHostKey = errors.New("not a host key of ours")

// HostKey is the key by which clients know this office. The first call makes
// it. Errors: ErrHostKey; store.ErrExposed when others than the owner may read
// or write the file.
func HostKey(dir string) (gossh.Signer, error) {
	path := filepath.Join(dir, HostKeyFile)
	key, err := readHostKey(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err = makeHostKey(path); err == nil || errors.Is(err, fs.ErrExist) { // another process was quicker
			key, err = readHostKey(path)
		}
	}
	return key, err
}

func readHostKey(path string) (gossh.Signer, error) {
	named, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !named.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w: a link or a folder", path, ErrHostKey)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !os.SameFile(named, info) {
		return nil, fmt.Errorf("%s: %w: it changed while it was opened", path, ErrHostKey)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%s: %w: mode %04o, needs 0600", path, store.ErrExposed, info.Mode().Perm())
	}
	text, err := io.ReadAll(io.LimitReader(f, 64<<10))
	if err != nil {
		return nil, err
	}
	key, err := gossh.ParsePrivateKey(text)
	if err != nil || key.PublicKey().Type() != gossh.KeyAlgoED25519 {
		return nil, fmt.Errorf("%s: %w: an Ed25519 key without a passphrase is wanted", path, ErrHostKey)
	}
	return key, nil
}

// makeHostKey writes a new key whole or not at all, and never over another.
func makeHostKey(path string) error {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	block, err := gossh.MarshalPrivateKey(private, "tereze")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), HostKeyFile+".*.new") // O_EXCL, 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	err = pem.Encode(f, block)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil { // unlike rename never overwrites
		return err
	}
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
