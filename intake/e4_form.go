package intake

import (
	"encoding/hex"
	"encoding/xml"
	"strings"
	"time"
)

// The filled request of the electronic road, as it is signed: everything the
// counter filled in, with the hash of each scan. One case has one form; what
// happens to the case later does not change it.

type formXML struct {
	XMLName    xml.Name    `xml:"urn:tereze:request:1 request"`
	Number     string      `xml:"number"`
	Accepted   string      `xml:"accepted"`
	Office     string      `xml:"office"`
	Service    string      `xml:"service"`
	Edition    string      `xml:"edition"`
	Provider   string      `xml:"provider"`
	Recipient  formPerson  `xml:"recipient"`
	Agent      *formAgent  `xml:"representative"`
	Consent    bool        `xml:"consent"`
	Ground     string      `xml:"ground,omitempty"`
	Conditions []string    `xml:"condition"`
	Documents  []formPaper `xml:"document"`
}

type formPerson struct {
	IIN        string `xml:"iin,omitempty"`
	Surname    string `xml:"surname"`
	Given      string `xml:"given"`
	Patronymic string `xml:"patronymic,omitempty"`
	Born       string `xml:"born,omitempty"`
	Phone      string `xml:"phone,omitempty"`
	Address    string `xml:"address,omitempty"`
}

type formAgent struct {
	formPerson
	Kind       string `xml:"kind"`
	DeedNumber string `xml:"deedNumber,omitempty"`
	DeedDate   string `xml:"deedDate,omitempty"`
	Notary     string `xml:"notary,omitempty"`
}

// formPaper is the mark that a document is there on paper (process 4), with
// its scans.
type formPaper struct {
	Code   string     `xml:"code,attr"`
	Kind   string     `xml:"kind,attr"`
	Shown  bool       `xml:"shown,attr"`
	Sheets int        `xml:"sheets,attr"`
	Issued string     `xml:"issued,attr,omitempty"`
	Scans  []formScan `xml:"scan"`
}

type formScan struct {
	Hash  string `xml:"sha256,attr"`
	Type  string `xml:"type,attr"`
	Size  int64  `xml:"size,attr"`
	Pages int    `xml:"pages,attr,omitempty"`
}

// Form is the canonical bytes of a case's filled request: what the operator
// signs in process 4. The same case gives the same bytes.
func (d *Desk) Form(c *Case) []byte {
	f := formXML{
		Number: string(c.Number), Accepted: c.AcceptedAt.In(d.Office.Zone()).Format(time.RFC3339), Office: d.Office.Number,
		Service: c.Service, Edition: c.Edition, Provider: c.Provider, Recipient: newFormPerson(&c.Recipient),
		Consent: c.Consent, Ground: c.Ground, Conditions: c.Conditions,
	}
	if g := c.Agent; g != nil {
		f.Agent = &formAgent{formPerson: newFormPerson(&g.Person), Kind: string(g.Kind), DeedNumber: g.DeedNumber, Notary: g.Notary}
		if !g.DeedDate.IsZero() {
			f.Agent.DeedDate = g.DeedDate.String()
		}
	}
	for _, p := range c.Papers {
		paper := formPaper{Code: p.Code, Kind: string(p.Kind), Shown: p.Shown, Sheets: p.Sheets}
		if !p.Issued.IsZero() {
			paper.Issued = p.Issued.String()
		}
		for _, x := range c.Files {
			if x.Document == p.Code {
				paper.Scans = append(paper.Scans, formScan{hex.EncodeToString(x.Hash[:]), x.Type, x.Size, x.Pages})
			}
		}
		f.Documents = append(f.Documents, paper)
	}
	data, err := xml.Marshal(f)
	if err != nil { // every type in it can be written
		panic(err)
	}
	return append([]byte(strings.TrimSpace(xml.Header)+"\n"), data...)
}

func newFormPerson(p *Person) formPerson {
	f := formPerson{IIN: p.IIN, Surname: p.Surname, Given: p.Given, Patronymic: p.Patronymic, Phone: p.Phone, Address: p.Address}
	if !p.Born.IsZero() {
		f.Born = p.Born.String()
	}
	return f
}
