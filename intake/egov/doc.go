// Package egov is the electronic road's side of the counter: what the state's
// systems are asked and what they answer, told in the words of the domain. It
// knows nothing of cases or of the store; the domain holds its answers against
// a case, and asks through the ports below.
//
//	ports.go      Registers (ГБД ФЛ, ЕНИС) and Region (АРМ РШЭП): what a gateway can do
//	person.go     the answer of ГБД ФЛ, the state database of people
//	power.go      the answer of ЕНИС, the notaries' system: our assumption
//	region.go     requests and answers of АРМ РШЭП: our assumption
//	fault.go      what can go wrong, and what it means for a message
//	settings.go   [egov] of office.toml
//	soap/         the gateway's two channels, signed envelopes
//	payload/      what lies inside the envelopes, a schema each in testdata
//	gateway/      the ports over the two channels
//	sign/         signatures and certificates, verified
//	ncalayer/     the operator's own signing program
//	agent/        signing over the operator's SSH connection
//	gatewaysim/   the other side, on loopback: for tests and the training office
package egov
