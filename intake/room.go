package intake

import (
	"strings"
)

// LeastRoom is how many bytes must be free on the store's disk for a new case
// to begin: what has begun needs room to end.
const LeastRoom = 200 << 20

// Tight says that the disk has no room for new cases, with what is left in
// megabytes; nil: it has. Where the room is not known it is there.
func (d *Desk) Tight() *Problem {
	if d.Room == nil {
		return nil
	}
	free, err := d.Room()
	if err != nil || free >= LeastRoom {
		return nil
	}
	return Refuse(ProblemDiskLow, "", free>>20)
}

// Unwritable says that nothing can be written, as every act would be told; nil:
// it can.
func (d *Desk) Unwritable() *Problem {
	if !d.ReadOnly {
		return nil
	}
	return Refuse(ProblemReadOnly, "")
}

// HindersRefusal says whether a problem of Check also stands in the way of a
// refusal receipt: nobody is turned away without a paper. Provider, consent and
// road are not asked for, a slip in the data of a paper hinders nothing, and there
// is room for one paper more on a disk that takes no new cases.
func (p *Problem) HindersRefusal() bool {
	return p.Field != "provider" && p.Field != "consent" && p.Field != "road" && !strings.HasPrefix(p.Field, "papers.") && p.Code != ProblemDiskLow
}

// StoreTrouble says that no rule refuses but the disk of the store.
func (p *Problem) StoreTrouble() bool { return p.Code == ProblemDiskLow || p.Code == ProblemReadOnly }
