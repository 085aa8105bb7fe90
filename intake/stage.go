package intake

// Stage is where a case stands. A case moves only along the moves below.
type Stage uint8

// The stages, in the order of the road. Their numbers are stored: never reuse one.
const (
	Refused   Stage = 1 + iota // turned back at the counter with a refusal receipt: terminal
	Accepted                   // registered, papers still at the counter (process 2)
	Handed                     // with the accumulating sector (3)
	Out                        // in a registry, on the road or with the provider (4, 5)
	Marked                     // came back and was marked, still with the sector (6)
	Ready                      // with the inspector, waiting for the recipient (6 → 7)
	Issued                     // given out (7)
	Archived                   // unclaimed for a month (7)
	Withdrawn                  // taken back by the applicant before issue
	Annulled                   // acceptance undone; its number stays used
)

var stageNames = [...]string{"", "refused", "accepted", "handed", "out", "marked", "ready", "issued", "archived", "withdrawn", "annulled"}

// String is the stage's name in scripts and in the journal.
func (s Stage) String() string {
	if int(s) < len(stageNames) {
		return stageNames[s]
	}
	return "?"
}

// ParseStage reads what String wrote.
func ParseStage(s string) (Stage, bool) {
	for i, n := range stageNames {
		if i > 0 && n == s {
			return Stage(i), true
		}
	}
	return 0, false
}

// Stages lists every stage in order.
func Stages() []Stage {
	var all []Stage
	for i := 1; i < len(stageNames); i++ {
		all = append(all, Stage(i))
	}
	return all
}

// Open says that the office still owes this case something.
func (s Stage) Open() bool { return s >= Accepted && s <= Ready || s == Archived }

// Act is one thing done to a case, as the journal and the history name it.
type Act string

// The acts, by process.
const (
	ActRefuse   Act = "refuse"    // 1
	ActAccept   Act = "accept"    // 2
	ActGive     Act = "give"      // 3, the counter hands over
	ActReceive  Act = "receive"   // 3, the sector takes
	ActAdd      Act = "add"       // 4, into a registry
	ActTakeOut  Act = "take-out"  // 4, out of an open registry
	ActDeliver  Act = "deliver"   // 4, the provider's chancellery took it
	ActMissed   Act = "missed"    // 4, on the list but not in the box: back to the sector
	ActStep     Act = "step"      // 5, one of the provider's steps is done
	ActSendBack Act = "send-back" // 5, returned for completion
	ActComplete Act = "completed" // 5, completed and sent in again
	ActReturn   Act = "return"    // 5, the provider let go of the result
	ActMark     Act = "mark"      // 6
	ActForward  Act = "forward"   // 6
	ActIssue    Act = "issue"     // 7
	ActArchive  Act = "archive"   // 7
	ActRetrieve Act = "retrieve"  // 7, back from the archive
	ActWithdraw Act = "withdraw"
	ActUndo     Act = "undo"
	ActErase    Act = "erase" // the person is blotted out of it: erase.go

	// The electronic road and the provider's desk.
	ActCheck    Act = "check"     // the state's systems answered later (process 3)
	ActAttach   Act = "attach"    // a scan is put to the case (process 4)
	ActDetach   Act = "detach"    // and taken away
	ActSign     Act = "sign"      // the operator's signature on the filled request (process 4)
	ActSend     Act = "send"      // into the outbox to АРМ РШЭП (process 5)
	ActNotTaken Act = "not-taken" // condition 2: the provider does not take it
	ActTurnBack Act = "turn-back" // the refusal receipt of process 6 is handed out
	ActResult   Act = "result"    // the result came as a file
	ActPortal   Act = "portal"    // a portal request met conditions 1 to 3
	ActPost     Act = "post"      // its result to the personal account (process 7)
	ActLodge    Act = "lodge"     // brought straight to the provider's chancellery
	ActHandOut  Act = "hand-out"  // and its result given at the chancellery's window
	ActTakeIn   Act = "take-in"   // chancellery: incoming number and date
	ActDecline  Act = "decline"   // chancellery: a portal request does not meet the Standard (its process 6)
	ActAssign   Act = "assign"    // head: names the executor
	ActPrepare  Act = "prepare"   // executor: the result or the reasons of a refusal
	ActRedo     Act = "redo"      // head: back to the executor
	ActDecide   Act = "decide"    // head: decides and signs
	ActLetOut   Act = "let-out"   // chancellery: outgoing number
)

// move is one permitted act: from which stages, to which, under which process.
type move struct {
	process uint8
	from    []Stage
	to      Stage // 0: stays where it is
}

// moves is the whole law of motion. Undo is not here: it restores what was.
var moves = map[Act]move{
	ActRefuse:   {1, []Stage{0}, Refused},
	ActAccept:   {2, []Stage{0}, Accepted},
	ActGive:     {3, []Stage{Accepted, Handed}, 0},
	ActReceive:  {3, []Stage{Accepted}, Handed},
	ActAdd:      {4, []Stage{Handed}, Out},
	ActTakeOut:  {4, []Stage{Out}, Handed},
	ActDeliver:  {4, []Stage{Out}, 0},
	ActMissed:   {4, []Stage{Out}, Handed},
	ActStep:     {5, []Stage{Out}, 0},
	ActSendBack: {5, []Stage{Out}, 0},
	ActComplete: {5, []Stage{Out}, 0},
	ActReturn:   {5, []Stage{Out}, 0},
	ActMark:     {6, []Stage{Out}, Marked},
	ActForward:  {6, []Stage{Marked}, Ready},
	ActIssue:    {7, []Stage{Ready}, Issued},
	ActArchive:  {7, []Stage{Ready}, Archived},
	ActRetrieve: {7, []Stage{Archived}, Ready},
	ActWithdraw: {7, []Stage{Accepted, Handed, Out, Marked, Ready}, Withdrawn},
	ActErase:    {0, []Stage{Refused, Issued, Archived, Withdrawn, Annulled}, 0},

	ActCheck:    {1, []Stage{Accepted, Handed, Out, Marked, Ready, Archived}, 0},
	ActAttach:   {2, []Stage{Accepted}, 0},
	ActDetach:   {2, []Stage{Accepted}, 0},
	ActSign:     {2, []Stage{Accepted}, 0},
	ActSend:     {4, []Stage{Accepted}, Out},
	ActNotTaken: {5, []Stage{Out}, Ready},
	ActTurnBack: {7, []Stage{Ready}, Refused},
	ActResult:   {6, []Stage{Out}, Ready},
	ActPortal:   {5, []Stage{0}, Out},
	ActPost:     {7, []Stage{Out}, Issued},
	ActLodge:    {5, []Stage{0}, Out},
	ActHandOut:  {7, []Stage{Out}, Issued},
	ActTakeIn:   {5, []Stage{Out}, 0},
	ActDecline:  {5, []Stage{Out}, Refused},
	ActAssign:   {5, []Stage{Out}, 0},
	ActPrepare:  {5, []Stage{Out}, 0},
	ActRedo:     {5, []Stage{Out}, 0},
	ActDecide:   {5, []Stage{Out}, 0},
	ActLetOut:   {5, []Stage{Out}, 0},
}

// Process is the regulation's number of the process an act belongs to.
func (a Act) Process() uint8 { return moves[a].process }

// Allows says whether the rules let a case in stage from take this act, and
// where it then stands.
func (a Act) Allows(from Stage) (to Stage, ok bool) {
	m, known := moves[a]
	if !known {
		return 0, false
	}
	for _, f := range m.from {
		if f == from {
			if m.to == 0 {
				return from, true
			}
			return m.to, true
		}
	}
	return 0, false
}
