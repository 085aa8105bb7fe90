package tui

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/trio"
)

// The papers of the sector, the archive and the day, each by its key.
func TestPapersOfTheSector(t *testing.T) {
	s, c := newFilledOffice(t, trio.RU, "super1")
	dir := withFolder(t, s, intake.PrinterSettings{})
	p := open(t, s, c, 80, 24)
	out := func(name string) {
		t.Helper()
		p.Press("enter")
		p.Has("Сохранён PDF")
		for _, f := range files(t, filepath.Join(dir, "papers")) {
			if strings.HasPrefix(f, name) {
				return
			}
		}
		t.Errorf("no %q among %v", name, files(t, filepath.Join(dir, "papers")))
	}
	p.Press("r")
	p.Has("Просмотр · отчёт за день")
	out("report-20150302")

	p.Press("4", "b")
	out("label-sector-")
	p.Press("r", "right", "right", "right", "p") // the delivered registries
	p.Has("Просмотр · реестр")
	p.Sizes(nil)
	out("registry-")
	p.Press("enter", "p")
	out("registry-")
	p.Press("d")
	if reg := pushed[*registryView](t, p, s); reg.read.act == nil {
		p.Has("расхождений нет")
	}
	all := must(s.Office.RegistriesIn(context.Background(), courier.Delivered, 100))
	for _, r := range all {
		if act := must(s.Office.DiscrepancyOf(context.Background(), r.Number)); act != nil {
			s.Push(newRegistry(s, r.Number))
			p.Send(nil)
			p.Press("d")
			p.Has("Просмотр · акт расхождений")
			out("discrepancy-")
			break
		}
	}

	s.Home()
	p.Send(nil)
	p.Press("7", "f7", "p")
	p.Has("описи ещё нет")
	p.Press("tab", "p")
	p.Has("Просмотр · архивная опись")
	out("inventory-2015-")
	s.Actor.Role = intake.Issuer // the inspector's sweep
	p.Press("tab", "f9", "right", "enter", "p")
	p.Has("Просмотр · архивная опись")
	out("inventory-2015-")
}

// The return registry on the table of the sixth station is a paper; what was
// due back without one is not.
func TestReturnRegistryIsPrinted(t *testing.T) {
	s, c := newTestOffice(t, trio.RU, intake.Sector)
	dir := withFolder(t, s, intake.PrinterSettings{})
	k := caseAt(t, s.Office, intake.Marked, 1)
	if k.Return == 0 {
		t.Fatal("the case came back in no registry")
	}
	p := open(t, s, c, 80, 24)
	m := newMark(s).(*marking)
	m.table = markTable{ret: k.Return, provider: k.Provider}
	if why := m.noReturn(); !why.Empty() {
		t.Errorf("no paper: %s", why)
	}
	s.Push(m)
	p.Send(nil)
	m.table, m.mode = markTable{ret: k.Return, provider: k.Provider}, scanning
	p.Press("p")
	p.Has("Просмотр · возвратный реестр")
	p.Press("f9")
	if got := files(t, filepath.Join(dir, "papers")); len(got) != 1 || !strings.HasPrefix(got[0], "return-") {
		t.Errorf("the folder holds %v", got)
	}
	m.table = markTable{}
	p.Press("p")
	p.Has("нет возвратного реестра")
}
