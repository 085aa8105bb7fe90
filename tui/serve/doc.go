// Package serve lets everybody work one office at once, each in an ordinary
// terminal, over SSH.
//
// A connection passes, in this order:
//
//	limit.go    the listener: so many in all, from one address, unknown at once
//	crypto.go   modern algorithms, the host's own key (hostkey.go)
//	auth.go     a password or a key; who it is comes out of the finished
//	            authentication and nowhere else
//	channel.go  one session with a terminal; everything else is refused, but for
//	agent.go    a worker's own machine that offers to sign
//	session.go  the program of that terminal: tui.Door, guarded (guard.go), fed
//	            (input.go) and drawn (output.go) so that it harms no other
//
// Start reading at serve.go.
package serve
