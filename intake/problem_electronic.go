package intake

// The codes of the electronic road and the provider's desk.
const (
	ProblemScanMissing     = "scan-missing"        // args: codes of documents without a scan
	ProblemFileType        = "file-type"           // neither PDF nor JPEG nor TIFF, by its content
	ProblemFileBig         = "file-big"            // args: megabytes allowed
	ProblemFileEmpty       = "file-empty"          //
	ProblemFileBroken      = "file-broken"         // it begins as a PDF, JPEG or TIFF and does not end as one
	ProblemFilePages       = "file-pages"          // args: pages allowed
	ProblemFileTwice       = "file-twice"          // the document has this very file
	ProblemFilesFull       = "files-full"          // args: megabytes, files allowed in one case
	ProblemSigned          = "signed-already"      // what is signed has no scan put to it or taken away
	ProblemFileMissing     = "file-missing"        // the blob store does not have it, or it is damaged
	ProblemSignature       = "signature"           // args: a fault of package sign
	ProblemNoVerifier      = "no-verifier"         // no authority is configured: signatures cannot be verified
	ProblemNoGateway       = "no-gateway"          // the office has none
	ProblemNoRoad          = "no-road"             // the service has no electronic road here
	ProblemNotSigned       = "not-signed"          // the request must be signed first
	ProblemSentAlready     = "sent-already"        // what has gone out is not taken back
	ProblemDeceased        = "deceased"            // warning: ГБД ФЛ
	ProblemIncapable       = "incapable"           // warning: ГБД ФЛ
	ProblemNotFound        = "register-not-found"  // warning: ГБД ФЛ has nobody under the IIN
	ProblemDiffers         = "register-differs"    // warning: typed and registered data differ
	ProblemUnchecked       = "unchecked"           // warning: no register could be asked
	ProblemPower           = "power"               // warning; args: the verdict of ЕНИС
	ProblemMessage         = "message-state"       // args: state: not now for this message
	ProblemIncomingNumber  = "incoming-missing"    // chancellery: its incoming number
	ProblemExecutor        = "executor-missing"    // head: whom it goes to
	ProblemOutgoing        = "outgoing-missing"    // chancellery: its outgoing number
	ProblemDeskStep        = "desk-step"           // args: case, step under way
	ProblemNotChancellery  = "not-at-chancellery"  // the service is not offered at the provider's chancellery
	ProblemNotAssigned     = "not-assigned"        // args: case: the head named another executor
	ProblemResultFile      = "result-file-missing" // an electronic result needs its file
	ProblemPortalRequest   = "portal-request"      // what came is no request of the portal
	ProblemNoViewer        = "no-viewer"           // this machine has no program that shows a file
	ProblemNoSigner        = "no-signer"           // no signing program answers for this worker
	ProblemSigningCanceled = "signing-canceled"    // closed by the person
	ProblemTokenOut        = "token-out"           // the token was pulled out
	ProblemSigningFailed   = "signing-failed"      // args: what the signing program said
)

// Why a message waits, is in doubt or was dropped, beside the rules' problems.
const (
	ProblemUnreachable    = "egov-unreachable"  // no answer came: sent again by itself
	ProblemAnswer         = "egov-answer"       // an answer came that cannot be believed: sent again by itself
	ProblemGatewayRefused = "egov-refused"      // args: the gateway's code
	ProblemCodeUnknown    = "egov-code-unknown" // args: the code: kept as it came
	ProblemNotDelivered   = "egov-undelivered"  // args: the gateway's state of it
	ProblemWithdrawn      = "egov-withdrawn"    // the application was taken back
	ProblemOver           = "egov-over"         // the case is over: there is nothing to ask any more
	ProblemWrongAnswer    = "egov-wrong-answer" // it answers another application's message
	ProblemPersonDropped  = "egov-dropped"      // a worker put it aside
)
