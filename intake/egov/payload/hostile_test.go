package payload_test

import (
	"errors"
	"strings"
	"testing"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
)

// readers are all of them.
func readers() map[string]func([]byte) error {
	return map[string]func([]byte) error{
		"person request": func(b []byte) error { _, err := payload.ReadPersonRequest(b); return err },
		"person":         func(b []byte) error { _, err := payload.ReadPerson(b, noon); return err },
		"power request":  func(b []byte) error { _, err := payload.ReadPowerRequest(b, nil); return err },
		"power":          func(b []byte) error { _, err := payload.ReadPower(b, noon, nil); return err },
		"application":    func(b []byte) error { _, err := payload.ReadApplication(b); return err },
		"withdrawal":     func(b []byte) error { _, err := payload.ReadWithdrawal(b); return err },
		"answer":         func(b []byte) error { _, err := payload.ReadAnswer(b); return err },
		"portal":         func(b []byte) error { _, err := payload.ReadPortal(b); return err },
		"signed":         func(b []byte) error { _, _, err := payload.ReadSigned(b); return err },
		"notice":         func(b []byte) error { _, err := payload.ReadPortalAnswer(b); return err },
	}
}

// good is one payload for each reader.
func good() map[string][]byte {
	return map[string][]byte{
		"person request": payload.PersonRequest(payload.Question{ID: "m", At: noon, Sender: "T", IIN: "900101400013"}),
		"person":         payload.WritePerson(payload.Reply{ID: "a", Request: "m", At: noon, People: []egov.Person{somebody()}}),
		"power request":  payload.PowerRequest(payload.PowerQuestion{ID: "m", At: noon, Sender: "T", PowerQuestion: egov.PowerQuestion{Number: "1", Date: noon}}, nil),
		"power":          payload.WritePower(egov.PowerAnswer{Found: true, Valid: true, Issued: noon}, nil),
		"application":    application().Write(),
		"withdrawal":     payload.Withdrawal{Number: "1", Service: "s", Provider: "p", At: noon}.Write(),
		"answer":         decided().Write(),
		"portal":         payload.WritePortal(portal()),
		"signed":         payload.WriteSigned([]byte("form"), []byte("cms")),
		"notice":         refusal(4).Write(),
	}
}

// Every reader refuses what a stranger would send to hurt it, and takes the
// same payload without it.
func TestHostile(t *testing.T) {
	bombs := map[string]func(string) string{
		"DTD":         func(s string) string { return `<!DOCTYPE x>` + s },
		"entity":      func(s string) string { return `<!DOCTYPE x [<!ENTITY e "e">]>` + strings.Replace(s, "</", "&e;</", 1) },
		"no entity":   func(s string) string { return strings.Replace(s, "</", "&e;</", 1) },
		"instruction": func(s string) string { return s + `<?php x?>` },
		"deep":        func(s string) string { return within(s, strings.Repeat("<a>", 40)+strings.Repeat("</a>", 40)) },
		"wide":        func(s string) string { return within(s, strings.Repeat("<a/>", 20_001)) },
		"attributes": func(s string) string {
			return within(s, "<a "+strings.Repeat("b:c='' ", 33)+"/>")
		},
		"big":        func(s string) string { return within(s, strings.Repeat(" ", 41<<20)) },
		"cut":        func(s string) string { return s[:len(s)-3] },
		"charset":    func(s string) string { return `<?xml version="1.0" encoding="windows-1251"?>` + s },
		"bytes":      func(s string) string { return strings.Replace(s, "</", "\xff\xfe</", 1) },
		"text after": func(s string) string { return s + "x" },
		"nothing":    func(string) string { return "" },
	}
	for name, read := range readers() {
		plain := string(good()[name])
		if err := read([]byte(plain)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := read([]byte("\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- a word -->" + plain)); err != nil {
			t.Errorf("%s with a head: %v", name, err)
		}
		for bomb, make := range bombs {
			if err := read([]byte(make(plain))); !errors.Is(err, egov.ErrAnswer) {
				t.Errorf("%s, %s: %v", name, bomb, err)
			}
		}
	}
}

// within puts more inside the last element.
func within(s, more string) string {
	i := strings.LastIndex(s, "</")
	return s[:i] + more + s[i:]
}

// Our own formats take no second root and no other namespace.
func TestOneRoot(t *testing.T) {
	for name, read := range readers() {
		plain := string(good()[name])
		if !strings.Contains(plain, payload.Namespace) {
			continue
		}
		for _, other := range []string{plain + plain, strings.Replace(plain, payload.Namespace, "urn:other", 1), "<data>" + plain + "</data>"} {
			if err := read([]byte(other)); !errors.Is(err, egov.ErrAnswer) {
				t.Errorf("%s: %v for\n%.80s", name, err, other)
			}
		}
	}
}

func FuzzReaders(f *testing.F) {
	for _, b := range good() {
		f.Add(b)
	}
	all := readers()
	f.Fuzz(func(t *testing.T, data []byte) {
		for name, read := range all {
			if err := read(data); err != nil && !errors.Is(err, egov.ErrAnswer) {
				t.Errorf("%s: %v", name, err)
			}
		}
		payload.Root(data)
	})
}
