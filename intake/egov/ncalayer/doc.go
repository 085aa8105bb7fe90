// Package ncalayer asks NCALayer, the national authority's own program, for a
// signature. It runs on the machine of the person who signs, shows that person
// what is asked, takes the password or the token's PIN and signs; we send it
// bytes and get a detached CMS back. No key and no password ever comes here.
//
//	client.go   the connection, to this machine only, and one exchange
//	wire.go     what is said on it, by the older and the newer module
//	fault.go    what may go wrong
//
// Which token or file the key lies in is a name among its stores: PKCS12,
// AKKaztokenStore, AKKZIDCardStore and others. Nothing else is different here.
package ncalayer
