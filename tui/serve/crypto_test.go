package serve_test

import (
	"bufio"
	"encoding/binary"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"tereze/intake/account"
)

// What the server offers on the wire, before anything is encrypted: no name
// that is not on the list of modern ones.
func TestOnlyModernAlgorithmsAreOffered(t *testing.T) {
	s := open(t)
	c, err := net.Dial("tcp", s.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	r := bufio.NewReader(c)
	version, err := r.ReadString('\n')
	if err != nil || version != "SSH-2.0-Tereze\r\n" {
		t.Errorf("version %q, %v", version, err)
	}
	if _, err := io.WriteString(c, "SSH-2.0-test\r\n"); err != nil {
		t.Fatal(err)
	}
	head := make([]byte, 5)
	if _, err := io.ReadFull(r, head); err != nil {
		t.Fatal(err)
	}
	body := make([]byte, binary.BigEndian.Uint32(head)-1)
	if _, err := io.ReadFull(r, body); err != nil {
		t.Fatal(err)
	}
	var offered [8][]string
	rest := body[1+16:] // message number, cookie
	for i := range offered {
		n := binary.BigEndian.Uint32(rest)
		offered[i], rest = strings.Split(string(rest[4:4+n]), ","), rest[4+n:]
	}
	kex := []string{"mlkem768x25519-sha256", "curve25519-sha256", "curve25519-sha256@libssh.org", "kex-strict-s-v00@openssh.com", "ext-info-s"}
	ciphers := []string{"chacha20-poly1305@openssh.com", "aes256-gcm@openssh.com", "aes128-gcm@openssh.com"}
	macs := []string{"hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com"}
	for i, list := range [8][]string{kex, {"ssh-ed25519"}, ciphers, ciphers, macs, macs, {"none"}, {"none"}} {
		for _, name := range offered[i] {
			if !slices.Contains(list, name) {
				t.Errorf("list %d offers %s", i, name)
			}
		}
	}
	for i, first := range []string{"mlkem768x25519-sha256", "ssh-ed25519", "chacha20-poly1305@openssh.com"} {
		if offered[i][0] != first {
			t.Errorf("list %d begins with %s", i, offered[i])
		}
	}
	if !slices.Contains(offered[0], "kex-strict-s-v00@openssh.com") {
		t.Error("no defence against a cut of the first packets (Terrapin)")
	}
}

func TestAnOldClientIsRefused(t *testing.T) {
	s := open(t)
	for name, c := range map[string]gossh.Config{
		"cipher":       {Ciphers: []string{gossh.CipherAES256CTR}},
		"key exchange": {KeyExchanges: []string{gossh.KeyExchangeDH14SHA256, gossh.KeyExchangeECDHP256}},
	} {
		conn, err := gossh.Dial("tcp", s.addr, &gossh.ClientConfig{Config: c, User: "op1",
			Auth: []gossh.AuthMethod{gossh.Password(account.TrainingPassword)}, HostKeyCallback: gossh.FixedHostKey(s.host)})
		if err == nil {
			conn.Close()
			t.Errorf("an old %s is accepted", name)
		}
	}
}
