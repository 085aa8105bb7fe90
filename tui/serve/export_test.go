package serve

import (
	"context"

	gossh "golang.org/x/crypto/ssh"

	"tereze/tui"
)

// SetModel puts other screens in the place of the door.
func (s *Server) SetModel(f func(context.Context, tui.DoorOptions) Model) { s.model = f }

// Counts are the places taken: connections, addresses, not logged in.
func (s *Server) Counts() (lines, addresses, waiting int) {
	s.gate.mu.Lock()
	defer s.gate.mu.Unlock()
	return len(s.gate.lines), len(s.gate.by), s.gate.waiting
}

// Config is what a connection negotiates.
func (s *Server) Config(ctx context.Context) *gossh.ServerConfig { return s.config(ctx) }
