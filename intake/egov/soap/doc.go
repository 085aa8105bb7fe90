// Package soap speaks the two channels of the national gateway, ШЭП, as SOAP
// 1.1 document/literal over net/http: envelopes, their signature, and nothing
// of what they carry. Start at Endpoint (we ask) and Callback (we are told).
//
//	names.go         namespaces and element names
//	client.go        Endpoint: one exchange, its limits and errors
//	sync.go          ISyncChannel: SendMessage
//	async*.go        IAsyncChannel: sendMessage, getMessageStatus, getMessages, sendDeliveryNotification
//	callback.go      IAsyncChannelClient: what the gateway calls at our side
//	envelope.go      envelopes, read and written
//	check.go         what XML is let in at all: before any tree is built
//	canonical.go     exclusive canonical form
//	sign.go          WS-Security, written; verify.go: the same, read
//	data.go          what lies inside <data>
//
// Everything that comes in is another's: no DTD, no entities, bounded in size,
// depth and number, one reading only. What is used is the very tree whose
// canonical form was signed; comments are not part of it.
//
// The other side — reading requests, writing answers — is exported for the
// stand-in gateway: each message has Element and a Read function, so that both
// sides are one description of the same shape.
//
// Errors are those of package egov, and never hold a byte of what was carried.
package soap
