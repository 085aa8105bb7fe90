package intake

import "slices"

// Role is what a worker does in the office.
type Role string

// The roles.
const (
	Operator      Role = "operator"   // the counter: processes 1 to 3, and the issue of 7
	Sector        Role = "sector"     // the accumulating sector: processes 3 to 6
	Issuer        Role = "issuer"     // the inspector of process 7
	Supervisor    Role = "supervisor" // sees all, is the second pair of eyes, closes the day
	Administrator Role = "admin"      // accounts; no case content
	Auditor       Role = "auditor"    // the journal only
	ProviderDesk  Role = "provider"   // a provider's chancellery: its own cases of process 5

	ProviderHead     Role = "provider-head"     // its head: names the executor, decides, signs
	ProviderExecutor Role = "provider-executor" // its executor: prepares
)

// Roles lists them in the order of the screens.
func Roles() []Role {
	return []Role{Operator, Sector, Issuer, Supervisor, Administrator, Auditor, ProviderDesk, ProviderHead, ProviderExecutor}
}

// AtProvider says that the role works with a provider, and sees its cases alone.
func (r Role) AtProvider() bool {
	return r == ProviderDesk || r == ProviderHead || r == ProviderExecutor
}

// Command is what a role may be allowed: an act of the road, by its own name,
// or one of those below.
type Command string

// The commands that are no act of a case's road.
const (
	CanSee      Command = "see"       // lists, cards, search, papers: case content
	CanDraft    Command = "draft"     // 1: begin an application
	CanTurnAway Command = "turn-away" // 1: send elsewhere
	CanRegistry Command = "registry"  // 4: open, close, seal and send registries
	CanReturns  Command = "returns"   // 6: return registries, what is not ours
	CanUndoAny  Command = "undo-any"  // others' acts, or one's own of another day
	CanExport   Command = "export"    // lists into files
	CanCloseDay Command = "close-day" // the wall, the report, the end of the day
	CanJournal  Command = "journal"   // read the journal
	CanLooks    Command = "looks"     // who saw a person's card
	CanUsers    Command = "users"     // accounts and roles
	CanSecond   Command = "second"    // be the second pair of eyes
	CanAsk      Command = "ask"       // electronic 3: ask the state's systems of a person
	CanOutbox   Command = "outbox"    // electronic 5: decide what is doubtful in the outbox
)

var (
	counter = []Role{Operator, Supervisor}
	sector  = []Role{Sector, Supervisor}
	theirs  = []Role{Sector, Supervisor, ProviderDesk}
	hatch   = []Role{Operator, Issuer, Supervisor}
	readers = []Role{Operator, Sector, Issuer, Supervisor, ProviderDesk, ProviderHead, ProviderExecutor}
)

// rights is the one table of who may do what.
var rights = map[Command][]Role{
	CanSee:    readers,
	CanExport: {Operator, Sector, Issuer, Supervisor},

	CanDraft:           {Operator, Supervisor, ProviderDesk}, // a chancellery's own
	CanTurnAway:        counter,
	Command(ActRefuse): counter,
	Command(ActAccept): counter,

	Command(ActGive):    counter,
	Command(ActReceive): sector,

	CanRegistry:         sector,
	Command(ActAdd):     sector,
	Command(ActTakeOut): sector,
	Command(ActDeliver): sector,
	Command(ActMissed):  sector,

	Command(ActStep):     theirs,
	Command(ActSendBack): theirs,
	Command(ActComplete): theirs,
	Command(ActReturn):   theirs,

	CanReturns:          sector,
	Command(ActMark):    sector,
	Command(ActForward): sector,

	Command(ActIssue):    hatch,
	Command(ActWithdraw): hatch,
	Command(ActArchive):  {Issuer, Supervisor},
	Command(ActRetrieve): {Issuer, Supervisor},

	Command(ActUndo): readers,
	CanUndoAny:       {Supervisor},

	Command(ActErase): {Supervisor},

	CanAsk:               counter,
	CanOutbox:            sector,
	Command(ActCheck):    sector,
	Command(ActAttach):   counter,
	Command(ActDetach):   counter,
	Command(ActSign):     counter,
	Command(ActSend):     counter,
	Command(ActNotTaken): {Sector, Supervisor, ProviderDesk},
	Command(ActTurnBack): hatch,
	Command(ActResult):   theirs,
	Command(ActPortal):   {Sector, Supervisor, ProviderDesk},
	Command(ActPost):     theirs,
	Command(ActLodge):    {ProviderDesk},
	Command(ActHandOut):  {ProviderDesk},
	Command(ActTakeIn):   {ProviderDesk},
	Command(ActDecline):  {ProviderDesk},
	Command(ActAssign):   {ProviderHead},
	Command(ActPrepare):  {ProviderExecutor},
	Command(ActRedo):     {ProviderHead},
	Command(ActDecide):   {ProviderHead},
	Command(ActLetOut):   {ProviderDesk},

	CanCloseDay: {Supervisor},
	CanSecond:   {Supervisor},
	CanLooks:    {Supervisor},
	CanJournal:  {Supervisor, Auditor},
	CanUsers:    {Administrator},
}

// Commands lists every command, sorted.
func Commands() []Command {
	var all []Command
	for c := range rights {
		all = append(all, c)
	}
	slices.Sort(all)
	return all
}

// May says whether the role may do a command.
func (r Role) May(c Command) bool { return slices.Contains(rights[c], r) }

// May refuses with ProblemRole what the worker's role does not cover.
func (a Actor) May(c Command) error {
	if a.Role.May(c) {
		return nil
	}
	return Refuse(ProblemRole, "", string(c))
}

// May is Actor.May for the worker behind the act.
func (b By) May(c Command) error { return b.Actor.May(c) }

// seconded is what the journal says of a second person; nothing without one.
func (b By) seconded(args ...string) []string {
	if b.Second.Code == "" {
		return args
	}
	return append(args, "second", b.Second.Code)
}

// Itself is the program where nobody acts: it sets an office up, and finishes
// what a crash cut off. Its code is no worker's.
func Itself(r Role) Actor { return Actor{Code: "tereze", Name: "tereze", Role: r} }

// fourEyes demands a second person beside the one who acts: another one, who
// may be it. It is asked last, when all else allows the act: nobody is called
// for nothing.
func (b By) fourEyes() error {
	switch {
	case b.Second.Code == "":
		return Refuse(ProblemSecond, "")
	case b.Second.Code == b.Actor.Code:
		return Refuse(ProblemSecondSame, "")
	}
	if b.Second.May(CanSecond) != nil {
		return Refuse(ProblemSecondRole, "")
	}
	return nil
}
