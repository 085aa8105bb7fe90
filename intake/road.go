package intake

import (
	"time"

	"tereze/intake/calendar"
	"tereze/intake/trio"
)

// Road is how an application travels. The numbers are stored: never reuse one.
type Road uint8

// The roads. A case keeps its road for life.
const (
	RoadPaper       Road = iota // by courier: processes 1 to 7 of seed 000 §8
	RoadCentre                  // the State Corporation's electronic road: seed 001, externat §10, duplicates §10
	RoadPortal                  // from the portal: seed 001 §9 and §11, seed 000 annexes 1 and 5
	RoadChancellery             // brought straight to the provider's chancellery
)

var roadNames = [...]string{"paper", "centre", "portal", "chancellery"}

// String is the road's name in scripts.
func (r Road) String() string { return roadNames[min(int(r), len(roadNames)-1)] }

// Words is the road in words.
func (r Road) Words() trio.Text {
	switch r {
	case RoadCentre:
		return trio.Text{KK: "электрондық", RU: "электронно", EN: "electronic"}
	case RoadPortal:
		return trio.Text{KK: "портал", RU: "портал", EN: "portal"}
	case RoadChancellery:
		return trio.Text{KK: "кеңсе", RU: "канцелярия", EN: "chancellery"}
	}
	return trio.Text{KK: "қағаз", RU: "бумажно", EN: "paper"}
}

// Verdict is what a state register said when it was asked.
type Verdict uint8

// The verdicts. Unasked and Unreachable both mean "not checked": the first
// where nothing can be asked, the second where it was tried and is tried again.
const (
	Unasked Verdict = iota
	Unreachable
	Same      // as typed
	Differs   // found, and something is not as typed
	NotFound  // the register has nothing under this number
	Deceased  // ГБД ФЛ: dead
	Incapable // ГБД ФЛ: a court declared the person incapable
	Invalid   // ЕНИС: revoked, expired, or of other people
)

var verdictNames = [...]string{"unasked", "unreachable", "same", "differs", "not-found", "deceased", "incapable", "invalid"}

// String is the verdict's name in scripts.
func (v Verdict) String() string { return verdictNames[min(int(v), len(verdictNames)-1)] }

// Checked says whether the register answered.
func (v Verdict) Checked() bool { return v > Unreachable }

// RegisterCheck is what the state's systems said of an application (process 3
// and condition 1 of the State Corporation's road).
type RegisterCheck struct {
	Person   Verdict // the recipient, in ГБД ФЛ
	PersonAt time.Time
	Agent    Verdict // the representative, in ГБД ФЛ
	Power    Verdict // the notarised power of attorney, in ЕНИС
	PowerAt  time.Time
	Identity bool          // ГБД ФЛ has a valid identity document
	Birth    calendar.Date // birth recorded in Kazakhstan, where it is after 2008

	Of         uint64 // of whose number and deed: a check is worth nothing for others; 0: not told
	Named      uint64 // the recipient's names as the register has them
	AgentNamed uint64 // the representative's
}

// File is one scan or signed file of a case. Its content lies in the blob
// store under its hash; the journal names the hash.
type File struct {
	Hash     [32]byte // SHA-256 of the content
	Document string   // the catalogue's code of the document, or one of the names below
	Type     string   // "pdf", "jpeg", "tiff", "xml", "cms"
	Size     int64    // bytes
	Pages    int      // 0: not told
	At       time.Time
	By       string
	// Unverified says of a signature that nobody here could say what it is
	// worth: no authority is configured, or it is GOST without an NCANode server.
	Unverified bool
}

// The files of a case that are no documents of paragraph 9.
const (
	FileRequest   = "request"          // the filled form, as it was signed
	FileSignature = "signature"        // detached CMS over it
	FileResult    = "result"           // the provider's result
	FileSigned    = "result-signature" // detached CMS over it
)

// File finds a case's newest file of a document.
func (c *Case) File(document string) (*File, bool) {
	for i := len(c.Files) - 1; i >= 0; i-- {
		if c.Files[i].Document == document {
			return &c.Files[i], true
		}
	}
	return nil, false
}

// Electronic says that the papers stay here and the request travels by wire.
func (c *Case) Electronic() bool { return c.Road == RoadCentre || c.Road == RoadPortal }
