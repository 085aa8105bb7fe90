// Package gatewaysim is the other side of the electronic road on loopback: the
// gateway with its two channels, the registers of invented people, АРМ РШЭП
// with a provider behind it, the portal, the certification authority and the
// operator's signing program. It serves the tests and the training office, and
// it is as nasty as the real ones, on request. Start at Start.
//
// It listens on 127.0.0.1 only, and every certificate it makes names the
// organisation "TEREZE STAND-IN", which a real configuration refuses.
//
//	loopback.go    where it may listen
//	keys.go        test keys, made once in a process
//	ca.go          the authority: root, intermediate, lists
//	subject.go     certificates in the shape the national authority gives them
//	gost.go        certificates that look like GOST
//	cms.go         signatures over bytes, good and wrong
//	status.go      CRL and OCSP, with faults
//	nca.go         the signing program's socket; nca_answer.go its words
//	people.go      who the registers know; powers.go which powers of attorney
//	gateway.go     Start, Close; serve.go the door every request comes through
//	sync.go        the synchronous channel: registers
//	async.go       the asynchronous channel
//	push.go        what goes to the office's callback, pass by pass
//	region.go      АРМ РШЭП: requests, told apart by number; provider.go its answers
//	script.go      faults by script; wire.go how they look on the wire
//	portal.go      requests from the portal, good and refused
//	settings.go    what an office needs to speak with it
//
// What is said here of АРМ РШЭП, ЕНИС and the portal is our assumption: no
// schema of theirs is public.
package gatewaysim

// Organization is in every certificate's subject made here.
const Organization = "TEREZE STAND-IN"
