package account

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tereze/store"
)

// fill sets every field, so that one somebody adds and forgets to encode does
// not come back.
func fill(t *rapid.T, v reflect.Value, name string) {
	if _, ok := v.Interface().(time.Time); ok {
		if rapid.Bool().Draw(t, name+" set") {
			v.Set(reflect.ValueOf(time.Unix(rapid.Int64Range(-1e9, 1e11).Draw(t, name), 0).UTC()))
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.String().Draw(t, name))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, name))
	case reflect.Uint64:
		v.SetUint(rapid.Uint64().Draw(t, name))
	case reflect.Uint8:
		v.SetUint(uint64(rapid.Uint8().Draw(t, name)))
	case reflect.Slice:
		if n := rapid.IntRange(0, 3).Draw(t, name+" length"); n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				fill(t, v.Index(i), name)
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), v.Type().Field(i).Name)
		}
	default:
		t.Fatalf("%s is a %s: say how to draw it", name, v.Kind())
	}
}

func roundTrip[T any](t *testing.T, encode func(*store.Encoder, *T), decode func(*store.Decoder, byte, *T)) {
	rapid.Check(t, func(t *rapid.T) {
		var rec, got T
		fill(t, reflect.ValueOf(&rec).Elem(), "record")
		var e store.Encoder
		encode(&e, &rec)
		d := store.NewDecoder(e.Data())
		decode(d, 1, &got)
		if err := d.Done(); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, rec) {
			t.Fatalf("wrote %+v\nread  %+v", rec, got)
		}
		cut := store.NewDecoder(e.Data()[:rapid.IntRange(0, len(e.Data())-1).Draw(t, "cut")])
		decode(cut, 1, new(T))
		if cut.Done() == nil {
			t.Fatal("a cut record was read")
		}
	})
}

func TestCodecs(t *testing.T) {
	t.Run("account", func(t *testing.T) { roundTrip(t, encodeAccount, decodeAccount) })
	t.Run("try", func(t *testing.T) { roundTrip(t, encodeTry, decodeTry) })
}

// A hash keeps what it was made with, and what no hash of ours can be is no hash.
func TestPHC(t *testing.T) {
	h := NewHasher(Cost{Memory: 128, Time: 2, Lanes: 1})
	s, err := h.make(t.Context(), goodWord)
	if err != nil {
		t.Fatal(err)
	}
	if dear := NewHasher(TrainingCost()); true {
		if ok, err := dear.fits(s, goodWord); err != nil || !ok {
			t.Error("a hash of another cost:", ok, err)
		}
		if ok, err := dear.fits(s, goodWord+" "); err != nil || ok {
			t.Error("another password:", ok, err)
		}
	}
	again, err := h.make(t.Context(), goodWord)
	if err != nil || again == s {
		t.Error("one salt twice", err)
	}
	if c := DefaultCost(); c != (Cost{Memory: 65536, Time: 3, Lanes: 1}) || atOnce != 2 || saltSize != 16 {
		t.Errorf("%+v", c)
	}
	salt, key := make([]byte, 16), make([]byte, 32)
	good := phc(DefaultCost(), salt, key)
	if want := "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"; good != want {
		t.Errorf("%s", good)
	}
	for _, c := range []string{"", "$", "plain", good + "$", good[:len(good)-1], "x" + good,
		phc(Cost{Memory: 1 << 21, Time: 3, Lanes: 1}, salt, key), phc(Cost{Memory: 64, Time: 99, Lanes: 1}, salt, key),
		phc(Cost{Memory: 64, Time: 0, Lanes: 1}, salt, key), phc(Cost{Memory: 64, Time: 1}, salt, key), phc(DefaultCost(), nil, key), phc(DefaultCost(), salt, key[:4])} {
		if _, _, _, err := parsePHC(c); err == nil {
			t.Errorf("%q was read", c)
		}
	}
}

// What stands in the table is judged by the audit.
func TestCheckAccount(t *testing.T) {
	k, err := ParseKey(ed25519Line)
	if err != nil {
		t.Fatal(err)
	}
	hash := phc(TrainingCost(), make([]byte, 16), make([]byte, 32))
	for _, c := range []struct {
		name string
		a    Account
		good bool
	}{
		{"nothing yet", Account{Code: "a"}, true},
		{"a password and a key", Account{Code: "a", Hash: hash, Keys: []Key{k}}, true},
		{"a code", Account{Code: "a", Hash: hash, Once: true, Until: time.Unix(1, 0)}, true},
		{"a password in the clear", Account{Code: "a", Hash: goodWord}, false},
		{"an endless code", Account{Code: "a", Hash: hash, Once: true}, false},
		{"another key's print", Account{Code: "a", Keys: []Key{{Print: "SHA256:x", Blob: k.Blob}}}, false},
	} {
		if err := checkAccount(&c.a); (err == nil) != c.good {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
