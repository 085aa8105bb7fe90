package intake

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/BurntSushi/toml"

	"tereze/intake/calendar"
	"tereze/intake/egov"
	"tereze/intake/trio"
)

// Office is one centre: who it is, when it works, whom it sends papers to. It
// is read from office.toml beside the store and edited there by hand.
type Office struct {
	Number    string           `toml:"number"` // three digits, the head of every case number
	Region    string           `toml:"region"` // which acts apply: "atyrau", "mangystau"
	Name      trio.Text        `toml:"name"`
	Address   trio.Text        `toml:"address"`
	Phone     string           `toml:"phone"`
	Lang      trio.Lang        `toml:"lang"` // the language of the first screen
	Week      calendar.Week    `toml:"week"` // 5 or 6 working days
	Hours     calendar.Hours   `toml:"hours"`
	UTC       int              `toml:"utc"`     // hours east of Greenwich
	Courier   []calendar.Clock `toml:"courier"` // the hours at which a courier leaves
	Training  bool             `toml:"training"`
	Paper     PaperSettings    `toml:"paper"`
	Printer   PrinterSettings  `toml:"printer"`
	Scanner   ScannerSettings  `toml:"scanner"`
	Serve     ServeSettings    `toml:"serve"`
	Egov      egov.Settings    `toml:"egov"`
	Providers []Provider       `toml:"provider"`
}

// PaperSettings is what an office adds to its papers.
type PaperSettings struct {
	Letterhead trio.Text `toml:"letterhead"` // under the office's name; lines by \n
	Note       trio.Text `toml:"note"`       // at the foot of the receipt
}

// PrinterSettings says where papers go.
type PrinterSettings struct {
	Queue  string `toml:"queue"`  // the CUPS queue; empty: a folder of PDFs
	Kind   string `toml:"kind"`   // "" or "pdf": pages; "escpos": a receipt printer, as a picture
	Width  int    `toml:"width"`  // dots of an ESC/POS head; 0: 576
	Folder string `toml:"folder"` // for PDFs; empty: papers/ in the data folder
}

// ScannerSettings is what the scanner was programmed to send around a code.
type ScannerSettings struct {
	Prefix string `toml:"prefix"`
	Suffix string `toml:"suffix"` // before its Enter or Tab
}

// ServeSettings say how tereze serve serves the office. Zero values: as named.
type ServeSettings struct {
	Listen      string `toml:"listen"`       // host:port; ":2222"
	PerAddress  int    `toml:"per_address"`  // connections from one address; 20
	Connections int    `toml:"connections"`  // at once; 300
	Waiting     int    `toml:"waiting"`      // of them not logged in yet; 32
	Idle        int    `toml:"idle_minutes"` // until a screen nobody touches is locked; 5
	Hours       int    `toml:"hours"`        // a session may last; 12
}

// Address is where to listen.
func (s ServeSettings) Address() string { return cmp.Or(s.Listen, ":2222") }

// IdleTime is how long a screen may stand untouched before it is locked.
func (s ServeSettings) IdleTime() time.Duration {
	return time.Duration(cmp.Or(s.Idle, 5)) * time.Minute
}

// Longest is how long a session may last, however busy.
func (s ServeSettings) Longest() time.Duration { return time.Duration(cmp.Or(s.Hours, 12)) * time.Hour }

// check names the first setting that cannot stand.
func (s ServeSettings) check() error {
	if _, port, err := net.SplitHostPort(s.Address()); err != nil {
		return Refuse(ProblemOffice, "serve.listen", s.Listen)
	} else if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return Refuse(ProblemOffice, "serve.listen", s.Listen)
	}
	for _, x := range []struct {
		name      string
		n, atMost int
	}{
		{"serve.per_address", s.PerAddress, 10_000}, {"serve.connections", s.Connections, 10_000},
		{"serve.waiting", s.Waiting, 10_000}, {"serve.idle_minutes", s.Idle, 240}, {"serve.hours", s.Hours, 24},
	} {
		if x.n < 0 || x.n > x.atMost {
			return Refuse(ProblemOffice, x.name, x.n)
		}
	}
	return nil
}

// Provider is an authority or a school the office sends papers to.
type Provider struct {
	Code    string         `toml:"code"`
	Kind    string         `toml:"kind"` // school, executive, preschool: as the catalogue names them
	Name    trio.Text      `toml:"name"`
	Short   string         `toml:"short"` // for lists, 14 columns
	Address string         `toml:"address"`
	Week    calendar.Week  `toml:"week"`
	Hours   calendar.Hours `toml:"hours"`
}

// OfficeFile is the name of the settings file in the data folder.
const OfficeFile = "office.toml"

// ErrNoOffice says that the folder has not been set up yet.
var ErrNoOffice = errors.New("office: not set up")

// LoadOffice reads the settings. Keys it does not know are faults, so that a
// slip of the pen does not pass for a setting.
func LoadOffice(dir string) (*Office, error) {
	data, err := os.ReadFile(filepath.Join(dir, OfficeFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoOffice
	} else if err != nil {
		return nil, err
	}
	o := &Office{}
	md, err := toml.Decode(string(data), o)
	if err != nil {
		return nil, Refuse(ProblemOffice, OfficeFile, err)
	}
	if left := md.Undecoded(); len(left) > 0 {
		return nil, Refuse(ProblemOffice, OfficeFile, "unknown key "+left[0].String())
	}
	return o, o.Check()
}

// Save writes the settings beside the old ones, flushes them and renames, so
// that a full disk or a cut of the power leaves the old ones.
func (o *Office) Save(dir string) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# The office's own settings. Edit by hand; the program reads them at its start.\n\n")
	if err := toml.NewEncoder(&b).Encode(o); err != nil {
		return err
	}
	tmp := filepath.Join(dir, OfficeFile+".new")
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b.Bytes())
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(tmp, filepath.Join(dir, OfficeFile))
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp))
	}
	return nil
}

// Check names the first setting that cannot stand.
func (o *Office) Check() error {
	if len(o.Number) != 3 || !digitsOnly(o.Number) {
		return Refuse(ProblemOffice, "number", o.Number)
	}
	if o.Region == "" {
		return Refuse(ProblemOffice, "region", o.Region)
	}
	if o.Week != 5 && o.Week != 6 {
		return Refuse(ProblemOffice, "week", o.Week)
	}
	if fault := o.Hours.Check(); fault != "" {
		return Refuse(ProblemOffice, "hours", fault)
	}
	if m := o.Name.Missing(); len(m) > 0 {
		return Refuse(ProblemOffice, "name", m[0])
	}
	if _, ok := trio.ParseLang(string(o.Lang)); !ok && o.Lang != "" {
		return Refuse(ProblemOffice, "lang", o.Lang)
	}
	if o.UTC < -12 || o.UTC > 14 {
		return Refuse(ProblemOffice, "utc", o.UTC)
	}
	for _, sign := range o.Scanner.Prefix + o.Scanner.Suffix {
		if sign <= ' ' || sign > '~' { // an ETX would arrive as Ctrl+C and quit
			return Refuse(ProblemOffice, "scanner", "printable US signs only")
		}
	}
	if err := o.Serve.check(); err != nil {
		return err
	}
	if setting, value := o.Egov.Check(); setting != "" {
		return Refuse(ProblemOffice, setting, setting+": "+value)
	}
	seen := map[string]bool{}
	for _, p := range o.Providers {
		if p.Code == "" || seen[p.Code] || p.Kind == "" || len(p.Name.Missing()) > 0 || p.Week != 5 && p.Week != 6 {
			return Refuse(ProblemOffice, "provider", p.Code)
		}
		if fault := p.Hours.Check(); p.Hours != (calendar.Hours{}) && fault != "" {
			return Refuse(ProblemOffice, "provider.hours", p.Code+": "+fault)
		}
		seen[p.Code] = true
	}
	return nil
}

func digitsOnly(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// Zone is the office's time zone. Kazakhstan has no summer time.
func (o *Office) Zone() *time.Location {
	return time.FixedZone(fmt.Sprintf("UTC%+d", o.UTC), o.UTC*3600)
}

// Provider finds a provider by its code.
func (o *Office) Provider(code string) (*Provider, bool) {
	for i := range o.Providers {
		if o.Providers[i].Code == code {
			return &o.Providers[i], true
		}
	}
	return nil, false
}

// ProvidersOf lists the providers that render services of a kind.
func (o *Office) ProvidersOf(kind string) []*Provider {
	var some []*Provider
	for i := range o.Providers {
		if o.Providers[i].Kind == kind {
			some = append(some, &o.Providers[i])
		}
	}
	return some
}

// DefaultOffice is what the set-up questions start from.
func DefaultOffice(number, region string) Office {
	place := map[string][3]string{
		"atyrau":    {"Атырау", "Атырау", "Atyrau"},
		"mangystau": {"Маңғыстау", "Мангистау", "Mangystau"},
	}[region]
	if place[0] == "" {
		place = [3]string{region, region, region}
	}
	hours := calendar.Hours{Open: 9 * 60, Close: 18 * 60, LunchFrom: 13 * 60, LunchTo: 14 * 60}
	o := Office{
		Number: number, Region: region, Lang: trio.KK, Week: 6, UTC: 5,
		Name: trio.Text{
			KK: place[0] + " ХҚКО № " + number, RU: "ЦОН № " + number + " " + place[1], EN: place[2] + " CSC No " + number,
		},
		Hours:   calendar.Hours{Open: 9 * 60, Close: 20 * 60, SatClose: 13 * 60},
		Courier: []calendar.Clock{11 * 60, 16 * 60},
		Serve:   ServeSettings{Listen: ":2222", PerAddress: 20, Connections: 300, Waiting: 32, Idle: 5, Hours: 12},
	}
	for _, n := range []string{"1", "3", "7", "12", "21"} {
		o.Providers = append(o.Providers, Provider{
			Code: "school-" + n, Kind: "school", Short: "№ " + n, Week: 6, Hours: hours,
			Name: trio.Text{KK: "№ " + n + " орта мектеп", RU: "Средняя школа № " + n, EN: "Secondary school No " + n},
		})
	}
	o.Providers = append(o.Providers, Provider{
		Code: "education", Kind: "executive", Short: "Әкімдік", Week: 5, Hours: hours,
		Name: trio.Text{KK: "Қалалық білім бөлімі", RU: "Городской отдел образования", EN: "City education department"},
	})
	return o
}
