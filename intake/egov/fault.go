package egov

import (
	"errors"
	"fmt"
)

// ErrUnreachable says that no answer came: the message may have been processed
// or not. It is sent again under the same number.
var ErrUnreachable = errors.New("egov: no answer")

// ErrAnswer says that an answer came which cannot be believed: cut, badly
// signed, of another message, too big. Like ErrUnreachable for the message, but
// worth a line in the log.
var ErrAnswer = errors.New("egov: answer cannot be believed")

// ErrOff says that the office has no gateway, or none for this question.
var ErrOff = errors.New("egov: no gateway")

// Refusal is an answer that the message is wrong: sending it again will not
// help, a person must look.
type Refusal struct{ Code, Text string }

// Error gives the code alone: the text is the other side's and may name people.
func (r *Refusal) Error() string { return fmt.Sprintf("egov: refused with %q", r.Code) }

// UnknownCode is a status code no table of the service knows: the answer is
// kept as it came and a person decides.
type UnknownCode struct {
	Code string
	Raw  []byte
}

// Error gives the code alone.
func (u *UnknownCode) Error() string { return fmt.Sprintf("egov: unknown status code %q", u.Code) }

// Again says whether a message that ended with err is worth sending again.
func Again(err error) bool {
	return errors.Is(err, ErrUnreachable) || errors.Is(err, ErrAnswer)
}
