package tui

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

func TestAccountsFrames(t *testing.T) {
	o := newDoorOffice(t, trio.KK)
	if _, err := o.house.Login(context.Background(), "op2", "жоқ", ""); err == nil {
		t.Fatal("a wrong password")
	}
	p := o.door(trio.KK, func(d *DoorOptions) { d.KeepLang = true; o.by("admin1")(d) })
	tuitest.NoClash(t, p.d.top().Keys())
	p.frames("accounts")
	p.Press("n")
	p.Golden("accounts_new", trio.KK)
	p.Sizes(nil)
	p.Press("esc", "k")
	p.frames("accounts_keys")
}

var onceShape = regexp.MustCompile(`[2-9a-z]{4}(-[2-9a-z]{4}){3}`)

// A worker is written in: the one-time code is shown once and lets in, to a
// password of the worker's own.
func TestAccountsAdd(t *testing.T) {
	o := newDoorOffice(t, trio.RU)
	p := o.door(trio.RU, nil)
	p.in("admin1")
	p.Has("Учётные записи", "А. Ахметова")
	p.HasNot("станция", "поиск")
	p.Press("n")
	p.Press("f9")
	p.Has("Заполните")
	p.Type("op1")
	p.Press("tab")
	p.Type("Ә. Жаңабаева")
	p.Press("tab", "right", "tab")
	p.Type("555")
	p.Press("f9")
	p.Has("Такой логин уже есть: op1", "Ә. Жаңабаева") // the form is there again, as it was
	p.Press("backspace", "backspace", "backspace")
	p.Type("sector2")
	p.Press("f9")
	once := onceShape.FindString(p.Frame())
	if once == "" {
		t.Fatal("no code:\n" + p.Frame())
	}
	p.Press("enter")
	p.HasNot(once)
	p.Has("Ә. Жаңабаева", "sector2", "накопительный сектор", "выдан код")
	a := must(o.office.Worker(context.Background(), "sector2"))
	if a.Name != "Ә. Жаңабаева" || a.Role != intake.Sector || a.Window != 555 {
		t.Errorf("%+v", a)
	}
	if strings.Contains(o.log.String(), once) {
		t.Error("the log has the code")
	}
	p.Press("f6")
	p.login("sector2", once)
	p.Has("Вы вошли по одноразовому коду")
	p.Type("три слова и ещё одно")
	p.Press("tab")
	p.Type("три слова и ещё одно")
	p.Press("enter")
	p.Has("Ә. Жаңаб", "▐4 Курьер▌")
}

func TestAccountsActs(t *testing.T) {
	o := newDoorOffice(t, trio.EN)
	p := o.door(trio.EN, func(d *DoorOptions) { d.KeepLang = true })
	p.in("admin1")
	for selected := p.selectedCode(); selected != "op1"; selected = p.selectedCode() {
		p.Press("down")
	}
	p.Press("f8")
	p.Has("op1: disable the account?")
	p.Press("enter") // No is first
	p.Press("f8", "f9")
	p.Has("op1: disabled")
	if e, err := o.house.Login(context.Background(), "op1", account.TrainingPassword, ""); err == nil {
		t.Errorf("a shut account lets in %+v", e)
	}
	p.Layout = "kz_basic"
	p.Press("d", "f9")
	p.Has("op1: enabled")
	p.Press("r", "f9")
	p.Layout = ""
	once := onceShape.FindString(p.Frame())
	p.Has("op1: one-time code", "72 hours")
	p.Press("enter")
	if _, err := o.house.Login(context.Background(), "op1", account.TrainingPassword, ""); err == nil {
		t.Error("the old password lets in")
	}
	if e := must(o.house.Login(context.Background(), "op1", once, "")); !e.MustChange {
		t.Error("the code is no password")
	}
	p.Press("enter", "tab", "right", "f9") // operator to sector
	p.Has("op1: saved")
	if a := must(o.office.Worker(context.Background(), "op1")); a.Role != intake.Sector {
		t.Errorf("%+v", a)
	}

	p.Press("f9")
	p.Has("op1: public keys", "No keys")
	p.Press("f5")
	p.Type("-----BEGIN OPENSSH PRIVATE KEY-----")
	p.Press("f9")
	p.Has("This is a private key")
	p.Press("n")
	p.Paste("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJzS0QCdZbJ1nTkXH4wV0QGqX1c3o0m3m1xY0bqkYqkV op1@home")
	p.Press("f9")
	p.Has("The key is added", "SHA256:", "op1@home")
	p.Press("delete", "f9")
	p.Has("The key is dropped", "No keys")
}

func (p *terminal) selectedCode() string {
	a, ok := p.d.work.top().(*accounts)
	if !ok {
		return ""
	}
	return a.actor().Code
}

// Another's act on the accounts is seen, the selection stays.
func TestAccountsFollow(t *testing.T) {
	o := newDoorOffice(t, trio.EN)
	p := o.door(trio.EN, func(d *DoorOptions) { d.KeepLang = true; o.by("admin1")(d) })
	p.Press("down", "down")
	held := p.selectedCode()
	admin := *must(o.office.Worker(context.Background(), "admin1"))
	must(o.house.Add(context.Background(), o.office.By(admin), intake.Actor{Code: "a1", Name: "A. First", Role: intake.Operator}))
	p.Send(Changed{})
	p.Has("A. First")
	if got := p.selectedCode(); got != held {
		t.Errorf("the selection moved from %s to %s", held, got)
	}
}
