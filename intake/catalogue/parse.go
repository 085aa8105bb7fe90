package catalogue

import (
	"unicode/utf8"

	"tereze/intake/calendar"
	"tereze/intake/trio"
)

// edition reads the top of a file.
func (r *reader) edition(n *node) *Edition {
	e := &Edition{
		ID:         n.code("id", true),
		Region:     n.code("region", true),
		RegionName: n.text("region-name", true),
		Act:        n.text("act", true),
		ActNumber:  n.str("number", true),
		Adopted:    n.stamp("adopted", true),
		Registered: n.stamp("registered", false),
		Amended:    n.stamp("amended", false),
		InForce:    n.stamp("in-force", true),
		Repealed:   n.stamp("repealed", false),
		Replaces:   n.code("replaces", false),
		File:       r.file,
	}
	services := n.tables("services")
	if _, has := n.m["services"]; !has || len(services) == 0 {
		r.fault("", "no-service")
	}
	for _, s := range services {
		e.Services = append(e.Services, s.service())
	}
	n.done()
	return e
}

func (n *node) stamp(k string, must bool) (s Stamp) {
	sub, ok := n.table(k, must)
	if !ok {
		return s
	}
	s = Stamp{
		Date:    sub.date("date", true),
		Number:  sub.str("number", false),
		Derived: sub.boolean("derived"),
		Note:    sub.text("note", false),
	}
	if s.Derived && s.Note == (trio.Text{}) {
		n.r.fault(sub.path, "derived-no-note", k)
	}
	sub.done()
	return s
}

// sourced are the values of a service whose paragraph stands in its sources
// table; terms, steps, windows and documents name their own.
var sourced = []string{"name", "channels", "forms", "provider", "result", "from"}

func (n *node) service() Service {
	s := Service{
		Code:        n.code("code", true),
		Name:        n.text("name", true),
		Short:       n.text("short", true),
		QueueNumber: n.boolean("queue-number"),
		Paragraphs:  n.str("paragraphs", true),
		From:        n.oneOf("from", "unknown-value", FromAcceptance, FromDelivery),
		Whole:       n.term("whole", false, 1),
	}
	for _, l := range trio.Langs() {
		if short := s.Short.In(l); utf8.RuneCountInString(short) > 14 {
			n.r.fault(n.key("short."+string(l)), "short-long", s.Code, clip(short))
		}
	}
	for _, c := range n.strs("channels", true, "unknown-channel", string(Chancellery), string(CSC), string(Portal)) {
		s.Channels = append(s.Channels, Channel(c))
	}
	s.Forms = n.forms("forms")
	if p, ok := n.table("provider", true); ok {
		s.Provider = Provider{
			Kind: p.oneOf("kind", "unknown-value", "school", "executive", "preschool"),
			Name: p.text("name", true),
		}
		p.done()
	}
	if p, ok := n.table("result", true); ok {
		s.Result = Result{Name: p.text("name", true), Forms: p.forms("forms")}
		for _, k := range p.tables("kinds") {
			s.Result.Kinds = append(s.Result.Kinds, Kind{Code: k.code("code", true), Name: k.text("name", true)})
			k.done()
		}
		p.done()
	}
	s.Sources = n.sources()
	for _, g := range n.tables("grounds") {
		s.Grounds = append(s.Grounds, Ground{
			Code: g.code("code", true), Name: g.text("name", true), Default: g.boolean("default"),
			Assumed: g.boolean("assumed"), Source: g.source(),
		})
		g.done()
	}
	for _, c := range n.tables("conditions") {
		s.Conditions = append(s.Conditions, Condition{
			Code: c.code("code", true), Name: c.text("name", true),
			Assumed: c.boolean("assumed"), Source: c.source(),
		})
		c.done()
	}
	for _, d := range n.tables("documents") {
		s.Documents = append(s.Documents, d.document())
	}
	for _, st := range n.tables("steps") {
		s.Steps = append(s.Steps, st.step())
	}
	for _, w := range n.tables("windows") {
		s.Windows = append(s.Windows, w.window())
	}
	for _, r := range n.tables("roads") {
		s.Roads = append(s.Roads, r.road())
	}
	atCentre := s.Has(CSC)
	s.Return = n.term("return", atCentre, 0)
	if l, ok := n.table("limits", atCentre); ok {
		s.Limits = Limits{
			Counter:   l.term("counter", true, 1),
			Dispatch:  l.term("dispatch", true, 0),
			Forward:   l.term("forward", true, 0),
			Unclaimed: l.term("unclaimed", true, 1),
		}
		l.done()
	}
	for _, m := range n.tables("marks") {
		mark := Mark{
			Kind: m.oneOf("kind", "unknown-value", "assumed", "derived"),
			On:   m.str("on", true), Text: m.text("text", true),
		}
		s.Marks = append(s.Marks, mark)
		s.Derived = s.Derived || mark.Kind == "derived"
		m.done()
	}
	n.done()
	n.lint(&s)
	return s
}

func (n *node) forms(k string) (out []Form) {
	for _, f := range n.strs(k, true, "unknown-value", string(Paper), string(Electronic)) {
		out = append(out, Form(f))
	}
	return out
}

// source reads the paragraph of a value and asks for it when it is missing.
func (n *node) source() string {
	s := n.str("source", false)
	if s == "" {
		n.r.fault(n.path, "no-source", n.path)
	}
	return s
}

func (n *node) sources() map[string]string {
	out := map[string]string{}
	t, ok := n.table("sources", true)
	if !ok {
		return out
	}
	for _, k := range append([]string{"queue-number"}, sourced...) {
		if s := t.str(k, false); s != "" {
			out[k] = s
		} else if k != "queue-number" || n.m[k] == true {
			n.r.fault(t.path, "no-source", k)
		}
	}
	t.done()
	return out
}

func (n *node) document() Document {
	d := Document{
		Code:      n.code("code", true),
		Name:      n.text("name", true),
		When:      n.oneOf("when", "unknown-value", Always, If, OnGround),
		Condition: n.code("condition", n.m["when"] == If),
		Grounds:   n.strs("grounds", n.m["when"] == OnGround, ""),
		Kinds:     n.strs("kinds", true, "unknown-value", Original, Copy, Notarised),
		Shown:     n.boolean("shown"),
		Valid:     n.term("valid", false, 1),
		Dated:     n.boolean("dated"),
		OneOf:     n.code("one-of", false),
		Assumed:   n.boolean("assumed"),
		Source:    n.source(),
	}
	if _, has := n.m["register"]; has {
		d.Register = n.oneOf("register", "unknown-value", RegisterIdentity, RegisterBirth)
	}
	n.done()
	return d
}

func (n *node) step() Step {
	s := Step{
		Code: n.oneOf("code", "unknown-value", StepCodes()...),
		Who:  n.text("who", true), Act: n.text("act", true),
		Limit: n.stepLimit(), Source: n.source(),
	}
	n.done()
	return s
}

// stepLimit takes the paragraph of the step for its limit when it names none.
func (n *node) stepLimit() (t calendar.Term) {
	sub, ok := n.m["limit"].(map[string]any)
	if !ok || len(sub) == 0 {
		n.used["limit"] = true
		n.r.fault(n.path, "step-no-limit", n.str("code", false))
		return t
	}
	if src, has := n.m["source"]; has && sub["source"] == nil {
		sub["source"] = src
	}
	return n.term("limit", true, 1)
}

func (n *node) window() Window {
	w := Window{
		Code: n.code("code", true), Name: n.text("name", true),
		Closed:    n.oneOf("closed", "unknown-value", Warn, Refuse),
		Condition: n.code("condition", false), Wraps: n.boolean("wraps"),
		Assumed: n.boolean("assumed"), Note: n.text("note", false), Source: n.source(),
	}
	w.FromMonth, w.FromDay = n.boundary("from", w.Code)
	w.ToMonth, w.ToDay = n.boundary("to", w.Code)
	if w.FromMonth*100+w.FromDay > w.ToMonth*100+w.ToDay && w.ToMonth > 0 && !w.Wraps {
		n.r.fault(n.key("from"), "window-reversed", w.Code)
	}
	n.done()
	return w
}

func (n *node) boundary(k, code string) (month, day int) {
	sub, ok := n.table(k, true)
	if !ok {
		return 0, 0
	}
	month, day = sub.integer("month", true), sub.integer("day", true)
	if !possible(month, day) {
		n.r.fault(sub.path, "window-never", code, dayMonth(month, day))
	}
	sub.done()
	return month, day
}
