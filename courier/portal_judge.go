package courier

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"strings"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/egov/payload"
	"tereze/intake/egov/sign"
	"tereze/intake/iin"
	"tereze/intake/scans"
)

// personPurposes are the extended key usages wanted of who signs a request: to
// sign, and for a natural person.
var personPurposes = []string{"1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1"}

// judged is what the conditions say of a request.
type judged struct {
	condition uint8 // that failed; 0: none
	reasons   []string
	waiting   string // condition 2 cannot be judged now
	app       intake.Application
	list      intake.Checklist
	scans     []scans.Facts // of the documents, in their order
}

func (j *judged) met() bool { return j.condition == 0 && j.waiting == "" }

// judgePortal holds a request against the conditions of the portal's road (seed
// 001, school enrolment §9 and externat §11; seed 000, annex 1 §9 and annex 5
// §8), in their order. The error is of what is needed to judge, never of the
// request.
func (o *Office) judgePortal(ctx context.Context, by intake.By, p *payload.Portal, form, cms []byte) (j judged, err error) {
	if j.reasons = authentic(p, by); len(j.reasons) > 0 {
		j.condition = 1
		return j, nil
	}
	fault, wait, err := o.signedBy(ctx, by, p, form, cms)
	switch {
	case err != nil || wait != "":
		j.waiting = wait
		return j, err
	case fault != "":
		j.condition, j.reasons = 2, []string{intake.ProblemSignature + " " + string(fault)}
		return j, nil
	}
	if err := o.standard(by, p, &j); err != nil {
		return j, err
	}
	if len(j.reasons) > 0 {
		j.condition = 3
	}
	return j, nil
}

// authentic is condition 1. The password never comes here: that the portal
// says it was right, for the very IIN of the request, and that such an IIN can
// be, is all that can be checked (our assumption).
func authentic(p *payload.Portal, by intake.By) (reasons []string) {
	if !p.Account.Authorised {
		reasons = append(reasons, intake.PortalNotAuthorised)
	}
	if p.Account.IIN != p.Recipient.IIN {
		reasons = append(reasons, intake.PortalOtherAccount)
	}
	if r := iin.Parse(p.Recipient.IIN, by.At); !r.Valid || r.Kind != iin.IIN {
		reasons = append(reasons, intake.ProblemIIN)
	}
	return reasons
}

// signedBy is condition 2: the certificate is in date, not revoked, and of the
// IIN of the request. wait says why that cannot be found out here and now.
func (o *Office) signedBy(ctx context.Context, by intake.By, p *payload.Portal, form, cms []byte) (fault sign.Fault, wait string, err error) {
	if o.Verifier == nil {
		return "", intake.ProblemNoVerifier, nil
	}
	if len(cms) == 0 {
		return sign.Broken, "", nil
	}
	within, cancel := context.WithTimeout(ctx, intake.AskWithin)
	defer cancel()
	v, err := o.Verifier.Verify(within, cms, form, sign.Want{IIN: p.Recipient.IIN, Purpose: personPurposes, At: by.At})
	if ctx.Err() != nil {
		return "", "", ctx.Err()
	}
	if err != nil { // whom it had to ask is away
		v.Fault = sign.NoStatus
	}
	if v.Fault == sign.NoStatus || v.Fault == sign.CannotHere {
		return "", intake.WhyOf(intake.Refuse(intake.ProblemSignature, "", v.Fault)), nil
	}
	return v.Fault, "", nil
}

// standard is condition 3: the service is offered here through the portal, its
// window is open, ground and documents are as the Standard wants them.
func (o *Office) standard(by intake.By, p *payload.Portal, j *judged) error {
	j.app = intake.Application{
		ID: portalCase(by), Road: intake.RoadPortal, Service: p.Service, Provider: p.Provider, Ground: p.Ground,
		Conditions: p.Conditions, Consent: p.Consent, Recipient: person(p), StartedAt: by.At,
	}
	bad := o.attached(by, p, j)
	j.list = o.JudgeAt(&j.app, by.At)
	for _, problem := range j.list.Problems {
		switch {
		case problem.StoreTrouble():
			return problem // nobody is refused for our disk
		case problem.Code == intake.ProblemDocumentDate:
			continue // its date is in the scan: the provider reads it
		}
		reason := problem.Code
		if problem.Code == intake.ProblemDocumentUnknown {
			reason += " " + strings.Join(problem.Args, " ")
		}
		j.reasons = append(j.reasons, reason)
	}
	if len(p.Documents) > intake.CaseFiles {
		j.reasons = append(j.reasons, intake.ProblemFilesFull)
	}
	for _, m := range j.list.Missing {
		switch {
		case bad[m.Code]:
			j.reasons = append(j.reasons, intake.PortalFileBad+" "+m.Code)
			delete(bad, m.Code)
		case m.Why == intake.MissingExpired:
			j.reasons = append(j.reasons, intake.PortalExpired+" "+m.Code)
		default:
			j.reasons = append(j.reasons, intake.PortalMissing+" "+m.Code)
		}
	}
	for _, d := range p.Documents { // attached beyond what is required, and not to be opened
		if bad[d.Code] {
			j.reasons = append(j.reasons, intake.PortalFileBad+" "+d.Code)
			delete(bad, d.Code)
		}
	}
	j.reasons = once(j.reasons)
	return nil
}

// attached lays what is attached on the table, as the counter does papers: an
// electronic copy stands for whatever shape the Standard wants on paper. bad
// are the documents of which a file cannot be opened: they are not laid there.
func (o *Office) attached(by intake.By, p *payload.Portal, j *judged) (bad map[string]bool) {
	bad = map[string]bool{}
	pages := map[string]int{}
	for _, d := range p.Documents {
		facts, err := scans.Inspect(d.Content)
		j.scans = append(j.scans, facts)
		bad[d.Code] = bad[d.Code] || err != nil
		pages[d.Code] += max(facts.Pages, 1)
	}
	offer, err := o.Catalogue.Find(calendar.DateOf(by.At.In(o.Office.Zone())), o.Office.Region, p.Service)
	if err != nil {
		return bad // JudgeAt says so
	}
	seen := map[string]bool{}
	for _, d := range p.Documents {
		if seen[d.Code] || bad[d.Code] {
			continue
		}
		seen[d.Code] = true
		paper := intake.Paper{Code: d.Code, There: true}
		if doc, ok := offer.Service.DocumentByCode(d.Code); ok {
			paper = intake.Usual(doc)
			paper.There = true
		}
		if !paper.Shown {
			paper.Sheets = min(pages[d.Code], 9999)
		}
		j.app.Papers = append(j.app.Papers, paper)
	}
	return bad
}

// person is the recipient as the portal tells them.
func person(p *payload.Portal) intake.Person {
	r := p.Recipient
	who := intake.Person{IIN: r.IIN, Surname: r.Surname, Given: r.Name, Patronymic: r.Patronymic, Phone: r.Phone, Address: r.Address}
	if !r.Born.IsZero() {
		who.Born = calendar.DateOf(r.Born)
	}
	return who
}

// portalCase is the id of the case that an act makes of a request: in the order
// of time, and the same each time.
func portalCase(by intake.By) uuid.UUID {
	id := uuid.NewSHA1(by.Op, []byte("portal case"))
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(by.At.UnixMilli()))
	copy(id[:6], ms[2:])
	id[6] = id[6]&0x0f | 0x70
	return id
}

// errNoStore says that requests cannot be kept: the office was opened without
// a place for files. They come again.
var errNoStore = errors.New("courier: no store for files")

// keepPortal puts into the blob store what was signed, the signature, and of a
// request that met the conditions its documents; the case's files.
func (o *Office) keepPortal(ctx context.Context, by intake.By, r *intake.PortalRequest, j judged, form, cms []byte) (files []intake.File, err error) {
	if o.Blobs == nil {
		return nil, errNoStore
	}
	keep := func(document, kind string, pages int, data []byte) error {
		f, err := o.keepFile(ctx, by, document, kind, data)
		if err != nil {
			return err
		}
		f.Pages = pages
		files = append(files, *f)
		return nil
	}
	if err := keep(intake.FileRequest, "xml", 0, form); err != nil {
		return nil, err
	}
	if len(cms) > 0 {
		r.Signature = sha256.Sum256(cms)
		if err := keep(intake.FileSignature, "cms", 0, cms); err != nil {
			return nil, err
		}
	}
	if !j.met() {
		return nil, nil
	}
	p, err := payload.ReadPortal(form)
	if err != nil {
		return nil, err
	}
	for i, d := range p.Documents {
		if err := keep(d.Code, j.scans[i].Type, j.scans[i].Pages, d.Content); err != nil {
			return nil, err
		}
	}
	return files, nil
}
