package courier_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/egov/payload"
	"tereze/intake/egov/sign"
	"tereze/store"
	"tereze/store/blob"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

// The same request again, by whatever way and however often, is one.
func TestPortalDoubles(t *testing.T) {
	for name, spoil := range map[string]func(*payload.Portal){
		"accepted": func(*payload.Portal) {},
		"refused":  func(p *payload.Portal) { p.Consent = false },
	} {
		t.Run(name, func(t *testing.T) {
			w := wire(t)
			p := w.portal("externat", depart)
			spoil(&p)
			first := w.takes(p)
			before := w.head()
			for range 3 {
				again := ok(w.TakePortal(w.ctx(), w.by(boss), signedPortal(p), "gw-another"))(t)
				if again.Case != first.Case || again.State() != first.State() || again.Gateway != first.Gateway {
					t.Errorf("another answer: %+v", again)
				}
			}
			if w.head() != before {
				t.Error("a double wrote something")
			}
			if n := w.cases(); n > 1 || len(w.told(p.ID)) > 1 {
				t.Errorf("%d cases, %d messages", n, len(w.told(p.ID)))
			}
		})
	}
	t.Run("at the same time", func(t *testing.T) {
		w := wire(t)
		w.Desk.Verifier = keepsNothing{}
		raw := signedPortal(w.portal("externat", depart))
		var all sync.WaitGroup
		got := make([]*intake.PortalRequest, 8)
		errs := make([]error, len(got))
		var acts []intake.By
		for range got {
			acts = append(acts, w.by(sector))
		}
		for i := range got {
			all.Go(func() { got[i], errs[i] = w.TakePortal(w.ctx(), acts[i], raw, "gw") })
		}
		all.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		for _, r := range got {
			if r.Case != got[0].Case {
				t.Error("two cases of one request")
			}
		}
		if n := w.cases(); n != 1 {
			t.Errorf("%d cases", n)
		}
	})
}

// keepsNothing is a judge many may ask at once.
type keepsNothing struct{}

func (keepsNothing) Verify(ctx context.Context, cms, content []byte, want sign.Want) (sign.Verdict, error) {
	return new(judge).Verify(ctx, cms, content, want)
}

// Another request under a number that is taken is for a person: nothing is
// made of it, and the journal says once that it came.
func TestPortalDiffers(t *testing.T) {
	w := wire(t)
	p := w.portal("externat", depart)
	first := w.takes(p)
	p.Recipient.Address = "басқа мекенжай"
	before := w.head()
	for range 2 {
		_, err := w.TakePortal(w.ctx(), w.by(sector), signedPortal(p), "gw-2")
		if !is(err, intake.ProblemPortalRequest) {
			t.Fatalf("%v", err)
		}
	}
	e := w.entries(before)
	if len(e) != 1 || e[0].Act != "portal-differs" || e[0].Subject != p.ID {
		t.Errorf("journal: %+v", e)
	}
	if c := w.read(first.Case); c.Recipient.Address == "басқа мекенжай" || w.cases() != 1 {
		t.Error("the first one was changed")
	}
}

// Nobody is refused, and nothing passes, for what cannot be verified here now.
func TestPortalWaits(t *testing.T) {
	cannot := map[string]func(*wired){
		"no authority":   func(w *wired) { w.Desk.Verifier = nil },
		"no list":        func(w *wired) { w.judge.fault = sign.NoStatus },
		"GOST":           func(w *wired) { w.judge.fault = sign.CannotHere },
		"nobody answers": func(w *wired) { w.judge.err = errors.New("away") },
	}
	why := map[string]string{"no authority": intake.ProblemNoVerifier, "no list": "signature no-status", "GOST": "signature cannot-here", "nobody answers": "signature no-status"}
	for name, make := range cannot {
		for end, spoil := range map[string]func(*wired, *payload.Portal){
			"then accepted": func(*wired, *payload.Portal) {},
			"then refused":  func(w *wired, _ *payload.Portal) { w.judge.fault = sign.Revoked },
		} {
			t.Run(name+", "+end, func(t *testing.T) {
				w := wire(t)
				p := w.portal("externat", depart)
				make(w)
				r := w.takes(p)
				if r.State() != intake.PortalWaiting || r.Waiting != why[name] || w.cases() != 0 || len(w.told(p.ID)) != 0 {
					t.Fatalf("%s: %+v", r.State(), r)
				}
				before := w.head()
				if n := ok(w.PortalAgain(w.ctx(), w.by(sector)))(t); n != 0 || w.head() != before {
					t.Errorf("tried in vain: %d judged, or something written", n)
				}
				page := ok(w.For(boss).PortalList(w.ctx(), courier.PortalQuery{Limit: 5}))(t)
				if len(page.Requests) != 1 || page.Requests[0].Waiting == "" || page.Counts[intake.PortalWaiting] != 1 {
					t.Errorf("a supervisor sees %+v", page)
				}
				w.Desk.Verifier, w.judge.fault, w.judge.err = w.judge, "", nil
				spoil(w, &p)
				w.clock.Add(minute)
				if n := ok(w.PortalAgain(w.ctx(), w.by(sector)))(t); n != 1 {
					t.Errorf("%d judged", n)
				}
				now := w.takes(p)
				if now.Waiting != "" || now.Gateway != "gw-"+p.ID || !now.At.Equal(r.At) {
					t.Errorf("%+v", now)
				}
				if end == "then accepted" && (w.cases() != 1 || now.State() != intake.PortalAccepted) ||
					end == "then refused" && (w.cases() != 0 || now.State() != intake.PortalRefused2 || w.notice(p.ID).Process != 4) {
					t.Errorf("%s: %s, %d cases", end, now.State(), w.cases())
				}
				if n := ok(w.PortalAgain(w.ctx(), w.by(sector)))(t); n != 0 {
					t.Errorf("judged again: %d", n)
				}
			})
		}
	}
}

// A disk without room refuses nobody: the request comes again.
func TestPortalNoRoom(t *testing.T) {
	w := wire(t)
	p := w.portal("externat", depart)
	w.Desk.Room = func() (uint64, error) { return 1 << 20, nil }
	w.refused(intake.ProblemDiskLow, func() error {
		_, err := w.TakePortal(w.ctx(), w.by(sector), signedPortal(p), "")
		return err
	})
	w.Desk.Room = nil
	if r := w.takes(p); r.State() != intake.PortalAccepted {
		t.Errorf("%s", r.State())
	}
}

// What is no request at all.
func TestPortalNoRequest(t *testing.T) {
	w := wire(t)
	good := payload.WritePortal(w.portal("externat", depart))
	badly := w.portal("externat", depart)
	badly.ID = "two words"
	long := w.portal("externat", depart)
	long.ID = strings.Repeat("9", 300)
	for name, raw := range map[string][]byte{
		"empty": nil, "not XML": []byte("scan"), "cut": payload.WriteSigned(good, seal(good))[:200], "another thing": good,
		"a form that is none": payload.WriteSigned([]byte("<x/>"), nil), "its number": signedPortal(badly), "a long number": signedPortal(long),
	} {
		t.Run(name, func(t *testing.T) {
			w.refused(intake.ProblemPortalRequest, func() error { _, err := w.TakePortal(w.ctx(), w.by(sector), raw, ""); return err })
		})
	}
}

// A provider's worker takes what is the provider's, nobody else's.
func TestPortalOfAnother(t *testing.T) {
	w := wire(t)
	who, stranger := w.provider(depart), w.provider(school)
	p := w.portal("externat", depart)
	w.refused(intake.ProblemRole, func() error {
		_, err := w.TakePortal(w.ctx(), w.by(stranger.desk), signedPortal(p), "")
		return err
	})
	ok(w.TakePortal(w.ctx(), w.by(who.desk), signedPortal(p), ""))(t)
	for a, n := range map[intake.Actor]int{who.head: 1, stranger.head: 0, boss: 1} {
		page := ok(w.For(a).PortalList(w.ctx(), courier.PortalQuery{Limit: 5}))(t)
		if len(page.Requests) != n || page.Counts[intake.PortalAccepted] != int64(n) {
			t.Errorf("%s sees %+v", a.Code, page)
		}
	}
	if _, err := w.For(intake.Actor{Code: "x", Role: intake.Auditor}).PortalList(w.ctx(), courier.PortalQuery{Limit: 5}); !is(err, intake.ProblemRole) {
		t.Errorf("an auditor: %v", err)
	}
}

// Pages, newest first, with their counts.
func TestPortalList(t *testing.T) {
	w := wire(t)
	var want []string
	for i := range 7 {
		p := w.portal("externat", depart)
		p.Consent = i%3 != 0
		w.takes(p)
		want = append(want, p.ID)
	}
	slices.Reverse(want)
	var got []string
	var q courier.PortalQuery
	for q.Limit = 3; ; {
		page := ok(w.PortalList(w.ctx(), q))(t)
		for _, r := range page.Requests {
			got = append(got, r.Portal)
			if r.Name == "" || r.State().Words().KK == "" {
				t.Errorf("%+v", r)
			}
		}
		if page.Counts[intake.PortalAccepted] != 4 || page.Counts[intake.PortalRefused3] != 3 {
			t.Errorf("counts %v", page.Counts)
		}
		if page.Next == nil {
			break
		}
		q.After = page.Next
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	if err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			all = append(all, filepath.ToSlash(rel))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// The drop folder: everything goes where it belongs, and once.
func TestPortalDrop(t *testing.T) {
	w := wire(t)
	dir := t.TempDir()
	put := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	good, bad := w.portal("externat", depart), w.portal("externat", depart)
	bad.Consent = false
	put("1.xml", signedPortal(good))
	put("2.xml", signedPortal(bad))
	put("3.xml", []byte("<not/>"))
	put("4.tmp", signedPortal(w.portal("externat", depart)))
	put(".5.xml", signedPortal(w.portal("externat", depart)))
	differs := good
	differs.Recipient.Phone = "77010000001"
	put("6.XML", signedPortal(differs))
	n := ok(w.PortalDrop(w.ctx(), w.by(sector), dir))(t)
	if n != (courier.Dropped{Taken: 1, Refused: 1, Bad: 2}) {
		t.Errorf("%+v", n)
	}
	if got := names(t, dir); !slices.Equal(got, []string{".5.xml", "4.tmp", "bad/3.xml", "bad/6.XML", "done/1.xml", "refused/2.xml"}) {
		t.Errorf("%v", got)
	}
	// The crash between the answer and the move: the file is there again.
	before := w.head()
	put("1.xml", signedPortal(good))
	n = ok(w.PortalDrop(w.ctx(), w.by(sector), dir))(t)
	if n.Taken != 1 || w.head() != before || w.cases() != 1 {
		t.Errorf("after a crash: %+v, %d cases", n, w.cases())
	}
	if got := names(t, filepath.Join(dir, "done")); len(got) != 2 {
		t.Errorf("a file was written over: %v", got)
	}
	// What waits is looked at again each time.
	late := w.portal("externat", depart)
	w.judge.fault = sign.NoStatus
	put("7.xml", signedPortal(late))
	for range 2 {
		if n := ok(w.PortalDrop(w.ctx(), w.by(sector), dir))(t); n != (courier.Dropped{Waiting: 1}) {
			t.Errorf("%+v", n)
		}
	}
	w.judge.fault = ""
	if n := ok(w.PortalDrop(w.ctx(), w.by(sector), dir))(t); n != (courier.Dropped{Taken: 1}) || w.cases() != 2 {
		t.Errorf("%+v, %d cases", n, w.cases())
	}
	if got := names(t, filepath.Join(dir, "waiting")); len(got) != 0 {
		t.Errorf("still there: %v", got)
	}
	// No folder, nothing to do.
	if n := ok(w.PortalDrop(w.ctx(), w.by(sector), filepath.Join(dir, "none")))(t); n != (courier.Dropped{}) {
		t.Errorf("%+v", n)
	}
	w.refused(intake.ProblemRole, func() error { _, err := w.PortalDrop(w.ctx(), w.by(op), dir); return err })
}

// The power may go at every write of a request's way: what is answered is
// answered once, and what is not is taken when it comes again.
func TestPortalCrash(t *testing.T) {
	for name, spoil := range map[string]func(*payload.Portal){
		"accepted": func(*payload.Portal) {},
		"refused":  func(p *payload.Portal) { p.Consent = false },
	} {
		for trouble, lost := range map[string][]storetest.Trouble{
			"the answer was lost": {storetest.Reply}, "written by the second try": {storetest.Lost}, "somebody else wrote first": {storetest.Collision},
			"not written": {storetest.Lost, storetest.Lost, storetest.Lost}, "disk full": {storetest.Full},
		} {
			t.Run(name+", "+trouble, func(t *testing.T) {
				flaky := &storetest.Flaky{Engine: ok(bolt.Create(t.TempDir()+"/store.db", bolt.Options{NoSync: true}))(t)}
				l := ok(store.OpenLedger(t.Context(), flaky, storetest.Office, storetest.Keys(), courier.Schema()))(t)
				defer l.Close()
				w := wireOn(bare(t, l, "mangystau", "2016-10-03T10:00"))
				p := w.portal("externat", depart)
				spoil(&p)
				flaky.Fail(lost...)
				_, err := w.TakePortal(w.ctx(), w.by(sector), signedPortal(p), "gw")
				if fails := trouble == "not written" || trouble == "disk full"; (err != nil) != fails {
					t.Fatalf("%v", err)
				}
				if err := flaky.Reopen(w.ctx()); err != nil {
					t.Fatal(err)
				}
				if n := w.cases() + len(w.told(p.ID)); err == nil && n != 1 || err != nil && n != 0 {
					t.Errorf("%d things were made", n)
				}
				r := w.takes(p)
				if n := w.cases() + len(w.told(p.ID)); n != 1 || r.Waiting != "" {
					t.Errorf("%d things were made, %s", n, r.State())
				}
				w.audit()
			})
		}
	}
	t.Run("no place for files", func(t *testing.T) {
		w := wire(t)
		p := w.portal("externat", depart)
		blobs := w.Desk.Blobs
		w.Desk.Blobs = ok(blob.Open(t.TempDir(), storetest.Keys(), blob.ReadOnly))(t)
		before := w.head()
		if _, err := w.TakePortal(w.ctx(), w.by(sector), signedPortal(p), ""); err == nil || w.head() != before {
			t.Errorf("a case whose files are nowhere: %v", err)
		}
		w.Desk.Blobs = blobs
		if r := w.takes(p); r.State() != intake.PortalAccepted {
			t.Errorf("%s", r.State())
		}
	})
}
