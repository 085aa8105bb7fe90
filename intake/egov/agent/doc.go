// Package agent brings the office's wish for a signature to the machine of the
// worker who signs, over that worker's own SSH connection, and the signature
// back. There an Agent asks NCALayer; at the office a Hub knows whose agents
// are there. Neither ever has a key or a password.
//
//	hub.go      the office's side: who has an agent
//	line.go     one agent's line, seen from the office
//	agent.go    the worker's side
//	wire.go     lines of JSON, and how much of it
//
// The wire is lines of JSON in both directions, one message each:
//
//	agent:   {"hello":1}                      first of all
//	office:  {"hello":1}                      taken on
//	office:  {"ping":7}    agent: {"pong":7}  again and again
//	office:  {"id":"1","data":"…","service":"…","number":"…"}   sign this
//	office:  {"id":"1","cancel":true}         never mind
//	agent:   {"id":"1","cms":"…"}  or  {"id":"1","error":"canceled"}
//	office:  {"bye":"replaced"}               a newer agent of the worker's came
//
// Bytes are base64. What the person is shown, service and number, comes from
// the office and is text for a terminal only after it was cleaned.
package agent
