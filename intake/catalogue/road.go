package catalogue

import "tereze/intake/trio"

// Road is an electronic way to a service: what is done and judged in it, in
// the act's order. A paper road needs none: it is the same for every service.
type Road struct {
	Channel Channel // CSC, for the State Corporation's own, or Portal
	Points  []Point
	Source  string // paragraph
}

// PointKind tells the two kinds of points apart.
type PointKind string

// The kinds. Each counts from 1 by itself.
const (
	PointProcess   PointKind = "process"
	PointCondition PointKind = "condition"
)

// Point is one process or condition of a road, by the act's own number.
type Point struct {
	Kind   PointKind
	Number int
	Text   trio.Text // the act's words, shortened
	Source string
	Form   string // the paper's form, as a source: "standard, annex 3"; most have none
}

// Values of Document.Register: which state system makes the paper needless
// when it answers.
const (
	RegisterIdentity = "identity"   // data on identity documents
	RegisterBirth    = "birth-2008" // births registered in Kazakhstan after 2008
)

// Road returns the electronic road through a channel.
func (s *Service) Road(c Channel) (*Road, bool) {
	for i := range s.Roads {
		if s.Roads[i].Channel == c {
			return &s.Roads[i], true
		}
	}
	return nil, false
}

// Point returns a process or a condition by its number.
func (r *Road) Point(k PointKind, n int) (Point, bool) {
	for _, p := range r.Points {
		if p.Kind == k && p.Number == n {
			return p, true
		}
	}
	return Point{}, false
}

// Name is the point as the acts call it: "процесс 3", "условие 1".
func (p Point) Name() trio.Text {
	n := itoa(p.Number)
	if p.Kind == PointCondition {
		return trio.Text{KK: n + "-шарт", RU: "условие " + n, EN: "condition " + n}
	}
	return trio.Text{KK: n + "-процесс", RU: "процесс " + n, EN: "process " + n}
}

// order is how the acts lay out the two roads. What the program does at each
// point hangs on its number, so no file may number them otherwise.
var order = map[Channel][]struct {
	kind   PointKind
	number int
}{
	CSC: {{PointProcess, 1}, {PointProcess, 2}, {PointProcess, 3}, {PointCondition, 1}, {PointProcess, 4},
		{PointProcess, 5}, {PointCondition, 2}, {PointProcess, 6}, {PointProcess, 7}},
	Portal: {{PointProcess, 1}, {PointCondition, 1}, {PointProcess, 2}, {PointProcess, 3}, {PointCondition, 2},
		{PointProcess, 4}, {PointProcess, 5}, {PointCondition, 3}, {PointProcess, 6}, {PointProcess, 7}},
}

func (n *node) road() Road {
	r := Road{Channel: Channel(n.oneOf("channel", "unknown-value", string(CSC), string(Portal))), Source: n.source()}
	for _, p := range n.tables("points") {
		r.Points = append(r.Points, Point{
			Kind:   PointKind(p.oneOf("kind", "unknown-value", string(PointProcess), string(PointCondition))),
			Number: p.integer("number", true), Text: p.text("text", true), Source: p.source(),
			Form: p.str("form", false),
		})
		p.done()
	}
	n.done()
	n.lintRoad(r)
	return r
}

// lintRoad wants every point of the road in its place.
func (n *node) lintRoad(r Road) {
	want := order[r.Channel]
	for i, w := range want {
		path, got := n.path, "–"
		if i < len(r.Points) {
			if r.Points[i].Kind == w.kind && r.Points[i].Number == w.number {
				continue
			}
			path, got = n.key("points")+"["+itoa(i)+"]", string(r.Points[i].Kind)+" "+itoa(r.Points[i].Number)
		}
		n.r.fault(path, "road-order", string(r.Channel), string(w.kind)+" "+itoa(w.number), clip(got))
		return
	}
	if i := len(want); i > 0 && len(r.Points) > i {
		n.r.fault(n.key("points")+"["+itoa(i)+"]", "road-long", string(r.Channel), itoa(i))
	}
}

// lintRoads wants each road once, through a channel the service has.
func (n *node) lintRoads(s *Service) {
	for i, r := range s.Roads {
		path := n.key("roads") + "[" + itoa(i) + "].channel"
		if r.Channel != "" && !s.Has(r.Channel) {
			n.r.fault(path, "road-channel", clip(s.Code), clip(string(r.Channel)))
		}
	}
	n.r.twice(n.key("roads"), "roads", codes(s.Roads, func(r Road) string { return string(r.Channel) }))
	for i, d := range s.Documents {
		if _, ok := s.Road(CSC); d.Register != "" && !ok {
			n.r.fault(n.key("documents")+"["+itoa(i)+"].register", "register-no-road", clip(d.Code))
		}
	}
}
