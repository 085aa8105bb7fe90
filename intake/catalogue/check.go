package catalogue

import (
	"errors"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// maxFile is the most a file of the catalogue may hold, in bytes.
const maxFile = 1 << 20

// StepCodes lists the provider's five acts in the regulation's order.
func StepCodes() []string {
	return []string{"chancellery-in", "head", "executor", "head-sign", "chancellery-out"}
}

// Check reads one file of the catalogue and says what is wrong with it, in
// the order of its lines. The edition is nil when there is any fault.
func Check(file string, data []byte) (*Edition, []Fault) {
	e, _, faults := read(file, data)
	return e, faults
}

func read(file string, data []byte) (*Edition, lines, []Fault) {
	if len(data) > maxFile {
		return nil, nil, []Fault{{File: file, Code: "too-big"}}
	}
	at, deep := locate(data)
	if deep > 0 {
		return nil, nil, []Fault{{File: file, Line: deep, Code: "too-deep"}}
	}
	m, bad := decode(file, data)
	if bad != nil {
		return nil, nil, []Fault{*bad}
	}
	r := &reader{file: file, at: at}
	e := r.edition(r.node("", m))
	r.lintStamps(e)
	r.twice("services", "services", codes(e.Services, func(s Service) string { return s.Code }))
	if len(r.faults) > 0 {
		slices.SortStableFunc(r.faults, func(a, b Fault) int { return a.Line - b.Line })
		if r.more > 0 {
			r.faults = append(r.faults, Fault{File: file, Code: "more", Args: []string{itoa(r.more)}})
		}
		return nil, nil, r.faults
	}
	return e, at, nil
}

// decode hands the file to the TOML library. A panic in there is the file's
// fault, never the end of the program.
func decode(file string, data []byte) (m map[string]any, bad *Fault) {
	defer func() {
		if p := recover(); p != nil {
			m, bad = nil, &Fault{File: file, Code: "syntax", Args: []string{"…"}}
		}
	}()
	if err := toml.Unmarshal(data, &m); err != nil {
		bad = &Fault{File: file, Line: 1, Code: "syntax", Args: []string{clip(err.Error())}}
		var pe toml.ParseError
		if errors.As(err, &pe) {
			bad.Line, bad.Args[0] = max(pe.Position.Line, 1), clip(pe.Message)
		}
		return nil, bad
	}
	return m, nil
}

// lintStamps wants the act's dates in the order of its life.
func (r *reader) lintStamps(e *Edition) {
	life := []struct {
		key   string
		stamp Stamp
	}{{"adopted", e.Adopted}, {"registered", e.Registered}, {"amended", e.Amended}, {"in-force", e.InForce}, {"repealed", e.Repealed}}
	last := -1
	for i, s := range life {
		if !s.stamp.Known() {
			continue
		}
		if last >= 0 && s.stamp.Date.Before(life[last].stamp.Date) {
			r.fault(s.key+".date", "date-order", s.key, s.stamp.Date.String(), life[last].key, life[last].stamp.Date.String())
		}
		last = i
	}
	if e.Repealed.Known() && e.Repealed.Date == e.InForce.Date {
		r.fault("repealed.date", "date-order", "repealed", e.Repealed.Date.String(), "in-force", e.InForce.Date.String())
	}
}

func codes[T any](list []T, code func(T) string) []string {
	var out []string
	for _, x := range list {
		out = append(out, code(x))
	}
	return out
}

// twice reports a code that stands twice in a list.
func (r *reader) twice(path, where string, codes []string) {
	for i, c := range codes {
		if c != "" && slices.Contains(codes[:i], c) {
			r.fault(path+"["+itoa(i)+"].code", "twice", clip(c), where)
		}
	}
}

// lint checks what only the whole service can tell.
func (n *node) lint(s *Service) {
	r := n.r
	r.twice(n.key("grounds"), "grounds", codes(s.Grounds, func(g Ground) string { return g.Code }))
	r.twice(n.key("conditions"), "conditions", codes(s.Conditions, func(c Condition) string { return c.Code }))
	r.twice(n.key("documents"), "documents", codes(s.Documents, func(d Document) string { return d.Code }))
	r.twice(n.key("steps"), "steps", codes(s.Steps, func(st Step) string { return st.Code }))
	r.twice(n.key("windows"), "windows", codes(s.Windows, func(w Window) string { return w.Code }))
	r.twice(n.key("result.kinds"), "result.kinds", codes(s.Result.Kinds, func(k Kind) string { return k.Code }))
	if len(s.Steps) == 0 {
		r.fault(n.path, "no-steps", clip(s.Code))
	}
	n.lintRoads(s)
	chosen := 0
	for i, g := range s.Grounds {
		if g.Default {
			if chosen++; chosen > 1 {
				r.fault(n.key("grounds")+"["+itoa(i)+"]", "two-defaults", clip(g.Code))
			}
		}
	}
	group := map[string]int{}
	for _, d := range s.Documents {
		group[d.OneOf]++
	}
	for i, d := range s.Documents {
		path := n.key("documents") + "[" + itoa(i) + "]"
		if _, ok := s.ConditionByCode(d.Condition); !ok && d.Condition != "" {
			r.fault(path+".condition", "no-condition", clip(d.Condition))
		}
		for k, g := range d.Grounds {
			if _, ok := s.GroundByCode(g); !ok {
				r.fault(path+".grounds["+itoa(k)+"]", "no-ground", clip(g))
			}
		}
		if d.OneOf != "" && group[d.OneOf] == 1 {
			r.fault(path+".one-of", "lone-group", clip(d.OneOf))
		}
	}
	for i, w := range s.Windows {
		if _, ok := s.ConditionByCode(w.Condition); !ok && w.Condition != "" {
			r.fault(n.key("windows")+"["+itoa(i)+"].condition", "no-condition", clip(strings.TrimSpace(w.Condition)))
		}
	}
}
