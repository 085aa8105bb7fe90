package intake_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tereze/intake"
	"tereze/store"
	"tereze/store/blob"
	"tereze/store/storetest"
)

// scanPDF is a PDF of one page, another one for each n.
func scanPDF(n int) []byte {
	return fmt.Appendf(nil, "%%PDF-1.4\n%% %d\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"+
		"3 0 obj<</Type/Page>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%%%EOF\n", n)
}

// wired is an office with a gateway's settings and a blob store.
type wired struct {
	*bench
	dir string // of the blobs
}

func wire(b *bench) *wired {
	b.Helper()
	w := &wired{b, filepath.Join(b.TempDir(), "files")}
	var err error
	if w.Blobs, err = blob.Open(w.dir, storetest.Keys()); err != nil {
		b.Fatal(err)
	}
	w.Office.Egov.Sync, w.Office.Egov.Async = "http://127.0.0.1:1", "http://127.0.0.1:2"
	return w
}

func openWired(t testing.TB) *wired {
	t.Helper()
	return wire(open(t, "mangystau", "2016-10-03T10:00"))
}

// electronic is an accepted case of the n-th person on the centre's road.
func (w *wired) electronic(n int) *intake.Case {
	w.Helper()
	c := w.accept(w.duplicate(n))
	if c.Road != intake.RoadCentre {
		w.Fatalf("on the road %s", c.Road)
	}
	return c
}

func (w *wired) attach(c *intake.Case, document string, data []byte) *intake.Case {
	w.Helper()
	return w.must(w.Attach(w.Context(), w.By(op1), c.ID, document, data))
}

func (w *wired) blobs() (n int) {
	w.Helper()
	for _, err := range w.Blobs.All() {
		if err != nil {
			w.Fatal(err)
		}
		n++
	}
	return n
}

// signed marks the request as signed, as e4 does when the signature counts.
func (w *wired) signed(c *intake.Case) *intake.Case {
	w.Helper()
	return w.must(w.Do(w.Context(), w.By(op1), c.ID, intake.ActSign, "", func(_ *store.Tx, c *intake.Case) error {
		c.Signed = true
		return nil
	}))
}

func TestAttach(t *testing.T) {
	w := openWired(t)
	ctx := t.Context()
	c := w.electronic(1)
	if got := w.MissingScans(c); !slices.Equal(got, []string{"application"}) { // the identity document was shown
		t.Fatalf("missing %v", got)
	}
	data := scanPDF(1)
	sum := sha256.Sum256(data)
	by := w.By(op1)
	c = w.must(w.Attach(ctx, by, c.ID, "application", data))
	again := w.must(w.Attach(ctx, by, c.ID, "application", data)) // its answer was lost
	f, ok := c.File("application")
	if !ok || len(again.Files) != 1 || f.Hash != sum || f.Type != "pdf" || f.Pages != 1 || f.Size != int64(len(data)) || f.By != "op1" || !f.At.Equal(w.Now()) {
		t.Errorf("%+v", again.Files)
	}
	if got := w.MissingScans(c); len(got) != 0 {
		t.Errorf("missing %v", got)
	}
	kept, got, err := w.ReadFile(ctx, w.By(sec1), c.ID, sum)
	if err != nil || !bytes.Equal(kept, data) || got.Document != "application" {
		t.Errorf("read: %+v %v", got, err)
	}
	seen, err := w.WhoSaw(ctx, w.By(boss), c.ID)
	if err != nil || seen.All != 1 || seen.Looks[0].Actor != "sec1" {
		t.Errorf("seen: %+v %v", seen, err)
	}
	head, err := w.Ledger.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	some, err := w.Ledger.Journal(ctx, head.Seq-2, 3)
	if err != nil {
		t.Fatal(err)
	}
	hash := hex.EncodeToString(sum[:])
	for i, want := range []string{"attach application " + hash, "see application " + hash, "looks"} {
		n := some[i]
		if got := strings.TrimSpace(n.Act + " " + strings.Join(n.Args, " ")); got != want || n.Subject != string(c.Number) {
			t.Errorf("journal: %q of %s, want %q", got, n.Subject, want)
		}
	}

	// One file for two documents; each once.
	c = w.attach(c, "identity-document", data)
	_, err = w.Attach(ctx, w.By(op1), c.ID, "identity-document", data)
	w.refused(err, intake.ProblemFileTwice)
	if len(c.Files) != 2 || w.blobs() != 1 {
		t.Errorf("%d files, %d kept", len(c.Files), w.blobs())
	}
	c = w.must(w.Detach(ctx, w.By(op1), c.ID, sum))
	if len(c.Files) != 0 || !slices.Equal(w.MissingScans(c), []string{"application"}) {
		t.Errorf("left %+v", c.Files)
	}
	_, err = w.Detach(ctx, w.By(op1), c.ID, sum)
	w.refused(err, intake.ProblemFileMissing)
}

// What is refused, and that nothing is kept of it.
func TestAttachRefuses(t *testing.T) {
	w := openWired(t)
	ctx := t.Context()
	c := w.electronic(1)
	paper := w.duplicate(2)
	paper.Road = intake.RoadPaper
	onPaper := w.accept(paper)
	var small bytes.Buffer
	if err := jpeg.Encode(&small, image.NewGray(image.Rect(0, 0, 9, 9)), nil); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		what     string
		by       intake.Actor
		c        *intake.Case
		document string
		data     []byte
		want     string
	}{
		{"the sector", sec1, c, "application", scanPDF(1), intake.ProblemRole},
		{"a case on paper", op1, onPaper, "application", scanPDF(1), intake.ProblemNotNow},
		{"no such case", op1, &intake.Case{ID: newID()}, "application", scanPDF(1), intake.ProblemNoCase},
		{"no such document", op1, c, "diploma-of-mars", scanPDF(1), intake.ProblemDocumentUnknown},
		{"the result", op1, c, intake.FileResult, scanPDF(1), intake.ProblemDocumentUnknown},
		{"nothing", op1, c, "application", nil, intake.ProblemFileEmpty},
		{"a text", op1, c, "application", []byte("Сериков Дәурен"), intake.ProblemFileType},
		{"cut off", op1, c, "application", small.Bytes()[:100], intake.ProblemFileBroken},
		{"too big", op1, c, "application", append(scanPDF(1), make([]byte, 20<<20)...), intake.ProblemFileBig},
	} {
		_, err := w.Attach(ctx, w.By(x.by), x.c.ID, x.document, x.data)
		if got := problem(err); got != x.want {
			t.Errorf("%s: %s, want %s", x.what, got, x.want)
		}
	}
	if n := w.blobs(); n != 0 {
		t.Errorf("%d files kept of what was refused", n)
	}
	_, _, err := w.ReadFile(ctx, w.By(op1), c.ID, [32]byte{1})
	w.refused(err, intake.ProblemFileMissing)
	_, _, err = w.ReadFile(ctx, w.By(root), c.ID, [32]byte{1})
	w.refused(err, intake.ProblemRole)

	c = w.signed(w.attach(c, "application", small.Bytes()))
	if f := c.Files[0]; f.Type != "jpeg" {
		t.Errorf("%+v", f)
	}
	_, err = w.Attach(ctx, w.By(op1), c.ID, "application", scanPDF(3))
	w.refused(err, intake.ProblemSigned)
	_, err = w.Detach(ctx, w.By(op1), c.ID, c.Files[0].Hash)
	w.refused(err, intake.ProblemSigned)
	c = w.undo(c) // the signature
	c = w.attach(c, "application", scanPDF(3))
	w.signed(c)
	w.must(w.Withdraw(ctx, w.By(op1), c.ID, "көшті"))
	_, err = w.Attach(ctx, w.By(op1), c.ID, "application", scanPDF(4))
	w.refused(err, intake.ProblemNotNow)
}

// A case holds so many files and so many bytes, one file of several documents
// once; the fullest case still can be blotted out.
func TestAttachLimits(t *testing.T) {
	w := openWired(t)
	c := w.electronic(1)
	big := make([]byte, 19<<20)
	for n := range 5 {
		c = w.attach(c, "application", append(scanPDF(n), append(big, "\n%%EOF"...)...))
	}
	c = w.attach(c, "identity-document", append(scanPDF(0), append(big, "\n%%EOF"...)...))
	_, err := w.Attach(t.Context(), w.By(op1), c.ID, "application", append(scanPDF(9), append(big, "\n%%EOF"...)...))
	w.refused(err, intake.ProblemFilesFull)

	c = w.electronic(2)
	for n := range intake.CaseFiles {
		c = w.attach(c, "application", scanPDF(n))
	}
	_, err = w.Attach(t.Context(), w.By(op1), c.ID, "application", scanPDF(99))
	w.refused(err, intake.ProblemFilesFull)
}

// Taken back, an attachment takes its file along, and a detachment brings it.
func TestAttachUndone(t *testing.T) {
	w := openWired(t)
	c := w.attach(w.electronic(1), "application", scanPDF(1))
	c = w.undo(c)
	if len(c.Files) != 0 {
		t.Errorf("left %+v", c.Files)
	}
	c = w.attach(c, "application", scanPDF(1))
	was := c.Files
	w.later(time.Minute)
	c = w.must(w.Detach(t.Context(), w.By(op1), c.ID, was[0].Hash))
	c = w.undo(c)
	if len(c.Files) != 1 || !c.Files[0].At.Equal(was[0].At) || c.Files[0].Hash != was[0].Hash || c.Files[0].Size != was[0].Size || c.Files[0].By != "op1" || c.Files[0].Pages != 1 {
		t.Errorf("%+v, want %+v", c.Files, was)
	}
	c = w.must(w.Detach(t.Context(), w.By(op1), c.ID, was[0].Hash))
	if err := w.Blobs.Drop(was[0].Hash); err != nil { // swept meanwhile
		t.Fatal(err)
	}
	_, err := w.Undo(t.Context(), w.By(op1), c.ID, "", nil)
	w.refused(err, intake.ProblemFileMissing)
}

// The audit finds what is lost and what is damaged; what no case names it only
// lists, and it goes after a day.
func TestAuditFiles(t *testing.T) {
	w := openWired(t)
	ctx := t.Context()
	c := w.electronic(1)
	for n := range 3 {
		c = w.attach(c, "application", scanPDF(n))
	}
	left, err := w.Blobs.Put(ctx, scanPDF(7)) // and then the program died
	if err != nil {
		t.Fatal(err)
	}
	audit := func(read bool, unnamed int, want ...string) {
		t.Helper()
		r, err := w.AuditFiles(ctx, read, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range r.Findings {
			got = append(got, f.String())
		}
		if r.Files != 3 || len(r.Unnamed) != unnamed || len(got) != len(want) {
			t.Fatalf("%+v", r)
		}
		for i, s := range want {
			if !strings.Contains(strings.Join(got, "\n"), s) || !strings.Contains(got[i], string(c.Number)) {
				t.Errorf("%v, want %v", got, want)
			}
		}
	}
	audit(true, 1)
	path := blob.Path(w.dir, c.Files[1].Hash)
	sealed, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sealed[len(sealed)/2] ^= 1
	if err := os.WriteFile(path, sealed, 0o600); err != nil {
		t.Fatal(err)
	}
	audit(false, 1)
	audit(true, 1, "damaged")
	if _, _, err := w.ReadFile(ctx, w.By(op1), c.ID, c.Files[1].Hash); problem(err) != intake.ProblemFileMissing {
		t.Errorf("damaged: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	audit(false, 1, "missing")

	since, err := w.Blobs.Kept(left)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := w.SweepFiles(ctx, since); n != 0 || err != nil {
		t.Errorf("swept %d too early, %v", n, err)
	}
	if n, err := w.SweepFiles(ctx, since.Add(time.Hour)); n != 1 || err != nil {
		t.Errorf("swept %d, %v", n, err)
	}
	audit(false, 0, "missing")
	if w.blobs() != 2 {
		t.Errorf("%d kept", w.blobs())
	}
}

// With the person go the files of a case, but for those another case names;
// what the wire knows goes too. A crash between loses none of that.
func TestEraseFiles(t *testing.T) {
	e := openEraser(t)
	ctx := t.Context()
	w := wire(e.bench)
	region := intake.DefaultOffice(storetest.Office, "mangystau")
	region.Egov = w.Office.Egov
	*w.Office = region
	w.set("2016-10-03T10:00")
	shared := scanPDF(100)
	over := func(n int) *intake.Case {
		c := w.attach(w.electronic(n), "application", shared)
		for i := range intake.CaseFiles - 1 {
			c = w.attach(c, "application", scanPDF(1000*n+i))
		}
		c = w.must(w.Detach(ctx, w.By(op1), c.ID, sha256.Sum256(scanPDF(1000*n))))
		return w.must(w.Withdraw(ctx, w.By(op1), c.ID, "көшті"))
	}
	a, b := over(1), over(2)
	// What the wire would have left.
	in := intake.Inbound{GatewayID: "in-1", Case: a.ID, Number: string(a.Number), At: w.Now(), Done: true, Raw: []byte("Сериков"), Reasons: []string{"Сериков"}}
	asked := intake.PortalRequest{Portal: "P-1", At: w.Now(), Name: "Сериков Д."}
	var err error
	if in.File, err = w.Blobs.Put(ctx, []byte("the result")); err != nil {
		t.Fatal(err)
	}
	if asked.Request, err = w.Blobs.Put(ctx, []byte("the request")); err != nil {
		t.Fatal(err)
	}
	asked.Case, asked.Service, asked.Provider = a.ID, a.Service, a.Provider
	m := intake.NewMessage(w.By(op1), intake.MessagePerson, a.ID, string(a.Number), []byte("Сериков"))
	m.Drop(w.Now(), intake.ProblemWithdrawn)
	if _, err := w.Ledger.Update(ctx, w.By(sec1).Store(0), func(tx *store.Tx) error {
		_, err := intake.Change(tx, w.By(op1), a.ID, func(c *intake.Case) error { c.Origin, c.Road = "P-1", intake.RoadPortal; return nil })
		return errors.Join(err, intake.Inbounds.Put(tx, &in), intake.PortalRequests.Put(tx, &asked), intake.Messages.Put(tx, m))
	}); err != nil {
		t.Fatal(err)
	}
	if n := w.blobs(); n != 2*intake.CaseFiles-1+2 {
		t.Fatalf("%d kept", n)
	}
	a = w.must(w.Erase(ctx, w.two(boss), e.shred, court(a.ID)))
	if len(a.Files) != 0 {
		t.Errorf("the case still names %d", len(a.Files))
	}
	if n := w.blobs(); n != intake.CaseFiles {
		t.Errorf("%d kept, want those of the other case", n)
	}
	if data, _, err := w.ReadFile(ctx, w.By(op1), b.ID, sha256.Sum256(shared)); err != nil || !bytes.Equal(data, shared) {
		t.Errorf("the other case's: %v", err)
	}
	w.view(func(tx *store.Tx) error {
		i, err1 := intake.Inbounds.Get(tx, []byte("in-1"))
		p, err2 := intake.PortalRequests.Get(tx, []byte("P-1"))
		m, err3 := intake.Messages.Get(tx, m.ID[:])
		if err := errors.Join(err1, err2, err3); err != nil {
			return err
		}
		if len(i.Raw)+len(i.Reasons) != 0 || i.File != [32]byte{} || p.Name != "" || p.Request != [32]byte{} || len(m.Body) != 0 {
			t.Errorf("left: %+v\n%+v\n%+v", i, p, m)
		}
		return nil
	})

	// The power goes between the record and the files: the next opening ends it.
	ghost, err := w.Blobs.Put(ctx, []byte("ghost"))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Blobs.Gone(ghost, sha256.Sum256(shared)); err != nil {
		t.Fatal(err)
	}
	if w.Blobs, err = blob.Open(w.dir, storetest.Keys()); err != nil {
		t.Fatal(err)
	}
	if err := w.SettleFiles(ctx); err != nil {
		t.Fatal(err)
	}
	if n := w.blobs(); n != intake.CaseFiles {
		t.Errorf("%d kept after the crash", n)
	}
}
