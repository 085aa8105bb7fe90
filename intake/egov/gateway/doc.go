// Package gateway is the ports of package egov over the two channels of the
// national gateway: it puts payloads into envelopes, maps status codes by the
// settings, and turns what is pushed or fetched into egov.Incoming.
//
//	open.go       Open: from settings and PEM files; New: from endpoints
//	pem.go        PEM files, and what is refused in them
//	registers.go  ГБД ФЛ and ЕНИС over the synchronous channel
//	codes.go      what a status code means for a service
//	region.go     АРМ РШЭП over the asynchronous channel
//	incoming.go   what comes: fetched, or pushed to Callbacks
//	check.go      Check: are the files good, do the channels answer
package gateway
