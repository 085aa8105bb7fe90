package training

import "time"

// stop is where a case of the training office stands when the play ends.
type stop int

const (
	atIssued      stop = iota // goes the whole road
	atRefused                 // turned back with a refusal receipt
	atAnnulled                // acceptance undone
	atWithdrawn               // taken back by the applicant
	atCounter                 // never handed over
	atGiven                   // given, not received
	atReceived                // received, not given
	atSector                  // with the sector, in no registry
	atOpen                    // in the open registry
	atClosed                  // in a closed one
	atDispatched              // on the road
	atChancellery             // delivered, no incoming number yet
	atHead                    // with the provider's head
	atExecutor                // with the executor
	atSign                    // with the head for signing
	atSentBack                // waits for completion
	atAnnounced               // on a return registry, not in the box
	atMarked                  // marked, not forwarded
	atReady                   // with the inspector
	atArchived
	atRetrieved
)

// fate is what happens to some of the cases.
type fate struct {
	stop  stop
	count int // of three hundred
	// When it was accepted: working days ago, or, below zero, days of the
	// calendar ago; both ends included.
	from, to int
	work     int    // working days the executor takes
	slow     bool   // a service whose steps are counted in days
	quick    bool   // one whose steps are counted in minutes
	then     string // what happens on the way: see road.go
}

// fates is the cast's table. What is left over goes the whole road.
func fates() []fate {
	return []fate{
		{stop: atAnnulled, count: 3, from: 3, to: 30},
		{stop: atWithdrawn, count: 2, from: 10, to: 40, then: "counter"},
		{stop: atWithdrawn, count: 2, from: -20, to: -15, slow: true, then: "out"},
		{stop: atWithdrawn, count: 1, from: 12, to: 20, then: "ready"},
		{stop: atArchived, count: 10, from: -68, to: -60},
		{stop: atRetrieved, count: 3, from: -68, to: -60},
		{stop: atReady, count: 8, from: -38, to: -37}, // unclaimed: past its month
		{stop: atReady, count: 26, from: -25, to: -6, work: 1},
		{stop: atReady, count: 6, from: -16, to: -8, work: 2, then: "refusal"},
		{stop: atCounter, count: 3, from: -8, to: -6}, // late
		{stop: atGiven, count: 3, from: 1, to: 2},
		{stop: atReceived, count: 2, from: 1, to: 2},
		{stop: atSector, count: 4, from: -9, to: -6}, // late
		{stop: atSector, count: 8, from: 1, to: 1},
		{stop: atOpen, count: 5, from: 1, to: 1},
		{stop: atOpen, count: 2, from: -8, to: -7}, // put in late
		{stop: atClosed, count: 5, from: 1, to: 1},
		{stop: atDispatched, count: 6, from: 2, to: 2},
		{stop: atChancellery, count: 4, from: -8, to: -5, slow: true},
		{stop: atHead, count: 4, from: -10, to: -5, slow: true},
		{stop: atHead, count: 3, from: -7, to: -5, quick: true}, // late by days where minutes are the limit
		{stop: atExecutor, count: 36, from: -26, to: -5, slow: true},
		{stop: atExecutor, count: 7, from: -50, to: -38, slow: true}, // late
		{stop: atSign, count: 4, from: -14, to: -8, slow: true},
		{stop: atSentBack, count: 3, from: -16, to: -9, slow: true},
		{stop: atAnnounced, count: 4, from: 4, to: 4, work: 1},
		{stop: atMarked, count: 4, from: 4, to: 4, work: 1}, // marked yesterday, not forwarded
		{stop: atMarked, count: 1, from: 4, to: 4, work: 1, then: "refusal"},
		{stop: atIssued, count: 2, from: -40, to: -30, slow: true, work: 3, then: "completed"},
		{stop: atIssued, count: 2, from: 12, to: 30, work: 1, then: "mark-undone"},
		{stop: atIssued, count: 2, from: 12, to: 30, work: 1, then: "put-undone"},
		{stop: atIssued, count: 6, from: -60, to: -12, work: 2, then: "refusal"},
		{stop: atRefused, count: 22, from: 1, to: 55},
		{stop: atCounter, count: 10, from: 0, to: 0}, // of this very hour
	}
}

// A few distances of the play, in days of the calendar before its end.
const (
	played       = 60 // working days
	sweptAgo     = 10 // the last pass into the archive
	retrievedAgo = 4
	turnAways    = 7
)

// tail is the play's last stretch: what must be fresh happens in it.
const tail = 9 * time.Minute
