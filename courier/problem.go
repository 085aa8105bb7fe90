package courier

// The codes of the sector's problems; intake.Problem carries them. Each has
// words in three languages.
const (
	ProblemNoRegistry      = "no-registry"     // args: number
	ProblemRegistryState   = "registry-state"  // args: number, state: the act does not fit it
	ProblemRegistryClosed  = "registry-closed" // args: number; late additions go to the next
	ProblemRegistryEmpty   = "registry-empty"  // args: number
	ProblemOtherProvider   = "other-provider"  // args: case, provider
	ProblemInRegistry      = "in-registry"     // args: case, registry
	ProblemNotInRegistry   = "not-in-registry" // args: case, registry
	ProblemCourier         = "courier-missing" // who carries it
	ProblemSeal            = "seal-missing"
	ProblemReceiver        = "receiver-missing" // who took it at the chancellery
	ProblemDeliveryEarly   = "delivery-early"   // delivered before it was dispatched
	ProblemDeliveryFuture  = "delivery-future"
	ProblemNotArrived      = "not-arrived"      // args: case: the provider does not have it yet
	ProblemStepOrder       = "step-order"       // args: step asked, step under way
	ProblemStepTime        = "step-time"        // a step ended before it began, or in the future
	ProblemSentBack        = "sent-back"        // args: case: waits for completion
	ProblemNotSentBack     = "not-sent-back"    // args: case
	ProblemOutcome         = "outcome-missing"  // result or reasoned refusal
	ProblemNoReturn        = "no-return"        // args: return registry
	ProblemAlreadyGiven    = "already-given"    // args: case
	ProblemAlreadyReceived = "already-received" // args: case
	ProblemNobodyToGive    = "nobody-to-give"   // both sides of a handover are named
	ProblemNothing         = "nothing-chosen"   // no case was marked
	ProblemDayAhead        = "day-ahead"        // args: date
	ProblemDayClosed       = "day-closed"       // args: date, worker, moment
	ProblemDayHangs        = "day-hangs"        // args: date, not left, unsettled, not forwarded, for the archive
	ProblemUndoRegistry    = "undo-registry"    // args: registry: it has left already
)
