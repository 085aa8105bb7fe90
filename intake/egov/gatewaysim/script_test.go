package gatewaysim

import (
	"slices"
	"testing"
)

func TestScriptCountsByRule(t *testing.T) {
	var s script
	s.set([]Rule{
		{Channel: ChannelSync, Kind: "person", Nth: 2, Fault: Delay},
		{Channel: ChannelSync, Times: 2, Fault: CutXML},
		{Operation: "getMessages", Times: -1, Nth: 2, Fault: Big},
	})
	var got []Fault
	for range 4 {
		got = append(got, s.next(ChannelSync, "SendMessage", "person"))
	}
	// The first is the second rule's; the second the first rule's; the third
	// the second rule's again; then it is over.
	if want := []Fault{CutXML, Delay, CutXML, ""}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	got = nil
	for range 3 {
		got = append(got, s.next(ChannelAsync, "getMessages", ""))
	}
	if want := []Fault{"", Big, Big}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if s.next(ChannelCallback, "sendMessage", "taken") != "" {
		t.Error("a rule of another channel fired")
	}
	if n := len(s.happened()); n != 5 {
		t.Errorf("%d faults remembered", n)
	}
	s.set(nil)
	if s.next(ChannelSync, "SendMessage", "person") != "" {
		t.Error("an empty script does harm")
	}
}
