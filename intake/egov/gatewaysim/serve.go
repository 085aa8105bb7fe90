package gatewaysim

import (
	"bytes"
	"io"
	"net/http"
)

// mostAsked is how much is read of what the office sends, in bytes.
const mostAsked = 32 << 20

// Script sets what goes wrong from now on; no rules: nothing does.
func (s *Sim) Script(rules ...Rule) { s.script.set(rules) }

// Fired lists the faults that happened, in their order.
func (s *Sim) Fired() []Fired { return s.script.happened() }

// Down cuts whoever comes, and pushes nothing, until it is called with false.
func (s *Sim) Down(down bool) {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	s.line.down = down
}

// Flap lets requests through ('+') and cuts them ('-') by their order, the
// pattern over and over; "" is the end of it.
func (s *Sim) Flap(pattern string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.flap, s.turns = pattern, 0
}

// cut says whether the request that has just come is cut before it is read.
func (s *Sim) cut() bool {
	if s.line.isDown() {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.flap == "" {
		return false
	}
	s.turns++
	return s.flap[(s.turns-1)%len(s.flap)] == '-'
}

// Held gives one value for each answer that begins to be held (Delay).
func (s *Sim) Held() <-chan struct{} { return s.held }

// Release lets all held answers go.
func (s *Sim) Release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.release)
	s.release = make(chan struct{})
}

// hold keeps an answer back; false: the client is gone.
func (s *Sim) hold(r *http.Request) bool {
	s.mu.Lock()
	release := s.release
	s.mu.Unlock()
	select {
	case s.held <- struct{}{}:
	default: // nobody counts
	}
	select {
	case <-release:
		return true
	case <-r.Context().Done():
		return false
	}
}

// ServeHTTP is the door of both channels.
func (s *Sim) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.cut() {
		panic(http.ErrAbortHandler) // ends the connection, quietly
	}
	if r.Method != http.MethodPost {
		http.Error(w, "POST", http.StatusMethodNotAllowed)
		return
	}
	data, err := io.ReadAll(io.LimitReader(r.Body, mostAsked))
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	var channel Channel
	var answer func(*call, Fault) reply
	switch r.URL.Path {
	case "/sync":
		channel, answer = ChannelSync, s.sync
	case "/async":
		channel, answer = ChannelAsync, s.async
	default:
		http.NotFound(w, r)
		return
	}
	q, err := s.read(data)
	if err != nil {
		s.o.Log.Info("stand-in: a request cannot be read", "channel", string(channel), "error", err)
		s.write(w, "", s.fault(nil, "FAULT-001", "the envelope cannot be read"))
		return
	}
	fault := s.script.next(channel, q.operation, q.kind)
	if fault == LoseBefore {
		panic(http.ErrAbortHandler)
	}
	out := s.refusal(q, fault)
	if out.body == nil {
		out = answer(q, fault)
	}
	switch fault {
	case LoseAfter:
		panic(http.ErrAbortHandler)
	case Delay:
		if !s.hold(r) {
			panic(http.ErrAbortHandler)
		}
	}
	s.write(w, fault, out)
}

// refusal is the answer to what is not even looked into.
func (s *Sim) refusal(q *call, f Fault) reply {
	switch {
	case f == SOAPFault:
		return s.fault(q, "FAULT-015", "the service is not there")
	case q.sender != Sender || q.password != Password:
		return s.fault(q, "VAL-R-004", "sender and password are not known")
	case q.kind == "":
		return s.fault(q, "VAL-R-004", "the service is not registered")
	}
	return reply{}
}

// write sends an answer as the fault wants it to look.
func (s *Sim) write(w http.ResponseWriter, f Fault, out reply) {
	data, kind, err := s.dress(out.body, f)
	if err != nil {
		s.o.Log.Error("stand-in: an answer cannot be written", "error", err)
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Type", kind)
	if out.status != 0 {
		w.WriteHeader(out.status)
	}
	io.Copy(w, bytes.NewReader(data))
}
