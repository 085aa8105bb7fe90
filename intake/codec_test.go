package intake

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tereze/intake/calendar"
	"tereze/store"
)

// fill sets every field of v, by what it is: a field somebody adds and forgets
// to encode is drawn too, and then does not come back.
func fill(t *rapid.T, v reflect.Value, name string) {
	switch v.Interface().(type) {
	case time.Time:
		if rapid.Bool().Draw(t, name+" set") {
			v.Set(reflect.ValueOf(time.Unix(rapid.Int64Range(-1e9, 1e11).Draw(t, name), 0).UTC()))
		}
		return
	case calendar.Date:
		if rapid.Bool().Draw(t, name+" set") {
			d := calendar.Date{Year: 2000, Month: 1, Day: 1}.Add(rapid.IntRange(-40_000, 40_000).Draw(t, name))
			v.Set(reflect.ValueOf(d))
		}
		return
	case calendar.Clock:
		v.SetInt(rapid.Int64Range(0, 1440).Draw(t, name))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.String().Draw(t, name))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, name))
	case reflect.Int, reflect.Int64:
		v.SetInt(rapid.Int64().Draw(t, name))
	case reflect.Uint8:
		v.SetUint(uint64(rapid.Uint8().Draw(t, name)))
	case reflect.Uint64:
		v.SetUint(rapid.Uint64().Draw(t, name))
	case reflect.Array:
		for i := range v.Len() {
			fill(t, v.Index(i), name)
		}
	case reflect.Slice:
		if n := rapid.IntRange(0, 3).Draw(t, name+" length"); n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				fill(t, v.Index(i), name)
			}
		}
	case reflect.Pointer:
		if rapid.Bool().Draw(t, name+" set") {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem(), name)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), v.Type().Field(i).Name)
		}
	default:
		t.Fatalf("%s is a %s: say how to draw it", name, v.Kind())
	}
}

func draw[T any](t *rapid.T) (rec T) {
	fill(t, reflect.ValueOf(&rec).Elem(), "record")
	return rec
}

// newest is at least the newest version of every stored form.
const newest = 3

// roundTrip writes records of every shape and reads them back; cut short
// anywhere, they are refused.
func roundTrip[T any](t *testing.T, encode func(*store.Encoder, *T), decode func(*store.Decoder, byte, *T)) {
	rapid.Check(t, func(t *rapid.T) {
		rec := draw[T](t)
		var e store.Encoder
		encode(&e, &rec)
		var got T
		d := store.NewDecoder(e.Data())
		decode(d, newest, &got)
		if err := d.Done(); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, rec) {
			t.Fatalf("wrote %+v\nread  %+v", rec, got)
		}
		cut := store.NewDecoder(e.Data()[:rapid.IntRange(0, len(e.Data())-1).Draw(t, "cut")])
		decode(cut, newest, new(T))
		if cut.Done() == nil {
			t.Fatal("a cut record was read")
		}
	})
}

func TestCodecs(t *testing.T) {
	t.Run("case", func(t *testing.T) { roundTrip(t, encodeCase, decodeCase) })
	t.Run("person", func(t *testing.T) {
		roundTrip(t, encodePerson, func(d *store.Decoder, _ byte, p *Person) { decodePerson(d, p) })
	})
	t.Run("representative", func(t *testing.T) {
		roundTrip(t, encodeAgent, func(d *store.Decoder, _ byte, a *Representative) { decodeAgent(d, a) })
	})
	t.Run("draft", func(t *testing.T) { roundTrip(t, encodeDraft, decodeDraft) })
	t.Run("message", func(t *testing.T) { roundTrip(t, encodeMessage, decodeMessage) })
	t.Run("inbound", func(t *testing.T) { roundTrip(t, encodeInbound, decodeInbound) })
	t.Run("portal request", func(t *testing.T) { roundTrip(t, encodePortalRequest, decodePortalRequest) })
	t.Run("turn-away", func(t *testing.T) { roundTrip(t, encodeTurnAway, decodeTurnAway) })
	t.Run("inventory", func(t *testing.T) { roundTrip(t, encodeInventory, decodeInventory) })
	t.Run("actor", func(t *testing.T) { roundTrip(t, encodeActor, decodeActor) })
	t.Run("state", func(t *testing.T) {
		roundTrip(t, encodeState, func(d *store.Decoder, _ byte, s *State) { decodeState(d, s) })
	})
}

// A row of a list is what the case was; only the name is made short.
func TestRowRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := draw[Case](t)
		due, at := draw[calendar.Date](t), draw[calendar.Clock](t)
		id := c.ID
		got, err := readRow(store.Hit{ID: id[:], Cursor: []byte{1}, Row: c.row(due, at)})
		if err != nil {
			t.Fatal(err)
		}
		want := ListRow{
			Cursor: []byte{1}, ID: c.ID, Number: c.Number, Service: c.Service, Edition: c.Edition, Name: c.Recipient.ShortName(),
			Provider: c.Provider, Due: due, DueAt: at, Stage: c.Stage, Accepted: c.AcceptedAt, Registry: c.Registry, Return: c.Return,
			Handover: c.Handover, Step: c.Step, Given: c.Given, Received: c.Received, Arrived: c.Arrived, SentBack: c.SentBack != "",
			Outcome: c.Outcome, Version: c.Version(), Road: c.Road, Executor: c.Executor,
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\nwant %+v", got, want)
		}
		if d := readDateKey(dateKey(nil, due)); d != due {
			t.Fatalf("%s became %s", due, d)
		}
	})
}

// What an index says of a case hangs on the record alone: read back from the
// store, it gives the same marks. The case's times lose their zone there.
func TestMarksSurviveTheStore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := draw[Case](t)
		c.Number = "042-150302-000174"
		zone := time.FixedZone("", rapid.IntRange(-12, 14).Draw(t, "zone")*3600)
		c.AcceptedAt, c.ReadyAt, c.StepSince = c.AcceptedAt.In(zone), c.ReadyAt.In(zone), c.StepSince.In(zone)
		c.Stage = Stage(rapid.IntRange(1, int(Annulled)).Draw(t, "stage"))
		var e store.Encoder
		encodeCase(&e, &c)
		var back Case
		decodeCase(store.NewDecoder(e.Data()), newest, &back)
		l, due, at := c.list()
		if bl, bdue, bat := back.list(); bl != l || bdue != due || bat != at {
			t.Fatalf("list %c by %s %s, read back %c by %s %s", l, due, at, bl, bdue, bat)
		}
		if !reflect.DeepEqual(c.row(due, at), back.row(due, at)) {
			t.Fatal("another row")
		}
	})
}

// What earlier versions wrote is still read: they lacked what stands at the end.
func TestFirstVersionsAreRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := draw[Actor](t)
		a.Provider = ""
		var e store.Encoder
		encodeActor(&e, &a)
		var got Actor
		d := store.NewDecoder(e.Data()[:len(e.Data())-1]) // without the empty provider
		decodeActor(d, 1, &got)
		if err := d.Done(); err != nil || got != a {
			t.Fatalf("%v: wrote %+v, read %+v", err, a, got)
		}
		c := draw[Case](t)
		c.StartedAt, c.History = time.Time{}, nil
		c.Road, c.Check, c.Files, c.Origin = RoadPaper, RegisterCheck{}, nil, ""
		var started, road store.Encoder
		started.Time(time.Time{})
		road.Uint(0)
		encodeCheck(&road, &c.Check)
		encodeFiles(&road, nil)
		road.String("")
		for version, lacks := range map[byte]int{1: len(started.Data()) + len(road.Data()), 2: len(road.Data())} {
			e = store.Encoder{}
			encodeCase(&e, &c)
			var back Case
			d = store.NewDecoder(e.Data()[:len(e.Data())-lacks])
			decodeCase(d, version, &back)
			if err := d.Done(); err != nil || !reflect.DeepEqual(back, c) {
				t.Fatalf("version %d, %v: wrote %+v, read %+v", version, err, c, back)
			}
		}
	})
}
