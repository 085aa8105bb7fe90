package intake

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/google/uuid"

	"tereze/intake/calendar"
	"tereze/store"
	"tereze/store/blob"
)

// Blotting a person out of a case that is over: what names the person goes,
// the case stays, with its number, its dates, its acts and its journal. There
// is no way back, so it takes a supervisor and a second person.

// EraseGround is by what right.
type EraseGround string

// The grounds.
const (
	EraseTerm   EraseGround = "term"   // the archive term is over
	ErasePerson EraseGround = "person" // the person has asked for it
	EraseCourt  EraseGround = "court"  // a court has ordered it
)

// The problems of blotting out.
const (
	ProblemErased         = "erased"          // it was done before
	ProblemEraseTerm      = "erase-term"      // args: the first day it may be done on
	ProblemEraseGround    = "erase-ground"    // none of the grounds
	ProblemEraseReference = "erase-reference" // a request or an order has a number; names are not journalled
)

// Retention is how long a person's data are kept after the last act of a case.
type Retention struct {
	// Years is the archive term. [A] Neither the regulations nor the acts they
	// cite name one for the centre's register; five years is our assumption.
	Years int `toml:"years"`
}

// RetentionFile is where an office sets its own term, beside office.toml.
const RetentionFile = "retention.toml"

// DefaultRetention is the term where the office sets none.
func DefaultRetention() Retention { return Retention{Years: 5} }

// LoadRetention reads the office's term.
func LoadRetention(dir string) (Retention, error) {
	r := DefaultRetention()
	data, err := os.ReadFile(filepath.Join(dir, RetentionFile))
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	} else if err != nil {
		return r, err
	}
	md, err := toml.Decode(string(data), &r)
	if err != nil {
		return r, Refuse(ProblemOffice, RetentionFile, err)
	}
	if left := md.Undecoded(); len(left) > 0 || r.Years < 1 || r.Years > 100 {
		return r, Refuse(ProblemOffice, RetentionFile, "years")
	}
	return r, nil
}

// Until is the last day a case's data are kept.
func (r Retention) Until(c *Case, zone *time.Location) calendar.Date {
	return calendar.DateOf(c.Last().At.In(zone).AddDate(r.Years, 0, 0))
}

// Erasure is what is to be blotted out and why.
type Erasure struct {
	Case      uuid.UUID
	Ground    EraseGround
	Reference string // of the request or the order: its number, nobody's name
	Keep      Retention
}

// Erased says that the person was blotted out of the case.
func (c *Case) Erased() bool {
	for _, h := range c.History {
		if h.Act == ActErase {
			return true
		}
	}
	return false
}

// Erasable says whether a case may be blotted out; nothing is changed.
//
// Problems: ProblemRole, ProblemErased, ProblemNotNow for a case that is not
// over, ProblemEraseGround, ProblemEraseTerm, ProblemEraseReference, and those
// of the second person.
func (d *Desk) Erasable(c *Case, by By, e Erasure) error {
	if err := by.May(Command(ActErase)); err != nil {
		return err
	}
	if c.Erased() {
		return Refuse(ProblemErased, "", string(c.Number))
	}
	if _, ok := ActErase.Allows(c.Stage); !ok {
		return Refuse(ProblemNotNow, "", string(ActErase), c.Stage.String(), string(c.Number))
	}
	switch e.Ground {
	case EraseTerm:
		if until := e.Keep.Until(c, d.Office.Zone()); !until.Before(d.dayOf(by.At)) {
			return Refuse(ProblemEraseTerm, "", until.Add(1))
		}
	case ErasePerson, EraseCourt:
		if !reference(e.Reference) {
			return Refuse(ProblemEraseReference, "reference")
		}
	default:
		return Refuse(ProblemEraseGround, "ground", string(e.Ground))
	}
	return by.fourEyes()
}

// reference says whether text is a paper's number: it stands in the journal,
// which names nobody, so no word in it is as long as a name.
func reference(text string) bool {
	if utf8.RuneCountInString(text) > 40 || !strings.ContainsFunc(text, unicode.IsDigit) {
		return false
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(word) > 2 {
			return false
		}
	}
	return true
}

// Erase blots the person out of a case, with the application's draft and, when
// the person has no other case that still names them, the person's record; of
// the electronic road the files, the portal's request and what went and came by
// wire.
// Then the keys are destroyed under which the store's log keeps what was. The
// same By gives the same answer; a call after a crash carries it through.
func (d *Desk) Erase(ctx context.Context, by By, s *store.Shred, e Erasure) (*Case, error) {
	if err := by.May(Command(ActErase)); err != nil {
		return nil, err
	}
	var sums []blob.Sum // of what nobody else may name
	_, err := s.Erase(ctx, d.Ledger, by.Store(0), func(tx *store.Tx) (ids [][]byte, err error) {
		before, err := Cases.Get(tx, e.Case[:])
		if err == nil {
			sums, err = filesOf(tx, before)
		}
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
		c, err := Change(tx, by, e.Case, func(c *Case) error {
			if err := d.Erasable(c, by, e); err != nil {
				return err
			}
			if err := c.Move(by, ActErase, strings.TrimSpace(string(e.Ground)+" "+e.Reference), nil); err != nil {
				return err
			}
			c.blot()
			return nil
		})
		if err != nil {
			return nil, err
		}
		for _, draft := range []uuid.UUID{c.ID, c.Reopened()} {
			if err := dropDraft(tx, draft); err != nil {
				return nil, err
			}
			ids = append(ids, draft[:])
		}
		letters, err := blotMessages(tx, by, c.ID)
		if err != nil {
			return nil, err
		}
		ids = append(ids, letters...)
		asked, err := blotPortal(tx, c)
		if err != nil {
			return nil, err
		}
		ids = append(ids, asked...)
		alone, err := lastOf(tx, c)
		if err != nil {
			return nil, err
		}
		if alone {
			if err := People.Drop(tx, c.RecipientID[:]); err != nil && !errors.Is(err, store.ErrNotFound) {
				return nil, err
			}
			ids = append(ids, c.RecipientID[:])
		}
		args := []string{string(e.Ground)}
		if e.Reference != "" {
			args = append(args, e.Reference)
		}
		tx.Note(string(ActErase), string(c.Number), by.seconded(args...)...)
		if d.Blobs != nil { // last: from here on they go, also after a crash
			err = d.Blobs.Gone(sums...)
		}
		return ids, err
	})
	if err != nil {
		return nil, err
	}
	if err := d.SettleFiles(ctx); err != nil {
		return nil, err
	}
	return d.Case(ctx, e.Case)
}

// lastOf says that no other case names the recipient.
func lastOf(tx *store.Tx, c *Case) (bool, error) {
	for h, err := range ByPerson.Seek(tx, c.RecipientID[:], store.PrefixEnd(c.RecipientID[:]), false) {
		if err != nil {
			return false, err
		}
		if [16]byte(h.ID) == c.ID {
			continue
		}
		other, err := Cases.Get(tx, h.ID)
		if err != nil {
			return false, err
		}
		if !other.Erased() {
			return false, nil
		}
	}
	return true, nil
}

// blot takes out what names the person or was written freely. What remains are
// codes, numbers, dates and workers.
func (c *Case) blot() {
	c.Recipient = Person{ID: c.RecipientID}
	if c.Agent != nil {
		c.Agent = &Representative{Kind: c.Agent.Kind}
	}
	c.SentBack, c.Reasons, c.Files = "", "", nil
	c.Check.Birth, c.Check.Of, c.Check.Named, c.Check.AgentNamed = calendar.Date{}, 0, 0, 0
	for i := range c.History {
		h := &c.History[i]
		h.Was.SentBack, h.Was.Reasons = "", ""
		if h.Act != ActErase && h.Act != ActArchive { // theirs are the ground and the inventory
			h.Note = ""
		}
	}
}
