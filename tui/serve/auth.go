package serve

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/netip"

	gossh "golang.org/x/crypto/ssh"

	"tereze/intake"
	"tereze/intake/account"
)

// errDenied is all the log of the protocol gets to know.
var errDenied = errors.New("denied")

// proof is who a finished authentication showed to be there: it travels in the
// permissions which the protocol hands over for that one method, key and user.
// What a client merely offers on the way (CVE-2024-45337) never makes one.
type proof struct {
	entry *account.Entry // by password
	code  string         // by key: the account named,
	key   []byte         // and the key whose signature was verified, wire form
}

type proofKey struct{}

func proven(p proof) *gossh.Permissions {
	return &gossh.Permissions{ExtraData: map[any]any{proofKey{}: p}}
}

// proofOf is the proof a connection ended its authentication with.
func proofOf(conn *gossh.ServerConn) (proof, bool) {
	if conn == nil || conn.Permissions == nil {
		return proof{}, false
	}
	p, ok := conn.Permissions.ExtraData[proofKey{}].(proof)
	return p, ok && (p.entry != nil) != (p.key != nil)
}

// authenticate sets the only two ways in.
func (s *Server) authenticate(ctx context.Context, c *gossh.ServerConfig) {
	c.PasswordCallback = func(conn gossh.ConnMetadata, password []byte) (p *gossh.Permissions, err error) {
		defer s.denyOnPanic(&p, &err)
		entry, err := s.o.House.Login(ctx, conn.User(), string(password), host(conn.RemoteAddr()))
		if err != nil {
			return nil, s.denied(err)
		}
		return proven(proof{entry: &entry}), nil
	}
	// A key may be asked for and never be used: that it would do proves nothing.
	c.PublicKeyCallback = func(conn gossh.ConnMetadata, key gossh.PublicKey) (p *gossh.Permissions, err error) {
		defer s.denyOnPanic(&p, &err)
		if _, cert := key.(*gossh.Certificate); cert {
			return nil, errDenied
		}
		known, err := s.o.House.KnowsKey(ctx, conn.User(), key.Marshal())
		if err != nil {
			return nil, s.denied(err)
		}
		if !known {
			return nil, errDenied
		}
		return &gossh.Permissions{}, nil
	}
	c.VerifiedPublicKeyCallback = func(conn gossh.ConnMetadata, key gossh.PublicKey, _ *gossh.Permissions, _ string) (*gossh.Permissions, error) {
		return proven(proof{code: conn.User(), key: key.Marshal()}), nil
	}
}

// denied turns a refusal into what the client may see: what a rule says (a
// delay, an account that is closed), never why a password is wrong.
func (s *Server) denied(err error) error {
	p, ok := intake.AsProblem(err)
	if !ok {
		if !errors.Is(err, context.Canceled) {
			s.o.Log.Error("log-in", "cause", err.Error())
		}
		return errDenied
	}
	if p.Code == account.ProblemLogin {
		return errDenied // ssh says so itself
	}
	return &gossh.BannerError{Err: errDenied, Message: s.explain(p)}
}

func (s *Server) denyOnPanic(p **gossh.Permissions, err *error) {
	if r := recover(); r != nil {
		s.panicked("log-in", r)
		*p, *err = nil, errDenied
	}
}

// enter lets in who the finished authentication proved.
func (s *Server) enter(ctx context.Context, conn *gossh.ServerConn) (*account.Entry, error) {
	p, ok := proofOf(conn)
	if !ok {
		return nil, errDenied
	}
	if p.entry != nil {
		return p.entry, nil
	}
	e, err := s.o.House.LoginKey(ctx, p.code, p.key, host(conn.RemoteAddr()))
	if err != nil {
		return nil, err
	}
	return &e, nil
}

// host is an address without its port: what log-ins are counted by.
func host(a net.Addr) string {
	if p, err := netip.ParseAddrPort(a.String()); err == nil {
		return p.Addr().Unmap().WithZone("").String()
	}
	return a.String()
}

func from(a net.Addr) slog.Attr { return slog.String("from", host(a)) }
