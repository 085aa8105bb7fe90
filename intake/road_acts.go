package intake

import (
	"slices"

	"tereze/intake/catalogue"
)

// keeps says on which roads an act is done; an act that is not here is done
// wherever its stage allows it. Papers that stay in the office are handed to
// nobody and carried by nobody.
var keeps = map[Act][]Road{
	ActGive: {RoadPaper}, ActReceive: {RoadPaper}, ActAdd: {RoadPaper}, ActTakeOut: {RoadPaper}, ActMissed: {RoadPaper},
	ActSign: {RoadCentre}, ActSend: {RoadCentre}, ActNotTaken: {RoadCentre}, ActTurnBack: {RoadCentre}, ActResult: {RoadCentre},
	ActPortal: {RoadPortal}, ActDecline: {RoadPortal}, ActPost: {RoadPortal}, ActLodge: {RoadChancellery}, ActHandOut: {RoadChancellery},

	// What the courier or the telephone brings, of what the centre sent.
	ActStep: {RoadPaper, RoadCentre}, ActSendBack: {RoadPaper, RoadCentre}, ActComplete: {RoadPaper, RoadCentre},
	ActReturn: {RoadPaper, RoadCentre}, ActMark: {RoadPaper, RoadCentre},
}

// Keeps says whether an act belongs to a road.
func (a Act) Keeps(r Road) bool {
	roads, some := keeps[a]
	return !some || slices.Contains(roads, r)
}

// NoRoad says why a service cannot go the centre's electronic road now; nil:
// it can. A gateway that is down changes nothing: what is sent waits.
func (d *Desk) NoRoad(svc *catalogue.Service) *Problem {
	if _, ok := svc.Road(catalogue.CSC); !ok {
		return Refuse(ProblemNoRoad, "road", svc.Code)
	}
	if !d.Office.Egov.On() {
		return Refuse(ProblemNoGateway, "road")
	}
	return nil
}

// usualRoad is the road an application for a service begins on.
func (d *Desk) usualRoad(svc *catalogue.Service) Road {
	if d.NoRoad(svc) == nil {
		return RoadCentre
	}
	return RoadPaper
}
