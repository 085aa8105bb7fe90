// Package payload is what lies inside the gateway's envelopes: the questions
// to the state's registers and their answers, requests to АРМ РШЭП and what
// comes back, the portal's requests and what it is told. Each kind is written
// and read here, so that the other side on loopback speaks the same.
//
//	gbdfl.go    ГБД ФЛ: the question; gbdfl_read.go, gbdfl_write.go: the answer
//	enis.go     ЕНИС: a power of attorney
//	rshep.go    АРМ РШЭП: application and withdrawal; answer.go: what it says
//	portal.go   the portal's signed request; notice.go: result and refusals
//	element.go  reading XML from strangers; write.go: writing it, always the same
//
// ГБД ФЛ is written from the field list of its public descriptions. Nothing
// public describes ЕНИС or АРМ РШЭП, nor how a portal's request is handed to a
// provider: those formats, all in Namespace, are our own assumption and
// compatible with nothing. testdata has a schema of each.
//
// Whatever is read may be hostile: no DTD, no entity but XML's own, bounded
// size, depth and number of elements, and a thing told twice is told wrong.
// Every reader's error is egov.ErrAnswer, names an element and never a value.
package payload

// Namespace is that of the formats that are our own assumption.
const Namespace = "urn:tereze:egov:1"
