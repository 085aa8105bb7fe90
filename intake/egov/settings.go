package egov

// Settings is [egov] of office.toml. Without Sync the office has no gateway:
// it works on paper, and its papers say what was not checked.
type Settings struct {
	Sync     string    `toml:"sync"`     // address of the synchronous channel
	Async    string    `toml:"async"`    // address of the asynchronous channel
	Callback string    `toml:"callback"` // host:port where the gateway may push to us; empty: we ask
	Roots    string    `toml:"roots"`    // PEM file of the gateway's TLS roots, relative to the data folder
	Signers  string    `toml:"signers"`  // PEM file of the certificates the gateway signs with
	Identity string    `toml:"identity"` // PEM file with the system's own RSA certificate and key
	Sender   string    `toml:"sender"`
	Password string    `toml:"password"`
	Services []Service `toml:"service"`
	Sign     Sign      `toml:"sign"`
	Scans    string    `toml:"scans"`  // the folder a scanner fills; empty: scans/ in the data folder
	Portal   string    `toml:"portal"` // drop folder of portal requests; empty: portal/ in the data folder
}

// Service maps one of our questions to the gateway's register of services.
type Service struct {
	Kind  string            `toml:"kind"`  // one of ServiceKinds
	ID    string            `toml:"id"`    // serviceId of the gateway's register
	Codes map[string]string `toml:"codes"` // status code → one of CodeMeanings; others are unknown; none named: the usual ones
	Names map[string]string `toml:"names"` // kind power: one of PowerFields → the element's name
}

// Sign says how signatures are verified.
type Sign struct {
	Roots    string `toml:"roots"`    // PEM file of the authorities whose signatures count
	OCSP     string `toml:"ocsp"`     // address; empty: as the certificate says
	CRL      string `toml:"crl"`      // address; empty: as the certificate says
	NCANode  string `toml:"ncanode"`  // address of an NCANode server, for GOST; empty: GOST cannot be verified here
	NCALayer string `toml:"ncalayer"` // address of NCALayer on the operator's machine; empty: wss://127.0.0.1:13579
	Store    string `toml:"store"`    // PKCS12, AKKaztokenStore, …; empty: the person chooses
	Purpose  string `toml:"purpose"`  // extended key usage wanted of an operator; empty: 1.3.6.1.5.5.7.3.4
}

// On says whether the office has a gateway.
func (s Settings) On() bool { return s.Sync != "" && s.Async != "" }

// Service finds the settings of one kind of question.
func (s Settings) Service(kind string) (Service, bool) {
	for _, x := range s.Services {
		if x.Kind == kind {
			return x, true
		}
	}
	return Service{}, false
}
