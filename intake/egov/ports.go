package egov

import (
	"context"

	"github.com/google/uuid"
)

// Registers answers questions about people and powers of attorney at once
// (process 3 of the State Corporation's road). id is the message's own number:
// a question asked again under it is the same question. Errors are those of
// fault.go; that nobody was found is an answer, not an error.
type Registers interface {
	Person(ctx context.Context, id uuid.UUID, iin string) (PersonAnswer, error)
	Power(ctx context.Context, id uuid.UUID, q PowerQuestion) (PowerAnswer, error)
}

// Region is the workplace of the regional gateway, АРМ РШЭП, where the
// provider takes requests (process 5). It answers later: see Incoming.
type Region interface {
	// Send hands a request over and returns the gateway's number for it. The
	// same request sent twice is one: its Number tells.
	Send(ctx context.Context, r Request) (gatewayID string, err error)
	// Fetch asks for answers that were not pushed to us, oldest first.
	Fetch(ctx context.Context, limit int) ([]Incoming, error)
	// Confirm tells the gateway that an answer is safe with us; it sends it no
	// more. taken false: it could not be read, and resending will not help.
	Confirm(ctx context.Context, gatewayID string, taken bool) error
}

// Gateway is both, as an office with a gateway has them.
type Gateway interface {
	Registers
	Region
}

// Receive takes what the gateway pushes. It returns nil when the message is on
// the disk or was there before; an error makes the gateway send it again.
type Receive func(context.Context, Incoming) error
