package export

import (
	"fmt"
	"regexp"
	"strings"

	"tereze/intake"
	"tereze/intake/calendar"
)

// Kind is what is exported.
type Kind string

// The kinds.
const (
	List      Kind = "list"      // a work list: What.List, and What.Provider for only that one's
	Day       Kind = "day"       // acceptances and refusals of What.Day
	Registry  Kind = "registry"  // the registry What.Number
	Return    Kind = "return"    // the return registry What.Number
	Inventory Kind = "inventory" // the archive inventory What.Inventory
	TurnAways Kind = "turnaways" // of What.Day; of all days when it is zero
	Journal   Kind = "journal"   // of What.Day; of all days when it is zero
)

// What says what to export; of its other fields only those the kind names
// count.
type What struct {
	Kind      Kind
	List      intake.List
	Provider  string // code; "" for all
	Number    uint64
	Day       calendar.Date
	Inventory string // as on paper: "2015/3"
}

// Format is a form of file, and the end of its name.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// lists are the work lists by the names they have here.
var lists = []struct {
	list    intake.List
	name    string
	process uint8
}{
	{intake.ListCounter, "counter", 3},
	{intake.ListUnsettled, "unsettled", 3},
	{intake.ListSector, "sector", 4},
	{intake.ListOut, "out", 5},
	{intake.ListMarked, "marked", 6},
	{intake.ListReady, "ready", 7},
	{intake.ListArchive, "archive", 7},
}

// ListNamed finds a work list by its name: counter, unsettled, sector, out,
// marked, ready, archive.
func ListNamed(name string) (intake.List, bool) {
	for _, x := range lists {
		if x.name == name {
			return x.list, true
		}
	}
	return 0, false
}

// ListNames lists the names of the work lists.
func ListNames() (names []string) {
	for _, x := range lists {
		names = append(names, x.name)
	}
	return names
}

// Process is the process the export belongs to, 1 to 7; 0 for the journal.
func (w What) Process() uint8 {
	switch w.Kind {
	case List:
		for _, x := range lists {
			if x.list == w.List {
				return x.process
			}
		}
	case Day:
		return 2
	case Registry:
		return 4
	case Return:
		return 6
	case Inventory:
		return 7
	case TurnAways:
		return 1
	}
	return 0
}

// plain is what of a code may stand in a file's name.
var plain = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

// stem is what the file's name and the journal call it: "ready",
// "sector-school-7", "registry-12", "day-20150302". No personal data.
func (w What) stem() string {
	s := string(w.Kind)
	switch w.Kind {
	case List:
		for _, x := range lists {
			if x.list == w.List {
				s = x.name
			}
		}
		if plain.MatchString(w.Provider) {
			s += "-" + w.Provider
		}
	case Registry, Return:
		s += fmt.Sprintf("-%d", w.Number)
	case Inventory:
		s += "-" + strings.ReplaceAll(w.Inventory, "/", "-")
	}
	if w.dated() && !w.Day.IsZero() {
		s += "-" + strings.ReplaceAll(w.Day.String(), "-", "")
	}
	return s
}

func (w What) dated() bool { return w.Kind == Day || w.Kind == TurnAways || w.Kind == Journal }

// inventoryKey is the form of an inventory's number on paper.
var inventoryKey = regexp.MustCompile(`^[0-9]{4}/[1-9][0-9]{0,9}$`)

// May is what one must be allowed to export it.
func (w What) May() intake.Command {
	if w.Kind == Journal {
		return intake.CanJournal
	}
	return intake.CanExport
}

// check refuses what cannot be exported at all.
func (w What) check(o *intake.Office) error {
	known := false
	switch w.Kind {
	case List:
		for _, x := range lists {
			known = known || x.list == w.List
		}
		if _, ok := o.Provider(w.Provider); known && w.Provider != "" && !ok {
			return intake.Refuse(intake.ProblemProviderUnknown, "provider", w.Provider)
		}
	case Day:
		known = !w.Day.IsZero()
	case Registry, Return:
		known = w.Number > 0
	case Inventory:
		if !inventoryKey.MatchString(w.Inventory) {
			return noInventory()
		}
		known = true
	case TurnAways, Journal:
		known = true
	}
	if !known {
		return unknown()
	}
	return nil
}
