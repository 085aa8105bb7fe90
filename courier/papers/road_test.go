package papers

import (
	"context"
	"strings"
	"testing"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/store"
	"tereze/store/storetest"
)

// The paper a case has at its window follows its road and its end.
func TestOfRoads(t *testing.T) {
	for _, r := range []struct {
		road    intake.Road
		stage   intake.Stage
		outcome intake.Outcome
		want    Kind
	}{
		{intake.RoadPaper, intake.Accepted, 0, Receipt}, {intake.RoadPaper, intake.Refused, 0, Refusal}, {intake.RoadPaper, intake.Annulled, 0, ""},
		{intake.RoadCentre, intake.Accepted, 0, Receipt}, {intake.RoadCentre, intake.Ready, intake.Result, Receipt},
		{intake.RoadCentre, intake.Ready, intake.Unaccepted, Refusal}, {intake.RoadCentre, intake.Refused, intake.Unaccepted, Refusal},
		{intake.RoadPortal, intake.Out, 0, ""}, {intake.RoadPortal, intake.Issued, intake.Result, PortalResult},
		{intake.RoadPortal, intake.Issued, intake.Unaccepted, ""},
	} {
		c := &intake.Case{Road: r.road}
		c.Stage, c.Outcome = r.stage, r.outcome
		if k, ok := Of(c); ok != (r.want != "") || ok && k != r.want {
			t.Errorf("%v %v %v: %q %v, want %q", r.road, r.stage, r.outcome, k, ok, r.want)
		}
	}
}

// A refusal of the portal is made of what is kept of the request: its reasons
// in words. A request that was not refused has none.
func TestPortalRefusalOfTheStore(t *testing.T) {
	office := intake.DefaultOffice(storetest.Office, "mangystau")
	now := time.Date(2018, 9, 4, 5, 0, 0, 0, time.UTC)
	o := &courier.Office{Desk: &intake.Desk{Ledger: storetest.Open(t, courier.Schema()), Catalogue: catalogue.Embedded(),
		Book: calendar.Embedded(), Office: &office, Clock: func() time.Time { return now }}}
	ctx := context.Background()
	for _, p := range []intake.PortalRequest{
		{Portal: "KZ-1", Service: "externat", At: now, Condition: 3, Reasons: []string{intake.PortalFree + "табель жоқ"}, Name: "Сериков Д. Б."},
		{Portal: "KZ-2", Service: "externat", At: now},
	} {
		_, err := o.Ledger.Update(ctx, o.By(intake.Itself(intake.Administrator)).Store(5), func(tx *store.Tx) error { return intake.PortalRequests.Put(tx, &p) })
		if err != nil {
			t.Fatal(err)
		}
	}
	doc, err := Make(ctx, o, Want{Kind: PortalRefusal, Portal: "KZ-1"})
	if err != nil || doc.Name() != "portal-refusal-kz-1" || !strings.Contains(doc.Text(80), "табель жоқ") || !strings.Contains(doc.Text(80), "условие 3") {
		t.Errorf("%v %q", err, doc.Name())
	}
	for _, no := range []string{"KZ-2", "KZ-3", ""} {
		if _, err := Make(ctx, o, Want{Kind: PortalRefusal, Portal: no}); err == nil || err.Error() != noPortal().Error() {
			t.Errorf("%q: %v", no, err)
		}
	}
}
